"""A new round takes the place of the one before: who is asked and who follows goes along with the action."""

from __future__ import annotations

import uuid

from agenda.melden.services import end_vraag
from agenda.models import Volger, Voortgangsvraag, Wijkagenda
from agenda.ronde.samen import carried_to
from agenda.selectors import adopted_acties


def follow_round(agenda: Wijkagenda) -> None:
    """Call in the transaction that adopts `agenda`. Nothing to do for its second version."""
    adopted = adopted_acties(agenda)
    for vraag in _asked_elsewhere(agenda):
        _follow_vraag(vraag, agenda, carried_to(agenda, vraag.actie_uuid), adopted)
    for volger in Volger.objects.select_for_update(of=("self",)).filter(
        wijk=agenda.wijk_id, actie_uuid__isnull=False
    ):
        _follow_volger(volger, carried_to(agenda, volger.actie_uuid) if volger.actie_uuid else None)


def _asked_elsewhere(agenda: Wijkagenda) -> list[Voortgangsvraag]:
    rows = Voortgangsvraag.objects.select_for_update(of=("self",)).filter(
        wijk=agenda.wijk_id, gestopt_op__isnull=True
    )
    return list(rows.exclude(agenda=agenda).select_related("link", "wijk").order_by("pk"))


def _follow_vraag(
    vraag: Voortgangsvraag, agenda: Wijkagenda, sleutel: uuid.UUID | None, adopted: set[uuid.UUID]
) -> None:
    asked = Voortgangsvraag.objects.filter(agenda=agenda, gestopt_op__isnull=True)
    if sleutel is None or sleutel not in adopted or asked.filter(actie_uuid=sleutel).exists():
        end_vraag(vraag)
        return
    vraag.agenda, vraag.actie_uuid = agenda, sleutel
    vraag.save(update_fields=["agenda", "actie_uuid"])


def _follow_volger(volger: Volger, sleutel: uuid.UUID | None) -> None:
    """An action that did not go along keeps its follower until the last mail (agenda.volgers.nieuws)."""
    if sleutel is None:
        return
    if Volger.objects.filter(wijk=volger.wijk_id, email=volger.email, actie_uuid=sleutel).exists():
        volger.delete()
        return
    volger.actie_uuid = sleutel
    volger.save(update_fields=["actie_uuid"])
