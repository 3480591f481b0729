"""How screen and PDF say an amount, what is asked of a party, and for whom a plan is."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agenda.keuzes import Leeftijd, VerzoekSoort


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


def for_whom(leeftijden: Collection[str]) -> str:
    """'kinderen, jongeren, ouderen'; '' when a plan is for everyone."""
    if not set(leeftijden) & set(Leeftijd.values) or set(Leeftijd.values) <= set(leeftijden):
        return ""
    words = {
        Leeftijd.KIND: _("kinderen"),
        Leeftijd.JONG: _("jongeren"),
        Leeftijd.VOLWASSEN: _("volwassenen"),
        Leeftijd.OUDER: _("mensen van 65 tot 75 jaar"),
        Leeftijd.OUD: _("mensen van 75 jaar en ouder"),
    }
    if {Leeftijd.OUDER, Leeftijd.OUD} <= set(leeftijden):
        words |= {Leeftijd.OUDER: _("ouderen")}
        del words[Leeftijd.OUD]
    return ", ".join(word for value, word in words.items() if value in leeftijden)
