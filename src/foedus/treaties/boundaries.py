"""Country boundaries of the present: in which unit a point lies, and how far the nearest coasts are.

The lines are those of Natural Earth 4.1.0 (May 2018, public domain), de facto as that source draws them; foedus takes
no position on any of them. `tools/boundaries.py` makes the file. It is read only for places given by coordinates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from math import asin, cos, hypot, inf, radians, sin, sqrt
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("boundaries.json")
FIRST_DAY = date(2014, 3, 18)  # from here on the lines hold: the last change of control that the source draws
EARTH_KM = 6371.0
DEGREE_KM = 111.19  # one degree of latitude


@dataclass(frozen=True)
class Coast:
    """The coast of one unit near a point: its distance in km, and whether it is that of an island."""

    unit: str
    km: float
    island: bool


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The boundary file. Coordinates are whole parts (`scale`) of a degree: longitude, latitude, then steps."""

    source: str
    scale: int
    units: dict[str, list[list[Any]]]  # name -> polygons: south, west, north, east, island, rings of arcs
    arcs: list[list[int]]
    inner: list[int]  # arcs between two units

    @cached_property
    def inland(self) -> frozenset[int]:
        """The arcs that are no coast."""
        return frozenset(self.inner)

    def points(self, arc: int) -> list[tuple[int, int]]:
        """The points of an arc; a negative number is the arc ~n, backwards."""
        flat = self.arcs[~arc if arc < 0 else arc]
        x, y, points = 0, 0, []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        return points[::-1] if arc < 0 else points

    def ring(self, arcs: Sequence[int]) -> list[tuple[int, int]]:
        """The points of a ring; a ring that crosses the date line goes on beyond 180 degrees."""
        whole, points = 360 * self.scale, []
        for arc in arcs:
            own = self.points(arc)
            turn = round((points[-1][0] - own[0][0]) / whole) * whole if points else 0
            points += [(x + turn, y) for x, y in own]
        return points

    def unit_at(self, lat: float, lon: float) -> tuple[str, bool] | None:
        """The unit on whose land the point lies, and whether on an island; None at sea (and in Antarctica)."""
        y = lat * self.scale
        for name, polygons in self.units.items():
            for south, west, north, east, island, rings in polygons:
                if south <= y <= north:
                    for x in ((lon + turn) * self.scale for turn in (-360, 0, 360)):
                        if west <= x <= east and self._inside(rings, x, y):
                            return name, bool(island)
        return None

    def _inside(self, rings: Sequence[Sequence[int]], x: float, y: float) -> bool:
        inside = False
        for ring in rings:
            for (x1, y1), (x2, y2) in pairwise(self.ring(ring)):
                if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                    inside = not inside
        return inside

    def coasts(self, lat: float, lon: float, within_km: float) -> list[Coast]:
        """The coasts no farther than `within_km`, one for each unit, the nearest first."""
        wide = within_km / DEGREE_KM * self.scale
        shrink = max(cos(radians(min(abs(lat) + within_km / DEGREE_KM, 89.0))), 0.02)
        found: dict[str, Coast] = {}
        for name, polygons in self.units.items():
            for south, west, north, east, island, rings in polygons:
                y = lat * self.scale
                if not south - wide <= y <= north + wide:
                    continue
                for turn in (-360, 0, 360):
                    x = (lon + turn) * self.scale
                    if west - wide / shrink <= x <= east + wide / shrink:
                        km = self._coast_km(rings, x, y, cos(radians(lat)))
                        if km <= within_km and (name not in found or km < found[name].km):
                            found[name] = Coast(name, km, bool(island))
        return sorted(found.values(), key=lambda one: one.km)

    def _coast_km(self, rings: Sequence[Sequence[int]], x: float, y: float, shrink: float) -> float:
        whole = 360 * self.scale
        sides = (
            side
            for ring in rings
            for arc in ring
            if (~arc if arc < 0 else arc) not in self.inland
            for side in self._sides(arc)
        )
        near = min((_off(side, x + round((side[0][0] - x) / whole) * whole, y, shrink) for side in sides), default=inf)
        return near / self.scale * DEGREE_KM

    def _sides(self, arc: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        points = self.points(arc)
        return pairwise(points) if len(points) > 1 else iter([(points[0], points[0])])


def _off(side: tuple[tuple[int, int], tuple[int, int]], x: float, y: float, shrink: float) -> float:
    """Distance of (x, y) from a side, on a plane where a degree of longitude is `shrink` of one of latitude."""
    (x1, y1), (x2, y2) = side
    ax, ay, bx, by = (x1 - x) * shrink, y1 - y, (x2 - x1) * shrink, y2 - y1
    length = bx * bx + by * by
    along = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * bx + ay * by) / length))
    return hypot(ax + along * bx, ay + along * by)


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), km."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, one)) for one in (first, second))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@lru_cache(maxsize=1)
def boundaries() -> Boundaries:
    """The embedded boundaries."""
    plain = json.loads(FILE.read_text(encoding="utf-8"))
    return Boundaries(plain["source"], plain["scale"], plain["units"], plain["arcs"], plain["inner"])
