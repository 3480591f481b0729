"""The file itself: plain or gzip, with `;` or `,`, with or without BOM. Out come a header and rows."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from kern.fouten import DomeinFout

COMMENT = "#"  # lines of our own form that say where the figures come from
MAX_BYTES = 400 * 1024 * 1024  # unpacked; the whole country with all columns is about 8 MB


@dataclass(frozen=True, slots=True)
class Rij:
    """One row, with its line number in the file."""

    regel: int
    cellen: list[str]


@dataclass(frozen=True, slots=True)
class Tabel:
    kop: list[str]
    rijen: list[Rij]


def read_tabel(path: Path) -> Tabel:
    """Read the whole file. Raises DomeinFout with a sentence when it cannot be read as a table."""
    text = _decode(_unpack(path), path.name)
    lines = text.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith(COMMENT)), None)
    if start is None:
        raise DomeinFout(f"Het bestand {path.name} is leeg.")
    body = lines[start:]
    reader = csv.reader(body, delimiter=_delimiter(body[0]), strict=True)
    try:
        kop = [cell.strip() for cell in next(reader)]
        rijen = [
            Rij(start + reader.line_num, row)
            for row in reader
            if any(cell.strip() for cell in row) and not row[0].startswith(COMMENT)
        ]
    except csv.Error as error:
        raise DomeinFout(
            f"Het bestand {path.name} is beschadigd (regel {start + reader.line_num}). Haal het opnieuw op."
        ) from error
    return Tabel(kop, rijen)


def _unpack(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DomeinFout(f"Het bestand {path} is er niet. Kijk of de naam klopt.") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DomeinFout(f"Het bestand {path.name} is beschadigd. Haal het opnieuw op.") from error
    except OSError as error:
        raise DomeinFout(f"Het bestand {path} kunnen wij niet openen: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise DomeinFout(f"Het bestand {path.name} is te groot.")
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomeinFout(f"Het bestand {name} is geen tekst in UTF-8. Bewaar het als CSV (UTF-8).") from error
    if "\0" in text:
        raise DomeinFout(f"Het bestand {name} is geen tekst. Bewaar het als CSV (UTF-8).")
    return text


def _delimiter(first_line: str) -> str:
    """The one that cuts the header into most cells."""
    counts = {mark: len(next(csv.reader([first_line], delimiter=mark))) for mark in ";,\t"}
    return max(counts, key=lambda mark: counts[mark])
