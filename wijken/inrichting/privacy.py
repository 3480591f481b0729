"""What residents read about their data, for the facts that the team filled in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijken.models import Privacyafspraak, Wijk

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production

TOEZICHT: Final = "https://www.autoriteitpersoonsgegevens.nl/"
Grondslag = Privacyafspraak.Grondslag
GEVRAAGD: Final = gettext_lazy("Wij vragen dit om samen een plan voor de wijk te maken.")
WAAROM: Final[dict[str, StrOrPromise]] = {
    "": GEVRAAGD,
    Grondslag.PUBLIEKE_TAAK: gettext_lazy(
        "Wij vragen dit om samen een plan voor de wijk te maken. Dat is een taak van de gemeente."
    ),
    Grondslag.OPDRACHT: gettext_lazy(
        "Wij vragen dit om samen een plan voor de wijk te maken. Dat doen wij in opdracht van de gemeente."
    ),
    Grondslag.TOESTEMMING: gettext_lazy(
        "Wij gebruiken dit alleen omdat u dat goedvindt. U mag altijd stoppen."
    ),
    Grondslag.BELANG: gettext_lazy(
        "Wij vragen dit om samen een plan voor de wijk te maken. Wij hebben afgewogen dat dit u niet schaadt."
    ),
}
WET: Final[dict[str, StrOrPromise]] = {
    "": gettext_lazy("Vraag het wijkteam op welke regel van de wet dit steunt."),
    Grondslag.PUBLIEKE_TAAK: gettext_lazy(
        "De wet noemt dit een taak van algemeen belang (AVG, artikel 6, lid 1, onder e)."
    ),
    Grondslag.OPDRACHT: gettext_lazy(
        "De wet noemt dit een taak van algemeen belang (AVG, artikel 6, lid 1, onder e)."
    ),
    Grondslag.TOESTEMMING: gettext_lazy("De wet noemt dit toestemming (AVG, artikel 6, lid 1, onder a)."),
    Grondslag.BELANG: gettext_lazy(
        "De wet noemt dit een gerechtvaardigd belang (AVG, artikel 6, lid 1, onder f)."
    ),
}


@dataclass(frozen=True, slots=True)
class Privacytekst:
    """The facts in plain sentences. Empty where the team filled in nothing."""

    wie: str
    verantwoordelijke: str
    privacy_adres: str
    fg_contact: str
    waarom: str
    wet: str
    belofte_door: str
    belofte_op: dt.date | None


def read_privacy(wijk: Wijk) -> Privacytekst:
    """The sentences for this wijk; `get_public_wijk` brought the row along, so no query."""
    row = getattr(wijk, "privacyafspraak", None) or Privacyafspraak(wijk=wijk)
    wie = (
        _("%(wie)s zorgt voor uw gegevens.") % {"wie": capfirst(row.verantwoordelijke)}
        if row.verantwoordelijke
        else _("Het wijkteam zorgt voor uw gegevens.")
    )
    return Privacytekst(
        wie=wie,
        verantwoordelijke=row.verantwoordelijke,
        privacy_adres=row.privacy_adres,
        fg_contact=row.fg_contact,
        waarom=str(WAAROM[row.grondslag]),
        wet=str(WET[row.grondslag]),
        belofte_door=row.belofte_door,
        belofte_op=row.belofte_op,
    )
