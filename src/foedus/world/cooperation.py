"""Cooperation short of duty: a ladder of tiers per pair (MODEL section 21), all camps by one rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from foedus.world.dates import as_date, stands
from foedus.world.relations import EVERYONE
from foedus.world.world import GroupMember, Tie, World

NOTHING = ("none", "", (), "", "")  # what is said of a pair that no line gives
TIERS = ("none", "dialogue", "information", "exercises", "access", "basing", "integrated")


@dataclass(frozen=True)
class PairCell:
    """The cell of one pair: the highest tier that stands, and the line that gives it."""

    a: str
    b: str
    tier: str
    rule: str
    ties: tuple[str, ...]  # all lines that stand, the one that gives the tier first
    source: str
    known: str


def pair_cells(world: World, date: datetime.date | str) -> list[PairCell]:
    """One cell for every pair of states, in the order of the codes: an explicit tier, or none by an explicit rule.

    A pair that no line gives takes the line of rule C0 for the group `all`; a world without such a line leaves rule and
    source of these pairs empty.
    """
    found: dict[frozenset[str], list[Tie]] = {}
    for a, b, tie in standing_ties(world, date):
        found.setdefault(frozenset((a, b)), []).append(tie)
    rest = [tie for tie in world.cooperation if tie.group == EVERYONE and stands(tie.since, tie.until, as_date(date))]
    cells = []
    for a, b in combinations(world.codes, 2):
        ties = sorted(found.get(frozenset((a, b)), rest), key=lambda tie: -TIERS.index(tie.tier))
        first = ties[0] if ties else None
        said = (first.tier, first.rule, tuple(tie.id for tie in ties), first.source, first.known) if first else NOTHING
        cells.append(PairCell(a, b, *said))
    return cells


def tier_matrix(world: World, date: datetime.date | str) -> np.ndarray:
    """(n, n) int8, 0 to 6: the highest tier that stands between i and j on `date`, symmetric.

    The number is the place in `TIERS`. '2023' means 31 December 2023.
    """
    tier = np.zeros((world.n, world.n), dtype=np.int8)
    at = {code: index for index, code in enumerate(world.codes)}
    for a, b, tie in standing_ties(world, date):
        i, j = at[a], at[b]
        tier[i, j] = tier[j, i] = max(int(tier[i, j]), TIERS.index(tie.tier))
    return tier


def standing_ties(world: World, date: datetime.date | str) -> Iterator[tuple[str, str, Tie]]:
    """Each pair of states and each tie that stands between them on `date`, groups expanded."""
    day = as_date(date)
    members: dict[str, list[GroupMember]] = {}
    for member in world.group_members:
        members.setdefault(member.group, []).append(member)
    rivals = {frozenset((rivalry.a, rivalry.b)) for rivalry in world.rivalries}
    for tie in world.cooperation:
        if tie.group == EVERYONE or not stands(tie.since, tie.until, day):
            continue
        if not tie.group:
            yield tie.a, tie.b, tie
            continue
        present = [one for one in members[tie.group] if stands(one.since, one.until, day)]
        for a, b in group_pairs(tie, present):
            if tie.rule == "C6" or frozenset((a, b)) not in rivals:
                yield a, b, tie


def group_pairs(tie: Tie, present: Sequence[GroupMember]) -> Iterator[tuple[str, str]]:
    """Pairs that a group gives, by the roles inside it.

    With partners: partner with member. In a training mission (C3t): trainee with each other. In
    large exercises (C3h) and peacekeeping (C1p): host with each other. Else each with each. Rivals
    are left out by the caller unless they share a command (C6): to be at one drill is no cooperation.
    """
    inner = {"C3t": "trainee", "C3h": "host", "C1p": "host"}.get(tie.rule)
    if inner is None and any(one.role == "partner" for one in present):
        partners = [one.state for one in present if one.role == "partner"]
        yield from product(partners, [one.state for one in present if one.role != "partner"])
    elif inner is None:
        yield from combinations([one.state for one in present], 2)
    else:
        for one, other in combinations(present, 2):
            if inner in (one.role, other.role):
                yield one.state, other.state
