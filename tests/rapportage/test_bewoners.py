"""The chapter 'Wat zeiden de bewoners?': what stands on the site, copied when the agenda is adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.antwoordlijsten import vragenlijsten_deel, weten_deel
from agenda.inhoud import WEGGEHAALD, Inhoud
from agenda.models import AgendaVersie, Wijkagenda
from agenda.opbouw import build_inhoud, build_werklijst
from agenda.services.redactie import redact_passage
from analyse.models import Vragenlijst
from analyse.uitslag.publiceren import publish_lijst, publish_vraag
from kern.klok import today
from rapportage.hoofdstukken import build_boek
from rapportage.samenstelling import STANDAARD, Hoofdstuk, Samenstelling
from tests.factories import make_agenda, make_versie, make_wijk
from tests.rapportage.conftest import make, pages_of, read
from tests.rapportage.stof import LINK, empty_inhoud, rich_inhoud
from tests.uitslagen import everyone, fill_in
from tests.vragen import make_duiding, make_vraag, make_vragenlijst

KOP = "Wat zeiden de bewoners?"
DEEL: dict[str, Any] = {
    "slug": "lijst",
    "titel": "Hoe woont u hier?",
    "aantal": 40,
    "datum": "2026-12-01",
    "vragen": [
        {
            "code": "E1",
            "anker": "vraag-E1",
            "kop": "Wat mist u het meest?",
            "getal": "40",
            "bijschrift": "mensen gaven antwoord",
            "zin": "25 van de 40 mensen kozen ‘Een bankje’.",
            "blokken": [
                {
                    "titel": "",
                    "aantal": 40,
                    "balken": [
                        {"label": "Een bankje", "tekst": "25 (63%)", "breedte": "62.5", "bekend": True},
                        {"label": "Een boom", "tekst": "", "breedte": "0", "bekend": False},
                    ],
                }
            ],
        }
    ],
}


def with_answers(inhoud: Inhoud) -> Inhoud:
    inhoud["vragenlijsten"] = [DEEL]  # type: ignore[list-item]
    inhoud["weten"] = [{"vraag": "Wat speelt er in de wijk?", "tekst": "Er is geen plek om te zitten."}]
    return inhoud


def chapters(inhoud: Inhoud, keuze: Samenstelling | None = None) -> list[str]:
    boek = build_boek(inhoud, link=LINK, concept=False, keuze=keuze)
    return [deel.titel for deel in (*boek.vooraan, *boek.delen)]


@pytest.fixture
def agenda() -> Wijkagenda:
    return make_agenda(make_wijk("jubbega"))


@pytest.fixture
def lijst(agenda: Wijkagenda) -> Vragenlijst:
    lijst = make_vragenlijst(agenda.wijk, "Hoe woont u hier?", slug="lijst")
    fill_in(lijst, everyone(make_vraag(lijst, "E1", "EEN", openbaar=True), {"a": 25, "b": 15}))
    publish_lijst(lijst=lijst, openbaar=True)
    return lijst


# ---- the chapter ---------------------------------------------------------------------------------
def test_it_is_there_by_default_only_when_something_is_on_the_site() -> None:
    assert Hoofdstuk.BEWONERS in STANDAARD
    assert KOP not in chapters(rich_inhoud())
    assert KOP in chapters(with_answers(rich_inhoud()))
    rest = tuple(each for each in STANDAARD if each is not Hoofdstuk.BEWONERS)
    assert KOP not in chapters(with_answers(rich_inhoud()), Samenstelling(hoofdstukken=rest))
    assert KOP in chapters(empty_inhoud(), Samenstelling(hoofdstukken=(Hoofdstuk.BEWONERS,)))


def test_its_numbers_lead_to_the_site() -> None:
    [lijst] = build_boek(with_answers(rich_inhoud()), link=LINK, concept=False).vragenlijsten
    assert lijst.link == "http://testserver/wijken/jubbega/vragenlijst/lijst/uitslag/"
    assert (lijst.mensen, lijst.datum) == ("40 mensen gaven antwoord", "1 december 2026")


@pytest.mark.pdf
@pytest.mark.usefixtures("pango")
def test_the_pdf_read_back() -> None:
    text = " ".join(pages_of(read(make(with_answers(rich_inhoud())))))
    for part in (
        KOP,
        "40 mensen gaven antwoord. De getallen zijn van 1 december 2026.",
        "25 (63%)",
        "laten wij niet zien",
        "Er is geen plek om te zitten.",
    ):
        assert part in text


# ---- the document --------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_document_holds_what_is_on_the_site(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    make_vraag(lijst, "E2", "EEN", tekst={"nl": "Niet op de site?"})
    make_duiding(agenda.wijk, "H1", tekst="Klaar hiermee.", klaar=True)
    make_duiding(agenda.wijk, "H2", tekst="Nog niet klaar.")
    inhoud = build_inhoud(agenda)
    [deel] = inhoud["vragenlijsten"]
    assert (deel["titel"], deel["aantal"], deel["datum"]) == ("Hoe woont u hier?", 40, today().isoformat())
    assert [vraag["code"] for vraag in deel["vragen"]] == ["E1"]
    assert inhoud["weten"] == [{"vraag": "Wat speelt er in de wijk?", "tekst": "Klaar hiermee."}]
    assert "vragenlijsten" not in build_werklijst(agenda)


@pytest.mark.django_db
def test_more_answers_change_nothing_before_the_copy_does(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    """Else nobody could adopt an agenda while a list is open: it would change under the reader."""
    before = build_inhoud(agenda)
    fill_in(lijst, everyone(lijst.vragen.get(), {"a": 9}))
    assert build_inhoud(agenda) == before


@pytest.mark.django_db
def test_an_adopted_agenda_goes_on_saying_the_same(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    versie = make_versie(agenda, inhoud=build_inhoud(agenda))
    publish_vraag(vraag=lijst.vragen.get(), openbaar=False)
    make_duiding(agenda.wijk, "H1", klaar=True)
    fresh = AgendaVersie.objects.get(pk=versie.pk).inhoud
    assert "25 van de 40 mensen kozen ‘A’." in str(fresh["vragenlijsten"])
    assert KOP in chapters(fresh)
    assert build_inhoud(agenda)["vragenlijsten"] == []


@pytest.mark.django_db
def test_words_of_the_team_can_be_taken_away(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    make_duiding(agenda.wijk, "H1", klaar=True)
    versie = make_versie(agenda, inhoud=build_inhoud(agenda))
    versie = redact_passage(versie=versie, pad=("weten", "0", "tekst"))
    assert versie.inhoud["weten"][0]["tekst"] == WEGGEHAALD
    assert lijst.titel in str(versie.inhoud["vragenlijsten"])


@pytest.mark.django_db
def test_a_list_of_the_round_before_is_not_in_it(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    begin = today() - dt.timedelta(days=10)
    assert len(vragenlijsten_deel(agenda.wijk, begin)) == 1
    Vragenlijst.objects.update(status="gesloten", gesloten_op=begin - dt.timedelta(days=1))
    assert vragenlijsten_deel(agenda.wijk, begin) == []
    assert len(vragenlijsten_deel(agenda.wijk, None)) == 1
    assert weten_deel(make_wijk()) == []
    assert vragenlijsten_deel(make_wijk(), None) == []


@pytest.mark.django_db
def test_as_many_queries_for_one_list_as_for_ten(agenda: Wijkagenda, lijst: Vragenlijst) -> None:
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as seen:
            vragenlijsten_deel(agenda.wijk, None)
        counts.append(len(seen))
        for _each in range(9):
            more = make_vragenlijst(agenda.wijk)
            fill_in(more, everyone(make_vraag(more, "E1", "EEN", openbaar=True), {"a": 30}))
            publish_lijst(lijst=more, openbaar=True)
    assert counts == [3, 3]
    assert len(vragenlijsten_deel(agenda.wijk, None)) == 19
