"""Looking closer at the map: with a script by buttons, keys and dragging; without, by a link."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.factories import make_regio, make_waarde, make_wijk
from wijken.models import Grens

PAGE = "/wijken/dorp/cijfers/"
WHOLE = re.compile(r"^0(\.00)? 0(\.00)? 600(\.00)? ")


def make_dorp() -> None:
    """Four square buurten in a row, each with its own number, and a fifth too small for one."""
    make_wijk("dorp", naam="Dorp", code="WK007404")
    for number in range(1, 6):
        code = f"BU0074040{number}"
        buurt = make_regio(code, naam=f"Buurt {number}")
        make_waarde(buurt, "inwoners", 1000)
        make_waarde(buurt, "leeftijd_65plus", 100 * number)
        x, size = (6.0 + 0.02 * number, 0.02) if number < 5 else (6.0395, 0.001)
        ring = [[x, 52.9], [x + size, 52.9], [x + size, 52.9 + size], [x, 52.9 + size], [x, 52.9]]
        point = [x + size / 2, 52.9 + size / 2] if number < 5 else [6.031, 52.91]
        Grens.objects.create(
            regio=buurt,
            jaar=2024,
            punt=point,
            ruimte=660 * size / 0.02,
            fijn=[[ring]],
            midden=[[ring]],
            grof=[[ring]],
        )


def test_buttons_keys_and_dragging(
    page_js: Page, check_axe: Callable[[Page], None], check_width: Callable[[Page], None]
) -> None:
    make_dorp()
    page_js.goto(PAGE)
    check_width(page_js)
    check_axe(page_js)
    kaart = page_js.locator("svg.wa-kaart")
    small = page_js.locator(".wa-kaart__getal--klein")
    expect(kaart).to_have_attribute("viewBox", WHOLE)
    expect(small).to_be_hidden()
    closer = page_js.get_by_role("button", name="Dichterbij")
    for button in (closer, page_js.get_by_role("button", name="Verder weg")):
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 48
    closer.click()
    closer.click()
    expect(kaart).to_have_attribute("viewBox", re.compile(r" 266\.67 "))
    expect(small).to_be_visible()
    before = kaart.get_attribute("viewBox")
    closer.press("ArrowRight")
    expect(kaart).not_to_have_attribute("viewBox", before or "")
    before = kaart.get_attribute("viewBox")
    kaart.scroll_into_view_if_needed()
    box = kaart.bounding_box()
    assert box
    page_js.mouse.move(box["x"] + 100, box["y"] + 60)
    page_js.mouse.down()
    page_js.mouse.move(box["x"] + 160, box["y"] + 60, steps=3)
    page_js.mouse.up()
    expect(kaart).not_to_have_attribute("viewBox", before or "")
    page_js.get_by_role("button", name="Hele kaart").click()
    expect(kaart).to_have_attribute("viewBox", WHOLE)
    for _ in range(9):
        closer.press("+")
    expect(kaart).to_have_attribute("viewBox", re.compile(r" 75\.00 "))  # no closer than eight times
    closer.press("0")
    expect(kaart).to_have_attribute("viewBox", WHOLE)
    expect(small).to_be_hidden()


def test_without_a_script_a_name_looks_closer(page_nojs: Page) -> None:
    make_dorp()
    page_nojs.goto(PAGE)
    expect(page_nojs.get_by_role("button", name="Dichterbij")).to_be_hidden()
    page_nojs.get_by_role("link", name="Buurt 4").click()
    expect(page_nojs.locator(".is-gekozen")).to_have_count(1)
    expect(page_nojs.locator("svg.wa-kaart .wa-kaart__naam").first).to_be_attached()
    page_nojs.get_by_role("link", name="Laat de hele wijk zien").click()
    expect(page_nojs.locator(".is-gekozen")).to_have_count(0)
