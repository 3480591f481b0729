"""Every address × every visitor × own and foreign ids × GET and POST, against the table beside this file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from gebruikers.models import Gebruiker
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.project.huis import Huis, make_huis
from tests.project.rechten_rij import VISITORS, Rij
from tests.project.rechten_tabel import TABEL, WAARDEN

Method = Literal["get", "post"]
BROWSER = Client(raise_request_exception=False)  # one, for each starts the middleware anew
METHODS: tuple[Method, Method] = ("get", "post")
NO_ROW = {
    "nummer",
    "soort",
    "jaar",
    "kant",
    "hoofdvraag",
}  # parts of an address that are the same in every wijk
WORKS = {200, 201, 204, 302, 303, 304, 400, 409, 422}


@dataclass(frozen=True, slots=True)
class Adres:
    """A named address and what stands between its slashes."""

    naam: str
    delen: dict[str, object]


def addresses(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[Adres]:
    for item in (resolver or get_resolver()).url_patterns:
        if isinstance(item, URLResolver):
            inner = (*spaces, item.namespace) if item.namespace else spaces
            yield from addresses(item, inner)
        elif isinstance(item, URLPattern):
            assert item.name, f"{item.pattern} has no name"
            yield Adres(":".join((*spaces, item.name)), dict(item.pattern.converters))


ADDRESSES = {adres.naam: adres for adres in addresses()}
KNOWN = [rij for rij in TABEL if rij.naam in ADDRESSES]
WITH_SLUG = [rij for rij in KNOWN if "slug" in ADDRESSES[rij.naam].delen]
# What is open to everyone has no ids but the visitor's own form, found by his cookie: see tests/bewoners.
CLOSED = [rij for rij in WITH_SLUG if rij.get[0] == "i"]


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    named = [rij.naam for rij in TABEL]
    assert len(named) == len(set(named))
    assert set(named) == set(ADDRESSES)


def test_a_row_has_a_letter_for_every_visitor() -> None:
    for rij in TABEL:
        assert len(rij.get) == len(rij.post) == len(VISITORS), rij.naam
        assert set(rij.get + rij.post) <= set("oivn-"), rij.naam


@pytest.fixture
def here(db: None) -> Huis:
    return make_huis("hier")


@pytest.fixture
def there(db: None) -> Huis:
    return make_huis("daar")


@pytest.fixture
def people(here: Huis) -> dict[str, Gebruiker | None]:
    return {
        "anoniem": None,
        **{str(rol): make_gebruiker(rol, wijk=here.wijk) for rol in Rol},
        "elders": make_gebruiker(Rol.COORDINATOR, wijk=make_wijk("elders")),
        "beheerder": make_gebruiker(is_beheerder=True),
    }


def fill(rij: Rij, huis: Huis) -> dict[str, object]:
    """The parts of the address, from the rows of `huis`."""
    makers = {**WAARDEN, **rij.waarden}
    return {name: makers[name](huis) for name in ADDRESSES[rij.naam].delen}


def ask(address: str, method: Method, gebruiker: Gebruiker | None) -> str:
    """The letter of the answer. What the request changes is undone."""
    BROWSER.cookies.clear()
    with transaction.atomic():
        if gebruiker is not None:
            BROWSER.force_login(gebruiker)
        response = getattr(BROWSER, method)(address)
        letter = read(response)
        transaction.set_rollback(True)
    return letter


def read(response: HttpResponse) -> str:
    status = response.status_code
    if status == 302 and response["Location"].startswith("/inloggen/?"):
        return "i"
    if status == 403:
        return "i" if b"U bent niet meer ingelogd" in response.content else "v"
    return {404: "n", 405: "-"}.get(status, "o" if status in WORKS else str(status))


@pytest.mark.parametrize("rij", TABEL, ids=lambda rij: rij.naam)
def test_every_visitor_gets_what_the_table_says(
    rij: Rij, here: Huis, people: dict[str, Gebruiker | None]
) -> None:
    address = reverse(rij.naam, kwargs=fill(rij, here))
    for method, expected in zip(METHODS, (rij.get, rij.post), strict=True):
        got = {visitor: ask(address, method, people[visitor]) for visitor in VISITORS}
        assert got == dict(zip(VISITORS, expected, strict=True)), method


@pytest.mark.parametrize("rij", CLOSED, ids=lambda rij: rij.naam)
def test_an_id_of_another_wijk_is_unknown(
    rij: Rij, here: Huis, there: Huis, people: dict[str, Gebruiker | None]
) -> None:
    """The coordinator of here, at an address of here, with one part taken from there or from nowhere."""
    own, foreign = fill(rij, here), fill(rij, there)
    for name, converter in ADDRESSES[rij.naam].delen.items():
        if name == "slug":
            continue
        for value in {foreign[name], nowhere(converter)} - ({own[name]} if name in NO_ROW else set()):
            address = reverse(rij.naam, kwargs={**own, name: value})
            for method in METHODS:
                letter = ask(address, method, people["coordinator"])
                assert letter in "n-", f"{method} {address}: {letter}"


@pytest.mark.parametrize("rij", WITH_SLUG, ids=lambda rij: rij.naam)
def test_an_unknown_wijk_is_not_found(rij: Rij, here: Huis, people: dict[str, Gebruiker | None]) -> None:
    address = reverse(rij.naam, kwargs={**fill(rij, here), "slug": "bestaat-niet"})
    for visitor in ("coordinator", "beheerder"):
        for method in METHODS:
            assert ask(address, method, people[visitor]) in "n-"


def nowhere(converter: object) -> object:
    """A value of the right form that belongs to no row."""
    if isinstance(converter, UUIDConverter):
        return uuid.uuid4()
    return 2**31 - 7 if isinstance(converter, IntConverter) else "bestaat-niet"
