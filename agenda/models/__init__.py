from __future__ import annotations

from agenda.models.agenda import Actie, Agendapunt, Onderbouwing, Terugkoppeling, Verzoek, Wijkagenda
from agenda.models.bijdrage import Behoefte, Naamtoestemming, Naamwissel, Toezegging
from agenda.models.doen import Actieoordeel, Succesverhaal, Verzoekvraag, Volger, Voortgangsvraag
from agenda.models.groep import Agendagroeplid, Groepskeuze, Groepsstem, Teamvraag
from agenda.models.koers import Fasekeuze, Werkafspraak, Zelfscan, Zelfscanscore
from agenda.models.reactie import Reactie, Reactieronde, Steun
from agenda.models.versie import Aanbieding, AgendaVersie, Voortgang
from agenda.models.waarde import Kernwaarde

__all__ = [
    "Aanbieding",
    "Actie",
    "Actieoordeel",
    "AgendaVersie",
    "Agendagroeplid",
    "Agendapunt",
    "Behoefte",
    "Fasekeuze",
    "Groepskeuze",
    "Groepsstem",
    "Kernwaarde",
    "Naamtoestemming",
    "Naamwissel",
    "Onderbouwing",
    "Reactie",
    "Reactieronde",
    "Steun",
    "Succesverhaal",
    "Teamvraag",
    "Terugkoppeling",
    "Toezegging",
    "Verzoek",
    "Verzoekvraag",
    "Volger",
    "Voortgang",
    "Voortgangsvraag",
    "Werkafspraak",
    "Wijkagenda",
    "Zelfscan",
    "Zelfscanscore",
]
