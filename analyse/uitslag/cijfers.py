"""The figures of one question as values: what card, table, copy and file are made of. No database.

The same shape goes into the public copy (`to_json`), where a number that is too small is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from analyse.antwoorden import BEREIK, WEET_NIET, codes_of
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from analyse.regels import MIN_CEL
from analyse.uitslag.onderdrukken import suppress_line
from analyse.uitslag.tellen import EERST, Telling, Waarde

EENS: Final = ("5", "4")
# Each gives one answer, so that the answers add up to the people.
EEN_ANTWOORD: Final = frozenset({Vraagsoort.EEN, Vraagsoort.JN, Vraagsoort.CIJFER, Vraagsoort.SMILEY5})


@dataclass(frozen=True, slots=True)
class Regelcijfers:
    """One question, or one line of it. `aantallen` in the order of the question; None is too small to show.

    Of RANG `eerst` is how many put it first, and `punten` weighs the places: the first of three is three.
    `gemiddelde` (in tenths) and `midden` (between which the middle half lies) are of CIJFER.
    """

    aantal: int
    aantallen: Mapping[str, int | None]
    eerst: Mapping[str, int | None]
    punten: Mapping[str, int | None]
    gemiddelde: int | None = None
    midden: tuple[int, int] | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "aantal": self.aantal,
            "aantallen": dict(self.aantallen),
            "eerst": dict(self.eerst),
            "punten": dict(self.punten),
            "gemiddelde": self.gemiddelde,
            "midden": list(self.midden) if self.midden else None,
        }


def from_json(data: Mapping[str, Any]) -> Regelcijfers:
    """What `to_json` made."""
    midden = data["midden"]
    return Regelcijfers(**{**data, "midden": (midden[0], midden[1]) if midden else None})


def answer_codes(vraag: Vraag) -> tuple[str, ...]:
    """What can stand in the results, in order: choices, faces from agree to disagree, marks from 1 to 10."""
    if vraag.soort in BEREIK:
        laagste, hoogste = BEREIK[Vraagsoort(vraag.soort)]
        numbers = tuple(str(getal) for getal in range(laagste, hoogste + 1))
        return numbers if vraag.soort == Vraagsoort.CIJFER else (*reversed(numbers), WEET_NIET)
    return codes_of(vraag)


def compute(vraag: Vraag, telling: Telling) -> Regelcijfers:
    """All figures of a question or line."""
    values = telling.all_values()
    codes = answer_codes(vraag)
    counts = {code: sum(n for (waarde, _plaats), n in values.items() if waarde == code) for code in codes}
    if vraag.soort == Vraagsoort.RANG:
        eerst = {code: values.get((code, EERST), 0) for code in codes}
        return Regelcijfers(telling.aantal, counts, eerst, _points(vraag, codes, values))
    if vraag.soort == Vraagsoort.CIJFER and any(counts.values()):
        marks = {int(code): n for code, n in counts.items()}
        return Regelcijfers(telling.aantal, counts, {}, {}, mean_in_tenths(marks), middle_half(marks))
    return Regelcijfers(telling.aantal, counts, {}, {})


def _points(vraag: Vraag, codes: Sequence[str], values: Counter[Waarde]) -> dict[str, int | None]:
    places = vraag.hoogstens or len(codes)
    points: Counter[str] = Counter()
    for (code, plaats), n in values.items():
        points[code] += n * (places + 1 - plaats)
    return {code: points[code] for code in codes}


def mean_in_tenths(marks: Mapping[int, int]) -> int:
    """The mean of marks, in tenths: 7,1 is 71. Half rounds up."""
    mean = Fraction(sum(mark * n for mark, n in marks.items()), sum(marks.values()))
    return int(mean * 10 + Fraction(1, 2))


def middle_half(marks: Mapping[int, int]) -> tuple[int, int]:
    """Between which marks the middle half of the people is: of 40 people the 11th and the 30th mark."""
    row = [mark for mark in sorted(marks) for _each in range(marks[mark])]
    quarter = len(row) // 4
    return row[quarter], row[-1 - quarter]


def for_everyone(vraag: Vraag, cijfers: Regelcijfers) -> Regelcijfers:
    """The same without what is too small, for the site."""
    codes = list(cijfers.aantallen)
    counts = [cijfers.aantallen[code] or 0 for code in codes]
    if vraag.soort in EEN_ANTWOORD:
        return replace(cijfers, aantallen=dict(zip(codes, suppress_line(counts), strict=True)))
    shown = {code: n if n >= MIN_CEL else None for code, n in zip(codes, counts, strict=True)}
    firsts = suppress_line([cijfers.eerst[code] or 0 for code in codes]) if cijfers.eerst else []
    return replace(
        cijfers,
        aantallen=shown,
        eerst=dict(zip(codes, firsts, strict=True)) if firsts else {},
        punten={code: n if shown[code] is not None else None for code, n in cijfers.punten.items()},
    )
