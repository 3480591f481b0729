"""The mails to a member of the agendagroep. None holds a word of a resident."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from agenda.models import Agendagroeplid
from kern.klok import today
from wijken.berichten import queue_mail
from wijken.links import VerseLink
from wijken.models import Bericht, Toegangslink

VOORAF: Final = dt.timedelta(days=14)  # how long before the end we ask whether somebody goes on


def link_for(token: str) -> str:
    """The whole address of a personal link."""
    return f"{settings.SITE_URL}{reverse('agenda:link', args=[token])}"


def hide_address(email: str) -> str:
    """'m***@voorbeeld.nl': enough for its owner, too little for anybody else."""
    name, _at, domain = email.rpartition("@")
    return f"{name[:1]}***@{domain}"


def queue_link(*, lid: Agendagroeplid, verse: VerseLink) -> Bericht:
    """Put the mail with a new link in the outbox; each link once."""
    return queue_mail(
        sleutel=_key_of(verse.link),
        aan=lid.email,
        sjabloon="agenda/mail/groep_link",
        context={"link": link_for(verse.token), "verloopt_op": verse.link.verloopt_op},
        wijk=lid.wijk,
    )


def drop_unsent(*, link: Toegangslink) -> None:
    """Take back a mail that has not left yet: its link works no more."""
    Bericht.objects.filter(sleutel=_key_of(link), status=Bericht.Status.WACHT).delete()


def ask_to_go_on() -> int:
    """Ask whose time is nearly over whether they go on: once per last day. Out: how many were due.

    Who was asked to take part for less than a month is not asked at once to go on.
    """
    leden = Agendagroeplid.objects.active_on(today()).exclude(email="").select_related("wijk")
    due = leden.filter(tot__lte=today() + VOORAF, toestemming_op__lt=F("tot") - 2 * VOORAF)
    for lid in due:
        queue_mail(
            sleutel=f"groep-einde:{lid.pk}:{lid.tot.isoformat()}",
            aan=lid.email,
            sjabloon="agenda/mail/groep_einde",
            context={
                "tot": lid.tot,
                "adres": f"{settings.SITE_URL}{reverse('agenda:groep', args=[lid.wijk.slug])}",
            },
            wijk=lid.wijk,
        )
    return len(due)


def _key_of(link: Toegangslink) -> str:
    return f"groep-link:{link.pk}:{link.keer}"
