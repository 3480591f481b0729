"""One plan by itself: its page, its short link, the sheet of QR codes."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import VaststelDoor
from agenda.models import Agendapunt, Wijkagenda
from agenda.nalezen import read_again
from agenda.services.vaststellen import vaststellen
from kern.klok import today
from tests import factories as f
from wijken.models import Kortelink, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda() -> Wijkagenda:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda, "Een <groene> plek", waarom='Ouderen "zitten" niet.'))
    f.make_plan(agenda, "Samen eten")
    return agenda


@pytest.fixture
def team(agenda: Wijkagenda) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=agenda.wijk))
    return client


def plan_of(agenda: Wijkagenda, titel: str = "Een <groene> plek") -> Agendapunt:
    return agenda.agendapunten.get(titel=titel)


def address(plan: Agendapunt) -> str:
    return f"/wijken/jubbega/agenda/plan/{plan.uuid}/"


def links(wijk: Wijk) -> dict[uuid.UUID | None, str]:
    return dict(Kortelink.objects.filter(wijk=wijk, doel="plan").values_list("sleutel", "code"))


def adopt(agenda: Wijkagenda) -> None:
    vaststellen(
        agenda=agenda,
        door=VaststelDoor.BEWONERSAVOND,
        datum=today(),
        plaats="het dorpshuis",
        voor=4,
        van=5,
        nagelezen=True,
        merk=read_again(agenda).merk,
        reden="Wij beginnen vast.",
    )


def test_adopting_gives_each_plan_a_link_that_stays(agenda: Wijkagenda) -> None:
    adopt(agenda)
    before = links(agenda.wijk)
    assert set(before) == {plan.uuid for plan in agenda.agendapunten.all()}
    f.make_plan(agenda, "Nog een plan")
    adopt(agenda)
    after = links(agenda.wijk)
    assert len(after) == 3
    assert before.items() <= after.items()


def test_the_short_link_leads_to_the_plan(agenda: Wijkagenda) -> None:
    adopt(agenda)
    plan = plan_of(agenda)
    answer = Client().get(f"/d/{links(agenda.wijk)[plan.uuid]}/")
    assert answer.headers["Location"] == address(plan)


def test_the_page_holds_one_plan_and_says_what_it_is(agenda: Wijkagenda) -> None:
    f.make_versie(agenda)
    plan = plan_of(agenda)
    page = Client().get(address(plan)).content.decode()
    assert "Een &lt;groene&gt; plek" in page
    assert "Samen eten" not in page
    assert '<meta property="og:title" content="Een &lt;groene&gt; plek">' in page
    assert "Ouderen &quot;zitten&quot; niet." in page
    assert f'content="http://localhost:8000{address(plan)}"' in page or address(plan) in page
    assert "Wat kunt u doen?" in page


def test_a_draft_and_a_plan_of_another_wijk_are_not_found(agenda: Wijkagenda) -> None:
    assert Client().get(address(plan_of(agenda))).status_code == 404
    f.make_versie(agenda)
    nieuw = f.make_plan(agenda, "Geheim concept")
    assert Client().get(address(nieuw)).status_code == 404
    elders = f.make_agenda(f.make_wijk("elders"))
    vreemd = f.make_plan(elders, "Van elders")
    f.make_versie(elders)
    assert Client().get(address(vreemd)).status_code == 404


def test_a_plan_of_an_earlier_agenda_leads_to_the_one_of_now(agenda: Wijkagenda) -> None:
    f.make_versie(agenda)
    oud = plan_of(agenda)
    Wijkagenda.objects.update(actief=False)
    nieuw = f.make_agenda(agenda.wijk, van_jaar=2029, tot_jaar=2030)
    mee = f.make_plan(nieuw, "Een nog groenere plek")
    mee.overgenomen_van = oud.uuid
    mee.save()
    f.make_versie(nieuw)
    page = Client().get(address(oud)).content.decode()
    assert "Dit plan geldt niet meer" in page
    assert f"/wijken/jubbega/agenda/eerder/{agenda.pk}/" in page
    assert address(mee) in page
    gone = Client().get(address(plan_of(agenda, "Samen eten"))).content.decode()
    assert "Een nog groenere plek" not in gone


def test_the_sheet_has_a_code_for_each_plan_and_makes_it_once(team: Client, agenda: Wijkagenda) -> None:
    assert "Er is nog geen agenda vastgesteld" in team.get("/team/jubbega/agenda/qr/").content.decode()
    f.make_versie(agenda)  # adopted before plans had a link
    page = team.get("/team/jubbega/agenda/qr/").content.decode()
    assert page.count('class="qr"') == 2
    made = links(agenda.wijk)
    assert len(made) == 2
    assert all(f"/d/{code}/" in page for code in made.values())
    team.get("/team/jubbega/agenda/qr/")
    assert links(agenda.wijk) == made


def test_the_sheet_asks_no_more_for_more(team: Client, agenda: Wijkagenda) -> None:
    def asked() -> int:
        team.get("/team/jubbega/agenda/qr/")  # the links are made the first time
        with CaptureQueriesContext(connection) as queries:
            assert team.get("/team/jubbega/agenda/qr/").status_code == 200
        return len(queries)

    f.make_versie(agenda)
    few = asked()
    for number in range(28):
        f.make_plan(agenda, f"Plan {number}")
    f.make_versie(agenda, nummer=2)
    assert asked() == few
