"""Whole languages: no page for residents shows a Dutch word but what people themselves brought in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from kern.talen import shown_language
from scripts.catalogi import check, find_texts, languages, untranslated, updated
from tests.project.huis import make_huis
from tests.talen.lezer import Woordenschat, foreign, latin_words
from tests.talen.ronde import GETYPT, Ronde, empty_wijk
from tests.talen.schijntaal import make_language
from wijken.models import Wijk
from wijken.waardekaarten import kaarten

WHOLE = ("ar", "en")
# A language without a file of cards reads them in Dutch, marked so: see wijken.waardekaarten.
KAARTEN = tuple(kaart.zin for kaart in kaarten("nl"))


def complaints(taal: str, mag: frozenset[str] = frozenset()) -> tuple[list[str], set[str]]:
    """What is not in the language on any page, and the names of the pages that were seen."""
    call_command("load_demo", verbosity=0)
    huis, leeg = make_huis("hier"), empty_wijk()
    schat = Woordenschat(*GETYPT, *KAARTEN)
    found: list[str] = []
    seen: set[str] = set()
    for naam, html in Ronde(taal).pages(huis, Wijk.objects.get(slug="jubbega"), leeg):
        assert f'lang="{taal}"' in html[:600], naam
        seen.add(naam)
        if foreign(html, schat, mag=mag):  # perhaps a name that came in on the way
            schat = Woordenschat(*GETYPT, *KAARTEN)
            found += [f"{naam} – {one}" for one in foreign(html, schat, mag=mag)]
    return found, seen


def test_every_text_is_there_in_whole_languages() -> None:
    texts = find_texts()
    assert set(WHOLE) <= set(languages())
    assert {taal: untranslated(updated(taal, texts)) for taal in WHOLE} == {taal: [] for taal in WHOLE}
    assert check(texts) == []


@pytest.mark.django_db
def test_a_resident_meets_no_dutch_in_arabic() -> None:
    found, seen = complaints("ar", latin_words("ar"))
    assert not found, "\n".join(found)
    assert len(seen) > 100


@pytest.fixture
def schijntaal(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """Turkish, made of one file in a folder of its own."""
    make_language("tr", tmp_path)
    settings.LOCALE_PATHS = [str(tmp_path)]
    shown_language.cache_clear()
    yield "tr"
    shown_language.cache_clear()


@pytest.mark.django_db
def test_one_added_file_translates_every_page(schijntaal: str) -> None:
    """No text was left outside the catalogues: with all their letters replaced, none of ours is left."""
    found, _ = complaints(schijntaal)
    assert not found, "\n".join(found)
