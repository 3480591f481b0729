"""The geometry of borders: read, mended, simplified together so that shared borders stay shared.

Works in metres (RD New); what goes out are degrees (WGS 84, longitude first).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import pyproj
import shapely

from kern.fouten import DomeinFout

RD, WGS84 = "EPSG:28992", "EPSG:4326"
FIJN, MIDDEN, GROF = 10, 40, 150  # metres
DECIMALS = 5  # of a degree: about a metre
MIN_RING = 4  # points, the first again at the end

Lijst = list[Any]  # nested coordinates of a GeoJSON MultiPolygon


class Stelsel(Enum):
    """How the file writes its coordinates: recognised by where the points would lie."""

    GRADEN = "graden (WGS 84)"
    OMGEKEERD = "graden, breedte eerst: omgedraaid"
    RD = "meters (Rijksdriehoek): omgerekend"


# x from, y from, x to, y to: a generous box around the Netherlands
_BOXES = {
    Stelsel.GRADEN: (2.5, 50.0, 8.0, 54.5),
    Stelsel.OMGEKEERD: (50.0, 2.5, 54.5, 8.0),
    Stelsel.RD: (-20_000, 280_000, 320_000, 660_000),
}


@dataclass(frozen=True, slots=True)
class Vorm:
    """A border at three levels, and the place for a number."""

    fijn: Lijst
    midden: Lijst
    grof: Lijst
    punt: list[float]
    ruimte: float


def parse_vlak(geometry: object) -> shapely.MultiPolygon | None:
    """A GeoJSON Polygon or MultiPolygon as it stands, crossing lines and all; None when it is neither."""
    if not isinstance(geometry, Mapping):
        return None
    coordinates = geometry.get("coordinates")
    parts = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")))
    if not isinstance(parts, list) or not parts:
        return None
    try:
        polygons = [_polygon(part) for part in parts]
    except (TypeError, ValueError, IndexError):
        return None
    return shapely.MultiPolygon(polygons)


def _polygon(part: Sequence[Sequence[Sequence[float]]]) -> shapely.Polygon:
    rings = [np.array([point[:2] for point in ring], dtype=float) for ring in part]
    for ring in rings:
        if ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < MIN_RING or not np.isfinite(ring).all():
            raise ValueError("no ring")
    return shapely.Polygon(rings[0], rings[1:])


def find_stelsel(vlakken: Sequence[shapely.MultiPolygon]) -> Stelsel:
    """In which way these coordinates lie in the Netherlands. Raises DomeinFout when in none."""
    left, low, right, high = shapely.total_bounds(np.array(vlakken, dtype=object))
    for stelsel, (x1, y1, x2, y2) in _BOXES.items():
        if x1 <= left and right <= x2 and y1 <= low and high <= y2:
            return stelsel
    raise DomeinFout(
        "De punten in dit bestand liggen niet in Nederland. "
        "Bewaar het als GeoJSON in graden (WGS 84) of in meters (RD, EPSG:28992)."
    )


def to_metres(vlakken: Sequence[shapely.Geometry], stelsel: Stelsel) -> list[shapely.Geometry]:
    """The same in RD New."""
    if stelsel is Stelsel.RD:
        return list(vlakken)
    convert = pyproj.Transformer.from_crs(WGS84, RD, always_xy=True)
    swapped = stelsel is Stelsel.OMGEKEERD

    def turn(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        x, y = (points[:, 1], points[:, 0]) if swapped else (points[:, 0], points[:, 1])
        return np.column_stack(convert.transform(x, y))

    return list(shapely.transform(np.array(vlakken, dtype=object), turn))


def mend(vlak: shapely.MultiPolygon) -> shapely.Geometry:
    """The area that crossing lines enclose; empty when nothing is left of it."""
    mended = shapely.make_valid(vlak, method="structure", keep_collapsed=False)
    surfaces = [part for part in shapely.get_parts(mended) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(surfaces) if surfaces else shapely.MultiPolygon()


def simplify(vlakken: Sequence[shapely.Geometry]) -> list[Vorm]:
    """Regions of one kind that lie beside each other, at three levels; a shared border stays one line."""
    whole = np.array(vlakken, dtype=object)
    levels = [_degrees(shapely.coverage_simplify(whole, tolerance)) for tolerance in (FIJN, MIDDEN, GROF)]
    spots = [_spot(vlak) for vlak in vlakken]
    points = _to_degrees(np.array([spot[:2] for spot in spots]))
    return [
        Vorm(fijn, midden, grof, [float(number) for number in point], round(spot[2], 1))
        for fijn, midden, grof, point, spot in zip(*levels, points, spots, strict=True)
    ]


def _spot(vlak: shapely.Geometry) -> tuple[float, float, float]:
    """x, y and radius of the largest circle inside the largest part."""
    part = max(shapely.get_parts(vlak), key=lambda each: float(each.area))
    circle = shapely.maximum_inscribed_circle(part, tolerance=max(float(part.area) ** 0.5 / 50, 0.1))
    x, y = shapely.get_coordinates(circle)[0]
    return float(x), float(y), float(circle.length)


def _to_degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    convert = pyproj.Transformer.from_crs(RD, WGS84, always_xy=True)
    return np.round(np.column_stack(convert.transform(points[:, 0], points[:, 1])), DECIMALS)


def _degrees(vlakken: np.ndarray[Any, Any]) -> list[Lijst]:
    return [
        [[ring.tolist() for ring in _rings(part)] for part in shapely.get_parts(vlak)]
        for vlak in shapely.transform(vlakken, _to_degrees)
    ]


def _rings(part: shapely.Polygon) -> list[np.ndarray[Any, Any]]:
    return [shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors)]
