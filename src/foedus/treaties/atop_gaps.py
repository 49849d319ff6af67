"""What ATOP has among the states of a world and this collection lacks: pledges of one year, alliances still in force.

Universal instruments of ours (the United Nations Charter and its like) are left out: no alliance data hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from foedus.treaties.atop import Alliance, Atop
from foedus.treaties.crosscheck import Tally
from foedus.treaties.library import Library
from foedus.treaties.pledges import TYPES, Pair, pledges


@dataclass(frozen=True)
class Lacking:
    """An ATOP alliance in effect when coding ended, two members or more in the world, with no instrument of ours.

    `only_here`: directed pledges of the year that neither we nor any other lacking alliance accounts for.
    `listed`: the id under which `missing.yaml` names it, or ''.
    """

    id: int
    begin: date
    types: tuple[str, ...]
    states: tuple[str, ...]
    others: int
    only_here: int
    listed: str


@dataclass(frozen=True)
class Coverage:
    """The pledges of one year among the states of a world. `orphans`: those of theirs that no alliance explains."""

    year: int
    states: int
    by_type: Mapping[str, Tally]
    in_effect: int  # alliances in effect at the end of coding
    with_two: int  # of these, with two members or more in the world
    matched: int  # of these, with an instrument of ours
    lacking: tuple[Lacking, ...]
    orphans: int


def coverage(library: Library, atop: Atop, codes: Iterable[str]) -> Coverage:
    """Compare the last year of the directed dyad-years, among the states `codes`."""
    year, inside = atop.last_dyad_year, frozenset(codes)
    mine = _ours(library, year, inside)
    theirs = {kind: {pair for pair in pairs if inside.issuperset(pair)} for kind, pairs in atop.flags(year).items()}
    numbers = {one.atop.id for one in library.treaties.values()}
    alive = [one for one in atop.alliances.values() if one.end is None]
    with_two = [one for one in alive if len(_members(one) & inside) > 1]
    unheld = [one for one in with_two if one.id not in numbers]
    open_ = {(kind, pair) for kind in TYPES for pair in theirs[kind] - mine[kind]}
    given = {one.id: _given(one, open_, atop.last_year) for one in unheld}
    n = len(inside)
    return Coverage(
        year=year,
        states=n,
        by_type={kind: _tally(mine[kind], theirs[kind], n * (n - 1)) for kind in TYPES},
        in_effect=len(alive),
        with_two=len(with_two),
        matched=len(with_two) - len(unheld),
        lacking=tuple(_lacking(library, one, inside, given) for one in sorted(unheld, key=lambda one: one.id)),
        orphans=len(open_.difference(*given.values())),
    )


def _ours(library: Library, year: int, inside: frozenset[str]) -> dict[str, set[Pair]]:
    made: dict[str, set[Pair]] = {kind: set() for kind in TYPES}
    for one in library.treaties.values():
        if not one.universal and one.binding in ("legal", "political"):
            for kind, pairs in pledges(one, year).items():
                made[kind] |= {pair for pair, mask in pairs.items() if mask >> year & 1 and inside.issuperset(pair)}
    return made


def _tally(mine: set[Pair], theirs: set[Pair], cells: int) -> Tally:
    return Tally(len(mine & theirs), len(mine - theirs), len(theirs - mine), cells - len(mine | theirs))


def _members(alliance: Alliance) -> set[str]:
    return {one.code for one in alliance.members if one.days[1] == date.max}


def _given(alliance: Alliance, wanted: set[tuple[str, Pair]], year: int) -> set[tuple[str, Pair]]:
    """Of the pledges `wanted`, those that the alliance gives in the last year of its coding."""
    given = alliance.pledges(year)
    return {(kind, pair) for kind, pair in wanted if given[kind].get(pair, 0) >> year & 1}


def _lacking(
    library: Library, alliance: Alliance, inside: frozenset[str], given: Mapping[int, set[tuple[str, Pair]]]
) -> Lacking:
    members = _members(alliance)
    rest = set[tuple[str, Pair]]().union(*(found for number, found in given.items() if number != alliance.id))
    named = {int(number): one.id for one in library.missing for number in re.findall(r"\d{4}", _number(one.known))}
    return Lacking(
        id=alliance.id,
        begin=alliance.begin,
        types=tuple(kind for kind in TYPES if kind in alliance.types),
        states=tuple(sorted(library.world_code(one) for one in members & inside)),
        others=len(members - inside),
        only_here=len(given[alliance.id] - rest),
        listed=named.get(alliance.id, ""),
    )


def _number(known: str) -> str:
    """The part of a `known` entry that names ATOP records."""
    return known.partition("ATOP")[2]
