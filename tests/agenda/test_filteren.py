"""The public agenda by subject, buurt and age: in the address, without a script, cacheable, in words."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda.filteren import narrow
from agenda.models import Agendapunt, Wijkagenda
from agenda.weergave import show_agenda
from agenda.woorden import for_whom
from tests import factories as f
from tests.rapportage.stof import rich_inhoud

pytestmark = pytest.mark.django_db
JUBBEGA, MILDAM = "BU00740401", "BU00740402"
ADRES = "/wijken/jubbega/agenda/"


def make(agenda: Wijkagenda, titel: str, thema: str, **merken: list[str]) -> Agendapunt:
    plan = f.make_plan(agenda, titel, onderwerp=thema)
    for naam, waarde in merken.items():
        setattr(plan, naam, waarde)
    plan.save()
    return plan


@pytest.fixture
def agenda() -> Wijkagenda:
    """Three plans: for young people in Jubbega, for all in Mildam, for everyone everywhere."""
    agenda = f.make_agenda(f.make_wijk("jubbega", code="WK007404"))
    f.make_regio(JUBBEGA, naam="Jubbega")
    f.make_regio(MILDAM, naam="Mildam")
    jong = make(agenda, "Een plek voor de jeugd", "T06", leeftijden=["15-24"], buurten=[JUBBEGA])
    f.make_verzoek(jong, "Sportclub", tekst="Mag de kantine open?")
    groen = make(agenda, "Bloemen langs de weg", "T08", buurten=[MILDAM])
    bundel = f.make_bundel(agenda.wijk, "Groen in het dorp", inbrengen=1)
    f.make_onderbouwing(groen, bundel=bundel)
    f.make_terugkoppeling(bundel)
    make(agenda, "Samen koffie", "T01")
    f.make_versie(agenda)
    return agenda


def get(query: str = "", taal: str = "") -> str:
    client = Client()
    if taal:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = taal
    response = client.get(ADRES + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def shown(page: str) -> list[str]:
    return [t for t in ("Een plek voor de jeugd", "Bloemen langs de weg", "Samen koffie") if t in page]


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize(
    ("query", "titels"),
    [
        ("?onderwerp=T06", ["Een plek voor de jeugd"]),
        (f"?buurt={MILDAM}", ["Bloemen langs de weg", "Samen koffie"]),
        ("?leeftijd=15-24", ["Een plek voor de jeugd", "Bloemen langs de weg", "Samen koffie"]),
        (f"?buurt={MILDAM}&onderwerp=T08", ["Bloemen langs de weg"]),
        (f"?buurt={MILDAM}&onderwerp=T06", []),
    ],
)
def test_what_fits_is_shown(query: str, titels: list[str]) -> None:
    page = get(query)
    assert shown(page) == titels
    assert f"{len(titels)} van de 3 plannen" in page
    assert f'href="{ADRES}#plannen"' in page
    if not titels:
        assert "Geen plan past bij alles wat u koos." in page


@pytest.mark.usefixtures("agenda")
def test_only_what_occurs_can_be_chosen_and_what_was_chosen_stays() -> None:
    page = get()
    form = page.partition('role="search"')[2].partition("</form>")[0]
    assert re.findall(r'<option value="([^"]*)"', form) == [
        *("", "T01", "T06", "T08"),
        *("", JUBBEGA, MILDAM),
    ]
    assert "van de 3 plannen" not in page
    assert f'<option value="{MILDAM}" selected' in get(f"?buurt={MILDAM}")


@pytest.mark.usefixtures("agenda")
def test_an_age_that_all_plans_fit_is_no_choice_but_is_said_when_asked_for() -> None:
    assert "kies_leeftijd" not in get()
    assert "kies_leeftijd" in get("?leeftijd=15-24")


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize("query", ["?onderwerp=T99", "?buurt=%3Cscript%3E", "?leeftijd=0-14", "?buurt=%00"])
def test_what_is_not_there_does_not_count_and_is_said(query: str) -> None:
    page = get(query)
    assert len(shown(page)) == 3
    assert "Iets in uw link staat niet in deze agenda." in page
    assert "<script>" not in page.partition("<body")[2].partition("role=")[0]
    assert "&lt;script&gt;" not in page
    assert "Iets in uw link" not in get("?utm_source=flyer&onderwerp=")


@pytest.mark.usefixtures("agenda")
def test_what_hangs_on_another_plan_is_left_out_too() -> None:
    page = get("?onderwerp=T08")
    assert "Groen in het dorp" in page
    assert "Mag de kantine open?" not in page
    assert "Mag de kantine open?" in get("?onderwerp=T06")
    assert "Groen in het dorp" not in get("?onderwerp=T06")
    for anchor in re.findall(r'<a class="wa-los" href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page


@pytest.mark.usefixtures("agenda")
def test_each_plan_says_for_whom_and_where() -> None:
    page = re.sub(r"<[^>]+>", "", get())
    assert "Voor: jongeren" in " ".join(page.split())
    assert "In: Jubbega" in " ".join(page.split())
    assert page.count("Voor: ") == 1


@pytest.mark.usefixtures("agenda")
def test_the_files_follow_the_choice_and_the_language_stays() -> None:
    page = get("?onderwerp=T08", taal="en")
    assert 'href="/wijken/jubbega/agenda.csv?onderwerp=T08"' in page
    assert 'href="/wijken/jubbega/agenda.xlsx?onderwerp=T08"' in page
    assert 'href="/wijken/jubbega/agenda.pdf"' in page
    assert "1 of the 3 plans" in page
    moved = Client().get(f"{ADRES}?onderwerp=T08&taal=en")
    assert moved["Location"] == f"{ADRES}?onderwerp=T08"


@pytest.mark.usefixtures("agenda")
def test_a_choice_costs_no_query_and_no_cookie() -> None:
    counts = []
    for query in ("", "?onderwerp=T08&buurt=nergens"):
        with CaptureQueriesContext(connection) as captured:
            response = Client().get(ADRES + query)
        counts.append(len(captured))
        assert not response.cookies
        assert b"csrfmiddlewaretoken" not in response.content
    assert counts[0] == counts[1]


def test_nothing_to_choose_in_an_agenda_of_one_plan() -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega", code="WK007404"))
    f.make_regio(JUBBEGA, naam="Jubbega")
    make(agenda, "Een plek voor de jeugd", "T06", leeftijden=["15-24"], buurten=[JUBBEGA])
    f.make_versie(agenda)
    page = get()
    assert 'role="search"' not in page
    assert "In uw eigen agenda" not in page


def test_a_version_without_these_marks_still_reads() -> None:
    inhoud = rich_inhoud(2)
    for plan in inhoud["plannen"]:
        plan["acties"] = []
    asked = {"buurt": JUBBEGA, "onderwerp": inhoud["plannen"][0]["onderwerp"]}
    outcome = narrow(show_agenda(inhoud, {}), asked)
    assert outcome.onbekend
    assert [plan.nummer for plan in outcome.beeld.plannen] == [1]
    assert (outcome.beeld.plannen[0].voor, outcome.beeld.plannen[0].waar) == ("", "")


@pytest.mark.parametrize(
    ("leeftijden", "woorden"),
    [
        ([], ""),
        (["0-14", "15-24", "25-64", "65-74", "75+"], ""),
        (["15-24"], "jongeren"),
        (["75+", "0-14"], "kinderen, mensen van 75 jaar en ouder"),
        (["65-74", "75+"], "ouderen"),
        (["onbekend"], ""),
    ],
)
def test_for_whom_in_words(leeftijden: list[str], woorden: str) -> None:
    assert for_whom(leeftijden) == woorden
