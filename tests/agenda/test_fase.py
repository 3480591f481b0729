from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from agenda.fases import Fase
from agenda.kompas import stand_of
from agenda.models import Fasekeuze, Wijkagenda
from kern.klok import today
from tests.factories import Rol, make_agenda, make_fasekeuze, make_gebruiker, make_wijk
from wijken.models import Gebeurtenis, Wijk

pytestmark = pytest.mark.django_db
WAARDEN = Fase.WAARDEN.nummer


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def adres(wijk: Wijk, nummer: int = WAARDEN) -> str:
    return f"/team/{wijk.slug}/fase/{nummer}/"


def staat_in(client: Client, wijk: Wijk, nummer: int = WAARDEN) -> str:
    """What the kompas says of a phase."""
    page = client.get(f"/team/{wijk.slug}/").content.decode()
    return page.split(f'id="fase-{nummer}"')[1].split("</li>")[0]


@pytest.mark.parametrize("fase", list(Fase))
def test_each_phase_says_what_it_is_for_and_leads_to_pages_that_open(
    team: Client, wijk: Wijk, fase: Fase
) -> None:
    make_agenda(wijk)
    page = team.get(adres(wijk, fase.nummer)).content.decode()
    assert f"<h1>{fase.label}</h1>" in page
    tools = page.split('id="gereedschap"')[1].split("</section>")[0]
    links = re.findall(r'href="(/(?:team|wijken)/[^"]+)"', tools)
    assert links
    assert {link: team.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_who_may_not_adopt_is_not_led_to_adopting(team: Client, wijk: Wijk) -> None:
    page = team.get(adres(wijk, Fase.VASTSTELLEN.nummer)).content.decode()
    assert f"/team/{wijk.slug}/agenda/vaststellen/" not in page


def test_skipping_asks_for_a_reason_and_keeps_the_choice(team: Client, wijk: Wijk) -> None:
    response = team.post(adres(wijk), {"keuze": "over", "reden": "  "})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Schrijf op waarom u deze fase overslaat." in page
    assert re.search(r'<input[^>]*value="over"[^>]*checked', page)
    assert not Fasekeuze.objects.exists()


def test_nothing_chosen_keeps_the_words(team: Client, wijk: Wijk) -> None:
    response = team.post(adres(wijk), {"reden": "Wij kennen elkaar al."})
    assert response.status_code == 422
    assert "Wij kennen elkaar al." in response.content.decode()


def test_a_skipped_phase_says_so_and_can_be_taken_up_again(team: Client, wijk: Wijk) -> None:
    make_agenda(wijk)
    assert "Overgeslagen" not in staat_in(team, wijk)
    sent = {"keuze": "over", "reden": "Wij <kennen> elkaar al."}
    for _ in range(2):
        response = team.post(adres(wijk), sent)
        assert response["Location"] == f"/team/{wijk.slug}/#fase-{WAARDEN}"
    assert Fasekeuze.objects.count() == 1
    assert Gebeurtenis.objects.filter(actie="fase_gekozen").count() == 1
    assert "Overgeslagen" in staat_in(team, wijk)
    assert "Wij &lt;kennen&gt; elkaar al." in team.get(adres(wijk)).content.decode()
    team.post(adres(wijk), {"keuze": "bezig", "reden": "Toch nog een avond."})
    assert "Loopt nog" in staat_in(team, wijk)
    team.post(adres(wijk), {"keuze": "kompas", "reden": ""})
    assert "Loopt nog" not in staat_in(team, wijk)
    assert Fasekeuze.objects.count() == 3


def test_saying_that_a_phase_is_done_goes_before_the_checks(team: Client, wijk: Wijk) -> None:
    team.post(adres(wijk, Fase.CIJFERS.nummer), {"keuze": "klaar", "reden": ""})
    assert "Klaar" in staat_in(team, wijk, Fase.CIJFERS.nummer)


def test_a_choice_begins_the_round_when_there_is_none(team: Client, wijk: Wijk) -> None:
    team.post(adres(wijk), {"keuze": "klaar", "reden": ""})
    agenda = Wijkagenda.objects.get(wijk=wijk)
    assert agenda.fasekeuzes.get().fase == Fase.WAARDEN


def test_a_choice_of_the_round_before_says_nothing_of_this_one(wijk: Wijk) -> None:
    make_fasekeuze(make_agenda(wijk, actief=False))
    make_agenda(wijk)
    make_fasekeuze(make_agenda(make_wijk()))
    assert stand_of(wijk).keuzes == {}


def test_the_next_step_passes_over_what_is_skipped(team: Client, wijk: Wijk) -> None:
    page = team.get(f"/team/{wijk.slug}/").content.decode()
    assert "Schrijf op waarom u begint" in page
    team.post(adres(wijk, 0), {"keuze": "over", "reden": "De gemeente schrijft dit."})
    page = team.get(f"/team/{wijk.slug}/").content.decode()
    assert "Schrijf op waarom u begint" not in page
    assert "Vraag bewoners om hun verhaal" in page


def test_there_are_ten_phases_and_no_more(team: Client, wijk: Wijk) -> None:
    assert team.get(adres(wijk, 10)).status_code == 404
    assert team.post(adres(wijk, 10), {"keuze": "klaar"}).status_code == 404


def test_a_wrong_choice_is_refused(team: Client, wijk: Wijk) -> None:
    assert team.post(adres(wijk), {"keuze": "weg", "reden": "x"}).status_code == 422
    assert not Fasekeuze.objects.exists()


def test_who_chose_is_kept_with_the_day(team: Client, wijk: Wijk) -> None:
    team.post(adres(wijk), {"keuze": "klaar", "reden": ""})
    row = Fasekeuze.objects.get()
    assert (row.datum, row.door) == (today(), wijk.lidmaatschappen.get().gebruiker)


def test_the_history_is_of_this_phase_newest_first(team: Client, wijk: Wijk) -> None:
    agenda = make_agenda(wijk)
    make_fasekeuze(agenda, reden="Eerst dit.", datum=today() - dt.timedelta(days=9))
    make_fasekeuze(agenda, keuze="bezig", reden="Toen dat.")
    make_fasekeuze(agenda, "CIJFERS", reden="Iets anders.")
    page = team.get(adres(wijk)).content.decode()
    assert page.index("Toen dat.") < page.index("Eerst dit.")
    assert "Iets anders." not in page
