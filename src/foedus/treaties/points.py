"""A place from its coordinates: who administers it, who claims it, and which words of scope hold there.

Who holds it: what the caller says; else the place of the gazetteer that speaks for the point, by dates; else, for days
from `FIRST_DAY`, the country boundaries of the present, with the territorial sea up to 12 nautical miles from a coast;
beyond that the high seas. Where none of these can know, the question is refused and asks for the holders.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import BadInput
from foedus.treaties.areas import geometric_tags, in_ring
from foedus.treaties.boundaries import FIRST_DAY, Coast, boundaries, distance_km
from foedus.treaties.places import Holder, Place

if TYPE_CHECKING:
    from foedus.treaties.library import Library

OUTSIDE = "STATE_X"
MILE_KM = 1.852  # nautical mile
TERRITORIAL_NM = 12.0  # Convention on the Law of the Sea (1982) Art. 3; most states by the 1980s
NEAR_KM = 50.0  # on an earlier day a place of the gazetteer in the same country speaks for a point this near
SHORE_KM = 5.0  # a place of the gazetteer within this distance of a coast of the file is drawn in it
FILE = Path(__file__).with_name("units.csv")


@dataclass(frozen=True)
class Unit:
    """One line of `units.csv`: a unit of the boundary file, who administers it, and the words that hold there."""

    name: str
    holder: str  # ISO code, or the code of the law; "" for an entity that is no state of the table of codes
    tags: frozenset[str]
    inside: str  # area in which the line holds; "" for everywhere
    place: str  # place of the gazetteer that speaks for the whole unit; "" for none


@dataclass(frozen=True)
class Found:
    """Where a point lies: its unit and coast (None on the high seas), the gazetteer's place that speaks for it."""

    unit: Unit | None
    island: bool
    at_sea: bool
    speaks: Place | None


def place_at(
    library: Library, lat: float, lon: float, day: date, sov: str | None = None, adm: str | None = None
) -> Place:
    """The place at `lat`, `lon` (degrees, north and east positive) on `day`, as a record that a library can hold.

    `sov`, `adm`: codes that overrule what is found; `none` says that there is none. Raises BadInput for a point off the
    globe, and where neither the gazetteer nor the boundaries can tell who administered it on that day.
    """
    if not -90 <= lat <= 90 or not -180 <= lon <= 180:
        raise BadInput(f"There is no point {lat}, {lon}. Latitude is -90 to 90, longitude -180 to 180 degrees.")
    found = _found(library, lat, lon)
    title, control, claims, note = _holders(library, found, (lat, lon), day, adm is not None)
    title = title if sov is None else _said(library, sov)
    control = control if adm is None else _said(library, adm)
    place = Place(
        id=f"{abs(lat):.2f}{'N' if lat >= 0 else 'S'}_{abs(lon):.2f}{'E' if lon >= 0 else 'W'}",
        sov=title,
        adm=control,
        tags=frozenset(),
        name=_name(found, lat, lon),
        lat=lat,
        lon=lon,
        note=note,
        claimed_by=claims,
    )
    return replace(place, tags=_tags(library, found, place, day))


def _said(library: Library, code: str) -> tuple[Holder, ...]:
    return () if code.lower() == "none" else (Holder(library.law_code(code.upper())),)


def _found(library: Library, lat: float, lon: float) -> Found:
    """The unit, land or territorial sea, and the place of the gazetteer that speaks for the point."""
    speaks = _speaks(library, lat, lon)
    land = boundaries().unit_at(lat, lon)
    if land is not None:
        return Found(_unit(library, land[0], lat, lon), land[1], False, speaks)
    coasts = boundaries().coasts(lat, lon, TERRITORIAL_NM * MILE_KM)
    if coasts:
        return Found(_unit(library, coasts[0].unit, lat, lon), coasts[0].island, True, speaks)
    if speaks is not None and boundaries().coasts(speaks.lat or 0.0, speaks.lon or 0.0, SHORE_KM):
        speaks = None  # the file draws its coast, so the point lies beyond the territorial sea
    return Found(None, False, True, speaks)


def _speaks(library: Library, lat: float, lon: float) -> Place | None:
    """The nearest place of the gazetteer in whose ring or reach the point lies; a point of its own lies in no reach."""
    near: list[tuple[float, Place]] = []
    for one in library.places.values():
        if one.lat is None or one.lon is None or not (one.extent or one.reach_km):
            continue
        km = distance_km((lat, lon), (one.lat, one.lon))
        if km <= (one.reach_km or 0.0) or (one.extent and in_ring(one.extent, lat, lon)):
            near.append((km, one))
    return min(near, key=lambda pair: pair[0])[1] if near else None


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """The table of units, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple(
            Unit(row["unit"], row["holder"], frozenset(row["tags"].split()), row["inside"], row["place"])
            for row in rows
        )


def _unit(library: Library, name: str, lat: float, lon: float) -> Unit:
    """The first line of the unit that fits the point; where none does the holder stays and the words go."""
    lines = [one for one in units() if one.name == name]
    fits = (one for one in lines if not one.inside or library.areas[one.inside].holds(lat, lon))
    return next(fits, replace(lines[0], tags=frozenset()))


Held = tuple[tuple[Holder, ...], tuple[Holder, ...], tuple[Holder, ...], str]  # sov, adm, claimed_by, how known


def _holders(library: Library, found: Found, point: tuple[float, float], day: date, told: bool) -> Held:
    """Who holds the point on `day` and how that is known. `told`: the caller says who administers it."""
    speaks, unit = found.speaks, found.unit
    if speaks is None and unit is not None and unit.place:
        speaks = library.places[unit.place]
    if speaks is not None and (_knows(speaks, day) or day >= FIRST_DAY):
        return speaks.sov, speaks.adm, speaks.claimed_by, f"as {speaks.id} in the gazetteer"
    if unit is None:
        return (), (), (), "more than 12 nautical miles from any coast"
    if day >= FIRST_DAY:
        holder = (Holder(_code(library, unit.holder), FIRST_DAY),) if unit.holder else ()
        return holder, holder, (), f"{unit.name}, by the country boundaries of Natural Earth 4.1.0 (2018)"
    near = _nearest(library, unit, point, day)
    if near is not None:
        return near.sov, near.adm, near.claimed_by, f"as {near.id} in the gazetteer, the nearest place of {unit.name}"
    if told:
        return (), (), (), "holders as given"
    raise BadInput(
        f"Who administered {_name(found, *point)} on {day} is not known: the country boundaries hold from {FIRST_DAY}, "
        f"and no place of the gazetteer lies within {NEAR_KM:.0f} km. Say it with --sov and --adm (a code, or none)."
    )


def _knows(place: Place, day: date) -> bool:
    """Does the place name a holder on `day`?"""
    return place.adm_on(day) is not None or place.sov_on(day) is not None


def _nearest(library: Library, unit: Unit, point: tuple[float, float], day: date) -> Place | None:
    """The nearest place of the gazetteer in the same unit that names a holder on `day`, within `NEAR_KM`."""
    near = [
        (km, one)
        for one in library.places.values()
        if one.lat is not None and one.lon is not None and "high_seas" not in one.tags and _knows(one, day)
        for km in (distance_km(point, (one.lat, one.lon)),)
        if km <= NEAR_KM
    ]
    for _, one in sorted(near, key=lambda pair: pair[0]):
        if one.lat is not None and one.lon is not None and _found(library, one.lat, one.lon).unit == unit:
            return one
    return None


def _tags(library: Library, found: Found, place: Place, day: date) -> frozenset[str]:
    """The words of scope: of the unit or of the gazetteer's place, and of every area around the point."""
    base: set[str] = set()
    lat, lon = place.lat or 0.0, place.lon or 0.0
    drawn = {name for name, area in library.areas.items() if area.by_treaty}
    if found.speaks is not None:
        base |= found.speaks.tags - drawn
    elif found.unit is not None:
        base |= found.unit.tags | ({"island"} if found.island else set())
    else:
        base.add("high_seas")
    kind = base | {"high_seas"} if found.at_sea else base  # waters near a coast lie in the areas of the sea too
    base |= geometric_tags(library.areas, lat, lon, kind)
    return frozenset(base | _memberships(library, found, place, day))


def _memberships(library: Library, found: Found, place: Place, day: date) -> set[str]:
    """Areas to which whole territories of states belong, with their waters where the area says so."""
    given: set[str] = set()
    held = place.sov_on(day) or place.adm_on(day)
    for name, area in library.areas.items():
        states = {one.state for one in area.members if not one.end or day.isoformat() <= one.end}
        cut = any(library.areas[one].holds(place.lat or 0.0, place.lon or 0.0) for one in area.without)
        if held in states and not cut:
            given.add(name)
        elif area.sea_nm and found.unit is None:
            coasts = boundaries().coasts(place.lat or 0.0, place.lon or 0.0, area.sea_nm * MILE_KM)
            given |= {name} if coasts and _of(coasts[0]) in states else set()
    return given


def _of(coast: Coast) -> str:
    return next(one.holder for one in units() if one.name == coast.unit)


def _code(library: Library, holder: str) -> str:
    """The code of the law; a state that its table does not list is "any outside state"."""
    return holder if holder in library.states else OUTSIDE


def _name(found: Found, lat: float, lon: float) -> str:
    """The point in words: degrees, and what it lies in or near."""
    point = f"{abs(lat):.2f} {'N' if lat >= 0 else 'S'}, {abs(lon):.2f} {'E' if lon >= 0 else 'W'}"
    if found.speaks is not None:
        return f"{point} ({found.speaks.name or found.speaks.id.replace('_', ' ')})"
    if found.unit is None:
        return f"{point} (high seas)"
    return f"{point} ({'territorial sea of ' if found.at_sea else ''}{found.unit.name})"
