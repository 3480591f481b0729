"""Text in columns as Excel and others write it: which encoding, and which line each row stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Final

from kern.fouten import DomeinFout

ALS_CSV: Final = (
    "Open het in Excel. Kies Bestand, Opslaan als, en dan: CSV UTF-8 (door lijstscheidingsteken gescheiden)."
)


def decode_csv(inhoud: bytes) -> str:
    """As UTF-8, else as Windows writes it; Excel's 'Unicode-tekst' says so by its first bytes.

    Raises DomeinFout for what is no text.
    """
    is_unicode_text = inhoud.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_unicode_text else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = inhoud.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DomeinFout(f"Dit bestand is geen gewone tekst. {ALS_CSV}")


def read_rows(text: str, delimiter_of: Callable[[str], str]) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each line that has something in it.

    `delimiter_of` finds the mark between the cells, unless the first line names it (`sep=;`).
    Raises DomeinFout where the text is broken.
    """
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):
        text, skipped = rest, 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin + skipped, cells
            begin = reader.line_num + 1
    except csv.Error as error:
        raise DomeinFout(
            f"Bij regel {begin + skipped} klopt het bestand niet. "
            "Staat daar een los aanhalingsteken? Haal het weg."
        ) from error
