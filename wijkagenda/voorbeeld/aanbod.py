"""What people offer in the sample wijk, and how far the team is with it."""

from __future__ import annotations

from typing import Any

from bewoners.aanbod.einde import ask
from bewoners.aanbod.regels import Aangeboden
from bewoners.aanbod.services import set_status, submit_aanbod
from bewoners.keuzes import Aanbodstatus
from bewoners.models import Kanaal
from gebruikers.models import Gebruiker
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.models import Gebeurtenis, Regio, Wijk
from wijken.selectors import buurten_of

COMMANDO = Gebeurtenis.Herkomst.COMMANDO


def fill_aanbod(wijk: Wijk, rows: list[dict[str, Any]], *, team: Gebruiker) -> None:
    """Hand in what stands in aanbod.toml, through the services."""
    buurten = {naam: code for code, naam in buurten_of(wijk)}
    for row in rows:
        offer = Aangeboden(
            soort=row["soort"],
            contact=row["contact"],
            labels=tuple(row["labels"]),
            wanneer=tuple(row.get("wanneer", [])),
            tekst=row["tekst"],
            taal=row.get("taal", "nl"),
            buurt=Regio.objects.get(pk=buurten[row["buurt"]]) if "buurt" in row else None,
            namens=row.get("namens", ""),
            naam=row.get("naam", ""),
            over=key_of(row["over"]) if "over" in row else None,
        )
        aanbod = submit_aanbod(
            wijk=wijk,
            verzend_id=key_of(row["sleutel"]),
            offer=offer,
            maanden=row["maanden"],
            kanaal=row.get("kanaal", Kanaal.ONLINE),
            toestemming_op=days_ago(row["dagen"]),
            door=team if "kanaal" in row else None,
            herkomst=COMMANDO,
        )
        status = row.get("lot", Aanbodstatus.BESCHIKBAAR.value)
        if status != Aanbodstatus.NIEUW:
            set_status(aanbod=aanbod, status=status, door=team, herkomst=COMMANDO)
        if row.get("vraag"):
            ask(pk=aanbod.pk)
