"""What reading a file gave: enough for a person to say 'yes, this is the right file' before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from wijken.indicatoren import Indicator, indicatoren
from wijken.kerncijfers.opslaan import Telling
from wijken.kerncijfers.waarden import Vorm

# Called now and then with (figures done, figures in all).
Voortgang = Callable[[int, int], None]

MAX_OVERGESLAGEN = 500  # lines that we keep; the rest is only counted


@dataclass(slots=True)
class Kolom:
    """One column that we know: its name in the file, the indicator, and how often there was a number."""

    kolom: str
    sleutel: str
    bekend: int = 0
    ontbreekt: int = 0

    @property
    def indicator(self) -> Indicator:
        return indicatoren()[self.sleutel]


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A figure to recognise the file by."""

    plek: str
    sleutel: str
    jaar: int
    waarde: Decimal

    @property
    def tekst(self) -> str:
        """'Heerenveen, 2025: Hier wonen 51.863 mensen.'"""
        return f"{self.plek}, {self.jaar}: {indicatoren()[self.sleutel].zin(self.waarde)}"


@dataclass(slots=True)
class Leesverslag:
    """What is in the file. Nothing of it is kept yet."""

    naam: str
    vorm: Vorm
    drager: str
    jaren: tuple[int, ...]
    bronnen: tuple[str, ...]
    voorlopig: bool
    schatting: bool
    per_soort: dict[str, int]
    kolommen: list[Kolom]
    cijfers: int
    onbekende_kolommen: list[str]
    overgeslagen: list[str] = field(default_factory=list)
    overgeslagen_aantal: int = 0
    opmerkingen: list[str] = field(default_factory=list)
    voorbeelden: list[Voorbeeld] = field(default_factory=list)

    @property
    def regios(self) -> int:
        return sum(self.per_soort.values())

    @property
    def indicatoren(self) -> int:
        """How many kinds of figures."""
        return len(self.kolommen)


@dataclass(frozen=True, slots=True)
class Verslag:
    """What was read, and what of it was new."""

    gelezen: Leesverslag
    telling: Telling
