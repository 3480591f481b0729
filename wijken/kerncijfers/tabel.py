"""What every reader gives: a header and rows of text. Here are the limits of what we take in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kern.fouten import DomeinFout

MAX_RIJEN = 60_000  # the whole country is 18,310 regions
MAX_KOLOMMEN = 2_000
MAX_CELLEN = 10_000_000
HEADER_WITHIN = 10  # a title may stand above the header, not a whole page


@dataclass(frozen=True, slots=True)
class Rij:
    """One row, with its line number in the file."""

    regel: int
    cellen: list[str]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table as text. `drager` is what it came in (CSV, JSON, Excel), `titel` what the file says it is."""

    kop: list[str]
    rijen: list[Rij]
    drager: str = "CSV"
    titel: str = ""
    opmerkingen: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Maat:
    """Counts what comes in, and stops it at the limits."""

    naam: str
    rijen: int = 0
    cellen: int = 0

    def add(self, breedte: int) -> None:
        """One more row of so many cells. Raises DomeinFout when that is more than we take in."""
        self.rijen += 1
        self.cellen += breedte
        if breedte > MAX_KOLOMMEN:
            raise DomeinFout(
                f"Het bestand {self.naam} heeft meer dan {MAX_KOLOMMEN} kolommen. Dat lezen wij niet. "
                "Kies bij het CBS minder onderwerpen."
            )
        if self.rijen > MAX_RIJEN or self.cellen > MAX_CELLEN:
            raise DomeinFout(
                f"Het bestand {self.naam} is te groot: meer dan {MAX_RIJEN} regels of te veel kolommen. "
                "Kies bij het CBS minder onderwerpen, of alleen uw gemeente."
            )


def build_tabel(rows: Iterable[Rij], naam: str, find_kop: Callable[[Sequence[Sequence[str]]], int]) -> Tabel:
    """Take in the rows, within the limits, and find the header among the first ones.

    `find_kop` says which of the first rows is the header; a title may stand above it.
    Raises DomeinFout when there is nothing, or more than we take in.
    """
    found: list[Rij] = []
    same: dict[str, str] = {}  # most cells occur a thousand times; keep each text once
    maat = Maat(naam)
    for rij in rows:
        maat.add(len(rij.cellen))
        found.append(Rij(rij.regel, [same.setdefault(cell, cell) for cell in rij.cellen]))
    if not found:
        raise DomeinFout(f"Het bestand {naam} is leeg: er staat geen tabel in.")
    at = find_kop([[cell.strip() for cell in rij.cellen] for rij in found[:HEADER_WITHIN]])
    return Tabel([cell.strip() for cell in found[at].cellen], found[at + 1 :])
