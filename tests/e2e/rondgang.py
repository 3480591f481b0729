"""Going round all pages: which there are, who looks at them, and on which rows their addresses point.

The tests with axe and `make screenshots` both go this way, on the sample wijk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from gebruikers.models import Gebruiker
from tests.e2e.site import Site
from tests.project.huis import Huis
from tests.project.rechten_rij import VISITORS
from tests.project.rechten_tabel import TABEL
from tests.project.test_rechten import fill

Open = Callable[..., BrowserContext]
OPEN_TO_ALL = VISITORS.index("anoniem")
COORDINATOR = VISITORS.index("coordinator")
# No page of its own: a file, an answer for a machine, or the way to another page.
NO_PAGE = {
    "rapportage:agenda_csv",
    "rapportage:agenda_xlsx",
    "rapportage:agenda_ics",
    "rapportage:agenda_docx",
    "rapportage:agenda_atom",
    "rapportage:agenda_json",
    "rapportage:eerdere_pdf",
    "rapportage:versie_pdf",
    "rapportage:rapport_download",
    "rapportage:tien_cijfers_download",
    "rapportage:tien_cijfers_pdf",
    "rapportage:rapport_row",
    "rapportage:papier_stapel",
    "rapportage:papier_pdf",
    "wijken:cijferbestand_row",
    "kern:security_txt",
    "kern:healthz",
    "kern:readyz",
    "kern:token",
    "agenda:kortelink",
    "agenda:agenda_start",
    "bewoners:inbox_doe",
    "analyse:lezen_doe",
    "analyse:schrijfhulp",
    "analyse:bestand_legenda",
    "wijken:foto",
    "agenda:actiefoto",
    "agenda:afmelden",
    "wijken:kaart_csv",
}
# Pages of the team for who is not signed in.
SIGNED_OUT = {
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "wijken:uitnodiging",
}
# Seen on the way of a resident who tells something, below.
ON_THE_WAY = {
    "bewoners:inbreng",
    "bewoners:inbreng_delen",
    "bewoners:inbreng_overzicht",
    "bewoners:inbreng_bedankt",
    "bewoners:inbreng_soort",
}


@dataclass(frozen=True, slots=True)
class People:
    """A resident and a coordinator, each with a phone."""

    bewoner: Page
    team: Page


def sign_in(context: BrowserContext, site: Site, gebruiker: Gebruiker) -> None:
    """With a session made here; signing in by the page is walked elsewhere."""
    client = Client()
    client.force_login(gebruiker)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.url}])


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A page of the table: its name, its address, who looks at it, and whether it is a resident's page."""

    naam: str
    adres: str
    page: Page
    resident: bool


def visits(people: People, huis: Huis) -> Iterator[Bezoek]:
    """Every page of the rights table that a coordinator may see, by a resident where it is open to all."""
    for rij in TABEL:
        if rij.get[COORDINATOR] != "o" or rij.naam in NO_PAGE | ON_THE_WAY:
            continue
        resident = rij.get[OPEN_TO_ALL] == "o" and not rij.naam.startswith(("account", "wijken:uitnodiging"))
        page = people.bewoner if resident or rij.naam in SIGNED_OUT else people.team
        yield Bezoek(rij.naam, reverse(rij.naam, kwargs=fill(rij, huis)), page, resident)


def tell(page: Page) -> Iterator[str]:
    """A resident tells something; after each page, also those with an error, its name."""

    def press(knop: str) -> None:
        with page.expect_navigation():  # a click alone does not wait for the page it leads to
            page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()

    page.goto("/wijken/jubbega/inbreng/")
    yield "bewoners:inbreng"
    press("Volgende")
    yield "inbreng: leeg"
    page.get_by_label("Wat wilt u vertellen").fill("Bel mij op 06 12 34 56 78. Of mail jan@voorbeeld.nl.")
    yield "inbreng: getypt"
    press("Volgende")
    yield "inbreng: gegevens"
    page.get_by_label("Wat wilt u vertellen").fill("Ik mis een bankje bij de winkel.")
    yield "inbreng: verbeterd"
    press("Volgende")
    yield "bewoners:inbreng_delen"
    press("Volgende")
    yield "delen: leeg"
    page.get_by_label("Ja").check()
    yield "delen: gekozen"
    press("Volgende")
    yield "bewoners:inbreng_overzicht"
    press("Versturen")
    yield "bewoners:inbreng_bedankt"
    with page.expect_navigation():
        page.get_by_role("link", name="Ja, dat wil ik").click()
    yield "bewoners:inbreng_soort"


def offer(page: Page) -> Iterator[str]:
    """Somebody offers something; after each page, also those with an error, its name."""

    def press(knop: str) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()

    page.goto("/wijken/jubbega/aanbod/")
    press("Volgende")
    yield "aanbod: niets gekozen"
    page.get_by_label("Meehelpen").check()
    press("Volgende")
    page.get_by_label("Koken").check()
    yield "aanbod: waarover"
    press("Volgende")
    page.get_by_label("Wilt u er iets over vertellen?").fill("Ik zoek iemand voor mijn moeder.")
    press("Volgende")
    yield "aanbod: een mens"
    page.get_by_label("Wilt u er iets over vertellen?").fill("Ik bak taart met mevrouw Jansen.")
    press("Ja, het is voor de hele wijk")
    yield "aanbod: een naam"
    press("Het is goed zo")
    yield "aanbod: wanneer"
    press("Sla over")
    press("Volgende")
    yield "aanbod: nog geen ja"
    page.get_by_label("Uw telefoonnummer of e‑mailadres").fill("mia@voorbeeld.example")
    page.get_by_label("6 maanden").check()
    page.get_by_label("Ja, het wijkteam mag dit bewaren").check()
    yield "aanbod: bereik"
    press("Volgende")
    yield "aanbod: overzicht"
    press("Versturen")
    yield "aanbod: bedankt"
    for knop in ("Bekijk wat u aanbood", "Verander uw aanbod"):
        with page.expect_navigation():
            page.get_by_role("link", name=knop).click()
        yield f"aanbod: {knop}"
