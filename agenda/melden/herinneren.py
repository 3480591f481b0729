"""Remind who makes an action happen: two weeks before its day, and once a quarter when it is silent."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from agenda.melden.lopend import DICHTBIJ, STIL, Lopend, acties_of, find_actie
from agenda.melden.mail import queue_reminder
from agenda.melden.services import GELDIG, end_vraag
from agenda.models import Voortgangsvraag
from agenda.selectors import hold_agendas
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.links import make_link, repeat_link
from wijken.models import Gebeurtenis, Wijk

PAS: Final = dt.timedelta(days=30)  # who told something in these days is not asked again before the day
NA_AFLOOP: Final = dt.timedelta(days=90)  # a question about an action that is over ends after this


def send_reminders() -> int:
    """All that is due today. Out: how many mails. Safe to run twice, or late."""
    wijken = Voortgangsvraag.objects.filter(gestopt_op__isnull=True).values_list("wijk_id", flat=True)
    return sum(_remind_wijk(pk) for pk in sorted(set(wijken)))


def _remind_wijk(wijk_id: int) -> int:
    wijk = Wijk.objects.get(pk=wijk_id)
    acties = {actie.uuid: actie for actie in acties_of(wijk)}
    rows = Voortgangsvraag.objects.filter(wijk=wijk, gestopt_op__isnull=True)
    return sum(_remind(pk, acties) for pk in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: uuid.UUID, acties: Mapping[uuid.UUID, Lopend]) -> bool:
    """One question, in a transaction of its own: the mark and the mail, or neither."""
    seen = Voortgangsvraag.objects.filter(pk=pk).first()
    if seen is None:
        return False
    hold_agendas(seen.wijk_id)
    rows = Voortgangsvraag.objects.select_for_update(of=("self",)).select_related(
        "agenda__wijk", "link", "wijk"
    )
    vraag = rows.get(pk=pk)
    actie = acties.get(vraag.actie_uuid) or find_actie(vraag.wijk, vraag.agenda, vraag.actie_uuid)
    if vraag.gestopt_op is not None:
        return False
    if actie is None or _is_over(actie):
        end_vraag(vraag)
        return False
    if not is_due(vraag, actie, today()):
        return False
    if vraag.link is None:
        verse = make_link(wijk=vraag.wijk, geldig=GELDIG)
    else:
        verse = repeat_link(link=vraag.link, geldig=GELDIG)
    vraag.link, vraag.herinnerd_op = verse.link, today()
    vraag.save(update_fields=["link", "herinnerd_op"])
    queue_reminder(vraag=vraag, actie=actie, verse=verse, dag=today())
    log(wijk=vraag.wijk, actie="voortgang_herinnerd", object=vraag, herkomst=Gebeurtenis.Herkomst.TAAK)
    return True


def is_due(vraag: Voortgangsvraag, actie: Lopend, dag: dt.date) -> bool:
    """Whether a mail goes out on this day: the day of the action is near, or it is long silent."""
    if actie.is_af:
        return False
    asked = max(filter(None, [vraag.gevraagd_op, vraag.herinnerd_op]))
    told = vraag.beantwoord_op
    if actie.klaar_op is not None and actie.klaar_op - DICHTBIJ <= dag <= actie.klaar_op:
        return asked < actie.klaar_op - DICHTBIJ and (told is None or told < dag - PAS)
    return max(filter(None, [asked, told])) < dag - STIL


def _is_over(actie: Lopend) -> bool:
    return actie.is_af and actie.regel is not None and actie.regel.datum < today() - NA_AFLOOP
