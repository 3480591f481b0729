"""Taking words out of a text: which pieces can be chosen, and what is left. Values only, no database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NAAM: Final = "[naam]"
WEGGEHAALD: Final = "[weggehaald]"
VERVANGINGEN: Final = (NAAM, WEGGEHAALD)

Passage = tuple[int, int]  # first character, and the one after the last

_ZIN = re.compile(r"[^.!?…؟।\n]*(?:[.!?…؟।]+|\n+|$)")
_WOORD = re.compile(r"\S+")
# Marks around a word that stay when the word goes: 'Jan,' becomes '[naam],'.
_RAND = "\"'“”‘’«»()[]{}.,;:!?…؟،؛"


@dataclass(frozen=True, slots=True)
class Woord:
    """A word of the text without the marks around it, and where it stands."""

    tekst: str
    begin: int
    eind: int

    @property
    def waarde(self) -> str:
        """How a form names it."""
        return f"{self.begin}-{self.eind}"


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence: its words, and where it stands."""

    woorden: tuple[Woord, ...]

    @property
    def waarde(self) -> str:
        return f"{self.woorden[0].begin}-{self.woorden[-1].eind}"


def split_words(tekst: str) -> list[Zin]:
    """The text as sentences of words, in any language that writes spaces."""
    zinnen = []
    for zin in _ZIN.finditer(tekst):
        woorden = tuple(w for w in (_bare(m, zin.start()) for m in _WOORD.finditer(zin.group())) if w)
        if woorden:
            zinnen.append(Zin(woorden))
    return zinnen


def _bare(match: re.Match[str], offset: int) -> Woord | None:
    word = match.group()
    start = len(word) - len(word.lstrip(_RAND))
    bare = word.strip(_RAND)
    if not bare:
        return None
    begin = offset + match.start() + start
    return Woord(bare, begin, begin + len(bare))


def parse_passages(values: Iterable[str]) -> list[Passage]:
    """What a form sent ('4-9'); values of another shape are left out."""
    found = (re.fullmatch(r"(\d{1,5})-(\d{1,5})", value) for value in values)
    return [(int(m.group(1)), int(m.group(2))) for m in found if m]


def mask(tekst: str, passages: Iterable[Passage], vervanging: str) -> str:
    """The text with the passages replaced; passages with nothing but spaces between them become one.

    Raises ValueError for a passage outside the text.
    """
    delen: list[Passage] = []
    for begin, eind in sorted(set(passages)):
        if not 0 <= begin < eind <= len(tekst):
            raise ValueError(f"passage {begin}-{eind} lies outside the text")
        if delen and (begin <= delen[-1][1] or not tekst[delen[-1][1] : begin].strip()):
            delen[-1] = (delen[-1][0], max(delen[-1][1], eind))
        else:
            delen.append((begin, eind))
    for begin, eind in reversed(delen):
        tekst = tekst[:begin] + vervanging + tekst[eind:]
    return tekst
