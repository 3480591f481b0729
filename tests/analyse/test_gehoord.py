"""Who was heard: shares beside CBS, worked out by hand, and what to do about who is missing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from analyse.gehoord.advies import advise
from analyse.gehoord.regels import GESLACHT, HUIS, LEEFTIJD, Oordeel, compare, judge
from analyse.gehoord.selectors import read_gehoord
from analyse.models import Vragenlijst
from tests.factories import Rol, make_gebruiker, make_regio, make_voorziening, make_waarde, make_wijk
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_deurronde, make_straatdeel, make_vraag, make_vragenlijst
from wijken.models import Wijk, WijkRegio

pytestmark = pytest.mark.django_db

LEEFTIJDEN = ("12-14", "15-24", "25-44", "45-64", "65-74", "75+", "zegniet")
# 4.000 people of 15 and older: 16, 25, 30 and 29 of a hundred
CBS = {
    "inwoners": 4800,
    "leeftijd_0_15": 800,
    "leeftijd_15_25": 640,
    "leeftijd_25_45": 1000,
    "leeftijd_45_65": 1200,
    "leeftijd_65plus": 1160,
}


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk(code="WK007401")


@pytest.fixture
def lijst(wijk: Wijk) -> Vragenlijst:
    return make_vragenlijst(wijk, slug="lijst")


@pytest.fixture
def team(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def page_of(team: Client, wijk: Wijk) -> str:
    return team.get(f"/team/{wijk.slug}/analyse/lijst/lijst/gehoord/").content.decode()


def make_cbs(wijk: Wijk, **more: Any) -> None:
    regio = wijk.regios.get()
    for sleutel, waarde in {**CBS, **more}.items():
        make_waarde(regio, sleutel, waarde)


def ask_age(lijst: Vragenlijst, **counts: int) -> None:
    vraag = make_vraag(lijst, "V39", "EEN", kiezen=LEEFTIJDEN)
    given = {"15-24": 12, "25-44": 40, "45-64": 70, "65-74": 40, "75+": 38, "12-14": 5, "zegniet": 7}
    fill_in(lijst, everyone(vraag, {**given, **counts}))


@pytest.mark.parametrize(
    ("verschil", "oordeel"),
    [
        (-11, Oordeel.VEEL_TE_WEINIG),
        (-10, Oordeel.TE_WEINIG),
        (-6, Oordeel.TE_WEINIG),
        (-5, Oordeel.GOED),
        (0, Oordeel.GOED),
        (5, Oordeel.GOED),
        (6, Oordeel.MEER),
        (10, Oordeel.MEER),
        (11, Oordeel.VEEL_MEER),
    ],
)
def test_the_steps(verschil: int, oordeel: Oordeel) -> None:
    assert judge(verschil) is oordeel


def test_ages_beside_everyone_of_fifteen_and_older(wijk: Wijk, lijst: Vragenlijst) -> None:
    make_cbs(wijk)
    ask_age(lijst)
    (paneel,) = read_gehoord(lijst).panelen
    # 200 people in the comparison; 65 to 74 and 75 and older together; children and 'zeg ik niet' left out
    rows = [(r.groep.sleutel, r.aantal, r.deel, r.cbs_aantal, r.cbs_deel, r.verschil) for r in paneel.regels]
    assert rows == [
        ("15-24", 12, 6, 640, 16, -10),
        ("25-44", 40, 20, 1000, 25, -5),
        ("45-64", 70, 35, 1200, 30, 5),
        ("65+", 78, 39, 1160, 29, 10),
    ]
    assert [regel.oordeel for regel in paneel.regels] == [
        Oordeel.TE_WEINIG,
        Oordeel.GOED,
        Oordeel.GOED,
        Oordeel.MEER,
    ]


def test_the_page_says_it_in_words(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    make_cbs(wijk)
    ask_age(lijst)
    page = page_of(team, wijk)
    assert "Jongeren van 15 tot 25 zijn nog weinig gehoord: 12 van de 640." in page
    assert "Dit geeft een beeld, het is geen steekproef." in page
    assert "5 kinderen van 12 tot en met 14 jaar staan hier niet bij" in page
    assert "CBS, Kerncijfers wijken en buurten 2025" in page
    assert "Nog weinig gehoord" in page  # the light in words
    assert f'href="/team/{wijk.slug}/analyse/lijst/{lijst.slug}/uitslag/#vraag-V39">12<' in page
    assert f'href="/wijken/{wijk.slug}/cijfers/">16%<' in page
    assert "Plan een ronde langs de deuren." in page


def test_other_rent_is_all_rent_less_corporations() -> None:
    cbs = {"pct_koopwoningen": 60, "pct_huurwoningen": 40, "pct_corporatie": 30}
    rows = compare(
        HUIS,
        {"koophuis": 45, "huur_corporatie": 5, "huur_ander": 0, "weetniet": 9},
        {key: Decimal(value) for key, value in cbs.items()},
    )
    assert [(r.aantal, r.deel, r.cbs_deel, r.cbs_aantal) for r in rows] == [
        (45, 90, 60, None),
        (5, 10, 30, None),
        (0, 0, 10, None),
    ]


def test_too_few_answers_and_figures_that_do_not_fit_give_no_rows() -> None:
    cbs = {"vrouwen": Decimal(100), "mannen": Decimal(100)}
    assert compare(GESLACHT, {"vrouw": 20, "man": 9}, cbs) == ()
    assert len(compare(GESLACHT, {"vrouw": 20, "man": 10}, cbs)) == 2
    odd = {key: Decimal(10) for key in LEEFTIJD.sleutels} | {"leeftijd_65plus": Decimal(900)}
    assert compare(LEEFTIJD, {"15-24": 40}, odd) == ()


def test_few_answers_say_how_many_more(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    make_cbs(wijk)
    vraag = make_vraag(lijst, "V39", "EEN", kiezen=LEEFTIJDEN)
    fill_in(lijst, everyone(vraag, {"15-24": 29, "12-14": 9}))
    page = page_of(team, wijk)
    assert "Wij vergelijken vanaf 30 antwoorden. Nu zijn er 29." in page
    assert "<tbody>" not in page.split("Hoe kwam het binnen?")[0]


def test_a_figure_that_cbs_keeps_back_is_told(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    regio = wijk.regios.get()
    make_waarde(regio, "vrouwen", None, reden="geheim")
    make_waarde(regio, "mannen", 100)
    vraag = make_vraag(lijst, "V40", "EEN", kiezen=("vrouw", "man"))
    fill_in(lijst, everyone(vraag, {"vrouw": 30, "man": 30}))
    assert "Wij kunnen dit niet vergelijken: onbekend of geheim." in page_of(team, wijk)


def test_shares_of_two_regions_cannot_be_added(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    second = make_regio("WK007402")
    WijkRegio.objects.create(wijk=wijk, regio=second)
    for regio in wijk.regios.all():
        for sleutel in HUIS.sleutels:
            make_waarde(regio, sleutel, 50)
    vraag = make_vraag(lijst, "V42", "EEN", kiezen=("koophuis", "huur_corporatie", "huur_ander"))
    fill_in(lijst, everyone(vraag, {"koophuis": 40}))
    assert "Dit cijfer kunnen wij niet optellen." in page_of(team, wijk)


def test_a_list_that_does_not_ask(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    make_vraag(lijst, "E1", "EEN")
    assert "Wij hoorden nog niemand" in page_of(team, wijk)
    fill_in(lijst, [{}])
    assert "Deze lijst vraagt niet hoe oud iemand is" in page_of(team, wijk)


def test_advice_names_the_place_the_door_and_the_moment(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    make_cbs(wijk)
    ask_age(lijst)
    make_voorziening(wijk, "Alarm", wat="Voor jongeren", soort="hulpnummer")
    make_voorziening(wijk, "De <Soos>", wat="Voor jongeren van 12 tot 20")
    make_voorziening(make_wijk(), "Jeugdhonk van een ander", wat="Voor jongeren")
    ronde = make_deurronde(lijst)
    make_straatdeel(ronde, "Dorpsstraat", deel="bij de kerk", gebeld=9, geen_gehoor=7)
    make_straatdeel(ronde, "Kerkweg", gebeld=9, geen_gehoor=2)
    page = page_of(team, wijk)
    assert "Neem de lijst mee naar De &lt;Soos&gt;." in page
    assert "Ga nog een keer door Dorpsstraat (bij de kerk)." in page
    assert f'/lijst/{lijst.slug}/deuren/"' in page
    assert "Daar deed 7 keer niemand open." in page
    assert "Kies een vrijdagavond of een zaterdagmiddag." in page
    assert "van een ander" not in page.split("Wie missen wij nog?")[1]


def test_every_advice_has_a_reason() -> None:
    for soort in (LEEFTIJD, GESLACHT, HUIS):
        for groep in soort.groepen:
            found = advise(groep, plekken=[], deur=None)
            assert len(found) == 3
            assert all(advies.wat and advies.waarom for advies in found)


def test_what_came_in_per_week(lijst: Vragenlijst) -> None:
    monday = dt.date(2026, 3, 2)
    fill_in(lijst, [{}] * 3, datum=monday)
    fill_in(lijst, [{}] * 2, datum=monday + dt.timedelta(days=6), kanaal="papier", taal="ar")
    fill_in(lijst, [{}] * 6, datum=monday + dt.timedelta(days=15))
    fill_in(lijst, [{}] * 9, datum=monday, telt="nakijken")
    respons = read_gehoord(lijst).respons
    assert respons.weken == tuple(monday + dt.timedelta(weeks=n) for n in range(3))
    assert [(r.naam, r.totaal, r.per_week) for r in respons.kanalen] == [
        ("online", 9, (3, 0, 6)),
        ("papier", 2, (2, 0, 0)),
    ]
    assert [(staaf.x, staaf.y, staaf.hoogte) for staaf in respons.kanalen[0].staafjes] == [
        (0, "20.0", "20.0"),
        (20, "0.0", "40.0"),
    ]
    assert [(r.naam, r.totaal) for r in respons.talen] == [("Nederlands", 9), ("Arabisch", 2)]


def test_half_a_year_of_weeks_and_what_was_before(lijst: Vragenlijst) -> None:
    monday = dt.date(2026, 3, 2)
    fill_in(lijst, [{}] * 4, datum=monday - dt.timedelta(weeks=26))
    fill_in(lijst, [{}] * 2, datum=monday)
    respons = read_gehoord(lijst).respons
    assert len(respons.weken) == 26
    assert respons.eerder == 4
    assert [sum(reeks.per_week) for reeks in respons.kanalen] == [2]


def test_many_answers_ask_no_more_queries_than_few(team: Client, wijk: Wijk, lijst: Vragenlijst) -> None:
    make_cbs(wijk)
    vraag = make_vraag(lijst, "V39", "EEN", kiezen=LEEFTIJDEN)
    counts = []
    for n in (5, 50):
        fill_in(lijst, everyone(vraag, dict.fromkeys(LEEFTIJDEN, n)))
        with CaptureQueriesContext(connection) as queries:
            page_of(team, wijk)
        counts.append(len(queries))
        make_voorziening(wijk, f"Plek {n}", wat="Voor jongeren")
        make_straatdeel(make_deurronde(lijst), f"Straat {n}", gebeld=9, geen_gehoor=n % 9)
    assert counts[0] == counts[1] < 20
