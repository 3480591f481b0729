"""'Ik doe mee' at what an action needs: the offer knows for which action it was made."""

from __future__ import annotations

import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.bijdragen.selectors import read_nodig, read_overzicht
from agenda.models import Behoefte
from agenda.ronde.selectors import merk_van
from agenda.ronde.services import begin_ronde
from bewoners.models import Aanbod, Concept
from tests.bewoners.test_aanbod import BEREIK
from tests.factories import (
    Rol,
    make_actie,
    make_agenda,
    make_gebruiker,
    make_plan,
    make_versie,
    make_wijk,
)
from tests.samen import make_aanbod, make_behoefte
from wijken.volgcodes import code_for

pytestmark = pytest.mark.django_db
HOME = "/wijken/jubbega/aanbod/"
WAT = "Bankjes <bouwen>"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def behoefte() -> Behoefte:
    agenda = make_agenda(make_wijk("jubbega"))
    actie = make_actie(make_plan(agenda), WAT)
    make_versie(agenda)
    return make_behoefte(actie, "Mensen die timmeren", soort="kennis", labels=[])


@pytest.fixture
def team(behoefte: Behoefte) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=behoefte.wijk))
    return client


def start_of(behoefte: Behoefte) -> str:
    return f"{HOME}?soort={behoefte.soort}&over={behoefte.uuid}"


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def offer_from(client: Client, page: str, **more: str) -> Aanbod:
    """From the first page to the thanks, with what the page itself carries."""
    sent = {"soort": "kennis", "concept": hidden(page, "concept"), "over": hidden(page, "over"), **more}
    address = client.post(HOME, sent)["Location"]
    for answers in ({"labels": ["groen"]}, {"tekst": "Ik kan zagen."}, {"over": "ja"}, BEREIK):
        assert "U wilt helpen bij:" in read(client, address)
        address = client.post(address, answers)["Location"]
    assert "U wilt helpen bij:" in read(client, address)
    client.post(address)
    return Aanbod.objects.get()


def test_the_agenda_leads_to_the_offer_with_kind_and_action(client: Client, behoefte: Behoefte) -> None:
    link = f'href="{start_of(behoefte)}"'.replace("&", "&amp;")
    plan = behoefte.agenda.agendapunten.get()
    assert link in read(client, "/wijken/jubbega/agenda/")
    assert link in read(client, f"/wijken/jubbega/agenda/plan/{plan.uuid}/")
    page = read(client, start_of(behoefte))
    assert "U wilt helpen bij:" in page
    assert "Bankjes &lt;bouwen&gt;" in page
    chosen = next(part for part in page.split("<input") if 'value="kennis"' in part)
    assert "checked" in chosen.split(">")[0]


def test_the_offer_remembers_it_and_the_team_reads_it(
    client: Client, team: Client, behoefte: Behoefte
) -> None:
    row = offer_from(client, read(client, start_of(behoefte)))
    assert (row.over, row.soort, row.tekst) == (behoefte.actie_uuid, "kennis", "Ik kan zagen.")
    assert "bij: Bankjes &lt;bouwen&gt;" in read(team, "/team/jubbega/aanbod/")
    assert "Bankjes &lt;bouwen&gt;" in read(team, f"/team/jubbega/aanbod/{row.pk}/")
    assert "Bankjes &lt;bouwen&gt;" in read(client, f"/volg/{code_for(row.verzend_id)}/")


def test_what_was_typed_and_the_action_stay_when_something_misses(client: Client, behoefte: Behoefte) -> None:
    answer = client.post(HOME, {"soort": "", "over": str(behoefte.uuid)})
    assert answer.status_code == 422
    assert "U wilt helpen bij:" in answer.content.decode()
    page = read(client, start_of(behoefte))
    first = client.post(HOME, {"soort": "kennis", "over": hidden(page, "over")})["Location"]
    back = f"{HOME}{Concept.objects.get().pk}/"
    assert first.startswith(back)
    page = read(client, back)
    assert hidden(page, "over") == str(behoefte.actie_uuid)
    again = {"soort": "tijd", "over": hidden(page, "over"), "concept": hidden(page, "concept")}
    for _ in range(2):
        assert client.post(HOME, again).status_code == 303
    assert Concept.objects.get().gegevens == {"soort": "tijd", "over": str(behoefte.actie_uuid)}


def test_pressed_once_more_after_sending_is_the_same_offer(client: Client, behoefte: Behoefte) -> None:
    page = read(client, start_of(behoefte))
    offer_from(client, page)
    sent = {"soort": "kennis", "concept": hidden(page, "concept"), "over": hidden(page, "over")}
    assert client.post(HOME, sent)["Location"].endswith("/bedankt/")
    assert Concept.objects.count() == 1


@pytest.mark.parametrize("over", ["", "geen-sleutel", "00000000-0000-4000-8000-000000000000", "x" * 5000])
def test_an_unknown_action_is_passed_over_in_silence(client: Client, behoefte: Behoefte, over: str) -> None:
    page = read(client, f"{HOME}?soort=onzin&over={over}")
    assert "U wilt helpen bij" not in page
    answer = client.post(HOME, {"soort": "kennis", "over": over})
    assert answer.status_code == 303
    assert Concept.objects.get().gegevens == {"soort": "kennis"}


def test_an_action_of_another_wijk_or_not_adopted_yet_is_never_named(
    client: Client, behoefte: Behoefte
) -> None:
    elders = make_agenda(make_wijk("elders"))
    strange = make_behoefte(make_actie(make_plan(elders), "Geheim elders"))
    make_versie(elders)
    later = make_behoefte(make_actie(make_plan(behoefte.agenda, "Later"), "Nog geheim"))
    for need in (strange, later):
        for key in (need.uuid, need.actie_uuid):
            page = read(client, f"{HOME}?over={key}")
            assert "U wilt helpen bij" not in page
            assert "eheim" not in page


def test_who_chose_the_action_comes_first_in_the_suggestions(behoefte: Behoefte) -> None:
    wijk = behoefte.wijk
    make_aanbod(wijk, "Past", soort="kennis", labels=["groen"], wanneer=["weekend"])
    make_aanbod(wijk, "Koos het zelf", soort="tijd", labels=[], over=behoefte.actie_uuid)
    make_aanbod(wijk, "Koos iets anders", soort="tijd", labels=[], over=uuid.uuid4())
    voorstellen = read_nodig(behoefte)[2]
    assert [each.aanbod.tekst for each in voorstellen] == ["Koos het zelf", "Past"]
    assert voorstellen[0].redenen[0] == "Koos zelf deze actie."
    assert [rij.voorstellen for rij in read_overzicht(wijk).rijen] == [2]


def test_in_a_next_round_it_is_still_the_same_action(team: Client, behoefte: Behoefte) -> None:
    wijk = behoefte.wijk
    make_aanbod(wijk, "Koos het zelf", soort="tijd", labels=[], over=behoefte.actie_uuid)
    plan = behoefte.agenda.agendapunten.get()
    begin_ronde(
        agenda=behoefte.agenda,
        van_jaar=2029,
        tot_jaar=2030,
        merk=merk_van({plan.uuid}),
        plannen=[plan.uuid],
    )
    assert "Koos zelf deze actie." in read_nodig(behoefte)[2][0].redenen
    assert "bij: Bankjes" in read(team, "/team/jubbega/aanbod/")


def test_an_offer_for_an_action_that_is_no_more_is_still_read(team: Client, behoefte: Behoefte) -> None:
    make_aanbod(behoefte.wijk, "Van vroeger", over=uuid.uuid4())
    page = read(team, "/team/jubbega/aanbod/")
    assert "Van vroeger" in page
    assert "bij:" not in page


def test_the_list_asks_no_more_for_more(team: Client, behoefte: Behoefte) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert team.get("/team/jubbega/aanbod/").status_code == 200
        return len(queries)

    make_aanbod(behoefte.wijk, over=behoefte.actie_uuid)
    few = asked()
    for _ in range(19):
        make_aanbod(behoefte.wijk, over=behoefte.actie_uuid)
    assert asked() == few
