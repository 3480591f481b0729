"""What a report holds: chosen by the team and kept with the report. One shape, with a version number.

An empty one of an agenda is the whole of it, as everyone reads it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from kern.fouten import DomeinFout
from rapportage.models import Rapport

VERSIE: Final = 1  # of what stands in the column; one higher when its meaning changes
MAX_BUNDELS: Final = 6  # on a poster: more cannot be read from two metres
MAX_INLEIDING: Final = 1200
Soort = Rapport.Soort


class Hoofdstuk(models.TextChoices):
    """The chapters of an agenda report. A new one also needs templates/rapportage/pdf/<code>.html."""

    OOGOPSLAG = "oogopslag", _("In één oogopslag")
    GEVRAAGD = "gevraagd", _("Wat vragen wij van wie?")
    WIJKTEAM = "wijkteam", _("Wat wij van ons wijkteam vragen")
    WAAROM = "waarom", _("Waarom en waarover")
    WAARDEN = "waarden", _("Onze waarden")
    KOMPAS = "kompas", _("Waar staan wij?")
    CIJFERS = "cijfers", _("De wijk in cijfers")
    DEELNAME = "deelname", _("Wie deden mee?")
    BEWONERS = "bewoners", _("Wat zeiden de bewoners?")
    PLANNEN = "plannen", _("De plannen")
    ANTWOORDEN = "antwoorden", _("U zei, dit doen we samen")
    VASTGESTELD = "vastgesteld", _("Vastgesteld door")
    ZELFSCAN = "zelfscan", _("Hoe doen wij het zelf?")
    MEEDOEN = "meedoen", _("Samen verder: doe mee")
    BRONNEN = "bronnen", _("Bronnen")


STANDAARD: Final = (
    Hoofdstuk.OOGOPSLAG,
    Hoofdstuk.GEVRAAGD,
    Hoofdstuk.WIJKTEAM,
    Hoofdstuk.WAAROM,
    Hoofdstuk.WAARDEN,
    Hoofdstuk.CIJFERS,
    Hoofdstuk.DEELNAME,
    Hoofdstuk.BEWONERS,
    Hoofdstuk.PLANNEN,
    Hoofdstuk.ANTWOORDEN,
    Hoofdstuk.MEEDOEN,
    Hoofdstuk.BRONNEN,
)


class Onderdeel(models.TextChoices):
    """What is shown of a plan."""

    ACTIES = "acties", _("De acties")
    WIE = "wie", _("Wie het doet")
    ONDERBOUWING = "onderbouwing", _("Waar het vandaan komt: verhalen en cijfers")
    QR = "qr", _("Een QR-code naar hoe het nu gaat")
    NOTITIES = "notities", _("Notities van het team")


OPENBAAR: Final = frozenset({Onderdeel.ACTIES, Onderdeel.WIE, Onderdeel.ONDERBOUWING, Onderdeel.QR})


class Papier(models.TextChoices):
    """The size of a poster."""

    A4 = "A4", _("A4: voor een raam of een prikbord")
    A3 = "A3", _("A3: twee keer zo groot")


# What each kind of report keeps beside the version number.
SLEUTELS: Final[Mapping[str, frozenset[str]]] = {
    Soort.AGENDA: frozenset({"hoofdstukken", "toon"}),
    Soort.UITVOERINGSPLAN: frozenset(),
    Soort.TERUGBLIK: frozenset({"jaar"}),
    Soort.POSTER: frozenset({"bundels", "papier"}),
    Soort.BRIEF: frozenset({"inleiding"}),
    Soort.TIEN_CIJFERS: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Samenstelling:
    """What was chosen. Only the fields of its kind of report mean something."""

    hoofdstukken: tuple[Hoofdstuk, ...] = STANDAARD
    toon: frozenset[Onderdeel] = OPENBAAR
    jaar: int | None = None
    bundels: tuple[uuid.UUID, ...] = ()
    papier: Papier = Papier.A4
    inleiding: str = ""

    @property
    def alleen_team(self) -> bool:
        """Whether it shows what nobody outside the team may read."""
        return Onderdeel.NOTITIES in self.toon and Hoofdstuk.PLANNEN in self.hoofdstukken

    @property
    def is_standaard(self) -> bool:
        """Whether it is the agenda as everyone reads it."""
        return self.hoofdstukken == STANDAARD and self.toon == OPENBAAR

    def to_json(self, soort: str) -> dict[str, Any]:
        """How it stands in the column. The standard agenda is empty."""
        if soort == Soort.TIEN_CIJFERS or (soort == Soort.AGENDA and self.is_standaard):
            return {}
        written: dict[str, Any] = {
            "hoofdstukken": [each.value for each in self.hoofdstukken],
            "toon": sorted(each.value for each in self.toon),
            "jaar": self.jaar,
            "bundels": [str(each) for each in self.bundels],
            "papier": self.papier.value,
            "inleiding": self.inleiding,
        }
        return {"versie": VERSIE, **{key: written[key] for key in sorted(SLEUTELS[soort])}}


def read_samenstelling(soort: str, value: Mapping[str, Any]) -> Samenstelling:
    """The choice out of the column, or out of a form. Raises DomeinFout for what we do not know."""
    if not value:
        return Samenstelling()
    if value.get("versie") != VERSIE or set(value) - {"versie"} != SLEUTELS[soort]:
        _refuse()
    try:
        found = Samenstelling(
            hoofdstukken=tuple(map(Hoofdstuk, value.get("hoofdstukken", STANDAARD))),
            toon=frozenset(map(Onderdeel, value.get("toon", OPENBAAR))),
            jaar=_year(value["jaar"]) if "jaar" in value else None,
            bundels=tuple(map(uuid.UUID, value.get("bundels", ()))),
            papier=Papier(value.get("papier", Papier.A4)),
            inleiding=_text(value.get("inleiding", "")),
        )
    except (ValueError, TypeError, AttributeError):
        _refuse()
    _check(found)
    return found


def _refuse() -> NoReturn:
    raise DomeinFout("Deze keuze kennen wij niet. Kies opnieuw wat er in het rapport komt.")


def _year(value: object) -> int:
    if not isinstance(value, int) or not 2000 <= value <= 2100:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _check(keuze: Samenstelling) -> None:
    """Raises DomeinFout for a choice that is known but makes no report."""
    if not keuze.hoofdstukken:
        raise DomeinFout("Kies minstens één hoofdstuk.")
    if _twice(keuze.hoofdstukken) or _twice(keuze.bundels):
        raise DomeinFout("U koos iets twee keer. Kies elk onderdeel één keer.")
    if len(keuze.bundels) > MAX_BUNDELS:
        raise DomeinFout("Op een poster passen hooguit zes onderwerpen. Kies er minder.")
    if len(keuze.inleiding) > MAX_INLEIDING:
        raise DomeinFout("Uw begin van de brief is te lang. Gebruik hooguit 1200 tekens.")


def _twice(values: Iterable[object]) -> bool:
    listed = list(values)
    return len(set(listed)) < len(listed)
