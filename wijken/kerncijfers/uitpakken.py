"""What is in a file: seen by its content, held against its name, unpacked within limits."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from kern.fouten import DomeinFout

MEGABYTE = 1024 * 1024
MAX_BESTAND = 100 * MEGABYTE  # as it is handed in; the whole country with all columns is about 8 MB as CSV
MAX_UITGEPAKT = 160 * MEGABYTE
MAX_DELEN = 20  # files in one zip
_IN_MEMORY = 16 * MEGABYTE
_HEAD = 4096
_CHUNK = 256 * 1024


class Inhoud(StrEnum):
    """What the bytes are; the label is how we name it in a sentence."""

    LEEG = "niets"
    GZIP = "een gz-bestand"
    ZIP = "een zip-bestand"
    XLSX = "een Excel-bestand"
    OUD_EXCEL = "een oud Excel-bestand (.xls) of een Excel-bestand met een wachtwoord"
    PDF = "een pdf"
    WEB = "een webpagina"
    JSON = "een JSON-bestand"
    TEKST = "een tekstbestand (CSV)"
    ANDERS = "iets anders dan een tabel"


_MAGIC = {
    b"\x1f\x8b": Inhoud.GZIP,
    b"PK\x03\x04": Inhoud.ZIP,
    b"PK\x05\x06": Inhoud.ZIP,
    b"\xd0\xcf\x11\xe0": Inhoud.OUD_EXCEL,
    b"%PDF": Inhoud.PDF,
}
_BY_NAME = {
    ".gz": Inhoud.GZIP,
    ".zip": Inhoud.ZIP,
    ".xlsx": Inhoud.XLSX,
    ".xls": Inhoud.OUD_EXCEL,
    ".json": Inhoud.JSON,
    ".geojson": Inhoud.JSON,
    ".csv": Inhoud.TEKST,
    ".tsv": Inhoud.TEKST,
}
_TABLES = (".csv", ".tsv", ".json", ".xlsx")


class Leesbaar(Protocol):
    """What gives bytes, so many at a time."""

    def read(self, size: int, /) -> bytes: ...


@contextmanager
def open_bron(bron: Path | BinaryIO, naam: str) -> Iterator[BinaryIO]:
    """The opened file, at its beginning. Raises DomeinFout when it is not there, or larger than we read."""
    if not isinstance(bron, Path):
        check_size(bron, naam)
        yield bron
        return
    try:
        file = bron.open("rb")
    except FileNotFoundError as error:
        raise DomeinFout(f"Het bestand {bron} is er niet. Kijk of de naam klopt.") from error
    except OSError as error:
        raise DomeinFout(f"Het bestand {bron} kunnen wij niet openen: {error.strerror}.") from error
    with file:
        check_size(file, naam)
        yield file


def check_size(file: BinaryIO, naam: str) -> None:
    """Refuse a file that is too large before a byte of it is read."""
    size = file.seek(0, 2)
    file.seek(0)
    if size > MAX_BESTAND:
        raise DomeinFout(
            f"Het bestand {naam} is {size // MEGABYTE} MB. "
            f"Wij lezen bestanden tot {MAX_BESTAND // MEGABYTE} MB. "
            "Kies bij het CBS minder onderwerpen, of alleen uw gemeente."
        )


def see(file: BinaryIO) -> Inhoud:
    """What the file is, by its first bytes and, for a zip, by the names in it."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    for magic, inhoud in _MAGIC.items():
        if head.startswith(magic):
            return Inhoud.XLSX if inhoud is Inhoud.ZIP and _is_workbook(file) else inhoud
    if b"\0" in head:
        return Inhoud.ANDERS
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    match text[:1]:
        case b"":
            return Inhoud.LEEG if len(head) < _HEAD else Inhoud.ANDERS
        case b"{" | b"[":
            return Inhoud.JSON
        case b"<":
            return Inhoud.WEB
        case _:
            return Inhoud.TEKST


def _is_workbook(file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        file.seek(0)


def check_name(naam: str, inhoud: Inhoud) -> None:
    """A name that says something else than the file is: then we do not guess which of the two is right."""
    said = _BY_NAME.get(PurePosixPath(naam).suffix.lower())
    if said is None or said is inhoud or inhoud in (Inhoud.LEEG, Inhoud.ANDERS):
        return
    if said is Inhoud.XLSX and inhoud is Inhoud.ZIP:
        raise damaged(naam)
    raise DomeinFout(
        f"Het bestand {naam} is niet wat de naam zegt. Er zit {inhoud.value} in. "
        "Kijk of dit het goede bestand is, en haal het zo nodig opnieuw op."
    )


def refuse_other(naam: str, inhoud: Inhoud) -> DomeinFout:
    """Why something that is no table cannot be read."""
    match inhoud:
        case Inhoud.LEEG:
            return DomeinFout(f"Het bestand {naam} is leeg.")
        case Inhoud.OUD_EXCEL:
            return DomeinFout(
                f"Het bestand {naam} is {inhoud.value}. "
                "Open het in Excel en bewaar het als .xlsx zonder wachtwoord."
            )
        case Inhoud.WEB:
            return DomeinFout(
                f"Het bestand {naam} is een webpagina en geen tabel. Misschien ging het ophalen mis. "
                "Haal het opnieuw op."
            )
        case Inhoud.GZIP | Inhoud.ZIP:
            return DomeinFout(
                f"In het bestand {naam} zit nog een ingepakt bestand. "
                "Pak het eerst uit en probeer het opnieuw."
            )
        case Inhoud.PDF:
            return DomeinFout(
                f"Het bestand {naam} is een pdf. Wij lezen alleen tabellen: CSV, JSON of Excel."
            )
        case _:
            return DomeinFout(
                f"Het bestand {naam} is geen tabel en geen tekst in UTF-8. Bewaar het als CSV (UTF-8)."
            )


def damaged(naam: str) -> DomeinFout:
    return DomeinFout(f"Het bestand {naam} is beschadigd of niet compleet. Haal het opnieuw op.")


def unpacked_too_large(naam: str) -> DomeinFout:
    return DomeinFout(
        f"Het bestand {naam} is uitgepakt groter dan {MAX_UITGEPAKT // MEGABYTE} MB. Dat lezen wij niet. "
        "Kies bij het CBS minder onderwerpen, of alleen uw gemeente."
    )


def unpack_gzip(file: BinaryIO, naam: str) -> BinaryIO:
    """The one file in a gz, unpacked; bounded, so that a bomb stops here."""
    try:
        with gzip.open(file) as source:
            return _copy(source, naam)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(naam) from error


def unpack_zip(file: BinaryIO, naam: str) -> list[tuple[str, BinaryIO]]:
    """(name, file) of each table in a zip; without a table by name, the only file that is there."""
    try:
        with zipfile.ZipFile(file) as archive:
            found = [
                info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)
            ]
            tables = [info for info in found if info.filename.lower().endswith(_TABLES)]
            if not tables and len(found) == 1:
                tables = found
            _check_zip(tables, naam)
            unpacked = []
            for info in tables:
                with archive.open(info) as source:
                    unpacked.append((PurePosixPath(info.filename).name, _copy(source, naam)))
            return unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise damaged(naam) from error


def _is_hidden(path: str) -> bool:
    return any(part.startswith((".", "__")) for part in PurePosixPath(path).parts)


def _check_zip(tables: list[zipfile.ZipInfo], naam: str) -> None:
    if not tables:
        raise DomeinFout(f"In het zip-bestand {naam} zit geen tabel (CSV, JSON of Excel).")
    if any(info.flag_bits & 1 for info in tables):
        raise DomeinFout(f"Het zip-bestand {naam} heeft een wachtwoord. Pak het eerst uit.")
    if len(tables) > MAX_DELEN:
        raise DomeinFout(f"In het zip-bestand {naam} zitten {len(tables)} tabellen. Lees ze één voor één in.")
    if sum(info.file_size for info in tables) > MAX_UITGEPAKT:
        raise unpacked_too_large(naam)


def _copy(source: Leesbaar, naam: str) -> BinaryIO:
    """Into a file of our own that is in memory while it is small. A header may lie about a size: we count."""
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the reader closes it
    try:
        for chunk in _bounded(source, naam):
            target.write(chunk)
        target.seek(0)
    except BaseException:
        target.close()
        raise
    return target  # type: ignore[return-value]  # a SpooledTemporaryFile is an IOBase since 3.11


def _bounded(source: Leesbaar, naam: str) -> Iterator[bytes]:
    total = 0
    while chunk := source.read(_CHUNK):
        total += len(chunk)
        if total > MAX_UITGEPAKT:
            raise unpacked_too_large(naam)
        yield chunk
