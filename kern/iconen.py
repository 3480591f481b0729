"""The drawings of static/icons: their names, and their lines for where a sprite cannot be used.

`iconen.svg` holds the icons of the pages, `waarden.svg` the pictures of the value cards by the code of each.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

MAP: Final = Path(__file__).resolve().parent.parent / "static" / "icons"
SPRITE: Final = MAP / "iconen.svg"
WAARDEN: Final = MAP / "waarden.svg"
MIRRORED = frozenset({"terug", "vooruit", "luidspreker", "doorgeven"})  # turned round in right-to-left text
EIGEN: Final = "eigen"  # of the value cards: a word of one's own

_SYMBOL = re.compile(r'<symbol id="([a-z_]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)


@cache
def icons(sprite: Path = SPRITE) -> dict[str, str]:
    """Name of each drawing of a sprite, with the SVG elements it is made of (24 × 24, stroked, no fill)."""
    return dict(_SYMBOL.findall(sprite.read_text(encoding="utf-8")))


def check(name: str) -> str:
    """Return `name`, or say which icons there are."""
    if name not in icons():
        raise ValueError(f"Unknown icon {name!r}. Known: {', '.join(sorted(icons()))}")
    return name


def waarde(slug: str) -> str:
    """The picture of this value card; that of a word of one's own when there is no such card (any more)."""
    return slug if slug in icons(WAARDEN) else EIGEN
