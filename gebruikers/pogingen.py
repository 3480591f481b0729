"""The limit on signing in and on asking for a new password.

Residents' limits may fail open; these live in the database and never do.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from gebruikers.models import Inlogpoging
from kern.fouten import DomeinFout
from kern.klok import now, today

TE_VAAK: Final = "U hebt te vaak geprobeerd. Wacht een kwartier en probeer het dan weer."


@dataclass(frozen=True, slots=True)
class Grens:
    """At most `aantal` attempts within `duur`."""

    aantal: int
    duur: timedelta


ACCOUNT_EN_ADRES: Final = Grens(5, timedelta(minutes=15))
ACCOUNT: Final = Grens(30, timedelta(minutes=15))  # higher: nobody can lock a colleague out with five guesses
ADRES: Final = Grens(60, timedelta(minutes=15))  # a whole office shares one address
ACCOUNT_MAIL: Final = Grens(5, timedelta(hours=1))  # nobody fills a colleague's mailbox
ADRES_MAIL: Final = Grens(30, timedelta(minutes=15))


class Soort(StrEnum):
    """What is tried. Each is counted apart."""

    INLOGGEN = "inloggen"
    WACHTWOORD_VERGETEN = "vergeten"


def _keys(email: str, ip: str, soort: Soort) -> list[tuple[str, Grens]]:
    email, net = email.strip().lower(), network(ip)
    if soort is Soort.INLOGGEN:
        named = [
            (f"beide:{email}:{net}", ACCOUNT_EN_ADRES),
            (f"account:{email}", ACCOUNT),
            (f"adres:{net}", ADRES),
        ]
    else:
        named = [(f"mail-account:{email}", ACCOUNT_MAIL), (f"mail-adres:{net}", ADRES_MAIL)]
    return [
        (salted_hmac(f"inlogpoging-{today()}", name, algorithm="sha256").hexdigest(), grens)
        for name, grens in named
    ]


def network(ip: str) -> str:
    """The address; of IPv6 the first 64 bits, because one person has all of the rest."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else ip


@transaction.atomic
def count_attempt(*, email: str, ip: str, soort: Soort = Soort.INLOGGEN) -> None:
    """Count one attempt before the password is looked at, so that attempts at the same moment count too.

    Raises DomeinFout when there were too many. A refused attempt is not counted: the wait does not grow.
    """
    moment = now()
    for sleutel, grens in sorted(_keys(email, ip, soort)):  # one order for everyone: no deadlock
        Inlogpoging.objects.get_or_create(sleutel=sleutel, defaults={"begin": moment})
        poging = Inlogpoging.objects.select_for_update().get(sleutel=sleutel)
        if poging.begin < moment - grens.duur:
            poging.begin, poging.aantal = moment, 0
        if poging.aantal >= grens.aantal:
            raise DomeinFout(TE_VAAK)
        poging.aantal += 1
        poging.save()


def forgive_attempt(*, email: str, ip: str) -> None:
    """The attempt succeeded, so it does not count. The others stay, or a guesser could reset them."""
    for sleutel, _grens in _keys(email, ip, Soort.INLOGGEN):
        Inlogpoging.objects.filter(sleutel=sleutel, aantal__gt=0).update(aantal=F("aantal") - 1)


def forget_attempts(*, email: str, ip: str) -> None:
    """Someone proved by mail who he is: his wrong guesses from this address no longer count."""
    (sleutel, _grens), *_rest = _keys(email, ip, Soort.INLOGGEN)
    Inlogpoging.objects.filter(sleutel=sleutel).delete()


def clear_old_attempts() -> int:
    """Remove what no limit looks at any more, and say how many. Part of the daily clean-up."""
    removed, _details = Inlogpoging.objects.filter(begin__lt=now() - timedelta(days=1)).delete()
    return removed
