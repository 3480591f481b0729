"""Which languages there are, and which of them we can show."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

LANGUAGES_BY_CODE: dict[str, str] = dict(settings.LANGUAGES)
DUTCH_NAMES = {
    "nl": "Nederlands",
    "en": "Engels",
    "ar": "Arabisch",
    "tr": "Turks",
    "pl": "Pools",
    "uk": "Oekraïens",
}


@lru_cache(maxsize=16)
def shown_language(taal: str) -> str:
    """`taal` when its texts are there, else Dutch: a page never claims a language that it does not speak."""
    if taal == settings.LANGUAGE_CODE:
        return taal
    catalogue = Path(settings.LOCALE_PATHS[0]) / taal / "LC_MESSAGES" / "django.mo"
    return taal if catalogue.exists() else settings.LANGUAGE_CODE
