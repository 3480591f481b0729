"""An Excel table, a row at a time. A formula is not computed, nor is what Excel once made of it used."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kern.fouten import DomeinFout
from wijken.kerncijfers.herkennen import find_kop, is_kop
from wijken.kerncijfers.tabel import Maat, Rij, Tabel, build_tabel
from wijken.kerncijfers.uitpakken import MAX_UITGEPAKT, MEGABYTE, damaged, unpacked_too_large

FORMULE = "="  # what a cell with a formula becomes: no number, no code, no name
MAX_TEKSTEN = 32 * MEGABYTE  # the texts of a workbook are all in memory at once
MAX_BLADEN = 20
_TEXTS = "xl/sharedStrings.xml"


def read_excel(file: BinaryIO, naam: str) -> Tabel:
    """The one sheet with a header that we know; else the first sheet. Raises DomeinFout with a sentence."""
    with open_book(file, naam) as book:
        return _read_sheets(book, naam)


@contextmanager
def open_book(file: BinaryIO, naam: str, *, met_waarden: bool = False) -> Iterator[Workbook]:
    """An Excel file to read a row at a time, bounded. `met_waarden`: of a formula what Excel last made of it.

    Raises DomeinFout when it is broken, too large unpacked or made to harm, also while it is being read.
    """
    _check_parts(file, naam)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl misses styles that we do not need
            book = load_workbook(file, read_only=True, data_only=met_waarden, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except (
        zipfile.BadZipFile,
        zlib.error,
        InvalidFileException,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
    ) as error:
        raise _refusal(error, naam) from error


def _refusal(error: BaseException, naam: str) -> DomeinFout:
    """Broken, or made to harm: openpyxl may have wrapped what the XML parser found."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return DomeinFout(f"Het bestand {naam} is geen gewoon Excel-bestand. Wij openen het niet.")
        cause = cause.__cause__ or cause.__context__
    return damaged(naam)


def _check_parts(file: BinaryIO, naam: str) -> None:
    """The sizes that the parts have unpacked; a zip never yields more than it declares."""
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError) as error:
        raise damaged(naam) from error
    finally:
        file.seek(0)
    if sum(sizes.values()) > MAX_UITGEPAKT or sizes.get(_TEXTS, 0) > MAX_TEKSTEN:
        raise unpacked_too_large(naam)


def _read_sheets(book: Workbook, naam: str) -> Tabel:
    known: list[tuple[str, Tabel]] = []
    first: Tabel | None = None
    for sheet in book.worksheets[:MAX_BLADEN]:
        sheet.reset_dimensions()  # what a workbook says about its size is often wrong
        try:
            tabel = build_tabel(_rows(sheet.iter_rows(values_only=True), naam), naam, find_kop)
        except DomeinFout:
            if len(book.worksheets) == 1:
                raise
            continue  # an empty sheet, or one that is no table
        first = first or tabel
        if is_kop(tabel.kop):
            known.append((sheet.title, tabel))
    if len(known) > 1:
        titles = ", ".join(f"'{title}'" for title, _ in known[:5])
        raise DomeinFout(
            f"In het bestand {naam} staan meer bladen met cijfers: {titles}. "
            "Bewaar elk blad als een eigen bestand en lees ze één voor één in."
        )
    chosen = known[0][1] if known else first
    if chosen is None:
        raise DomeinFout(f"Het bestand {naam} is leeg.")
    return _as_table(chosen)


def _rows(sheet: Iterator[tuple[Any, ...]], naam: str) -> Iterator[Rij]:
    """Rows that are not blank. A sheet may claim a million blank rows; those are counted too."""
    maat = Maat(naam)
    for regel, values in enumerate(sheet, start=1):
        maat.add(0)
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Rij(regel, cells)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case str():
            return FORMULE if value.startswith("=") else value
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case _:
            kind = type(value).__name__
            return FORMULE if "Formula" in kind else str(value)


def _as_table(tabel: Tabel) -> Tabel:
    """Excel leaves out cells at the end of a row; here a short row is no broken row."""
    width = len(tabel.kop)
    rijen = [Rij(rij.regel, rij.cellen + [""] * (width - len(rij.cellen))) for rij in tabel.rijen]
    return Tabel(tabel.kop, rijen, drager="Excel")
