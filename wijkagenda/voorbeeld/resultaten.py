"""What residents of the sample wijk found of its actions, what worked, and the short links of the plans."""

from __future__ import annotations

from typing import Any

from agenda.models import Agendagroeplid
from agenda.oordeel.services import give_by_lid, note_meeting
from agenda.planlink.services import link_plannen
from agenda.selectors import newest_versie
from agenda.succes.services import make_verhaal, publish_verhaal
from gebruikers.models import Gebruiker
from kern.klok import today
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.kortelinks import open_kortelink
from wijken.models import Gebeurtenis, Kortelink, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def tell_results(wijk: Wijk, texts: dict[str, Any], *, door: Gebruiker) -> None:
    """Save what stands in resultaten.toml, through the services."""
    versie = newest_versie(wijk)
    if versie is None:
        raise ValueError(f"{wijk.naam} has no adopted agenda to tell about.")
    link_plannen(versie=versie, door=door, herkomst=COMMANDO)
    open_kortelink(wijk=wijk, doel=Kortelink.Doel.OORDEEL, door=door, herkomst=COMMANDO)
    for row in texts["bijeenkomst"]:
        note_meeting(
            versie=versie,
            actie=key_of(row["actie"]),
            datum=days_ago(row["dagen"]),
            aantallen=row["aantallen"],
            tekst=row["tekst"],
            door=door,
            herkomst=COMMANDO,
        )
    leden = Agendagroeplid.objects.active_on(today()).filter(wijk=wijk).order_by("pk")
    for row in texts["groep"]:
        for lid, oordeel in zip(leden, row["oordelen"], strict=False):
            give_by_lid(lid=lid, actie=key_of(row["actie"]), oordeel=oordeel)
    for row in texts["verhaal"]:
        verhaal = make_verhaal(
            wijk=wijk,
            plan=key_of(row["plan"]),
            titel=row["titel"],
            tekst=row["tekst"],
            factoren=row["factoren"],
            sleutel=key_of(row["sleutel"]),
            door=door,
            herkomst=COMMANDO,
        )
        if row["site"]:
            publish_verhaal(verhaal=verhaal, revisie=verhaal.revisie, door=door, herkomst=COMMANDO)
