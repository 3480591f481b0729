"""A resident fills in a list: one question a page, passing, going back, the overview, the receipt."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from analyse.models import Inzending, Vragenlijst
from bewoners.models import Concept
from kern.klok import today
from tests.analyse.invulpaden import HOME, LIJST, answers, begin, make_wonen, post, walk
from tests.factories import make_wijk
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007404")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_wonen(wijk)


# ---- which list ----------------------------------------------------------------------------------


def test_one_open_list_is_the_list_and_several_are_a_choice(client: Client, lijst: Vragenlijst) -> None:
    assert client.get(HOME)["Location"] == LIJST
    make_vragenlijst(lijst.wijk, titel="Hoe gaat het met u?", slug="gaan")
    make_vragenlijst(lijst.wijk, titel="Geheim", slug="x", status="concept", open_sinds=None)
    make_vragenlijst(lijst.wijk, titel="Partners", slug="p", soort="partners")
    page = client.get(HOME)
    assertContains(page, "Hoe woont u hier?")
    assertContains(page, "Hoe gaat het met u?")
    assertNotContains(page, "Geheim")
    assertNotContains(page, "Partners")


def test_nothing_open_says_what_one_can_do_instead(client: Client, wijk: Wijk) -> None:
    make_vragenlijst(wijk, slug="wonen", status="gesloten", gesloten_op=today())
    assertContains(client.get(HOME), "Er is nu geen vragenlijst")
    assertContains(client.get(HOME), "/wijken/jubbega/inbreng/")
    assertContains(client.get(LIJST), "Deze vragenlijst is gesloten")
    assert client.post(LIJST, {}).status_code == 200
    assert not Concept.objects.exists()


def test_the_home_of_the_wijk_leads_to_an_open_list(client: Client, lijst: Vragenlijst) -> None:
    assertContains(client.get("/wijken/jubbega/"), HOME)
    Vragenlijst.objects.update(status="gesloten", gesloten_op=today())
    assertNotContains(client.get("/wijken/jubbega/"), HOME)


@pytest.mark.parametrize("what", ["concept", "elsewhere", "never"])
def test_a_list_that_is_not_there_is_unknown(client: Client, lijst: Vragenlijst, what: str) -> None:
    if what == "concept":
        Vragenlijst.objects.update(status="concept")
    address = {"concept": LIJST, "elsewhere": "/wijken/anders/vragenlijst/wonen/", "never": f"{HOME}weg/"}
    make_wijk("anders")
    assert client.get(address[what]).status_code == 404


def test_the_first_page_says_how_many_questions_and_no_minutes(client: Client, lijst: Vragenlijst) -> None:
    page = client.get(LIJST)
    assertContains(page, "Het zijn 3 vragen.")
    assertContains(page, "U kunt elke vraag overslaan.")
    assertContains(page, "hooguit vier jaar")
    assertNotContains(page, "minuten")


def test_a_robot_that_fills_in_the_trap_does_not_begin(client: Client, lijst: Vragenlijst) -> None:
    assertContains(client.post(LIJST, {"website": "x"}), "Maak dit veld leeg", status_code=422)
    assert not Concept.objects.exists()


# ---- the road ------------------------------------------------------------------------------------


def test_from_the_first_page_to_the_receipt(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    assertContains(client.get(first), "Vraag 1 van 3", count=2)  # at the heading, and in the title
    title = re.search(r"<title>(.*?)</title>", client.get(first).content.decode(), re.DOTALL)
    assert title
    assert "Vraag 1 van 3: Vraag E1? – Jubbega" in " ".join(title.group(1).split())
    overview = walk(client)
    page = client.get(overview)
    for words in ("Vraag E1?", "8", "De bomen zijn mooi.", "Huur", "Kijk uw antwoorden na"):
        assertContains(page, words)
    assert not Inzending.objects.exists()
    thanks = post(client, overview)
    row = Inzending.objects.get()
    assert answers(row) == {"E1": 8, "E2": "De bomen zijn mooi.", "E3": ["huur"]}
    assert (row.telt, row.mag_delen, row.versie, row.taal, row.datum) == ("mee", True, 1, "nl", today())
    found = re.search(r'id="code">([^<]+)<', client.get(thanks).content.decode())
    assert found
    assert found.group(1) == code_for(row.verzend_id)
    assertContains(client.get(thanks), "/wijken/jubbega/contact/")


def test_the_words_leave_the_browsers_form_with_the_sending(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    assert "bomen" in str(Concept.objects.get().gegevens)
    post(client, overview)
    assert Concept.objects.get().gegevens == {}


def test_sent_twice_is_one_and_the_same_thanks(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    first = post(client, overview)
    again = client.post(overview)
    assert (again.status_code, again["Location"]) == (302, first)
    assert Inzending.objects.count() == 1


def test_every_question_may_be_passed_but_an_empty_list_is_not_sent(
    client: Client, lijst: Vragenlijst
) -> None:
    address = begin(client)
    for _question in range(3):
        address = post(client, address, over="ja")
    address = post(client, address, meer="nee")
    page = client.get(address)
    assertContains(page, "Niet ingevuld", count=3)
    assertNotContains(page, "eigen woorden")  # nothing was written
    refused = client.post(address)
    assertContains(refused, "U hebt nog niets ingevuld", status_code=422)
    assert not Inzending.objects.exists()


def test_passing_takes_away_what_stood_there(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    post(client, first, **{"E1-keuze": "8"})
    assert "checked" in client.get(first).content.decode()
    post(client, first, over="ja")
    assert "checked" not in client.get(first).content.decode()


def test_a_change_from_the_overview_goes_straight_back(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    change = overview.replace("overzicht/", "vraag/E1/")
    assertContains(client.get(change), overview)  # 'Terug' too
    assert post(client, change, **{"E1-keuze": "3"}) == overview
    post(client, overview)
    assert answers(Inzending.objects.get())["E1"] == 3


def test_walking_back_and_on_again_follows_the_questions(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    second = post(client, first, **{"E1-keuze": "8"})
    third = post(client, second, **{"E2-tekst": "Mooi."})
    assertContains(client.get(third), second)
    assert post(client, first, **{"E1-keuze": "7"}) == second
    assert post(client, second, **{"E2-tekst": "Mooi."}) == third


def test_who_has_five_minutes_more_gets_the_rest(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    more = overview.replace("overzicht/", "meer/")
    assertContains(client.get(more), "Heeft u nog 5 minuten?")
    fourth = post(client, more, meer="ja")
    assertContains(client.get(fourth), "Vraag 4 van 4")
    assert post(client, fourth, **{"E4-keuze": "weetniet"}) == overview
    post(client, overview)
    assert answers(Inzending.objects.get())["E4"] == ["weetniet"]


def test_second_thoughts_leave_out_the_rest(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    more = overview.replace("overzicht/", "meer/")
    post(client, post(client, more, meer="ja"), **{"E4-keuze": "ja"})
    assert post(client, more, meer="nee") == overview
    post(client, overview)
    assert "E4" not in answers(Inzending.objects.get())


def test_the_overview_waits_for_what_was_not_asked_yet(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    overview = re.sub(r"vraag/.*", "overzicht/", first)
    assert client.get(overview)["Location"] == first
    assert client.post(overview)["Location"] == first
    assert not Inzending.objects.exists()


def test_a_question_that_follows_another_answer_comes_and_goes(client: Client, lijst: Vragenlijst) -> None:
    make_vraag(lijst, "E5", "JN", volgorde=2, toon_als={"vraag": "E1", "antwoorden": ["1", "2"]})
    first = begin(client)
    second = post(client, first, **{"E1-keuze": "2"})
    assertContains(client.get(first), "van 4")
    follow_up = re.sub(r"vraag/.*", "vraag/E5/", first)
    assert client.get(follow_up).status_code == 200
    post(client, follow_up, **{"E5-keuze": "ja"})
    post(client, first, **{"E1-keuze": "9"})
    assert client.get(follow_up).status_code == 302
    address = post(client, second, **{"E2-tekst": ""})
    address = post(client, address, over="ja")
    post(client, post(client, address, meer="nee"))
    assert answers(Inzending.objects.get()) == {"E1": 9}


def test_a_change_that_brings_a_new_question_asks_it_before_the_overview(
    client: Client, lijst: Vragenlijst
) -> None:
    make_vraag(lijst, "E5", "JN", toon_als={"vraag": "E1", "antwoorden": ["1"]})
    overview = walk(client)
    follow_up = post(client, overview.replace("overzicht/", "vraag/E1/"), **{"E1-keuze": "1"})
    assert follow_up.endswith("vraag/E5/")
    assert post(client, follow_up, **{"E5-keuze": "nee"}) == overview


# ---- what may not stay ---------------------------------------------------------------------------


def test_a_telephone_number_stops_once_and_the_words_stay(client: Client, lijst: Vragenlijst) -> None:
    second = post(client, begin(client), **{"E1-keuze": "8"})
    words = "Bel mij op 06 12 34 56 78."
    page = client.post(second, {"E2-tekst": words})
    assertContains(page, "Haal het telefoonnummer weg", status_code=422)
    assertContains(page, words, status_code=422)
    assert post(client, second, **{"E2-tekst": words, "toch": "ja"}).endswith("vraag/E3/")


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"E3-keuze": "boot"}, "Kies iets uit de lijst."),
        ({"E3-keuze": "huur", "E3-tekst": "Een boot"}, "als u er iets bij schrijft"),
        ({"E3-keuze": "anders", "E3-tekst": "x" * 121}, "te lang"),
    ],
)
def test_what_does_not_fit_is_said_kindly(
    client: Client, lijst: Vragenlijst, data: dict[str, str], zin: str
) -> None:
    third = re.sub(r"vraag/.*", "vraag/E3/", begin(client))
    assertContains(client.post(third, data), zin, status_code=422)


def test_who_writes_what_else_chose_anders(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    third = re.sub(r"vraag/.*", "vraag/E3/", first)
    post(client, third, **{"E3-tekst": "Een boot <b>"})
    assertContains(client.get(third), "Een boot &lt;b&gt;")
    assert Concept.objects.get().gegevens["v:E3"] == [{"keuzes": ["anders"], "tekst": "Een boot <b>"}]


# ---- in another language -------------------------------------------------------------------------


def test_the_words_of_the_question_follow_the_reader(client: Client, lijst: Vragenlijst) -> None:
    lijst.vragen.filter(code="E1").update(tekst={"nl": "Welk cijfer?", "ar": "ما الدرجة؟"})
    first = begin(client)
    page = client.get(f"{first}?taal=ar", follow=True)
    assertContains(page, "ما الدرجة؟")
    assertContains(page, 'dir="rtl"')
    second = post(client, first, **{"E1-keuze": "8"})
    assertContains(client.get(second), '<span lang="nl" dir="ltr">Vraag E2?</span>')
    address = post(client, post(client, post(client, second, over="ja"), over="ja"), meer="nee")
    post(client, address)
    assert Inzending.objects.get().taal == "ar"


def test_the_pages_ask_little_of_the_database(
    client: Client, lijst: Vragenlijst, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = begin(client)
    with django_assert_max_num_queries(4):
        client.get(first)
    overview = walk(client)
    with django_assert_max_num_queries(4):
        client.get(overview)
