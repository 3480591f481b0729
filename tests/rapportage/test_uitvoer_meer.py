"""The adopted agenda for Word and as a feed: read back as other programmes do."""

from __future__ import annotations

import datetime as dt
import io
from itertools import pairwise
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from agenda.keuzes import ActieStatus
from agenda.models import Actie, AgendaVersie, Wijkagenda
from agenda.services.redactie import redact_passage
from kern.klok import today
from tests import factories as f
from tests.samen import make_actieoordeel, make_succesverhaal

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def agenda() -> Wijkagenda:
    """Two plans, one action that goes on, one answered bundle; adopted."""
    agenda = f.make_agenda(f.make_wijk("jubbega", naam="Jubbega"))
    bundel = f.make_bundel(agenda.wijk, inbrengen=2)
    f.make_terugkoppeling(bundel, waarom="Bewoners kiezen <zelf>.")
    plan = f.make_plan(agenda, "Een groene plek", onderwerp="T01")
    f.make_onderbouwing(plan, bundel=bundel)
    f.make_voortgang(f.make_actie(plan, "Bankjes\x0c bestellen"), ActieStatus.LOOPT, tekst="Ze zijn besteld.")
    f.make_verzoek(plan, "Gemeente")
    f.make_plan(agenda, "Samen eten", onderwerp="T10")
    f.make_versie(agenda)
    return agenda


def word(query: str = "") -> Any:
    return Document(io.BytesIO(Client().get(f"/wijken/jubbega/agenda.docx{query}").content))


def words(blad: Any) -> str:
    cells = [cell.text for table in blad.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in blad.paragraphs), *cells])


def entries() -> list[Any]:
    return fromstring(Client().get("/wijken/jubbega/agenda.atom").content).findall(f"{ATOM}entry")


def test_word_has_headings_a_header_row_and_a_language(agenda: Wijkagenda) -> None:
    blad = word()
    headings = [
        (each.style.name, each.text) for each in blad.paragraphs if each.style.name.startswith("Head")
    ]
    assert ("Heading 2", "1. Een groene plek") in headings
    assert ("Heading 2", "2. Samen eten") in headings
    assert ("Heading 3", "Dit gaan we doen") in headings
    levels = [int(name[-1]) for name, _text in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(blad.tables) == 2
    for table in blad.tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert [cell.text for cell in blad.tables[0].rows[1].cells] == [
        "Bankjes bestellen",
        "Gemeente, team groen",
        "maart tot mei 2027",
        "Loopt\nZe zijn besteld.",
    ]
    assert (blad.core_properties.title, blad.core_properties.language) == (
        "Wijkagenda Jubbega 2027–2028",
        "nl-NL",
    )
    lang = blad.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang.get(f"{W}val") == "nl-NL"


@pytest.mark.usefixtures("agenda")
def test_word_follows_the_choice_of_the_page() -> None:
    text = words(word("?onderwerp=T10"))
    assert "Samen eten" in text
    assert "Een groene plek" not in text
    assert "Bankjes bestellen" not in text


def test_word_tells_what_residents_found_and_what_worked(agenda: Wijkagenda) -> None:
    row = Actie.objects.get()
    make_actieoordeel(row, "gelukt", aantal=2, tekst="Geheime woorden")
    make_succesverhaal(row.agendapunt, "Het bankje staat er", openbaar=True, factoren=["SF3"])
    make_succesverhaal(row.agendapunt, "Nog niet voor iedereen")
    before = words(word())
    assert "Dit lukte: Het bankje staat er" in before
    assert "Nog niet voor iedereen" not in before
    assert "Bewoners vinden" not in before
    make_actieoordeel(row, "niet", aantal=1)
    after = words(word())
    assert "Bewoners vinden: Gelukt 2, Niet gelukt 1 (een bijeenkomst, 3 mensen)" in after
    assert "Geheime woorden" not in after


def test_a_passage_that_was_taken_away_is_in_neither(agenda: Wijkagenda) -> None:
    versie = AgendaVersie.objects.get()
    redact_passage(versie=versie, pad=("plannen", "0", "acties", "0", "wat"))
    assert "Bankjes" not in words(word())
    assert "Bankjes" not in "".join("".join(entry.itertext()) for entry in entries())


def test_the_feed_tells_what_happened_newest_first(agenda: Wijkagenda) -> None:
    row = Actie.objects.get()
    f.make_voortgang(row, ActieStatus.KLAAR, tekst="Ze staan er.", datum=today() + dt.timedelta(days=1))
    found = entries()
    titles = [entry.findtext(f"{ATOM}title") for entry in found]
    assert titles[0] == "Bankjes bestellen: Klaar"
    assert set(titles) == {
        "Bankjes bestellen: Klaar",
        "Bankjes bestellen: Loopt",
        "De wijkagenda is vastgesteld",
        "Antwoord: Plekken om te zitten",
    }
    texts = [entry.findtext(f"{ATOM}summary") for entry in found]
    assert "Wij samen. Bewoners kiezen <zelf>." in texts
    keys = [entry.findtext(f"{ATOM}id") for entry in found]
    assert len(set(keys)) == 4
    assert keys == [entry.findtext(f"{ATOM}id") for entry in entries()]
    assert all(key and key.startswith("urn:uuid:") for key in keys)


@pytest.mark.usefixtures("agenda")
def test_the_feed_says_its_newest_day_and_has_no_words_of_residents() -> None:
    answer = Client().get("/wijken/jubbega/agenda.atom")
    assert answer["Last-Modified"].endswith("GMT")
    assert "verhaal 1" not in answer.content.decode()
    assert 'rel="self"' in answer.content.decode()


def test_the_feed_holds_fifty_and_asks_no_more_for_more(agenda: Wijkagenda) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            entries()
        return len(queries)

    few = asked()
    row = Actie.objects.get()
    for number in range(60):
        f.make_voortgang(row, tekst=f"Regel {number}")
        if number < 30:
            f.make_terugkoppeling(f.make_bundel(agenda.wijk, f"Bundel {number}", inbrengen=1))
    assert asked() == few
    assert len(entries()) == 50


def test_another_wijk_is_not_in_the_feed(agenda: Wijkagenda) -> None:
    other = f.make_agenda(f.make_wijk("elders"))
    f.make_voortgang(f.make_actie(f.make_plan(other), "Van elders"))
    f.make_versie(other)
    assert not [entry for entry in entries() if "Van elders" in "".join(entry.itertext())]
