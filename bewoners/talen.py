"""The language of an input: which can be chosen, and what it is called. No database."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from bewoners.models import ANDERE_TAAL, NEDERLANDS
from kern.fouten import DomeinFout
from kern.talen import DUTCH_NAMES

MAX_NAAM: Final = 40
KEUZES: Final[list[tuple[str, str | Promise]]] = [*DUTCH_NAMES.items(), (ANDERE_TAAL, _("andere taal"))]
_BY_NAME: Final = {naam.casefold(): code for code, naam in DUTCH_NAMES.items()}
_LETTERS = re.compile(r"[^\W\d_][^\W\d_' -]*(?:[' -][^\W\d_]+)*")


def language_name(taal: str, naam: str = "") -> str:
    """What a language is called in the language of the screen; '' for Dutch, and when nobody knows.

    `naam` is what was typed for a language without a code of ours.
    """
    if taal in (NEDERLANDS, ANDERE_TAAL):
        return "" if taal == NEDERLANDS else naam
    return str(get_language_info(taal)["name_translated"]) if taal in dict(settings.LANGUAGES) else naam


def check_taal(taal: str, naam: str) -> tuple[str, str]:
    """The language and its name as we keep them; a name that has a code becomes that code.

    Raises DomeinFout for a language that is not on the list and for a name that is no name of a language.
    """
    if taal not in dict(KEUZES):
        raise DomeinFout(gettext("Kies een taal uit de lijst."))
    naam = " ".join(naam.split())
    if taal != ANDERE_TAAL or not naam:
        return taal, ""
    if len(naam) > MAX_NAAM or not _LETTERS.fullmatch(naam):
        raise DomeinFout(gettext("Typ alleen de naam van de taal, bijvoorbeeld Tigrinya."))
    code = _BY_NAME.get(naam.casefold())
    return (code, "") if code else (taal, naam)
