"""Short links for paper and QR codes: one at a time for each thing; reopened, the old one works again."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Mapping

from django.conf import settings
from django.db import transaction

from gebruikers.models import Gebruiker
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Kortelink, Wijk

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else on a poster
CODE_LENGTH = 6
Doel = Kortelink.Doel
Herkomst = Gebeurtenis.Herkomst


def address_of(code: str) -> str:
    """The whole address of a short link, as it stands in a QR code."""
    return f"{settings.SITE_URL}/d/{code}/"


def create_kortelink(wijk: Wijk, doel: Kortelink.Doel, sleutel: uuid.UUID | None = None) -> Kortelink:
    """A new short link with a code that nobody has or had."""
    code = _random_code()
    while Kortelink.objects.filter(code=code).exists():
        code = _random_code()
    return Kortelink.objects.create(code=code, wijk=wijk, doel=doel, sleutel=sleutel, datum=today())


@transaction.atomic
def make_kortelinks(
    *,
    wijk: Wijk,
    doel: Kortelink.Doel,
    sleutels: Collection[uuid.UUID],
    door: Gebruiker | None = None,
    herkomst: Herkomst = Herkomst.WEB,
) -> Mapping[uuid.UUID, Kortelink]:
    """The short link of each of these things, made where there is none. Asked twice, it is the same link."""
    found = _working(wijk, doel, sleutels)
    if len(found) == len(set(sleutels)):
        return found
    _lock(wijk)
    found = _working(wijk, doel, sleutels)
    made = {each: create_kortelink(wijk, doel, each) for each in sleutels if each not in found}
    if made:
        first = next(iter(made.values()))
        log(wijk=wijk, actie="kortelinks_gemaakt", door=door, object=first, herkomst=herkomst)
    return {**found, **made}


def _working(wijk: Wijk, doel: Kortelink.Doel, sleutels: Collection[uuid.UUID]) -> dict[uuid.UUID, Kortelink]:
    rows = Kortelink.objects.filter(wijk=wijk, doel=doel, sleutel__in=sleutels, actief=True)
    return {row.sleutel: row for row in rows if row.sleutel is not None}


@transaction.atomic
def open_kortelink(
    *, wijk: Wijk, doel: Kortelink.Doel, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> Kortelink:
    """Let the short link of the wijk work, the one on the paper that is there already when there was one."""
    _lock(wijk)
    rows = Kortelink.objects.filter(wijk=wijk, doel=doel, sleutel__isnull=True)
    link = rows.filter(actief=True).first()
    if link is not None:
        return link
    link = rows.order_by("-pk").first()
    if link is None:
        link = create_kortelink(wijk, doel)
    else:
        link.actief = True
        link.save(update_fields=["actief"])
    log(wijk=wijk, actie="kortelink_open", door=door, object=link, herkomst=herkomst)
    return link


@transaction.atomic
def close_kortelink(
    *, wijk: Wijk, doel: Kortelink.Doel, door: Gebruiker | None = None, herkomst: Herkomst = Herkomst.WEB
) -> None:
    """Let the short link of the wijk lead nowhere until it is opened again."""
    _lock(wijk)
    link = Kortelink.objects.filter(wijk=wijk, doel=doel, sleutel__isnull=True, actief=True).first()
    if link is None:
        return
    link.actief = False
    link.save(update_fields=["actief"])
    log(wijk=wijk, actie="kortelink_dicht", door=door, object=link, herkomst=herkomst)


def find_open(wijk: Wijk, doel: Kortelink.Doel) -> Kortelink | None:
    """The short link of the wijk that works now."""
    return Kortelink.objects.filter(wijk=wijk, doel=doel, sleutel__isnull=True, actief=True).first()


def _random_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _lock(wijk: Wijk) -> None:
    Wijk.objects.select_for_update(of=("self",)).get(pk=wijk.pk)
