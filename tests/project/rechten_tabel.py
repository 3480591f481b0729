"""The rights matrix: one row per address. A new address without a row fails test_rechten.

Each word has one letter per visitor, in the order of VISITORS:

    o  works: the page, or after a POST an answer of the page itself (also 409 and 422)
    i  must sign in first: GET goes to /inloggen/, POST gets the page that keeps what was typed
    v  forbidden, 403: is inside the wijk but may not do this
    n  not found, 404: may not even know
    -  this method does not exist here, 405
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.project.huis import Huis

VISITORS = ("anoniem", "invoerder", "partner", "teamlid", "coordinator", "elders", "beheerder")

OPEN = "ooooooo"
INGELOGD = "ioooooo"
NIET_OPEN = "-------"
NIET = "i------"
BINNEN = "ioooonn"  # every member of the wijk
INVOEREN = "iovoonn"
LEZEN = "ivvoonn"  # teamlid and coordinator
WERKEN = LEZEN
VASTSTELLEN = "ivvvonn"  # coordinator alone
BEHEREN = VASTSTELLEN


@dataclass(frozen=True, slots=True)
class Rij:
    """What each visitor gets at one address. `waarden` overrides how a part of the address is filled in."""

    naam: str
    get: str
    post: str
    waarden: dict[str, Callable[[Huis], object]] = field(default_factory=dict)


# How the parts of an address are filled in. What is not the wijk itself is also tried with the id of another
# wijk and must then be unknown.
WAARDEN: dict[str, Callable[[Huis], object]] = {
    "slug": lambda huis: huis.wijk.slug,
}

TABEL: tuple[Rij, ...] = (
    # ---- without an account ----
    Rij("wijken:start", OPEN, NIET_OPEN),
    Rij("wijken:wijk_list", OPEN, NIET_OPEN),
    Rij("wijken:cijfers", OPEN, NIET_OPEN),
    Rij("kern:healthz", OPEN, NIET_OPEN),
    Rij("kern:readyz", OPEN, NIET_OPEN),
    Rij("kern:token", OPEN, NIET_OPEN),
    # ---- accounts ----
    Rij("account_login", OPEN, OPEN),
    Rij("account_inactive", OPEN, NIET_OPEN),
    Rij("account_logout", "ooooooo", "ooooooo"),
    Rij("account", INGELOGD, INGELOGD),
    Rij("account_change_password", INGELOGD, INGELOGD),
    # ---- the team ----
    Rij("agenda:team", INGELOGD, NIET),
    Rij("agenda:kompas", BINNEN, NIET),
    Rij("wijken:instellingen", BEHEREN, BEHEREN),
)
