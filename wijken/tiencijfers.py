"""Ten figures to talk about in the street: who lives here, how, and what is near. No query of its own.

Chosen so that people recognise them and nobody is pointed at: no benefits, no care, no crime. Where one is
not known, the next takes its place; over several regions only counts can be added up, and there are ten.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from kern.grafiek import Cijferkaart
from wijken.cijfers import Cijfers
from wijken.kaarten import Kaartsoort, known_cards
from wijken.vergelijking import Woorden

AANTAL = 10

# The words under the number finish the sentence that the number begins.
TIEN = (
    Kaartsoort("inwoners", "", "kaart", _("mensen wonen hier.")),
    Kaartsoort("leeftijd_0_15", "", "opgroeien", _("van de 100 mensen zijn jonger dan 15 jaar."), "inwoners"),
    Kaartsoort("leeftijd_65plus", "", "ontmoeten", _("van de 100 mensen zijn 65 jaar of ouder."), "inwoners"),
    Kaartsoort(
        "eenpersoonshuishoudens", "", "huis", _("van de 100 huizen hebben één bewoner."), "huishoudens"
    ),
    Kaartsoort(
        "hh_met_kinderen", "", "mensen", _("van de 100 huizen hebben een gezin met kinderen."), "huishoudens"
    ),
    Kaartsoort("pct_huurwoningen", "", "wonen", _("van de 100 huizen zijn huurhuizen.")),
    Kaartsoort("afstand_huisarts", "", "gezond", _("kilometer naar de huisarts."), woorden=Woorden.VERDER),
    Kaartsoort(
        "afstand_supermarkt", "", "winkel", _("kilometer naar de supermarkt."), woorden=Woorden.VERDER
    ),
    Kaartsoort(
        "afstand_school", "", "werkenleren", _("kilometer naar de basisschool."), woorden=Woorden.VERDER
    ),
    Kaartsoort("auto_per_hh", "", "auto", _("auto per huis, gemiddeld.")),
    # these stand in for what is not known
    Kaartsoort("leeftijd_15_25", "", "opgroeien", _("van de 100 mensen zijn 15 tot 25 jaar."), "inwoners"),
    Kaartsoort("leeftijd_25_45", "", "mensen", _("van de 100 mensen zijn 25 tot 45 jaar."), "inwoners"),
    Kaartsoort("leeftijd_45_65", "", "mensen", _("van de 100 mensen zijn 45 tot 65 jaar."), "inwoners"),
    Kaartsoort(
        "hh_zonder_kinderen", "", "huis", _("van de 100 huizen: samen, zonder kinderen."), "huishoudens"
    ),
    Kaartsoort("woningvoorraad", "", "wonen", _("huizen en andere woningen.")),
)


def ten_figures(cijfers: Cijfers) -> list[Cijferkaart]:
    """At most ten cards of which this wijk has the number; no sentence that only says the number again."""
    kaarten = known_cards(cijfers, TIEN)[:AANTAL]
    return [replace(kaart, zin="") if kaart.getal_tekst in kaart.zin else kaart for kaart in kaarten]
