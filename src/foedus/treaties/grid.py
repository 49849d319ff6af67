"""Where the event "i attacks j" takes place: a grid of places for the three classes home, sea and claimed.

home: the home place of j in the gazetteer, target territory. sea: the place of its forces at sea, targets forces,
vessel and aircraft. claimed: the place of the strongest claim of i on what j administers, target territory; home
when there is none. The `where` of a clause is tested on the whole grid at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import BadInput
from foedus.treaties.masks import Members

CLASSES = ("home", "sea", "claimed")
TARGETS = (frozenset({"territory"}), frozenset({"forces", "vessel", "aircraft"}), frozenset({"territory"}))
CLAIMED = 2
# Facts that the place itself gives: a clause that is disputed on them is disputed there.
FACT_OF_PLACE = {"takeshima_dokdo": "dokdo"}
FACT_TAGS = frozenset({"undemarcated_border"})


@dataclass(frozen=True, eq=False)
class Grid:
    """Places of every event (class c, attacker i, victim j) among n states."""

    names: tuple[str, ...]  # (m,) places that occur
    place: np.ndarray  # (3, n, n) int32 index into names: [c, i, j]
    tags: tuple[frozenset[str], ...]  # (m,)
    sov: tuple[str | None, ...]  # (m,) recognised sovereign on the day, law code
    adm: tuple[str | None, ...]  # (m,) administrator on the day, law code
    claimed: np.ndarray  # (n, n) bool: i has a standing claim on a known place of j

    def doubted(self, doubts: Iterable[str], c: int) -> np.ndarray:
        """(n, n) bool: is one of the facts `doubts` given by the place of event (c, i, j) itself?"""
        wanted = frozenset(doubts)
        given = [
            not wanted.isdisjoint(tags & FACT_TAGS) or FACT_OF_PLACE.get(name) in wanted
            for name, tags in zip(self.names, self.tags, strict=True)
        ]
        return np.array(given, dtype=bool)[self.place[c]]


def place_grid(library: Any, date: datetime.date, states: Sequence[str], claims: Mapping[tuple[int, int], str]) -> Grid:
    """The grid of `states` (law codes, n) on `date`; `claims` gives the place of the strongest claim of i on j."""
    n, names, index = len(states), [], {}

    def number(name: str) -> int:
        if name not in index:
            index[name] = len(names)
            names.append(name)
        return index[name]

    place = np.empty((3, n, n), dtype=np.int32)
    homes = {one.home_of: one.id for one in library.places.values() if one.home_of}
    seas = {one.sea_of: one.id for one in library.places.values() if one.sea_of}
    for j, state in enumerate(states):
        for c, found, what in ((0, homes, "home place"), (1, seas, "place of forces at sea")):
            if state not in found:
                raise BadInput(
                    f"The gazetteer has no {what} for '{state}' ({len(found)} states have one). "
                    "Every state of a world needs both; add it to the places of the treaties."
                )
            place[c, :, j] = number(found[state])
    place[CLAIMED] = place[0]
    claimed = np.zeros((n, n), dtype=bool)
    for (i, j), name in claims.items():
        place[CLAIMED, i, j] = number(name)
        claimed[i, j] = True
    records = [library.places[name] for name in names]
    return Grid(
        tuple(names),
        place,
        tuple(frozenset(one.tags) for one in records),
        tuple(one.sov_on(date) for one in records),
        tuple(one.adm_on(date) for one in records),
        claimed,
    )


def where_mask(clause: Any, grid: Grid, ally: np.ndarray, who: Members) -> np.ndarray:
    """(3, n, n) bool: does event (c, i, j) satisfy `where`? `ally` (n, n) is the index of the ally in (i, j)."""
    shape = grid.place.shape
    if not clause.where:
        return np.ones(shape, dtype=bool)
    number: dict[str | None, int] = {state: k for k, state in enumerate(who.states)}
    holder = {
        "sov": np.array([number.get(s, -1) for s in grid.sov], dtype=np.int64),
        "adm": np.array([number.get(s, -1) for s in grid.adm], dtype=np.int64),
    }
    result = np.zeros(shape, dtype=bool)
    for one in clause.where:
        if one.until is not None and who.date > one.until:
            continue
        places = zip(grid.tags, grid.sov, grid.adm, strict=True)
        fits = np.array([_place_fits(one, *place, who.parties) for place in places])
        part = fits[grid.place]
        for c, hit in enumerate(TARGETS):
            if one.target and not hit & set(one.target):
                part[c] = False
        for field in ("sov", "adm"):
            if getattr(one, field) == "victim":
                part &= holder[field][grid.place] == ally
        result |= part
    return result


def _place_fits(one: Any, tags: frozenset, sov: str | None, adm: str | None, parties: frozenset) -> bool:
    """The part of a `where` predicate that reads the place alone."""
    fits = set(one.tags or ()) <= tags and not tags & set(one.not_tags or ())
    fits = fits and (not one.any_tags or bool(tags & set(one.any_tags)))
    for wanted, holder in ((one.sov, sov), (one.adm, adm)):
        if wanted and wanted != "victim":
            fits = fits and holder in ([wanted] if isinstance(wanted, str) else wanted)
    return fits and (not one.sov_in_parties or sov in parties)
