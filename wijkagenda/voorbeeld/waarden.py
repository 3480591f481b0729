"""What people of the sample wijk chose together, in the round before and in this one, and at which plans."""

from __future__ import annotations

from typing import Any

from agenda.kernwaarden.services import choose_kernwaarden, update_kernwaarde
from agenda.models import Agendapunt, Kernwaarde, Wijkagenda
from agenda.services.merken import update_merken
from gebruikers.models import Gebruiker
from wijkagenda.voorbeeld.sleutels import days_ago, key_of
from wijken.models import Gebeurtenis

COMMANDO = Gebeurtenis.Herkomst.COMMANDO
Row = dict[str, Any]


def choose_values(agenda: Wijkagenda, rows: list[Row], *, door: Gebruiker) -> None:
    """Lay the values of a round in a row, with what they mean, and mark its plans; before it is adopted."""
    at: dict[str, list[Kernwaarde]] = {}
    for row in rows:
        day = days_ago(row["dagen"])
        choose_kernwaarden(agenda=agenda, eigen=row["woord"], op=day, door=door, herkomst=COMMANDO)
        waarde = Kernwaarde.objects.select_related("agenda").get(agenda=agenda, woord=row["woord"])
        update_kernwaarde(
            waarde=waarde,
            revisie=waarde.revisie,
            gekozen_op=day,
            door=door,
            herkomst=COMMANDO,
            **{name: row[name] for name in ("woord", "merkbaar", "afspraken", "voor", "van")},
        )
        for sleutel in row.get("plannen", []):
            at.setdefault(sleutel, []).append(waarde)
    for sleutel, waarden in at.items():
        plan = Agendapunt.objects.select_related("agenda", "wijk").get(uuid=key_of(sleutel))
        update_merken(
            plan=plan,
            revisie=plan.revisie,
            leeftijden=plan.leeftijden,
            aandacht=plan.aandacht,
            buurten=plan.buurten,
            waarden=[waarde.uuid for waarde in waarden],
            door=door,
            herkomst=COMMANDO,
        )
