"""One plain sentence that says how the wijk stands to its municipality and to the country."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from wijken.regels import Verhouding, vergelijk

SHARE_MARGIN = Decimal(1)  # one of a hundred is no difference that people can feel
RELATIVE_MARGIN = Decimal("0.05")
G, M, W = Verhouding.GELIJK, Verhouding.MEER, Verhouding.MINDER


class Woorden(StrEnum):
    """Which words fit the figure: more people, further away, a higher price."""

    MEER = "meer"
    VERDER = "verder"
    HOGER = "hoger"


# Whole sentences, so that each language can order its own words.
_BEIDE = {
    (Woorden.MEER, G): _("Dat is ongeveer gelijk aan de gemeente en aan Nederland."),
    (Woorden.MEER, M): _("Dat is meer dan in de gemeente en in Nederland."),
    (Woorden.MEER, W): _("Dat is minder dan in de gemeente en in Nederland."),
    (Woorden.VERDER, G): _("Dat is ongeveer even ver als in de gemeente en in Nederland."),
    (Woorden.VERDER, M): _("Dat is verder dan in de gemeente en in Nederland."),
    (Woorden.VERDER, W): _("Dat is dichterbij dan in de gemeente en in Nederland."),
    (Woorden.HOGER, G): _("Dat is ongeveer gelijk aan de gemeente en aan Nederland."),
    (Woorden.HOGER, M): _("Dat is hoger dan in de gemeente en in Nederland."),
    (Woorden.HOGER, W): _("Dat is lager dan in de gemeente en in Nederland."),
}
_GEMEENTE = {
    (Woorden.MEER, G): _("Dat is ongeveer gelijk aan de gemeente."),
    (Woorden.MEER, M): _("Dat is meer dan in de gemeente."),
    (Woorden.MEER, W): _("Dat is minder dan in de gemeente."),
    (Woorden.VERDER, G): _("Dat is ongeveer even ver als in de gemeente."),
    (Woorden.VERDER, M): _("Dat is verder dan in de gemeente."),
    (Woorden.VERDER, W): _("Dat is dichterbij dan in de gemeente."),
    (Woorden.HOGER, G): _("Dat is ongeveer gelijk aan de gemeente."),
    (Woorden.HOGER, M): _("Dat is hoger dan in de gemeente."),
    (Woorden.HOGER, W): _("Dat is lager dan in de gemeente."),
}
_LAND = {
    (Woorden.MEER, G): _("Het is ongeveer gelijk aan heel Nederland."),
    (Woorden.MEER, M): _("Het is meer dan in heel Nederland."),
    (Woorden.MEER, W): _("Het is minder dan in heel Nederland."),
    (Woorden.VERDER, G): _("Het is ongeveer even ver als in heel Nederland."),
    (Woorden.VERDER, M): _("Het is verder dan in heel Nederland."),
    (Woorden.VERDER, W): _("Het is dichterbij dan in heel Nederland."),
    (Woorden.HOGER, G): _("Het is ongeveer gelijk aan heel Nederland."),
    (Woorden.HOGER, M): _("Het is hoger dan in heel Nederland."),
    (Woorden.HOGER, W): _("Het is lager dan in heel Nederland."),
}


def compare_sentence(
    hier: Decimal, *, gemeente: Decimal | None, land: Decimal | None, is_share: bool, woorden: Woorden
) -> str:
    """One or two short sentences; '' when there is nothing to compare with."""

    def against(other: Decimal) -> Verhouding:
        return vergelijk(hier, other, marge=SHARE_MARGIN if is_share else abs(other) * RELATIVE_MARGIN)

    if gemeente is not None and land is not None and against(gemeente) is against(land):
        return str(_BEIDE[woorden, against(gemeente)])
    parts = []
    if gemeente is not None:
        parts.append(str(_GEMEENTE[woorden, against(gemeente)]))
    if land is not None:
        parts.append(str(_LAND[woorden, against(land)]))
    return " ".join(parts)
