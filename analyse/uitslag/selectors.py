"""Everything the results of a list show, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from analyse.keuzes import Bijzonder, Vraagsoort
from analyse.models import Uitslag, Vraag, Vragenlijst
from analyse.uitslag.cijfers import Regelcijfers, compute
from analyse.uitslag.tabellen import Namen, Tabel, make_table
from analyse.uitslag.tellen import Kant, Telling, Tellingen, count_answers, count_questions
from bewoners.models import Kanaal
from kern.talen import DUTCH_NAMES
from wijken.models import Wijk
from wijken.selectors import buurten_of

GEEN_TABEL: Final = frozenset({Vraagsoort.OPEN})


@dataclass(frozen=True, slots=True)
class Vraaguitslag:
    """One question as it was asked in these words, whatever the version."""

    vraag: Vraag  # as it was asked last
    versies: tuple[Vraag, ...]
    aantal: int  # people who answered
    zonder: int  # people who were shown this list and gave no answer here
    bijzonder: Mapping[str, int]
    tellingen: Mapping[str, Telling]  # by line
    cijfers: Mapping[str, Regelcijfers]
    tabellen: tuple[tuple[str, Tabel], ...]  # (line, table)
    gevraagd_tot: dt.date | None = None  # when these words are no longer asked
    anders_gevraagd: bool = False  # the same code stands on this page with other words
    uitslag: Uitslag | None = None

    @property
    def sleutel(self) -> Vraag:
        """The row that the public copy hangs on: the first, for that one never changes."""
        return self.versies[0]

    @property
    def openbaar(self) -> bool:
        return any(vraag.openbaar for vraag in self.versies)


@dataclass(frozen=True, slots=True)
class Lijstuitslag:
    """The results of a list."""

    lijst: Vragenlijst
    vragen: tuple[Vraaguitslag, ...]
    inzendingen: int
    kanalen: tuple[tuple[str, str, int], ...]  # (code, what it is called, how many)


def read_uitslag(lijst: Vragenlijst) -> Lijstuitslag:
    """All results: eight queries at most, for five people as for five thousand."""
    tellingen = count_answers(lijst)
    sent = list(
        lijst.inzendingen.counted()
        .order_by()
        .values("versie", "kanaal")
        .annotate(aantal=Count("pk"), laatst=Max("datum"))
    )
    namen = group_names(lijst.wijk)
    uitslagen = {uitslag.vraag_id: uitslag for uitslag in Uitslag.objects.filter(vraag__lijst=lijst)}
    groups = same_words(list(lijst.vragen.all()))
    codes = Counter(group[-1].code for group in groups)
    vragen = [
        _one(group, tellingen, sent, namen, codes[group[-1].code] > 1, uitslagen.get(group[0].pk))
        for group in groups
    ]
    kanalen = Counter[str]()
    for row in sent:
        kanalen[row["kanaal"]] += row["aantal"]
    return Lijstuitslag(
        lijst=lijst,
        vragen=tuple(vragen),
        inzendingen=kanalen.total(),
        kanalen=tuple(
            (kanaal.value, str(kanaal.label), kanalen[kanaal]) for kanaal in Kanaal if kanalen[kanaal]
        ),
    )


def read_vragen(vragen: Collection[Vraag]) -> list[Vraaguitslag]:
    """The figures of these questions alone, of one list or more, without tables. Two queries."""
    tellingen = count_questions(vragen)
    per_lijst: dict[uuid.UUID, list[Vraag]] = {}
    for vraag in vragen:
        per_lijst.setdefault(vraag.lijst_id, []).append(vraag)
    groups = [group for each in per_lijst.values() for group in same_words(each)]
    return [_figures(group, tellingen) for group in groups]


def _figures(group: tuple[Vraag, ...], tellingen: Tellingen) -> Vraaguitslag:
    per_regel = tellingen.of(group)
    return Vraaguitslag(
        vraag=group[-1],
        versies=group,
        aantal=tellingen.people(group),
        zonder=0,
        bijzonder={},
        tellingen=per_regel,
        cijfers={regel: compute(group[-1], telling) for regel, telling in per_regel.items()},
        tabellen=(),
    )


def same_words(vragen: Iterable[Vraag]) -> list[tuple[Vraag, ...]]:
    """The questions of all versions in the order of the list; what reads alike together, oldest first."""
    found: dict[tuple[Any, ...], list[Vraag]] = {}
    for vraag in sorted(vragen, key=lambda vraag: vraag.van_versie):
        found.setdefault(_reads(vraag), []).append(vraag)
    groups = [tuple(group) for group in found.values()]
    return sorted(
        groups, key=lambda g: (g[-1].daarna, g[-1].volgorde, g[-1].code, -(g[-1].tot_versie or 10**6))
    )


def _reads(vraag: Vraag) -> tuple[Any, ...]:
    """What a question asks: its code and its Dutch words, with those of what can be answered."""

    def dutch(rows: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
        return tuple((row["code"], row["tekst"].get("nl", "")) for row in rows)

    tekst = vraag.tekst.get("nl", "")
    return vraag.code, vraag.soort, tekst, dutch(vraag.antwoorden), dutch(vraag.regels), vraag.hoogstens


def group_names(wijk: Wijk) -> Namen:
    """What each channel, language and buurt is called. Three queries, for the buurten."""
    return {
        Kant.KANAAL: {kanaal.value: str(kanaal.label) for kanaal in Kanaal},
        Kant.TAAL: DUTCH_NAMES,
        Kant.BUURT: {**dict(buurten_of(wijk)), "": _("niet bekend")},
    }


def _one(
    group: tuple[Vraag, ...],
    tellingen: Tellingen,
    sent: Sequence[Mapping[str, Any]],
    namen: Namen,
    has_other_words: bool,
    uitslag: Uitslag | None,
) -> Vraaguitslag:
    vraag = group[-1]
    per_regel = tellingen.of(group)
    aantal = tellingen.people(group)
    shown = [row for row in sent if any(_asks(each, row["versie"]) for each in group)]
    odd = sum((telling.bijzonder for telling in per_regel.values()), Counter[str]())
    unreadable = odd[Bijzonder.ONLEESBAAR] + odd[Bijzonder.TWEE_KRUISJES] if not vraag.regels else 0
    last = max((row["laatst"] for row in shown), default=None)
    return Vraaguitslag(
        vraag=vraag,
        versies=group,
        aantal=aantal,
        zonder=max(sum(row["aantal"] for row in shown) - aantal - unreadable, 0),
        bijzonder={code: n for code, n in odd.items() if code != Bijzonder.LEEG},
        tellingen=per_regel,
        cijfers={regel: compute(vraag, telling) for regel, telling in per_regel.items()},
        tabellen=tuple(_tables(vraag, per_regel, namen)),
        gevraagd_tot=last if vraag.tot_versie is not None else None,
        anders_gevraagd=has_other_words,
        uitslag=uitslag,
    )


def _asks(vraag: Vraag, versie: int) -> bool:
    return vraag.van_versie <= versie and (vraag.tot_versie is None or versie <= vraag.tot_versie)


def _tables(vraag: Vraag, per_regel: Mapping[str, Telling], namen: Namen) -> Iterable[tuple[str, Tabel]]:
    if vraag.soort in GEEN_TABEL:
        return
    for regel in [each["code"] for each in vraag.regels] or [""]:
        telling = per_regel.get(regel)
        for kant in Kant:
            table = make_table(vraag, telling, kant, namen[kant]) if telling else None
            if table is not None:
                yield regel, table
