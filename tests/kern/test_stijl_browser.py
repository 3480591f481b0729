"""The style guide in a real browser: the small scripts, the security policy, axe, no sideways scrolling."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import django_htmx
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, sync_playwright

from kern.stijlgids import stijlgids

pytestmark = pytest.mark.browser

POLICY = "; ".join(
    f"{name} {' '.join(to)}" for name, to in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
STATIC = {"django_htmx": Path(django_htmx.__file__).parent / "static", "": settings.BASE_DIR / "static"}


class Handler(SimpleHTTPRequestHandler):
    """Pages from a folder, /static/ from where they live, with the policy of the real site."""

    def translate_path(self, path: str) -> str:
        address = path.partition("?")[0]
        if address.startswith("/static/"):
            name = address.removeprefix("/static/")
            return str(STATIC["django_htmx" if name.startswith("django_htmx/") else ""] / name)
        return super().translate_path(path)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The style guide as plain files: both variants, and the residents' one from right to left."""
    folder = tmp_path_factory.mktemp("stijlgids")
    for name, variant, language in (
        ("bewoner", "bewoner", "nl"),
        ("team", "team", "nl"),
        ("rtl", "bewoner", "ar"),
    ):
        with translation.override(language):
            response = stijlgids(RequestFactory().get("/stijlgids/"), variant=variant)
        (folder / f"{name}.html").write_bytes(response.content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


Scheme = Literal["light", "dark"]


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def browse(
    act: Callable[[BrowserContext], None], *, width: int = 360, scheme: Scheme = "light", js: bool = True
) -> None:
    """Run `act` with a browser, in a thread of its own: Playwright's loop then meets no other."""

    def run() -> None:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = browser.new_context(
                viewport={"width": width, "height": 740}, color_scheme=scheme, java_script_enabled=js
            )
            act(context)
            browser.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def open_page(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """A loaded page, and a list that fills with what the browser complains about."""
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url)
    return page, complaints


def wait_until(page: Page, expression: str) -> None:
    """Playwright's own wait_for_function polls with eval, which the policy of the site forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("bewoner", 360, "light"),
        ("bewoner", 1280, "dark"),
        ("team", 360, "dark"),
        ("team", 1280, "light"),
        ("rtl", 360, "light"),
    ],
)
def test_axe_the_policy_and_the_width_find_nothing(
    address: str, name: str, width: int, scheme: Scheme
) -> None:
    def act(context: BrowserContext) -> None:
        page, complaints = open_page(context, f"{address}/{name}.html")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        )
        icon = page.locator("#inhoud .utrecht-icon").first.bounding_box()
        assert icon
        assert icon["width"] >= 18
        assert complaints == []

    browse(act, width=width, scheme=scheme)


def test_the_error_summary_has_focus_and_leads_to_the_field(address: str) -> None:
    def act(context: BrowserContext) -> None:
        page, _ = open_page(context, f"{address}/bewoner.html")
        wait_until(page, "document.activeElement.id === 'foutoverzicht'")
        page.get_by_role("link", name="Haal het telefoonnummer weg").click()
        assert page.evaluate("document.activeElement.id") == "fout_tekst"
        page.locator("#foutoverzicht a[href='#fout_doelen_0']").click()
        assert page.evaluate("document.activeElement.id") == "fout_doelen_0"

    browse(act)


def test_an_error_summary_that_htmx_brings_gets_focus(address: str) -> None:
    def act(context: BrowserContext) -> None:
        page, complaints = open_page(context, f"{address}/team.html")
        page.route(
            "**/fout/", lambda route: route.fulfill(status=422, body=SUMMARY, content_type="text/html")
        )
        page.evaluate("document.querySelector('#foutoverzicht').blur()")
        page.evaluate("htmx.ajax('GET', '/fout/', {target: '#foutoverzicht', swap: 'outerHTML'})")
        wait_until(page, "document.activeElement.textContent === 'Nieuw overzicht'")
        assert [c for c in complaints if "422" not in c] == []

    browse(act)


SUMMARY = '<div id="foutoverzicht" tabindex="-1" data-foutfocus>Nieuw overzicht</div>'


def test_the_language_menu_closes_by_escape_and_beside_it(address: str) -> None:
    def act(context: BrowserContext) -> None:
        page, _ = open_page(context, f"{address}/bewoner.html")
        menu, button = page.locator("details.wa-taal"), page.locator("details.wa-taal summary")
        button.click()
        assert menu.get_attribute("open") is not None
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None
        button.click()
        page.mouse.click(5, 735)
        assert menu.get_attribute("open") is None

    browse(act)


def test_the_code_can_be_copied(address: str) -> None:
    def act(context: BrowserContext) -> None:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page, _ = open_page(context, f"{address}/bewoner.html")
        page.get_by_role("button", name="Kopieer de code").click()
        page.get_by_role("button", name="Gekopieerd").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == "fiets linde molen 47"

    browse(act)


VOICES = """
window.spoken = [];
const voice = {lang: "%s", localService: true, name: "proef"};
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => [voice], addEventListener() {}, cancel() { window.stopped = true; },
  speak(speech) {
    if (window.spoken.push(speech.text) < 4) setTimeout(() => speech.onend(), 1);
  },
}});
"""


def test_reading_aloud_goes_sentence_by_sentence_and_stops(address: str) -> None:
    """The voice itself belongs to the device; here it is one that keeps what it was asked to say."""

    def act(context: BrowserContext) -> None:
        context.add_init_script(VOICES % "nl-NL")
        page, complaints = open_page(context, f"{address}/bewoner.html")
        page.get_by_role("button", name="Lees voor").click()
        wait_until(page, "window.spoken.length === 4")
        assert page.evaluate("window.spoken.slice(0, 2)") == [
            "Stijlgids",
            "Alle bouwstenen op één bladzijde.",
        ]
        page.get_by_role("button", name="Stop met lezen").click()
        page.get_by_role("button", name="Lees voor").wait_for()
        assert page.evaluate("window.stopped")
        assert complaints == []

    browse(act)


def test_no_button_to_read_aloud_without_a_voice_for_the_language(address: str) -> None:
    def act(context: BrowserContext) -> None:
        context.add_init_script(VOICES % "nl-NL")
        page, _ = open_page(context, f"{address}/rtl.html")
        page.locator("[data-kopieer]:not([hidden])").wait_for()
        assert page.locator("[data-voorlezen]").is_hidden()

    browse(act)


def test_without_javascript_no_button_stands_there_for_nothing(address: str) -> None:
    def act(context: BrowserContext) -> None:
        page, _ = open_page(context, f"{address}/bewoner.html")
        assert page.locator("[data-kopieer]").is_hidden()
        assert page.locator("[data-voorlezen]").is_hidden()
        page.locator("details.wa-taal summary").click()
        assert page.get_by_role("link", name="English").is_visible()

    browse(act, js=False)
