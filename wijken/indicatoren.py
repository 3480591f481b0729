"""The 59 indicators: what each figure is, how it is written, and under which column names it comes.

Names of columns, units and kinds stand in data/indicatoren.csv; the words for people in indicatorteksten.py.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijken.indicatorteksten import TEKSTEN

FILE = Path(__file__).parent / "data" / "indicatoren.csv"

BRON_CBS = "CBS, Kerncijfers wijken en buurten"


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
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One kind of figure. The columns are names in the file forms of CBS, as they are printed there."""

    sleutel: str
    thema: str
    soort: Soort
    eenheid: str
    decimalen: int
    statline: tuple[str, ...]
    odata: tuple[str, ...]
    kwb: tuple[str, ...]

    @property
    def optelbaar(self) -> bool:
        """Whether figures of several regions may be added up."""
        return self.soort is Soort.AANTAL

    @property
    def label(self) -> str:
        return str(TEKSTEN[self.sleutel][0])

    def getal(self, waarde: Decimal) -> str:
        """The number as people read it, with its unit where the sentence has none: '2,0 km', '€ 373.000'."""
        if self.eenheid == "euro1000":
            euros = number_format(abs(waarde) * 1000, decimal_pos=0, use_l10n=True, force_grouping=True)
            return f"{'−' if waarde < 0 else ''}€ {euros}"
        number = number_format(waarde, decimal_pos=self.decimalen, use_l10n=True, force_grouping=True)
        return _("%(getal)s km") % {"getal": number} if self.eenheid == "km" else number

    def zin(self, waarde: Decimal) -> str:
        """The figure in one plain sentence."""
        return str(TEKSTEN[self.sleutel][1]).format(getal=self.getal(waarde))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in cell.split(" | ")) if name)


@cache
def indicatoren() -> dict[str, Indicator]:
    """All indicators by key, in the order in which they are shown."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {
        row["sleutel"]: Indicator(
            sleutel=row["sleutel"],
            thema=row["thema"],
            soort=Soort(row["soort"]),
            eenheid=row["eenheid"],
            decimalen=int(row["decimalen"]),
            statline=_names(row["statline"]),
            odata=_names(row["odata"]),
            kwb=_names(row["kwb"]),
        )
        for row in rows
    }
