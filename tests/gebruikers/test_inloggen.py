from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from gebruikers.models import Gebruiker, Inlogpoging
from gebruikers.pogingen import ACCOUNT_EN_ADRES, ADRES, clear_old_attempts, count_attempt, forgive_attempt
from kern.fouten import DomeinFout
from kern.klok import now
from tests.factories import WACHTWOORD, make_gebruiker

pytestmark = pytest.mark.django_db
FOUT = "horen niet bij elkaar"
TE_VAAK = "te vaak geprobeerd"


def log_in(client: Client, email: str, wachtwoord: str = WACHTWOORD, **extra: str) -> str:
    response = client.post("/inloggen/", {"login": email, "password": wachtwoord, **extra})
    return response.content.decode() if response.status_code == 200 else response["Location"]


def test_addresses_are_those_on_paper() -> None:
    assert reverse("account_login") == "/inloggen/"
    assert reverse("account_logout") == "/uitloggen/"
    assert reverse("wijken:account") == "/account/"


def test_sign_in_regardless_of_capitals_and_back_to_where_one_was(client: Client) -> None:
    gebruiker = make_gebruiker(email="Anna@Wijkteam.example")
    assert log_in(client, "ANNA@wijkteam.example", next="/account/") == "/account/"
    assert client.session["_auth_user_id"] == str(gebruiker.pk)


def test_never_to_another_site(client: Client) -> None:
    gebruiker = make_gebruiker()
    assert log_in(client, gebruiker.email, next="https://elders.example/") == "/team/"


@pytest.mark.parametrize("email", ["bestaat@voorbeeld.example", "onbekend@voorbeeld.example"])
def test_a_wrong_password_and_an_unknown_account_get_the_same_sentence(client: Client, email: str) -> None:
    make_gebruiker(email="bestaat@voorbeeld.example")
    page = log_in(client, email, "verkeerd wachtwoord")
    assert FOUT in page
    assert "verkeerd wachtwoord" not in page


def test_empty_fields_get_plain_sentences(client: Client) -> None:
    page = log_in(client, "", "")
    assert "Typ uw e-mailadres." in page
    assert "Typ uw wachtwoord." in page


def test_a_closed_account_comes_no_further(client: Client) -> None:
    gebruiker = make_gebruiker()
    Gebruiker.objects.filter(pk=gebruiker.pk).update(is_active=False)
    response = client.post("/inloggen/", {"login": gebruiker.email, "password": WACHTWOORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "Inloggen" in response.content.decode() or "gesloten" in response.content.decode()


def test_nobody_can_sign_up_or_manage_addresses() -> None:
    client = Client()
    for address in ("/accounts/signup/", "/aanmelden/", "/account/email/", "/account/wachtwoord/reset/"):
        assert client.get(address).status_code == 404


def test_signing_out_needs_a_button(client: Client) -> None:
    client.force_login(make_gebruiker())
    assert "Wilt u uitloggen?" in client.get("/uitloggen/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/uitloggen/")
    assert "_auth_user_id" not in client.session


def test_the_sixth_attempt_waits_even_with_the_right_password(client: Client) -> None:
    gebruiker = make_gebruiker()
    for _ in range(ACCOUNT_EN_ADRES.aantal):
        assert FOUT in log_in(client, gebruiker.email, "verkeerd wachtwoord")
    assert TE_VAAK in log_in(client, gebruiker.email)
    assert "_auth_user_id" not in client.session
    # somebody else at the same address is not locked out
    assert log_in(Client(), make_gebruiker().email) == "/team/"


@override_settings(
    CACHES={
        "default": {
            "BACKEND": "kern.cache.ForgivingRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.2},
        }
    }
)
def test_the_limit_holds_when_the_cache_is_away(client: Client) -> None:
    gebruiker = make_gebruiker()
    for _ in range(ACCOUNT_EN_ADRES.aantal):
        assert FOUT in log_in(client, gebruiker.email, "verkeerd wachtwoord")
    assert TE_VAAK in log_in(client, gebruiker.email)


def test_the_wait_ends_by_itself(client: Client) -> None:
    gebruiker = make_gebruiker()
    for _ in range(ACCOUNT_EN_ADRES.aantal):
        log_in(client, gebruiker.email, "verkeerd wachtwoord")
    Inlogpoging.objects.update(begin=now() - ACCOUNT_EN_ADRES.duur - timedelta(seconds=1))
    assert log_in(client, gebruiker.email) == "/team/"


def test_one_address_cannot_try_all_accounts() -> None:
    for number in range(ADRES.aantal):
        count_attempt(email=f"mens{number}@voorbeeld.example", ip="2001:db8::1")
    with pytest.raises(DomeinFout):
        count_attempt(email="nieuw@voorbeeld.example", ip="2001:db8::ffff")  # the same /64
    count_attempt(email="nieuw@voorbeeld.example", ip="192.0.2.1")


def test_a_success_takes_back_only_itself() -> None:
    for _ in range(ACCOUNT_EN_ADRES.aantal - 1):
        count_attempt(email="a@voorbeeld.example", ip="192.0.2.1")
    for _ in range(3):
        count_attempt(email="a@voorbeeld.example", ip="192.0.2.1")
        forgive_attempt(email="a@voorbeeld.example", ip="192.0.2.1")
    count_attempt(email="a@voorbeeld.example", ip="192.0.2.1")
    with pytest.raises(DomeinFout):
        count_attempt(email="a@voorbeeld.example", ip="192.0.2.1")


def test_no_address_or_name_is_kept_and_old_attempts_go() -> None:
    count_attempt(email="anna@voorbeeld.example", ip="192.0.2.77")
    kept = " ".join(f"{p.sleutel} {p}" for p in Inlogpoging.objects.all())
    assert "anna" not in kept
    assert "192.0.2" not in kept
    assert clear_old_attempts() == 0
    Inlogpoging.objects.update(begin=now() - timedelta(days=2))
    assert clear_old_attempts() == 3


def test_the_sign_in_page_of_the_demo_lets_one_in_by_role(client: Client) -> None:
    page = client.get("/inloggen/").content.decode()
    assert "coordinator@demo.example" in page
    assert "wijkagenda-demo" in page
