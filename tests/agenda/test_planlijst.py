"""The long lists of plans, folded: what asks for something first, one plan open, small with very many."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.keuzes import ActieStatus
from agenda.models import Actie, Agendapunt, Behoefte, Wijkagenda
from tests import factories as f
from tests.samen import make_aanbod, make_actieoordeel, make_behoefte, make_toezegging

pytestmark = pytest.mark.django_db
BIJDRAGEN = "/team/jubbega/bijdragen/"
OORDEEL = "/team/jubbega/oordeel/"
BOTH = pytest.mark.parametrize("adres", [BIJDRAGEN, OORDEEL])
MOST = 300_000  # bytes


@pytest.fixture
def agenda() -> Wijkagenda:
    return f.make_agenda(f.make_wijk("jubbega"))


@pytest.fixture
def team(agenda: Wijkagenda) -> Client:
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=agenda.wijk))
    return client


def made(agenda: Wijkagenda, titel: str, *, klaar: bool) -> Agendapunt:
    """A plan with two actions that are done; `klaar`: nothing is needed and all was judged."""
    plan = f.make_plan(agenda, titel)
    for number in (1, 2):
        actie = f.make_actie(plan, f"{titel}, actie {number}")
        f.make_voortgang(actie, ActieStatus.KLAAR)
        behoefte = make_behoefte(actie, f"Iets voor {titel}", aantal=1)
        if klaar:
            make_toezegging(behoefte, status="toegezegd", hoe="telefoon")
            make_actieoordeel(actie, "gelukt", weg="bijeenkomst", aantal=4)
    return plan


@pytest.fixture
def plannen(agenda: Wijkagenda) -> list[Agendapunt]:
    """One plan that asks for something, and one that does not."""
    rows = [made(agenda, "Open <plan>", klaar=False), made(agenda, "Rond plan", klaar=True)]
    f.make_versie(agenda)
    return rows


def page(client: Client, adres: str, **headers: str) -> str:
    answer = client.get(adres, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@BOTH
def test_what_asks_for_something_comes_first_and_is_folded(
    team: Client, plannen: list[Agendapunt], adres: str
) -> None:
    html = page(team, adres)
    assert "Open &lt;plan&gt;" in html
    assert "Rond plan" not in html
    assert ", actie 1" not in html
    assert f'href="?plan={plannen[0].uuid}#plan-{plannen[0].uuid}"' in html
    everything = page(team, f"{adres}?toon=alles")
    assert "Rond plan" in everything
    assert f'href="?plan={plannen[1].uuid}&amp;toon=alles#plan-{plannen[1].uuid}"' in everything
    assert ", actie 1" not in everything


@BOTH
def test_a_plan_opens_on_its_own_address_also_when_it_asks_for_nothing(
    team: Client, plannen: list[Agendapunt], adres: str
) -> None:
    html = page(team, f"{adres}?plan={plannen[1].uuid}")
    assert f'id="plan-{plannen[1].uuid}"' in html
    assert "Rond plan, actie 2" in html
    assert "Open &lt;plan&gt;, actie 1" not in html
    assert "Vouw dicht" in html
    for strange in ("onzin", str(uuid.uuid4())):
        assert "Vouw dicht" not in page(team, f"{adres}?plan={strange}")


@BOTH
def test_htmx_gets_the_plan_alone(team: Client, plannen: list[Agendapunt], adres: str) -> None:
    html = page(team, f"{adres}?plan={plannen[0].uuid}", **{"HX-Request": "true"})
    assert html.startswith("<article")
    assert html.count("<article") == 1
    assert "Open &lt;plan&gt;, actie 2" in html
    assert "autofocus" in html


@BOTH
def test_the_only_plan_is_open(team: Client, agenda: Wijkagenda, adres: str) -> None:
    made(agenda, "Enig plan", klaar=False)
    f.make_versie(agenda)
    html = page(team, adres)
    assert "Enig plan, actie 1" in html
    assert "Vouw dicht" not in html
    assert "Alle plannen" not in html


@BOTH
def test_when_nothing_asks_for_anything_all_plans_are_there(
    team: Client, agenda: Wijkagenda, adres: str
) -> None:
    for titel in ("Eerste plan", "Tweede plan"):
        made(agenda, titel, klaar=True)
    f.make_versie(agenda)
    html = page(team, adres)
    assert "Eerste plan" in html
    assert "Tweede plan" in html
    assert "Nog zonder oordeel" not in html


def test_the_counts_say_what_is_behind_a_fold(team: Client, agenda: Wijkagenda) -> None:
    plan = made(agenda, "Half plan", klaar=False)
    made(agenda, "Rond plan", klaar=True)
    first, second = plan.acties.order_by("pk")
    make_toezegging(Behoefte.objects.get(actie_uuid=first.uuid), status="gestopt")
    make_actieoordeel(second, "niet", weg="bijeenkomst", aantal=3)
    f.make_versie(agenda)
    needed = page(team, f"{BIJDRAGEN}?toon=alles")
    for said in ("nog 2 dingen nodig", "Iemand stopte", "Alles is er", "2 keer ja", "2 acties"):
        assert said in needed
    judged = page(team, f"{OORDEEL}?toon=alles")
    assert "1 nog zonder oordeel" in judged
    assert "Overal een oordeel" in judged


def test_who_seeks_an_action_for_a_wish_chooses_from_all_plans(
    team: Client, plannen: list[Agendapunt]
) -> None:
    html = page(team, f"{BIJDRAGEN}?label=groen")
    address = f"?plan={plannen[1].uuid}&toon=alles&label=groen"
    assert f'href="{address.replace("&", "&amp;")}#plan-{plannen[1].uuid}"' in html
    opened = page(team, f"{BIJDRAGEN}{address}")
    actie = plannen[1].acties.all()[0]
    assert f'href="{BIJDRAGEN}actie/{actie.uuid}/nodig/?label=groen"' in opened
    assert "label=onzin" not in page(team, f"{BIJDRAGEN}?label=onzin")


def test_what_is_done_brings_one_back_to_the_open_plan(team: Client, plannen: list[Agendapunt]) -> None:
    plan = plannen[1]
    actie = plan.acties.all()[0]
    sent = {"datum": "2026-01-05", "gelukt": "5", "deels": "", "niet": "2", "nog_niet": "0"}
    answer = team.post(f"{OORDEEL}{actie.uuid}/", sent)
    assert answer["Location"] == f"{OORDEEL}?plan={plan.uuid}#actie-{actie.uuid}"
    assert f'id="actie-{actie.uuid}"' in page(team, answer["Location"])
    back = f"{BIJDRAGEN}?plan={plan.uuid}#plan-{plan.uuid}"
    need = Behoefte.objects.get(actie_uuid=actie.uuid)
    promise = need.toezeggingen.get()
    for adres in (f"nodig/{need.uuid}/", f"actie/{actie.uuid}/wie/"):
        assert f'href="{back}"' in page(team, f"{BIJDRAGEN}{adres}")
    assert team.post(f"{BIJDRAGEN}wie/{promise.uuid}/verwijderen/")["Location"] == back
    assert team.post(f"{BIJDRAGEN}nodig/{need.uuid}/verwijderen/")["Location"] == back


@BOTH
def test_two_hundred_plans_make_a_small_page_with_as_many_queries_as_two(
    team: Client, agenda: Wijkagenda, adres: str
) -> None:
    def fill(plans: int) -> None:
        rows = [
            Agendapunt(wijk=agenda.wijk, agenda=agenda, titel=f"Een plan met een gewone titel, {number}")
            for number in range(plans)
        ]
        for plan in Agendapunt.objects.bulk_create(rows):
            acties = [
                Actie(wijk=agenda.wijk, agendapunt=plan, wat=f"Iets doen {number}", klaar_op="2020-01-01")
                for number in range(5)
            ]
            Actie.objects.bulk_create(acties)
            make_behoefte(plan.acties.all()[0])
        f.make_versie(agenda, nummer=agenda.versies.count() + 1)

    def asked(address: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = team.get(address)
        return len(queries), len(answer.content)

    make_aanbod(agenda.wijk)
    fill(2)
    few, _size = asked(adres)
    fill(198)
    many, size = asked(adres)
    last = agenda.agendapunten.order_by("-pk")[0]
    opened, opened_size = asked(f"{adres}?plan={last.uuid}&toon=alles")
    assert few == many == opened < 20
    assert size < MOST
    assert size < opened_size < MOST
