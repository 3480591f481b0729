"""The value cards: every language has them all, and each card has a picture of its own."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from django.utils import translation

from agenda.models import Kernwaarde
from kern import iconen
from scripts.catalogi import languages
from wijken.waardekaarten import BRON, EIGEN, MAP, kaart_of, kaarten, woord_in_taal

TALEN = sorted(file.stem for file in MAP.glob("*.toml"))
LONGEST = Kernwaarde._meta.get_field("woord").max_length or 0
PICTURES = iconen.icons(iconen.WAARDEN)


def rows(taal: str) -> list[dict[str, str]]:
    data: dict[str, Any] = tomllib.loads((MAP / f"{taal}.toml").read_text(encoding="utf-8"))
    found: list[dict[str, str]] = data["kaart"]
    return found


def test_there_are_48_cards_with_codes_that_fit_the_column() -> None:
    slugs = [one.slug for one in kaarten(BRON)]
    assert len(slugs) == len(set(slugs)) == 48
    assert EIGEN not in slugs
    assert max(map(len, slugs)) <= (Kernwaarde._meta.get_field("kaart").max_length or 0)


def test_every_language_with_a_catalogue_has_cards() -> None:
    assert {BRON, "en", "ar", *languages()} == set(TALEN)


@pytest.mark.parametrize("taal", TALEN)
def test_each_language_has_every_card_with_a_word_of_its_own(taal: str) -> None:
    cards = rows(taal)
    assert [row["slug"] for row in cards] == [row["slug"] for row in rows(BRON)]
    words = [row["woord"] for row in cards]
    assert all(word == word.strip() != "" for word in words)
    assert all(row["zin"].strip().endswith(".") for row in cards)
    assert all(len(word) <= LONGEST for word in words)
    assert len({word.casefold() for word in words}) == len(words)


def test_a_card_is_told_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert kaarten()[0].woord == "Attention"
    with translation.override("nl"):
        assert kaarten()[0].woord == "Aandacht"
    english = kaart_of("groen", "en")
    dutch = kaart_of("groen", BRON)
    assert english is not None
    assert dutch is not None
    assert english.groep == dutch.groep


def test_a_word_that_people_changed_stays_as_they_wrote_it() -> None:
    assert woord_in_taal("groen", "Groen en natuur", "en") == "Green and nature"
    assert woord_in_taal("groen", "Meer bomen", "en") == "Meer bomen"
    assert woord_in_taal("", "Mienskip", "en") == "Mienskip"
    assert woord_in_taal("kaart_van_vroeger", "Fatsoen", "ar") == "Fatsoen"


def test_an_unknown_language_reads_the_dutch_cards() -> None:
    assert "tlh" not in TALEN
    assert kaarten("tlh") == kaarten(BRON)
    assert woord_in_taal("groen", "Groen en natuur", "tlh") == "Groen en natuur"


# ---- pictures -----------------------------------------------------------------------------------


def test_each_card_has_its_picture_and_no_picture_is_left_over() -> None:
    assert set(PICTURES) == {one.slug for one in kaarten(BRON)} | {EIGEN}
    assert EIGEN == iconen.EIGEN


def test_no_two_cards_have_the_same_picture() -> None:
    """Also not with its lines in another order."""
    assert len({picture_of(lines) for lines in PICTURES.values()}) == len(PICTURES)


def picture_of(lines: str) -> tuple[str, ...]:
    strokes = [part for d in re.findall(r' d="([^"]+)"', lines) for part in re.split(r"(?=M)", d) if part]
    return tuple(sorted([*strokes, *re.findall(r"<(?:circle|rect|ellipse)[^>]*>", lines)]))


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_lines_without_text_or_paint(name: str) -> None:
    lines = PICTURES[name]
    assert set(re.findall(r"<(\w+)", lines)) <= {"path", "circle", "rect", "ellipse"}
    assert not re.findall(r"\b(?:fill|stroke|style|class|id|href)\b", lines)
