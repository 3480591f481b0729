"""The values of a wijk at its plans, on the kompas and in a new round."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client

from agenda.kernwaarden.services import remove_kernwaarde, update_kernwaarde
from agenda.kompas import stand_of
from agenda.models import Agendapunt, Kernwaarde, Wijkagenda
from agenda.services.merken import update_merken
from kern.fouten import DomeinFout
from tests.factories import Rol, make_agenda, make_plan, make_wijk
from tests.rondes import begin, member, sent
from tests.samen import make_kernwaarde
from tests.tegelijk import together
from tests.waarden import make_rij, ticked, words_of
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk()


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    return make_agenda(wijk)


@pytest.fixture
def team(client: Client, wijk: Wijk) -> Client:
    return member(client, wijk, Rol.TEAMLID)


# ---- marks at a plan ---------------------------------------------------------------------------------


def test_a_plan_is_marked_with_values_in_their_order(team: Client, wijk: Wijk, agenda: Wijkagenda) -> None:
    plan = make_plan(agenda)
    url = f"/team/{wijk.slug}/agenda/plan/{plan.uuid}/"
    assert "Kies samen wat u belangrijk vindt" in team.get(url).content.decode()
    moed, rust, _trots = make_rij(agenda, "Moed", "Rust", "Trots")
    marks = {"formulier": "merken", "revisie": "1", "waarden": [str(rust.uuid), str(moed.uuid)]}
    assert team.post(url, marks).status_code == 303
    plan.refresh_from_db()
    assert plan.waarden == [moed.uuid, rust.uuid]
    page = team.get(url).content.decode()
    assert "Moed, Rust" in page
    assert "Bij welke waarden past dit plan?" in page
    assert ticked(page, "waarden") == {str(moed.uuid), str(rust.uuid)}
    stale = team.post(url, marks | {"waarden": [str(rust.uuid)]})
    assert stale.status_code == 409
    assert "Moed, Rust" in stale.content.decode()


def test_a_value_of_another_agenda_is_refused_and_the_other_ticks_stay(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    plan, own = make_plan(agenda), make_kernwaarde(agenda)
    strange = make_kernwaarde(make_agenda(make_wijk("elders")))
    old = make_kernwaarde(make_agenda(wijk, actief=False))
    for wrong in (strange, old):
        marks = {"formulier": "merken", "revisie": "1", "waarden": [str(own.uuid), str(wrong.uuid)]}
        answer = team.post(f"/team/{wijk.slug}/agenda/plan/{plan.uuid}/", marks)
        assert answer.status_code == 422
        assert "De waarden zijn intussen veranderd." in answer.content.decode()
        assert ticked(answer.content.decode(), "waarden") == {str(own.uuid)}
        with pytest.raises(DomeinFout):
            update_merken(plan=plan, revisie=1, waarden=[wrong.uuid])
    plan.refresh_from_db()
    assert plan.waarden == []


@pytest.mark.django_db(transaction=True)
def test_marking_and_removing_at_once_leaves_no_mark_of_what_is_gone() -> None:
    agenda = make_agenda(make_wijk())
    waarde = make_kernwaarde(agenda)
    plans = [make_plan(agenda, f"Plan {n}") for n in range(3)]

    def mark(pk: int) -> None:
        plan = Agendapunt.objects.select_related("agenda", "wijk").get(pk=pk)
        try:
            update_merken(plan=plan, revisie=plan.revisie, waarden=[waarde.uuid])
        except DomeinFout:
            return

    def remove() -> None:
        remove_kernwaarde(waarde=Kernwaarde.objects.select_related("agenda").get(pk=waarde.pk))

    together(*[partial(mark, plan.pk) for plan in plans], remove)
    assert not Kernwaarde.objects.exists()
    assert [plan.waarden for plan in agenda.agendapunten.all()] == [[], [], []]


# ---- the kompas and a new round ----------------------------------------------------------------------


def test_the_kompas_counts_the_values_of_this_round_alone(wijk: Wijk, agenda: Wijkagenda) -> None:
    make_kernwaarde(make_agenda(wijk, actief=False))
    make_kernwaarde(make_agenda(make_wijk("elders")))
    assert (stand_of(wijk).kernwaarden, stand_of(wijk).kernwaarden_zonder_merk) == (0, 0)
    make_rij(agenda, "A", "B")
    make_kernwaarde(agenda, "C", merkbaar="Aan de koffie.")
    assert (stand_of(wijk).kernwaarden, stand_of(wijk).kernwaarden_zonder_merk) == (3, 2)


def test_the_page_is_found_from_the_kompas_the_phase_and_the_agenda(
    team: Client, wijk: Wijk, agenda: Wijkagenda
) -> None:
    for start in ("", "fase/1/", "agenda/"):
        assert (
            f'href="/team/{wijk.slug}/kernwaarden/"'
            in team.get(f"/team/{wijk.slug}/{start}").content.decode()
        )


def test_values_go_along_into_a_new_round_with_the_marks_of_the_plans(agenda: Wijkagenda) -> None:
    first, second = make_rij(agenda, "Moed", "Rust")
    update_kernwaarde(waarde=first, revisie=1, woord="Moed", merkbaar="Wij zeggen het.", voor=3, van=4)
    plan = make_plan(agenda)
    update_merken(plan=plan, revisie=1, waarden=[second.uuid])
    new = begin(agenda, plan)
    moed, rust = new.kernwaarden.all()
    assert (moed.merkbaar, moed.voor, moed.van, moed.overgenomen_van) == ("Wij zeggen het.", 3, 4, first.uuid)
    assert {moed.uuid, rust.uuid}.isdisjoint({first.uuid, second.uuid})
    assert new.agendapunten.get().waarden == [rust.uuid]
    plan.refresh_from_db()
    assert plan.waarden == [second.uuid]
    assert words_of(agenda) == ["Moed", "Rust"]


def test_values_stay_behind_when_nobody_asks_for_them(wijk: Wijk, agenda: Wijkagenda) -> None:
    waarde, plan = make_kernwaarde(agenda, "Mienskip", kaart=""), make_plan(agenda)
    update_merken(plan=plan, revisie=1, waarden=[waarde.uuid])
    coordinator = member(Client(), wijk)
    url = f"/team/{wijk.slug}/agenda/nieuwe-ronde/"
    page = coordinator.get(url).content.decode()
    assert ticked(page, "neem_waarden") == {"on"}
    assert "Mienskip" in page
    assert coordinator.post(url, sent(agenda, plan)).status_code == 303
    new = Wijkagenda.objects.get(wijk=wijk, actief=True)
    assert words_of(new) == []
    assert new.agendapunten.get().waarden == []
