"""The table under the cards: all numbers. No query of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from wijken.cijfers import Cijfers, Gelezen, Plek, Reden, reden_kort
from wijken.indicatoren import THEMAS, Indicator, indicatoren


@dataclass(frozen=True, slots=True)
class Vak:
    """A cell: a number, or why there is none. On a phone the place stands beside it."""

    plek: str
    tekst: str
    bekend: bool


@dataclass(frozen=True, slots=True)
class Regel:
    """One indicator in its newest year, for each place."""

    label: str
    zin: str
    jaar: int
    voorlopig: bool
    opgeteld: bool
    vakken: tuple[Vak, ...]
    schatting: bool = False


@dataclass(frozen=True, slots=True)
class Blok:
    """The rows of one theme."""

    titel: str | Promise
    regels: tuple[Regel, ...]

    @property
    def schatting(self) -> bool:
        """Whether a row of it is an estimate by a model."""
        return any(regel.schatting for regel in self.regels)


def places(cijfers: Cijfers) -> tuple[Plek, ...]:
    """The columns: the wijk, its municipality, the country."""
    return tuple(plek for plek in (cijfers.wijk, cijfers.gemeente, cijfers.land) if plek is not None)


def all_numbers(cijfers: Cijfers) -> list[Blok]:
    """Every indicator that has a row for this wijk, per theme; without themes of which nothing is known."""
    rows: dict[str, list[Regel]] = {}
    for indicator in indicatoren().values():
        read = cijfers.newest(cijfers.wijk, indicator.sleutel)
        if read is None:
            continue
        row = _row(cijfers, indicator, read)
        if read.reden != Reden.NVT or any(vak.bekend for vak in row.vakken):
            rows.setdefault(indicator.thema, []).append(row)
    return [
        Blok(titel, tuple(rows[thema]))
        for thema, titel in THEMAS.items()
        if any(vak.bekend for regel in rows.get(thema, []) for vak in regel.vakken)
    ]


def _row(cijfers: Cijfers, indicator: Indicator, read: Gelezen) -> Regel:
    here, *others = places(cijfers)
    cells = [(here, read), *((plek, cijfers.read(plek, indicator.sleutel, read.jaar)) for plek in others)]
    return Regel(
        label=indicator.label,
        zin=indicator.zin(read.waarde) if read.waarde is not None else "",
        jaar=read.jaar,
        voorlopig=read.voorlopig,
        opgeteld=read.opgeteld,
        vakken=tuple(_cell(indicator, plek, one) for plek, one in cells),
        schatting=indicator.schatting,
    )


def _cell(indicator: Indicator, plek: Plek, read: Gelezen | None) -> Vak:
    if read is None:
        return Vak(plek.naam, "–", bekend=False)
    if read.waarde is None:
        return Vak(plek.naam, reden_kort(read.reden), bekend=False)
    unit = " %" if indicator.eenheid == "procent" else ""
    return Vak(plek.naam, f"{indicator.getal(read.waarde)}{unit}", bekend=True)
