"""The letters of the PDF: our own files, under addresses of our own that lead nowhere else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts" / "pdf"
# family, weight, file; the order of use stands in pdf.css
LETTERS = (
    ("Atkinson Hyperlegible Next", 400, "AtkinsonHyperlegibleNext-Regular.ttf"),
    ("Atkinson Hyperlegible Next", 700, "AtkinsonHyperlegibleNext-Bold.ttf"),
    ("Noto Sans", 400, "NotoSans-Regular.ttf"),
    ("Noto Sans", 700, "NotoSans-Bold.ttf"),
    ("Noto Sans Arabic", 400, "NotoSansArabic-Regular.ttf"),
    ("Noto Sans Arabic", 700, "NotoSansArabic-Bold.ttf"),
    ("Noto Emoji", 400, "NotoEmoji-Regular.ttf"),
)
ADDRESSES = frozenset(f"letter:{name}" for _family, _weight, name in LETTERS)


def font_css() -> str:
    """@font-face rules for all of them."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(letter:{name}) }}'
        for family, weight, name in LETTERS
    )


@cache
def read_letter(address: str) -> bytes:
    """The file behind one of ADDRESSES."""
    return (FOLDER / address.removeprefix("letter:")).read_bytes()
