"""The whole way, as people walk it: from a resident's phone to the agenda's PDF, and back to the resident.

One body, walked four times: with and without JavaScript, on a phone and at a desk.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from agenda.models import AgendaVersie
from bewoners.models import Inbreng
from rapportage.models import Rapport
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.site import Site
from tests.factories import WACHTWOORD, Rol, make_gebruiker, make_inbreng, make_wijk

pytestmark = pytest.mark.pdf

VERHAAL = "Oudere mensen lopen niet meer naar de winkel. Er is onderweg geen bankje."
BUNDEL = "Plekken om te zitten"
SAMENVATTING = "Mensen willen onderweg kunnen zitten."
PLAN = "Drie bankjes tussen het plein en de winkel"
STAP = "Samen de plekken kiezen"
ANTWOORD = "Bewoners kiezen de plek en de gemeente zet de bankjes neer."
PDF_SECONDS = 90


@pytest.fixture(scope="module")
def worker(site_process: Site) -> Iterator[None]:
    """One real worker for all four walks."""
    with site_process.worker():
        yield


@pytest.mark.parametrize("js", [True, False], ids=["met-js", "zonder-js"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["telefoon", "bureau"])
@pytest.mark.usefixtures("worker")
def test_from_a_residents_words_to_the_pdf_and_back(
    site: Site, open_context: Callable[..., BrowserContext], tmp_path: Path, size: tuple[int, int], js: bool
) -> None:
    wijk = make_wijk("de-brink", naam="De Brink")
    make_inbreng(wijk, "Bij de vijver kun je nergens zitten.")
    coordinator = make_gebruiker(Rol.COORDINATOR, wijk=wijk, email="anna@voorbeeld.example")
    resident = open_context(size, js=js).new_page()
    team = open_context(size, js=js, accept_downloads=True).new_page()

    code = tell(resident)
    assert Inbreng.objects.get(tekst=VERHAAL).mag_delen
    follow(resident, code)
    expect_step(resident, "Wij lezen het", stand="Nu")

    sign_in(team, coordinator.email)
    publish_and_bundle(team)
    start_agenda(team)
    make_plan(team)
    add_evidence_and_answer(team)
    adopt(team)
    assert AgendaVersie.objects.get(wijk=wijk).voor == 41
    pdf = ask_for_pdf(team, tmp_path / "agenda.pdf", js=js)
    assert PLAN in text_of(pdf)

    read_in_public(resident)
    follow(resident, code)
    expect_step(resident, "U krijgt antwoord", stand="Klaar")
    expect(resident.get_by_text(SAMENVATTING)).to_be_visible()
    expect(resident.get_by_text(PLAN)).to_be_visible()
    expect(resident.get_by_text("Wij samen")).to_be_visible()
    expect(resident.get_by_text(ANTWOORD)).to_be_visible()


# ---- the resident ---------------------------------------------------------------------------------------


def tell(page: Page) -> str:
    """Three pages, thanks, the one optional page; gives the receipt code."""
    page.goto("/wijken/de-brink/")
    press_link(page, "Uw verhaal of idee")
    page.get_by_label("Wat wilt u vertellen over uw buurt?").fill(VERHAAL)
    press(page, "Volgende")
    page.get_by_label("Ja", exact=False).check()
    press(page, "Volgende")
    expect(page.get_by_role("heading", name="Klopt het zo?")).to_be_visible()
    expect(page.get_by_text(VERHAAL)).to_be_visible()
    press(page, "Versturen")
    expect(page.get_by_role("heading", name="Dank u wel. Wij hebben uw verhaal.")).to_be_visible()
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-\d\d", code), code
    press_link(page, "Ja, dat wil ik")
    page.get_by_label("Idee").check()
    page.get_by_label("Waar gaat het over?").select_option(index=1)
    press(page, "Bewaren")
    expect(page.get_by_role("heading", name="Dit zei u erbij")).to_be_visible()
    return code


def follow(page: Page, code: str) -> None:
    """Type the code the way people do: with spaces and capitals."""
    page.goto("/volg/")
    page.get_by_label("Wat is uw code?").fill(code.replace("-", " ").upper())
    press(page, "Volg mijn verhaal")
    expect(page.get_by_role("heading", name="Wat gebeurde er met uw verhaal?")).to_be_visible()


def expect_step(page: Page, stap: str, *, stand: str) -> None:
    """Where the resident's words are, said in words as well as in colour."""
    step = page.get_by_role("region", name="Hier staan we").get_by_role("listitem").filter(has_text=stap)
    expect(step).to_contain_text(f"{stand}: {stap}")


def read_in_public(page: Page) -> None:
    """What everyone reads, and the file that everyone may have."""
    page.goto("/wijken/de-brink/")
    press_link(page, "Lees onze agenda")
    expect(page.get_by_role("heading", name=PLAN)).to_be_visible()
    expect(page.get_by_text("41 van de 44 mensen waren voor")).to_be_visible()
    link = page.get_by_role("link", name="Agenda als pdf")
    answer = page.context.request.get(urljoin(page.url, link.get_attribute("href") or ""))
    assert answer.status == 200
    assert PLAN in text_of(answer.body())


# ---- the team -------------------------------------------------------------------------------------------


def sign_in(page: Page, email: str) -> None:
    """By the page itself; someone with one wijk is brought to it."""
    page.goto("/team/de-brink/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Waar staan we, wat is de volgende stap?")).to_be_visible()


def publish_and_bundle(page: Page) -> None:
    """Read the new story, publish it, and bundle it with the other one."""
    menu(page, "Inbreng")
    expect(page.get_by_role("heading", name="1 nieuw verhaal")).to_be_visible()
    page.get_by_role("article").filter(has_text=VERHAAL).get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text("1 verhaal gepubliceerd.")).to_be_visible()
    page.get_by_role("navigation", name="Soorten verhalen").get_by_role("link", name="Gepubliceerd").click()
    expect(page.get_by_role("heading", name="2 verhalen")).to_be_visible()
    page.get_by_label("Kies verhaal 1").check()
    page.get_by_label("Kies verhaal 2").check()
    page.get_by_label("Naam van de bundel").fill(BUNDEL)
    page.get_by_text("Samenvatting en onderwerp").click()
    page.get_by_label("Zo vatten wij het samen").fill(SAMENVATTING)
    press(page, "Bundel maken")
    expect(page.get_by_text("Bundel gemaakt van 2 verhalen.")).to_be_visible()
    press_link(page, "Bekijk de bundel")
    expect(page.get_by_role("heading", name="Samengevoegd uit")).to_be_visible()
    expect(page.get_by_text(VERHAAL)).to_be_visible()


def start_agenda(page: Page) -> None:
    """Choose the years, say why, and say what residents decide on."""
    menu(page, "Agenda")
    page.get_by_label("Eerste jaar").fill("2027")
    page.get_by_label("Laatste jaar").fill("2028")
    press(page, "Begin de agenda")
    expect(page.get_by_role("heading", name="Waarom en waarover")).to_be_visible()
    page.get_by_label("Onze droom in één zin").fill("Iedereen kent hier minstens vijf mensen.")
    page.get_by_label("Waarom maken wij een agenda?").fill("Mensen kennen elkaar minder dan vroeger.")
    press(page, "Bewaar waarom")
    expect(page.get_by_text("Bewaard.")).to_be_visible()


def make_plan(page: Page) -> None:
    """Four questions; then who takes the first step."""
    menu(page, "Agenda")
    press_link(page, "Nieuw plan")
    page.get_by_label("Wat willen wij?").fill(PLAN)
    page.get_by_label("Waarom?").fill("Ouderen kunnen onderweg niet zitten.")
    page.get_by_label("Wie zorgt dat het gebeurt?").fill("Buurtgroep Groen")
    page.get_by_label("Wat is de eerste stap?").fill(STAP)
    page.get_by_label("Wanneer?").fill("maart 2027")
    press(page, "Zet in de agenda")
    expect(page.get_by_role("heading", name=PLAN)).to_be_visible()
    press_link(page, STAP)
    page.get_by_label("Wie doet dit?").fill("Buurtgroep Groen")
    press(page, "Bewaar de actie")
    expect(page.get_by_role("row", name=STAP)).to_contain_text("Buurtgroep Groen")


def add_evidence_and_answer(page: Page) -> None:
    """The bundle under the plan, one of its stories to quote, and the bundle's answer."""
    press_link(page, "Kies verhalen en cijfers")
    page.get_by_label(BUNDEL).check()
    press(page, "Voeg toe aan het plan")
    press_link(page, "Kies verhalen en cijfers")
    page.get_by_role("group", name="Verhalen uit de bundels").get_by_label(VERHAAL).check()
    press(page, "Voeg toe aan het plan")
    expect(page.get_by_text("1 ding toegevoegd.")).to_be_visible()
    press_link(page, "Geef antwoord")
    page.get_by_label("wij samen").check()
    page.get_by_label("Waarom?").fill(ANTWOORD)
    press(page, "Geef dit antwoord")
    expect(page.get_by_role("heading", name=PLAN)).to_be_visible()
    expect(page.get_by_text(ANTWOORD)).to_be_visible()


def adopt(page: Page) -> None:
    """Read again, sign off, type four digits over."""
    menu(page, "Agenda")
    press_link(page, "Vaststellen")
    page.get_by_label("Ik heb deze teksten nagelezen.").check()
    page.get_by_label("bewonersavond").check()
    page.get_by_label("Waar was dit?").fill("het dorpshuis")
    page.get_by_label("Hoeveel mensen waren er?").fill("44")
    page.get_by_label("Hoeveel mensen waren voor?").fill("41")
    digits = page.locator(".wa-cijfercode").inner_text()
    page.get_by_label("Typ deze vier cijfers over").fill(digits)
    press(page, "Stel de agenda vast")
    expect(page.get_by_role("heading", name="Agenda 2027–2028, versie 1")).to_be_visible()


def ask_for_pdf(page: Page, place: Path, *, js: bool) -> bytes:
    """Ask, see the steps go by, download."""
    menu(page, "Rapporten")
    press(page, "Maak hem nu")
    row = page.get_by_role("article").filter(has_text="Vastgestelde agenda 2027–2028, versie 1")
    ready = row.get_by_role("link", name="Download de PDF")
    if js:
        expect(ready).to_be_visible(timeout=PDF_SECONDS * 1000)
    else:
        look_again(page, ready)
    assert Rapport.objects.get().status == Rapport.Status.KLAAR
    with page.expect_download() as loading:
        ready.click()
    assert loading.value.suggested_filename == "wijkagenda-de-brink-2027-2028.pdf"
    loading.value.save_as(place)
    return place.read_bytes()


def look_again(page: Page, ready: Locator) -> None:
    """Without JavaScript one presses the link that says so."""
    end = time.monotonic() + PDF_SECONDS
    while not ready.is_visible() and time.monotonic() < end:
        page.wait_for_timeout(1000)
        again = page.get_by_role("link", name="Kijk hoe het ermee staat")
        if again.is_visible():
            again.click()
    expect(ready).to_be_visible()


# ---- finding things -------------------------------------------------------------------------------------


def menu(page: Page, name: str) -> None:
    """A page of the team, by the menu."""
    page.get_by_role("navigation", name="Wijk").get_by_role("link", name=name).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def press_link(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def text_of(pdf: bytes) -> str:
    """The words of a PDF on one line; it must be a PDF."""
    assert pdf.startswith(b"%PDF-")
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
