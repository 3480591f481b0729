"""The short links of the plans of an adopted agenda."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from agenda.models import AgendaVersie
from gebruikers.models import Gebruiker
from wijken.kortelinks import make_kortelinks
from wijken.models import Gebeurtenis, Kortelink


def link_plannen(
    *,
    versie: AgendaVersie,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Gebeurtenis.Herkomst.WEB,
) -> Mapping[uuid.UUID, Kortelink]:
    """The short link of each plan of this version, by its uuid; made where there is none yet.

    A plan keeps its link in a next version: what was printed goes on working.
    """
    sleutels = [uuid.UUID(plan["uuid"]) for plan in versie.inhoud["plannen"]]
    return make_kortelinks(
        wijk=versie.wijk, doel=Kortelink.Doel.PLAN, sleutels=sleutels, door=door, herkomst=herkomst
    )
