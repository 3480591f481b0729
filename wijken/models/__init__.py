from __future__ import annotations

from wijken.models.grens import Grens
from wijken.models.logboek import Bericht, Gebeurtenis
from wijken.models.namen import OudAdres, Roepnaam, Straat
from wijken.models.regio import Indicatorwaarde, Regio, RegioJaar
from wijken.models.wijk import Kortelink, Lidmaatschap, Volgcode, Wijk, WijkRegio

__all__ = [
    "Bericht",
    "Gebeurtenis",
    "Grens",
    "Indicatorwaarde",
    "Kortelink",
    "Lidmaatschap",
    "OudAdres",
    "Regio",
    "RegioJaar",
    "Roepnaam",
    "Straat",
    "Volgcode",
    "Wijk",
    "WijkRegio",
]
