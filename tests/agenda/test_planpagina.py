"""The page of a plan: for whom and where, the four questions, and what is said when it is not right."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agenda.models import Agendapunt
from tests import factories as f
from wijken.models import Roepnaam

pytestmark = pytest.mark.django_db
TE_LANG = "x" * 201


@pytest.fixture
def plan() -> Agendapunt:
    return f.make_plan(f.make_agenda(f.make_wijk(code="WK007404")))


@pytest.fixture
def team(plan: Agendapunt) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=plan.wijk))
    return client


def adres(plan: Agendapunt) -> str:
    return reverse("agenda:plan_detail", args=[plan.wijk.slug, plan.uuid])


def test_buurten_stand_there_by_their_everyday_names(plan: Agendapunt, team: Client) -> None:
    assert "In welke buurten?" not in team.get(adres(plan)).content.decode()
    dorp = f.make_regio("BU00740401", naam="Jubbega-Schurega")
    f.make_regio("BU00740402", naam="Mildam")
    Roepnaam.objects.create(wijk=plan.wijk, regio=dorp, naam="Dorp-Noord")
    page = team.get(adres(plan)).content.decode()
    assert "In welke buurten?" in page
    assert "Dorp-Noord (Jubbega-Schurega)" in page
    assert "De hele wijk." in page
    sent = {"formulier": "merken", "revisie": "1", "buurten": ["BU00740401"], "leeftijden": ["15-24"]}
    saved = team.post(adres(plan), sent)
    assert (saved.status_code, saved["Location"]) == (303, f"{adres(plan)}#merken")
    page = team.get(adres(plan)).content.decode()
    assert "De hele wijk." not in page
    plan.refresh_from_db()
    assert (plan.buurten, plan.leeftijden) == (["BU00740401"], ["15-24"])
    assert team.post(adres(plan), sent).status_code == 409


def test_a_buurt_of_elsewhere_is_refused_and_what_was_ticked_stays(plan: Agendapunt, team: Client) -> None:
    f.make_regio("BU00740401")
    f.make_regio("BU99999901")
    page = team.post(
        adres(plan),
        {"formulier": "merken", "revisie": "1", "buurten": ["BU99999901"], "aandacht": ["dementie"]},
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "Kies er een uit de lijst." in text
    assert 'value="dementie"' in text.partition('name="aandacht"')[2]
    assert text.count(" checked") >= 1
    plan.refresh_from_db()
    assert plan.aandacht == []


def test_the_four_questions_are_asked_and_answered(plan: Agendapunt, team: Client) -> None:
    page = team.get(adres(plan)).content.decode()
    for vraag in (
        "Wie van de bewoners beslist mee?",
        "Welke kans benut dit?",
        "Is dit licht en vroeg genoeg?",
        "Welke ondernemer, school of werkplek kan meedoen?",
        "Wie gaat naar mensen toe die niet komen?",
    ):
        assert vraag in page, vraag
    sent = {"formulier": "vragen", "revisie": "1", "kans": "<b>Een keuken</b>", "licht": TE_LANG}
    wrong = team.post(adres(plan), sent)
    assert wrong.status_code == 422
    assert "Gebruik hooguit 200 tekens, nu zijn het er 201." in wrong.content.decode()
    assert "&lt;b&gt;Een keuken&lt;/b&gt;" in wrong.content.decode()
    assert team.post(adres(plan), sent | {"licht": "Ja"}).status_code == 303
    page = team.get(adres(plan)).content.decode()
    assert "&lt;b&gt;Een keuken&lt;/b&gt;" in page
    assert "<b>Een keuken" not in page
    late = team.post(adres(plan), {"formulier": "vragen", "revisie": "1", "kans": "Een moestuin"})
    assert late.status_code == 409
    assert 'value="Een moestuin"' in late.content.decode()
    plan.refresh_from_db()
    assert (plan.kans, plan.licht, plan.titel) == ("<b>Een keuken</b>", "Ja", "Een groene plek om te zitten")


def test_a_plan_on_loneliness_gets_a_kind_hint(plan: Agendapunt, team: Client) -> None:
    hint = (
        "Een activiteit alleen helpt vaak niet. Wie gaat naar mensen toe die niet komen? "
        "Denkt u ook aan jongeren?"
    )
    assert hint not in " ".join(team.get(adres(plan)).content.decode().split())
    team.post(adres(plan), {"formulier": "merken", "revisie": "1", "aandacht": ["eenzaam"]})
    assert hint in " ".join(team.get(adres(plan)).content.decode().split())
    team.post(adres(plan), {"formulier": "vragen", "revisie": "2", "eropaf": "Maatjes bellen aan."})
    assert "Een activiteit alleen helpt vaak niet." not in team.get(adres(plan)).content.decode()


def test_the_answers_stay_with_the_team(plan: Agendapunt, team: Client) -> None:
    team.post(adres(plan), {"formulier": "vragen", "revisie": "1", "beslist_mee": "De koffiegroep"})
    f.make_versie(plan.agenda)
    assert "De koffiegroep" in team.get(adres(plan)).content.decode()
    for ext in ("/", ".json", ".csv"):
        assert "De koffiegroep" not in Client().get(f"/wijken/{plan.wijk.slug}/agenda{ext}").content.decode()
