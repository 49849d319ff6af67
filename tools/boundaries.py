"""Writes the embedded country boundaries from the npm package world-atlas (Natural Earth, public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/boundaries.py package/countries-50m.json src/foedus/treaties/boundaries.json

Coordinates become whole hundredths of a degree and points within a hundredth of the line are left out (an error of at
most 2 km, no more than that of the source at 1:50 million); each arc is its first point and then differences. A polygon
whose arcs belong to no other unit is an island, the main land of three units excepted. Antarctica is left out.
"""

import json
import sys
from collections import Counter
from itertools import pairwise
from math import hypot
from pathlib import Path

SCALE = 100  # parts of a degree
ROUND = 360 * SCALE
MAIN_LAND = {"Australia", "Japan", "United Kingdom"}  # their largest polygon counts as no island (readings of Art. 6)
LEFT_OUT = {"Antarctica"}


def whole(arc, transform):
    """One arc of the topology as (longitude, latitude) in whole hundredths of a degree, without repeated points."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon, lat = (
            round((at * size + start) * SCALE)
            for at, size, start in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )
        if points:  # the source joins what the date line cuts: go on beyond 180 degrees
            lon = points[-1][0] + (lon - points[-1][0] + ROUND // 2) % ROUND - ROUND // 2
        if not points or points[-1] != (lon, lat):
            points.append((lon, lat))
    return simpler(points)


def simpler(points):
    """The points of a line without those that lie within one hundredth of a degree of it (Douglas and Peucker)."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = hypot(x2 - x1, y2 - y1)

    def off(point):
        x, y = point
        return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length if length else hypot(x - x1, y - y1)

    far, at = max(((off(point), place) for place, point in enumerate(points)), default=(0.0, 0))
    if far <= 1.0:
        return [points[0], points[-1]]
    return simpler(points[: at + 1])[:-1] + simpler(points[at:])


def differences(points):
    """A flat list: the first point, then the steps."""
    flat = list(points[0])
    for (x1, y1), (x2, y2) in pairwise(points):
        flat += (x2 - x1, y2 - y1)
    return flat


def joined(ring, arcs):
    """The points of a ring, each arc moved by whole turns so that it goes on where the last one ended."""
    points = []
    for arc in ring:
        own = arcs[~arc][::-1] if arc < 0 else arcs[arc]
        turn = round((points[-1][0] - own[0][0]) / ROUND) * ROUND if points else 0
        points += [(x + turn, y) for x, y in own]
    return points


def surface(points):
    """Twice the area of a ring on a plane of degrees; enough to find the largest."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]])))


def polygons(shape):
    """The polygons of a geometry, each a list of rings of arc numbers."""
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def main(source, target):
    """Reads the topology, writes the compact file."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [whole(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape["properties"]["name"] not in LEFT_OUT:
            shapes.setdefault(shape["properties"]["name"], []).extend(polygons(shape))
    number = lambda arc: ~arc if arc < 0 else arc  # noqa: E731
    uses = Counter(number(arc) for parts in shapes.values() for rings in parts for ring in rings for arc in ring)
    kept = {arc: place for place, arc in enumerate(sorted(uses))}
    units = {}
    for name, parts in sorted(shapes.items()):
        sizes = [surface(joined(rings[0], arcs)) for rings in parts]
        units[name] = []
        for rings, size in zip(parts, sizes, strict=True):
            lons, lats = zip(*(point for ring in rings for point in joined(ring, arcs)), strict=True)
            alone = all(uses[number(arc)] == 1 for ring in rings for arc in ring)
            island = alone and not (name in MAIN_LAND and size == max(sizes))
            renamed = [[~kept[~arc] if arc < 0 else kept[arc] for arc in ring] for ring in rings]
            units[name].append([min(lats), min(lons), max(lats), max(lons), int(island), renamed])
    plain = {
        "source": "Natural Earth 4.1.0, Admin 0 countries, 1:50 million, public domain; by way of world-atlas 2.0.2",
        "vintage": "2018-05-21",
        "scale": SCALE,
        "inner": sorted(kept[arc] for arc, number_of_uses in uses.items() if number_of_uses > 1),
        "arcs": [differences(arcs[arc]) for arc in sorted(uses)],
        "units": units,
    }
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    Path(target).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
