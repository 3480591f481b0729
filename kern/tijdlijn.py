"""Steps in words: what is done, what is now, what comes later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    KLAAR = "klaar"
    NU = "nu"
    STRAKS = "straks"


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of a timeline. `bij` says when, or how far."""

    tekst: str
    stand: Stand
    bij: str = ""


@dataclass(frozen=True, slots=True)
class Vak:
    """One part of a progress bar, as SVG attributes (viewBox 0 0 100 6)."""

    x: str
    breedte: str
    stand: Stand


def draw_progress(klaar: int, totaal: int, *, bezig: bool) -> tuple[Vak, ...]:
    """A bar of `totaal` parts: the first `klaar` are done and, when `bezig`, the next one is now."""
    if totaal < 1 or not 0 <= klaar <= totaal:
        raise ValueError(f"{klaar} of {totaal} is not possible.")
    step = 100 / totaal
    gap = min(1.2, step * 0.2)
    return tuple(
        Vak(f"{i * step + gap / 2:.2f}", f"{step - gap:.2f}", _stand(i, klaar, bezig)) for i in range(totaal)
    )


def _stand(index: int, klaar: int, bezig: bool) -> Stand:
    if index < klaar:
        return Stand.KLAAR
    return Stand.NU if bezig and index == klaar else Stand.STRAKS
