"""The page that makes a new report: which kind, then what it holds."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import AgendaVersie
from kern.klok import today
from rapportage.models import Rapport
from rapportage.samenstelling import STANDAARD
from tests.factories import (
    Rol,
    make_agenda,
    make_bundel,
    make_gebruiker,
    make_inbreng,
    make_onderbouwing,
    make_plan,
    make_terugkoppeling,
    make_versie,
    make_wijk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
Soort = Rapport.Soort


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("jubbega")


@pytest.fixture
def team(client: Client, wijk: Wijk) -> Client:
    client.force_login(make_gebruiker(Rol.TEAMLID, wijk=wijk))
    return client


def answered(wijk: Wijk, count: int = 1) -> None:
    for number in range(count):
        bundel = make_bundel(wijk, f"Onderwerp {number:02d}")
        for _ in range(number + 1 if count < 10 else 1):
            make_inbreng(wijk, bundel=bundel)
        make_terugkoppeling(bundel)


def adopt(wijk: Wijk) -> AgendaVersie:
    agenda = make_agenda(wijk)
    make_onderbouwing(make_plan(agenda), inbreng=make_inbreng(wijk, "Ik mis een bankje."))
    return make_versie(agenda)


def address(wijk: Wijk, soort: str = "") -> str:
    return reverse("rapportage:rapport_new", args=[wijk.slug]) + (f"?soort={soort}" if soort else "")


def chosen(*codes: str, **plaats: int) -> dict[str, object]:
    """A filled in form of the agenda."""
    data: dict[str, object] = {"soort": "agenda", "van": "vastgesteld", "toon": ["acties", "wie"]}
    data |= {f"kies_{code}": "on" for code in codes}
    return data | {f"plaats_{code}": place for code, place in plaats.items()}


def test_without_an_agenda_the_page_says_what_to_do_first(team: Client, wijk: Wijk) -> None:
    assert "Nog geen agenda" in team.get(address(wijk)).content.decode()
    assert "Nog geen agenda" in team.get(address(wijk, "agenda")).content.decode()
    assert team.post(address(wijk), {"soort": "uitvoering", "van": "concept"}).status_code == 422


def test_what_needs_an_adopted_agenda_says_so(team: Client, wijk: Wijk) -> None:
    make_agenda(wijk)
    page = team.get(address(wijk)).content.decode()
    assert page.count("Dit kan zodra de agenda is vastgesteld.") == 3
    assert 'href="?soort=uitvoering"' in page
    assert 'href="?soort=poster"' not in page
    assert "Dit kan pas" in team.get(address(wijk, "poster")).content.decode()
    assert team.post(address(wijk), {"soort": "poster", "taal": "nl"}).status_code == 422


@pytest.mark.parametrize("soort", ["agenda", "uitvoering", "terugblik", "poster", "brief"])
def test_every_form_can_be_sent_as_it_is_shown(team: Client, wijk: Wijk, soort: str) -> None:
    adopt(wijk)
    answered(wijk)
    form = team.get(address(wijk, soort)).context["form"]
    data = {"soort": soort} | {
        field.html_name: field.value() for field in form if field.value() not in (None, False, "")
    }
    for _ in range(2):
        answer = team.post(address(wijk), data)
        rapport = Rapport.objects.get()
        assert answer.status_code == 303
        assert answer["Location"].endswith(f"#rapport-{rapport.pk}")
    assert rapport.soort == soort
    assert rapport.versie is not None
    assert rapport.gevraagd_door is not None


def test_chapters_come_in_the_order_of_their_numbers(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    team.post(address(wijk), chosen("plannen", "kompas", "bronnen", plannen=2, kompas=9, bronnen=1))
    rapport = Rapport.objects.get()
    assert rapport.samenstelling["hoofdstukken"] == ["bronnen", "plannen", "kompas"]
    assert rapport.samenstelling["toon"] == ["acties", "wie"]
    page = team.get(reverse("rapportage:rapport_list", args=[wijk.slug])).content.decode()
    assert "Bronnen, De plannen, Waar staan wij?. Bij elk plan: de acties, wie het doet." in page
    assert "Keuze uit de agenda" in page


def test_all_as_it_stands_asks_for_the_whole_agenda(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    data = chosen(*STANDAARD) | {"toon": ["acties", "wie", "onderbouwing", "qr"]}
    assert team.post(address(wijk), data).status_code == 303
    assert Rapport.objects.whole().count() == 1


def test_nothing_chosen_keeps_what_was_typed(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    answer = team.post(address(wijk), chosen(kompas=77) | {"toon": ["notities"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kies minstens één hoofdstuk." in page
    assert 'value="77"' in page
    assert not Rapport.objects.exists()
    answer = team.post(address(wijk), chosen("plannen") | {"plaats_plannen": "eerst"})
    assert answer.status_code == 422
    assert "Schrijf een heel getal" in answer.content.decode()


def test_a_poster_holds_six_at_most_and_the_largest_are_ticked(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    answered(wijk, 7)
    form = team.get(address(wijk, "poster")).context["form"]
    values = [value for value, _label in form.fields["bundels"].choices]
    assert next(label for _value, label in form.fields["bundels"].choices) == "Onderwerp 06"
    assert form["bundels"].value() == values[:6]
    data = {"soort": "poster", "taal": "nl", "papier": "A4", "bundels": values}
    answer = team.post(address(wijk), data)
    assert answer.status_code == 422
    assert "hooguit zes onderwerpen" in answer.content.decode()
    assert team.post(address(wijk), data | {"bundels": values[1:3]}).status_code == 303
    assert Rapport.objects.get().samenstelling["bundels"] == values[1:3]


def test_a_bundle_of_another_wijk_is_no_choice(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    other = make_bundel(make_wijk("elders"))
    make_terugkoppeling(other)
    data = {"soort": "poster", "taal": "nl", "papier": "A4", "bundels": [str(other.pk)]}
    assert team.post(address(wijk), data).status_code == 422


def test_a_year_of_another_wijk_is_no_choice(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    elders = adopt(make_wijk("elders"))
    answer = team.post(address(wijk), {"soort": "terugblik", "jaar": f"{elders.pk}-{today().year}"})
    assert answer.status_code == 422


def test_a_letter_with_a_bank_account_keeps_what_was_typed(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    tekst = "Betaal op NL91 ABNA 0417 1643 00 <b>nu</b>."
    answer = team.post(address(wijk), {"soort": "brief", "taal": "nl", "inleiding": tekst})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "rekeningnummer" in page
    assert "&lt;b&gt;nu&lt;/b&gt;" in page


def test_the_list_marks_what_is_only_for_the_team(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    team.post(address(wijk), chosen("plannen") | {"toon": ["acties", "notities"]})
    page = team.get(reverse("rapportage:rapport_list", args=[wijk.slug])).content.decode()
    assert "Alleen voor het team" in page


def test_as_many_queries_for_thirty_answers_as_for_one(team: Client, wijk: Wijk) -> None:
    adopt(wijk)
    answered(wijk)
    team.get(address(wijk, "poster"))  # fills what is kept between requests
    with CaptureQueriesContext(connection) as one:
        team.get(address(wijk, "poster"))
    answered(wijk, 29)
    with CaptureQueriesContext(connection) as many:
        team.get(address(wijk, "poster"))
    assert len(one) == len(many)
