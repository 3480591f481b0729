from __future__ import annotations

from wijken.models.grens import Grens
from wijken.models.logboek import Bericht, Gebeurtenis
from wijken.models.regio import Indicatorwaarde, Regio, RegioJaar
from wijken.models.wijk import Kortelink, Lidmaatschap, Volgcode, Wijk, WijkRegio

__all__ = [
    "Bericht",
    "Gebeurtenis",
    "Grens",
    "Indicatorwaarde",
    "Kortelink",
    "Lidmaatschap",
    "Regio",
    "RegioJaar",
    "Volgcode",
    "Wijk",
    "WijkRegio",
]
