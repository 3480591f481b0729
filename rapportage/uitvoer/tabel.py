"""The rows of the agenda as CSV and as an Excel sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kern import tabel
from rapportage.uitvoer.rijen import KOPPEN, Rij

BREEDTES: Final = (9, 32, 24, 36, 28, 24, 12, 14, 40, 12, 12, 28)
BLAD: Final = "Agenda"


def write_csv(rows: Iterable[Rij]) -> bytes:
    """As Excel opens it."""
    return tabel.write_csv(KOPPEN, (row.cellen for row in rows))


def write_xlsx(rows: Iterable[Rij], *, titel: str) -> bytes:
    """One sheet, with widths that fit the columns."""
    cellen = (row.cellen for row in rows)
    return tabel.write_xlsx(KOPPEN, cellen, titel=titel, blad=BLAD, breedtes=BREEDTES)
