"""Counting answers in the database: three queries for a whole list, however many people filled it in."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
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

# Each row of analyse_antwoord as the answers in it. Of each only its own kind of column is filled.
_WAARDEN = """
SELECT a.vraag_id, a.regel, w.waarde, w.plaats, i.kanaal, i.taal, i.buurt_id,
       GROUPING(i.kanaal), GROUPING(i.taal), count(*)
FROM analyse_antwoord a
JOIN analyse_inzending i ON i.id = a.inzending_id
CROSS JOIN LATERAL (
    SELECT k.waarde, k.plaats FROM unnest(a.keuzes) WITH ORDINALITY AS k(waarde, plaats)
    UNION ALL
    SELECT a.getal::text, 1 WHERE a.getal IS NOT NULL
) w
WHERE i.lijst_id = %s AND i.telt = %s AND a.bijzonder = ''
GROUP BY GROUPING SETS (
    (a.vraag_id, a.regel, w.waarde, w.plaats, i.kanaal),
    (a.vraag_id, a.regel, w.waarde, w.plaats, i.taal),
    (a.vraag_id, a.regel, w.waarde, w.plaats, i.buurt_id)
)
"""
_MENSEN = """
SELECT a.vraag_id, a.regel, a.bijzonder, i.kanaal, i.taal, i.buurt_id,
       GROUPING(i.kanaal), GROUPING(i.taal), count(*)
FROM analyse_antwoord a
JOIN analyse_inzending i ON i.id = a.inzending_id
WHERE i.lijst_id = %s AND i.telt = %s
GROUP BY GROUPING SETS (
    (a.vraag_id, a.regel, a.bijzonder, i.kanaal),
    (a.vraag_id, a.regel, a.bijzonder, i.taal),
    (a.vraag_id, a.regel, a.bijzonder, i.buurt_id)
)
"""


@dataclass(slots=True)
class Telling:
    """The answers to one question, or one line of it, per channel, language and buurt.

    `mensen` is how many answered, `waarden` how many gave which answer. Who lives nowhere that we know stands
    under ''.
    """

    mensen: dict[Kant, Counter[str]] = field(default_factory=lambda: {kant: Counter() for kant in Kant})
    waarden: dict[Kant, dict[str, Counter[Waarde]]] = field(
        default_factory=lambda: {kant: {} for kant in Kant}
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

    def add(self, andere: Telling) -> None:
        """Take the answers of another version of the same question along."""
        self.bijzonder += andere.bijzonder
        for kant in Kant:
            self.mensen[kant] += andere.mensen[kant]
            for groep, waarden in andere.waarden[kant].items():
                self.waarden[kant][groep] = self.waarden[kant].get(groep, Counter()) + waarden


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
    """Count all answers of the filled-in lists that count. Three queries."""
    found: dict[uuid.UUID, dict[str, Telling]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MENSEN, [lijst.pk, Telt.MEE.value])
        for vraag, regel, bijzonder, *waar, aantal in cursor.fetchall():
            telling = found.setdefault(vraag, {}).setdefault(regel, Telling())
            kant, groep = _side(*waar)
            if bijzonder == Bijzonder.GEWOON:
                telling.mensen[kant][groep] += aantal
            elif kant is Kant.KANAAL:
                telling.bijzonder[bijzonder] += aantal
        cursor.execute(_WAARDEN, [lijst.pk, Telt.MEE.value])
        for vraag, regel, waarde, plaats, *waar, aantal in cursor.fetchall():
            kant, groep = _side(*waar)
            there = found[vraag][regel].waarden[kant].setdefault(groep, Counter())
            there[waarde, plaats] += aantal
    return Tellingen(found, _people(lijst, found))


def _side(kanaal: str | None, taal: str | None, buurt: str | None, *grouped: int) -> tuple[Kant, str]:
    """Which table a row belongs to, and which row of it: GROUPING tells what it was not grouped by."""
    not_kanaal, not_taal = grouped
    if not not_kanaal:
        return Kant.KANAAL, kanaal or ""
    if not not_taal:
        return Kant.TAAL, taal or ""
    return Kant.BUURT, buurt or ""


def _people(lijst: Vragenlijst, found: Mapping[uuid.UUID, Mapping[str, Telling]]) -> dict[uuid.UUID, int]:
    """Of a question with lines somebody has a row per line, and is still one person."""
    with_lines = [vraag for vraag, regels in found.items() if set(regels) != {""}]
    rows = (
        Antwoord.objects.counted()
        .filter(inzending__lijst=lijst, vraag__in=with_lines, bijzonder=Bijzonder.GEWOON)
        .order_by()
        .values("vraag")
        .annotate(aantal=Count("inzending", distinct=True))
    )
    people = {vraag: regels[""].aantal for vraag, regels in found.items() if set(regels) == {""}}
    return people | {row["vraag"]: row["aantal"] for row in rows}
