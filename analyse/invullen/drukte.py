"""Many lists from one place in an hour: kept like all others, but marked to be looked at first.

A community centre is one address, so nobody is ever refused. What is counted lives in the cache for an hour,
under a key that nobody can turn back and that is another one tomorrow; without a cache nothing is marked.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from analyse.invullen.stand import VRAAG, Invulling
from gebruikers.pogingen import network
from kern.klok import today
from kern.limiet import allow

HOUR: Final = 3600
GEWOON: Final = 30  # lists an hour from one browser or one address


def is_druk(request: HttpRequest, invulling: Invulling, *, sleutel: str) -> bool:
    """Count this sending, and say whether many came from the same place in the last hour."""
    lijst = str(invulling.lijst.pk)
    within = [
        _allow("vragenlijst", f"{lijst} {sleutel}"),
        _allow("vragenlijst-plek", f"{lijst} {_address(request) or _answers(invulling)}"),
    ]
    return not all(within)


def _allow(soort: str, what: str) -> bool:
    key = salted_hmac(f"vragenlijst-{today()}", what, algorithm="sha256").hexdigest()
    return allow(soort, key, aantal=GEWOON, seconden=HOUR)


def _address(request: HttpRequest) -> str:
    """The visitor's network; empty behind our own proxy, which passes no address on.

    Then the whole wijk has one address, that of the proxy, and counting it would mark everyone.
    """
    address = network(str(request.META.get("REMOTE_ADDR", "")))
    if not address:
        return ""
    within = ipaddress.ip_network(address)
    return "" if settings.TRUST_FORWARDED_PROTO and within.is_private else address


def _answers(invulling: Invulling) -> str:
    """The same answers over and over are what is left to see a prankster by."""
    answers = {key: rows for key, rows in invulling.kladblok.items() if key.startswith(VRAAG)}
    return json.dumps(answers, sort_keys=True)
