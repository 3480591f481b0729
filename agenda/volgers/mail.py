"""The mails to a follower. Each one says how to stop, and lets the mail program do so with one click."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from agenda.models import Volger
from wijken.berichten import queue_mail
from wijken.models import Bericht


def queue_for(
    *, volger: Volger, token: str, sleutel: str, sjabloon: str, context: Mapping[str, object] | None = None
) -> Bericht:
    """Put a mail of one of our templates in the outbox, in the language of the follower."""
    return queue_mail(
        sleutel=sleutel,
        aan=volger.email,
        sjabloon=f"agenda/mail/{sjabloon}",
        context={**(context or {}), "link": _address("agenda:link", token)},
        wijk=volger.wijk,
        taal=volger.taal,
        afmeldadres=_address("agenda:afmelden", token),
    )


def drop_unsent(volger: Volger) -> None:
    """Who stops gets nothing any more, not even what was on its way."""
    keys = Q(sleutel__startswith=f"volger:{volger.pk}:") | Q(sleutel__startswith=f"nieuws:{volger.pk}:")
    Bericht.objects.filter(keys, status=Bericht.Status.WACHT).delete()


def _address(naam: str, token: str) -> str:
    return f"{settings.SITE_URL}{reverse(naam, args=[token])}"
