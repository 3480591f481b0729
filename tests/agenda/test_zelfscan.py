from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes_team import Scankant, Scanpunt
from agenda.models import Zelfscan
from agenda.zelfscan.selectors import GROEPEN, overzicht_of
from agenda.zelfscan.services import save_zelfscan
from kern.fouten import DomeinFout
from kern.klok import today
from tests.factories import Rol, make_gebruiker, make_wijk, make_zelfscan
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


@pytest.fixture
def jaar() -> int:
    return today().year


@pytest.fixture
def adres(wijk: Wijk) -> str:
    return f"/team/{wijk.slug}/zelfscan/"


def test_every_statement_stands_under_one_heading() -> None:
    assert [punt for _, punten in GROEPEN for punt in punten] == list(Scanpunt)
    assert [len(punten) for _, punten in GROEPEN] == [5, 6, 3]


def test_filling_in_and_changing(team: Client, wijk: Wijk, adres: str, jaar: int) -> None:
    assert "Hier komt wat u samen vindt" in team.get(adres).content.decode()
    form = f"{adres}{jaar}/bewoners/"
    sent = {"revisie": 0, "mensen": 9, "SF1": "3", "D2": "0", "toelichting": "Wij <willen> meer."}
    for _ in range(2):  # twice the same is once
        assert team.post(form, sent)["Location"] == f"{adres}?jaar={jaar}"
    scan = Zelfscan.objects.get(wijk=wijk)
    assert dict(scan.scores.values_list("punt", "score")) == {"SF1": 3, "D2": 0}
    assert Gebeurtenis.objects.filter(actie="zelfscan_bewaard").count() == 1
    page = team.get(adres).content.decode()
    assert "Wij &lt;willen&gt; meer." in page
    assert "Ingevuld met 9 mensen" in page
    again = team.get(form).content.decode()
    assert re.search(r'<input[^>]*name="SF1"[^>]*value="3"[^>]*checked', again)
    team.post(form, sent | {"revisie": 1, "SF1": "4", "D2": ""})
    assert dict(scan.scores.values_list("punt", "score")) == {"SF1": 4}


def test_two_people_at_one_form_see_both(team: Client, wijk: Wijk, adres: str, jaar: int) -> None:
    make_zelfscan(wijk, jaar, "team", scores={"SF1": 1}, mensen=6)
    response = team.post(f"{adres}{jaar}/team/", {"revisie": 0, "mensen": 6, "SF1": "4"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Een beetje" in page.split("wa-foutoverzicht")[1].split('id="zelfscan"')[0]
    assert 'name="revisie" value="1"' in " ".join(page.split())
    assert re.search(r'<input[^>]*name="SF1"[^>]*value="4"[^>]*checked', page)
    sent = team.post(f"{adres}{jaar}/team/", {"revisie": 1, "mensen": 6, "SF1": "4"})
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"mensen": "", "SF1": "2"}, "Schrijf op met hoeveel mensen u was."),
        ({"mensen": "0", "SF1": "2"}, "Dit getal is te klein."),
        ({"mensen": "4"}, "Geef minstens bij één zin een antwoord."),
        ({"mensen": "4", "SF1": "5"}, "Kies een antwoord uit de lijst."),
        ({"mensen": "vier", "SF1": "2"}, "Schrijf een heel getal"),
    ],
)
def test_bad_input_says_what_to_do_and_loses_nothing(
    team: Client, adres: str, jaar: int, sent: dict[str, str], said: str
) -> None:
    response = team.post(f"{adres}{jaar}/team/", {"revisie": 0, "toelichting": "Dit blijft."} | sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Dit blijft." in page
    assert not Zelfscan.objects.exists()


@pytest.mark.parametrize("rest", ["2014/team/", "2099/team/", "2026/gemeente/"])
def test_what_cannot_be_filled_in_does_not_exist(team: Client, adres: str, rest: str) -> None:
    assert team.get(adres + rest).status_code == 404
    assert team.post(adres + rest, {"mensen": 3, "SF1": "1", "revisie": 0}).status_code == 404


def test_the_service_refuses_what_a_form_would_not_send(wijk: Wijk, jaar: int) -> None:
    with pytest.raises(DomeinFout, match="Kies een jaar"):
        save_zelfscan(wijk=wijk, jaar=jaar + 1, kant=Scankant.TEAM, mensen=3, scores={Scanpunt.STEUN: 1})
    with pytest.raises(DomeinFout, match="uit de lijst"):
        save_zelfscan(wijk=wijk, jaar=jaar, kant=Scankant.TEAM, mensen=3, scores={Scanpunt.STEUN: 5})


def test_this_year_stands_beside_the_last_and_differences_are_said(
    team: Client, wijk: Wijk, adres: str, jaar: int
) -> None:
    make_zelfscan(wijk, jaar - 1, "team", scores={"SF1": 1, "SF2": 3, "SF3": 2, "SF4": 2})
    make_zelfscan(wijk, jaar, "team", scores={"SF1": 3, "SF2": 1, "SF3": 2, "D1": 4})
    make_zelfscan(wijk, jaar, "bewoners", scores={"SF1": 1, "SF3": 3, "D1": 4})
    make_zelfscan(make_wijk(), jaar, "bewoners", scores={"SF4": 4})
    rijen = {rij.punt: rij for _, rows in overzicht_of(wijk, jaar).groepen for rij in rows}
    assert rijen[Scanpunt.STEUN].team.verloop == "2 hoger dan vorig jaar"
    assert rijen[Scanpunt.OPDRACHT].team.verloop == "2 lager dan vorig jaar"
    assert rijen[Scanpunt.VERBINDERS].team.verloop == "net als vorig jaar"
    assert rijen[Scanpunt.STEUN].anders == "Het team is positiever dan bewoners."
    assert rijen[Scanpunt.VERBINDERS].anders == ""
    assert rijen[Scanpunt.VRIJWILLIGERS].bewoners.nu is None
    assert rijen[Scanpunt.STEUN].team.stippen == [True, True, True, False]
    page = team.get(adres).content.decode()
    assert "3 van 4" in page
    assert "vorig jaar 2 van 4" in page  # left open this year
    assert "2 hoger dan vorig jaar (1 van 4)" in " ".join(page.split())
    older = team.get(adres, {"jaar": jaar - 1}).content.decode()
    assert "Het team is positiever" not in older
    assert team.get(adres, {"jaar": "raar"}).status_code == 200


def test_a_year_without_a_scan_can_be_chosen_and_is_empty(team: Client, wijk: Wijk, adres: str) -> None:
    make_zelfscan(wijk, 2020, "team")
    page = team.get(adres, {"jaar": 1999}).content.decode()
    assert "/1999/" not in page
    assert "Hier komt wat u samen vindt" in page


def test_as_many_queries_for_one_as_for_many(team: Client, wijk: Wijk, adres: str, jaar: int) -> None:
    counts = []
    for years in (range(jaar, jaar + 1), range(2016, jaar)):
        for year in years:
            make_zelfscan(wijk, year, "team", scores={punt.value: 2 for punt in Scanpunt})
        with CaptureQueriesContext(connection) as queries:
            assert team.get(adres).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
