"""Remind parties of a question: a week before the day, and the day after it.

Each once, never after an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from agenda.haalbaarheid.mail import mail_vragen
from agenda.haalbaarheid.vraag import NA_AFLOOP, waiting
from agenda.models import Verzoekvraag
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.links import repeat_link
from wijken.models import Gebeurtenis, Toegangslink, Wijk

WEEK: Final = dt.timedelta(days=7)
PAUZE: Final = dt.timedelta(days=3)  # at least this long between two reminders, also when the task was late


def send_reminders() -> int:
    """Send what is due, one mail per wijk and address. Out: how many questions. Twice a day is once.

    A reminder brings the link of the first mail once more.
    """
    due = Verzoekvraag.objects.filter(waiting(), link__in=_open_links()).exclude(email="")
    found = (
        due.filter(herinneringen__lt=2)
        .values_list("wijk_id", "email")
        .distinct()
        .order_by("wijk_id", "email")
    )
    return sum(_remind(wijk, email) for wijk, email in list(found))


@transaction.atomic
def _remind(wijk_id: int, email: str) -> int:
    wijk = Wijk.objects.get(pk=wijk_id)
    rows = (
        Verzoekvraag.objects.select_for_update(of=("self",))
        .filter(waiting(), wijk=wijk, email=email, link__in=_open_links())
        .select_related("verzoek__agendapunt", "link", "wijk")
        .order_by("uiterlijk", "pk")
    )
    due = [(row, number) for row in rows if (number := next_reminder(row, today()))]
    vragen = []
    for row, number in due:
        if row.link is None:
            continue
        vers = repeat_link(link=row.link, geldig=row.uiterlijk - today() + NA_AFLOOP)
        row.herinneringen, row.herinnerd_op = number, today()
        row.save(update_fields=["herinneringen", "herinnerd_op"])
        vragen.append((row, vers.token))
        log(wijk=wijk, actie="verzoek_herinnerd", object=row.verzoek, herkomst=Gebeurtenis.Herkomst.TAAK)
    if vragen:
        mail_vragen(wijk=wijk, email=email, vragen=vragen, sleutel=_key(vragen), herinnering=True)
    return len(vragen)


def next_reminder(vraag: Verzoekvraag, dag: dt.date) -> int:
    """Which reminder is due on this day: 1, 2, or 0 for none. A late task sends the second alone."""
    if vraag.herinnerd_op is not None and dag < vraag.herinnerd_op + PAUZE:
        return 0
    if dag > vraag.uiterlijk:
        return 2 if vraag.herinneringen < 2 else 0
    is_time = vraag.uiterlijk - WEEK <= dag < vraag.uiterlijk
    long_enough = vraag.gevraagd_op < vraag.uiterlijk - WEEK
    return 1 if is_time and long_enough and vraag.herinneringen < 1 else 0


def _open_links() -> QuerySet[Toegangslink]:
    return Toegangslink.objects.open_on(today())


def _key(vragen: Iterable[tuple[Verzoekvraag, str]]) -> str:
    first = next(iter(vragen))[0]
    return f"verzoekvraag:{first.pk}:{first.gevraagd_op}:herinnering:{first.herinneringen}"
