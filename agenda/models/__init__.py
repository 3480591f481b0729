from __future__ import annotations

from agenda.models.agenda import Actie, Agendapunt, Onderbouwing, Terugkoppeling, Verzoek, Wijkagenda
from agenda.models.versie import Aanbieding, AgendaVersie, Voortgang

__all__ = [
    "Aanbieding",
    "Actie",
    "AgendaVersie",
    "Agendapunt",
    "Onderbouwing",
    "Terugkoppeling",
    "Verzoek",
    "Voortgang",
    "Wijkagenda",
]
