"""A real site and a real browser. Every page is watched: nothing foreign is fetched, no policy is broken."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from agenda.models import Actie, AgendaVersie, Onderbouwing, Verzoek, Wijkagenda
from bewoners.models import Bundel, Inbreng
from gebruikers.models import Gebruiker
from rapportage.models import Rapport
from tests.e2e.rondgang import Open, People, sign_in
from tests.e2e.site import Site, running_site
from tests.e2e.watch import Watch
from tests.factories import make_cijferbestand, make_uitnodiging, make_werkafspraak
from tests.lacking import lacking
from tests.project.huis import Huis, make_rapport
from tests.samen import make_groepslid, make_reactieronde
from tests.vragen import (
    make_antwoordbestand,
    make_deurronde,
    make_drukronde,
    make_straatdeel,
    make_vraag,
    make_vragenlijst,
)
from wijkagenda.embedded.libraries import CHROMIUM_PACKAGES, find_chromium, what_to_type
from wijkagenda.voorbeeld.laden import CIJFERS, try_code
from wijken.aanlevering.services import take_cijferbestand, work_on
from wijken.models import Cijferbestand, Kortelink, Lidmaatschap, Wijk

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings
    from pytest_django.plugin import DjangoDbBlocker

PATIENCE = 20_000  # milliseconds; the machine may be busy with other tests
PHONE = (360, 740)
DESK = (1280, 800)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all browser tests: one site and one browser for all of them."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """The site checks the passwords, so they must have a form that it knows."""
    settings.PASSWORD_HASHERS = ["tests.e2e.site.QuickHasher"]


@pytest.fixture(scope="package")
def site_process(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The web process, started once for all browser tests."""
    with django_db_blocker.unblock(), running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(transactional_db: None, site_process: Site) -> Iterator[Site]:
    """The running site on an empty, migrated database; after the test the database is emptied again."""
    site_process.forget()
    yield site_process
    if not site_process.expect_errors:
        assert not site_process.errors(), site_process.errors()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, else the one that Playwright downloaded."""
    path = find_chromium()
    if path is None:
        lacking(f"A browser is missing. Type: {what_to_type(CHROMIUM_PACKAGES)}")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop lives in this thread, next to the ORM
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*flags, "--disable-gpu"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_context(chromium: Browser, site: Site) -> Iterator[Open]:
    """Make a browser context; all of them are watched and closed when the test ends."""
    made: list[tuple[BrowserContext, Watch]] = []

    def open_one(size: tuple[int, int] = PHONE, *, js: bool = True, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=js,
            base_url=site.url,
            locale=options.pop("locale", "nl-NL"),
            **options,
        )
        context.set_default_timeout(PATIENCE)
        made.append((context, Watch(context, site.url)))
        return context

    yield open_one
    complaints = [text for context, watch in made for text in watch.complaints]
    for context, _watch in made:
        context.close()
    assert complaints == []


@pytest.fixture
def telefoon(open_context: Open) -> BrowserContext:
    """A resident's phone."""
    return open_context(PHONE, has_touch=True)


@pytest.fixture
def bureau(open_context: Open) -> BrowserContext:
    """A team member's desk."""
    return open_context(DESK)


@pytest.fixture
def page_js(telefoon: BrowserContext) -> Page:
    """A page on a phone, with JavaScript."""
    return telefoon.new_page()


@pytest.fixture
def page_nojs(open_context: Open) -> Page:
    """A page on a phone, without JavaScript."""
    return open_context(PHONE, js=False).new_page()


@pytest.fixture
def check_axe() -> Callable[[Page], None]:
    """Fail with axe's report when it finds something on the page."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture
def check_width() -> Callable[[Page], None]:
    """A page may not scroll sideways."""

    def check(page: Page) -> None:
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0, f"{page.url} scrolls sideways"

    return check


@pytest.fixture
def people(site: Site, open_context: Open) -> People:
    site.load()
    team = open_context(reduced_motion="reduce")
    sign_in(team, site, Gebruiker.objects.get(email__startswith="coordinator@"))
    return People(open_context(reduced_motion="reduce").new_page(), team.new_page())


@pytest.fixture
def jubbega(people: People) -> Huis:
    """The rows of the sample wijk that addresses point to."""
    wijk = Wijk.objects.get(slug="jubbega")
    agenda = Wijkagenda.objects.get(wijk=wijk, actief=True)
    versie = AgendaVersie.objects.get(agenda=agenda)
    bundel = Bundel.objects.filter(wijk=wijk, inbrengen__isnull=False).order_by("pk")[0]
    actie = Actie.objects.filter(wijk=wijk, agendapunt__agenda=agenda).order_by("pk")[0]
    for status in (Rapport.Status.MISLUKT, Rapport.Status.BEZIG):
        rapport = make_rapport(agenda)
        Rapport.objects.filter(pk=rapport.pk).update(
            status=status, fout="Het lukte niet.", stap="Opmaken", stap_nummer=3
        )
    token = uuid.uuid4().hex
    make_reactieronde(agenda, nummer=2)  # that of the sample is past
    make_groepslid(wijk, "Ans (voorbeeld)", token=f"groep-{wijk.slug}")
    lijst = make_vragenlijst(wijk, slug="lijst", openbaar=True)
    make_vraag(lijst)
    make_straatdeel(make_deurronde(lijst))
    make_drukronde(lijst)
    make_antwoordbestand(lijst)
    return Huis(
        lijst=lijst,
        wijk=wijk,
        kortelink=Kortelink.objects.filter(wijk=wijk, doel="inbreng").order_by("pk")[0],
        inbreng=Inbreng.objects.filter(wijk=wijk, status=Inbreng.Status.ONTVANGEN).order_by("pk")[0],
        volgcode=try_code(),
        bundel=bundel,
        agenda=agenda,
        plan=actie.agendapunt,
        actie=actie,
        verzoek=Verzoek.objects.filter(wijk=wijk).order_by("pk")[0],
        onderbouwing=Onderbouwing.objects.filter(wijk=wijk).order_by("pk")[0],
        terugkoppeling=bundel.terugkoppeling,
        versie=versie,
        aanbieding=versie.aanbieding,
        rapport=make_rapport(agenda),
        lid=Lidmaatschap.objects.get(wijk=wijk, rol="teamlid"),
        uitnodiging=make_uitnodiging(wijk, token=token),
        token=token,
        cijferbestand=read_sample(wijk),
        werkafspraak=wijk.werkafspraken.first() or make_werkafspraak(wijk),
    )


def read_sample(wijk: Wijk) -> Cijferbestand:
    """The sample figures as a file that the team brings in, read by the worker and waiting for a yes."""
    row = make_cijferbestand(wijk, inhoud=CIJFERS.read_bytes())
    opdracht = take_cijferbestand(pk=row.pk)
    assert opdracht is not None
    work_on(opdracht=opdracht)
    row.refresh_from_db()
    return row
