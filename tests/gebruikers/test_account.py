from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from gebruikers.services import wipe_gebruiker
from tests.factories import WACHTWOORD, Rol, make_gebruiker, make_wijk

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


def test_sign_out_everywhere_leaves_only_this_place(client: Client) -> None:
    gebruiker = make_gebruiker()
    phone, other = Client(), Client()
    for each, who in ((client, gebruiker), (phone, gebruiker), (other, make_gebruiker())):
        each.force_login(who)
        assert each.get("/account/").status_code == 200
    assert client.get("/account/overal-uitloggen/").status_code == 405
    for _ in range(2):
        assert client.post("/account/overal-uitloggen/").status_code == 303
    assert "alleen nog hier ingelogd" in client.get("/account/").content.decode()
    assert phone.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200


def test_sessions_outlive_a_replaced_secret(settings: Settings, client: Client) -> None:
    client.force_login(make_gebruiker())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "n" * 60
    assert client.get("/account/").status_code == 200


def test_the_account_shows_the_wijken_and_what_one_may_do(client: Client) -> None:
    wijk = make_wijk("hier", naam="Jubbega")
    client.force_login(make_gebruiker(Rol.INVOERDER, wijk=wijk))
    page = client.get("/account/").content.decode()
    assert "Jubbega" in page
    assert "Invoerder" in page
    assert "/account/wijken/hier/verlaten/" in page


def run(*words: str) -> str:
    out = StringIO()
    call_command("account", *words, stdout=out)
    return out.getvalue()


def test_an_operator_closes_an_account_and_its_sessions_and_opens_it_again(client: Client) -> None:
    gebruiker = make_gebruiker(email="bo@voorbeeld.example")
    client.force_login(gebruiker)
    assert "gesloten" in run("BO@voorbeeld.example", "--sluit")
    assert client.get("/account/").status_code == 302
    assert not Client().login(email=gebruiker.email, password=WACHTWOORD)
    assert "open" in run(gebruiker.email, "--open")
    assert client.get("/account/").status_code == 302  # the old session stays ended
    assert Client().login(email=gebruiker.email, password=WACHTWOORD)


def test_an_operator_ends_sessions_and_gives_the_right_of_beheerder(client: Client) -> None:
    gebruiker = make_gebruiker()
    client.force_login(gebruiker)
    run(gebruiker.email, "--log-uit")
    assert client.get("/account/").status_code == 302
    assert "technisch beheerder" in run(gebruiker.email, "--beheerder", "ja")
    gebruiker.refresh_from_db()
    assert gebruiker.is_beheerder
    assert "technisch beheerder" not in run(gebruiker.email, "--beheerder", "nee")


def test_a_wiped_account_is_not_opened() -> None:
    gebruiker = wipe_gebruiker(gebruiker=make_gebruiker())
    with pytest.raises(CommandError, match="gewist"):
        run(gebruiker.email, "--open")
    with pytest.raises(CommandError, match="geen account"):
        run("niemand@voorbeeld.example")
