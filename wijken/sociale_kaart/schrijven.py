"""The sociale kaart as CSV that Excel opens, and that can be read in again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final

from defusedcsv import csv

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


def write_csv(rows: Iterable[Voorziening]) -> bytes:
    """With `;`, CRLF and a BOM, as Excel wants. Cells that look like a formula stay text (defusedcsv)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([*KOLOMMEN, "Laatst nagekeken"])
    for row in rows:
        cells = [getattr(row, veld) for veld in KOLOMMEN.values()]
        cells[3] = row.get_onderwerp_display() if row.onderwerp else ""
        writer.writerow([*cells, row.nagekeken_op.isoformat()])
    return buffer.getvalue().encode("utf-8-sig")
