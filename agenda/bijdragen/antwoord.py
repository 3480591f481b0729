"""What somebody who was asked by mail answers, by a link without an account."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from agenda.bijdragen.toezeggingen import Status, hold, set_status
from agenda.keuzes import Toezegginghoe
from agenda.models import Toezegging
from kern.fouten import DomeinFout
from wijken.gebeurtenissen import log_bewoner
from wijken.links import is_open


class Antwoord(StrEnum):
    """What somebody answers by a link."""

    JA = "ja"
    NEE = "nee"
    STOP = "stop"


@transaction.atomic
def answer_by_link(*, toezegging: Toezegging, antwoord: Antwoord) -> Toezegging:
    """Who was asked says yes, no, or stops. May change until it is done. Said already, nothing happens."""
    row = hold(toezegging)
    if row.link is None or not is_open(row.link):
        raise DomeinFout(_("Deze link werkt niet meer. Vraag het wijkteam om een nieuwe."))
    if row.status == Status.GEDAAN:
        raise DomeinFout(_("Dit is al gedaan. Dank u wel."))
    status = {
        Antwoord.JA: Status.TOEGEZEGD,
        Antwoord.NEE: Status.NEE,
        Antwoord.STOP: Status.GESTOPT if row.status == Status.TOEGEZEGD else Status.NEE,
    }[antwoord]
    if row.status == Status.TOEGEZEGD and antwoord is Antwoord.NEE:
        status = Status.GESTOPT  # the button of an old page
    if row.status == Status.GESTOPT and status != Status.TOEGEZEGD:
        return row
    if row.status != status:
        set_status(row, status, hoe=Toezegginghoe.LINK if status == Status.TOEGEZEGD else "")
        log_bewoner(wijk=row.wijk, actie=f"toezegging_{status}", soort="toezegging")
    return row
