from __future__ import annotations

from wijken.models.aanlevering import Cijferbestand
from wijken.models.grens import Grens
from wijken.models.inrichting import Aanspreekpunt, Privacyafspraak
from wijken.models.kaart import Kaartbestand, Voorziening
from wijken.models.link import Toegangslink
from wijken.models.logboek import Bericht, Gebeurtenis
from wijken.models.namen import OudAdres, Roepnaam, Straat
from wijken.models.regio import Indicatorwaarde, Regio, RegioJaar
from wijken.models.uitnodiging import Uitnodiging
from wijken.models.wijk import Kortelink, Lidmaatschap, Volgcode, Wijk, WijkRegio

__all__ = [
    "Aanspreekpunt",
    "Bericht",
    "Cijferbestand",
    "Gebeurtenis",
    "Grens",
    "Indicatorwaarde",
    "Kaartbestand",
    "Kortelink",
    "Lidmaatschap",
    "OudAdres",
    "Privacyafspraak",
    "Regio",
    "RegioJaar",
    "Roepnaam",
    "Straat",
    "Toegangslink",
    "Uitnodiging",
    "Volgcode",
    "Voorziening",
    "Wijk",
    "WijkRegio",
]
