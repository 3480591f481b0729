"""The outbox: a mail is a row first, so none is lost and none goes out twice.

All mail of Django (and so of allauth) passes here by EMAIL_BACKEND; EMAIL_DELIVERY_BACKEND really sends it.
A worker takes a row under a lease in a short transaction, sends outside any, and closes the row only while
the attempt is still its own. When a worker dies between the handing over and the closing, the next attempt
carries the same Message-ID, by which mail servers and readers recognise the copy.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import uuid
from collections.abc import Mapping, Sequence
from email.utils import getaddresses
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation

from kern.klok import now
from kern.models import lease_over
from kern.wakker import wake
from wijken.models import Bericht, Wijk

logger = logging.getLogger(__name__)
LEASE = dt.timedelta(minutes=2)  # longer than EMAIL_TIMEOUT
# Minutes before the next attempt; after the last one it is 'mislukt'. Together 41 hours: a server that
# refuses for a day, and the evening after it, costs no mail.
PAUSES = (1, 5, 15, 60, 240, 720, 720, 720)
BATCH = 100
TASK = "wijken.verstuur_bericht"


@transaction.atomic
def queue_bericht(
    *, sleutel: str, aan: str, onderwerp: str, tekst: str, wijk: Wijk | None = None, afmeldadres: str = ""
) -> Bericht:
    """Put a mail in the outbox. The same `sleutel` again gives the row that is there already.

    `sleutel` says what the mail is about, for instance 'verstuurd:rapport:<uuid>'. `afmeldadres` is where a
    mail program stops further mails of this kind with one POST (RFC 8058).
    """
    bericht, is_new = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "wijk": wijk,
            "aan": aan,
            "onderwerp": onderwerp[:200],
            "tekst": tekst,
            "afmeldadres": afmeldadres,
        },
    )
    if is_new:
        wake(TASK, bericht.pk)
    return bericht


def queue_mail(
    *,
    sleutel: str,
    aan: str,
    sjabloon: str,
    context: Mapping[str, object],
    wijk: Wijk,
    taal: str = "",
    afmeldadres: str = "",
) -> Bericht:
    """Put the mail of two templates, '<sjabloon>_onderwerp.txt' and '<sjabloon>_tekst.txt', in the outbox.

    They get `context`, `wijk` and `site`, and are written in `taal`, or in Dutch. `afmeldadres`: see
    `queue_bericht`.
    """
    whole = {**context, "wijk": wijk, "site": settings.SITE_URL}
    with translation.override(taal or settings.LANGUAGE_CODE):
        onderwerp = render_to_string(f"{sjabloon}_onderwerp.txt", whole)
        tekst = render_to_string(f"{sjabloon}_tekst.txt", whole)
    return queue_bericht(
        sleutel=sleutel,
        aan=aan,
        onderwerp=" ".join(onderwerp.split()),
        tekst=tekst.strip() + "\n",
        wijk=wijk,
        afmeldadres=afmeldadres,
    )


def waiting() -> Q:
    """Rows to be sent now: new ones, those whose pause is over, and those whose worker died."""
    free = Q(lease_tot__isnull=True) | Q(lease_tot__lt=now())
    taken = Q(status=Bericht.Status.BEZIG) & lease_over(now())
    return Q(status__in=[Bericht.Status.WACHT, Bericht.Status.BEZIG]) & free | taken


@transaction.atomic
def _take(pk: int) -> Bericht | None:
    bericht = Bericht.objects.select_for_update(skip_locked=True).filter(waiting(), pk=pk).first()
    if bericht is None:
        return None
    bericht.status = Bericht.Status.BEZIG
    bericht.poging += 1
    bericht.lease_tot = now() + LEASE
    bericht.save(update_fields=["status", "poging", "lease_tot"])
    return bericht


def send_bericht(*, pk: int) -> bool:
    """Send one mail when it is free to be sent; True when it went now. Safe to run twice, or side by side."""
    bericht = _take(pk)
    if bericht is None:
        return False
    mine = Bericht.objects.filter(pk=pk, poging=bericht.poging, status=Bericht.Status.BEZIG)
    try:
        _deliver(bericht)
    except (SMTPException, OSError) as error:
        logger.warning("mail %s, attempt %s: %s", pk, bericht.poging, type(error).__name__)
        mine.update(**_after_failure(bericht.poging))
        return False
    # the text may hold a link that opens an account: it is not kept once it has left
    mine.update(status=Bericht.Status.VERZONDEN, lease_tot=None, verzonden_op=now(), tekst="", afmeldadres="")
    return True


def _after_failure(poging: int) -> dict[str, object]:
    if poging > len(PAUSES):
        return {"status": Bericht.Status.MISLUKT, "lease_tot": None}
    return {"status": Bericht.Status.WACHT, "lease_tot": now() + dt.timedelta(minutes=PAUSES[poging - 1])}


def _deliver(bericht: Bericht) -> None:
    domain = settings.SITE_HOST or "localhost"
    digest = hashlib.sha256(bericht.sleutel.encode()).hexdigest()[:32]
    message = EmailMessage(
        subject=bericht.onderwerp,
        body=bericht.tekst,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[bericht.aan],
        headers={
            "Message-ID": f"<{digest}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **_unsubscribe(bericht),
        },
        connection=get_connection(settings.EMAIL_DELIVERY_BACKEND),
    )
    message.send()


def _unsubscribe(bericht: Bericht) -> dict[str, str]:
    """The two headers by which a mail program stops these mails with one click (RFC 8058)."""
    if not bericht.afmeldadres:
        return {}
    return {
        "List-Unsubscribe": f"<{bericht.afmeldadres}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def sweep_berichten() -> int:
    """Send all that waits: the only retry there is. Returns how many left."""
    keys = list(Bericht.objects.filter(waiting()).order_by("gemaakt_op").values_list("pk", flat=True)[:BATCH])
    return sum(send_bericht(pk=pk) for pk in keys)


def oldest_waiting() -> dt.datetime | None:
    """When the oldest mail that has not left was made, for /readyz."""
    unsent = [Bericht.Status.WACHT, Bericht.Status.BEZIG]
    found: dt.datetime | None = (
        Bericht.objects.filter(status__in=unsent)
        .order_by("gemaakt_op")
        .values_list("gemaakt_op", flat=True)
        .first()
    )
    return found


class OutboxBackend(BaseEmailBackend):
    """Django's mail interface: a row per receiver in place of a connection to a server.

    The header X-Sleutel makes a mail unique; without it each call is a mail of its own. Plain text only.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sleutel = str(message.extra_headers.get("X-Sleutel", "")) or str(uuid.uuid4())
            for _naam, aan in getaddresses(message.recipients()):
                digest = hashlib.sha256(f"{sleutel}:{aan}".encode()).hexdigest()
                queue_bericht(
                    sleutel=f"mail:{digest}",
                    aan=aan,
                    onderwerp=str(message.subject),
                    tekst=str(message.body),
                )
        return len(email_messages)
