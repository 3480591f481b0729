"""The agenda for someone's own calendar (iCalendar, RFC 5545): a whole day per action with a last day."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agenda.keuzes import ActieStatus
from agenda.weergave import ActieBeeld, AgendaBeeld, PlanBeeld

PRODUCT = "-//Wijkagenda//Sociale wijkagenda//NL"


def write_ics(beeld: AgendaBeeld, *, titel: str, adres: str, gemaakt: dt.datetime) -> bytes:
    """The actions that have a last day, each on that day.

    `adres` is that of the public page. `gemaakt` is the moment of the version, so that the same agenda gives
    the same bytes; the UID of an action never changes, so that a calendar replaces it instead of adding one.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", titel)
    for plan in beeld.plannen:
        for actie in plan.acties:
            if actie.klaar_op is not None:
                calendar.add_component(_event(plan, actie, actie.klaar_op, adres, gemaakt))
    return bytes(calendar.to_ical())


def _event(plan: PlanBeeld, actie: ActieBeeld, dag: dt.date, adres: str, gemaakt: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{actie.uuid}@{urlsplit(adres).hostname}")
    event.add("dtstamp", gemaakt)
    event.add("dtstart", dag)
    event.add("dtend", dag + dt.timedelta(days=1))
    event.add("summary", _("Klaar: %(wat)s") % {"wat": actie.wat})
    event.add("description", _described(plan, actie))
    event.add("url", f"{adres}#plan-{plan.uuid}")
    event.add("categories", [_("Wijkagenda"), *filter(None, [plan.onderwerp])])
    event.add("status", "CANCELLED" if actie.status == ActieStatus.GESTOPT else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # the day itself stays free
    return event


def _described(plan: PlanBeeld, actie: ActieBeeld) -> str:
    """Plan, who and how it goes, a line each."""
    status = str(actie.status.label)
    if actie.datum:
        status += f" ({date_format(actie.datum, 'j F Y')})"
    return "\n".join(
        [
            _("Plan %(nummer)s: %(titel)s") % {"nummer": plan.nummer, "titel": plan.titel},
            _("Wie: %(wie)s") % {"wie": actie.trekker or _("nog niemand")},
            _("Hoe gaat het: %(status)s") % {"status": status},
            *filter(None, [actie.tekst]),
        ]
    )
