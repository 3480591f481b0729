"""The letters of the rights matrix, and one row of it. See rechten_tabel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.project.huis import Huis

VISITORS = ("anoniem", "invoerder", "partner", "teamlid", "coordinator", "elders", "beheerder")

OPEN = "ooooooo"
ONBEKEND = "nnnnnnn"  # the visitor's own form, which is found by his cookie and not by its id alone
INGELOGD = "ioooooo"
NIET_OPEN = "-------"
NIET = "i------"
BINNEN = "ioooonn"  # every member of the wijk
INVOEREN = "iovoonn"
NIET_VAN_U = "invnnnn"  # a row of one member, found by nobody else: see tests/bewoners/test_typen.py
VAN_EEN_ANDER = (
    "innnnnn"  # asked of an address that no visitor has: see tests/agenda/test_haalbaarheid_partij.py
)
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


Waarden = dict[str, Callable[[Huis], object]]
