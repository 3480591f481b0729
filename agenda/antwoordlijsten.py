"""What residents answered in the questionnaires of this round, as a part of the agenda.

Figures are the public copies, words are those that the team says it is done with. Quotes of single answers
are not copied: who sent one may take it back, and only its list knows.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from agenda.inhoud import VragenlijstDeel, WetenDeel
from analyse.models import Duiding, Vragenlijst
from analyse.uitslag.publiek import Publiek, read_publieken, to_json
from wijken.models import Wijk


def vragenlijsten_deel(wijk: Wijk, sinds: dt.date | None) -> list[VragenlijstDeel]:
    """Lists with results on the site, oldest first; not those closed before `sinds`. Three queries."""
    rows = Vragenlijst.objects.for_wijk(wijk).filter(openbaar=True).order_by("gemaakt_op", "titel", "pk")
    if sinds is not None:
        rows = rows.filter(Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=sinds))
    lijsten = list(rows)
    found = read_publieken(lijsten)
    return [_lijst(lijst, found[lijst.pk]) for lijst in lijsten if found[lijst.pk].kaarten]


def _lijst(lijst: Vragenlijst, publiek: Publiek) -> VragenlijstDeel:
    return {
        "slug": lijst.slug,
        "titel": lijst.titel,
        "aantal": max(kaart.aantal for kaart in publiek.kaarten),
        "datum": publiek.datum.isoformat() if publiek.datum else "",
        "vragen": [to_json(kaart) for kaart in publiek.kaarten],
    }


def weten_deel(wijk: Wijk) -> list[WetenDeel]:
    """What the team wrote of the guiding questions that it is done with. One query."""
    rows = Duiding.objects.filter(wijk=wijk, klaar=True).exclude(tekst="")
    return [{"vraag": row.get_hoofdvraag_display(), "tekst": row.tekst} for row in rows]
