"""Every form of the house with what it should not get: never an error, never markup, nothing typed is lost.

The forms are read from the pages themselves, so a new form is tried without a word here.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bewoners.models import Inbreng
from gebruikers.models import Inlogpoging
from tests.factories import Rol, make_gebruiker, make_inbreng
from tests.project.huis import Huis, make_huis
from tests.project.pagina import Formulier, Pagina
from tests.project.rechten_rij import VISITORS, Rij
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import ADDRESSES, fill
from tests.project.test_wall import our_models
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db
ANYONE, COORDINATOR = VISITORS.index("anoniem"), VISITORS.index("coordinator")
ANSWERS = {200, 302, 303, 409, 422}
SCRIPT, BREAKOUT = "<script>proef()</script>", '"><img src=x onerror=proef()>'
MIXED = f"{SCRIPT}{BREAKOUT} 👩‍👩‍👧🏽 أريد مقعدا 'x' {{{{ 7|add:7 }}}} \\u0000 \\ud83d %00 %s"
BAD = {
    "empty": "",
    "only white": " \u200b\u00a0\t",
    "everything that is no plain text": MIXED,
    "10,000 characters": "Een bankje! " * 833 + "ech",
    "a very long word": "w" * 400,
    "NUL and other control characters": "voor\x00na\x1b[31m\x07",
    "half an emoji": "voor\ud83dna",
    "turned around": "\u202eachter\u2066voren",
}
ASKED_ANEW = ("/woorden-weghalen/", "/wissen/")  # four digits to type over
DIRTY = {"NUL and other control characters", "half an emoji", "turned around", "only white", "empty"}


@dataclass(frozen=True, slots=True)
class Plek:
    """A page with forms, seen by someone who may send them."""

    client: Client
    adres: str
    huis: Huis

    def forms(self) -> list[tuple[str, Formulier]]:
        """Each form of the page once (rows have the same one many times), with its address."""
        response = self.client.get(self.adres)
        if response.streaming or not response["Content-Type"].startswith("text/html"):
            return []
        found: dict[tuple[str, frozenset[str]], tuple[str, Formulier]] = {}
        for form in Pagina(response.content.decode()).forms:
            adres = form.adres or self.adres
            kind = (adres.rstrip("/").rpartition("/")[2], frozenset(form.velden))
            if not adres.startswith(("/uitloggen/", "http")):
                found.setdefault(kind, (adres, form))
        return list(found.values())

    def send(self, adres: str, form: Formulier, sent: dict[str, str]) -> Any:
        """As a browser sends it; half a character goes as the bytes it has."""
        body = urlencode(sent, errors="surrogatepass")
        if form.methode == "get":
            return self.client.get(f"{adres.partition('#')[0]}?{body}")
        return self.client.post(adres, body, content_type="application/x-www-form-urlencoded")


ROWS = [
    pytest.param(rij, id=rij.naam)
    for rij in TABEL
    if rij.get[COORDINATOR] == "o" or "concept" in ADDRESSES[rij.naam].delen
]


INBOX = [param for param in ROWS if param.id == "bewoners:inbox"]


@pytest.fixture
def plek(request: pytest.FixtureRequest) -> Plek:
    """The page of this row, for the coordinator or for anyone."""
    rij: Rij = request.param
    cache.clear()
    huis = make_huis("hier")
    make_inbreng(huis.wijk, "Nog een.", status="ontvangen")
    client = Client(raise_request_exception=False)
    parts = fill(rij, huis)
    if "concept" in parts:
        parts["concept"] = begin(client, until=rij.naam)
    elif rij.get[ANYONE] != "o":
        client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=huis.wijk))
    return Plek(client, reverse(rij.naam, kwargs=parts), huis)


def begin(client: Client, *, until: str) -> str:
    """Fill in the resident's pages up to this one; gives the key of the half-filled form."""
    adres = client.post("/wijken/hier/inbreng/", {"tekst": "Ik mis een bankje."})["Location"]
    if until not in ("bewoners:inbreng_wijzig", "bewoners:inbreng_delen"):
        overzicht = client.post(adres, {"mag_delen": "ja"})["Location"]
        if until != "bewoners:inbreng_overzicht":
            client.post(overzicht)
    return adres.split("/")[4]


@pytest.mark.parametrize("plek", ROWS, indirect=True)
def test_bad_text_in_every_text_field(plek: Plek) -> None:
    try_bad_text(plek)


@pytest.mark.parametrize("vraag", ["weigeren", "doorgeven"])
@pytest.mark.parametrize("plek", INBOX, indirect=True)
def test_bad_text_in_the_questions_of_the_inbox(plek: Plek, vraag: str) -> None:
    """These fields are there after a first press only."""
    pk = Inbreng.objects.filter(status=Inbreng.Status.ONTVANGEN).values_list("pk", flat=True)[0]
    open_plek = replace(plek, adres=f"{plek.adres}?open={vraag}:{pk}")
    shown = {naam for _adres, form in open_plek.forms() for naam in form.velden}
    assert shown & {"reden", "aan"}
    try_bad_text(open_plek)


def try_bad_text(plek: Plek) -> None:
    for adres, form in plek.forms():
        typed = [naam for naam, veld in form.velden.items() if veld.soort == "typed"]
        for kind, text in BAD.items() if typed else ():
            with undone(plek.client):
                response = plek.send(adres, form, form.fill(text))
                check(plek, response, f"{adres}: {kind}")
                if response.status_code in (409, 422) and not (kind in DIRTY or adres.endswith(ASKED_ANEW)):
                    shown = html.unescape(response.content.decode())
                    assert text in shown, f"{adres}: {kind}: what was typed is gone"


@pytest.mark.parametrize("plek", ROWS, indirect=True)
def test_nonsense_in_every_field(plek: Plek) -> None:
    """Also in what a visitor cannot type in: choices, dates, numbers, keys, buttons."""
    for adres, form in plek.forms():
        for text in (MIXED, "99999999999999999999", "-1", "0000-00-00", "\x00"):
            with undone(plek.client):
                sent = {naam: text for naam in form.velden if naam != "csrfmiddlewaretoken"}
                check(plek, plek.send(adres, form, sent), f"{adres}: {text!r}", also=frozenset({404}))


def check(plek: Plek, response: Any, what: str, *, also: frozenset[int] = frozenset()) -> None:
    """No error; and neither here nor on the page that follows does text become markup."""
    assert response.status_code in ANSWERS | also, f"{what}: {response.status_code}"
    pages = [response]
    if response.status_code in (302, 303):
        pages.append(plek.client.get(response["Location"].partition("#")[0]))
        assert pages[-1].status_code < 500, what
    for page in pages:
        if not page.streaming and page["Content-Type"].startswith("text/html"):
            text = page.content.decode()
            assert SCRIPT not in text, what
            assert BREAKOUT not in text, what


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What a request changes is undone, the session included, so that the next one meets the same page."""
    cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


# ---- the same form twice --------------------------------------------------------------------------------

NOT_COUNTED = {Gebeurtenis, Inlogpoging}


def count_rows() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count() for model in our_models() if model not in NOT_COUNTED
    }


@pytest.mark.parametrize("plek", ROWS, indirect=True)
def test_the_same_form_sent_twice_makes_nothing_twice(plek: Plek) -> None:
    for adres, form in plek.forms():
        if form.methode == "get":
            continue
        with undone(plek.client):
            sent = form.fill("Een zin.")
            first = plek.send(adres, form, sent)
            before = count_rows()
            second = plek.send(adres, form, sent)
            assert first.status_code in ANSWERS, f"{adres}: {first.status_code}"
            # 308: the first gave the wijk another address, and the same form goes there
            assert second.status_code in ANSWERS | {404, 308}, f"{adres}: {second.status_code}"
            assert count_rows() == before, adres


# ---- addresses that people type -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "fiets-linde-brood",
        "fiets-linde-brood-4711",
        "%F0%9F%91%A9",
        "%FF%FE",
        "%00",
        "%3Cscript%3Eproef()%3C%2Fscript%3E",
        "a" * 500,
        "-" * 40,
        "%D8%A3%D8%B1%D9%8A%D8%AF",
        "..%2F..%2Fteam",
        "' OR 1=1 --",
    ],
)
def test_a_wrong_code_is_answered_kindly(client: Client, code: str) -> None:
    cache.clear()
    client.raise_request_exception = False
    for adres in (f"/volg/{code}/", f"/volg/{code}/weghalen/", f"/d/{code}/", f"/wijken/{code}/"):
        response = client.get(adres)
        assert response.status_code in {200, 302, 404, 422, 429}, adres
        assert b"<h1" in response.content or response.status_code == 302, adres
        assert SCRIPT.encode() not in response.content
