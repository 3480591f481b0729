"""Somebody reads Arabic, tells something from a phone and follows it, and meets no Dutch sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from bewoners.models import Inbreng
from scripts.catalogi import load, strings_of
from tests.e2e.look import Look
from tests.e2e.site import Site
from tests.talen.lezer import Woordenschat, foreign, latin_words

VERHAAL = "أتمنّى أن نأكل معاً مرة كل شهر في بيت القرية."
CODE = re.compile(r"[a-z]+-[a-z]+-[a-z]+-\d+")


def arabic(text: str) -> str:
    """What our catalogue says for a Dutch text."""
    message = load("ar").get(text)
    assert message is not None, text
    return strings_of(message)[0]


@pytest.mark.parametrize("js", [True, False], ids=["met-js", "zonder-js"])
def test_telling_and_following_in_arabic(
    site: Site, open_context: Callable[..., BrowserContext], js: bool
) -> None:
    site.load()
    page = open_context(js=js, has_touch=True, locale="ar").new_page()
    look = Look()
    names = latin_words("ar")

    def see(name: str) -> None:
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert foreign(page.content(), Woordenschat(VERHAAL), mag=names) == [], name
        if js:
            look.once(page, name, resident=True)

    def go(target: Locator) -> None:
        with page.expect_navigation():
            target.click()

    def button(text: str) -> Locator:
        return page.get_by_role("main").get_by_role("button", name=arabic(text), exact=True)

    page.goto("/wijken/jubbega/")
    page.locator("details[data-taalmenu] summary").click()
    go(page.locator("a[hreflang=ar]"))
    see("wijk")
    go(page.get_by_role("link", name=arabic("Uw verhaal of idee"), exact=True).first)
    see("vertel")
    go(button("Volgende"))
    expect(page.get_by_text(arabic("Schrijf in één zin wat u wilt vertellen.")).first).to_be_visible()
    see("vertel: leeg")
    page.get_by_label(arabic("Wat wilt u vertellen over uw buurt?")).fill(VERHAAL)
    go(button("Volgende"))
    see("delen")
    page.get_by_label(arabic("Ja"), exact=False).first.check()
    go(button("Volgende"))
    see("overzicht")
    go(button("Versturen"))
    see("bedankt")
    code = page.locator("#code")
    expect(code).to_have_text(CODE)
    expect(code).to_have_attribute("dir", "ltr")
    words = code.inner_text()
    assert Inbreng.objects.get(tekst=VERHAAL).taal == "ar"

    page.goto("/volg/")
    see("volg")
    page.get_by_label(arabic("Wat is uw code?")).fill(words.replace("-", " "))
    go(button("Volg mijn verhaal"))
    see("stand")
    expect(page.get_by_text(VERHAAL)).to_be_visible()
    expect(page.get_by_text(arabic("Wij lezen het"))).to_be_visible()
    look.must_be_fine()
