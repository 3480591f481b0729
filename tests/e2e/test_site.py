"""The tools of the browser tests work: a real process, watched pages, a clean database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from gebruikers.models import Gebruiker
from tests.e2e.site import Site
from tests.e2e.watch import Watch


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_the_start_page_fits_and_axe_finds_nothing(
    site: Site,
    open_context: Callable[..., BrowserContext],
    check_axe: Callable[[Page], None],
    check_width: Callable[[Page], None],
    size: tuple[int, int],
    js: bool,
) -> None:
    page = open_context(size, js=js).new_page()
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    check_width(page)
    if js:
        check_axe(page)


def test_the_database_begins_empty_and_is_the_sites_own(site: Site, page_nojs: Page) -> None:
    assert not Gebruiker.objects.exists()
    answer = page_nojs.goto("/readyz")
    assert answer is not None
    assert answer.json()["database"] == "goed"


def test_the_watch_notices_foreign_fetches_and_broken_policy(site: Site, chromium: Browser) -> None:
    context = chromium.new_context()
    watch = Watch(context, site.url)
    page = context.new_page()
    page.goto(f"{site.url}/")
    assert watch.complaints == []
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
    page.goto("data:text/html,<img src='http://127.0.0.1:9/x.png'>")
    assert any("policy" in text for text in watch.complaints), watch.complaints
    assert any("127.0.0.1:9/x.png" in text for text in watch.complaints), watch.complaints
    context.close()
