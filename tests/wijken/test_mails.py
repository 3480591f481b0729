"""Every mail of the product, rendered: a subject and plain Dutch text, and nothing of a library's own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.factories import WACHTWOORD, Rol, make_gebruiker, make_wijk
from tests.mails import MIA, SAMEN
from wijken.mensen.uitnodigen import invite
from wijken.models import Bericht

pytestmark = pytest.mark.django_db
NIEUW = "vier gele fietsen op de dijk"
ENGLISH = re.compile(
    r"\b(the|you|your|please|click|password|reset|hello|hi|thank|sign|has been|e-mail address|from)\b",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(r"{{|{%|%\(|&amp;|&#|<\w+>|None|example\.com|\[\w+\]")
MAX_LINE_OF_WORDS = 20  # words in a sentence, B1


def uitnodiging() -> None:
    wijk = make_wijk("hier", naam="Jubbega")
    anna = make_gebruiker(Rol.COORDINATOR, wijk=wijk, naam="Anna de Vries")
    invite(wijk=wijk, email=MIA, rol=Rol.TEAMLID, door=anna)


def uitnodiging_van_niemand() -> None:
    invite(wijk=make_wijk("hier", naam="Jubbega", telefoon=""), email=MIA, rol=Rol.PARTNER, door=None)


def wachtwoord_vergeten() -> None:
    make_gebruiker(email=MIA)
    Client(headers={"accept-language": "en"}).post("/account/wachtwoord-vergeten/?taal=en", {"email": MIA})


def wachtwoord_veranderd() -> None:
    client = Client()
    client.force_login(make_gebruiker(email=MIA))
    sent = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    assert client.post("/account/wachtwoord/", sent).status_code == 302


def wachtwoord_opnieuw_gekozen() -> None:
    wachtwoord_vergeten()
    asked = Bericht.objects.get()
    found = re.search(r"http://testserver(/account/wachtwoord-nieuw/\S+)", asked.tekst)
    assert found
    client = Client()
    address = client.get(found[1])["Location"]
    assert client.post(address, {"password1": NIEUW, "password2": NIEUW}).status_code == 302
    asked.delete()


# Each mail, and what makes the product send it. Its templates are those named here.
MAILS: dict[str, tuple[Callable[[], None], str]] = {
    "uitnodiging": (uitnodiging, "wijken/mail/uitnodiging_tekst.txt"),
    "uitnodiging van niemand": (uitnodiging_van_niemand, "wijken/mail/uitnodiging_tekst.txt"),
    "wachtwoord vergeten": (wachtwoord_vergeten, "account/email/password_reset_key_message.txt"),
    "wachtwoord veranderd": (wachtwoord_veranderd, "account/email/password_changed_message.txt"),
    "opnieuw gekozen": (wachtwoord_opnieuw_gekozen, "account/email/password_reset_message.txt"),
    **SAMEN,
}


@pytest.mark.parametrize("naam", MAILS)
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_a_mail_is_plain_dutch(naam: str, taal: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "wijken.berichten.OutboxBackend"  # pytest puts its own in the place
    with translation.override(taal):
        MAILS[naam][0]()
    bericht = Bericht.objects.get()
    assert bericht.aan == MIA
    assert bericht.onderwerp
    assert "\n" not in bericht.onderwerp
    text = f"{bericht.onderwerp}\n\n{bericht.tekst}"
    words = re.sub(r"http\S+", "", text)
    assert not ENGLISH.findall(words)
    assert not LEFT_OVER.findall(text)
    assert "\n\n\n" not in bericht.tekst
    assert "http://testserver" in bericht.tekst
    assert "Hallo," in bericht.tekst
    sentences = re.split(r"[.?!:]\s|\n\n", words)
    assert max(len(sentence.split()) for sentence in sentences) <= MAX_LINE_OF_WORDS


def test_every_mail_of_ours_is_rendered_above() -> None:
    templates = Path(site_settings.BASE_DIR) / "templates"
    ours = {
        str(each.relative_to(templates))
        for each in templates.rglob("*.txt")
        if "mail" in str(each.relative_to(templates)) and each.stem.endswith(("_tekst", "_message"))
    }
    assert ours == {template for _send, template in MAILS.values()}
