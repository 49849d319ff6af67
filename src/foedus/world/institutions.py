"""Depth of joint membership in inclusive security institutions, g_ij of MODEL section 0."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from foedus.world.dates import as_date, stands
from foedus.world.world import Institution, World

DEPTHS = {"dialogue": 0.1, "forum": 0.2, "notification": 0.4, "inspection": 0.6}  # declared, no data moves them
ADVERSARY = 0.5  # hostility from which two members count as adversaries inside


def members_on(institution: Institution, date: datetime.date | str) -> tuple[str, ...]:
    """Codes of the states that are active members on `date`."""
    day = as_date(date)
    return tuple(
        member.state
        for member in institution.members
        if member.standing in ("active", "later") and stands(member.since, member.until, day)
    )


def counts_on(world: World, institution: Institution, date: datetime.date | str) -> bool:
    """Whether the institution adds depth on `date`.

    It must be inclusive, be proposed to count, and hold on that day at least one pair whose
    hostility in the year of the world is `ADVERSARY` or more.
    """
    if not (institution.inclusive and institution.counts):
        return False
    inside = _inside(world, institution, date)
    return bool((world.hostility_0[np.ix_(inside, inside)] >= ADVERSARY).any())


def depth_matrix(world: World, date: datetime.date | str, extra_institutions: Sequence[Institution] = ()) -> np.ndarray:
    """(n, n) float in [0, 1): g_ij = 1 - PROD (1 - depth_m) over the institutions m that hold i and j.

    `extra_institutions` are added to those of the world (an architecture's edits). Symmetric,
    0 on the diagonal.
    """
    apart = np.ones((world.n, world.n))
    for institution in (*world.institutions, *extra_institutions):
        if counts_on(world, institution, date):
            inside = _inside(world, institution, date)
            apart[np.ix_(inside, inside)] *= 1.0 - DEPTHS[institution.depth]
    depth = 1.0 - apart
    np.fill_diagonal(depth, 0.0)
    return depth


def _inside(world: World, institution: Institution, date: datetime.date | str) -> np.ndarray:
    members = set(members_on(institution, date))
    return np.array([index for index, code in enumerate(world.codes) if code in members], dtype=np.intp)
