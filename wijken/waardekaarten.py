"""The value cards: a word, one sentence and a picture each (wijken/data/waardekaarten, one file a language).

A card is content, not a row: who chooses one copies its word, so that an old choice reads as it was made.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MAP: Final = Path(__file__).resolve().parent / "data" / "waardekaarten"
BRON: Final = "nl"
EIGEN: Final = "eigen"  # the joker: a word of one's own


class Kaartgroep(models.TextChoices):
    """Groups of cards, for layout only."""

    SAMEN = "samen", _("Samen")
    OMGAAN = "omgaan", _("Goed met elkaar omgaan")
    GROEIEN = "groeien", _("Jezelf zijn en groeien")
    LEVEN = "leven", _("Fijn en veilig leven")
    WERKEN = "werken", _("Hoe wij werken")


@dataclass(frozen=True, slots=True)
class Waardekaart:
    """One card, in one language."""

    slug: str
    groep: Kaartgroep
    woord: str
    zin: str


def kaarten(taal: str = "") -> tuple[Waardekaart, ...]:
    """All cards in their order, in `taal` (else that of the page); Dutch where a language has no file."""
    return tuple(_read(taal or get_language() or BRON).values())


def kaart_of(slug: str, taal: str = "") -> Waardekaart | None:
    """The card with this code; None for a word of one's own or a code that is no more."""
    return _read(taal or get_language() or BRON).get(slug)


def woord_in_taal(slug: str, woord: str, taal: str = "") -> str:
    """The word of a chosen card in `taal`. A word that people made their own stays as they wrote it."""
    dutch, here = kaart_of(slug, BRON), kaart_of(slug, taal)
    return here.woord if dutch is not None and here is not None and dutch.woord == woord else woord


@cache
def _read(taal: str) -> dict[str, Waardekaart]:
    texts = _texts(taal)
    return {
        row["slug"]: Waardekaart(
            row["slug"],
            Kaartgroep(row["groep"]),
            *(texts.get(row["slug"], row)[name] for name in ("woord", "zin")),
        )
        for row in _rows(BRON)
    }


def _texts(taal: str) -> dict[str, dict[str, str]]:
    known = {file.stem for file in MAP.glob("*.toml")}
    return {row["slug"]: row for row in _rows(taal)} if taal in known else {}


def _rows(taal: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads((MAP / f"{taal}.toml").read_text(encoding="utf-8"))["kaart"]
    return rows
