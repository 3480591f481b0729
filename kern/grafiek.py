"""Charts as plain data: a figure card, its bars and its hundred dots.

The page and the PDF draw the same values through one set of templates (templates/kern/onderdelen/).
A missing value is never an empty bar: it carries the reason why it is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

# A scale ends on one of these, times a power of ten.
_STEPS = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "8")))
_HEADROOM = Decimal("1.2")
_DOTS_IN_ROW = 20


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar: a place and its value. `tekst` is the value as people read it ('2,0 km')."""

    label: str
    waarde: Decimal | None
    tekst: str = ""
    is_wijk: bool = False
    ontbreekt: str = ""  # why there is no value: 'te weinig mensen'

    def __post_init__(self) -> None:
        if self.waarde is not None and not self.tekst:
            raise ValueError(f"The bar of {self.label} has a value but no text.")


@dataclass(frozen=True, slots=True)
class Cijferkaart:
    """A figure as people read it: number first, one plain sentence, compared, with its source."""

    kop: str
    getal_tekst: str
    getal_bijschrift: str
    zin: str
    staven: tuple[Staaf, ...]
    bron: str
    honderd: int | None = None  # share of a hundred people, drawn as dots
    ontbreekt: str = ""  # why the wijk itself has no value; then there is no number
    pictogram: str = "cijfers"
    maximum: Decimal | None = None  # end of the scale; without it we choose a round one

    def __post_init__(self) -> None:
        if self.honderd is not None and not 0 <= self.honderd <= 100:
            raise ValueError(f"{self.honderd} of a hundred is not possible.")
        if not self.getal_tekst and not self.ontbreekt:
            raise ValueError(f"{self.kop}: give a number, or the reason why there is none.")

    @property
    def bekend(self) -> bool:
        """Whether the wijk itself has a number."""
        return not self.ontbreekt

    @property
    def schaal(self) -> Decimal | None:
        """Where the bars' scale ends. A share never goes past a hundred."""
        if self.maximum is None and self.honderd is not None:
            return min(scale_end([s.waarde for s in self.staven if s.waarde is not None]), Decimal(100))
        return self.maximum


@dataclass(frozen=True, slots=True)
class GetekendeStaaf:
    """A bar with its width on a scale of 0 to 100, as SVG attribute."""

    staaf: Staaf
    breedte: str


def scale_end(values: Sequence[Decimal]) -> Decimal:
    """A round number some way past the highest value, so that no bar touches the end."""
    highest = max((v for v in values if v > 0), default=Decimal(0))
    if highest == 0:
        return Decimal(1)
    wanted = highest * _HEADROOM
    power = Decimal(10) ** wanted.adjusted()
    return next((step * power for step in _STEPS if step * power >= wanted), power * 10)


def draw_bars(staven: Sequence[Staaf], maximum: Decimal | None = None) -> tuple[GetekendeStaaf, ...]:
    """Widths of bars on one scale. Zero and less is no bar; any positive value shows at least a sliver."""
    end = maximum or scale_end([s.waarde for s in staven if s.waarde is not None])
    return tuple(GetekendeStaaf(s, _width(s.waarde, end)) for s in staven)


def _width(waarde: Decimal | None, end: Decimal) -> str:
    if waarde is None or waarde <= 0:
        return "0"
    share = min(waarde / end * 100, Decimal(100))
    return f"{max(share, Decimal('0.8')):.1f}"


@dataclass(frozen=True, slots=True)
class Stippen:
    """SVG path data of a hundred dots: those that count and the rest (viewBox 0 0 200 50)."""

    aan: str
    uit: str


def draw_dots(aantal: int) -> Stippen:
    """A hundred people in five rows; the first `aantal` are coloured."""
    if not 0 <= aantal <= 100:
        raise ValueError(f"{aantal} of a hundred is not possible.")
    dots = [f"M{5 + 10 * (i % _DOTS_IN_ROW)} {5 + 10 * (i // _DOTS_IN_ROW)}h0" for i in range(100)]
    return Stippen(aan="".join(dots[:aantal]), uit="".join(dots[aantal:]))


def to_json(kaart: Cijferkaart) -> dict[str, Any]:
    """A card as JSON, to copy into an adopted agenda. Numbers become text, so that none is rounded."""
    data = asdict(kaart)
    data["maximum"] = _text(kaart.maximum)
    data["staven"] = [{**asdict(staaf), "waarde": _text(staaf.waarde)} for staaf in kaart.staven]
    return data


def from_json(data: dict[str, Any]) -> Cijferkaart:
    """The card that `to_json` made."""
    staven = tuple(Staaf(**{**staaf, "waarde": _number(staaf["waarde"])}) for staaf in data["staven"])
    return Cijferkaart(**{**data, "staven": staven, "maximum": _number(data["maximum"])})


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
