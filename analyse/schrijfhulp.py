"""Hints for who writes a question. They never stop anybody. Values only, no database.

From what is known of forms for people who find reading hard (standards, 3; domain, 11): short, about the
wijk, one thing at a time, nothing about someone's body, belief, descent or purse.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _

from kern.tekstcontrole import Gegeven, find_gegevens, over_een_persoon

LANG: Final = 15  # words in a sentence
# Words of the office, with what people say.
MOEILIJK: Final = {
    "participatie": "meedoen",
    "participeren": "meedoen",
    "faciliteren": "helpen",
    "faciliteiten": "plekken en spullen",
    "draagvlak": "wie het ermee eens is",
    "desbetreffende": "deze",
    "leefbaarheid": "prettig wonen",
    "voorzieningen": "winkels, school, huisarts",
    "sociale cohesie": "hoe mensen met elkaar omgaan",
    "samenhang": "hoe mensen met elkaar omgaan",
    "zelfredzaamheid": "wat u zelf kunt",
    "signaleren": "zien",
    "stakeholders": "wie meedoen",
    "problematiek": "problemen",
    "ondersteuning": "hulp",
    "initiatieven": "plannen",
    "inventariseren": "vragen",
    "ten aanzien van": "over",
    "met betrekking tot": "over",
    "middels": "met",
    "dienen te": "moeten",
    "woonachtig": "wonen",
    "werkzaam": "werken",
    "frequentie": "hoe vaak",
    "tevreden met de mate waarin": "tevreden over",
}
_PRIVE: Final = re.compile(
    r"\b(ziek|ziektes?|diagnose|medicijn\w*|depressi\w+|handicap|gehandicapt|verslaafd|verslaving|"
    r"geloof|gelooft|gelovig|religie|kerkganger|moslim|christen|"
    r"afkomst|herkomst|nationaliteit|geboorteland|huidskleur|"
    r"schuld(?:en)?|inkomens?|verdient|salaris|uitkering|bijstand|strafblad|seksuele|geaardheid)\b",
    re.IGNORECASE,
)
_STUREND: Final = re.compile(
    r"\b(vindt u ook|bent u het ermee eens dat|toch|natuurlijk|uiteraard)\b", re.IGNORECASE
)
_TWEE: Final = re.compile(r"\?.*\?", re.DOTALL)
_EN: Final = re.compile(
    r"\b(vindt|heeft|kent|wilt|kunt|gaat|doet|weet|voelt|bent|ziet|mist)\b.*\b(en|of)\b.*"
    r"\b(vindt|heeft|kent|wilt|kunt|gaat|doet|weet|voelt|bent|ziet|mist)\b",
    re.IGNORECASE | re.DOTALL,
)


def hints_of(tekst: str) -> tuple[str, ...]:
    """What could be better about a question, in kind sentences; () when nothing was seen."""
    return (*_length(tekst), *_words(tekst), *_contents(tekst))


def _length(tekst: str) -> list[str]:
    longest = max((len(zin.split()) for zin in re.split(r"[.!?]", tekst)), default=0)
    if longest <= LANG:
        return []
    return [_("Deze zin is lang (%(aantal)d woorden). Kan het korter?") % {"aantal": longest}]


def _words(tekst: str) -> list[str]:
    lower = tekst.lower()
    return [
        _("‘%(woord)s’ is een moeilijk woord. Bijvoorbeeld: %(beter)s.") % {"woord": woord, "beter": beter}
        for woord, beter in MOEILIJK.items()
        if re.search(rf"\b{re.escape(woord)}\b", lower)
    ]


def _contents(tekst: str) -> list[str]:
    found = []
    if _TWEE.search(tekst) or _EN.search(tekst):
        found.append(_("Dit lijken twee vragen. Maak er twee van: dan weet u waar een antwoord bij hoort."))
    if _STUREND.search(tekst):
        found.append(_("Deze vraag stuurt. Vraag het zo dat elk antwoord goed is."))
    persoon = [Gegeven.PERSOON, Gegeven.GEZONDHEID, Gegeven.CASUS]
    if any(vondst.soort in persoon for vondst in over_een_persoon(tekst)) or find_gegevens(tekst):
        found.append(_("Dit lijkt over één persoon te gaan. Vraag naar de wijk."))
    if _PRIVE.search(tekst):
        found.append(
            _(
                "Vraag niet naar ziekte, geloof, afkomst, schulden of inkomen. "
                "Cijfers daarover komen van het CBS en het RIVM. Weet u zeker dat u dit wilt vragen?"
            )
        )
    return found
