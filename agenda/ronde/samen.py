"""While a new round is being made, the agenda of the round before is still in force.

What is told of an action, or answered by a party, counts in both then: residents read it at once, and it is
there as well when the new agenda is adopted.
"""

from __future__ import annotations

import uuid
from typing import Final

from agenda.models import Actie, Verzoek, Wijkagenda
from agenda.selectors import agenda_in_force
from kern.fouten import DomeinFout
from wijken.models import Wijk

AFGESLOTEN: Final = "Deze ronde is intussen afgesloten. Schrijf het op in de nieuwe ronde."


def is_in_use(agenda: Wijkagenda) -> bool:
    """Whether it is being worked on, or the one that residents read as the agenda of now."""
    return agenda.actief or agenda_in_force(agenda.wijk) == agenda.pk


def hold_active(agenda: Wijkagenda) -> Wijkagenda:
    """One at a time works on what belongs to a round. Raises DomeinFout when it was closed meanwhile."""
    row = Wijkagenda.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=agenda.pk)
    if not row.actief:
        raise DomeinFout(AFGESLOTEN)
    return row


def same_actie(agenda: Wijkagenda, sleutel: uuid.UUID) -> tuple[Wijkagenda, uuid.UUID] | None:
    """This action in the other of the two agendas: that in the making, that in force. None when alone."""
    other = _other(agenda)
    if other is None:
        return None
    found: uuid.UUID | None = sleutel
    while found is not None:
        row = _step(agenda.wijk, found, back=agenda.actief)
        if row is None:
            return None
        if row.agendapunt.agenda_id == other.pk:
            return other, row.uuid
        found = row.uuid
    return None


def carried_to(agenda: Wijkagenda, sleutel: uuid.UUID) -> uuid.UUID | None:
    """What an action of an earlier round is called in this agenda; None when it did not go along."""
    found: uuid.UUID | None = sleutel
    while found is not None:
        row = _step(agenda.wijk, found, back=False)
        if row is not None and row.agendapunt.agenda_id == agenda.pk:
            return row.uuid
        found = row.uuid if row else None
    return None


def _other(agenda: Wijkagenda) -> Wijkagenda | None:
    geldig = agenda_in_force(agenda.wijk)
    if geldig is None or (agenda.actief and geldig == agenda.pk):
        return None
    others = Wijkagenda.objects.filter(wijk=agenda.wijk_id)
    return others.filter(pk=geldig).first() if agenda.actief else others.filter(actief=True).first()


def _step(wijk: Wijk, sleutel: uuid.UUID, *, back: bool) -> Actie | None:
    """The same action one round back, or one round on."""
    rows = Actie.objects.filter(wijk=wijk).select_related("agendapunt")
    if not back:
        return rows.filter(overgenomen_van=sleutel).order_by("-pk").first()
    before = rows.filter(uuid=sleutel).values_list("overgenomen_van", flat=True).first()
    return rows.filter(uuid=before).first() if before else None


def verzoek_sleutel(agenda: Wijkagenda, sleutel: uuid.UUID) -> uuid.UUID:
    """The uuid in a new round of what was asked in the round before: it follows from the old one."""
    return uuid.uuid5(agenda.uuid, str(sleutel))


def same_verzoek(verzoek: Verzoek) -> Verzoek | None:
    """What this is in the other agenda: that still in force, or that in the making.

    Locked, to write the answer there as well. None when it stands in one agenda alone.
    """
    agenda = verzoek.agendapunt.agenda
    rows = Verzoek.objects.filter(wijk=verzoek.wijk_id)
    found: int | None
    if agenda.actief:
        if agenda.vorige_id is None or agenda_in_force(agenda.wijk) != agenda.vorige_id:
            return None
        before = rows.filter(agendapunt__agenda=agenda.vorige_id)
        found = next((row.pk for row in before if verzoek_sleutel(agenda, row.uuid) == verzoek.uuid), None)
    else:
        new = Wijkagenda.objects.filter(wijk=agenda.wijk_id, vorige=agenda, actief=True).first()
        copy = rows.filter(uuid=verzoek_sleutel(new, verzoek.uuid)) if new else rows.none()
        found = copy.values_list("pk", flat=True).first()
    return Verzoek.objects.select_for_update(of=("self",)).get(pk=found) if found else None
