"""What actions of the sample wijk need, who takes part, a name with consent, and a name that changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from agenda.bijdragen.services import make_behoefte
from agenda.bijdragen.toezeggingen import choose_aanbod, note_stap, offer_self
from agenda.models import Behoefte, Toezegging, Wijkagenda
from agenda.namen.services import give_consent, make_wissel
from bewoners.models import Aanbod
from gebruikers.models import Gebruiker
from kern.klok import today
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.models import Gebeurtenis, Wijk

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
Row = dict[str, Any]


def fill_bijdragen(wijk: Wijk, texts: Row, *, door: Gebruiker) -> None:
    """Save what stands in bijdragen.toml, through the services. Nobody is asked by mail."""
    agenda = Wijkagenda.objects.select_related("wijk").get(wijk=wijk, actief=True)
    one: Row = {"door": door, "herkomst": COMMANDO}
    for row in texts["toestemming"]:
        give_consent(
            wijk=wijk,
            naam=row["naam"],
            hoe=row["hoe"],
            gegeven_op=days_ago(row["dagen"]),
            tot=today() + dt.timedelta(days=row["nog"]),
            **one,
        )
    needs = {}
    for row in texts["nodig"]:
        fields = {name: row[name] for name in ("soort", "tekst", "labels", "aantal")}
        needs[row["sleutel"]] = make_behoefte(
            agenda=agenda,
            actie_uuid=key_of(row["actie"]),
            sleutel=key_of(row["sleutel"]),
            **fields,
            **one,
        )
    for row in texts["doetmee"]:
        promise = _promise(agenda, row, needs.get(row.get("nodig", "")), one)
        for status, hoe, dagen in row["stappen"]:
            note_stap(toezegging=promise, status=status, hoe=hoe, op=days_ago(dagen), **one)
    for row in texts["wissel"]:
        make_wissel(wijk=wijk, oud=row["oud"], nieuw=row["nieuw"], datum=days_ago(row["dagen"]), **one)


def _promise(agenda: Wijkagenda, row: Row, need: Behoefte | None, one: Row) -> Toezegging:
    if need is not None and "aanbod" in row:
        offer = Aanbod.objects.get(wijk=agenda.wijk, verzend_id=key_of(row["aanbod"]))
        return choose_aanbod(behoefte=need, aanbod=offer, **one)
    return offer_self(
        agenda=agenda,
        actie_uuid=need.actie_uuid if need else key_of(row["actie"]),
        behoefte=need,
        wie=row["wie"],
        tekst=row["tekst"],
        sleutel=key_of(row["sleutel"]),
        **one,
    )
