"""How broad an agenda is, and the hint at a plan on loneliness: cases on values, and the page of the team."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.breedte import Kant, breadth, loneliness_hint
from agenda.inhoud import PlanDeel
from agenda.keuzes import Aandacht, Doel, Leeftijd
from tests import factories as f
from tests.rapportage.stof import make_plandeel, make_waardedeel
from wijken.kamers import KAMERS, Kamer, kamers_of
from wijken.themas import Thema

ACTIVITEIT = "Een activiteit alleen helpt vaak niet."
TOE = "Wie gaat naar mensen toe die niet komen?"
JONG = "Denkt u ook aan jongeren?"


def deel(onderwerp: str = "", doelen: tuple[str, ...] = (), **merken: Any) -> PlanDeel:
    plan = make_plandeel(1, "Een plan", [])
    return {**plan, "onderwerp": onderwerp, "doelen": list(doelen), **merken}  # type: ignore[typeddict-item]


def kant(naam: str, *plannen: PlanDeel) -> Kant:
    return next(each for each in breadth(plannen) if each.naam == naam)


def test_every_theme_has_a_room_and_every_room_a_theme() -> None:
    assert set(KAMERS) == set(Thema.values)
    assert {kamer for kamers in KAMERS.values() for kamer in kamers} == set(Kamer)
    assert kamers_of("") == ()
    assert kamers_of("T06") == (Kamer.SOCIAAL, Kamer.ARBEID)


def test_without_plans_there_is_nothing_to_say() -> None:
    assert breadth([]) == ()


def test_the_rooms_follow_from_the_themes() -> None:
    kamers = kant("Kamers van het huis", deel("T01"), deel("T04"))
    assert kamers.ontbreekt == (
        str(Kamer.MATERIEEL.label),
        str(Kamer.ARBEID.label),
        str(Kamer.WAARDEN.label),
    )
    assert kant("Kamers van het huis", *map(deel, Thema.values)).vol
    assert not kant("Kamers van het huis", deel()).gekozen


def test_goals_ages_and_subjects_without_a_plan() -> None:
    een = deel(doelen=("D1", "D2"), leeftijden=["15-24"], aandacht=["eenzaam", "dementie"])
    twee = deel(doelen=("D2", "D6"), leeftijden=["75+", "15-24"], aandacht=[])
    assert kant("Doelen", een, twee).ontbreekt == tuple(
        str(doel.label) for doel in (Doel.PLEK, Doel.EIGEN_KRACHT, Doel.TOEGANG)
    )
    assert kant("Leeftijden", een, twee).ontbreekt == tuple(
        str(each.label) for each in (Leeftijd.KIND, Leeftijd.VOLWASSEN, Leeftijd.OUDER)
    )
    assert len(kant("Onderwerpen", een, twee).ontbreekt) == len(Aandacht) - 2
    assert kant("Doelen", deel(doelen=tuple(Doel.values))).vol


def test_nothing_chosen_is_said_apart_from_something_missing() -> None:
    oud = make_plandeel(1, "Uit een oudere versie", [])
    assert "leeftijden" not in oud
    assert not kant("Leeftijden", oud).gekozen
    assert not kant("Leeftijden", deel(leeftijden=[])).gekozen
    assert not kant("Onderwerpen", deel(aandacht=["bestaat-niet"])).gekozen


@pytest.mark.parametrize(
    ("aandacht", "leeftijden", "eropaf", "zinnen"),
    [
        (["dementie"], [], "", ()),
        (["eenzaam"], [], "", (ACTIVITEIT, TOE, JONG)),
        (["eenzaam"], ["75+"], "", (ACTIVITEIT, TOE, JONG)),
        (["eenzaam"], ["15-24"], "  ", (ACTIVITEIT, TOE)),
        (["eenzaam"], ["75+"], "Maatjes bellen aan.", (JONG,)),
        (["eenzaam"], [], "Maatjes bellen aan.", ()),
        (["eenzaam"], ["15-24", "75+"], "Maatjes bellen aan.", ()),
    ],
)
def test_the_hint_on_loneliness(
    aandacht: list[str], leeftijden: list[str], eropaf: str, zinnen: tuple[str, ...]
) -> None:
    assert loneliness_hint(aandacht=aandacht, leeftijden=leeftijden, eropaf=eropaf) == zinnen


@pytest.mark.django_db
def test_the_team_sees_what_no_plan_touches_and_it_costs_no_more_queries() -> None:
    wijk = f.make_wijk()
    agenda = f.make_agenda(wijk)
    client = Client()
    client.force_login(f.make_gebruiker(f.Rol.TEAMLID, wijk=wijk))
    path = reverse("agenda:agenda_team", args=[wijk.slug])
    assert "Wat staat er nog niet op de agenda?" not in client.get(path).content.decode()
    counts = []
    for number in (1, 30):
        for _ in range(number):
            plan = f.make_plan(agenda)
            plan.leeftijden, plan.aandacht = ["0-14"], ["eenzaam"]
            plan.save()
        with CaptureQueriesContext(connection) as captured:
            page = client.get(path).content.decode()
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "Wat staat er nog niet op de agenda?" in page
    assert "Dat hoeft niet erg te zijn." in page
    missing = page.partition("Wat staat er nog niet op de agenda?")[2].partition("</dl>")[0]
    assert "Mantelzorg" in missing
    assert "Jongeren, 15 tot 25 jaar" in missing
    assert "Eenzaamheid" not in missing
    assert "Kinderen" not in missing


def test_the_values_are_a_side_only_where_values_were_chosen() -> None:
    rij = [make_waardedeel("Ontmoeting"), make_waardedeel("Humor")]
    over, zonder = deel(waarden=[rij[0]["uuid"], "van een andere agenda"]), deel()
    assert "Waarden" not in [each.naam for each in breadth([over])]
    assert breadth([zonder, over], rij)[-1] == Kant("Waarden", ("Humor",), gekozen=True)
    assert breadth([deel(waarden=[each["uuid"] for each in rij])], rij)[-1].vol
    assert breadth([zonder], rij)[-1] == Kant("Waarden", ("Ontmoeting", "Humor"), gekozen=False)
    assert breadth([], rij) == ()
