"""Of which year figures are: in the file, in its name, or said by who hands it in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kern.fouten import DomeinFout

TABLES_FILE = Path(__file__).parent.parent / "data" / "kwb_tabellen.csv"
FIRST_YEAR, LAST_YEAR = 2000, 2100
_YEAR_IN_NAME = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_TABLE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])[0-9]{5}NED", re.IGNORECASE)
_PERIOD = re.compile(r"(20[0-9]{2})(?:JJ00|\.0)?\s*(\*{0,2})")


@dataclass(frozen=True, slots=True)
class KwbJaar:
    jaar: int
    tabel: str
    voorlopig: bool


@dataclass(frozen=True, slots=True)
class Periode:
    """A cell of 'Perioden': the year, and whether stars call it provisional."""

    jaar: int
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


def year_of_period(text: str) -> Periode | None:
    """What CBS writes for a year: '2020JJ00', '2024', '2024*' (provisional); else None."""
    match = _PERIOD.fullmatch(text.strip())
    return Periode(int(match[1]), bool(match[2])) if match else None


def decide_year(*, jaar: int | None, naam: str, titel: str, perioden: Iterable[str]) -> int:
    """The one year of a file. Raises DomeinFout when there is none, or when two sources contradict."""
    inside = _year_inside(perioden) or year_of(titel)
    if jaar is not None and not FIRST_YEAR <= jaar <= LAST_YEAR:
        raise DomeinFout(f"Het jaar {jaar} kan niet kloppen.")
    if jaar is not None and inside is not None and inside != jaar:
        raise DomeinFout(
            f"U geeft het jaar {jaar} op, maar in het bestand staan cijfers van {inside}. Welk jaar is goed?"
        )
    named = year_of(naam)
    if jaar is None and inside is not None and named is not None and inside != named:
        raise DomeinFout(
            f"De naam {naam} zegt {named}, maar in het bestand staan cijfers van {inside}. "
            "Kijk of dit het goede bestand is."
        )
    found = jaar or inside or named
    if found is None:
        raise DomeinFout(
            "Van welk jaar zijn deze cijfers? Geef het jaar op, bijvoorbeeld 2024 "
            "(op de opdrachtregel: --jaar 2024)."
        )
    return found


def _year_inside(perioden: Iterable[str]) -> int | None:
    years = {period.jaar for text in set(perioden) if (period := year_of_period(text)) is not None}
    if len(years) > 1:
        every = ", ".join(str(year) for year in sorted(years))
        raise DomeinFout(
            f"In dit bestand staan meer jaren door elkaar: {every}. Maak er per jaar een bestand van."
        )
    return years.pop() if years else None
