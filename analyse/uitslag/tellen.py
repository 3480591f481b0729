"""Counting answers in the database: two queries for a whole list, however many people filled it in."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.db import connection
from django.db.models import Count

from analyse.keuzes import Bijzonder, Telt
from analyse.models import Antwoord, Vraag, Vragenlijst


class Kant(StrEnum):
    """By what the answers to a question are laid apart."""

    KANAAL = "kanaal"
    TAAL = "taal"
    BUURT = "buurt"


EERST: Final = 1  # the place of an answer that has no other: only RANG has more
Waarde = tuple[str, int]  # (code of the answer or the number, its place)

# Answers that are alike in all that we lay apart, with how many there are. One text as the key: of eight
# columns the planner expects nearly as many groups as rows, and then sorts them on disk. Taking the choices
# out of their array first makes three times the rows.
_GELIJK: Final = """
SELECT concat_ws(chr(30), a.vraag_id::text, a.regel, a.bijzonder, array_to_string(a.keuzes, chr(31)),
                 coalesce(a.getal::text, ''), i.kanaal, i.taal, coalesce(i.buurt_id, '')), count(*)
FROM analyse_antwoord a
JOIN analyse_inzending i ON i.id = a.inzending_id
WHERE i.lijst_id = ANY(%s) AND (%s OR a.vraag_id = ANY(%s)) AND i.telt = %s
GROUP BY 1
"""


@dataclass(slots=True)
class Telling:
    """The answers to one question, or one line of it, per channel, language and buurt.

    `mensen` is how many answered, `waarden` how many gave which answer. Who lives nowhere that we know stands
    under ''.
    """

    mensen: dict[Kant, Counter[str]] = field(default_factory=lambda: {kant: Counter() for kant in Kant})
    waarden: dict[Kant, defaultdict[str, Counter[Waarde]]] = field(
        default_factory=lambda: {kant: defaultdict(Counter) for kant in Kant}
    )
    bijzonder: Counter[str] = field(default_factory=Counter)

    @property
    def aantal(self) -> int:
        """How many people answered."""
        return self.mensen[Kant.KANAAL].total()

    def all_values(self) -> Counter[Waarde]:
        """How many gave which answer, everyone together."""
        return sum(self.waarden[Kant.KANAAL].values(), Counter[Waarde]())

    def of_group(self, kant: Kant, groepen: Iterable[str]) -> Counter[Waarde]:
        """The same of these groups together."""
        there = self.waarden[kant]
        return sum((there.get(groep, Counter()) for groep in groepen), Counter[Waarde]())

    def count(self, values: Iterable[Waarde], waar: Mapping[Kant, str], aantal: int) -> None:
        """Take along so many people who answered alike, in the same way, language and buurt."""
        for kant, groep in waar.items():
            self.mensen[kant][groep] += aantal
            there = self.waarden[kant][groep]
            for value in values:
                there[value] = there.get(value, 0) + aantal

    def add(self, andere: Telling) -> None:
        """Take the answers of another version of the same question along."""
        self.bijzonder += andere.bijzonder
        for kant in Kant:
            self.mensen[kant] += andere.mensen[kant]
            for groep, waarden in andere.waarden[kant].items():
                self.waarden[kant][groep] += waarden


@dataclass(frozen=True, slots=True)
class Tellingen:
    """All counts of a list: per question and line, and how many people answered any line of a question."""

    per_regel: Mapping[uuid.UUID, Mapping[str, Telling]]
    mensen: Mapping[uuid.UUID, int]

    def of(self, vragen: Iterable[Vraag]) -> dict[str, Telling]:
        """By line, of several versions of one question together."""
        found: dict[str, Telling] = {}
        for vraag in vragen:
            for regel, telling in self.per_regel.get(vraag.pk, {}).items():
                found.setdefault(regel, Telling()).add(telling)
        return found

    def people(self, vragen: Iterable[Vraag]) -> int:
        """How many people answered, at whatever line."""
        return sum(self.mensen.get(vraag.pk, 0) for vraag in vragen)


def count_answers(lijst: Vragenlijst) -> Tellingen:
    """Count all answers of the filled-in lists that count. Two queries."""
    return _count([lijst.pk], None)


def count_questions(vragen: Collection[Vraag]) -> Tellingen:
    """The same of these questions alone, of whatever lists. Two queries."""
    return _count(list({vraag.lijst_id for vraag in vragen}), [vraag.pk for vraag in vragen])


def _count(lijsten: list[uuid.UUID], vragen: list[uuid.UUID] | None) -> Tellingen:
    found: defaultdict[uuid.UUID, defaultdict[str, Telling]] = defaultdict(lambda: defaultdict(Telling))
    keys: dict[str, uuid.UUID] = {}  # parsing one takes longer than looking it up
    with connection.cursor() as cursor:
        cursor.execute(_GELIJK, [lijsten, vragen is None, vragen or [], Telt.MEE.value])
        for sleutel, aantal in cursor.fetchall():
            vraag, regel, bijzonder, keuzes, getal, kanaal, taal, buurt = sleutel.split("\x1e")
            telling = found[keys.get(vraag) or keys.setdefault(vraag, uuid.UUID(vraag))][regel]
            if bijzonder != Bijzonder.GEWOON:
                telling.bijzonder[bijzonder] += aantal
                continue
            values: list[Waarde] = [
                (keuze, plaats) for plaats, keuze in enumerate(filter(None, keuzes.split("\x1f")), EERST)
            ]
            if getal:
                values.append((getal, EERST))
            telling.count(values, {Kant.KANAAL: kanaal, Kant.TAAL: taal, Kant.BUURT: buurt}, aantal)
    return Tellingen(found, _people(found))


def _people(found: Mapping[uuid.UUID, Mapping[str, Telling]]) -> dict[uuid.UUID, int]:
    """Of a question with lines somebody has a row per line, and is still one person."""
    with_lines = [vraag for vraag, regels in found.items() if set(regels) != {""}]
    rows = (
        Antwoord.objects.counted()
        .filter(vraag__in=with_lines, bijzonder=Bijzonder.GEWOON)
        .order_by()
        .values("vraag")
        .annotate(aantal=Count("inzending", distinct=True))
    )
    people = {vraag: regels[""].aantal for vraag, regels in found.items() if set(regels) == {""}}
    return people | {row["vraag"]: row["aantal"] for row in rows}
