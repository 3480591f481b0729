"""Before consent ends: one friendly question, by mail with a link, or on the list of the team to call.

Without an answer the retention policy deletes the offer after its last day.
"""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from bewoners.aanbod.regels import mail_of
from bewoners.models import Aanbod, AanbodQuerySet
from kern.klok import today
from wijken.berichten import queue_mail
from wijken.links import make_link, renew_link
from wijken.models import Toegangslink

SJABLOON: Final = "bewoners/mail/aanbod_loopt_af"


def _due() -> AanbodQuerySet:
    return Aanbod.objects.ending(today()).filter(gevraagd_op__isnull=True).select_related("wijk", "link")


def ask_all() -> int:
    """Ask of each offer that ends soon whether it still holds. Out: how many. Safe to run twice, or late."""
    keys = list(_due().order_by("tot", "pk").values_list("pk", flat=True))
    return sum(ask(pk=pk) for pk in keys)


@transaction.atomic
def ask(*, pk: uuid.UUID) -> bool:
    """Ask of one. The mark, the link and the mail are one transaction: all of it, or nothing."""
    row = _due().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if row is None:
        return False
    address = mail_of(row.contact)
    row.link = _write(row, address) if address else None  # without a link the team calls
    row.gevraagd_op = today()
    row.save(update_fields=["gevraagd_op", "link"])
    return True


def _write(row: Aanbod, address: str) -> Toegangslink:
    """Put the mail in the outbox, with a link that works as long as the offer is there."""
    geldig = row.tot - today()
    fresh = renew_link(link=row.link, geldig=geldig) if row.link else make_link(wijk=row.wijk, geldig=geldig)
    queue_mail(
        sleutel=f"aanbod-loopt-af:{fresh.link.pk}:{fresh.link.keer}",
        aan=address,
        sjabloon=SJABLOON,
        context={"tot": row.tot, "link": settings.SITE_URL + reverse("agenda:link", args=[fresh.token])},
        wijk=row.wijk,
        taal=row.taal,
    )
    return fresh.link
