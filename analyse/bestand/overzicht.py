"""What the page shows of a file that waits: which values each question got, and which we do not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analyse.antwoorden import words
from analyse.bestand.lezen import Blad
from analyse.bestand.omzetten import Omzetter
from analyse.bestand.waarden import Lezer, key_of
from analyse.keuzes import Vraagsoort
from analyse.models import Vraag
from analyse.uitslag.woorden import labels_of

TOON_BEKEND: Final = 8
TOON_ONBEKEND: Final = 30
_KORT: Final = 60


@dataclass(frozen=True, slots=True)
class Waarde:
    """A value of the file that we do not know, and what a person made of it."""

    label: str
    aantal: int
    sleutel: str
    veld: str
    gekozen: str


@dataclass(frozen=True, slots=True)
class Vraagwaarden:
    """One question: what was found in its columns."""

    code: str
    tekst: str
    open: bool
    bekend: tuple[tuple[str, str, int], ...]  # the value, the answer it is, how often
    onbekend: tuple[Waarde, ...]
    meer: int  # values that we do not know either and that do not fit on the page
    keuzes: tuple[tuple[str, str], ...]


def read_waarden(omzetter: Omzetter, blad: Blad) -> list[Vraagwaarden]:
    """Question by question, in the order of the list."""
    found = [
        _show(vraag, omzetter.kolommen[vraag.code].lezer, known, unknown)
        for vraag, known, unknown in omzetter.values(blad)
    ]
    order = [vraag.code for vraag in omzetter.vragen]
    return sorted(found, key=lambda each: order.index(each.code))


def _show(vraag: Vraag, lezer: Lezer, known: Counter[str], unknown: Counter[str]) -> Vraagwaarden:
    labels = labels_of(vraag) if vraag.soort != Vraagsoort.OPEN else {}
    bekend = [
        (value[:_KORT], labels.get(lezer.code(value) or "", ""), times)
        for _key, value, times in _by_key(known)[:TOON_BEKEND]
    ]
    shown = _by_key(unknown)
    return Vraagwaarden(
        code=vraag.code,
        tekst=words(vraag.tekst, "nl"),
        open=vraag.soort == Vraagsoort.OPEN,
        bekend=tuple(bekend),
        onbekend=tuple(
            Waarde(value[:_KORT], times, sleutel, f"w-{vraag.code}-{sleutel}", lezer.gekozen.get(sleutel, ""))
            for sleutel, value, times in shown[:TOON_ONBEKEND]
        ),
        meer=max(0, len(shown) - TOON_ONBEKEND),
        keuzes=tuple(labels.items()),
    )


def _by_key(values: Counter[str]) -> Sequence[tuple[str, str, int]]:
    """(key, value, how often): values that differ in capitals alone are one."""
    found: dict[str, tuple[str, int]] = {}
    for value, times in values.most_common():
        key = key_of(value)
        name, before = found.get(key, (value, 0))
        found[key] = (name, before + times)
    return [(key, value, times) for key, (value, times) in found.items()]
