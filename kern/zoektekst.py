"""Finding words in texts of people: by their stem, in the middle of a word, and with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django.contrib.postgres.search import (
    SearchQuery,
    SearchVector,
    SearchVectorExact,
    TrigramWordSimilarity,
)
from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual

TAAL: Final = "dutch"  # the configuration of PostgreSQL that makes 'bankje' of 'bankjes'
_TAILS: Final = ("je", "jes")
_SMALL: Final = re.compile(r"(\w{3})jes?\b", re.IGNORECASE)
MAX_WOORDEN: Final = 6
_LANG: Final = 6  # letters: from here on two wrong letters still look alike
_GELIJK: Final = 0.55
_GELIJK_KORT: Final = 0.7
_MIN_LETTERS: Final = 4


def matching(velden: Sequence[str], zoek: str) -> Q:
    """Rows where each word of `zoek` stands in one of these text fields, or something much like it.

    In: names of text fields, also over a relation; what somebody typed. Nothing typed matches every row.
    """
    found = Q()
    for woord in zoek.split()[:MAX_WOORDEN]:
        one = Q()
        for veld in velden:
            one |= Q(**{f"{veld}__icontains": woord}) | with_stem(veld, woord)
            if len(woord) >= _MIN_LETTERS:
                one |= Q(GreaterThanOrEqual(TrigramWordSimilarity(woord, veld), _likeness(woord)))
        found &= one
    return found


def with_stem(veld: str, woord: str) -> Q:
    """Rows where this text field holds the word in any of its Dutch forms."""
    whole = without_tail(woord)
    query = SearchQuery(whole, config=TAAL)
    for tail in _TAILS:
        query |= SearchQuery(whole + tail, config=TAAL)
    return Q(SearchVectorExact(SearchVector(veld, config=TAAL), query))


def without_tail(woord: str) -> str:
    """'bank' for 'bankje' and 'bankjes', of which the stemmer of PostgreSQL makes three different words."""
    return _SMALL.sub(r"\1", woord)


def _likeness(woord: str) -> float:
    return _GELIJK if len(woord) >= _LANG else _GELIJK_KORT
