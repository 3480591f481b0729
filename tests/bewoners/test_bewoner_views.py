from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bewoners.models import Concept, Contactverzoek, Inbreng
from bewoners.views import bewoner
from tests.factories import make_regio, make_wijk
from wijken.models import Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
TEKST = "Ik mis een bankje bij de winkel."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007404")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def tell(client: Client, tekst: str = TEKST, **more: str) -> Any:
    return client.post("/wijken/jubbega/inbreng/", {"tekst": tekst, **more})


def to_overview(client: Client, tekst: str = TEKST, mag_delen: str = "ja") -> str:
    delen = tell(client, tekst)["Location"]
    return str(client.post(delen, {"mag_delen": mag_delen})["Location"])


def to_thanks(client: Client, tekst: str = TEKST) -> str:
    return str(client.post(to_overview(client, tekst))["Location"])


def code_on(client: Client, address: str) -> str:
    found = re.search(r'id="code">([^<]+)<', client.get(address).content.decode())
    assert found
    return found.group(1)


def titel(response: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return " ".join(found.group(1).split())


def shown_tekst(response: Any) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", response.content.decode(), re.DOTALL)
    assert found
    return html.unescape(found.group(1))


# ---- the road ------------------------------------------------------------------------------------


def test_the_first_page_asks_one_thing_and_says_what_it_is_for(client: Client, wijk: Wijk) -> None:
    wijk.beslist_mee, wijk.ligt_vast = "plekken in de buurt", "de bus"
    wijk.save()
    response = client.get("/wijken/jubbega/inbreng/")
    for zin in (
        "Ik mis een bankje bij de winkel.",
        "Schrijf geen namen, adressen of telefoonnummers.",
        "Wij vragen niet wie u bent.",
        "plekken in de buurt",
        "Dit ligt al vast:",
        "Heeft u zelf hulp nodig?",
        "Dit formulier is daar niet voor.",
        "tel:0513000000",
        "Laat dit veld leeg",
    ):
        assertContains(response, zin)
    assert titel(response) == "Stap 1 van 3: Wat wilt u vertellen over uw buurt? – Jubbega"
    assert "anoniem" not in response.content.decode().lower()
    assert set(response.cookies) <= {settings.CSRF_COOKIE_NAME}


def test_from_question_to_receipt(client: Client, wijk: Wijk) -> None:
    delen = tell(client)
    assert delen.status_code == 303
    assert titel(client.get(delen["Location"])).startswith(
        "Stap 2 van 3: Mogen anderen dit lezen, zonder uw naam?"
    )
    overzicht = client.post(delen["Location"], {"mag_delen": "nee"})["Location"]
    page = client.get(overzicht)
    assertContains(page, TEKST)
    assertContains(page, "Nee, alleen het wijkteam")
    assertContains(page, "Wilt u het later weghalen?")
    assert not Inbreng.objects.exists()
    bedankt = client.post(overzicht)["Location"]
    inbreng = Inbreng.objects.get()
    assert (inbreng.tekst, inbreng.mag_delen, inbreng.wijk, inbreng.taal) == (TEKST, False, wijk, "nl")
    assert code_on(client, bedankt) == code_for(inbreng.verzend_id)
    assertContains(client.get(bedankt), "Binnen twee weken")


def test_the_language_of_the_visitor_is_kept(client: Client, wijk: Wijk) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    to_thanks(client, "أتمنّى وجود مقعد قرب الدكّان.")
    assert Inbreng.objects.get().taal == "ar"


def test_a_change_goes_straight_back_to_the_overview(client: Client, wijk: Wijk) -> None:
    overzicht = to_overview(client)
    eerste = overzicht.replace("overzicht/", "")
    page = client.get(eerste)
    assert shown_tekst(page) == TEKST
    concept = re.search(r'name="concept" value="([^"]+)"', page.content.decode())
    assert concept
    assertRedirects(tell(client, "Twee bankjes.", concept=concept[1]), overzicht, status_code=303)
    assertRedirects(
        client.post(overzicht.replace("overzicht", "delen"), {"mag_delen": "nee"}), overzicht, status_code=303
    )
    client.post(overzicht)
    assert (Inbreng.objects.get().tekst, Inbreng.objects.get().mag_delen) == ("Twee bankjes.", False)


def test_sending_again_shows_the_same_code(client: Client, wijk: Wijk) -> None:
    overzicht = to_overview(client)
    addresses = {client.post(overzicht)["Location"] for _ in range(3)}
    assert len(addresses) == 1
    bedankt = addresses.pop()
    assert {code_on(client, bedankt) for _ in range(3)} == {code_for(Inbreng.objects.get().verzend_id)}
    for address in (overzicht, overzicht.replace("overzicht", "delen"), overzicht.replace("overzicht/", "")):
        assertRedirects(client.get(address), bedankt)


def test_the_back_button_after_sending_shows_the_same_code(client: Client, wijk: Wijk) -> None:
    nonce = str(uuid.uuid4())
    delen = tell(client, concept=nonce)["Location"]
    bedankt = client.post(client.post(delen, {"mag_delen": "ja"})["Location"])["Location"]
    assertRedirects(tell(client, concept=nonce), bedankt, status_code=303)
    other = tell(client, "Iets heel anders.", concept=nonce)["Location"]
    assert other.endswith("/delen/")
    assert Inbreng.objects.count() == 1


def test_two_tabs_of_one_browser_do_not_mix(client: Client, wijk: Wijk) -> None:
    links, rechts = to_overview(client, "Links."), to_overview(client, "Rechts.")
    assertContains(client.get(links), "Links.")
    client.post(links)
    client.post(rechts)
    assert set(Inbreng.objects.values_list("tekst", flat=True)) == {"Links.", "Rechts."}


def test_another_browser_sees_nothing(client: Client, wijk: Wijk) -> None:
    overzicht = to_overview(client, "Een geheim.")
    for address in (overzicht, overzicht.replace("overzicht", "delen"), overzicht.replace("overzicht/", "")):
        response = Client().get(address)
        assertContains(response, "Wij hebben deze tekst niet meer", status_code=404)
        assertNotContains(response, "geheim", status_code=404)
    assert Client().post(overzicht).status_code == 404
    assert not Inbreng.objects.exists()


def test_a_form_of_one_wijk_does_not_open_in_another(client: Client, wijk: Wijk) -> None:
    make_wijk("ander")
    assert client.get(to_overview(client).replace("jubbega", "ander")).status_code == 404


@pytest.mark.parametrize("path", ["inbreng/", "contact/", "contact/bedankt/"])
def test_an_unknown_wijk_is_not_there(client: Client, path: str) -> None:
    assert client.get(f"/wijken/nergens/{path}").status_code == 404
    assert not Concept.objects.exists()


def test_the_page_after_sending_adds_what_it_is_about(client: Client, wijk: Wijk) -> None:
    make_regio("BU00740401", naam="Jubbega-dorp")
    make_regio("BU00740402", naam="Hoornsterzwaag")
    bedankt = to_thanks(client)
    soort = bedankt.replace("bedankt", "soort")
    page = client.get(soort)
    assertContains(page, "Weet ik niet")
    assertContains(page, "Hoornsterzwaag")
    answers = {"soort": "idee", "onderwerp": "T01", "buurt": "BU00740402"}
    assertRedirects(client.post(soort, answers), bedankt, status_code=303)
    inbreng = Inbreng.objects.get()
    assert (inbreng.soort, inbreng.onderwerp, inbreng.buurt_id) == ("idee", "T01", "BU00740402")
    assertContains(client.get(bedankt), "Dit zei u erbij")
    client.post(soort, {"soort": "", "onderwerp": "", "buurt": ""})
    inbreng.refresh_from_db()
    assert (inbreng.soort, inbreng.onderwerp, inbreng.buurt_id) == ("", "", None)


def test_a_kind_that_does_not_exist_is_refused(client: Client, wijk: Wijk) -> None:
    soort = to_thanks(client).replace("bedankt", "soort")
    assertContains(client.post(soort, {"soort": "klacht"}), "Kies iets uit de lijst.", status_code=422)


def test_code_and_words_are_kept_in_no_cache(client: Client, wijk: Wijk) -> None:
    overzicht = to_overview(client)
    assert client.get(overzicht)["Cache-Control"] == "no-store"
    response = client.get(client.post(overzicht)["Location"])
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]


# ---- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize("tekst", ["", "   ", "\u200b\u200b", "\x00"])
def test_an_empty_text_says_what_to_do(client: Client, wijk: Wijk, tekst: str) -> None:
    response = tell(client, tekst)
    assert titel(response).startswith("Fout: Stap 1 van 3")
    assertContains(response, "Schrijf in één zin wat u wilt vertellen.", 2, status_code=422)
    assertContains(response, 'href="#id_tekst"', status_code=422)
    assertContains(response, 'aria-invalid="true"', status_code=422)


@pytest.mark.parametrize("tekst", ["a" * 10_000, "🙂" * 4000, "ب" * 3500, "<script>alert(1)</script>" * 200])
def test_a_long_text_stays_and_says_how_much_must_go(client: Client, wijk: Wijk, tekst: str) -> None:
    response = tell(client, tekst)
    assertContains(response, f"Haal {len(tekst) - 3000} letters weg", status_code=422)
    assert shown_tekst(response) == tekst


@pytest.mark.parametrize(
    "tekst", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"]
)
def test_script_is_only_text(client: Client, wijk: Wijk, tekst: str) -> None:
    page = client.get(to_overview(client, tekst)).content.decode()
    assert html.escape(tekst) in page
    assert tekst == "{{ 7|add:7 }}" or tekst not in page


@pytest.mark.parametrize(
    ("tekst", "zin", "passage"),
    [
        ("Bel mij: 06 00 00 00 00.", "Haal het telefoonnummer weg.", "06 00 00 00 00"),
        ("Mail ank@voorbeeld.nl", "Haal het e-mailadres weg.", "ank@voorbeeld.nl"),
        ("Ik woon op 8411 AB 12", "Haal het adres weg.", "8411 AB 12"),
        ("Nummer 123456782 is van mij", "lijkt op een burgerservicenummer", "123456782"),
    ],
)
def test_a_friendly_stop_marks_the_passage_once(
    client: Client, wijk: Wijk, tekst: str, zin: str, passage: str
) -> None:
    response = tell(client, tekst)
    assertContains(response, zin, status_code=422)
    assertContains(response, f"<bdi>{passage}</bdi>", status_code=422)
    assertContains(response, "Het is goed zo", status_code=422)
    assert shown_tekst(response) == tekst
    delen = tell(client, tekst, toch="ja")
    assert delen.status_code == 303
    client.post(client.post(delen["Location"], {"mag_delen": "ja"})["Location"])
    assert Inbreng.objects.get().signalen


@pytest.mark.parametrize("tekst", ["Mijn BSN: 123456782", "NL91 ABNA 0417 1643 00"])
def test_numbers_of_a_person_must_go(client: Client, wijk: Wijk, tekst: str) -> None:
    response = tell(client, tekst, toch="ja")
    assertContains(response, "Dat is alleen van u.", status_code=422)
    assertNotContains(response, "Het is goed zo", status_code=422)


def test_a_cry_for_help_is_pointed_to_people(client: Client, wijk: Wijk) -> None:
    page = client.get(to_overview(client, "Kunt u mij alstublieft helpen?"))
    assertContains(page, "Heeft u zelf hulp nodig?")
    assertNotContains(client.get(to_overview(client, "Ik mis een bankje.")), "Heeft u zelf hulp nodig?")


def test_no_choice_says_what_to_do(client: Client, wijk: Wijk) -> None:
    response = client.post(tell(client)["Location"])
    assertContains(response, "Kies ja of nee.", 2, status_code=422)
    assert titel(response).startswith("Fout: Stap 2 van 3")


def test_a_robot_stays_on_the_page_and_a_person_can_mend_it(client: Client, wijk: Wijk) -> None:
    response = tell(client, website="https://koop.example")
    assertContains(response, "Maak dit veld leeg.", status_code=422)
    assert shown_tekst(response) == TEKST
    assert not Concept.objects.exists()


def test_a_forged_form_is_refused_with_the_text_on_the_page(wijk: Wijk) -> None:
    response = tell(Client(enforce_csrf_checks=True))
    assertContains(response, TEKST, status_code=403)


def test_too_often_waits_and_loses_nothing(
    client: Client, wijk: Wijk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bewoner, "PER_BROWSER", 1)
    to_thanks(client)
    overzicht = to_overview(client, "Nog iets.")
    response = client.post(overzicht)
    assertContains(response, "Nog iets.", status_code=429)
    assert response["Retry-After"]
    assert Inbreng.objects.count() == 1
    cache.clear()
    assert client.post(overzicht).status_code == 303


def test_the_cookie_says_nothing_and_is_closed(client: Client, wijk: Wijk) -> None:
    tell(client)
    cookie = client.cookies[settings.CONCEPT_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 24 * 3600
    assert len(cookie.value) >= 40


def test_the_pages_ask_little_of_the_database(
    client: Client, wijk: Wijk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        client.get("/wijken/jubbega/inbreng/")
    bedankt = to_thanks(client)
    with django_assert_max_num_queries(4):
        client.get(bedankt)


# ---- contact -------------------------------------------------------------------------------------


def ask_contact(client: Client, **answers: str) -> Any:
    data = {
        "doel": "meedoen",
        "contact": "06 12345678",
        "naam": "Ank",
        "concept": str(uuid.uuid4()),
        **answers,
    }
    return client.post("/wijken/jubbega/contact/", data)


def test_contact_is_a_request_of_its_own(client: Client, wijk: Wijk) -> None:
    to_thanks(client)
    assertRedirects(ask_contact(client), "/wijken/jubbega/contact/bedankt/", status_code=303)
    verzoek = Contactverzoek.objects.get()
    assert (verzoek.contact, verzoek.doel, verzoek.naam) == ("06 12345678", "meedoen", "Ank")
    sleutels = set(Concept.objects.values_list("formulier", "sleutel"))
    assert len({sleutel for _, sleutel in sleutels}) == 2  # another cookie, so no row ties the two
    assert Inbreng.objects.get().verzend_id != verzoek.verzend_id


def test_the_same_contact_form_again_is_one_row(client: Client, wijk: Wijk) -> None:
    nonce = str(uuid.uuid4())
    for _ in range(3):
        assert ask_contact(client, concept=nonce).status_code == 303
    assert Contactverzoek.objects.count() == 1


@pytest.mark.parametrize("contact", ["", "geen idee", "12345", "\u200b", "a" * 400])
def test_contact_must_lead_somewhere(client: Client, wijk: Wijk, contact: str) -> None:
    response = ask_contact(client, contact=contact)
    assertContains(response, "Zo kunnen wij u bereiken.", 2, status_code=422)
    assert not Contactverzoek.objects.exists()


@pytest.mark.parametrize("contact", ["ank@voorbeeld.nl", "0513-623456", "+48 501 234 567", "06 00 00 00 00"])
def test_numbers_and_addresses_from_anywhere_are_fine(client: Client, wijk: Wijk, contact: str) -> None:
    assert ask_contact(client, contact=contact).status_code == 303
    assert Contactverzoek.objects.get().contact == contact
