"""The agendagroep of the sample wijk: who is in it, what they chose, voted and said."""

from __future__ import annotations

from typing import Any

from agenda.groep.doen import choose, react, vote
from agenda.groep.services import YEAR, add_lid, send_link
from agenda.keuzes import Groepskeuzesoort, Lidsoort, Stem
from agenda.models import Agendapunt, Wijkagenda
from gebruikers.models import Gebruiker
from kern.klok import today
from wijkagenda.voorbeeld.sleutels import key_of
from wijken.models import Gebeurtenis, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def fill_groep(wijk: Wijk, texts: dict[str, Any], *, door: Gebruiker) -> None:
    """Save what stands in groep.toml, through the services. Nobody has an address: no mail leaves."""
    agenda = Wijkagenda.objects.get(wijk=wijk, actief=True)
    plannen = {plan.uuid: plan for plan in Agendapunt.objects.select_related("agenda").filter(agenda=agenda)}
    for row in texts["lid"]:
        lid = add_lid(
            wijk=wijk,
            naam=row["naam"],
            soort=Lidsoort(row["soort"]),
            organisatie=row.get("organisatie", ""),
            tot=today() + YEAR,
            toestemming=True,
            sleutel=key_of(f"groep-{row['sleutel']}"),
            door=door,
            herkomst=COMMANDO,
        )
        send_link(lid=lid, keer=0, door=door, herkomst=COMMANDO)
        for sleutel, (keuze, tekst) in row.get("keuzes", {}).items():
            choose(lid=lid, plan=plannen[key_of(sleutel)], keuze=Groepskeuzesoort(keuze), tekst=tekst)
        for sleutel, tekst in row.get("reacties", {}).items():
            key = key_of(f"groep-{row['sleutel']}-{sleutel}")
            over = agenda if sleutel == "geheel" else plannen[key_of(sleutel)]
            react(lid=lid, over=over, tekst=tekst, verzend_id=key)
        if "stem" in row:
            stem, tekst, mag_noemen = row["stem"]
            vote(lid=lid, agenda=agenda, stem=Stem(stem), tekst=tekst, mag_noemen=mag_noemen)
