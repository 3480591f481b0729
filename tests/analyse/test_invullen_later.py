"""Taking a list up again, a list that changes meanwhile, the list of partners, the receipt."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from agenda.bewaartermijnen import apply_policy
from analyse.models import Inzending, Vragenlijst
from bewoners.models import Concept
from kern.klok import today
from tests.analyse.invulpaden import HOME, LIJST, answers, begin, make_kortelink, make_wonen, post, walk
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_vraag, make_vragenlijst
from wijken.models import Kortelink, Wijk
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
