"""Rows as CSV and as an Excel sheet. What looks like a formula stays text in both."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias, cast

from defusedcsv import csv
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cel: TypeAlias = int | str | dt.date | None
DATUM: Final = "dd-mm-yyyy"
CSV_TYPE: Final = "text/csv; charset=utf-8"
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULE: Final = ("=", "+", "-", "@")


def write_csv(koppen: Sequence[str], rows: Iterable[Sequence[Cel]]) -> bytes:
    """With `;`, CRLF and a BOM, as Excel wants; dates as 2027-05-01."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(koppen)
    for row in rows:
        writer.writerow(["" if cell is None else str(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def write_xlsx(
    koppen: Sequence[str],
    rows: Iterable[Sequence[Cel]],
    *,
    titel: str,
    blad: str,
    breedtes: Sequence[int] = (),
    opmaak: bool = True,
) -> bytes:
    """One sheet called `blad` with a header that stays in view; numbers as numbers, dates as dates.

    `breedtes` are the widths of the columns in characters; those that are missing are 14. Without `opmaak`
    long words do not wrap in their cell: three times as fast, for thousands of rows to count with.
    """
    book = Workbook()
    book.properties.title, book.properties.creator = titel, "Wijkagenda"
    sheet = cast(Worksheet, book.active)
    sheet.title = blad
    sheet.freeze_panes = "A2"
    for column, kop in enumerate(koppen, start=1):
        width = breedtes[column - 1] if column <= len(breedtes) else 14
        sheet.column_dimensions[get_column_letter(column)].width = width
        _fill(cast(Cell, sheet.cell(1, column)), kop, opmaak=True).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                _fill(cast(Cell, sheet.cell(number, column)), value, opmaak=opmaak)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


_BOVEN: Final = Alignment(vertical="top", wrap_text=True)


def _fill(cell: Cell, value: Cel, *, opmaak: bool) -> Cell:
    """Text is text, whatever it begins with."""
    if opmaak:
        cell.alignment = _BOVEN
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        if value.startswith(FORMULE):
            cell.quotePrefix = True  # also after someone edits the cell
    elif isinstance(value, dt.date):
        cell.value = dt.datetime.combine(value, dt.time())
        cell.number_format = DATUM
    else:
        cell.value = value
    return cell
