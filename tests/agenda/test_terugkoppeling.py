"""The public page 'U zei, dit doen we samen'."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.inhoud import WEGGEHAALD
from agenda.services.redactie import redact_passage
from agenda.terugkoppeling.selectors import antwoorden_of
from bewoners.models import Inbreng
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_voortgang,
    make_wijk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


def read(client: Client) -> str:
    return " ".join(client.get("/wijken/hier/terugkoppeling/").content.decode().split())


def test_without_stories_and_without_answers_it_says_what_comes(client: Client, wijk: Wijk) -> None:
    page = read(client)
    assert "Er staat nog geen antwoord" in page
    assert "Eerst willen wij uw verhaal horen." in page
    make_bundel(wijk, "Plekken om te zitten", inbrengen=2)
    page = read(client)
    assert "Wij lazen 2 verhalen." in page
    assert "Wij leggen de verhalen bij elkaar." in page
    assert "Plekken om te zitten" not in page


def test_yes_no_and_waiting_stand_apart(client: Client, wijk: Wijk) -> None:
    ja, nee = make_bundel(wijk, "Meer <bankjes>", inbrengen=3), make_bundel(wijk, "Een zwembad", inbrengen=1)
    make_inbreng(wijk, bundel=ja, status=Inbreng.Status.GEWEIGERD)
    make_terugkoppeling(ja, waarom="De gemeente zet er vijf.")
    make_terugkoppeling(nee, wie="niemand", waarom="Daar is geen geld voor.")
    make_bundel(wijk, "Nog niets gezegd", inbrengen=1)
    make_bundel(wijk, "Leeg")
    make_terugkoppeling(make_bundel(make_wijk(), "Elders", inbrengen=1))
    page = read(client)
    wel, niet = page.split('id="niet"')
    assert "Meer &lt;bankjes&gt;" in wel
    assert "De gemeente zet er vijf." in wel
    assert "3 verhalen" in wel.split('id="wel"')[1]
    assert "Een zwembad" in niet
    assert "Daar is geen geld voor." in niet
    assert "1 onderwerp wacht nog op antwoord." in page
    assert "Nog niets gezegd" not in page
    assert "Elders" not in page


def test_what_was_passed_on_is_told_by_number(client: Client, wijk: Wijk) -> None:
    for _ in range(2):
        make_inbreng(wijk, "Het fietspad is donker.", status=Inbreng.Status.DOORGEGEVEN).save()
    Inbreng.objects.filter(wijk=wijk).update(doorgegeven_aan="de provincie")
    page = read(client)
    assert "de provincie</span>: 2 verhalen" in page
    assert "Het fietspad is donker." not in page


def test_the_plan_and_how_it_goes_stand_there_once_it_is_adopted(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    make_terugkoppeling(bundel)
    agenda = make_agenda(wijk)
    plan = make_plan(agenda, "Vijf bankjes in 2027")
    make_onderbouwing(plan, bundel=bundel)
    make_voortgang(make_actie(plan), status="klaar")
    make_actie(plan)
    assert "Vijf bankjes in 2027" not in read(client)  # a draft is nobody's business yet
    make_versie(agenda)
    page = read(client)
    assert f'href="/wijken/hier/agenda/#plan-{plan.uuid}"' in page
    assert "2 dingen te doen:" in page
    assert "1 klaar, 0 bezig" in page


def test_what_was_taken_out_of_the_agenda_is_not_told_here(client: Client, wijk: Wijk) -> None:
    bundel = make_bundel(wijk, inbrengen=1)
    make_terugkoppeling(bundel, waarom="Mevrouw De Vries regelt dit.")
    versie = make_versie(make_agenda(wijk))
    redact_passage(versie=versie, pad=["antwoorden", "0", "waarom"])
    page = read(client)
    assert "De Vries" not in page
    assert WEGGEHAALD in page


def test_as_many_queries_for_one_as_for_thirty(client: Client, wijk: Wijk) -> None:
    counts = []
    agenda = make_agenda(wijk)
    for times in (1, 30):
        for number in range(times):
            bundel = make_bundel(wijk, f"Bundel {times} {number}", inbrengen=1)
            make_terugkoppeling(bundel)
            make_onderbouwing(make_plan(agenda, f"Plan {times} {number}"), bundel=bundel)
        make_versie(agenda, nummer=times)
        with CaptureQueriesContext(connection) as queries:
            read(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- the team's list ------------------------------------------------------------------------------


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def test_the_team_sees_who_waits_first_then_the_order_of_the_plans(team: Client, wijk: Wijk) -> None:
    agenda = make_agenda(wijk)
    earlier = make_plan(make_agenda(wijk, actief=False), "Van de vorige ronde")
    for titel in ("A klaar", "B bij plan 2", "C bij plan 1", "D wacht"):
        bundel = make_bundel(wijk, titel, inbrengen=1)
        make_onderbouwing(earlier, bundel=bundel)
        if titel != "D wacht":
            make_terugkoppeling(bundel)
        if "plan" in titel:
            make_onderbouwing(make_plan(agenda, titel, volgorde=int(titel[-1])), bundel=bundel)
    make_bundel(wijk, "E leeg")
    rows = antwoorden_of(wijk)
    assert [(row.bundel.titel, row.plan_nummer, row.aantal) for row in rows] == [
        ("D wacht", 0, 1),
        ("C bij plan 1", 1, 1),
        ("B bij plan 2", 2, 1),
        ("A klaar", 0, 1),
    ]
    page = team.get("/team/hier/agenda/antwoord/").content.decode()
    assert "Wacht op antwoord" in page
    assert "E leeg" not in page


def test_a_team_without_bundles_reads_what_to_do_first(team: Client) -> None:
    assert "Leg eerst verhalen bij elkaar in een bundel." in (
        team.get("/team/hier/agenda/antwoord/").content.decode()
    )
