"""Values for tests: a row of them, their words, and the boxes that are ticked on a page."""

from __future__ import annotations

import re

from agenda.models import Kernwaarde, Wijkagenda
from tests.samen import make_kernwaarde


def make_rij(agenda: Wijkagenda, *woorden: str) -> list[Kernwaarde]:
    """Values in words of people's own, the first the most important."""
    return [make_kernwaarde(agenda, woord, kaart="", volgorde=n) for n, woord in enumerate(woorden, start=1)]


def words_of(agenda: Wijkagenda) -> list[str]:
    return [waarde.woord for waarde in Kernwaarde.objects.filter(agenda=agenda)]


def ticked(page: str, name: str) -> set[str]:
    """The values of the boxes of this name that are ticked."""
    boxes = [box for box in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in box and "checked" in box]
    values = [re.search(r'value="([^"]*)"', box) for box in boxes]
    return {value.group(1) if value else "on" for value in values}
