"""The mails to who makes an action happen. They hold what the team wrote, or what was told with the link."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.urls import reverse

from agenda.melden.lopend import Lopend
from agenda.models import Voortgang, Voortgangsvraag
from wijken.berichten import queue_mail
from wijken.links import VerseLink
from wijken.models import Bericht


def queue_vraag(*, vraag: Voortgangsvraag, actie: Lopend, verse: VerseLink) -> Bericht:
    """The first mail, or the one with another link: each link once."""
    return _queue(vraag, f"{verse.link.pk}:{verse.link.keer}", "voortgangsvraag", actie, verse)


def queue_reminder(*, vraag: Voortgangsvraag, actie: Lopend, verse: VerseLink, dag: dt.date) -> Bericht:
    """Once a day at most, whatever happens."""
    return _queue(vraag, f"herinnering:{dag.isoformat()}", "voortgang_herinnering", actie, verse)


def queue_told(*, vraag: Voortgangsvraag, actie: Lopend, regel: Voortgang, verzend_id: uuid.UUID) -> Bericht:
    """What was told with the link, to the asked address: somebody else may have told it."""
    return queue_mail(
        sleutel=f"voortgangsvraag:{vraag.pk}:verteld:{verzend_id}",
        aan=vraag.email,
        sjabloon="agenda/mail/voortgang_verteld",
        context={"vraag": vraag, "actie": actie, "regel": regel, "gestopt": vraag.gestopt_op is not None},
        wijk=vraag.wijk,
    )


def drop_unsent(*, vraag: Voortgangsvraag) -> None:
    """Take back what has not left yet: the question is over, or its link is another one."""
    link = vraag.link_id
    waits = Bericht.objects.filter(wijk=vraag.wijk_id, status=Bericht.Status.WACHT)
    waits.filter(sleutel__startswith=f"voortgangsvraag:{vraag.pk}:herinnering:").delete()
    waits.filter(sleutel__startswith=f"voortgangsvraag:{vraag.pk}:{link}:").delete()


def _queue(vraag: Voortgangsvraag, key: str, sjabloon: str, actie: Lopend, verse: VerseLink) -> Bericht:
    return queue_mail(
        sleutel=f"voortgangsvraag:{vraag.pk}:{key}",
        aan=vraag.email,
        sjabloon=f"agenda/mail/{sjabloon}",
        context={
            "vraag": vraag,
            "actie": actie,
            "link": f"{settings.SITE_URL}{reverse('agenda:link', args=[verse.token])}",
        },
        wijk=vraag.wijk,
    )
