"""The kompas: ten segments from the top, clockwise, as SVG numbers. Pure arithmetic, no database.

The segment of now is longer and the needle points at it. What the drawing says, its caller says in words too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians, sin

CX, CY = 380, 340
INNER, OUTER, OUTER_NOW = 148, 232, 242
LABEL_RADIUS = 255
GAP = 3.5  # half the slit between two segments, in units
LINE_HEIGHT = 24


class Staat(StrEnum):
    """How far a phase is."""

    KLAAR = "klaar"
    BEZIG = "bezig"
    NU = "nu"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Segment:
    """A phase: its number, its name in one or two short lines, how far it is."""

    nummer: int
    regels: tuple[str, ...]
    staat: Staat


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a label, with its place."""

    tekst: str
    y: int


@dataclass(frozen=True, slots=True)
class Punt:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class GetekendSegment:
    """All that the template needs to draw one segment."""

    segment: Segment
    pad: str
    nummer: Punt
    teken: str
    anker: str
    label_x: int
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class Kompas:
    segmenten: tuple[GetekendSegment, ...]
    strepen: tuple[str, ...]
    naald: str  # degrees; empty when no phase is the one of now


def draw_kompas(segmenten: Sequence[Segment]) -> Kompas:
    """Turn phases into segments of equal size and let the needle point at the one of now."""
    if not segmenten:
        raise ValueError("A kompas needs at least one segment.")
    step = 360 / len(segmenten)
    drawn = tuple(_draw(segment, index * step, step) for index, segment in enumerate(segmenten))
    now = [index * step for index, segment in enumerate(segmenten) if segment.staat is Staat.NU]
    return Kompas(drawn, tuple(_tick(index * 9) for index in range(40)), f"{now[0]:g}" if now else "")


def _point(radius: float, degrees: float) -> tuple[float, float]:
    """A point on a circle; 0 degrees is the top, clockwise."""
    return CX + radius * sin(radians(degrees)), CY - radius * cos(radians(degrees))


def _at(radius: float, degrees: float) -> str:
    x, y = _point(radius, degrees)
    return f"{x:.1f} {y:.1f}"


def _path(middle: float, step: float, outer: int) -> str:
    """A ring segment. The slit to its neighbours is equally wide inside and outside."""
    half_in = step / 2 - GAP / INNER * 57.2958
    half_out = step / 2 - GAP / outer * 57.2958
    return (
        f"M{_at(INNER, middle - half_in)}A{INNER} {INNER} 0 0 1 {_at(INNER, middle + half_in)}"
        f"L{_at(outer, middle + half_out)}A{outer} {outer} 0 0 0 {_at(outer, middle - half_out)}z"
    )


def _draw(segment: Segment, middle: float, step: float) -> GetekendSegment:
    is_now = segment.staat is Staat.NU
    centre_x, centre_y = (round(value) for value in _point((INNER + OUTER) / 2, middle))
    marked = segment.staat in (Staat.KLAAR, Staat.BEZIG)
    anchor, label_x, lines = _label(segment, middle)
    return GetekendSegment(
        segment=segment,
        pad=_path(middle, step, OUTER_NOW if is_now else OUTER),
        nummer=Punt(centre_x, centre_y + (-4 if marked else 9)),
        teken=_mark(segment.staat, centre_x, centre_y + 18),
        anker=anchor,
        label_x=label_x,
        regels=lines,
    )


def _mark(staat: Staat, x: int, y: int) -> str:
    """A tick for what is done, three dots for what still runs."""
    if staat is Staat.KLAAR:
        return f"M{x - 10} {y - 4}l7 7 13-14"
    if staat is Staat.BEZIG:
        return f"M{x - 11} {y - 1}h.1M{x} {y - 1}h.1M{x + 11} {y - 1}h.1"
    return ""


def _label(segment: Segment, middle: float) -> tuple[str, int, tuple[Regel, ...]]:
    """Where the name stands: beside the ring at the sides, above or under it at top and bottom."""
    x, y = _point(LABEL_RADIUS, middle)
    sideways, height = sin(radians(middle)), LINE_HEIGHT * (len(segment.regels) - 1)
    if abs(sideways) < 0.1:
        anchor = "middle"
        first = y + 6 - height if y < CY else y + 16
        x = CX
    else:
        anchor = "start" if sideways > 0 else "end"
        first = y + 7 - height / 2
    lines = tuple(Regel(text, round(first) + LINE_HEIGHT * i) for i, text in enumerate(segment.regels))
    return anchor, round(x), lines


def _tick(degrees: int) -> str:
    """A line on the dial; longer at each segment."""
    return f"M{_at(126, degrees)}L{_at(114 if degrees % 36 == 0 else 120, degrees)}"
