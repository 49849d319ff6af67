"""Areas as geometry: is a point inside? Sides are rhumb lines; the date line and the poles are no edge.

On a map of Mercator a rhumb line is straight, so a point in a ring is a question for plane geometry: how many sides lie
east of the point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asinh, radians, tan
from typing import Any

Point = tuple[float, float]  # latitude, longitude in degrees

HIGHEST = 89.9  # degrees; the map of Mercator has no pole


@dataclass(frozen=True)
class Member:
    """A state whose whole territory belongs to an area until `end` (ISO date; "" is open)."""

    state: str
    end: str = ""


@dataclass(frozen=True, eq=False)
class Area:
    """One area of `areas.yaml`. `rings`: (latitude, longitude) in degrees. `by_treaty`:
    drawn by a text, else declared."""

    id: str
    means: str
    by_treaty: bool
    rings: tuple[tuple[Point, ...], ...] = ()
    north_of: float | None = None
    south_of: float | None = None
    only: frozenset[str] = frozenset()
    without: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    sea_nm: float = 0.0

    def drawn(self) -> bool:
        """Is there a line or a ring, and not only a list of states?"""
        return bool(self.rings) or self.north_of is not None or self.south_of is not None

    def holds(self, lat: float, lon: float) -> bool:
        """Do the rings and the parallels hold the point? `only` and `without` are not looked at."""
        if not self.drawn() or (self.south_of is not None and lat >= self.south_of):
            return False
        if self.north_of is not None and lat <= self.north_of:
            return False
        return not self.rings or any(in_ring(ring, lat, lon) for ring in self.rings)


def area_from(name: str, plain: Mapping[str, Any]) -> Area:
    """One area from checked plain data."""
    return Area(
        name,
        plain["means"],
        plain["drawn_by"] == "treaty",
        tuple(tuple((lat, lon) for lat, lon in ring) for ring in plain.get("rings") or ()),
        plain.get("north_of"),
        plain.get("south_of"),
        frozenset(plain.get("only") or ()),
        tuple(plain.get("without") or ()),
        tuple(Member(one["s"], one.get("to") or "") for one in plain.get("states") or ()),
        plain.get("sea_nm") or 0.0,
    )


def mercator(lat: float) -> float:
    """The height of a latitude (degrees) on the map of Mercator, no unit."""
    return asinh(tan(radians(max(-HIGHEST, min(HIGHEST, lat)))))


def in_ring(ring: Iterable[Point], lat: float, lon: float) -> bool:
    """Does the ring, closed and with rhumb lines for sides, hold the point? A point on a side may fall either way.

    Each side goes the shorter way round the earth, so a ring may cross the date line.
    """
    points = list(ring)
    height = mercator(lat)
    x, inside = 0.0, False
    previous = points[-1]
    flat: list[tuple[float, float]] = []
    for point in points:
        x += (point[1] - previous[1] + 180.0) % 360.0 - 180.0 if flat else point[1]
        flat.append((x, mercator(point[0])))
        previous = point
    for turn in (-360.0, 0.0, 360.0):
        here = lon + turn
        x1, y1 = flat[-1]
        for x2, y2 in flat:
            if (y1 > height) != (y2 > height) and here < x1 + (height - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
            x1, y1 = x2, y2
    return inside


def geometric_tags(areas: Mapping[str, Area], lat: float, lon: float, tags: Iterable[str]) -> frozenset[str]:
    """The areas, drawn by treaties or declared, whose geometry holds the point of a place with these `tags`."""
    own = frozenset(tags)
    return frozenset(
        name
        for name, area in areas.items()
        if (not area.only or area.only & own)
        and area.holds(lat, lon)
        and not any(areas[one].holds(lat, lon) for one in area.without)
    )


def treaty_tags(areas: Mapping[str, Area], place: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """(tags that geometry gives the place, tags it must not have): plain data of a place, areas drawn by treaties.

    A place without a point has neither. An area with a list of states gives its tag to what one of them now holds, and
    may also be listed by hand.
    """
    if place.get("lat") is None:
        return set(), set()
    drawn = {name: area for name, area in areas.items() if area.by_treaty}
    lat, lon = place["lat"], place["lon"]
    found = set(geometric_tags(areas, lat, lon, place["tags"])) & set(drawn)
    now = _now(place.get("sov"))
    for name, area in drawn.items():
        if any(one.state == now and not one.end for one in area.members):
            found |= {name} if not any(areas[one].holds(lat, lon) for one in area.without) else set()
    return found, {name for name, area in drawn.items() if name not in found and not area.members}


def _now(holders: Any) -> str | None:
    if not isinstance(holders, list):
        return holders
    return next((one["s"] for one in holders if one.get("to") is None), None)
