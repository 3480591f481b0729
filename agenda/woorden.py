"""How screen and PDF say an amount and what is asked of a party."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agenda.keuzes import VerzoekSoort


def thousands(aantal: int) -> str:
    """'1.200', as the language of the page writes it."""
    return number_format(aantal, use_l10n=True, force_grouping=True)


def euro(aantal: int) -> str:
    return f"€\u00a0{thousands(aantal)}"


def hours(aantal: int) -> str:
    return _("%(aantal)s uur") % {"aantal": thousands(aantal)}


def asked(soort: str, aantal: int | None) -> str:
    """What is asked: 'een besluit', '12 uur', '€ 900'; without an amount the kind alone."""
    if soort == VerzoekSoort.UREN and aantal:
        return hours(aantal)
    if soort == VerzoekSoort.GELD and aantal:
        return euro(aantal)
    return str(VerzoekSoort(soort).label)
