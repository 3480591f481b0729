"""The icons of static/icons/iconen.svg: their names, and their lines for where a sprite cannot be used."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).resolve().parent.parent / "static" / "icons" / "iconen.svg"
MIRRORED = frozenset({"terug", "vooruit", "luidspreker", "doorgeven"})  # turned round in right-to-left text

_SYMBOL = re.compile(r'<symbol id="([a-z]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)


@cache
def icons() -> dict[str, str]:
    """Name of each icon, with the SVG elements it is drawn with (24 × 24, stroked, no fill)."""
    return dict(_SYMBOL.findall(SPRITE.read_text(encoding="utf-8")))


def check(name: str) -> str:
    """Return `name`, or say which names there are."""
    if name not in icons():
        raise ValueError(f"Unknown icon {name!r}. Known: {', '.join(sorted(icons()))}")
    return name
