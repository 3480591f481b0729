"""The sociale kaart as CSV that Excel opens, and that can be read in again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kern.tabel import Cel, write_csv
from wijken.models import Voorziening

KOLOMMEN: Final = {
    "Naam": "naam",
    "Soort": "soort",
    "Wat": "wat",
    "Onderwerp": "onderwerp",
    "Plek": "plek",
    "Telefoon": "telefoon",
    "Tijden": "tijden",
    "Website": "website",
    "Talen": "talen",
}


def write_kaart(rows: Iterable[Voorziening]) -> bytes:
    """All of it as one file. Cells that look like a formula stay text."""
    return write_csv([*KOLOMMEN, "Laatst nagekeken"], map(_cells, rows))


def _cells(row: Voorziening) -> list[Cel]:
    cells = [getattr(row, veld) for veld in KOLOMMEN.values()]
    cells[3] = row.get_onderwerp_display() if row.onderwerp else ""
    return [*cells, row.nagekeken_op]
