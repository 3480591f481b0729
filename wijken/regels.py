"""Rules about codes and figures: pure functions on values, no database, no clock."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CODE = re.compile(r"NL[0-9]{2}|GM[0-9A-Z]{4}|WK[0-9A-Z]{6}|BU[0-9A-Z]{8}")
MIN_MENSEN = 50  # below this a share says more about persons than about a place

_SOORTEN = {"NL": "land", "GM": "gemeente", "WK": "wijk", "BU": "buurt"}
_PREFIX = re.compile(r"^Wijk\s+[0-9A-Z]{1,2}\s+(?=\S)")


def is_code(text: str) -> bool:
    """Whether this is a CBS code in its whole form: 'NL00', 'GM0074', 'WK007404', 'BU0363AA01'."""
    return CODE.fullmatch(text) is not None


def soort_van(code: str) -> str:
    """The kind of region of a code: land, gemeente, wijk or buurt."""
    return _SOORTEN[code[:2]]


def ouder_van(code: str) -> str:
    """The code of the region around it; '' for the country. BU00740105 → WK007401 → GM0074 → NL00."""
    match code[:2]:
        case "BU":
            return f"WK{code[2:8]}"
        case "WK":
            return f"GM{code[2:6]}"
        case "GM":
            return "NL00"
        case _:
            return ""


def gemeente_van(code: str) -> str:
    """The code of the municipality; '' for the country."""
    return f"GM{code[2:6]}" if code[:2] in ("GM", "WK", "BU") else ""


def valt_in(code: str, gebied: str) -> bool:
    """Whether `code` is `gebied` or lies inside it."""
    while code:
        if code == gebied:
            return True
        code = ouder_van(code)
    return False


def vouw(text: str) -> str:
    """Text to search in: no accents, no capitals, no punctuation. \"'s-Gravenhage\" → 's gravenhage'."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", letters))


def alledaagse_naam(cbs_naam: str) -> str:
    """What people call it: CBS' 'Wijk 04 Jubbega' is Jubbega."""
    return _PREFIX.sub("", cbs_naam.strip())


def tel_op(delen: Sequence[Decimal | None], *, optelbaar: bool) -> Decimal | None:
    """The sum over several regions: only of counts, and only when all parts have a value. Else None.

    A single region keeps its own figure, of whatever kind.
    """
    if len(delen) == 1:
        return delen[0]
    if not optelbaar or not delen:
        return None
    total = Decimal(0)
    for deel in delen:
        if deel is None:
            return None
        total += deel
    return total


def van_de_honderd(deel: Decimal, geheel: Decimal) -> int | None:
    """How many of a hundred; None when there are too few to say so, or the numbers cannot be right."""
    if geheel < MIN_MENSEN or not 0 <= deel <= geheel:
        return None
    return int((deel * 100 / geheel).quantize(Decimal(1), ROUND_HALF_UP))


class Verhouding(StrEnum):
    """How the wijk stands to another place."""

    GELIJK = "gelijk"
    MEER = "meer"
    MINDER = "minder"


def vergelijk(hier: Decimal, daar: Decimal, *, marge: Decimal) -> Verhouding:
    """More, less, or about the same: a difference up to `marge` is none that one can feel."""
    if abs(hier - daar) <= marge:
        return Verhouding.GELIJK
    return Verhouding.MEER if hier > daar else Verhouding.MINDER
