"""What a cell of another program says, as an answer of ours. Values only, no database."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from django.utils.translation import override

from analyse.antwoorden import BEREIK, WEET_NIET
from analyse.invullen.woorden import GEZICHT_TEKST
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from bewoners.models import Kanaal
from kern.talen import DUTCH_NAMES, LANGUAGES_BY_CODE

JA: Final = frozenset({"ja", "j", "yes", "y", "1", "true", "waar", "x", "✓", "v", "نعم", "checked",
    "selected", "aangevinkt", "gekozen"})  # fmt: skip
NEE: Final = frozenset({"nee", "n", "no", "0", "false", "onwaar", "لا", "not selected", "unchecked",
    "niet geselecteerd", "niet gekozen", "-"})  # fmt: skip
WEET_NIET_WOORDEN: Final = frozenset({"weetniet", "weet niet", "weet ik niet", "geen idee", "geen mening",
    "don't know", "dont know", "i don't know", "i do not know", "not sure", "لا أعرف"})  # fmt: skip
LEEG: Final = frozenset({"", "-", "n/a", "n.v.t", "nvt"})
TALEN: Final = ("nl", "en", "ar")
EXCEL_NUL: Final = dt.date(1899, 12, 30)
_EXCEL: Final = re.compile(r"[2-7]\d{4}([.,]\d+)?")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MAAND: Final = re.compile(r"(\d{4})-(\d{2})")  # as our own file tells it
_DMJ: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_VOLGCODE: Final = re.compile(r"a[o]?0*(\d{1,2})")  # answer codes of LimeSurvey: A1, A01, AO01
_SCHEIDING: Final = re.compile(r"[;|\n]")
MAX_SLEUTEL: Final = 300


def plain(text: str) -> str:
    """Words to compare: no capitals, marks or double spaces."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("‘", "'")
    return " ".join(text.split()).strip(' .!?:;"…*')


def key_of(value: str) -> str:
    """A mark for a value of the file, to tie it to an answer without keeping its words."""
    return hashlib.sha256(plain(value)[:MAX_SLEUTEL].encode()).hexdigest()[:16]


def read_day(text: str) -> dt.date | None:
    """The day in a cell: ISO, day-month-year, or the number that Excel counts with. None when it is none."""
    text = text.strip()
    try:
        if _EXCEL.fullmatch(text):
            return EXCEL_NUL + dt.timedelta(days=int(text[:5]))
        if found := _ISO.match(text):
            jaar, maand, dag = map(int, found.groups())
            return dt.date(jaar, maand, dag)
        if found := _DMJ.match(text):
            dag, maand, jaar = map(int, found.groups())
            return dt.date(jaar, maand, dag) if maand <= 12 else dt.date(jaar, dag, maand)
        if found := _MAAND.fullmatch(text):
            return dt.date(int(found[1]), int(found[2]), 1)
    except (ValueError, OverflowError):
        return None
    return None


def read_language(text: str) -> str | None:
    """The code of a language by its code, its own name or its Dutch name."""
    known = plain(text)
    code = known.replace("_", "-").split("-")[0]
    if code in LANGUAGES_BY_CODE:
        return code
    names = {plain(str(name)): code for code, name in LANGUAGES_BY_CODE.items()}
    dutch = {plain(name): code for code, name in DUTCH_NAMES.items()}
    return names.get(known) or dutch.get(known)


def read_way(text: str) -> str | None:
    """The way something came in, by our code or our word."""
    known = plain(text)
    return next((code for code, label in Kanaal.choices if known in (code, plain(str(label)))), None)


class Lezer:
    """Ties values to the answers of one question; `gekozen` is what a person chose, by the key of a value."""

    def __init__(self, vraag: Vraag, gekozen: Mapping[str, str] | None = None) -> None:
        self.vraag = vraag
        self.gekozen = gekozen or {}
        self._found: dict[str, str | None] = {}

    @cached_property
    def known(self) -> dict[str, str]:
        """Answer by its words, in all languages that there are, and by its code."""
        found: dict[str, str] = {}
        for number, keuze in enumerate(self.vraag.antwoorden, start=1):
            for text in keuze["tekst"].values():
                found.setdefault(plain(text), keuze["code"])
            found.setdefault(str(number), keuze["code"])
        found |= {plain(keuze["code"]): keuze["code"] for keuze in self.vraag.antwoorden}
        return found | self._fixed()

    def _fixed(self) -> dict[str, str]:
        soort = self.vraag.soort
        if soort == Vraagsoort.JN:
            return dict.fromkeys(JA, "ja") | dict.fromkeys(NEE | {"2"}, "nee") | _weet_niet()
        if soort == Vraagsoort.SMILEY5:
            return dict(_faces()) | _weet_niet()
        return {}

    def code(self, value: str) -> str | None:
        """The answer that a value stands for; None when we do not know it, '' to pass it over."""
        if value not in self._found:
            self._found[value] = self._code(value)
        return self._found[value]

    def _code(self, value: str) -> str | None:
        said = self.gekozen.get(key_of(value))
        if said is not None:
            return said
        known = plain(value)
        if self.vraag.soort in BEREIK and (number := _number(known)) is not None:
            low, high = BEREIK[Vraagsoort(self.vraag.soort)]
            return str(number) if low <= number <= high else None
        if known in self.known:
            return self.known[known]
        if found := _VOLGCODE.fullmatch(known):
            return self.known.get(found[1])
        codes = {keuze["code"] for keuze in self.vraag.antwoorden}
        return WEET_NIET if WEET_NIET in codes and known in WEET_NIET_WOORDEN else None

    def is_chosen(self, value: str, keuze: str) -> bool | None:
        """Of a column for one answer: whether it was chosen. None when we do not know the word."""
        said = self.gekozen.get(key_of(value))
        if said is not None:
            return said == keuze
        known = plain(value)
        if known in LEEG or known in NEE:
            return False
        if known in JA or self.known.get(known) == keuze:
            return True
        return None

    def pieces(self, value: str) -> list[str]:
        """The values of a cell that may hold several: cut at `;`, `|` and line ends, else at commas."""
        if self.code(value) is not None:
            return [value]
        parts = [part.strip() for part in _SCHEIDING.split(value)]
        return [piece for part in parts if part for piece in self._at_commas(part)]

    def _at_commas(self, part: str) -> Iterator[str]:
        """An answer may hold a comma itself: take the longest piece that we know."""
        left = [each.strip() for each in part.split(",")]
        while left:
            for size in range(len(left), 0, -1):
                piece = ", ".join(left[:size])
                if self.code(piece) is not None:
                    break
            else:
                size, piece = (len(left), ", ".join(left))
                known = [n for n in range(1, len(left)) if self.code(left[n]) is not None]
                if known:
                    size, piece = known[0], ", ".join(left[: known[0]])
            if piece:
                yield piece
            left = left[size:]


def _number(text: str) -> int | None:
    whole = re.fullmatch(r"(\d{1,3})([.,]0+)?", text)
    return int(whole[1]) if whole else None


def _weet_niet() -> dict[str, str]:
    return dict.fromkeys(WEET_NIET_WOORDEN, WEET_NIET)


def _faces() -> Iterator[tuple[str, str]]:
    for taal in TALEN:
        with override(taal):
            for code, text in GEZICHT_TEKST.items():
                yield plain(str(text)), code
