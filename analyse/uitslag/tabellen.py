"""The fixed tables under a question: its answers per channel, per language, per buurt. No database.

See onderdrukken for what is left out. Marks go together in three, faces in three and 'weet ik niet'; of a
ranking only what came first is laid apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyse.antwoorden import WEET_NIET
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from analyse.uitslag.cijfers import answer_codes
from analyse.uitslag.onderdrukken import LEAST_ROWS, Getoond, merge_small, share, suppress
from analyse.uitslag.tellen import EERST, Kant, Telling, Waarde
from analyse.uitslag.woorden import labels_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production

Namen = Mapping[Kant, Mapping[str, str]]  # what each group is called
VERBORGEN: Final = "–"
ENOUGH: Final = 80  # of every hundred answers
_CIJFERS: Final[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
    (gettext_lazy("8, 9 of 10"), ("8", "9", "10")),
    (gettext_lazy("6 of 7"), ("6", "7")),
    (gettext_lazy("5 of lager"), ("1", "2", "3", "4", "5")),
)
_GEZICHTEN: Final[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
    (gettext_lazy("Mee eens"), ("5", "4")),
    (gettext_lazy("Niet mee eens, niet mee oneens"), ("3",)),
    (gettext_lazy("Niet mee eens"), ("2", "1")),
    (gettext_lazy("Weet ik niet"), (WEET_NIET,)),
)
KANTEN: Final[Mapping[Kant, StrOrPromise]] = {
    Kant.KANAAL: gettext_lazy("Hoe kwam het binnen?"),
    Kant.TAAL: gettext_lazy("In welke taal?"),
    Kant.BUURT: gettext_lazy("In welke buurt?"),
}


@dataclass(frozen=True, slots=True)
class Groep:
    """One column: a channel, or the small ones together."""

    sleutels: tuple[str, ...]
    label: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Tabel:
    """The answers of one question per group; `cellen` is a row per answer."""

    kant: Kant
    groepen: tuple[Groep, ...]
    antwoorden: tuple[str, ...]
    cellen: tuple[tuple[int | None, ...], ...]

    @property
    def titel(self) -> str:
        return str(KANTEN[self.kant])

    def rows(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """(answer, [(group, what stands in the cell, whether it has a number)])."""
        return [
            (
                antwoord,
                [
                    (g.label, _words(cel, g), cel is not None)
                    for g, cel in zip(self.groepen, rij, strict=True)
                ],
            )
            for antwoord, rij in zip(self.antwoorden, self.cellen, strict=True)
        ]

    def shown(self, rij: int, kolom: int) -> int | None:
        """The number in this cell; None when it is hidden, or when there is no such cell."""
        return self.cellen[rij][kolom] if rij < len(self.antwoorden) and kolom < len(self.groepen) else None

    def column(self, sleutel: str) -> tuple[Groep, dict[str, int | None]] | None:
        """(the group that this one is in, counts by answer)."""
        for k, groep in enumerate(self.groepen):
            if sleutel in groep.sleutels:
                return groep, {a: rij[k] for a, rij in zip(self.antwoorden, self.cellen, strict=True)}
        return None

    @property
    def has_hidden(self) -> bool:
        return any(cel is None for rij in self.cellen for cel in rij)


def make_table(vraag: Vraag, telling: Telling, kant: Kant, namen: Mapping[str, str]) -> Tabel | None:
    """The table of one side; None when there are not two groups large enough, or nothing can be shown.

    One small group can hide much of the others. So as long as little can be shown, the two smallest go
    together; the first table that shows enough is it, or else the one that shows most.
    """
    groups = merge_small(telling.mensen[kant])
    best: tuple[int, Tabel] | None = None
    while len(groups) >= LEAST_ROWS:
        shown, table = _shown(vraag, telling, kant, groups, namen)
        if shown and (best is None or shown > best[0]):
            best = shown, table
        if shown >= ENOUGH:
            break
        groups = (*groups[:-2], groups[-2] + groups[-1])
    return best[1] if best else None


def _shown(
    vraag: Vraag, telling: Telling, kant: Kant, groups: Sequence[tuple[str, ...]], namen: Mapping[str, str]
) -> tuple[int, Tabel]:
    """(how much of a hundred is not hidden, the table) with these groups."""
    kolommen = columns_of(vraag)
    counts = [
        _counts(vraag, telling.of_group(kant, groep), [c for _label, c in kolommen]) for groep in groups
    ]
    totals = [sum(telling.mensen[kant][naam] for naam in groep) for groep in groups]
    cells = _suppress(vraag, counts, totals) or [[None] * len(kolommen) for _groep in groups]
    table = Tabel(
        kant=kant,
        groepen=tuple(
            Groep(groep, _label(groep, namen), total) for groep, total in zip(groups, totals, strict=True)
        ),
        antwoorden=tuple(label for label, _codes in kolommen),
        cellen=tuple(zip(*cells, strict=True)),
    )
    visible = sum(cel for rij in cells for cel in rij if cel is not None)
    return visible * 100 // max(sum(map(sum, counts)), 1), table


def columns_of(vraag: Vraag) -> list[tuple[str, tuple[str, ...]]]:
    """(what it is called, the answers that go together in it)."""
    if vraag.soort == Vraagsoort.CIJFER:
        return [(str(label), codes) for label, codes in _CIJFERS]
    if vraag.soort == Vraagsoort.SMILEY5:
        return [(str(label), codes) for label, codes in _GEZICHTEN]
    labels = labels_of(vraag)
    return [(labels[code], (code,)) for code in answer_codes(vraag)]


def _counts(vraag: Vraag, values: Counter[Waarde], kolommen: Sequence[tuple[str, ...]]) -> list[int]:
    first_only = vraag.soort == Vraagsoort.RANG
    return [
        sum(
            n
            for (waarde, plaats), n in values.items()
            if waarde in codes and (not first_only or plaats == EERST)
        )
        for codes in kolommen
    ]


def _suppress(vraag: Vraag, counts: list[list[int]], totals: list[int]) -> Getoond | None:
    """Who may choose more answers, chose each of them or did not: a table of two for every answer."""
    if vraag.soort != Vraagsoort.MEER:
        return suppress(counts)
    answers = []
    for chosen in zip(*counts, strict=True):
        pairs = suppress([[n, total - n] for n, total in zip(chosen, totals, strict=True)])
        answers.append([pair[0] for pair in pairs] if pairs else [None] * len(totals))
    return [list(rij) for rij in zip(*answers, strict=True)]


def _label(groep: Sequence[str], namen: Mapping[str, str]) -> str:
    known = [namen.get(sleutel, sleutel) for sleutel in groep]
    if len(known) == 1:
        return known[0]
    return _("Samen: %(namen)s") % {"namen": ", ".join(known)}


def _words(cel: int | None, groep: Groep) -> str:
    if cel is None:
        return VERBORGEN
    deel = share(cel, groep.aantal)
    return str(cel) if deel is None else f"{cel} ({deel}%)"
