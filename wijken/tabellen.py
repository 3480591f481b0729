"""The tables under the cards: all numbers, and the villages side by side. No query of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from wijken.cijfers import Cijfers, Gelezen, Plek, Reden, reden_kort
from wijken.indicatoren import THEMAS, Indicator, indicatoren
from wijken.regels import van_de_honderd


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


@dataclass(frozen=True, slots=True)
class Dorp:
    """A village in numbers: people, and how many of a hundred are old, young, alone at home."""

    naam: str
    cbs: str  # what CBS calls it, where that is another name
    inwoners: str
    ouderen: int | None
    jongeren: int | None
    alleen: int | None


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


@dataclass(frozen=True, slots=True)
class Dorpen:
    """The villages of a wijk in one year; none when the wijk is one buurt."""

    jaar: int = 0
    voorlopig: bool = False
    rijen: tuple[Dorp, ...] = ()


def villages(cijfers: Cijfers) -> Dorpen:
    """The villages, most old people first."""
    if len(cijfers.buurten) < 2:
        return Dorpen()
    years = [cijfers.newest_year(buurt, "inwoners", "leeftijd_65plus") for buurt in cijfers.buurten]
    jaar = max((year for year in years if year is not None), default=0)
    found = [dorp for buurt in cijfers.buurten if (dorp := _village(cijfers, buurt, jaar)) is not None]
    found.sort(key=lambda dorp: (-(dorp.ouderen if dorp.ouderen is not None else -1), dorp.naam))
    reads = [cijfers.read(buurt, "inwoners", jaar) for buurt in cijfers.buurten]
    return Dorpen(jaar, any(read.voorlopig for read in reads if read), tuple(found))


def _village(cijfers: Cijfers, buurt: Plek, jaar: int) -> Dorp | None:
    people = cijfers.read(buurt, "inwoners", jaar)
    if people is None or people.waarde is None:
        return None
    return Dorp(
        naam=buurt.naam,
        cbs=buurt.cbs,
        inwoners=indicatoren()["inwoners"].getal(people.waarde),
        ouderen=_share(cijfers, buurt, "leeftijd_65plus", "inwoners", jaar),
        jongeren=_share(cijfers, buurt, "leeftijd_0_15", "inwoners", jaar),
        alleen=_share(cijfers, buurt, "eenpersoonshuishoudens", "huishoudens", jaar),
    )


def _share(cijfers: Cijfers, buurt: Plek, part: str, whole: str, jaar: int) -> int | None:
    found, total = cijfers.read(buurt, part, jaar), cijfers.read(buurt, whole, jaar)
    if not found or not total or found.waarde is None or total.waarde is None:
        return None
    return van_de_honderd(found.waarde, total.waarde)
