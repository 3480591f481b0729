"""What to do about a group that is heard too little: which door, which place, which evening, and why.

Fixed rules, so that a team can see where an advice comes from. No database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analyse.gehoord.regels import Groep
from wijken.models import Voorziening

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise  # a tool of the type checker, not installed in production


@dataclass(frozen=True, slots=True)
class Advies:
    """One thing to do, and the reason."""

    wat: str
    waarom: str
    deuren: bool = False  # a round along the doors is what it takes


@dataclass(frozen=True, slots=True)
class Deur:
    """A piece of street where nobody opened."""

    naam: str
    geen_gehoor: int


@dataclass(frozen=True, slots=True)
class Moment:
    """When people of a group can be met."""

    wat: StrOrPromise
    waarom: StrOrPromise


_AVOND: Final = Moment(
    gettext_lazy("Ga langs op een doordeweekse avond, tussen 18.30 en 20 uur."),
    gettext_lazy("Overdag zijn deze mensen vaak aan het werk."),
)
_OVERDAG: Final = Moment(
    gettext_lazy("Ga langs op een ochtend door de week, tussen 10 en 12 uur."),
    gettext_lazy("Dan zijn deze mensen vaak thuis, en is het licht."),
)
_MOMENT: Final[Mapping[str, Moment]] = {
    "15-24": Moment(
        gettext_lazy("Kies een vrijdagavond of een zaterdagmiddag."),
        gettext_lazy("Dan zijn jongeren niet op school en niet op hun werk."),
    ),
    "65+": _OVERDAG,
    "kinderen_thuis": Moment(
        gettext_lazy("Kies woensdagmiddag, of sta bij de school als die uitgaat."),
        gettext_lazy("Dan zijn ouders daar toch, en de avond is voor het gezin."),
    ),
    "alleen": Moment(
        gettext_lazy("Vraag mensen om samen te eten, aan het begin van de avond."),
        gettext_lazy("Wie alleen woont, komt eerder voor een maaltijd dan voor een lijst."),
    ),
    "huur_corporatie": Moment(
        gettext_lazy("Vraag de corporatie om de lijst mee te geven, en ga op een avond de trappen op."),
        gettext_lazy("De corporatie kent de flats en de huizen, en mensen kennen haar."),
    ),
}
# Words in the name of a place, or in what it is for, that tell that this group comes there.
_PLEK: Final[Mapping[str, str]] = {
    "15-24": r"jong|jeugd|tiener|school|sport|voetbal",
    "25-44": r"sport|voetbal|school|opvang|peuter",
    "45-64": r"sport|koor|vereniging|dorpshuis|buurthuis",
    "65+": r"oudere|senior|65|55\+|ouderenbond|bejaard|koffie",
    "vrouw": r"vrouw|moeder",
    "man": r"mannen|vader|voetbal|biljart",
    "alleen": r"eettafel|samen eten|alleen|maatje|koffie|inloop",
    "samen_zonder": r"vereniging|dorpshuis|buurthuis|koor",
    "kinderen_thuis": r"gezin|ouder-kind|ouders|school|peuter|speel|kinder",
    "koophuis": r"vereniging|dorpsbelang|buurtvereniging",
    "huur_corporatie": r"corporatie|huurder|wonen",
    "huur_ander": r"huurder|wonen",
}


def advise(groep: Groep, *, plekken: Sequence[Voorziening], deur: Deur | None) -> list[Advies]:
    """A place, a door and a moment. `plekken` is the sociale kaart, `deur` where most doors stayed shut."""
    found = [_place(groep, plekken), _door(deur), _moment(groep)]
    return [advies for advies in found if advies is not None]


def place_for(groep: Groep, plekken: Sequence[Voorziening]) -> Voorziening | None:
    """The first place on the sociale kaart whose name, or else whose description, speaks of this group."""
    words = re.compile(_PLEK.get(groep.sleutel, r"(?!)"), re.IGNORECASE)
    by_name = (plek for plek in plekken if words.search(plek.naam))
    by_what = (plek for plek in plekken if words.search(plek.wat))
    return next(by_name, None) or next(by_what, None)


def _place(groep: Groep, plekken: Sequence[Voorziening]) -> Advies | None:
    plek = place_for(groep, plekken)
    if plek is None:
        return Advies(
            _("Zoek een club of plek waar deze mensen komen, en zet haar op de sociale kaart."),
            _("Op de sociale kaart staat nog geen plek die over deze groep gaat."),
        )
    return Advies(
        _("Neem de lijst mee naar %(plek)s.") % {"plek": plek.naam},
        _("Deze plek staat op de sociale kaart: ‘%(wat)s’.") % {"wat": plek.wat or plek.naam},
    )


def _door(deur: Deur | None) -> Advies:
    if deur is None:
        return Advies(
            _("Plan een ronde langs de deuren."),
            _("Aan de deur doen mensen mee die niet naar een avond komen."),
            deuren=True,
        )
    return Advies(
        _("Ga nog een keer door %(straat)s.") % {"straat": deur.naam},
        _("Daar deed %(n)s keer niemand open.") % {"n": deur.geen_gehoor},
        deuren=True,
    )


def _moment(groep: Groep) -> Advies:
    moment = _MOMENT.get(groep.sleutel, _AVOND)
    return Advies(str(moment.wat), str(moment.waarom))
