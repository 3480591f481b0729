"""axe finds nothing: on each page once, and on each kind of page also dark, from right to left and on a desk.

All pages are seen on the sample wijk, with everything in it that a wijk can have.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from bewoners.models import Inbreng
from gebruikers.models import Gebruiker
from tests.e2e.look import Look
from tests.e2e.rondgang import ON_THE_WAY, Open, People, offer, sign_in, tell, visits
from tests.e2e.site import Site
from tests.factories import make_inbreng
from tests.project.huis import Huis
from wijken.volgcodes import code_for

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


def look_at(look: Look, page: Page, naam: str, adres: str, *, resident: bool) -> None:
    answer = page.goto(adres)
    assert answer is not None
    if not answer.headers["content-type"].startswith("text/html"):
        look.complaints.append(f"{naam}: {answer.status} {answer.headers['content-type']}, not a page")
        return
    if answer.status != 200 and naam != "rapportage:agenda_pdf":
        look.complaints.append(f"{naam}: {answer.status}")
    if urlsplit(page.url).path == "/inloggen/" != adres:
        look.complaints.append(f"{naam}: signed out on the way")
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
    for bezoek in visits(people, jubbega):
        look_at(look, bezoek.page, bezoek.naam, bezoek.adres, resident=bezoek.resident)
    look.must_be_fine()
    assert look.seen | ON_THE_WAY >= KINDS


@pytest.mark.usefixtures("site")
def test_the_way_of_a_resident(people: People) -> None:
    look, page = Look(), people.bewoner
    for naam in tell(page):
        look.once(page, naam, resident=True, all_ways=naam in KINDS)
    look.must_be_fine()
    assert look.seen >= ON_THE_WAY


@pytest.mark.usefixtures("site")
def test_the_way_of_who_offers_something(people: People) -> None:
    look, page = Look(), people.bewoner
    for naam in offer(page):
        look.once(page, naam, resident=True, all_ways=naam in {"aanbod: waarover", "aanbod: een mens"})
    look.must_be_fine()
    assert "aanbod: Verander uw aanbod" in look.seen


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
