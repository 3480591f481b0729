"""Codes that lost their letters or their zeros in a spreadsheet: mended when we are certain, else refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kern.fouten import DomeinFout
from wijken.regels import gemeente_van, is_code

LAND = "NL00"  # CBS' code of the country; RIVM writes NL01
_WIDTH = {"NL": 2, "GM": 4, "WK": 6, "BU": 8}
_PREFIX = {"land": "NL", "gemeente": "GM", "wijk": "WK", "buurt": "BU"}
_STRIPPED = re.compile(r"(NL|GM|WK|BU)?([0-9]{1,8})(?:[.,]0)?")


@dataclass(frozen=True, slots=True)
class Gelezen:
    """The codes, row by row ('' where a row has none), and what we have to say about them."""

    codes: list[str]
    opmerkingen: list[str]


def looks_like_code(text: str) -> bool:
    """Whether this is a code, or may have been one before a spreadsheet took it for a number."""
    plain = text.strip()
    return is_code(plain) or _STRIPPED.fullmatch(plain) is not None


def read_codes(cellen: Sequence[str], soorten: Sequence[str]) -> Gelezen:
    """Read the codes; `soorten` says per row what kind of region it is, '' where the file does not.

    Raises DomeinFout when codes are numbers and it is not certain which regions they are.
    """
    plain = [cell.strip() for cell in cellen]
    codes = [code if is_code(code) else "" for code in plain]
    broken = [i for i, code in enumerate(plain) if not codes[i] and _STRIPPED.fullmatch(code)]
    notes: list[str] = []
    if broken:
        _mend(codes, broken, plain, soorten)
        first = broken[0]
        notes.append(
            f"De codes misten letters of nullen ('{plain[first]}'). Wij lazen dat als {codes[first]}. "
            "Kijk of dat klopt."
        )
    if any(code[:2] == "NL" and code != LAND for code in codes):
        codes = [LAND if code[:2] == "NL" else code for code in codes]
        notes.append("De code van heel Nederland is bij het RIVM NL01. Wij lazen dat als NL00.")
    return Gelezen(codes, notes)


def _mend(codes: list[str], broken: Sequence[int], plain: Sequence[str], soorten: Sequence[str]) -> None:
    """Put letters and zeros back, in place. Certain when each lies in a municipality of the file."""
    for i in broken:
        match = _STRIPPED.fullmatch(plain[i])
        prefix = (match[1] if match else None) or _PREFIX.get(soorten[i].strip().casefold(), "")
        digits = match[2] if match else ""
        if not prefix or len(digits) > _WIDTH[prefix]:
            raise _uncertain(plain[i])
        codes[i] = f"{prefix}{digits.zfill(_WIDTH[prefix])}"
    municipalities = {code for code in codes if code[:2] == "GM"}
    for i in broken:
        if codes[i][:2] != "NL" and gemeente_van(codes[i]) not in municipalities:
            raise _uncertain(plain[i])


def _uncertain(text: str) -> DomeinFout:
    return DomeinFout(
        f"De codes in dit bestand zijn getallen zonder letters of nullen ervoor, zoals '{text[:20]}'. "
        "Dan weten wij niet zeker om welk gebied het gaat. Haal het bestand opnieuw op. "
        "Opent u het in Excel, zet de kolom met codes dan eerst op 'Tekst'."
    )
