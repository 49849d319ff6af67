"""The difference of two orders by law alone: duties gained and lost, coverage, selectivity, distance, conflicts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from foedus.architectures.architecture import Architecture, started
from foedus.architectures.change import Change, Key, group_changes
from foedus.architectures.law import law_day
from foedus.architectures.weights import Order, Weighed, order_on, weighed
from foedus.treaties import index
from foedus.treaties.arrays import CLEAR, LawArrays
from foedus.world.world import World

__all__ = ["Change", "Diff", "Measures", "default_day", "diff", "order_on"]

PLACES = ("home", "sea")  # classes compared


@dataclass(frozen=True, eq=False)
class Measures:
    """Law-only measures of one order, among the states of the region that exist on its day."""

    coverage: np.ndarray  # (r,) states of the region; nan for one that does not exist
    coverage_by_hostility: np.ndarray  # (r,)
    selectivity: float
    conflicts: dict[str, int]
    attackers: np.ndarray  # (r,) int: against how many states of the region somebody owes it help
    helpers: np.ndarray  # (r, n) int: against how many of them k owes it help
    possible: int  # attackers that each state of the region may have: those that exist, without itself
    mean: float  # of coverage, over the states that exist


@dataclass(frozen=True, eq=False)
class Diff:
    """What changes in law between two orders on a day, for the states of a world."""

    before: str
    after: str
    day_before: datetime.date
    day_after: datetime.date
    region: str
    inside: tuple[str, ...]  # (r,) states of the region
    changes: tuple[Change, ...]
    measures_before: Measures
    measures_after: Measures
    distance: float
    distance_common: float  # the same among the states that exist on both days
    distance_region: float  # the same among the states of the region
    present_before: tuple[bool, ...]  # (n,)
    present_after: tuple[bool, ...]
    earlier_before: dict[str, str]  # world code -> code of the law of that day (RUS: SUN)
    earlier_after: dict[str, str]
    cooperation_pairs: int  # pairs whose cooperation differs; not law
    institution_pairs: int  # pairs whose depth of joint institutions differs; not law


def default_day(world: World, *architectures: Architecture) -> datetime.date:
    """1 July of the last first year of the architectures, at least the first simulated year."""
    years = [year for one in architectures if (year := started(one, world.year + 1).first_year())]
    return law_day(max([world.year + 1, *years]))


def diff(world: World, before: Order, after: Order, region: str = "asia-pacific") -> Diff:
    """Compare two orders for the states of `region`; duties are compared for all states of the orders."""
    inside = world.regions.get(region, world.codes)
    if not (before.present | after.present).all():
        inside = tuple(code for code in inside if (before.present | after.present)[world.codes.index(code)])
    numbers = [world.codes.index(code) for code in inside]
    one, other = weighed(before), weighed(after)
    return Diff(
        before.name, after.name, before.day, after.day,
        region if region in world.regions else "world", inside,
        tuple(_changes(before, after)),
        _measures(world, before, one, numbers), _measures(world, after, other, numbers),
        index.distance(one.duty, other.duty),
        _among(one, other, np.flatnonzero(before.present & after.present)), _among(one, other, np.array(numbers)),
        tuple(before.present.tolist()), tuple(after.present.tolist()), before.earlier, after.earlier,
        _pairs(before.settings.tier, after.settings.tier, before.present | after.present),
        _pairs(before.settings.depth, after.settings.depth, before.present | after.present),
    )  # fmt: skip


def _among(one: Weighed, other: Weighed, states: np.ndarray) -> float:
    """The distance among some states alone."""
    each = np.ix_(states, states, states)
    return index.distance(one.duty[:, *each], other.duty[:, *each])


def _pairs(before: np.ndarray, after: np.ndarray, compared: np.ndarray) -> int:
    """Number of pairs of compared states whose entry of a symmetric matrix differs."""
    return int(np.triu((before != after) & np.outer(compared, compared), 1).sum())


def _measures(world: World, order: Order, found: Weighed, inside: list[int]) -> Measures:
    duty = found.duty
    there = [n for n in inside if order.present[n]]
    rows = [inside.index(n) for n in there]

    def spread(values: np.ndarray) -> np.ndarray:
        wide = np.full(len(inside), np.nan)
        wide[rows] = values
        return wide

    attackers = np.zeros(len(inside), dtype=np.int64)
    helpers = np.zeros((len(inside), world.n), dtype=np.int64)
    attackers[rows], helpers[rows] = index.attackers_met(duty[0], there), index.helpers(duty[0], there)
    covered = index.coverage(duty[0], there)
    return Measures(
        spread(covered),
        spread(index.coverage(duty[0], there, world.hostility_0)),
        index.selectivity(duty[0], there),
        index.conflicts(duty[0], duty[1], duty[2], duty[3], found.restraint, found.settled),
        attackers, helpers, max(len(there) - 1, 0), float(covered.mean()) if len(there) else 0.0,
    )  # fmt: skip


def _changes(before: Order, after: Order) -> Iterator[Change]:
    """Changes of every instrument that differs, home and sea put together where they agree."""
    same = before.day == after.day
    alike = {name for name, one in before.library.treaties.items() if same and after.library.treaties.get(name) is one}
    found: dict[Change, tuple[set[str], set[str]]] = {}
    for c, place in enumerate(PLACES):
        one, other = _tables(before.law, c, alike), _tables(after.law, c, alike)
        for key in sorted({*one, *other}):
            for part in group_changes(key, one.get(key), other.get(key), before.law.codes):
                against, places = found.setdefault(replace(part, against=()), (set(), set()))
                against.update(part.against)
                places.add(place)
    for change, (against, places) in found.items():
        attackers = tuple(code for code in before.law.codes if code in against)
        yield replace(change, against=attackers, place=" and ".join(sorted(places)))


def _tables(law: LawArrays, c: int, alike: set[str]) -> dict[Key, np.ndarray]:
    """Best status [i, j, k] in place class c of each form of duty; 1 clear, 2 disputed."""
    tables: dict[Key, np.ndarray] = {}
    for one in law.rows:
        if one.binding in ("legal", "political") and one.treaty not in alike:
            key = (one.treaty, one.article, one.type, one.strength, one.binding, " ".join(one.needs), one.toward)
            status, old = one.status(c), tables.get(key)
            if old is not None:  # the better status of two clauses
                status = np.where((status == CLEAR) | (old == CLEAR), CLEAR, np.maximum(status, old))
            tables[key] = status
    return tables
