"""The five rooms of the huis van de identiteit, and in which of them each theme lives (domain, 4 and 13)."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijken.themas import Thema


class Kamer(models.TextChoices):
    """A room: one part of a life. A wijk looks at all five, so that none is forgotten."""

    LICHAAM = "K1", _("Lichaam en geest")
    SOCIAAL = "K2", _("Sociale contacten")
    MATERIEEL = "K3", _("Geld, huis en omgeving")
    ARBEID = "K4", _("Werk en wat u kunt")
    WAARDEN = "K5", _("Waarden en inspiratie")


KAMERS: Final[dict[str, tuple[Kamer, ...]]] = {
    Thema.ONTMOETEN: (Kamer.SOCIAAL,),
    Thema.HELPEN: (Kamer.SOCIAAL, Kamer.ARBEID),
    Thema.GELD: (Kamer.MATERIEEL,),
    Thema.GEZOND: (Kamer.LICHAAM,),
    Thema.VEL: (Kamer.LICHAAM,),
    Thema.OPGROEIEN: (Kamer.SOCIAAL, Kamer.ARBEID),
    Thema.WERK: (Kamer.ARBEID,),
    Thema.WONEN: (Kamer.MATERIEEL,),
    Thema.VEILIG: (Kamer.MATERIEEL,),
    Thema.MEEDOEN: (Kamer.WAARDEN,),
    Thema.DOORGEVEN: (Kamer.MATERIEEL,),
}


def kamers_of(onderwerp: str) -> tuple[Kamer, ...]:
    """The rooms that a plan on this theme stands in; none without a theme."""
    return KAMERS.get(onderwerp, ())
