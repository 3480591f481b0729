"""A resident fills in a list: one question a page, passing, going back, the overview, the receipt."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from agenda.bewaartermijnen import apply_policy
from analyse.models import Inzending, Vragenlijst
from bewoners.models import Concept
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Kortelink, Wijk
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
HOME = "/wijken/jubbega/vragenlijst/"
LIJST = f"{HOME}wonen/"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega", code="WK007404")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    """A mark, words, a choice with 'anders', and one more question afterwards."""
    lijst = make_vragenlijst(wijk, slug="wonen", titel="Hoe woont u hier?")
    make_vraag(lijst, "E1", "CIJFER")
    make_vraag(lijst, "E2", uitleg={"nl": "Bijvoorbeeld: een bankje."})
    make_vraag(lijst, "E3", "EEN", kiezen=("huur", "koop", "anders"))
    make_vraag(lijst, "E4", "JN", daarna=True)
    return lijst


def begin(client: Client, address: str = LIJST, **data: str) -> str:
    answer = client.post(address, {"concept": str(uuid.uuid4()), **data})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def post(client: Client, address: str, **data: object) -> str:
    """Send a page. Out: where it leads."""
    answer = client.post(address, data)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def walk(client: Client, *, cijfer: str = "8", tekst: str = "De bomen zijn mooi.") -> str:
    """All pages up to the overview, without the questions afterwards. Out: its address."""
    address = post(client, begin(client), **{"E1-keuze": cijfer})
    address = post(client, address, **{"E2-tekst": tekst})
    address = post(client, address, **{"E3-keuze": "huur"})
    address = post(client, address, meer="nee")
    return post(client, address, mag_delen="ja")


def answers(inzending: Inzending) -> dict[str, object]:
    rows = inzending.antwoorden.select_related("vraag")
    return {row.vraag.code + row.regel: row.tekst or row.getal or row.keuzes for row in rows}


def make_kortelink(wijk: Wijk, code: str, lijst: Vragenlijst | None = None) -> Kortelink:
    return Kortelink.objects.create(
        wijk=wijk, code=code, doel="vragenlijst", sleutel=lijst.pk if lijst else None, datum=today()
    )


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


# ---- later today ---------------------------------------------------------------------------------


def test_a_closed_tab_is_taken_up_where_it_was(client: Client, lijst: Vragenlijst) -> None:
    post(client, begin(client), **{"E1-keuze": "8"})
    page = client.get(LIJST)
    assertContains(page, "U was bezig")
    assertContains(page, "Ga verder bij vraag 2")
    found = re.search(rf'href="({LIJST}[0-9a-f-]+/)"', page.content.decode())
    assert found
    assert client.get(found.group(1))["Location"].endswith("vraag/E2/")
    assertNotContains(Client().get(LIJST), "U was bezig")


def test_the_next_day_it_is_gone(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    Concept.objects.update(datum=today() - dt.timedelta(days=2))
    assertContains(client.get(first), "Wij hebben deze antwoorden niet meer", status_code=404)
    assertNotContains(client.get(LIJST), "U was bezig")
    apply_policy()
    assert not Concept.objects.exists()


def test_another_browser_finds_nothing(client: Client, lijst: Vragenlijst) -> None:
    overview = walk(client)
    stranger = Client()
    for address in (
        overview,
        overview.replace("overzicht", "bedankt"),
        overview.replace("overzicht", "wissen"),
    ):
        assert stranger.get(address).status_code == 404
    assert stranger.post(overview).status_code == 404
    assert not Inzending.objects.exists()


def test_beginning_twice_by_a_double_click_is_one(client: Client, lijst: Vragenlijst) -> None:
    key = str(uuid.uuid4())
    first = begin(client, concept=key)
    post(client, first, **{"E1-keuze": "8"})
    assert begin(client, concept=key).endswith("vraag/E2/")
    assert Concept.objects.count() == 1


def test_a_page_left_open_gives_the_next_person_a_list_of_his_own(client: Client, lijst: Vragenlijst) -> None:
    """On the tablet of the community centre somebody goes back to the first page and presses 'Begin'."""
    thanks = post(client, walk(client))
    used = re.findall(r"[0-9a-f-]{36}", thanks)[0]
    first = begin(client, concept=used)
    assert first.endswith("vraag/E1/")
    assert begin(client, concept=used) == first
    assert Inzending.objects.count() == 1


def test_beginning_anew_forgets_what_was_there(client: Client, lijst: Vragenlijst) -> None:
    post(client, begin(client), **{"E1-keuze": "8"})
    before = str(Concept.objects.get().pk)
    assertContains(client.get(LIJST), before)
    begin(client, vorige=before)
    assert not Concept.objects.filter(pk=before).exists()
    assert Concept.objects.count() == 1


def test_wiping_asks_once_and_then_forgets(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    wipe = re.sub(r"vraag/.*", "wissen/", first)
    assertContains(client.get(first), wipe)
    assertContains(client.get(wipe), "Wilt u uw antwoorden wissen?")
    assert Concept.objects.exists()
    assertContains(client.get(post(client, wipe)), "Uw antwoorden zijn gewist.")
    assert not Concept.objects.exists()


# ---- the list changes meanwhile ------------------------------------------------------------------


def test_a_question_that_was_taken_out_is_still_asked_as_it_was(client: Client, lijst: Vragenlijst) -> None:
    first = begin(client)
    lijst.vragen.filter(code="E2").update(tot_versie=1)
    Vragenlijst.objects.update(versie=2)
    make_vraag(lijst, "E9", "JN", van_versie=2)
    second = post(client, first, **{"E1-keuze": "8"})
    assertContains(client.get(second), "Vraag E2?")
    address = post(client, second, **{"E2-tekst": "Toch gezegd."})
    address = post(client, post(client, address, over="ja"), meer="nee")
    post(client, post(client, address, mag_delen="nee"))
    row = Inzending.objects.get()
    assert (row.versie, answers(row)["E2"]) == (1, "Toch gezegd.")
    other = Client()
    second = post(other, begin(other), **{"E1-keuze": "8"})
    assertContains(other.get(second), "Vraag E3?")


@pytest.mark.parametrize(
    ("laat", "telt", "zin"),
    [("mee", "mee", "tellen gewoon mee"), ("apart", "laat", "tellen niet meer mee")],
)
def test_a_list_that_closes_meanwhile_may_still_be_sent(
    client: Client, lijst: Vragenlijst, laat: str, telt: str, zin: str
) -> None:
    overview = walk(client)
    Vragenlijst.objects.update(status="gesloten", gesloten_op=today(), laat=laat)
    assertContains(client.get(LIJST), "U kunt vandaag nog versturen")
    page = client.get(overview)
    assertContains(page, "Deze vragenlijst is net gesloten.")
    assertContains(page, zin)
    thanks = post(client, overview)
    row = Inzending.objects.get()
    assert (row.telt, row.volgcode) == (telt, None)
    assertContains(client.get(thanks), zin)
    assertNotContains(client.get(thanks), 'id="code"')


# ---- the partners' list --------------------------------------------------------------------------


@pytest.fixture
def partners(wijk: Wijk) -> Vragenlijst:
    lijst = make_vragenlijst(wijk, slug="partners", soort="partners", titel="Wat ziet u?")
    make_vraag(lijst, "P1")
    return lijst


def test_the_partners_list_opens_by_its_link_and_for_who_works_here(
    client: Client, partners: Vragenlijst
) -> None:
    address = f"{HOME}partners/"
    assert client.get(address).status_code == client.get(f"{address}link/zzzzzz/").status_code == 404
    assert client.post(address, {}).status_code == 404
    link = make_kortelink(partners.wijk, "abc234", partners)
    assertContains(client.get(f"/d/{link.code}/", follow=True), "Wat ziet u?")
    for rol in (Rol.PARTNER, Rol.TEAMLID):
        colleague = Client()
        colleague.force_login(make_gebruiker(rol, wijk=partners.wijk))
        assert colleague.get(address).status_code == 200
    elsewhere = Client()
    elsewhere.force_login(make_gebruiker(Rol.PARTNER, wijk=make_wijk("elders")))
    assert elsewhere.get(address).status_code == 404
    Kortelink.objects.update(actief=False)
    assert client.get(f"{address}link/{link.code}/").status_code == 404


def test_partners_say_first_who_they_speak_for(client: Client, partners: Vragenlijst) -> None:
    make_kortelink(partners.wijk, "abc234", partners)
    start = f"{HOME}partners/link/abc234/"
    address = begin(client, start)
    assertContains(client.get(address), "Namens welke organisatie?")
    assertContains(client.post(address, {"organisatie": " "}), "Schrijf de naam", status_code=422)
    address = post(client, address, organisatie="  Dorpsbelang  Jubbega ")
    address = post(client, address, **{"P1-tekst": "Veel mensen alleen."})
    overview = post(client, address, mag_delen="nee")
    assertContains(client.get(overview), "Dorpsbelang Jubbega")
    post(client, overview)
    assert Inzending.objects.get().organisatie == "Dorpsbelang Jubbega"


def test_a_short_link_leads_to_its_list_and_without_one_to_what_is_open(
    client: Client, lijst: Vragenlijst
) -> None:
    make_kortelink(lijst.wijk, "abc234", lijst)
    make_kortelink(lijst.wijk, "abc235")
    assert client.get("/d/abc234/")["Location"] == LIJST
    assert client.get("/d/abc235/")["Location"] == HOME
    Vragenlijst.objects.update(status="concept")
    assert client.get("/d/abc234/").status_code == 404


# ---- with the receipt ----------------------------------------------------------------------------


def test_the_code_shows_what_was_answered_and_takes_it_away(client: Client, lijst: Vragenlijst) -> None:
    post(client, walk(client, tekst="Mooi <b>hier</b>."))
    code = code_for(Inzending.objects.get().verzend_id)
    follow = f"/volg/{code}/"
    assert client.post("/volg/", {"code": code.replace("-", " ")})["Location"] == follow
    page = client.get(follow)
    assertContains(page, "Dit vulde u in")
    assertContains(page, "Mooi &lt;b&gt;hier&lt;/b&gt;.")
    assertContains(client.get(f"{follow}weghalen/"), "Daarna krijgt u ze niet meer terug.")
    assert Inzending.objects.exists()
    assertContains(client.get(post(client, f"{follow}weghalen/")), "Uw antwoorden zijn weg")
    assert not Inzending.objects.exists()
    assert client.get(follow).status_code == client.post(f"{follow}weghalen/").status_code == 404
    for other in ("veranderen", "anders-bedoeld"):
        assert client.get(f"{follow}{other}/").status_code == 404


def test_once_the_list_is_closed_the_code_leads_nowhere(client: Client, lijst: Vragenlijst) -> None:
    post(client, walk(client))
    code = code_for(Inzending.objects.get().verzend_id)
    Vragenlijst.objects.update(status="gesloten", gesloten_op=today())
    assert client.get(f"/volg/{code}/").status_code == 404


def test_what_was_taken_away_is_said_on_the_thanks(client: Client, lijst: Vragenlijst) -> None:
    thanks = post(client, walk(client))
    code = code_for(Inzending.objects.get().verzend_id)
    post(client, f"/volg/{code}/weghalen/")
    assertContains(client.get(thanks), "Uw antwoorden zijn weg")


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
