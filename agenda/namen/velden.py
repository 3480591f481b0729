"""In which columns a name may stand: all that is shown of an agenda, and who does what."""

from __future__ import annotations

from typing import Final

from django.db import models

from agenda.models import (
    Aanbieding,
    Actie,
    Agendapunt,
    Behoefte,
    Reactie,
    Succesverhaal,
    Teamvraag,
    Terugkoppeling,
    Toezegging,
    Verzoek,
    Verzoekvraag,
    Voortgang,
    Voortgangsvraag,
    Wijkagenda,
)
from agenda.models.groep import Agendagroeplid
from bewoners.models import Bundel

Velden = tuple[tuple[type[models.Model], tuple[str, ...]], ...]

# Who does something: an organisation, a group or a role. A new name of an organisation goes in here.
WIE: Final[Velden] = (
    (Agendapunt, ("trekker",)),
    (Actie, ("trekker",)),
    (Verzoek, ("partij",)),
    (Toezegging, ("wie",)),
    (Voortgangsvraag, ("wie",)),
    (Agendagroeplid, ("organisatie",)),
)
# All texts of the team from which a name must go once it may not stand there any more.
TEKSTEN: Final[Velden] = (
    (Wijkagenda, ("droom", "aanleiding", "opdracht", "contact")),
    (
        Agendapunt,
        (
            "titel", "waarom", "trekker", "beslist_mee", "kans", "licht", "wie_mee", "eropaf", "notitie",
        ),
    ),
    (Actie, ("wat", "trekker", "wanneer")),
    (Verzoek, ("partij", "tekst", "antwoord_tekst")),
    (Behoefte, ("tekst",)),
    (Toezegging, ("wie", "tekst")),
    (Voortgangsvraag, ("wie",)),
    (Voortgang, ("tekst", "wie", "foto_tekst")),
    (Succesverhaal, ("titel", "tekst", "foto_tekst")),
    (Teamvraag, ("tekst", "antwoord_tekst")),
    (Terugkoppeling, ("waarom",)),
    (Reactie, ("antwoord",)),
    (Aanbieding, ("besluit_tekst",)),
    (Verzoekvraag, ("beantwoord_door",)),
    (Bundel, ("titel", "samenvatting")),
)  # fmt: skip
