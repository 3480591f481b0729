"""axe finds nothing: on each page once, and on each kind of page also dark, from right to left and on a desk.

All pages are seen on the sample wijk, with everything in it that a wijk can have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from agenda.models import Actie, AgendaVersie, Onderbouwing, Verzoek, Wijkagenda
from bewoners.models import Bundel, Inbreng
from gebruikers.models import Gebruiker
from rapportage.models import Rapport
from tests.e2e.look import Look
from tests.e2e.site import Site
from tests.factories import make_inbreng
from tests.project.huis import Huis, make_rapport
from tests.project.rechten_tabel import TABEL, VISITORS
from tests.project.test_rechten import fill
from wijkagenda.voorbeeld.laden import try_code
from wijken.models import Kortelink, Wijk
from wijken.volgcodes import code_for

Open = Callable[..., BrowserContext]
OPEN_TO_ALL = VISITORS.index("anoniem")
COORDINATOR = VISITORS.index("coordinator")
# No page of its own: a file, an answer for a machine, or the way to another page.
NO_PAGE = {
    "rapportage:rapport_download",
    "rapportage:rapport_row",
    "kern:security_txt",
    "kern:healthz",
    "kern:readyz",
    "kern:token",
    "agenda:kortelink",
    "agenda:agenda_start",
    "bewoners:inbox_doe",
}
# Seen on the way of a resident who tells something, below.
ON_THE_WAY = {
    "bewoners:inbreng",
    "bewoners:inbreng_delen",
    "bewoners:inbreng_overzicht",
    "bewoners:inbreng_bedankt",
    "bewoners:inbreng_soort",
}
# One page of each kind: these are also looked at dark, from right to left and on a desk.
KINDS = {
    "wijken:start",
    "wijken:cijfers",
    "agenda:wijk_home",
    "agenda:agenda_publiek",
    "bewoners:inbreng",
    "bewoners:inbreng_delen",
    "bewoners:inbreng_bedankt",
    "bewoners:contact",
    "agenda:volg_code",
    "kern:privacy",
    "account_login",
    "agenda:kompas",
    "bewoners:inbox",
    "bewoners:bundel_detail",
    "agenda:agenda_team",
    "agenda:plan_detail",
    "agenda:vaststellen",
    "agenda:versie",
    "rapportage:rapport_list",
    "wijken:instellingen",
}


@dataclass(frozen=True, slots=True)
class People:
    """A resident and a coordinator, each with a phone."""

    bewoner: Page
    team: Page


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
    versie = AgendaVersie.objects.get(wijk=wijk)
    bundel = Bundel.objects.filter(wijk=wijk, inbrengen__isnull=False).order_by("pk")[0]
    actie = Actie.objects.filter(wijk=wijk).order_by("pk")[0]
    for status in (Rapport.Status.MISLUKT, Rapport.Status.BEZIG):
        rapport = make_rapport(agenda)
        Rapport.objects.filter(pk=rapport.pk).update(
            status=status, fout="Het lukte niet.", stap="Opmaken", stap_nummer=3
        )
    return Huis(
        wijk=wijk,
        kortelink=Kortelink.objects.get(wijk=wijk),
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
    )


def sign_in(context: BrowserContext, site: Site, gebruiker: Gebruiker) -> None:
    """With a session made here; signing in by the page is walked elsewhere."""
    client = Client()
    client.force_login(gebruiker)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.url}])


def look_at(look: Look, page: Page, naam: str, adres: str, *, resident: bool) -> None:
    answer = page.goto(adres)
    assert answer is not None
    if not answer.headers["content-type"].startswith("text/html"):
        look.complaints.append(f"{naam}: {answer.status} {answer.headers['content-type']}, not a page")
        return
    if answer.status != 200 and naam != "rapportage:agenda_pdf":
        look.complaints.append(f"{naam}: {answer.status}")
    look.once(page, naam, resident=resident, all_ways=naam in KINDS)


SPOILED = """() => {
  const make = (tag, more) => {
    const item = Object.assign(document.createElement(tag), more);
    document.querySelector("main").append(item);
    return item;
  };
  make("img", {src: "/static/icons/favicon.svg"});
  make("h1", {textContent: "Nog een kop"});
  make("button", {textContent: "x", type: "button"}).className = "wa-linkknop";
  make("pre", {textContent: "w".repeat(90)});
}"""


def test_looking_finds_what_is_wrong(site: Site, open_context: Open) -> None:
    page = open_context().new_page()
    page.goto("/")
    look = Look()
    look.once(page, "start", resident=True)
    look.must_be_fine()
    page.evaluate(SPOILED)
    look.once(page, "start", resident=True)
    found = "\n".join(look.complaints)
    for sign in ("2 h1", "image-alt", '<button type="button" class="wa-linkknop">x', "320: "):
        assert sign in found, found


@pytest.mark.usefixtures("site")
def test_each_page_of_the_table(people: People, jubbega: Huis) -> None:
    look = Look()
    for rij in TABEL:
        if rij.get[COORDINATOR] != "o" or rij.naam in NO_PAGE | ON_THE_WAY:
            continue
        resident = rij.get[OPEN_TO_ALL] == "o" and not rij.naam.startswith("account")
        page = people.bewoner if resident or rij.naam == "account_login" else people.team
        look_at(look, page, rij.naam, reverse(rij.naam, kwargs=fill(rij, jubbega)), resident=resident)
    look.must_be_fine()
    assert look.seen | ON_THE_WAY >= KINDS


@pytest.mark.usefixtures("site")
def test_the_way_of_a_resident(people: People) -> None:
    look, page = Look(), people.bewoner

    def see(naam: str, knop: str = "") -> None:
        look.once(page, naam, resident=True, all_ways=naam in KINDS)
        if knop:
            with page.expect_navigation():  # a click alone does not wait for the page it leads to
                page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()

    page.goto("/wijken/jubbega/inbreng/")
    see("bewoners:inbreng", "Volgende")
    see("inbreng: leeg")
    page.get_by_label("Wat wilt u vertellen").fill("Bel mij op 06 12 34 56 78. Of mail jan@voorbeeld.nl.")
    see("inbreng: getypt", "Volgende")
    see("inbreng: gegevens")
    page.get_by_label("Wat wilt u vertellen").fill("Ik mis een bankje bij de winkel.")
    see("inbreng: verbeterd", "Volgende")
    see("bewoners:inbreng_delen", "Volgende")
    see("delen: leeg")
    page.get_by_label("Ja").check()
    see("delen: gekozen", "Volgende")
    see("bewoners:inbreng_overzicht", "Versturen")
    see("bewoners:inbreng_bedankt")
    with page.expect_navigation():
        page.get_by_role("link", name="Ja, dat wil ik").click()
    see("bewoners:inbreng_soort", "Bewaren")
    look.must_be_fine()
    assert look.seen >= ON_THE_WAY


@pytest.mark.usefixtures("site")
def test_pages_with_an_error(people: People, jubbega: Huis) -> None:
    """A form sent empty or wrong; in light and dark, for red must be readable in both."""
    look = Look()
    fresh = make_inbreng(jubbega.wijk, status=Inbreng.Status.ONTVANGEN, met_code=True)
    volg = f"/volg/{code_for(fresh.verzend_id)}"
    team, agenda = "/team/jubbega", "/team/jubbega/agenda"
    plan = f"{agenda}/plan/{jubbega.plan.uuid}/"
    for naam, adres, leeg, knop in (
        ("volg", "/volg/", "Wat is uw code?", "Volg mijn verhaal"),
        ("veranderen", f"{volg}/veranderen/", "Uw verhaal", "Bewaren"),
        ("contact", "/wijken/jubbega/contact/", "", "Versturen"),
    ):
        send_wrong(look, people.bewoner, naam, adres, leeg, knop, resident=True)
    for naam, adres, leeg, knop in (
        ("inbox", f"{team}/inbreng/", "", "Bundel maken"),
        ("bundel", f"{team}/inbreng/bundel/{jubbega.bundel.pk}/", "Naam van de bundel", "Bewaren"),
        ("plan", f"{agenda}/plan/", "", "Zet in de agenda"),
        ("bewijs", f"{plan}bewijs/", "", "Voeg toe aan het plan"),
        ("vaststellen", f"{agenda}/vaststellen/", "Waar was dit?", "Stel de agenda vast"),
        ("antwoord", f"{agenda}/antwoord/{jubbega.bundel.pk}/", "Waarom?", "Geef dit antwoord"),
        ("waarom", f"{agenda}/waarom/", "Eerste jaar", "Bewaar waarom"),
        ("instellingen", f"{team}/instellingen/", "Naam van de wijk", "Instellingen bewaren"),
        ("wachtwoord", "/account/wachtwoord/", "", "Wachtwoord bewaren"),
    ):
        send_wrong(look, people.team, naam, adres, leeg, knop, resident=False)
    look.must_be_fine()


def send_wrong(
    look: Look, page: Page, naam: str, adres: str, leeg: str, knop: str, *, resident: bool
) -> None:
    page.goto(adres)
    if leeg:
        page.get_by_role("main").get_by_label(leeg).first.fill("")
    page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()
    page.get_by_role("alert").first.wait_for()
    look.once(page, f"{naam}: fout", resident=resident, all_ways=True)


@pytest.mark.usefixtures("site")
def test_empty_and_closed_pages(people: People, site: Site, open_context: Open) -> None:
    """A wijk with nothing in it yet, what a partner sees, and the pages that say no."""
    look = Look()
    for naam in ("", "cijfers/", "inbreng/", "agenda/"):
        adres = f"/wijken/oranjewoud/{naam}"
        people.bewoner.goto(adres)
        look.once(people.bewoner, adres, resident=True)
    for naam in ("", "inbreng/", "agenda/", "rapporten/", "instellingen/"):
        look_at(look, people.team, f"team/{naam}", f"/team/oranjewoud/{naam}", resident=False)
    people.bewoner.goto("/wijken/bestaat-niet/")
    look.once(people.bewoner, "404", resident=True)
    people.bewoner.goto("/volg/zomaar-drie-woorden-12/")
    look.once(people.bewoner, "volg: onbekend", resident=True)
    partner = open_context(reduced_motion="reduce")
    sign_in(partner, site, Gebruiker.objects.get(email__startswith="partner@"))
    page = partner.new_page()
    look_at(look, page, "kompas: partner", "/team/jubbega/", resident=False)
    page.goto("/team/jubbega/inbreng/")
    look.once(page, "403", resident=False)
    look.must_be_fine()
