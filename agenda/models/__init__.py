from __future__ import annotations

from agenda.models.agenda import Actie, Agendapunt, Onderbouwing, Terugkoppeling, Verzoek, Wijkagenda
from agenda.models.koers import Fasekeuze, Werkafspraak, Zelfscan, Zelfscanscore
from agenda.models.versie import Aanbieding, AgendaVersie, Voortgang

__all__ = [
    "Aanbieding",
    "Actie",
    "AgendaVersie",
    "Agendapunt",
    "Fasekeuze",
    "Onderbouwing",
    "Terugkoppeling",
    "Verzoek",
    "Voortgang",
    "Werkafspraak",
    "Wijkagenda",
    "Zelfscan",
    "Zelfscanscore",
]
