"""Maps as plain data: areas with a number and a step of colour, drawn once for page and PDF.

Knows nothing of what the areas are. Colour never speaks alone: each step has its own hatching, the number
is printed in the area, and a table with the same numbers belongs to every map. Borders come in as coordinates
of GeoJSON MultiPolygons (degrees, longitude first); out come paths for an SVG of 600 units wide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

BREEDTE = 600  # units of the drawing
MAX_HOOGTE, MIN_HOOGTE = 640, 260
MARGE = 14
TREDEN = 3  # steps of colour
MIN_GEKLEURD = 4  # with fewer numbers, steps say nothing
LETTER, KLEINE_LETTER, NAAM = 26, 13, 17  # units: a number, a number that shows after zooming in, a name
LETTERBREEDTE = 0.56  # of its height
DICHTBIJ = 0.35  # how much of the surroundings stands around an area that one looks at
METRES = 111_320  # one degree of latitude

Lijst = Sequence[Any]  # nested coordinates of a GeoJSON MultiPolygon


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area to draw. Without `kort` it has no number, and `tekst` says why."""

    sleutel: str
    naam: str
    grens: Lijst
    punt: tuple[float, float]  # where a number fits best
    ruimte: float  # radius, in metres, of the room around it
    kort: str = ""
    tekst: str = ""
    trede: int | None = None


@dataclass(frozen=True, slots=True)
class Vlak:
    """An area as it is drawn."""

    sleutel: str
    naam: str
    tekst: str
    kort: str
    trede: int | None
    pad: str
    x: float
    y: float
    klein: bool  # its number shows only after zooming in
    met_naam: bool  # there is room for its name
    op_blad: bool = True  # the place of its number is on the paper
    gekozen: bool = False

    @property
    def getal(self) -> str:
        """What is printed in it."""
        return self.kort or "–"

    @property
    def arcering(self) -> str:
        """The name of its hatching."""
        return "geen" if self.trede is None else str(self.trede)

    @property
    def plek(self) -> dict[str, str]:
        """Where its number and its name begin, as SVG attributes: no comma, whatever the language."""
        up = NAAM * 0.6 if self.met_naam else 0
        size = KLEINE_LETTER if self.klein else LETTER
        return {
            "x": f"{self.x:g}",
            "getal": f"{self.y + size * 0.35 - up:.1f}",
            "naam": f"{self.y + LETTER * 0.35 + NAAM * 0.6:.1f}",
        }


@dataclass(frozen=True, slots=True)
class Kaart:
    """A drawn map. `titel` and `zin` are the whole drawing in words."""

    hoogte: int
    vlakken: tuple[Vlak, ...]
    treden: tuple[str, ...]  # what each step means, lowest first; none where the steps would say nothing
    titel: str
    zin: str

    def __post_init__(self) -> None:
        if not self.titel or not self.zin:
            raise ValueError("Say in words what the map shows.")

    @property
    def zonder_getal(self) -> bool:
        """Whether there are areas without a number."""
        return any(not vlak.kort for vlak in self.vlakken)

    @property
    def te_klein(self) -> bool:
        """Whether there are numbers that show only after zooming in."""
        return any(vlak.klein and vlak.op_blad for vlak in self.vlakken)


@dataclass(frozen=True, slots=True)
class Rij:
    """One area in the table beside the map."""

    sleutel: str
    naam: str
    tekst: str
    extra: str
    bekend: bool
    op_kaart: bool
    onder: str = ""  # a second name, under the first


@dataclass(frozen=True, slots=True)
class Kaartblad:
    """A map with the same numbers as a table, and where they come from. Without borders no `kaart`."""

    vraag: str
    kolom: str
    eenheid: str  # what the number on the map counts: 'van de 100 mensen'
    kolom_extra: str
    rijen: tuple[Rij, ...]
    kaart: Kaart | None
    zonder_grens: tuple[str, ...]  # names of areas that are in the table and not on the map
    bron: str
    bron_grenzen: str


# ---- which part of the earth --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Venster:
    """What of the earth stands on the paper, in degrees."""

    west: float
    zuid: float
    oost: float
    noord: float

    @property
    def _breder(self) -> float:
        """A degree of longitude is shorter than one of latitude."""
        return math.cos(math.radians((self.zuid + self.noord) / 2))

    @property
    def metres_per_unit(self) -> float:
        """How many metres one unit of the drawing is: the measure of how fine a border has to be."""
        wide = (self.oost - self.west) * self._breder * METRES / (BREEDTE - 2 * MARGE)
        high = (self.noord - self.zuid) * METRES / (MAX_HOOGTE - 2 * MARGE)
        return max(wide, high, 0.01)

    @property
    def hoogte(self) -> int:
        return max(MIN_HOOGTE, round((self.noord - self.zuid) * METRES / self.metres_per_unit) + 2 * MARGE)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """A point on the paper, the whole in the middle."""
        unit = self.metres_per_unit
        x = (lon - (self.west + self.oost) / 2) * self._breder * METRES / unit
        y = ((self.zuid + self.noord) / 2 - lat) * METRES / unit
        return round(BREEDTE / 2 + x, 1), round(self.hoogte / 2 + y, 1)


def make_venster(grenzen: Sequence[Lijst], dichtbij: Lijst | None = None) -> Venster:
    """Everything, or with `dichtbij` one of them with something of what lies around it."""
    points = [point for grens in ([dichtbij] if dichtbij else grenzen) for point in _points(grens)]
    west, oost = min(point[0] for point in points), max(point[0] for point in points)
    zuid, noord = min(point[1] for point in points), max(point[1] for point in points)
    more = DICHTBIJ if dichtbij else 0
    wide, high = (oost - west) * more, (noord - zuid) * more
    return Venster(west - wide, zuid - high, oost + wide, noord + high)


def _points(grens: Lijst) -> list[Sequence[float]]:
    return [point for rings in grens for ring in rings for point in ring]


# ---- steps ----------------------------------------------------------------------------------------


def make_treden(waarden: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The round numbers at which a next step begins, each third of the areas its own; () with too few.

    A value belongs to the step of the last limit that is not above it.
    """
    ordered = sorted(waarden)
    if len(ordered) < MIN_GEKLEURD or len(set(ordered)) < TREDEN:
        return ()
    third = (ordered[-1] - ordered[0]) / TREDEN
    step = Decimal(10) ** third.adjusted()
    limits: list[Decimal] = []
    for number in range(1, TREDEN):
        wanted = ordered[len(ordered) * number // TREDEN]
        limit = (wanted / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        below = limits[-1] if limits else ordered[0]
        if limit <= ordered[-1] and any(below <= value < limit for value in ordered):  # no step is empty
            limits.append(limit)
    return tuple(limits)


def find_trede(waarde: Decimal, grenzen: Sequence[Decimal]) -> int:
    """The step of this value, from 0."""
    return sum(waarde >= grens for grens in grenzen)


def name_treden(
    grenzen: Sequence[Decimal], schrijf: Callable[[Decimal], str], *, minder: str, van_tot: str, meer: str
) -> tuple[str, ...]:
    """What each step means, in the caller's words: 'minder dan %(a)s', '%(a)s tot %(b)s', '%(a)s of meer'."""
    if not grenzen:
        return ()
    written = [schrijf(grens) for grens in grenzen]
    middle = [van_tot % {"a": a, "b": b} for a, b in pairwise(written)]
    return (minder % {"a": written[0]}, *middle, meer % {"a": written[-1]})


# ---- drawing -----------------------------------------------------------------------------------------


def draw_kaart(
    gebieden: Sequence[Gebied],
    *,
    titel: str,
    zin: str,
    treden: tuple[str, ...] = (),
    venster: Venster | None = None,
    gekozen: str = "",
) -> Kaart:
    """The map of these areas; those that fall outside `venster` are left out."""
    venster = venster or make_venster([gebied.grens for gebied in gebieden])
    drawn: dict[str, Vlak] = {}
    boxes: list[tuple[float, float, float, float]] = []
    for gebied in sorted(gebieden, key=lambda each: -each.ruimte):  # the largest gets its number first
        vlak = _draw(gebied, venster, boxes, gekozen)
        if vlak is not None:
            drawn[gebied.sleutel] = vlak
    in_order = (drawn[gebied.sleutel] for gebied in gebieden if gebied.sleutel in drawn)
    vlakken = tuple(sorted(in_order, key=lambda vlak: vlak.gekozen))  # drawn last: its edge lies on top
    return Kaart(venster.hoogte, vlakken, treden, titel, zin)


def _draw(
    gebied: Gebied, venster: Venster, boxes: list[tuple[float, float, float, float]], gekozen: str
) -> Vlak | None:
    rings = [[venster.place(*point[:2]) for point in ring] for rings in gebied.grens for ring in rings]
    if not _on_paper([point for ring in rings for point in ring], venster.hoogte):
        return None
    x, y = venster.place(*gebied.punt)
    room = gebied.ruimte / venster.metres_per_unit
    met_naam = len(gebied.naam) * NAAM * LETTERBREEDTE <= room * 1.9 and room > LETTER
    box = _box(gebied.kort or "–", x, y - (NAAM * 0.6 if met_naam else 0))
    op_blad = 0 < x < BREEDTE and 0 < y < venster.hoogte
    klein = any(_overlap(box, other) for other in boxes)
    if not klein:
        boxes.append(box)
    return Vlak(
        sleutel=gebied.sleutel,
        naam=gebied.naam,
        tekst=gebied.tekst,
        kort=gebied.kort,
        trede=gebied.trede,
        pad="".join(map(_path, rings)),
        x=x,
        y=y,
        klein=klein,
        met_naam=met_naam and not klein,
        op_blad=op_blad,
        gekozen=gebied.sleutel == gekozen,
    )


def _on_paper(points: Sequence[tuple[float, float]], hoogte: int) -> bool:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return bool(points) and max(xs) > 0 and min(xs) < BREEDTE and max(ys) > 0 and min(ys) < hoogte


def _path(ring: Sequence[tuple[float, float]]) -> str:
    """SVG path data of a ring; points that fall on each other are one."""
    points = [point for index, point in enumerate(ring[:-1]) if index == 0 or point != ring[index - 1]]
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in points) + "Z"


def _box(tekst: str, x: float, y: float) -> tuple[float, float, float, float]:
    half = max(len(tekst), 1) * LETTER * LETTERBREEDTE / 2 + 2
    return x - half, y - LETTER / 2, x + half, y + LETTER / 2


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# ---- a copy to keep -------------------------------------------------------------------------------------


def to_json(blad: Kaartblad) -> dict[str, Any]:
    """A map with its table as JSON, to copy into a document that must never change."""
    return asdict(blad)


def from_json(data: dict[str, Any]) -> Kaartblad:
    """The map and table that `to_json` made."""
    kaart = data["kaart"]
    if kaart is not None:
        vlakken = tuple(Vlak(**vlak) for vlak in kaart["vlakken"])
        kaart = Kaart(**{**kaart, "vlakken": vlakken, "treden": tuple(kaart["treden"])})
    rijen = tuple(Rij(**rij) for rij in data["rijen"])
    return Kaartblad(**{**data, "kaart": kaart, "rijen": rijen, "zonder_grens": tuple(data["zonder_grens"])})
