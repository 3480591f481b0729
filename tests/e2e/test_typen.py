"""Three sheets without the mouse, the second of which somebody else typed already."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from bewoners.models import Inbreng
from tests.e2e.rondgang import sign_in
from tests.e2e.site import Site
from tests.factories import Rol, make_gebruiker, make_inbreng, make_invoer, make_wijk

PAD = "/team/jubbega/inbreng/typen/"


def test_three_sheets_without_the_mouse(
    site: Site, bureau: BrowserContext, check_axe: Callable[[Page], None], check_width: Callable[[Page], None]
) -> None:
    wijk = make_wijk("jubbega")
    sign_in(bureau, site, make_gebruiker(Rol.INVOERDER, wijk=wijk))
    make_invoer(make_inbreng(wijk, "Getypt door een ander.", kanaal="papier"), stapel="bieb", vel=13)
    page = bureau.new_page()
    toets, tekst = page.keyboard, page.get_by_label("Wat zei de bewoner?")
    page.goto("/team/")
    expect(page).to_have_url(f"{site.url}{PAD}")  # who only types has nothing else to choose

    expect(tekst).to_be_focused()
    toets.type("Ik mis een bankje.")
    for _field in ("language", "others may read it"):
        toets.press("Tab")
    toets.press("Space")
    for _field in ("send", "the folded part"):
        toets.press("Tab")
    toets.press("Enter")
    toets.press("Tab")
    expect(page.get_by_label("Nummer van het vel")).to_be_focused()
    toets.type("12")
    toets.press("Tab")
    toets.type("bieb")
    with page.expect_navigation():
        toets.press("Control+Enter")

    expect(page.get_by_text("Vel 12 is bewaard.")).to_be_visible()
    expect(tekst).to_be_focused()
    expect(page.get_by_label("Nummer van het vel")).to_have_value("13")
    check_axe(page)
    toets.type("Mijn lezing van vel dertien.")
    with page.expect_navigation():
        toets.press("Alt+Enter")
    expect(page.get_by_role("heading", name="Vel 13 is vandaag al getypt.")).to_be_visible()
    expect(page.get_by_text("Getypt door een ander.")).to_have_count(0)
    check_axe(page)
    toets.press("Tab")
    with page.expect_navigation():
        toets.press("Enter")  # not kept, on to the next

    expect(tekst).to_be_focused()
    expect(tekst).to_have_value("")
    expect(page.get_by_label("Nummer van het vel")).to_have_value("14")
    toets.type("De bus rijdt te weinig.")
    for _field in ("language", "others may read it", "send"):
        toets.press("Tab")
    with page.expect_navigation():
        toets.press("Enter")  # as it goes without JavaScript
    expect(page.get_by_text("Vel 14 is bewaard.")).to_be_visible()
    page.get_by_role("link", name="Verbeteren of code").first.focus()
    with page.expect_navigation():
        toets.press("Enter")
    check_axe(page)
    page.set_viewport_size({"width": 360, "height": 740})
    check_width(page)
    page.goto(PAD)
    check_width(page)

    typed = Inbreng.objects.exclude(tekst="Getypt door een ander.").order_by("invoer__nummer")
    assert list(typed.values_list("tekst", "mag_delen", "invoer__vel")) == [
        ("Ik mis een bankje.", True, 12),
        ("De bus rijdt te weinig.", False, 14),
    ]
