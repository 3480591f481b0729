from __future__ import annotations

from analyse.models.duiding import Duiding, Uitslag
from analyse.models.inzending import Antwoord, Inzending
from analyse.models.lijst import Vraag, Vragenlijst
from analyse.models.ophalen import Antwoordbestand, Deurronde, Drukronde, Invoeravond, Lijstinvoer, Straatdeel

__all__ = [
    "Antwoord",
    "Antwoordbestand",
    "Deurronde",
    "Drukronde",
    "Duiding",
    "Invoeravond",
    "Inzending",
    "Lijstinvoer",
    "Straatdeel",
    "Uitslag",
    "Vraag",
    "Vragenlijst",
]
