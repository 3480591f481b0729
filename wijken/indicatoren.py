"""The indicators: what each figure is, how it is written, and under which column names it comes.

Names of columns, units, kinds and breaks stand in data/indicatoren.csv; the words for people in
indicatorteksten.py (59 of CBS) and gezondheidsteksten.py (35 of RIVM, for adults and for 65 and older).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from wijken.gezondheidsteksten import GEZONDHEIDSTEKSTEN, WIE_18PLUS, WIE_65PLUS
from wijken.indicatorteksten import TEKSTEN

FILE = Path(__file__).parent / "data" / "indicatoren.csv"

BRON_CBS = gettext_noop("CBS, Kerncijfers wijken en buurten")
BRON_RIVM = gettext_noop("RIVM, Gezondheid per wijk en buurt")
BRONNEN = {"cbs": BRON_CBS, "rivm": BRON_RIVM}
PLUS_65 = "_65plus"  # the end of the key of a RIVM figure about old people


class Soort(StrEnum):
    """What kind of number it is. Only counts may be added up."""

    AANTAL = "aantal"
    PERCENTAGE = "percentage"
    PER_DUIZEND = "per_duizend"
    GEMIDDELDE = "gemiddelde"
    MEDIAAN = "mediaan"
    KLASSE = "klasse"


THEMAS = {
    "bevolking": gettext_lazy("Wie wonen hier?"),
    "herkomst": gettext_lazy("Waar komen wij vandaan?"),
    "huishoudens": gettext_lazy("Hoe wonen wij samen?"),
    "wonen": gettext_lazy("Onze huizen"),
    "onderwijs": gettext_lazy("Opleiding"),
    "arbeid": gettext_lazy("Werk"),
    "inkomen": gettext_lazy("Geld"),
    "uitkeringen": gettext_lazy("Uitkeringen"),
    "zorg": gettext_lazy("Hulp en zorg"),
    "vervoer": gettext_lazy("Vervoer"),
    "nabijheid": gettext_lazy("Wat is dichtbij?"),
    "stedelijkheid": gettext_lazy("Stad of dorp"),
    "criminaliteit": gettext_lazy("Veiligheid"),
    "contact": gettext_lazy("Contact en hulp aan elkaar"),
    "gezondheid": gettext_lazy("Gezondheid"),
    "gezondheid_65plus": gettext_lazy("Gezondheid van mensen van 65 jaar of ouder"),
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One kind of figure. The columns are names in the file forms of CBS, as they are printed there.

    `vanaf` and `tot` are the first and last year in which CBS publishes it; between the years before and from
    one of `breuken` on it was counted in another way, so that no line may run through.
    """

    sleutel: str
    thema: str
    soort: Soort
    eenheid: str
    decimalen: int
    bron: str
    vanaf: int | None
    tot: int | None
    breuken: tuple[int, ...]
    statline: tuple[str, ...]
    odata: tuple[str, ...]
    kwb: tuple[str, ...]

    @property
    def optelbaar(self) -> bool:
        """Whether figures of several regions may be added up."""
        return self.soort is Soort.AANTAL

    @property
    def schatting(self) -> bool:
        """Whether the figure is computed with a model, not counted."""
        return self.bron == BRON_RIVM

    @property
    def kan_negatief(self) -> bool:
        """Whether a number below zero can be real: only of money."""
        return self.eenheid == "euro1000"

    @property
    def is_65plus(self) -> bool:
        return self.schatting and self.sleutel.endswith(PLUS_65)

    @property
    def label(self) -> str:
        label = str(_teksten(self.sleutel)[0])
        return _("%(label)s (65 jaar of ouder)") % {"label": label} if self.is_65plus else label

    def breuk_tussen(self, eerste: int, laatste: int) -> bool:
        """Whether the way of counting changed after the first and up to the last of two years."""
        return any(eerste < jaar <= laatste for jaar in self.breuken)

    def getal(self, waarde: Decimal) -> str:
        """The number as people read it, with its unit where the sentence has none: '2,0 km', '€ 373.000'."""
        if self.eenheid == "euro1000":
            euros = number_format(abs(waarde) * 1000, decimal_pos=0, use_l10n=True, force_grouping=True)
            return f"{'−' if waarde < 0 else ''}€ {euros}"
        rounded = waarde.quantize(Decimal(1).scaleb(-self.decimalen), ROUND_HALF_UP)  # number_format cuts off
        number = number_format(rounded, decimal_pos=self.decimalen, use_l10n=True, force_grouping=True)
        return _("%(getal)s km") % {"getal": number} if self.eenheid == "km" else number

    def zin(self, waarde: Decimal) -> str:
        """The figure in one plain sentence."""
        wie = WIE_65PLUS if self.is_65plus else WIE_18PLUS
        return str(_teksten(self.sleutel)[1]).format(getal=self.getal(waarde), wie=wie)


def _teksten(sleutel: str) -> tuple[object, object]:
    return TEKSTEN.get(sleutel) or GEZONDHEIDSTEKSTEN[sleutel.removesuffix(PLUS_65)]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in cell.split(" | ")) if name)


@cache
def indicatoren() -> dict[str, Indicator]:
    """All indicators by key, in the order in which they are shown."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = {row["sleutel"]: _indicator(row) for row in rows}
    old = [_about_65plus(indicator) for indicator in found.values() if indicator.schatting]
    return found | {indicator.sleutel: indicator for indicator in old}


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        sleutel=row["sleutel"],
        thema=row["thema"],
        soort=Soort(row["soort"]),
        eenheid=row["eenheid"],
        decimalen=int(row["decimalen"]),
        bron=BRONNEN[row["bron"]],
        vanaf=int(row["vanaf"]) if row["vanaf"] else None,
        tot=int(row["tot"]) if row["tot"] else None,
        breuken=tuple(int(jaar) for jaar in _names(row["breuken"])),
        statline=_names(row["statline"]),
        odata=_names(row["odata"]),
        kwb=_names(row["kwb"]),
    )


def _about_65plus(indicator: Indicator) -> Indicator:
    """The same figure about old people. Its column has the same name; the row tells the age."""
    return replace(
        indicator, sleutel=f"{indicator.sleutel}{PLUS_65}", thema="gezondheid_65plus", odata=(), breuken=()
    )
