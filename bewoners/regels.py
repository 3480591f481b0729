"""Rules for a resident's text. Values only: no database, no request."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bewoners.models import MAX_TEKST
from kern.fouten import DomeinFout
from kern.tekstcontrole import Gegeven, Vondst, find_gegevens, is_leeg, lijkt_hulpvraag, over_een_persoon

# Control characters, and the marks that turn the direction of what follows. Joiners (emoji, Persian) stay.
_STOREND = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LEGE_REGELS: Final = re.compile(r"\n{3,}")


def clean_tekst(tekst: str) -> str:
    """The text as we keep it: one kind of line ending, no control characters, nothing empty around it."""
    tekst = _STOREND.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    regels = "\n".join(regel.rstrip(" \t") for regel in tekst.split("\n"))
    return _LEGE_REGELS.sub("\n\n", regels).strip()


def check_lengte(tekst: str, hoogstens: int = MAX_TEKST) -> None:
    """Raises DomeinFout when there is nothing to read, or too much."""
    if is_leeg(tekst):
        raise DomeinFout(_("Schrijf in één zin wat u wilt vertellen."))
    if len(tekst) > hoogstens:
        raise DomeinFout(
            _("Uw tekst is te lang. Haal %(te_veel)s letters weg. Dan past het.")
            % {"te_veel": len(tekst) - hoogstens}
        )


def check_nummers(tekst: str) -> None:
    """Raises DomeinFout for what may never stay: a BSN or a bank account."""
    found = next((vondst for vondst in find_gegevens(tekst) if vondst.moet_weg), None)
    if found is not None:
        raise DomeinFout(stop_zin(found))


def stop_zin(vondst: Vondst) -> str:
    """What a resident reads when something was found."""
    if vondst.soort == Gegeven.BSN and not vondst.zeker:
        return _("Dit nummer lijkt op een burgerservicenummer (BSN). Haal het weg.")
    return {
        Gegeven.TELEFOON: _("Haal het telefoonnummer weg. Anderen kunnen uw tekst lezen."),
        Gegeven.MAIL: _("Haal het e-mailadres weg. Anderen kunnen uw tekst lezen."),
        Gegeven.ADRES: _("Haal het adres weg. Anderen kunnen uw tekst lezen."),
        Gegeven.BSN: _("Haal het burgerservicenummer (BSN) weg. Dat is alleen van u."),
        Gegeven.IBAN: _("Haal het rekeningnummer weg. Dat is alleen van u."),
    }[vondst.soort]


def signalen_of(tekst: str) -> list[str]:
    """The kinds of things a moderator looks at first. Kinds only, never the words."""
    kinds = {vondst.soort.value for vondst in [*find_gegevens(tekst), *over_een_persoon(tekst)]}
    if lijkt_hulpvraag(tekst):
        kinds.add(Gegeven.HULPVRAAG.value)
    return sorted(kinds)


def weken_zin(weken: int) -> str:
    """'Binnen twee weken', in words as far as people count on their fingers."""
    words = {
        1: _("Binnen één week"),
        2: _("Binnen twee weken"),
        3: _("Binnen drie weken"),
        4: _("Binnen vier weken"),
    }
    return words.get(weken) or ngettext("Binnen %(n)s week", "Binnen %(n)s weken", weken) % {"n": weken}
