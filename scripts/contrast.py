"""Compute WCAG 2.2 contrast for every colour pair the design uses, in light and in dark.

Usage: python scripts/contrast.py [theme.css …] [--table]
Reads static/css/tokens.css, then the themes on top. Exits 1 when a pair is too low, and says which.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
DARK = "@media (prefers-color-scheme: dark)"
PAIRS: list[tuple[str, str, float, str]] = [
    # foreground, background, minimum, where
    ("text", "page", 4.5, "body text"),
    ("text", "surface", 4.5, "text on a card"),
    ("text", "sunken", 4.5, "text on paving"),
    ("text", "accent-tint", 4.5, "chosen card, info alert"),
    ("text", "ok-tint", 4.5, "ok alert"),
    ("text", "warning-tint", 4.5, "warning alert"),
    ("text", "danger-tint", 4.5, "error summary"),
    ("text", "note", 4.5, "a resident's note"),
    ("text-subtle", "page", 4.5, "hint, source line"),
    ("text-subtle", "surface", 4.5, "hint on a card"),
    ("text-subtle", "sunken", 4.5, "hint on paving"),
    ("text-subtle", "note", 4.5, "meta on a note"),
    ("text-subtle", "accent-tint", 4.5, "hint on a chosen card"),
    ("link", "page", 4.5, "link"),
    ("link", "surface", 4.5, "link on a card, secondary button"),
    ("link", "sunken", 4.5, "link on paving"),
    ("link", "accent-tint", 4.5, "badge 'loopt', link in alert"),
    ("link", "danger-tint", 4.5, "link in error summary"),
    ("link", "note", 4.5, "link on a note"),
    ("link-hover", "page", 4.5, "link, pointed at"),
    ("on-accent", "accent", 4.5, "primary button, street sign"),
    ("on-accent", "accent-hover", 4.5, "primary button, pointed at"),
    ("ok", "ok-tint", 4.5, "badge 'klaar'"),
    ("ok", "surface", 4.5, "done in a timeline"),
    ("ok", "page", 4.5, "done in the kompas"),
    ("warning", "warning-tint", 4.5, "badge 'vertraagd'"),
    ("warning", "surface", 4.5, "warning on a card"),
    ("danger", "danger-tint", 4.5, "error text in summary"),
    ("danger", "surface", 4.5, "error text"),
    ("danger", "page", 4.5, "error text at a field"),
    ("on-strong", "ok", 4.5, "tick in a done phase"),
    ("on-strong", "danger", 4.5, "danger button"),
    ("line-strong", "page", 3, "edge of a control"),
    ("line-strong", "surface", 3, "edge of a control on a card"),
    ("line-strong", "sunken", 3, "edge of a control on paving"),
    ("bar", "surface", 3, "bar of the wijk"),
    ("bar", "bar-track", 3, "bar of the wijk on its track"),
    ("bar-other", "surface", 3, "bar of gemeente, Nederland"),
    ("focus", "focus-halo", 3, "the two focus rings"),
]
Tokens = dict[str, str]


def read(css: str) -> tuple[Tokens, Tokens]:
    """The custom properties for light and what dark changes of them."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    light, _, dark = css.partition(DARK)
    find = re.compile(r"(--[\w-]+):\s*([^;]+);")
    return dict(find.findall(light)), dict(find.findall(dark))


def resolve(tokens: Tokens, name: str) -> str:
    """Follow var() to a colour."""
    value = tokens[name].strip()
    reference = re.fullmatch(r"var\((--[\w-]+)\)", value)
    return resolve(tokens, reference.group(1)) if reference else value


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def measure(*sheets: str) -> list[tuple[str, str, float, str, float, float]]:
    """Each pair with its contrast in light and in dark; later sheets are themes over the first."""
    light: Tokens = {}
    dark: Tokens = {}
    for sheet in sheets:
        found_light, found_dark = read(sheet)
        light |= found_light
        dark |= found_light | found_dark
    rows = []
    for front, back, needed, where in PAIRS:
        got = [
            ratio(resolve(tokens, f"--wa-color-{front}"), resolve(tokens, f"--wa-color-{back}"))
            for tokens in (light, dark)
        ]
        rows.append((front, back, needed, where, got[0], got[1]))
    return rows


def main(arguments: list[str]) -> int:
    themes = [Path(name).read_text(encoding="utf-8") for name in arguments if not name.startswith("--")]
    rows = measure(TOKENS.read_text(encoding="utf-8"), *themes)
    if "--table" in arguments:
        print("| text or edge | on | light | dark | needed | where |\n| --- | --- | --- | --- | --- | --- |")
        for front, back, needed, where, light, dark in rows:
            print(f"| `{front}` | `{back}` | {light:.1f} | {dark:.1f} | {needed} | {where} |")
    low = [row for row in rows if min(row[4], row[5]) < row[2]]
    for front, back, needed, where, light, dark in low:
        print(f"too low: {front} on {back} ({where}): light {light:.2f}, dark {dark:.2f}, needed {needed}")
    if not low:
        print(f"contrast: {len(rows)} pairs are enough, in light and in dark")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
