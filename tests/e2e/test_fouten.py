"""What people notice when something is away: nothing typed is lost, and nothing arrives twice.

This site has a database and a broker behind proxies of its own, which a test cuts.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Page, expect

from agenda.models import Agendapunt
from bewoners.models import Bundel, Inbreng
from kern.wakker import wake
from rapportage.models import Rapport
from tests.e2e.conftest import PHONE
from tests.e2e.look import Look
from tests.e2e.proxy import Proxy, proxied
from tests.e2e.rondgang import sign_in
from tests.e2e.site import Site, environment_of_test_database, running_site
from tests.factories import WACHTWOORD, Rol, make_agenda, make_gebruiker, make_inbreng, make_plan, make_wijk
from wijken.models import Wijk

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

Open = Callable[..., BrowserContext]
VERHAAL = 'Ik mis "een bankje" & <b>schaduw</b> bij de winkel 😀'
AWAY_SECONDS = 10
PDF_MILLISECONDS = 90_000
DATABASE_AWAY = "Wij zijn er zo weer"

js = pytest.mark.parametrize("js", [True, False], ids=["met-js", "zonder-js"])


@dataclass(frozen=True, slots=True)
class Lines:
    """What can be cut, and the addresses that lead through it."""

    database: Proxy
    broker: Proxy
    environment: dict[str, str]


@pytest.fixture(scope="module")
def lines(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Lines]:
    """A proxy before the database and one before the broker."""
    with django_db_blocker.unblock():
        address = environment_of_test_database()["DATABASE_URL"]
    with (
        proxied(address, default_port=5432) as (database, database_url),
        proxied(settings.REDIS_URL, default_port=6379) as (broker, redis_url),
    ):
        yield Lines(
            database,
            broker,
            {"DATABASE_URL": database_url, "LISTEN_DATABASE_URL": database_url, "REDIS_URL": redis_url},
        )


@pytest.fixture(scope="module")
def site_process(
    lines: Lines, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """In this file `site` is a process of its own, behind the proxies."""
    folder = tmp_path_factory.mktemp("fouten")
    with django_db_blocker.unblock(), running_site(folder, **lines.environment) as site:
        yield site


@pytest.fixture
def team(site: Site) -> Callable[[BrowserContext], Page]:
    """Open a page of someone who is signed in at De Brink."""
    wijk = make_wijk("de-brink", naam="De Brink")
    make_agenda(wijk)
    gebruiker = make_gebruiker(Rol.COORDINATOR, wijk=wijk, email="anna@voorbeeld.example")

    def open_page(context: BrowserContext) -> Page:
        sign_in(context, site, gebruiker)
        return context.new_page()

    return open_page


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def expect_heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


# ---- the database ---------------------------------------------------------------------------------------


def test_a_residents_words_outlast_ten_seconds_without_database(
    site: Site, lines: Lines, open_context: Open
) -> None:
    site.expect_errors = True
    make_wijk("de-brink")
    page = open_context(PHONE).new_page()
    page.goto("/wijken/de-brink/inbreng/")
    page.get_by_label("Wat wilt u vertellen over uw buurt?").fill(VERHAAL)
    with lines.database.away():
        began = time.monotonic()
        press(page, "Volgende")
        expect_heading(page, DATABASE_AWAY)
        expect(page.get_by_label("Uw tekst")).to_have_value(VERHAAL)
        press(page, "Versturen")
        expect_heading(page, DATABASE_AWAY)
        expect(page.get_by_label("Uw tekst")).to_have_value(VERHAAL)
        page.wait_for_timeout(max(0, 1000 * (began + AWAY_SECONDS - time.monotonic())))
    press(page, "Versturen")
    expect_heading(page, "Mogen anderen dit lezen, zonder uw naam?")
    page.get_by_label("Ja").check()
    press(page, "Volgende")
    expect(page.get_by_text(VERHAAL)).to_be_visible()
    with lines.database.away():
        press(page, "Versturen")
        expect_heading(page, DATABASE_AWAY)
    page.go_back()
    press(page, "Versturen")
    expect_heading(page, "Dank u wel. Wij hebben uw verhaal.")
    assert Inbreng.objects.get().tekst == VERHAAL


@js
def test_a_bundle_typed_while_the_database_goes(
    site: Site, lines: Lines, team: Callable[[BrowserContext], Page], open_context: Open, js: bool
) -> None:
    """With htmx the page comes in place of the list, without it as a page of its own."""
    site.expect_errors = True
    page = team(open_context(PHONE, js=js))
    make_inbreng(Wijk.objects.get(), "Er is geen bankje.")
    page.goto("/team/de-brink/inbreng/?status=gepubliceerd")
    page.get_by_label("Kies verhaal 1").check()
    expect(page.get_by_label("Kies verhaal 1")).to_be_checked()
    page.get_by_label("Naam van de bundel").fill("Plekken om te zitten")
    page.get_by_text("Samenvatting en onderwerp").click()
    page.get_by_label("Zo vatten wij het samen").fill(VERHAAL)
    with lines.database.away():
        if js:  # a tick asks for a piece of the page; that it fails takes nothing away
            for tick in (False, True):
                with page.expect_response(lambda answer: answer.status == 503):
                    page.get_by_label("Kies verhaal 1").set_checked(tick)
            expect(page.get_by_label("Naam van de bundel")).to_have_value("Plekken om te zitten")
        press(page, "Bundel maken")
        expect_heading(page, DATABASE_AWAY)
        expect(page.get_by_label("Samenvatting")).to_have_value(VERHAAL)
    press(page, "Versturen")
    expect(page.get_by_text("Bundel gemaakt van 1 verhaal.")).to_be_visible()
    bundel = Bundel.objects.get()
    assert (bundel.titel, bundel.samenvatting) == ("Plekken om te zitten", VERHAAL)
    assert bundel.inbrengen.count() == 1


# ---- the broker and the cache ---------------------------------------------------------------------------


@pytest.mark.pdf
def test_without_broker_residents_write_and_the_pdf_comes_later(
    site: Site, lines: Lines, team: Callable[[BrowserContext], Page], open_context: Open
) -> None:
    page = team(open_context(PHONE))
    make_plan(Wijk.objects.get().agendas.get())
    resident = open_context(PHONE).new_page()
    with site.worker():
        with lines.broker.away():
            resident.goto("/wijken/de-brink/inbreng/")
            resident.get_by_label("Wat wilt u vertellen over uw buurt?").fill(VERHAAL)
            press(resident, "Volgende")
            resident.get_by_label("Nee").check()
            press(resident, "Volgende")
            press(resident, "Versturen")
            expect_heading(resident, "Dank u wel. Wij hebben uw verhaal.")
            page.goto("/team/de-brink/rapporten/")
            press(page, "Maak een PDF")
            expect(page.get_by_text("Uw PDF wacht op zijn beurt.")).to_be_visible()
            assert Rapport.objects.get().status == Rapport.Status.WACHT
        wake("rapportage.veeg")  # as beat does every twenty seconds
        ready = page.get_by_role("link", name="Download de PDF")
        expect(ready).to_be_visible(timeout=PDF_MILLISECONDS)
    assert Inbreng.objects.get().tekst == VERHAAL


# ---- sessions and tokens --------------------------------------------------------------------------------


@js
def test_the_session_ends_while_someone_types_a_plan(
    team: Callable[[BrowserContext], Page], open_context: Open, js: bool
) -> None:
    context = open_context(PHONE, js=js)
    page = team(context)
    page.goto("/team/de-brink/agenda/plan/")
    page.get_by_label("Wat willen wij?").fill("Drie bankjes")
    page.get_by_label("Waarom?").fill(VERHAAL)
    Session.objects.all().delete()
    press(page, "Zet in de agenda")
    expect_heading(page, "U was even weg")
    expect(page.get_by_label("Waarom")).to_have_value(VERHAAL)
    assert not Agendapunt.objects.exists()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Inloggen (nieuw tabblad)").click()
    tab = opened.value
    tab.get_by_label("E-mailadres").fill("anna@voorbeeld.example")
    tab.get_by_label("Wachtwoord").fill(WACHTWOORD)
    press(tab, "Inloggen")
    expect(tab.get_by_role("button", name="Uitloggen")).to_be_visible()
    tab.close()
    press(page, "Versturen")
    if not js:  # signing in made the token on this page void
        expect_heading(page, "Druk nog één keer op Versturen")
        press(page, "Versturen")
    expect_heading(page, "Drie bankjes")
    assert Agendapunt.objects.get().waarom == VERHAAL


@js
def test_a_form_without_its_cookie_asks_to_press_once_more(site: Site, open_context: Open, js: bool) -> None:
    make_wijk("de-brink")
    context = open_context(PHONE, js=js)
    page = context.new_page()
    page.goto("/wijken/de-brink/inbreng/")
    page.get_by_label("Wat wilt u vertellen over uw buurt?").fill(VERHAAL)
    context.clear_cookies()
    press(page, "Volgende")
    expect_heading(page, "Druk nog één keer op Versturen")
    expect(page.get_by_label("Uw tekst")).to_have_value(VERHAAL)
    if js:
        look = Look()
        look.once(page, "opvang", resident=True, all_ways=True)
        look.must_be_fine()
    press(page, "Versturen")
    expect_heading(page, "Mogen anderen dit lezen, zonder uw naam?")
