"""What residents ask of their team: as a part of the agenda, and its answers of today."""

from __future__ import annotations

import uuid

from agenda.inhoud import TeamvraagDeel
from agenda.models import Teamvraag, Wijkagenda


def teamvragen_deel(agenda: Wijkagenda) -> list[TeamvraagDeel]:
    """The questions of this agenda in their order, as they stand in its document. One query."""
    return [
        {
            "uuid": str(row.uuid),
            "wie": row.wie,
            "tekst": row.tekst,
            "aantal": row.aantal,
            "antwoord": row.antwoord,
            "antwoord_op": row.antwoord_op.isoformat() if row.antwoord_op else "",
            "antwoord_tekst": row.antwoord_tekst,
        }
        for row in Teamvraag.objects.filter(agenda=agenda)
    ]


def teamvragen_of(agenda: Wijkagenda) -> dict[uuid.UUID, Teamvraag]:
    """What the team answered until now, by the uuid of the question. One query."""
    return {row.uuid: row for row in Teamvraag.objects.filter(agenda=agenda)}
