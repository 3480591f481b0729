"""Words that go for good, with the copies that an agenda made of them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from agenda.inhoud import SCHEMA
from agenda.models import AgendaVersie, Onderbouwing, Wijkagenda
from agenda.opbouw import build_inhoud
from bewoners.models import Inbreng
from kern.klok import now, today
from tests.factories import (
    Rol,
    make_agenda,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_wijk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
TEKST = "Buurman Jan Visser parkeert op de stoep."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def client(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def mask_url(inbreng: Inbreng) -> str:
    return f"/team/jubbega/inbreng/{inbreng.pk}/woorden-weghalen/"


def wipe_url(inbreng: Inbreng) -> str:
    return f"/team/jubbega/inbreng/{inbreng.pk}/wissen/"


def code_on(client: Client, url: str) -> str:
    found = re.search(r"Typ over: <bdi dir=\"ltr\">(\d{4})</bdi>", client.get(url).content.decode())
    assert found
    return found.group(1)


def test_every_word_can_be_chosen_and_the_suspect_ones_are_shown(client: Client, wijk: Wijk) -> None:
    page = client.get(mask_url(make_inbreng(wijk, TEKST))).content.decode()
    assert 'value="8-11"' in page
    assert '<mark class="wa-merk" dir="auto">Buurman Jan</mark>' in page
    assert "voor altijd weg" in page


def test_words_go_from_the_input_and_from_the_plan_that_quotes_it(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, TEKST)
    make_onderbouwing(make_plan(make_agenda(wijk)), inbreng=inbreng)
    url = mask_url(inbreng)
    form = {
        "woord": ["8-11", "12-18"],
        "vervanging": "[naam]",
        "code": code_on(client, url),
        "revisie": 1,
        "staat": "status=gepubliceerd&pagina=2",
    }
    response = client.post(url, form)
    assert response["Location"] == "/team/jubbega/inbreng/?status=gepubliceerd&pagina=2"
    inbreng.refresh_from_db()
    assert inbreng.tekst == "Buurman [naam] parkeert op de stoep."
    assert Onderbouwing.objects.get().tekst == inbreng.tekst
    assert not Inbreng.objects.filter(tekst__contains="Visser").exists()
    # the same form again: the text it was about is gone
    assert client.post(url, form).status_code == 409
    assert Inbreng.objects.get().tekst == inbreng.tekst


@pytest.mark.parametrize("code", ["", "12", "abcd"])
def test_without_the_four_digits_nothing_goes_and_the_choice_stays(
    client: Client, wijk: Wijk, code: str
) -> None:
    inbreng = make_inbreng(wijk, TEKST)
    form = {"woord": ["8-11"], "vervanging": "[naam]", "code": code, "revisie": 1}
    response = client.post(mask_url(inbreng), form)
    assert response.status_code == 422
    assert re.search(r'value="8-11"\s+checked', response.content.decode())
    inbreng.refresh_from_db()
    assert inbreng.tekst == TEKST


def test_no_words_chosen_is_a_sentence(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, TEKST)
    url = mask_url(inbreng)
    form = {"vervanging": "[naam]", "code": code_on(client, url), "revisie": 1}
    response = client.post(url, form)
    assert response.status_code == 422
    assert "Kies eerst welke woorden weg moeten." in response.content.decode()


def test_masking_cannot_be_undone(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, TEKST)
    url = mask_url(inbreng)
    client.post(url, {"woord": "8-18", "vervanging": "[naam]", "code": code_on(client, url), "revisie": 1})
    page = client.get("/team/jubbega/inbreng/").content.decode()
    assert "De woorden zijn weg." in page
    assert "Ongedaan maken" not in page


def test_a_help_question_is_wiped_with_its_evidence_and_no_case_is_kept(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, "Ik heb schulden.", soort="beter")
    make_onderbouwing(make_plan(make_agenda(wijk)), inbreng=inbreng)
    url = wipe_url(inbreng)
    assert client.post(url, {"code": "", "revisie": 1}).status_code == 422
    form = {"code": code_on(client, url), "revisie": 1}
    for _ in range(2):
        assert client.post(url, form).status_code == 303
    inbreng.refresh_from_db()
    assert (inbreng.tekst, inbreng.soort, inbreng.status) == ("", "", Inbreng.Status.AFGEHANDELD)
    assert not Onderbouwing.objects.exists()
    assert client.get(url).status_code == 404


def test_a_text_that_changed_is_read_again_before_it_is_wiped(client: Client, wijk: Wijk) -> None:
    inbreng = make_inbreng(wijk, "Oude tekst")
    code = code_on(client, wipe_url(inbreng))
    Inbreng.objects.filter(pk=inbreng.pk).update(tekst="Nieuwe tekst", revisie=2)
    response = client.post(wipe_url(inbreng), {"code": code, "revisie": 1})
    assert response.status_code == 409
    assert "Nieuwe tekst" in response.content.decode()
    assert Inbreng.objects.get().tekst == "Nieuwe tekst"


@pytest.mark.parametrize("page", [mask_url, wipe_url])
def test_only_the_team_of_this_wijk(client: Client, wijk: Wijk, page: Callable[[Inbreng], str]) -> None:
    vreemd = make_inbreng(make_wijk(), TEKST)
    assert client.get(page(vreemd)).status_code == 404
    assert client.post(page(vreemd), {"code": "0000", "revisie": 1}).status_code == 404
    partner = Client()
    partner.force_login(make_gebruiker(Rol.PARTNER, wijk=wijk))
    assert partner.get(page(make_inbreng(wijk))).status_code == 403
    unknown = make_inbreng(wijk)
    unknown.pk = uuid.uuid4()
    assert client.get(page(unknown)).status_code == 404


def adopt(agenda: Wijkagenda) -> AgendaVersie:
    return AgendaVersie.objects.create(
        wijk=agenda.wijk,
        agenda=agenda,
        nummer=1,
        schema=SCHEMA,
        inhoud=build_inhoud(agenda),
        door="bewonersavond",
        datum=today(),
        plaats="het dorpshuis",
        voor=9,
        van=10,
        vastgelegd_op=now(),
    )


@pytest.mark.parametrize("page", [mask_url, wipe_url])
def test_an_adopted_agenda_loses_the_quote_as_well(
    client: Client, wijk: Wijk, page: Callable[[Inbreng], str]
) -> None:
    inbreng, ander = make_inbreng(wijk, TEKST), make_inbreng(wijk, "Een mooie plek.")
    agenda = make_agenda(wijk)
    plan = make_plan(agenda)
    make_onderbouwing(plan, inbreng=inbreng)
    make_onderbouwing(plan, inbreng=ander)
    versie = adopt(agenda)
    assert TEKST in str(versie.inhoud)  # there is something to leak
    url = page(inbreng)
    form = {"woord": "8-18", "vervanging": "[naam]", "code": code_on(client, url), "revisie": 1}
    assert client.post(url, form).status_code == 303
    versie.refresh_from_db()
    assert "Visser" not in str(versie.inhoud)
    assert "Een mooie plek." in str(versie.inhoud)
    assert versie.redacties == 1
