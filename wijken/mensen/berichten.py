"""The mail with an invitation. Always Dutch: nobody knows yet what the reader prefers."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from wijken.berichten import queue_mail
from wijken.mensen.rollen import ROL_NAAM, ROL_VOOR_U
from wijken.models import Bericht, Uitnodiging


def link_for(token: str) -> str:
    """The whole address behind which one accepts."""
    return f"{settings.SITE_URL}{reverse('wijken:uitnodiging', args=[token])}"


def key_of(uitnodiging: Uitnodiging) -> str:
    """The key in the outbox of the mail that was sent last."""
    return f"uitnodiging:{uitnodiging.pk}:{uitnodiging.keer}"


def queue_uitnodiging(*, uitnodiging: Uitnodiging, token: str) -> Bericht:
    """Put the mail in the outbox. It holds the link, which is kept nowhere else."""
    context = {
        "uitnodiging": uitnodiging,
        "door": uitnodiging.door.naam if uitnodiging.door else "",
        "rol": ROL_NAAM[uitnodiging.rol],
        "uitleg": ROL_VOOR_U[uitnodiging.rol],
        "link": link_for(token),
    }
    return queue_mail(
        sleutel=key_of(uitnodiging),
        aan=uitnodiging.email,
        sjabloon="wijken/mail/uitnodiging",
        context=context,
        wijk=uitnodiging.wijk,
    )


def drop_unsent(*, uitnodiging: Uitnodiging) -> None:
    """Take back a mail that has not left yet: its link works no more."""
    Bericht.objects.filter(sleutel=key_of(uitnodiging), status=Bericht.Status.WACHT).delete()
