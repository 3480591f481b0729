"""Reading open answers without the mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from analyse.models import Antwoord, Vragenlijst
from bewoners.models import Bundel, Inbreng
from tests.e2e.rondgang import sign_in
from tests.e2e.site import Site
from tests.factories import Rol, make_gebruiker, make_wijk
from tests.vragen import make_antwoord, make_inzending, make_vraag, make_vragenlijst

PAD = "/team/jubbega/analyse/lijst/lijst/lezen/"
TEKSTEN = ("Ik mis een bankje.", "Meer groen.", "Buurman Piet drinkt.")


def make_answers() -> Vragenlijst:
    lijst = make_vragenlijst(make_wijk("jubbega"), slug="lijst")
    vraag = make_vraag(lijst)
    for tekst in TEKSTEN:
        make_antwoord(make_inzending(lijst), vraag, tekst=tekst)
    return lijst


def test_an_evening_of_reading_without_the_mouse(
    site: Site, bureau: BrowserContext, check_axe: Callable[[Page], None], check_width: Callable[[Page], None]
) -> None:
    lijst = make_answers()
    sign_in(bureau, site, make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    page = bureau.new_page()
    toets, rijen = page.keyboard, page.get_by_role("article")
    page.goto(PAD)

    toets.press("j")
    expect(rijen.nth(0)).to_be_focused()
    toets.press("j")
    toets.press("k")
    expect(rijen.nth(0)).to_be_focused()
    toets.press("l")
    expect(page.get_by_label("Label", exact=True).last).to_be_focused()
    with page.expect_navigation():
        toets.type("plek")
        toets.press("Enter")
    expect(page.get_by_text("1 antwoord heeft het label.")).to_be_visible()
    assert Antwoord.objects.get(labels=["plek"]).status == "gelezen"

    toets.press("j")
    toets.press("Space")
    toets.press("j")
    toets.press("Space")
    toets.press("b")
    with page.expect_navigation():
        toets.type("Zitten")
        toets.press("Enter")
    assert Bundel.objects.get().inbrengen.count() == 2
    check_axe(page)
    check_width(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Ongedaan maken").press("Enter")
    assert not Inbreng.objects.exists()

    toets.press("j")
    with page.expect_navigation():
        toets.press("v")
    assert Inbreng.objects.count() == 1
    toets.press("j")
    with page.expect_navigation():
        toets.press("x")
    expect(page.get_by_text("Gaat dit over één persoon?")).to_be_visible()
    assert not Antwoord.objects.filter(status="verborgen").exists()


def test_the_keys_can_be_switched_off_and_explained(site: Site, bureau: BrowserContext) -> None:
    lijst = make_answers()
    sign_in(bureau, site, make_gebruiker(Rol.TEAMLID, wijk=lijst.wijk))
    page = bureau.new_page()
    page.goto(PAD)
    page.keyboard.press("?")
    aan = page.get_by_label("Toetsen gebruiken")
    expect(aan).to_be_visible()
    aan.uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page.get_by_role("article").nth(0)).not_to_be_focused()
