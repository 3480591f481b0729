"""An entry evening: a coordinator lets a volunteer type sheets in, for four hours, on one device."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from analyse.models import Invoeravond, Vragenlijst
from gebruikers.models import Gebruiker
from kern.fouten import DomeinFout
from kern.klok import now, today
from wijken.gebeurtenissen import log
from wijken.links import end_on, hash_token, make_link, take
from wijken.models import Toegangslink

UREN: Final = dt.timedelta(hours=4)
DAG: Final = dt.timedelta(days=1)  # the link knows days; `tot` ends it to the minute


def is_over(avond: Invoeravond) -> bool:
    """Whether nothing may be typed any more."""
    return avond.gestopt_op is not None or avond.tot <= now()


def is_mine(avond: Invoeravond, sleutel: str) -> bool:
    """Whether this device made the promise."""
    link = avond.link
    return bool(link and sleutel and avond.beloofd_op and link.apparaat == hash_token(sleutel))


@transaction.atomic
def start_avond(*, lijst: Vragenlijst, naam: str, sleutel: uuid.UUID, door: Gebruiker) -> Invoeravond:
    """Let a volunteer in, from now for four hours. The same `sleutel` again is the same evening."""
    there = Invoeravond.objects.filter(pk=sleutel, lijst=lijst).first()
    if there is not None:
        return there
    if not lijst.open_sinds:
        raise DomeinFout(_("Deze vragenlijst is nog niet open. Open haar eerst, typ daarna de bladen in."))
    avond = Invoeravond.objects.create(
        pk=sleutel,
        wijk=lijst.wijk,
        lijst=lijst,
        link=make_link(wijk=lijst.wijk, geldig=DAG).link,
        naam=naam,
        tot=now() + UREN,
        door=door,
        datum=today(),
    )
    log(wijk=lijst.wijk, actie="invoeravond_begonnen", door=door, object=avond)
    return avond


@transaction.atomic
def stop_avond(*, avond: Invoeravond, door: Gebruiker) -> None:
    """Nothing more may be typed from now on. Stopped already: nothing.

    The link goes on until tonight, so that what is open in a browser is shown once more to be copied.
    """
    row = Invoeravond.objects.select_for_update(of=("self",)).select_related("link").get(pk=avond.pk)
    if row.gestopt_op is not None:
        return
    row.gestopt_op = today()
    row.save(update_fields=["gestopt_op"])
    if row.link is not None:
        end_on(link=row.link, dag=today())
    log(wijk=row.wijk, actie="invoeravond_gestopt", door=door, object=row)


@transaction.atomic
def promise(*, avond: Invoeravond, link: Toegangslink, sleutel: str) -> bool:
    """Promise to keep what one reads to oneself; ties the link to this device. False when another has it."""
    if is_over(avond) or not take(link=link, sleutel=sleutel):
        return False
    if avond.beloofd_op is None:
        avond.beloofd_op = today()
        avond.save(update_fields=["beloofd_op"])
        log(wijk=avond.wijk, actie="geheimhouding_beloofd", object=avond)
    return True
