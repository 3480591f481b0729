from __future__ import annotations

import pytest
from django.test import Client

from agenda.bijdragen.trekker import ZOEKT
from agenda.keuzes import ActieStatus
from agenda.kompas import stand_of
from agenda.models import Actie, Behoefte, Voortgang
from agenda.selectors import show_version
from agenda.services.acties import note_voortgang
from agenda.stokt import stokt_of
from kern.klok import today
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_gebruiker,
    make_plan,
    make_versie,
    make_voortgang,
    make_wijk,
)
from tests.samen import make_behoefte, make_toezegging, make_voortgangsvraag
from wijken.models import Gebeurtenis

pytestmark = pytest.mark.django_db


@pytest.fixture
def actie() -> Actie:
    return make_actie(make_plan(make_agenda(make_wijk()), trekker="Dorpshuis"), trekker="de tuinclub")


@pytest.fixture
def team(actie: Actie) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=actie.wijk))
    return client


@pytest.fixture
def adres(actie: Actie) -> str:
    return f"/team/{actie.wijk.slug}/agenda/"


def test_who_stops_leaves_a_line_a_need_and_a_place_on_what_waits(
    team: Client, actie: Actie, adres: str
) -> None:
    versie = make_versie(actie.agendapunt.agenda)
    make_voortgang(actie, "loopt")
    asked = make_voortgangsvraag(actie)
    page = f"{adres}actie/{actie.uuid}/trekker-stopt/"
    assert "de tuinclub" in team.get(page).content.decode()
    for _ in range(2):
        assert team.post(page, {"vraag": "on"}).status_code == 303
    actie.refresh_from_db()
    asked.refresh_from_db()
    assert (actie.trekker, asked.gestopt_op) == ("", today()), "who was asked is asked no more"
    line = Voortgang.objects.get(tekst=ZOEKT)
    assert line.status == "loopt", "it goes on as it went"
    need = Behoefte.objects.get()
    assert (need.actie_uuid, need.soort) == (actie.uuid, "handen")
    assert Gebeurtenis.objects.filter(actie="trekker_gestopt").count() == 1
    versie.refresh_from_db()
    assert versie.inhoud["plannen"][0]["acties"][0]["trekker"] == "de tuinclub", "adopted is adopted"
    assert ZOEKT in Client().get(f"/wijken/{actie.wijk.slug}/agenda/").content.decode()
    stand = stand_of(actie.wijk)
    assert stand.zoekt_trekker == 1
    assert any("zoekt iemand" in taak.tekst for taak in stokt_of(stand, reactie_weken=2))
    Actie.objects.update(trekker="de school")
    assert stand_of(actie.wijk).zoekt_trekker == 0


def test_in_a_draft_nobody_is_told_and_a_need_only_when_wanted(
    team: Client, actie: Actie, adres: str
) -> None:
    team.post(f"{adres}actie/{actie.uuid}/trekker-stopt/", {})
    actie.refresh_from_db()
    assert actie.trekker == ""
    assert not Voortgang.objects.exists()
    assert not Behoefte.objects.exists()


def test_of_a_plan_its_actions_without_anyone_say_so(team: Client, actie: Actie, adres: str) -> None:
    plan = actie.agendapunt
    alone = make_actie(plan, "Alleen", trekker="")
    done = make_actie(plan, "Klaar", trekker="")
    make_voortgang(done, "klaar")
    make_versie(plan.agenda)
    assert team.post(f"{adres}plan/{plan.uuid}/trekker-stopt/", {}).status_code == 303
    plan.refresh_from_db()
    assert plan.trekker == ""
    assert set(Voortgang.objects.filter(tekst=ZOEKT).values_list("actie_uuid", flat=True)) == {alone.uuid}


def test_an_action_that_moves_after_adopting_keeps_what_hangs_on_it(
    team: Client, actie: Actie, adres: str
) -> None:
    agenda = actie.agendapunt.agenda
    other = make_plan(agenda, "Het andere plan")
    make_toezegging(make_behoefte(actie), status="toegezegd", hoe="mail")
    versie = make_versie(agenda)
    page = f"{adres}actie/{actie.uuid}/ander-plan/"
    assert "Het andere plan" in team.get(page).content.decode()
    for _ in range(2):
        assert team.post(page, {"revisie": 1, "plan": str(other.uuid)}).status_code == 303
    actie.refresh_from_db()
    assert (actie.agendapunt, actie.volgorde, actie.revisie) == (other, 1, 2)
    note_voortgang(agenda=agenda, actie_uuid=actie.uuid, status=ActieStatus.KLAAR, tekst="Het staat er.")
    versie.refresh_from_db()
    shown = show_version(versie).plannen[0].acties[0]
    assert (shown.uuid, shown.status, shown.tekst) == (actie.uuid, "klaar", "Het staat er.")
    assert shown.bijdragen is not None
    assert shown.bijdragen.doen_mee == ("de tuinclub",)
    assert "de tuinclub" in team.get(f"{adres}plan/{other.uuid}/").content.decode()
    assert "Mensen" not in team.get(f"{adres}plan/{versie.inhoud['plannen'][0]['uuid']}/").content.decode()


def test_only_to_a_plan_of_the_same_agenda_and_not_from_a_stale_form(
    team: Client, actie: Actie, adres: str
) -> None:
    elsewhere = make_plan(make_agenda(make_wijk()), "Van een ander")
    page = f"{adres}actie/{actie.uuid}/ander-plan/"
    assert team.post(page, {"revisie": 1, "plan": str(elsewhere.uuid)}).status_code == 422
    here = make_plan(actie.agendapunt.agenda, "Hier wel")
    Actie.objects.update(revisie=2)
    assert team.post(page, {"revisie": 1, "plan": str(here.uuid)}).status_code == 409
    actie.refresh_from_db()
    assert actie.agendapunt != here


def test_another_wijk_knows_nothing_of_it(actie: Actie, adres: str) -> None:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=make_wijk()))
    for page in (
        f"actie/{actie.uuid}/trekker-stopt/",
        f"actie/{actie.uuid}/ander-plan/",
        f"plan/{actie.agendapunt.uuid}/trekker-stopt/",
    ):
        assert client.post(adres + page, {}).status_code == 404
    actie.refresh_from_db()
    assert actie.trekker == "de tuinclub"
