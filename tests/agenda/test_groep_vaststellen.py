"""What the agendagroep said, in the agenda it adopts: read again, printed by consent, taken away later."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from agenda.groep.stemming import read_stemming
from agenda.keuzes import VaststelDoor
from agenda.models import Agendagroeplid, AgendaVersie, Groepsstem, Wijkagenda
from agenda.nalezen import read_again
from agenda.services.redactie import redact_passage
from agenda.services.vaststellen import vaststellen
from kern.fouten import DomeinFout
from kern.klok import today
from rapportage.hoofdstukken import build_boek
from tests.factories import Rol, make_actie, make_agenda, make_gebruiker, make_plan, make_wijk
from tests.samen import make_groepslid, make_groepsstem
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
PAGINA = "/team/hier/agenda/vaststellen/"
TEGEN = "Te weinig voor <jongeren>."


@pytest.fixture
def wijk() -> Wijk:
    return make_wijk("hier")


@pytest.fixture
def agenda(wijk: Wijk) -> Wijkagenda:
    """Two in favour, one against who may be quoted, one who chose nothing and may not be."""
    agenda = make_agenda(wijk)
    make_actie(make_plan(agenda))
    for naam, stem, tekst, mag in (
        ("Mia", "voor", "Heel mooi.", True),
        ("Jan", "voor", "", False),
        ("Els", "tegen", TEGEN, True),
        ("Bo", "onthouden", "Niet voor anderen.", False),
    ):
        make_groepsstem(make_groepslid(wijk, naam), agenda, stem=stem, tekst=tekst, mag_noemen=mag)
    make_groepslid(wijk, "Nog niet gestemd")
    return agenda


@pytest.fixture
def coordinator(wijk: Wijk) -> Client:
    client = Client()
    client.force_login(make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    return client


def adopt(agenda: Wijkagenda, **changes: Any) -> AgendaVersie:
    values: dict[str, Any] = {
        "door": VaststelDoor.AGENDAGROEP,
        "datum": today(),
        "plaats": "het dorpshuis",
        "voor": 2,
        "van": 4,
        "nagelezen": True,
        "merk": read_again(agenda).merk,
        "groepmerk": read_stemming(agenda).merk,
        "reden": "Een proef.",
    }
    return vaststellen(agenda=agenda, **{**values, **changes})


def test_the_document_holds_the_tally_and_what_may_be_printed(agenda: Wijkagenda) -> None:
    vaststelling = adopt(agenda).inhoud["vaststelling"]
    assert (vaststelling["voor"], vaststelling["van"], vaststelling["onthouden"]) == (2, 4, 1)
    assert vaststelling["gezegd"] == [{"stem": "tegen", "tekst": TEGEN}]


def test_when_others_adopt_the_group_is_not_quoted(agenda: Wijkagenda) -> None:
    vaststelling = adopt(agenda, door=VaststelDoor.COLLEGE, groepmerk="").inhoud["vaststelling"]
    assert not {"onthouden", "gezegd"} & set(vaststelling)


def test_a_vote_after_reading_stops_it_and_the_same_send_twice_is_one(agenda: Wijkagenda) -> None:
    read = read_stemming(agenda).merk
    Groepsstem.objects.filter(stem="tegen").update(tekst="Iets heel anders.")
    with pytest.raises(DomeinFout, match="intussen gestemd"):
        adopt(agenda, groepmerk=read)
    sent = {"merk": read_again(agenda).merk, "groepmerk": read_stemming(agenda).merk}
    assert adopt(agenda, **sent) == adopt(agenda, **sent)
    assert AgendaVersie.objects.count() == 1


def test_the_page_shows_the_votes_and_fills_them_in_when_asked(
    coordinator: Client, agenda: Wijkagenda
) -> None:
    page = coordinator.get(PAGINA)
    assertContains(page, "2 van de 4 leden die stemden, waren voor. De groep heeft 5 leden.")
    assertContains(page, "Te weinig voor &lt;jongeren&gt;.")
    assertNotContains(page, "Niet voor anderen.")
    assertNotContains(page, "Heel mooi.")
    assert value_of(page.content.decode(), "van") == ""
    filled = coordinator.get(f"{PAGINA}?door=agendagroep").content.decode()
    assert (value_of(filled, "voor"), value_of(filled, "van")) == ("2", "4")
    assert re.search(r'value="agendagroep"[^>]*checked', filled)


def value_of(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


def test_words_about_one_person_are_marked_before_adopting(coordinator: Client, agenda: Wijkagenda) -> None:
    Groepsstem.objects.filter(stem="tegen").update(tekst="Bel mijn buurman: 06 12 34 56 78.")
    page = coordinator.get(PAGINA)
    assertContains(page, "Iemand van de agendagroep")
    assertContains(page, '<mark class="wa-merk">06 12 34 56 78</mark>', html=True)


def test_adopting_by_the_page_and_a_vote_meanwhile(coordinator: Client, agenda: Wijkagenda) -> None:
    nalezing = read_again(agenda)
    sent = {
        "merk": nalezing.merk,
        "groepmerk": read_stemming(agenda).merk,
        "door": "agendagroep",
        "datum": today().isoformat(),
        "plaats": "het dorpshuis",
        "voor": 2,
        "van": 4,
        "reden": "Een proef.",
        "nagelezen": "on",
        "cijfers": nalezing.cijfers,
    }
    late = Agendagroeplid.objects.get(naam="Nog niet gestemd")
    make_groepsstem(late, agenda, stem="tegen", tekst="Ik ook niet.", mag_noemen=True)
    page = coordinator.post(PAGINA, sent)
    assertContains(page, "Ik ook niet.", status_code=409)
    assert value_of(page.content.decode(), "plaats") == "het dorpshuis"
    assert not AgendaVersie.objects.exists()
    sent |= {"groepmerk": read_stemming(agenda).merk, "van": 5}
    assert coordinator.post(PAGINA, sent).status_code == 303
    assert len(AgendaVersie.objects.get().inhoud["vaststelling"]["gezegd"]) == 2


def test_everyone_reads_it_on_the_page_and_in_the_pdf_without_a_name(
    client: Client, coordinator: Client, agenda: Wijkagenda
) -> None:
    versie = adopt(agenda)
    page = client.get("/wijken/hier/agenda/")
    for tekst in (
        "Wat de anderen zeiden",
        "Te weinig voor &lt;jongeren&gt;.",
        "Was tegen",
        "1 mens koos niet",
    ):
        assertContains(page, tekst)
    for naam in ("Els", "Niet voor anderen.", "Heel mooi."):
        assertNotContains(page, naam)
    assertContains(
        coordinator.get(f"/team/hier/agenda/versie/{versie.pk}/"), "Te weinig voor &lt;jongeren&gt;."
    )
    boek = build_boek(versie.inhoud, link="http://x/", concept=False)
    assert boek.gezegd == (f"“{TEGEN}” (was tegen)",)
    assert boek.stemmen == "2 van de 4 mensen waren voor. 1 mens koos niet."


def test_it_can_be_taken_away_later(client: Client, agenda: Wijkagenda) -> None:
    versie = redact_passage(versie=adopt(agenda), pad=["vaststelling", "gezegd", "0", "tekst"])
    assert versie.redacties == 1
    page = client.get("/wijken/hier/agenda/")
    assertContains(page, "“[weggehaald]”")
    assertNotContains(page, "jongeren")
