from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains

from kern.klok import now

PAGES = ["/privacy/", "/toegankelijkheid/", "/kwetsbaarheid-melden/"]


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_need_no_database_and_set_no_cookie(client: Client, address: str) -> None:
    """No database mark: a query would fail the test."""
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assertContains(response, "<h1", 1)


@pytest.mark.parametrize("address", [*PAGES, "/.well-known/security.txt"])
def test_nothing_can_be_sent_to_them(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_security_txt_is_valid_for_less_than_a_year(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in response.content.decode().strip().splitlines())
    expires = dt.datetime.fromisoformat(fields["Expires"])
    assert dt.timedelta(days=30) < expires - now() < dt.timedelta(days=365)
    assert fields["Contact"] == settings.SECURITY_CONTACT
    assert fields["Contact"].startswith(("mailto:", "https://"))
    assert fields["Preferred-Languages"] == "nl, en"
    assert fields["Policy"] == f"{settings.SITE_URL}/kwetsbaarheid-melden/"
    assert client.get("/kwetsbaarheid-melden/").status_code == 200


@pytest.mark.parametrize(
    ("model", "days", "zin"),
    [
        ("bewoners.Concept", {1}, "Een half ingevuld formulier: één dag."),
        ("bewoners.Inbreng", {1826, 90}, "Uw verhaal: vijf jaar."),
        ("bewoners.Inbreng", {1826, 90}, "Een verhaal dat wij niet gebruiken: negentig dagen."),
        ("bewoners.Contactverzoek", {365}, "Uw nummer of e-mail: één jaar."),
    ],
)
def test_the_privacy_page_says_what_the_retention_policy_does(
    client: Client, model: str, days: set[int], zin: str
) -> None:
    policy = tomllib.loads((Path(settings.BASE_DIR) / "docs" / "bewaartermijnen.toml").read_text("utf-8"))
    assert {regel["dagen"] for regel in policy[model]["regels"]} == days
    assertContains(client.get("/privacy/"), zin)
