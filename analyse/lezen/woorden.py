"""Which words come back in the answers, and which answers are alike. Every outcome can be explained.

Words are grouped by their Dutch stem, as PostgreSQL makes it; stop words are left out. Answers in another
language have no Dutch stems and stay out.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from django.db import connection
from django.utils.http import urlencode

from analyse.lezen.selectors import chosen_rows
from analyse.lezen.staat import Staat
from analyse.models import Vragenlijst
from bewoners.models import NEDERLANDS
from kern.zoektekst import without_tail

MAX_WOORDEN: Final = 30
MAX_GROEPEN: Final = 12
VOORBEELDEN: Final = 3
_ONGEWOON: Final = 0.05  # a word in more than this part of the answers says little about two of them
_ONGEWOON_MINST: Final = 8  # with few answers: up to so many
_STAMMEN: Final = 12  # of one answer: so that a long one makes no thousands of pairs
_KANDIDATEN: Final = 400  # pairs that are looked at, those seen most
# What PostgreSQL's list leaves in and still says nothing.
_ZEGT_NIETS: Final = [
    "wij", "onze", "elkaar", "heel", "erg", "echt", "gewoon", "graag", "vind", "vinden",
    "vindt", "gaat", "gaan", "komt", "komen", "maken", "maakt", "soms", "vaak", "alleen",
    "beetje", "dingen", "ding", "mensen", "iedereen", "niemand", "mogen", "mag", "moeten", "willen",
    "goed", "goede", "wel",
]  # fmt: skip

_WOORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEMS: Final = """
    SELECT vorm, (ts_lexize('dutch_stem', kaal))[1]
    FROM unnest(%s::text[], %s::text[]) AS woord(vorm, kaal)
"""
# Two stems and the answers that have both.
Group = tuple[tuple[str, str], list[uuid.UUID]]


@dataclass(frozen=True, slots=True)
class Woord:
    """A word that comes back, as most people wrote it, and in the answers of how many of them."""

    woord: str
    mensen: int

    @property
    def query(self) -> str:
        return urlencode({"in_taal": NEDERLANDS, "woord": self.woord})


@dataclass(frozen=True, slots=True)
class Groep:
    """Answers that share words which are not common. The words are the reason, and what one filters on."""

    woorden: tuple[str, ...]
    aantal: int
    mensen: int
    teksten: tuple[str, ...]  # a few of them

    @property
    def query(self) -> str:
        return urlencode({"in_taal": NEDERLANDS, "woord": self.woorden}, doseq=True)


@dataclass(frozen=True, slots=True)
class Woordenbeeld:
    """What comes back in the answers that were read, and in how many of them."""

    antwoorden: int
    woorden: list[Woord]
    groepen: list[Groep]


@dataclass(slots=True)
class _Stammen:
    """The stems of each answer, whose answer it is, and how each stem was written."""

    van: dict[uuid.UUID, set[str]]
    wie: dict[uuid.UUID, uuid.UUID]
    waar: dict[str, set[uuid.UUID]]
    vormen: dict[str, Counter[str]]

    def people(self, pks: Iterable[uuid.UUID]) -> int:
        """Whose answers these are: how many."""
        return len({self.wie[pk] for pk in pks})

    def word(self, stam: str) -> str:
        """The form that most wrote; of equal ones the shortest."""
        return min(self.vormen[stam].items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]


def look_at_words(lijst: Vragenlijst, staat: Staat) -> Woordenbeeld:
    """Words and groups of the Dutch answers that the address asks for: two queries, however many."""
    rows = chosen_rows(lijst, staat).filter(inzending__taal=NEDERLANDS).order_by()
    texts = {pk: (who, tekst) for pk, who, tekst in rows.values_list("pk", "inzending_id", "tekst")}
    stammen = _read_stems(texts)
    return Woordenbeeld(
        antwoorden=len(texts),
        woorden=_words(stammen),
        groepen=[
            Groep(
                woorden=tuple(stammen.word(stam) for stam in pair),
                aantal=len(pks),
                mensen=stammen.people(pks),
                teksten=tuple(dict.fromkeys(texts[pk][1] for pk in pks))[:VOORBEELDEN],
            )
            for pair, pks in _groups(stammen)
        ],
    )


def _read_stems(texts: Mapping[uuid.UUID, tuple[uuid.UUID, str]]) -> _Stammen:
    found = _Stammen({}, {}, defaultdict(set), defaultdict(Counter))
    forms = {pk: set(_WOORD.findall(tekst.lower())) for pk, (_who, tekst) in texts.items()}
    stem_of = _stems(set().union(*forms.values()))
    for pk, written in forms.items():
        found.van[pk] = {stem_of[form] for form in written if form in stem_of}
        found.wie[pk] = texts[pk][0]
        for form in written:
            if form in stem_of:
                found.waar[stem_of[form]].add(pk)
                found.vormen[stem_of[form]][form] += 1
    return found


def _stems(forms: Collection[str]) -> dict[str, str]:
    """The Dutch stem of each form; what says nothing by itself is left out."""
    asked = [*forms, *_ZEGT_NIETS]
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [asked, [without_tail(form) for form in asked]])
        stems = {form: stam for form, stam in cursor.fetchall() if stam}
    nothing = {stems[form] for form in _ZEGT_NIETS if form in stems}
    return {form: stam for form, stam in stems.items() if stam not in nothing}


def _words(stammen: _Stammen) -> list[Woord]:
    counts = [(stam, stammen.people(pks)) for stam, pks in stammen.waar.items()]
    often = sorted(((stam, n) for stam, n in counts if n > 1), key=lambda item: (-item[1], item[0]))
    return [Woord(stammen.word(stam), n) for stam, n in often[:MAX_WOORDEN]]


def _groups(stammen: _Stammen) -> list[Group]:
    """Answers by the pairs of uncommon stems that they share, the largest groups first."""
    often = {stam: len(pks) for stam, pks in stammen.waar.items()}
    limit = max(_ONGEWOON_MINST, int(len(stammen.van) * _ONGEWOON))
    uncommon = {stam for stam, n in often.items() if 1 < n <= limit}
    pairs: Counter[tuple[str, str]] = Counter()
    for stems in stammen.van.values():
        here = sorted(stems & uncommon, key=lambda stam: (-often[stam], stam))[:_STAMMEN]
        pairs.update(combinations(sorted(here), 2))
    wanted = [pair for pair, n in pairs.most_common(_KANDIDATEN) if n > 1]
    both = [(pair, sorted(stammen.waar[pair[0]] & stammen.waar[pair[1]])) for pair in wanted]
    both.sort(key=lambda item: (-len(item[1]), often[item[0][0]] + often[item[0][1]], item[0]))
    return _pick(stammen, both)


def _pick(stammen: _Stammen, ranked: Iterable[Group]) -> list[Group]:
    """The first groups of at least two people; one that mostly repeats another is left out."""
    picked: list[Group] = []
    taken: list[set[uuid.UUID]] = []
    for pair, pks in ranked:
        here = set(pks)
        if stammen.people(pks) < 2 or any(len(here & there) * 2 > len(here) for there in taken):
            continue
        taken.append(here)
        picked.append((pair, pks))
        if len(picked) == MAX_GROEPEN:
            break
    return picked
