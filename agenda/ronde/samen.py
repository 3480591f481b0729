"""While a new round is being made, the agenda of the round before is still in force.

What is told of an action, or answered by a party, counts in both then: residents read it at once, and it is
there as well when the new agenda is adopted.
"""

from __future__ import annotations

import uuid

from agenda.models import Actie, Verzoek, Wijkagenda
from agenda.selectors import agenda_in_force
from wijken.models import Wijk


def is_in_use(agenda: Wijkagenda) -> bool:
    """Whether it is being worked on, or the one that residents read as the agenda of now."""
    return agenda.actief or agenda_in_force(agenda.wijk) == agenda.pk


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
    """What this was in the agenda that is still in force; locked, to write the answer there as well."""
    agenda = verzoek.agendapunt.agenda
    if not agenda.actief or agenda.vorige_id is None or agenda_in_force(agenda.wijk) != agenda.vorige_id:
        return None
    rows = Verzoek.objects.filter(wijk=verzoek.wijk_id, agendapunt__agenda=agenda.vorige_id)
    found = next((row.pk for row in rows if verzoek_sleutel(agenda, row.uuid) == verzoek.uuid), None)
    return Verzoek.objects.select_for_update(of=("self",)).get(pk=found) if found else None
