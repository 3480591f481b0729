"""Links without an account: a token in the address, of which the table keeps the hash.

The token is 256 bits that follow from CODE_SECRET, the random key of the row and how often it was made. So
the same link can be mailed again (a weekly mail, a reminder) without keeping it: older mails go on working,
and the table alone opens nothing.

A link that belongs to one person (`take`) works on one device: who gets it forwarded sees nothing, and the
owner asks for a new one. A link about one question works on any device until it is revoked or over.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from kern.klok import today
from wijken.models import Toegangslink, Wijk

TOKEN_BYTES: Final = 32  # of a token made at random, as that of an Uitnodiging


@dataclass(frozen=True, slots=True)
class VerseLink:
    """A link that was just made, with the token that stands in the mail or on the paper and in no table."""

    link: Toegangslink
    token: str


def hash_token(token: str) -> str:
    """What a table keeps of a token. Of 256 bits that nobody can guess a plain hash tells nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_for(link: Toegangslink) -> str:
    """The token of a link, each time `keer` it was made another one."""
    message = f"link:{link.pk}:{link.keer}".encode()
    digest = hmac.new(settings.CODE_SECRET.encode(), message, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def make_link(*, wijk: Wijk, geldig: dt.timedelta) -> VerseLink:
    """A new link that works for `geldig` from today."""
    link = Toegangslink(wijk=wijk, gemaakt_op=today(), verloopt_op=today() + geldig)
    token = token_for(link)
    link.token_hash = hash_token(token)
    link.save(force_insert=True)
    return VerseLink(link, token)


@transaction.atomic
def renew_link(*, link: Toegangslink, geldig: dt.timedelta) -> VerseLink:
    """Another token for the same thing: the one before works no more, nor does the device that had it."""
    row = Toegangslink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    row.keer += 1
    token = token_for(row)
    row.token_hash, row.apparaat, row.ingetrokken_op = hash_token(token), "", None
    row.gemaakt_op, row.verloopt_op = today(), today() + geldig
    row.save()
    return VerseLink(row, token)


@transaction.atomic
def repeat_link(*, link: Toegangslink, geldig: dt.timedelta) -> VerseLink:
    """The same token once more, for another mail, working for `geldig` from today.

    A link that was ended, or made with another secret, gets another token.
    """
    row = Toegangslink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    token = token_for(row)
    if row.ingetrokken_op is not None or row.token_hash != hash_token(token):
        return renew_link(link=row, geldig=geldig)
    row.verloopt_op = max(row.verloopt_op, today() + geldig)
    row.save(update_fields=["verloopt_op"])
    return VerseLink(row, token)


def revoke_link(*, link: Toegangslink) -> None:
    """End a link at once. Ended already: nothing."""
    Toegangslink.objects.filter(pk=link.pk, ingetrokken_op__isnull=True).update(
        ingetrokken_op=today(), apparaat=""
    )


def end_on(*, link: Toegangslink, dag: dt.date) -> None:
    """Let a link work up to and including this day. Ended already: nothing."""
    Toegangslink.objects.filter(pk=link.pk, ingetrokken_op__isnull=True).update(verloopt_op=dag)


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
