"""Another program's export, read into titles and rows of text. Of a moment the day stays. No database."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Final

from openpyxl import Workbook

from kern.csvlezen import decode_csv, read_rows
from kern.fouten import DomeinFout
from wijken.kerncijfers.excel import MAX_BLADEN, open_book
from wijken.kerncijfers.uitpakken import Inhoud, see

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_RIJEN: Final = 5000
MAX_KOLOMMEN: Final = 200
MAX_REGELS: Final = 50_000  # lines of a sheet, the blank ones too: a sheet may claim a million
MAX_CEL: Final = 4000  # signs; no answer may be so long
MAX_KOP: Final = 200
LEEG: Final = "Dit bestand is leeg. Kies een bestand met een regel titels, en daaronder de antwoorden."
TE_GROOT: Final = "Dit bestand is te groot. Het mag 5 MB zijn. Verdeel het over twee bestanden."
GEEN_TABEL: Final = "Dit is geen tabel. Bewaar het bestand als CSV of als Excel (.xlsx), en kies het opnieuw."
ZONDER_RIJEN: Final = "Onder de titels staat niets. Elke ingevulde lijst hoort op een eigen regel."
TE_BREED: Final = f"Dit bestand heeft meer dan {MAX_KOLOMMEN} kolommen. Haal weg wat u niet nodig hebt."
TE_LANG: Final = f"Dit bestand heeft meer dan {MAX_RIJEN} rijen. Verdeel het over meer bestanden."

Rij = tuple[int, list[str]]  # the line where it stands, and its cells


@dataclass(frozen=True, slots=True)
class Blad:
    """What a file says: titles of columns, rows, and of a workbook the sheet it is and the other sheets."""

    kop: tuple[str, ...]
    rijen: tuple[Rij, ...]
    naam: str = ""
    andere: tuple[str, ...] = ()


def read_blad(inhoud: bytes, naam: str, blad: str = "") -> Blad:
    """Read a file of at most 5 MB, 5,000 rows and 200 columns; of a workbook the sheet `blad`, or the first
    visible one with something in it. Raises DomeinFout with a sentence when it is no such table.
    """
    if len(inhoud) > MAX_BYTES:
        raise DomeinFout(TE_GROOT)
    if not inhoud.strip():
        raise DomeinFout(LEEG)
    match see(io.BytesIO(inhoud)):
        case Inhoud.XLSX:
            return _read_book(io.BytesIO(inhoud), PurePath(naam).name[:60], blad.strip())
        case Inhoud.TEKST | Inhoud.JSON | Inhoud.WEB | Inhoud.ANDERS:  # by its first sign; a title may be so
            return _build(read_rows(decode_csv(inhoud), find_delimiter))
        case _:
            raise DomeinFout(GEEN_TABEL)


def find_delimiter(text: str) -> str:
    """The mark that cuts the line of titles into most cells."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    widths = {mark: _width(header, mark) for mark in ";,\t|"}
    return max(widths, key=lambda mark: widths[mark])


def _width(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark), []))
    except csv.Error:
        return line.count(mark)


def _read_book(file: BinaryIO, naam: str, wanted: str) -> Blad:
    with open_book(file, naam, met_waarden=True) as book:
        sheets = [sheet for sheet in book.worksheets[:MAX_BLADEN] if sheet.sheet_state == "visible"]
        names = [sheet.title for sheet in sheets]
        if wanted and wanted not in names:
            raise DomeinFout(f"Dit blad staat er niet in. Er is wel: {', '.join(names)}.")
        for title in [wanted] if wanted else names:
            rows = _sheet_rows(book, title)
            first = next(rows, None)
            if first is not None:
                others = tuple(each for each in names if each != title)
                blad = _build(_chain(first, rows))
                return Blad(blad.kop, blad.rijen, title, others)
    raise DomeinFout(LEEG)


def _chain(first: Rij, rest: Iterator[Rij]) -> Iterator[Rij]:
    yield first
    yield from rest


def _sheet_rows(book: Workbook, title: str) -> Iterator[Rij]:
    sheet = book[title]
    sheet.reset_dimensions()  # what a workbook says about its size is often wrong
    for regel, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if regel > MAX_REGELS:
            raise DomeinFout(TE_LANG)
        cells = [_text(value) for value in values[: MAX_KOLOMMEN * 5]]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield regel, cells


def _text(value: object) -> str:
    match value:
        case None | dt.time() | dt.timedelta():
            return ""
        case bool():
            return "ja" if value else "nee"
        case dt.datetime():
            return value.date().isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def _build(rows: Iterable[Rij]) -> Blad:
    """Titles and rows, as wide as the titles. Raises DomeinFout past the limits."""
    lines = iter(rows)
    first = next(lines, None)
    if first is None:
        raise DomeinFout(LEEG)
    kop = [_tidy(cell)[:MAX_KOP] for cell in first[1]]
    while kop and not kop[-1]:
        kop.pop()
    if not kop:
        raise DomeinFout(LEEG)
    if len(kop) > MAX_KOLOMMEN:
        raise DomeinFout(TE_BREED)
    found: list[Rij] = []
    for regel, cells in lines:
        short = [cell.strip()[:MAX_CEL].replace("\0", "") for cell in cells[: len(kop)]]
        if not any(short) or [_tidy(cell)[:MAX_KOP] for cell in short] == kop:
            continue  # nothing under a title, or the titles once more
        if len(found) >= MAX_RIJEN:
            raise DomeinFout(TE_LANG)
        found.append((regel, short + [""] * (len(kop) - len(short))))
    if not found:
        raise DomeinFout(ZONDER_RIJEN)
    return Blad(tuple(_name_apart(kop)), tuple(found))


def _tidy(cell: str) -> str:
    return " ".join(cell.replace("\0", "").split())


def _name_apart(kop: list[str]) -> Iterator[str]:
    """A title that is there twice, or not at all, gets a number."""
    seen: dict[str, int] = {}
    for number, titel in enumerate(kop, start=1):
        name = titel or f"Kolom {number}"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def write_blad(blad: Blad) -> bytes:
    """The same as we keep it until a person said yes: UTF-8, the line number first."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(["", *blad.kop])
    writer.writerows([regel, *cells] for regel, cells in blad.rijen)
    return buffer.getvalue().encode("utf-8", errors="replace")


def read_kept(inhoud: bytes) -> Blad:
    """What `write_blad` wrote."""
    rows = csv.reader(io.StringIO(inhoud.decode(), newline=""))
    kop = next(rows, [""])
    return Blad(tuple(kop[1:]), tuple((int(cells[0]), cells[1:]) for cells in rows if cells))
