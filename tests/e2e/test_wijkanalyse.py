"""From an opened wijk to results: online, on paper and at a door, in three languages, in one list."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from analyse.models import Inzending, Vragenlijst
from tests.e2e.conftest import PHONE
from tests.e2e.rondgang import Open, sign_in
from tests.e2e.site import Site
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.uitslagen import fill_in

TEAM = "/team/de-brink/analyse/"


def press(page: Page, knop: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=knop, exact=True).click()


def follow(page: Page, link: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=link).first.click()


def make_list(page: Page) -> Vragenlijst:
    """The team makes a list of five questions in three languages and opens it."""
    page.goto(TEAM)
    follow(page, "Maak een vragenlijst")
    page.get_by_label("Vijf vragen aan de deur").check()
    page.get_by_label("Titel").fill("Hoe is het wonen hier?")
    page.get_by_label("Engels").check()
    page.get_by_label("Arabisch").check()
    press(page, "Maak de lijst")
    press(page, "Open de lijst")
    expect(page.get_by_text("Het korte adres voor posters en brieven:")).to_be_visible()
    return Vragenlijst.objects.get(wijk__slug="de-brink")


def answer_on_a_phone(page: Page) -> None:
    """A resident gives a mark in Arabic, passes the rest, and sends it."""
    page.goto("/wijken/de-brink/vragenlijst/?taal=ar")
    page.goto("/wijken/de-brink/vragenlijst/")
    main = page.get_by_role("main")
    with page.expect_navigation():
        main.locator("form button").first.click()
    page.get_by_label("8", exact=True).check()
    with page.expect_navigation():
        main.locator("form button").first.click()
    while main.locator("button[name=over]").count():
        with page.expect_navigation():
            main.locator("button[name=over]").click()
    with page.expect_navigation():
        main.locator("form button").first.click()
    expect(page.locator("#code")).to_be_visible()


def answer_on_paper(page: Page, lijst: Vragenlijst) -> None:
    """The team prints ten sheets and types the first one in, without the mouse."""
    page.goto(f"{TEAM}lijst/{lijst.slug}/")
    follow(page, "Druk de lijst op papier")
    page.get_by_label("Hoeveel lijsten").fill("10")
    press(page, "Maak de PDF")
    expect(page.get_by_role("heading", name="Blad 1 tot en met 10")).to_be_visible()
    page.goto(f"{TEAM}lijst/{lijst.slug}/invoer/")
    page.keyboard.type("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.type("9")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Blad 1 van 10 is bewaard.")).to_be_visible()


def answer_at_a_door(page: Page, lijst: Vragenlijst) -> None:
    """Somebody rings in one street and asks the questions in English."""
    page.goto(f"{TEAM}lijst/{lijst.slug}/deuren/")
    page.get_by_label("Hoe noemt u deze ronde?").fill("Rond de kerk")
    press(page, "Maak de ronde")
    page.get_by_label("Waar gaat u langs?").fill("Dorpsstraat: even kant")
    press(page, "Zet erbij")
    follow(page, "Stel de vragen")
    follow(page, "Engels")
    page.get_by_label("7", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar. Volgende deur").click()
    expect(page.get_by_text("Bewaard. Volgende deur.")).to_be_visible()


def test_from_a_list_to_results_in_three_ways_and_languages(
    site: Site, bureau: BrowserContext, open_context: Open
) -> None:
    wijk = make_wijk("de-brink", naam="De Brink")
    sign_in(bureau, site, make_gebruiker(Rol.COORDINATOR, wijk=wijk))
    team = bureau.new_page()
    lijst = make_list(team)
    answer_on_a_phone(open_context(PHONE, has_touch=True).new_page())
    answer_on_paper(team, lijst)
    answer_at_a_door(team, lijst)
    ways = set(Inzending.objects.filter(lijst=lijst).values_list("kanaal", "taal"))
    assert ways == {("online", "ar"), ("papier", "nl"), ("deur", "en")}

    fill_in(lijst, [{lijst.vragen.get(code="V04"): 8}] * 29)
    team.goto(f"{TEAM}lijst/{lijst.slug}/uitslag/")
    expect(team.get_by_text("32 lijsten zijn ingevuld.")).to_be_visible()
    with team.expect_navigation():
        team.get_by_role("link", name="bekijk de antwoorden").first.click()
    expect(team.get_by_text("30 antwoorden.")).to_be_visible()  # whoever gave an 8, the phone's among them
    team.goto(f"{TEAM}lijst/{lijst.slug}/gehoord/")
    expect(team.get_by_role("heading", name="Wie hoorden wij?")).to_be_visible()
