from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from bewoners.aanbod.einde import ask_all
from bewoners.models import Aanbod
from kern.klok import today
from tests.factories import make_inbreng, make_wijk
from tests.samen import make_aanbod, make_toegangslink
from wijken.models import Bericht, Volgcode, Wijk
from wijken.volgcodes import code_for, make_volgcode

pytestmark = pytest.mark.django_db
TOKEN = "een-token-van-de-test"


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega", naam="Jubbega")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def with_code(wijk: Wijk, tekst: str = "Ik help in de tuin.", **more: Any) -> tuple[Aanbod, str]:
    key = uuid.uuid4()
    row = make_aanbod(wijk, tekst, verzend_id=key, volgcode=make_volgcode(wijk=wijk, verzend_id=key), **more)
    return row, f"/volg/{code_for(key)}/"


def test_the_code_opens_the_offer_and_that_of_a_story_still_the_story(client: Client, wijk: Wijk) -> None:
    row, address = with_code(wijk, "Ik help <i>graag</i>.")
    assertRedirects(client.post("/volg/", {"code": code_for(row.verzend_id)}), address, status_code=303)
    page = client.get(address)
    assertContains(page, "Ik help &lt;i&gt;graag&lt;/i&gt;.")
    assertContains(page, "Dit bood u aan")
    assert page["Cache-Control"] == "no-store"
    story = make_inbreng(wijk, met_code=True)
    assertContains(client.get(f"/volg/{code_for(story.verzend_id)}/"), "Wat gebeurde er met uw verhaal?")


def test_pages_about_a_story_do_not_open_for_an_offer(client: Client, wijk: Wijk) -> None:
    _row, address = with_code(wijk)
    assert client.get(f"{address}anders-bedoeld/").status_code == 404
    story = make_inbreng(wijk, met_code=True)
    act = client.post(f"/volg/{code_for(story.verzend_id)}/aanbod/", {"doe": "rust"})
    assert act.status_code == 404


def test_rest_and_back_and_longer(client: Client, wijk: Wijk) -> None:
    row, address = with_code(wijk, tot=today() + dt.timedelta(days=5))
    for doe, status in (("rust", "rust"), ("weer", "nieuw")):
        assertRedirects(client.post(f"{address}aanbod/", {"doe": doe}), address, status_code=303)
        row.refresh_from_db()
        assert row.status == status
    client.post(f"{address}aanbod/", {"doe": "verleng"})
    row.refresh_from_db()
    assert row.tot == today() + dt.timedelta(days=182)
    assertNotContains(client.get(address), "Nog een half jaar bewaren")
    assert client.post(f"{address}aanbod/", {"doe": "iets"}).status_code == 422


def test_changing_keeps_what_was_typed_when_it_is_wrong(client: Client, wijk: Wijk) -> None:
    row, address = with_code(wijk)
    page = client.get(f"{address}veranderen/")
    assertContains(page, "Ik help in de tuin.")
    wrong = {"tekst": "Ik snoei.", "contact": "nergens", "revisie": row.revisie}
    response = client.post(f"{address}veranderen/", wrong)
    assertContains(response, "Ik snoei.", status_code=422)
    sent = {**wrong, "contact": "mia@voorbeeld.example", "labels": ["groen"], "wanneer": ["avond"]}
    assertRedirects(client.post(f"{address}veranderen/", sent), address, status_code=303)
    row.refresh_from_db()
    assert (row.tekst, row.contact, row.wanneer, row.status) == (
        "Ik snoei.",
        "mia@voorbeeld.example",
        ["avond"],
        "nieuw",
    )


def test_a_form_that_was_overtaken_shows_both(client: Client, wijk: Wijk) -> None:
    _row, address = with_code(wijk)
    Aanbod.objects.update(tekst="Van de andere telefoon.", revisie=2)
    sent = {"tekst": "Van deze telefoon.", "contact": "0513 00 00 00", "labels": ["groen"], "revisie": 1}
    response = client.post(f"{address}veranderen/", sent)
    for words in ("Van de andere telefoon.", "Van deze telefoon.", 'name="revisie" value="2"'):
        assertContains(response, words, status_code=409)
    assert client.post(f"{address}veranderen/", {**sent, "revisie": 2}).status_code == 303


def test_taking_back_ends_the_code(client: Client, wijk: Wijk) -> None:
    _row, address = with_code(wijk)
    assertContains(client.get(f"{address}weghalen/"), "Daarna krijgt u het niet meer terug.")
    assert Aanbod.objects.exists()
    response = client.post(f"{address}weghalen/", follow=True)
    assertContains(response, "Wij bewaren niets meer.")
    assert not Volgcode.objects.exists()
    assert client.get(address).status_code == 404


# ---- the link in the mail ------------------------------------------------------------------------


def asked(wijk: Wijk, **more: Any) -> Aanbod:
    return make_aanbod(
        wijk,
        contact="mia@voorbeeld.example",
        tot=today() + dt.timedelta(days=9),
        gevraagd_op=today(),
        link=make_toegangslink(wijk, TOKEN),
        **more,
    )


def test_looking_changes_nothing_and_yes_is_half_a_year(client: Client, wijk: Wijk) -> None:
    row = asked(wijk)
    page = client.get(f"/link/{TOKEN}/")
    assertContains(page, "Ja, nog een half jaar")
    assertNotContains(page, code_for(row.verzend_id))
    assert Aanbod.objects.get().gevraagd_op == today()
    for _time in range(2):
        response = client.post(f"/link/{TOKEN}/", {"doe": "verleng"})
        assertRedirects(response, f"/link/{TOKEN}/", status_code=303)
    row.refresh_from_db()
    assert (row.tot, row.gevraagd_op) == (today() + dt.timedelta(days=182), None)
    assertContains(client.get(f"/link/{TOKEN}/"), "Fijn. U doet nog mee.")


def test_no_takes_everything_away(client: Client, wijk: Wijk) -> None:
    asked(wijk)
    assertRedirects(client.post(f"/link/{TOKEN}/", {"doe": "weg"}), "/volg/aanbod-weg/", status_code=303)
    assert not Aanbod.objects.exists()
    assert client.get(f"/link/{TOKEN}/").status_code == 404


def test_a_button_that_is_none_changes_nothing(client: Client, wijk: Wijk) -> None:
    asked(wijk)
    assert client.post(f"/link/{TOKEN}/", {"doe": "x"}).status_code == 422
    assert Aanbod.objects.exists()


def test_the_link_that_was_mailed_works(client: Client, wijk: Wijk) -> None:
    make_aanbod(wijk, contact="mia@voorbeeld.example", tot=today() + dt.timedelta(days=9))
    ask_all()
    text = Bericht.objects.get().tekst
    path = "/link/" + text.split("/link/")[1].split()[0]
    assertContains(client.get(path), "Doet u nog mee?")


def test_the_home_of_the_wijk_asks_along(client: Client, wijk: Wijk) -> None:
    assertContains(client.get("/wijken/jubbega/"), f'href="/wijken/{wijk.slug}/aanbod/"')
