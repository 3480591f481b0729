"""What residents found of an action, ready to be shown. The three ways are never added up. Values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agenda.keuzes import Oordeel, Oordeelweg

GENOEG: Final = 3  # fewer people are shown to nobody outside the team: one may know who said what


@dataclass(frozen=True, slots=True)
class Deel:
    """How many people chose one answer."""

    oordeel: Oordeel
    aantal: int

    @property
    def woord(self) -> str:
        return str(self.oordeel.label)


@dataclass(frozen=True, slots=True)
class Oordeelbeeld:
    """What the people of one way said of one action: all four answers, also those of nobody."""

    weg: Oordeelweg
    delen: tuple[Deel, ...]

    @property
    def n(self) -> int:
        return sum(deel.aantal for deel in self.delen)

    @property
    def openbaar(self) -> bool:
        return self.n >= GENOEG

    @property
    def gegeven(self) -> tuple[Deel, ...]:
        """The answers that somebody gave."""
        return tuple(deel for deel in self.delen if deel.aantal)

    @property
    def wie(self) -> str:
        return str(self.weg.label)


def beelden_of(aantallen: Mapping[tuple[str, str], int]) -> tuple[Oordeelbeeld, ...]:
    """From counts per way and answer: a picture of each way in which somebody said something."""
    beelden = [
        Oordeelbeeld(
            weg, tuple(Deel(oordeel, aantallen.get((weg.value, oordeel.value), 0)) for oordeel in Oordeel)
        )
        for weg in Oordeelweg
    ]
    return tuple(beeld for beeld in beelden if beeld.n)


def public_only(beelden: Sequence[Oordeelbeeld]) -> tuple[Oordeelbeeld, ...]:
    """The ways by which enough people said something."""
    return tuple(beeld for beeld in beelden if beeld.openbaar)
