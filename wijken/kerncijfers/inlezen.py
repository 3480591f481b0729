"""One file of figures into the database: all of it, or nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import transaction

from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.indicatoren import BRON_CBS
from wijken.kerncijfers.herkennen import Indeling, Kenmerk, recognise
from wijken.kerncijfers.lezers import Rij, Tabel, read_tabel
from wijken.kerncijfers.opslaan import Cijfer, Gebied, Telling, save_cijfers, save_gebieden
from wijken.kerncijfers.waarden import Cel, Reden, Vorm, read_cel
from wijken.models import Gebeurtenis
from wijken.regels import is_code

TABLES_FILE = Path(__file__).parent.parent / "data" / "kwb_tabellen.csv"
FIRST_YEAR, LAST_YEAR = 2000, 2100
_YEAR_IN_NAME = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_TABLE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])[0-9]{5}NED", re.IGNORECASE)


@dataclass(slots=True)
class Verslag:
    """What an import read, skipped and did not know."""

    vorm: Vorm
    jaren: tuple[int, ...]
    voorlopig: bool
    regios: int
    indicatoren: int
    telling: Telling
    onbekende_kolommen: list[str]
    overgeslagen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KwbJaar:
    jaar: int
    tabel: str
    voorlopig: bool


@cache
def kwb_jaren() -> dict[int, KwbJaar]:
    """The yearly tables of CBS that we know, and which year is provisional still."""
    with TABLES_FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            KwbJaar(int(r["jaar"]), r["tabel"], r["voorlopig"] == "ja")
            for r in csv.DictReader(file, delimiter=";")
        ]
    return {row.jaar: row for row in rows}


def is_provisional(jaar: int) -> bool:
    """Whether CBS still adds to this year. A year later than those we know is."""
    known = kwb_jaren()
    return known[jaar].voorlopig if jaar in known else jaar > max(known)


def year_of(name: str) -> int | None:
    """The year in a file name ('…_2024.csv'), or that of the CBS table in it ('86165NED_…'); else None."""
    years = {int(year) for year in _YEAR_IN_NAME.findall(name)}
    tables = {table.upper() for table in _TABLE_IN_NAME.findall(name)}
    years |= {row.jaar for row in kwb_jaren().values() if row.tabel in tables}
    return years.pop() if len(years) == 1 else None


@transaction.atomic
def import_kerncijfers(
    *,
    pad: Path,
    jaar: int | None = None,
    bron: str = "",
    definitief: bool = False,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.COMMANDO,
) -> Verslag:
    """Read the file and keep its regions and figures. Raises DomeinFout, and keeps nothing, if not."""
    tabel = read_tabel(pad)
    indeling = recognise(tabel)
    lezing = _Lezing(tabel, indeling, _default_year(pad, jaar, indeling.vorm), bron or BRON_CBS, definitief)
    save_gebieden(lezing.gebieden())
    telling = save_cijfers(lezing.cijfers(), opgehaald=today())
    log(wijk=None, actie="kerncijfers_ingelezen", door=door, herkomst=herkomst)
    return Verslag(
        vorm=indeling.vorm,
        jaren=tuple(sorted({jaar for _, _, jaar in lezing.rijen})),
        voorlopig=any(lezing.is_provisional(rij, jaar) for rij, _, jaar in lezing.rijen),
        regios=len({code for _, code, _ in lezing.rijen}),
        indicatoren=len(indeling.cijfers),
        telling=telling,
        onbekende_kolommen=indeling.onbekend,
        overgeslagen=lezing.overgeslagen,
    )


def _default_year(pad: Path, jaar: int | None, vorm: Vorm) -> int | None:
    if vorm is Vorm.EIGEN:
        if jaar is not None:
            raise DomeinFout("In dit bestand staat het jaar al bij elke regel. Laat --jaar weg.")
        return None
    jaar = jaar or year_of(pad.name)
    if jaar is None:
        raise DomeinFout("Van welk jaar zijn deze cijfers? Zet het jaar erbij, bijvoorbeeld: --jaar 2024.")
    if not FIRST_YEAR <= jaar <= LAST_YEAR:
        raise DomeinFout(f"Het jaar {jaar} kan niet kloppen.")
    return jaar


class _Lezing:
    """One pass through the rows: which ones count, and what their cells say."""

    def __init__(
        self, tabel: Tabel, indeling: Indeling, jaar: int | None, bron: str, definitief: bool
    ) -> None:
        self.indeling = indeling
        self.bron = bron
        self.definitief = definitief
        self.overgeslagen: list[str] = []
        self.breedte = len(tabel.kop)
        self.rijen = list(self._rows(tabel, jaar))
        if not self.rijen:
            raise DomeinFout("In dit bestand staat geen enkele regel met een CBS-code.")
        self.leeg = self._empty_columns()

    def _cell(self, rij: Rij, kenmerk: Kenmerk) -> str | None:
        """The trimmed cell of a feature; None when the file has no such column."""
        index = self.indeling.kenmerken.get(kenmerk)
        return None if index is None or index >= len(rij.cellen) else rij.cellen[index].strip()

    def _rows(self, tabel: Tabel, jaar: int | None) -> Iterator[tuple[Rij, str, int]]:
        """Rows with a code, each region and year once. A broken row means a broken file."""
        seen: set[tuple[str, int]] = set()
        for rij in tabel.rijen:
            code = self._cell(rij, Kenmerk.CODE) or ""
            if not is_code(code):
                self.overgeslagen.append(f"regel {rij.regel}: geen CBS-code ('{rij.cellen[0].strip()[:40]}')")
                continue
            if len(rij.cellen) < self.breedte or any(cell.strip() for cell in rij.cellen[self.breedte :]):
                raise DomeinFout(f"Regel {rij.regel} is niet compleet. Haal het bestand opnieuw op.")
            year = self._year(rij) if jaar is None else jaar
            if (code, year) in seen:
                raise DomeinFout(f"De code {code} staat twee keer in dit bestand (regel {rij.regel}).")
            seen.add((code, year))
            yield rij, code, year

    def _year(self, rij: Rij) -> int:
        text = self._cell(rij, Kenmerk.JAAR) or ""
        if not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise DomeinFout(f"Op regel {rij.regel} staat geen jaar.")
        return int(text)

    def _empty_columns(self) -> set[str]:
        """Indicators of which not one row has anything: CBS has not published them yet."""
        if self.indeling.vorm is Vorm.EIGEN:
            return set()
        return {
            key
            for key, index in self.indeling.cijfers.items()
            if not any(rij.cellen[index].strip() for rij, _, _ in self.rijen)
        }

    def is_provisional(self, rij: Rij, jaar: int) -> bool:
        said = self._cell(rij, Kenmerk.VOORLOPIG)
        if said is not None:
            return said.casefold() == "ja"
        return not self.definitief and is_provisional(jaar)

    def gebieden(self) -> list[Gebied]:
        return [
            Gebied(code, jaar, self._name(rij, code), self._change(rij), self._postcode(rij))
            for rij, code, jaar in self.rijen
        ]

    def _name(self, rij: Rij, code: str) -> str | None:
        naam = self._cell(rij, Kenmerk.NAAM)
        if not naam and code[:2] in ("GM", "NL"):
            naam = self._cell(rij, Kenmerk.GEMEENTENAAM)
        return naam or None

    def _change(self, rij: Rij) -> str | None:
        said = self._cell(rij, Kenmerk.WIJZIGING)
        if said is None:
            return None
        said = said.removesuffix(".0")
        return said if said in ("1", "2", "3") else ""

    def _postcode(self, rij: Rij) -> str | None:
        said = self._cell(rij, Kenmerk.POSTCODE)
        if said is None:
            return None
        said = said.removesuffix(".0")
        return said if re.fullmatch(r"[1-9][0-9]{3}", said) else ""

    def cijfers(self) -> Iterator[Cijfer]:
        for rij, code, jaar in self.rijen:
            voorlopig = self.is_provisional(rij, jaar)
            bron = (self._cell(rij, Kenmerk.BRON) or self.bron)[:60]
            for indicator, index in self.indeling.cijfers.items():
                cel = self._read(rij, indicator, index, voorlopig)
                if cel is not None:
                    yield Cijfer(code, indicator, jaar, bron, cel.waarde, cel.reden.value, voorlopig)

    def _read(self, rij: Rij, indicator: str, index: int, voorlopig: bool) -> Cel | None:
        """The cell; None when our own form says nothing about it, or when it cannot be read."""
        text = rij.cellen[index].strip()
        if not text and self.indeling.vorm is Vorm.EIGEN:
            return None
        if voorlopig and indicator in self.leeg:
            return Cel(None, Reden.NOG_NIET)
        cel = read_cel(text, self.indeling.vorm)
        if cel is None:
            self.overgeslagen.append(f"regel {rij.regel}: '{text[:20]}' bij {indicator} is geen getal")
        return cel
