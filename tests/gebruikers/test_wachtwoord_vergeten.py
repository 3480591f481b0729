"""A new password by mail: one answer for known and unknown addresses, and a link that works once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from gebruikers.models import Gebruiker, Inlogpoging
from gebruikers.pogingen import ACCOUNT_EN_ADRES, ACCOUNT_MAIL, ADRES_MAIL
from kern.klok import now
from kern.logboek import mask
from tests.factories import WACHTWOORD, make_gebruiker
from wijken.berichten import sweep_berichten
from wijken.models import Bericht

pytestmark = pytest.mark.django_db
VERGETEN = "/account/wachtwoord-vergeten/"
MIA = "mia@voorbeeld.example"
NIEUW = "vier gele fietsen op de dijk"
TE_VAAK = "te vaak geprobeerd"


@pytest.fixture(autouse=True)
def outbox(settings: Settings) -> None:
    """The product's own way for mail; pytest puts another in its place."""
    settings.EMAIL_BACKEND = "wijken.berichten.OutboxBackend"


def ask(email: str = MIA, **headers: str) -> str:
    """Ask for a link; gives where it went, or the page with the form."""
    response = Client(headers=headers).post(VERGETEN, {"email": email})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def link() -> str:
    found = re.search(r"http://testserver(/account/wachtwoord-nieuw/\S+)", Bericht.objects.latest("pk").tekst)
    assert found
    return found[1]


def choose(client: Client, address: str, een: str = NIEUW, twee: str = NIEUW) -> str:
    """Follow the link and send both fields; gives the page, or where it went."""
    form = client.get(address, follow=True)
    response = client.post(form.request["PATH_INFO"], {"password1": een, "password2": twee})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def test_from_the_sign_in_page_to_a_new_password() -> None:
    mia = make_gebruiker(email=MIA)
    elsewhere = Client()
    elsewhere.force_login(mia)
    assert VERGETEN in Client().get("/inloggen/").content.decode()
    assert ask("MIA@voorbeeld.example") == f"{VERGETEN}verstuurd/"
    address, client = link(), Client()
    assert choose(client, address) == f"{VERGETEN}klaar/"
    assert "Log nu in" in client.get(f"{VERGETEN}klaar/").content.decode()
    mia.refresh_from_db()
    assert mia.check_password(NIEUW)
    assert "_auth_user_id" not in client.session
    assert elsewhere.get("/account/").status_code == 302  # every other session ended
    assert "Deze link werkt niet" in Client().get(address, follow=True).content.decode()


def test_known_and_unknown_get_the_same_answer_and_a_stranger_no_mail() -> None:
    make_gebruiker(email=MIA)
    make_gebruiker(email="dicht@voorbeeld.example")
    Gebruiker.objects.filter(email__startswith="dicht").update(is_active=False)
    answers = {ask(each) for each in (MIA, "vreemd@voorbeeld.example", "dicht@voorbeeld.example")}
    assert answers == {f"{VERGETEN}verstuurd/"}
    sweep_berichten()
    assert [item.to for item in mail.outbox] == [[MIA]]
    assert not Bericht.objects.exclude(tekst="").exists()  # no link stays behind
    assert "Hoort dit adres bij een account?" in Client().get(f"{VERGETEN}verstuurd/").content.decode()


def test_the_link_leads_to_our_own_address_whatever_host_was_asked() -> None:
    make_gebruiker(email=MIA)
    ask(host="127.0.0.1")
    assert "http://testserver/account/wachtwoord-nieuw/" in Bericht.objects.get().tekst
    assert "127.0.0.1" not in Bericht.objects.get().tekst


@pytest.mark.parametrize(
    ("email", "zin"), [("", "Typ uw e-mailadres."), ("geen adres", "Dit is geen e-mailadres.")]
)
def test_what_is_no_address(email: str, zin: str) -> None:
    page = ask(email)
    assert zin in page
    assert f'value="{email}"' in page or not email


@pytest.mark.parametrize(
    ("een", "twee", "zin"),
    [
        ("", "", "Typ een nieuw wachtwoord."),
        (NIEUW, "iets heel anders", "zijn niet gelijk"),
        ("kort", "kort", "Gebruik minstens 12 tekens."),
        (MIA, MIA, "lijkt te veel op uw naam of e-mailadres"),
    ],
)
def test_a_password_that_cannot_be_leaves_the_link_whole(een: str, twee: str, zin: str) -> None:
    mia = make_gebruiker(email=MIA)
    ask()
    address = link()
    assert zin in choose(Client(), address, een, twee)
    mia.refresh_from_db()
    assert mia.check_password(WACHTWOORD)
    assert choose(Client(), address) == f"{VERGETEN}klaar/"


def test_a_wrong_or_old_link_gets_a_kind_page(monkeypatch: pytest.MonkeyPatch) -> None:
    make_gebruiker(email=MIA)
    ask()
    address = link()
    for wrong in ("/account/wachtwoord-nieuw/1/x/", "/account/wachtwoord-nieuw/zzzzzzzzzzzzzzzzzzz/y/"):
        page = Client().get(wrong)
        assert "Deze link werkt niet" in page.content.decode()
        assert page["Cache-Control"] == "no-store"
    later = now() + timedelta(hours=30)
    monkeypatch.setattr(
        "django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda self: later.replace(tzinfo=None)
    )
    assert "Deze link werkt niet" in Client().get(address, follow=True).content.decode()


def test_the_link_stands_in_no_line_of_the_log() -> None:
    make_gebruiker(email=MIA)
    ask()
    assert mask(f"GET {link()} 302") == "GET /account/wachtwoord-nieuw/… 302"


def test_nobody_fills_a_mailbox_and_known_and_unknown_wait_alike() -> None:
    make_gebruiker(email=MIA)
    for email in (MIA, "vreemd@voorbeeld.example"):
        for _ in range(ACCOUNT_MAIL.aantal):
            assert ask(email) == f"{VERGETEN}verstuurd/"
        assert TE_VAAK in ask(email)
    assert Bericht.objects.count() == ACCOUNT_MAIL.aantal
    Inlogpoging.objects.update(begin=now() - ACCOUNT_MAIL.duur - timedelta(seconds=1))
    assert ask() == f"{VERGETEN}verstuurd/"


def test_one_address_cannot_try_all_accounts() -> None:
    for number in range(ADRES_MAIL.aantal):
        assert ask(f"m{number}@voorbeeld.example") == f"{VERGETEN}verstuurd/"
    assert TE_VAAK in ask("nog-een@voorbeeld.example")


def test_a_new_password_forgives_ones_own_wrong_guesses() -> None:
    make_gebruiker(email=MIA)
    for _ in range(ACCOUNT_EN_ADRES.aantal):
        Client().post("/inloggen/", {"login": MIA, "password": "verkeerd wachtwoord"})
    blocked = Client().post("/inloggen/", {"login": MIA, "password": WACHTWOORD})
    assert TE_VAAK in blocked.content.decode()
    ask()
    choose(Client(), link())
    response = Client().post("/inloggen/", {"login": MIA, "password": NIEUW})
    assert response.status_code == 302
