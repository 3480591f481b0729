"""One cell: a number, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from wijken.models import Indicatorwaarde

Reden = Indicatorwaarde.Reden
LIMIT = Decimal(10) ** 11
_THOUSANDTH = Decimal("0.001")


class Vorm(StrEnum):
    """How the columns are named; the label is how we say it in the report."""

    STATLINE = "StatLine-tabel"
    R = "StatLine-tabel, bewerkt met R"
    ODATA = "OData-tabel"
    ODATA_TEKST = "OData-tabel met tekst"
    KWB = "KWB-tabel met korte namen"
    EIGEN = "ons eigen formulier"


# The dot is CBS' sign for 'unknown, not reliable enough, or secret'. A lone comma stood in a table of 2022.
_SIGNS: dict[str, Indicatorwaarde.Reden] = {
    ".": Reden.ONBEKEND,
    ",": Reden.ONBEKEND,
    "x": Reden.ONBEKEND,
    "NA": Reden.ONBEKEND,
    "onbekend": Reden.ONBEKEND,
    "nog_niet": Reden.NOG_NIET,
    "nvt": Reden.NVT,
}

# Exactly these numbers stand for a reason in CBS' files of maps; other numbers below zero may be real.
_NUMBERS: dict[Decimal, Indicatorwaarde.Reden] = {
    Decimal(-99995): Reden.NOG_NIET,
    Decimal(-99997): Reden.ONBEKEND,
    Decimal(-99999999): Reden.ONBEKEND,
}

# A blank in a table of CBS means 'cannot occur'. OData's typed numbers and R write a blank for every missing
# value, also for a secret one, so there it says no more than 'unknown'.
_BLANK: dict[Vorm, Indicatorwaarde.Reden] = {
    Vorm.STATLINE: Reden.NVT,
    Vorm.KWB: Reden.NVT,
    Vorm.ODATA: Reden.ONBEKEND,
    Vorm.ODATA_TEKST: Reden.NVT,
    Vorm.R: Reden.ONBEKEND,
}


@dataclass(frozen=True, slots=True)
class Cel:
    """What a cell says: a number, or a reason."""

    waarde: Decimal | None
    reden: Indicatorwaarde.Reden = Reden.GEEN


def read_number(text: str) -> Decimal | None:
    """A number with a comma or a point; None when this is no number that we can keep."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "")
    if "," in plain and "." in plain:
        thousands, mark = (".", ",") if plain.rfind(",") > plain.rfind(".") else (",", ".")
        plain = plain.replace(thousands, "").replace(mark, ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    else:
        plain = plain.replace(",", ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= LIMIT:
        return None
    return number.quantize(_THOUSANDTH)


def read_cel(text: str, vorm: Vorm) -> Cel | None:
    """The cell; None when it cannot be read."""
    text = text.strip()
    if text in _SIGNS:
        return Cel(None, _SIGNS[text])
    if not text:
        return Cel(None, _BLANK.get(vorm, Reden.ONBEKEND))
    number = read_number(text)
    if number is None:
        return None
    return Cel(None, _NUMBERS[number]) if number in _NUMBERS else Cel(number)
