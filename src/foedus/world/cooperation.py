"""Cooperation short of duty: a ladder of tiers per pair (MODEL section 21), all camps by one rule."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np

from foedus.world.dates import as_date, stands
from foedus.world.world import GroupMember, Tie, World

TIERS = ("none", "dialogue", "information", "exercises", "access", "basing", "integrated")


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
        if not stands(tie.since, tie.until, day):
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
