"""What someone typed comes back, whatever went wrong, and nothing needs a session, a token or a database.

These tests have no access to the database (no `db` fixture): each page that would ask it anything fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client, RequestFactory, override_settings

from kern.opvang import Soort, typed_values

NASTY = "<script>alert('é')</script> \"aanhaling\" & meer 😀 مرحبا"
pytestmark = pytest.mark.usefixtures("own_urls")


@pytest.fixture
def own_urls() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.kern.opvang_urls"):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def field(html: str, naam: str) -> str:
    """The value of a text field, text area or hidden field in the page."""
    area = re.search(rf'<textarea[^>]*name="{naam}"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
    if area:
        return unescape(area[1])
    line = re.search(rf'<input[^>]*name="{naam}"\s+value="([^"]*)"', html)
    assert line, f"{naam} is not on the page"
    return unescape(line[1])


def token(html: str) -> str:
    return field(html, "csrfmiddlewaretoken")


def test_csrf_failure_gives_the_text_back_and_the_second_press_succeeds(visitor: Client) -> None:
    first = visitor.post("/open/", {"tekst": NASTY, "verzend_id": "7f000001-0000-4000-8000-000000000001"})
    html = first.content.decode()
    assert first.status_code == 403
    assert "<script>alert" not in html
    assert field(html, "tekst") == NASTY
    assert 'type="hidden" name="verzend_id"' in html
    second = visitor.post("/open/", {"tekst": field(html, "tekst"), "csrfmiddlewaretoken": token(html)})
    assert second.status_code == 200
    assert second.content.decode() == "gekregen: " + NASTY


def test_ended_session_keeps_the_text_and_offers_sign_in_in_another_tab(visitor: Client) -> None:
    visitor.get("/opvang/token/")
    fresh = visitor.get("/opvang/token/").json()["token"]
    response = visitor.post("/dicht/", {"waarom": "omdat het moet", "csrfmiddlewaretoken": fresh})
    html = response.content.decode()
    assert response.status_code == 403
    assert field(html, "waarom") == "omdat het moet"
    assert 'action="/dicht/"' in html
    assert response["Cache-Control"] == "no-store"
    assert "autofocus" not in html


@pytest.mark.parametrize(("address", "status"), [("/weg/", 503), ("/stuk/", 500)])
def test_failing_server_gives_the_text_back(visitor: Client, address: str, status: int) -> None:
    fresh = visitor.get("/opvang/token/").json()["token"]
    response = visitor.post(address, {"tekst": NASTY, "csrfmiddlewaretoken": fresh})
    assert response.status_code == status
    assert field(response.content.decode(), "tekst") == NASTY
    assert ("Retry-After" in response) == (status == 503)


@pytest.mark.parametrize(("address", "status"), [("/weg/", 503), ("/stuk/", 500)])
def test_failing_page_is_kind_and_has_no_form(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    html = response.content.decode()
    assert "<form" not in html
    assert "Probeer het opnieuw" in html


@pytest.mark.parametrize("address", ["/open/", "/dicht/", "/weg/", "/stuk/"])
def test_htmx_gets_the_same_page_in_place_of_the_content(visitor: Client, address: str) -> None:
    response = visitor.post(address, {"tekst": NASTY}, headers={"HX-Request": "true"})
    assert response["HX-Retarget"] == "#inhoud"
    assert response["HX-Reselect"] == "#inhoud"
    assert response["HX-Reswap"] == "outerHTML"
    assert '<main id="inhoud"' in response.content.decode()
    assert field(response.content.decode(), "tekst") == NASTY


def test_passwords_and_tokens_never_come_back(visitor: Client) -> None:
    response = visitor.post("/open/", {"password": "geheim-geheim", "oud_wachtwoord": "ook-geheim"})
    html = response.content.decode()
    assert "geheim" not in html.replace("geheim woord", "")
    assert field(html, "password") == ""


def test_long_and_multiple_values_keep_their_shape(visitor: Client) -> None:
    long = "regel een\nregel twee " + "x" * 9000
    response = visitor.post("/open/", {"tekst": long, "keuze": ["a b", "c d"]})
    html = response.content.decode()
    assert field(html, "tekst") == long
    assert html.count('name="keuze"') == 2


def test_a_fragment_that_was_fetched_leads_back_to_its_own_page(visitor: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/team/jubbega/inbreng/?q=x"}
    html = visitor.get("/weg/", headers=headers).content.decode()
    assert 'href="/team/jubbega/inbreng/"' in html
    strange = {"HX-Request": "true", "HX-Current-URL": "https://elders.example/team/"}
    assert 'href="/weg/"' in visitor.get("/weg/", headers=strange).content.decode()


def test_unreadable_body_is_no_second_error(visitor: Client) -> None:
    response = visitor.post("/weg/", data=b"kapot", content_type="multipart/form-data; boundary=zzz")
    assert response.status_code in (403, 503)
    assert b"<form" not in response.content


def test_kinds_of_fields() -> None:
    request = RequestFactory().post(
        "/",
        {
            "tekst": "kort",
            "waarom": "a\nb",
            "revisie": "3",
            "plan_id": "12",
            "form-TOTAL_FORMS": "2",
            "leeg": "",
            "csrfmiddlewaretoken": "x",
        },
    )
    kinds = {item.naam: item.soort for item in typed_values(request)}
    assert kinds == {
        "tekst": Soort.REGEL,
        "waarom": Soort.TEKST,
        "revisie": Soort.VERBORGEN,
        "plan_id": Soort.VERBORGEN,
        "form-TOTAL_FORMS": Soort.VERBORGEN,
        "leeg": Soort.VERBORGEN,
    }
