from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import WACHTWOORD, make_gebruiker

pytestmark = pytest.mark.django_db
NIEUW = "vier gele fietsen op de dijk"


def change(client: Client, **velden: str) -> str:
    data = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW, **velden}
    response = client.post("/account/wachtwoord/", data)
    return response.content.decode() if response.status_code == 200 else response["Location"]


def test_the_account_is_closed_for_visitors() -> None:
    assert Client().get("/account/").status_code == 302


def test_name_is_saved_without_loose_spaces(client: Client) -> None:
    gebruiker = make_gebruiker()
    client.force_login(gebruiker)
    for _ in range(2):
        assert client.post("/account/", {"naam": "  Anna   de Vries "}).status_code == 303
    gebruiker.refresh_from_db()
    assert gebruiker.naam == "Anna de Vries"
    assert "Anna de Vries" in client.get("/account/").content.decode()


def test_an_empty_name_keeps_the_old_one(client: Client) -> None:
    gebruiker = make_gebruiker(naam="Anna")
    client.force_login(gebruiker)
    response = client.post("/account/", {"naam": "   "})
    assert response.status_code == 422
    assert "Typ uw naam." in response.content.decode()
    gebruiker.refresh_from_db()
    assert gebruiker.naam == "Anna"


def test_another_password_and_one_stays_signed_in(client: Client) -> None:
    gebruiker = make_gebruiker()
    client.login(email=gebruiker.email, password=WACHTWOORD)
    assert change(client) == "/account/"
    page = client.get("/account/").content.decode()
    assert "Uw wachtwoord is veranderd." in page
    gebruiker.refresh_from_db()
    assert gebruiker.check_password(NIEUW)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"oldpassword": "iets anders"}, "Dit is niet uw wachtwoord van nu."),
        ({"password2": "iets anders"}, "zijn niet gelijk"),
        ({"password1": "kort", "password2": "kort"}, "Gebruik minstens 12 tekens."),
        ({"password1": "password1234", "password2": "password1234"}, "Veel mensen gebruiken dit wachtwoord."),
    ],
)
def test_a_password_that_cannot_be(client: Client, velden: dict[str, str], zin: str) -> None:
    gebruiker = make_gebruiker()
    client.force_login(gebruiker)
    assert zin in change(client, **velden)
    gebruiker.refresh_from_db()
    assert gebruiker.check_password(WACHTWOORD)
