"""`make screenshots`: a picture of every page, on a phone and on a desk, light and dark, and in Arabic.

Not collected with the tests (its name does not begin with test_). The pictures come in `beelden/`, with an
index.html beside them.
"""

from __future__ import annotations

import html
import shutil
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.e2e.conftest import DESK, PHONE
from tests.e2e.rondgang import People, offer, tell, visits
from tests.e2e.site import Site
from tests.project.huis import Huis

FOLDER = Path(settings.BASE_DIR) / "beelden"
# folder, size, colour scheme, language
WAYS = (
    ("telefoon", PHONE, "light", "nl"),
    ("bureau", DESK, "light", "nl"),
    ("telefoon-donker", PHONE, "dark", "nl"),
    ("bureau-donker", DESK, "dark", "nl"),
    ("telefoon-arabisch", PHONE, "light", "ar"),
    ("bureau-arabisch", DESK, "light", "ar"),
)


@pytest.mark.usefixtures("site")
def test_pictures(people: People, jubbega: Huis, site: Site) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    for way in WAYS:
        _prepare(people, way, site.url)
        for bezoek in visits(people, jubbega):
            answer = bezoek.page.goto(bezoek.adres)
            is_page = answer is not None and answer.headers["content-type"].startswith("text/html")
            if is_page and (bezoek.resident or way[3] == "nl"):
                _take(bezoek.page, way[0], bezoek.naam)
        if way[3] == "nl":
            for naam in chain(tell(people.bewoner), offer(people.bewoner)):
                _take(people.bewoner, way[0], naam)
    taken = sorted(FOLDER.rglob("*.png"))
    _index(taken)
    assert {path.parent.name for path in taken} == {way[0] for way in WAYS}


def _prepare(people: People, way: tuple[str, tuple[int, int], str, str], home: str) -> None:
    _folder, (width, height), scheme, taal = way
    for page in (people.bewoner, people.team):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": taal, "url": home}])


def _take(page: Page, folder: str, naam: str) -> None:
    page.screenshot(path=FOLDER / folder / f"{naam.replace(':', '-').replace(' ', '')}.png", full_page=True)


def _index(paths: list[Path]) -> None:
    rows = [
        f'<figure><img src="{html.escape(str(path.relative_to(FOLDER)))}" height="600" loading="lazy">'
        f"<figcaption>{html.escape(f'{path.parent.name}: {path.stem}')}</figcaption></figure>"
        for path in paths
    ]
    (FOLDER / "index.html").write_text("<!doctype html><meta charset=utf-8>" + "\n".join(rows))
