"""The file itself: CSV, JSON or Excel, plain or packed. Out come a header and rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kern.fouten import DomeinFout
from wijken.kerncijfers.excel import read_excel
from wijken.kerncijfers.herkennen import find_kop, is_kop
from wijken.kerncijfers.odatajson import read_json
from wijken.kerncijfers.tabel import HEADER_WITHIN, Rij, Tabel, build_tabel
from wijken.kerncijfers.uitpakken import (
    Inhoud,
    check_name,
    open_bron,
    refuse_other,
    see,
    unpack_gzip,
    unpack_zip,
)

COMMENT = "#"  # lines of our own form that say where the figures come from


def read_tabel(bron: Path | BinaryIO, naam: str = "") -> Tabel:
    """Read a file, given as a path or opened, with its name. Raises DomeinFout with a sentence if not."""
    naam = naam or (bron.name if isinstance(bron, Path) else "dat u gaf")
    with open_bron(bron, naam) as file:
        return _read(file, naam, is_packed=False)


def _read(file: BinaryIO, naam: str, *, is_packed: bool) -> Tabel:
    inhoud = see(file)
    check_name(naam, inhoud)
    match inhoud:
        case Inhoud.GZIP if not is_packed:
            with unpack_gzip(file, naam) as inner:
                return _read(
                    inner, naam[: -len(".gz")] if naam.lower().endswith(".gz") else naam, is_packed=True
                )
        case Inhoud.ZIP if not is_packed:
            return _read_zip(file, naam)
        case Inhoud.XLSX:
            return read_excel(file, naam)
        case Inhoud.JSON:
            return read_json(file, naam)
        case Inhoud.TEKST:
            return _read_csv(file, naam)
        case _:
            raise refuse_other(naam, inhoud)


def _read_zip(file: BinaryIO, naam: str) -> Tabel:
    """The one table in a zip; of several the one with a header that we know."""
    delen = unpack_zip(file, naam)
    known: list[tuple[str, Tabel]] = []
    for deel, inner in delen:
        with inner:
            try:
                tabel = _read(inner, deel, is_packed=True)
            except DomeinFout:
                if len(delen) == 1:
                    raise
                continue  # a description or a list beside the table
        if len(delen) == 1 or is_kop(tabel.kop):
            known.append((deel, tabel))
    if len(known) == 1:
        deel, tabel = known[0]
        return Tabel(tabel.kop, tabel.rijen, tabel.drager, tabel.titel or deel, tabel.opmerkingen)
    names = ", ".join(PurePosixPath(deel).name for deel, _ in (known or delen)[:5])
    if known:
        raise DomeinFout(f"In het zip-bestand {naam} zitten meer tabellen: {names}. Lees ze één voor één in.")
    raise DomeinFout(f"In het zip-bestand {naam} zit geen tabel die wij kennen ({names}).")


# ---- CSV ----------------------------------------------------------------------------------------


def _read_csv(file: BinaryIO, naam: str) -> Tabel:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        tabel = build_tabel(_csv_rows(text, naam), naam, find_kop)
    except UnicodeDecodeError as error:
        raise DomeinFout(f"Het bestand {naam} is geen tekst in UTF-8. Bewaar het als CSV (UTF-8).") from error
    finally:
        text.detach()
    return Tabel(tabel.kop, tabel.rijen, opmerkingen=_cut_off(file))


def _cut_off(file: BinaryIO) -> list[str]:
    """A table that CBS wrote ends with a line end; without one the last number may be half."""
    file.seek(-1, 2)
    if file.read(1) == b"\n":
        return []
    return ["De laatste regel van het bestand houdt ineens op. Kijk of het bestand compleet is."]


def _csv_rows(text: io.TextIOWrapper, naam: str) -> Iterator[Rij]:
    start, first = _first_lines(text)
    reader = csv.reader(_again(first, text), delimiter=_delimiter(first), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not row[0].startswith(COMMENT):
                yield Rij(start + reader.line_num, row)
    except csv.Error as error:
        raise DomeinFout(
            f"Het bestand {naam} is beschadigd (regel {start + reader.line_num}). Haal het opnieuw op."
        ) from error


def _first_lines(lines: Iterator[str]) -> tuple[int, list[str]]:
    """How many blank and comment lines there are, and the first lines after them."""
    skipped = 0
    first: list[str] = []
    for line in lines:
        _check_text(line)
        if not first and (not line.strip() or line.startswith(COMMENT)):
            skipped += 1
            continue
        first.append(line)
        if len(first) == HEADER_WITHIN:
            break
    return skipped, first


def _again(first: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    for line in rest:
        _check_text(line)
        yield line


def _check_text(line: str) -> None:
    if "\0" in line:
        raise DomeinFout("Dit bestand is geen tekst in UTF-8. Bewaar het als CSV (UTF-8).")


def _delimiter(lines: list[str]) -> str:
    """The one that cuts a line of the beginning into most cells."""
    counts = {mark: max((_width(line, mark) for line in lines), default=0) for mark in ";,\t"}
    return max(counts, key=lambda mark: counts[mark])


def _width(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark), []))
    except csv.Error:
        return 0
