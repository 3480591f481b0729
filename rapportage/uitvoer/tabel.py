"""The rows as CSV and as an Excel sheet. What looks like a formula stays text in both."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from typing import Final, cast

from defusedcsv import csv
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rapportage.uitvoer.rijen import KOPPEN, Cel, Rij

BREEDTES: Final = (9, 32, 24, 36, 28, 24, 12, 14, 40, 12, 12)
DATUM: Final = "dd-mm-yyyy"


def write_csv(rows: Iterable[Rij]) -> bytes:
    """With `;`, CRLF and a BOM, as Excel wants; dates as 2027-05-01."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(KOPPEN)
    for row in rows:
        writer.writerow(["" if cell is None else str(cell) for cell in row.cellen])
    return buffer.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Rij], *, titel: str) -> bytes:
    """One sheet with a header that stays in view; numbers as numbers, dates as dates."""
    book = Workbook()
    book.properties.title, book.properties.creator = titel, "Wijkagenda"
    sheet = cast(Worksheet, book.active)
    sheet.title = "Agenda"
    sheet.freeze_panes = "A2"
    for column, (width, kop) in enumerate(zip(BREEDTES, KOPPEN, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _fill(cast(Cell, sheet.cell(1, column)), kop).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row.cellen, start=1):
            _fill(cast(Cell, sheet.cell(number, column)), value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell, value: Cel) -> Cell:
    """Text is text, whatever it begins with."""
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))  # also after someone edits the cell
    elif isinstance(value, dt.date):
        cell.value = dt.datetime.combine(value, dt.time())
        cell.number_format = DATUM
    else:
        cell.value = value
    return cell
