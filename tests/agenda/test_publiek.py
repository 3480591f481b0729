"""The public pages of a wijk: its front door and its adopted agenda."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format

from agenda.keuzes import ActieStatus, VaststelDoor, VerzoekAntwoord, WieDoet
from agenda.models import Aanbieding, Agendapunt
from agenda.nalezen import read_again
from agenda.services.redactie import redact_passage
from agenda.services.vaststellen import vaststellen
from bewoners.models import Inbreng
from kern.klok import today
from tests import factories as f

pytestmark = pytest.mark.django_db


def get(path: str) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_unknown_wijk_is_not_found() -> None:
    assert Client().get("/wijken/nergens/").status_code == 404
    assert Client().get("/wijken/nergens/agenda/").status_code == 404


def test_an_empty_wijk_starts_kindly() -> None:
    wijk = f.make_wijk("oranjewoud", naam="Oranjewoud")
    home = get("/wijken/oranjewoud/")
    assert "Nog geen verhalen. U kunt de eerste zijn." in home
    assert "/wijken/oranjewoud/inbreng/" in home
    assert "Dit pakken we eerst aan" not in home
    assert wijk.telefoon in home
    agenda = get("/wijken/oranjewoud/agenda/")
    assert "Wij maken de agenda nog." in agenda
    assert "agenda.pdf" not in agenda


def test_a_draft_is_not_public() -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    f.make_actie(f.make_plan(agenda, "Geheim concept"))
    assert "Geheim concept" not in get("/wijken/jubbega/")
    assert "Geheim concept" not in get("/wijken/jubbega/agenda/")


def test_home_shows_shared_stories_in_their_own_language() -> None:
    wijk = f.make_wijk("jubbega")
    f.make_inbreng(wijk, "أود أن نأكل معًا.", taal="ar")
    f.make_inbreng(wijk, "Voor het team.", mag_delen=False)
    f.make_inbreng(wijk, "Nog niet gelezen.", status=Inbreng.Status.ONTVANGEN)
    f.make_inbreng(wijk, "<script>alert(1)</script>")
    home = get("/wijken/jubbega/")
    assert '<p lang="ar" dir="auto"> “أود أن نأكل معًا.” </p>' in " ".join(home.split())
    assert "Voor het team." not in home
    assert "Nog niet gelezen." not in home
    assert "<script>alert" not in home


def adopted() -> Agendapunt:
    wijk = f.make_wijk("jubbega", naam="Jubbega")
    agenda = f.make_agenda(wijk)
    plan = f.make_plan(agenda)
    f.make_actie(plan)
    f.make_onderbouwing(plan, inbreng=f.make_inbreng(wijk, "Ik mis een bankje."))
    bundel = f.make_bundel(wijk, inbrengen=3)
    f.make_onderbouwing(plan, bundel=bundel)
    f.make_terugkoppeling(bundel, wie=WieDoet.GEMEENTE, waarom="Zij zet ze neer.")
    f.make_versie(agenda)
    return plan


def test_the_adopted_agenda_in_residents_words() -> None:
    adopted()
    page = get("/wijken/jubbega/agenda/")
    for text in (
        "Onze wijkagenda",
        "Iedereen kent hier minstens vijf mensen.",
        "41 van de 44 mensen waren voor",
        "Dit pakken we eerst aan",
        "Wie zorgt dat het gebeurt?",
        "4 verhalen gingen hierover.",
        "Ik mis een bankje.",
        "Bankjes bestellen",
        "de gemeente. <span",
        "Zij zet ze neer.",
        "/wijken/jubbega/agenda.pdf",
    ):
        assert text in page, text
    for word in ("agendapunt", "speerpunt", "Terugkoppeling", "Trekker", "Haalbaarheid", "anoniem"):
        assert word not in page, word
    assert "Een groene plek om te zitten" in get("/wijken/jubbega/")


def test_it_is_rendered_from_the_version_alone() -> None:
    plan = adopted()
    before = get("/wijken/jubbega/agenda/")
    Inbreng.objects.update(tekst="Iets heel anders.", mag_delen=False)
    Agendapunt.objects.update(titel="Iets heel anders.", waarom="", trekker="")
    wijk = plan.wijk
    wijk.bundels.update(titel="Iets heel anders.")
    plan.acties.all().delete()
    plan.onderbouwingen.all().delete()
    plan.agenda.droom = "Iets heel anders."
    plan.agenda.save()
    assert get("/wijken/jubbega/agenda/") == before


def test_progress_is_of_today() -> None:
    plan = adopted()
    actie = plan.acties.get()
    assert "Gepland" in get("/wijken/jubbega/agenda/")
    f.make_voortgang(actie, ActieStatus.KLAAR, tekst="De bankjes staan er.")
    actie.delete()
    page = get("/wijken/jubbega/agenda/")
    assert "De bankjes staan er." in page
    assert "Stand op" in page
    assert "Gepland" not in page
    assert "1 klaar, 0 bezig" in get("/wijken/jubbega/")


def test_what_was_taken_away_is_gone_everywhere() -> None:
    plan = adopted()
    versie = plan.agenda.versies.get()
    (key,) = versie.inhoud["citaten"]
    redact_passage(versie=versie, pad=["citaten", key, "tekst"])
    page = get("/wijken/jubbega/agenda/")
    assert "Ik mis een bankje." not in page
    assert "“[weggehaald]”" in page
    assert "is 1 tekst weggehaald" in page


def test_the_newest_version_is_shown() -> None:
    plan = adopted()
    plan.titel = "Nieuwe titel"
    plan.save()
    assert "Nieuwe titel" not in get("/wijken/jubbega/agenda/")
    f.make_versie(plan.agenda, nummer=2)
    assert "Nieuwe titel" in get("/wijken/jubbega/agenda/")


def test_the_municipality_answers_in_public() -> None:
    plan = adopted()
    Aanbieding.objects.create(
        wijk=plan.wijk,
        versie=plan.agenda.versies.get(),
        aangeboden_op=today(),
        besluit=Aanbieding.Besluit.DEELS,
        besluit_op=today(),
        besluit_tekst="Niet alles kan dit jaar.",
    )
    page = get("/wijken/jubbega/agenda/")
    assert "voor een deel overgenomen" in page
    assert "Niet alles kan dit jaar." in page


def test_no_form_and_no_cookie_so_that_it_can_be_cached() -> None:
    adopted()
    for path in ("/wijken/jubbega/", "/wijken/jubbega/agenda/"):
        response = Client().get(path)
        assert not response.cookies
        assert b"csrfmiddlewaretoken" not in response.content
        assert Client().post(path).status_code == 405


def test_as_many_queries_for_thirty_plans_as_for_one() -> None:
    counts = []
    for number in (1, 30):
        wijk = f.make_wijk()
        agenda = f.make_agenda(wijk)
        for index in range(number):
            plan = f.make_plan(agenda, f"Plan {index}")
            f.make_voortgang(f.make_actie(plan))
            f.make_onderbouwing(plan, inbreng=f.make_inbreng(wijk))
            f.make_terugkoppeling(f.make_bundel(wijk, f"Bundel {index}", inbrengen=1))
        versie = f.make_versie(agenda)
        assert json.dumps(versie.inhoud).count("Plan ") >= number
        for path in (f"/wijken/{wijk.slug}/", f"/wijken/{wijk.slug}/agenda/"):
            with CaptureQueriesContext(connection) as captured:
                get(path)
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_what_parties_are_asked_shows_the_answer_of_today() -> None:
    wijk = f.make_wijk("jubbega")
    agenda = f.make_agenda(wijk)
    verzoek = f.make_verzoek(f.make_plan(agenda), partij="Gemeente", tekst="Mag het bankje er staan?")
    f.make_versie(agenda)
    voor = get("/wijken/jubbega/agenda/")
    assert "Mag het bankje er staan?" in voor
    assert "Nog geen antwoord" in voor

    verzoek.antwoord, verzoek.antwoord_tekst = VerzoekAntwoord.TOEGEZEGD, "Ja, bij de winkel."
    verzoek.antwoord_op = dt.date(2026, 11, 20)
    verzoek.save()
    na = get("/wijken/jubbega/agenda/")
    assert "Ja, bij de winkel." in na
    assert "Nog geen antwoord" not in na
    assert re.search(r"Stand\s+op\s+20 november 2026", na)


def test_an_answer_that_was_taken_away_does_not_come_back() -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    verzoek = f.make_verzoek(f.make_plan(agenda), partij="Gemeente")
    verzoek.antwoord, verzoek.antwoord_tekst = VerzoekAntwoord.GEWEIGERD, "Mevrouw Jansen wil dit niet."
    verzoek.antwoord_op = dt.date(2026, 11, 20)
    verzoek.save()
    versie = f.make_versie(agenda)
    redact_passage(versie=versie, pad=("plannen", "0", "verzoeken", "0", "antwoord_tekst"))

    pagina = get("/wijken/jubbega/agenda/")
    assert "Jansen" not in pagina
    assert "[weggehaald]" in pagina


def test_passed_on_stories_are_told() -> None:
    wijk = f.make_wijk("jubbega")
    f.make_inbreng(
        wijk, "De bus rijdt te weinig.", status=Inbreng.Status.DOORGEGEVEN, doorgegeven_aan="Provincie"
    )
    f.make_versie(f.make_agenda(wijk))
    pagina = get("/wijken/jubbega/agenda/")
    assert "Dit gaven wij door" in pagina
    assert re.search(r"Provincie</span>:\s+1 verhaal", pagina)


@pytest.mark.parametrize(
    ("door", "begin"),
    [
        (VaststelDoor.BEWONERSAVOND, "Vastgesteld op de bewonersavond van"),
        (VaststelDoor.AGENDAGROEP, "Vastgesteld door de agendagroep op"),
        (VaststelDoor.STUURGROEP, "Vastgesteld door de stuurgroep op"),
        (VaststelDoor.COLLEGE, "Vastgesteld door het college van B en W op"),
    ],
)
def test_who_adopted_it_reads_as_dutch(door: VaststelDoor, begin: str) -> None:
    agenda = f.make_agenda(f.make_wijk("jubbega"))
    vaststellen(
        agenda=agenda,
        door=door,
        datum=today(),
        plaats="Dorpshuis Jubbega",
        voor=41,
        van=44,
        nagelezen=True,
        merk=read_again(agenda).merk,
        reden="Een proef.",
    )
    text = " ".join(re.sub(r"<[^>]+>", "", get("/wijken/jubbega/agenda/")).split())
    assert (
        f"{begin} {date_format(today(), 'j F Y')} in Dorpshuis Jubbega: 41 van de 44 mensen waren voor."
        in text
    )


def test_a_long_page_begins_with_a_way_to_each_part() -> None:
    plan = adopted()
    page = get("/wijken/jubbega/agenda/")
    assert page.index("Op deze pagina") < page.index("Waarom deze agenda?") < page.index("Dit pakken we")
    wanted = re.findall(r'<a class="wa-los" href="#([^"]+)"', page)
    assert f"plan-{plan.uuid}" in wanted
    for anchor in wanted:
        assert f'id="{anchor}"' in page
    assert "/wijken/jubbega/contact/" in page
