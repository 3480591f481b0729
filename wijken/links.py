"""Links without an account: a random token in the address, of which the table keeps the hash.

A link that belongs to one person (`take`) works on one device: who gets it forwarded sees nothing, and the
owner asks for a new one. A link about one question works on any device until it is revoked or over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from kern.klok import today
from wijken.models import Toegangslink, Wijk

TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class VerseLink:
    """A link that was just made, with the token that is kept nowhere but in the mail or on the paper."""

    link: Toegangslink
    token: str


def hash_token(token: str) -> str:
    """What a table keeps of a token. The token is 256 random bits, so a plain hash tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, wijk: Wijk, geldig: dt.timedelta) -> VerseLink:
    """A new link that works for `geldig` from today."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = Toegangslink.objects.create(
        wijk=wijk, token_hash=hash_token(token), gemaakt_op=today(), verloopt_op=today() + geldig
    )
    return VerseLink(link, token)


@transaction.atomic
def renew_link(*, link: Toegangslink, geldig: dt.timedelta) -> VerseLink:
    """Another token for the same thing: the one before works no more, nor does the device that had it."""
    row = Toegangslink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash, row.apparaat, row.ingetrokken_op = hash_token(token), "", None
    row.keer += 1
    row.gemaakt_op, row.verloopt_op = today(), today() + geldig
    row.save()
    return VerseLink(row, token)


def revoke_link(*, link: Toegangslink) -> None:
    """End a link at once. Ended already: nothing."""
    Toegangslink.objects.filter(pk=link.pk, ingetrokken_op__isnull=True).update(
        ingetrokken_op=today(), apparaat=""
    )


def is_open(link: Toegangslink) -> bool:
    """Whether it works today."""
    return link.ingetrokken_op is None and link.verloopt_op >= today()


def find_link(token: str) -> Toegangslink | None:
    """The link behind a token, also one that is over: `is_open` tells. None when there never was one."""
    return Toegangslink.objects.select_related("wijk").filter(token_hash=hash_token(token[:100])).first()


@transaction.atomic
def take(*, link: Toegangslink, sleutel: str) -> bool:
    """Tie a personal link to the device whose cookie holds `sleutel`. False when another device has it."""
    row = Toegangslink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    mine = hash_token(sleutel)
    if not is_open(row) or row.apparaat not in ("", mine):
        return False
    row.apparaat = mine
    row.save(update_fields=["apparaat"])
    return True
