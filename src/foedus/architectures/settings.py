"""What an architecture sets beside the law: cooperation, institutions, posture and arms."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from foedus.architectures.edit import Edit, SetArms, SetCooperation, SetInstitution, SetPosture, day_of
from foedus.architectures.law import named_states
from foedus.errors import UnknownState
from foedus.treaties.library import Library
from foedus.world.cooperation import TIERS, tier_matrix
from foedus.world.institutions import ADVERSARY, depth_matrix
from foedus.world.world import World

# Alliances with a pledge of 2 % of GDP: declaration of the Wales summit of 5 September 2014, paragraph 14 (memory).
PLEDGES = {"nato_1949": datetime.date(2014, 9, 5)}


class Settings(NamedTuple):
    """Cooperation tier (n, n) int8, institution depth (n, n); offensive share, distinguishability, pledge (n,)."""

    tier: np.ndarray
    depth: np.ndarray
    offensive_share: np.ndarray
    distinguishability: np.ndarray
    pledge: np.ndarray

    def key(self) -> bytes:
        """Equal for equal content."""
        return b"".join(one.tobytes() for one in self)


def settings_on(
    world: World, library: Library, edits: Iterable[Edit], day: datetime.date, ahead: bool = False
) -> Settings:
    """The settings of `day` with dated `edits`; those dated later count only when looking `ahead`."""
    tier, depth = tier_matrix(world, day).copy(), _base_depth(world, day).copy()
    share, plain = np.full(world.n, np.nan), np.full(world.n, np.nan)
    for edit in edits:
        start = day_of(edit)
        if not ahead and start is not None and start > day:
            continue
        if isinstance(edit, SetCooperation):
            _set_tier(tier, world, library, edit, day)
        elif isinstance(edit, SetInstitution):
            _deepen(depth, world, library, edit, day)
        elif isinstance(edit, SetPosture):
            states = indices(world, library, edit.states, day)
            if edit.pi is not None:
                share[states] = edit.pi
            if edit.sg is not None:
                plain[states] = edit.sg
    return Settings(tier, depth, share, plain, pledged(world, library, day))


def pledged(world: World, library: Library, day: datetime.date) -> np.ndarray:
    """(n,) float, 1 for parties on `day` to an alliance with a spending pledge."""
    found = np.zeros(world.n)
    for name, since in PLEDGES.items():
        treaty = library.treaties.get(name)
        if treaty is not None and since <= day and treaty.in_force(day):
            found[indices(world, library, [f"@{name}"], day)] = 1.0
    return found


def indices(world: World, library: Library, names: Iterable[str], day: datetime.date) -> np.ndarray:
    """Places of the named states in the world; parties of a named treaty that the world lacks are left out."""
    at = {code: index for index, code in enumerate(world.codes)}
    found: list[int] = []
    for name in names:
        if name.startswith("@"):
            found.extend(at[code] for code in map(library.world_code, named_states(library, [name], day)) if code in at)
        elif name in at:
            found.append(at[name])
        else:
            raise UnknownState(name, at, f"the world {world.name}", f"List them with: foedus world show {world.name}")
    return np.unique(np.array(found, dtype=np.intp))


def arms_factors(world: World, library: Library, edits: Iterable[Edit], day: datetime.date) -> np.ndarray:
    """(n,) factors on arms that stand on `day`, the 1 July of a year: of all edits that have begun."""
    factor = np.ones(world.n)
    for edit in edits:
        start = day_of(edit)
        if isinstance(edit, SetArms) and (start is None or start <= day):
            factor[indices(world, library, edit.states, day)] *= edit.factor
    return factor


def _set_tier(tier: np.ndarray, world: World, library: Library, edit: SetCooperation, day: datetime.date) -> None:
    level = TIERS.index(edit.tier)
    for one, other in edit.pairs:
        first, second = indices(world, library, one, day), indices(world, library, other, day)
        for i, j in ((first, second), (second, first)):
            block = tier[np.ix_(i, j)]
            tier[np.ix_(i, j)] = np.maximum(block, level) if edit.at_least else level
    np.fill_diagonal(tier, 0)


def _deepen(depth: np.ndarray, world: World, library: Library, edit: SetInstitution, day: datetime.date) -> None:
    """Joint membership in one more institution; it counts only if it holds a pair of adversaries (MODEL section 0)."""
    inside = np.ix_(*(indices(world, library, edit.members, day),) * 2)
    if (world.hostility_0[inside] >= ADVERSARY).any():
        depth[inside] = 1.0 - (1.0 - depth[inside]) * (1.0 - edit.depth)
        np.fill_diagonal(depth, 0.0)


@lru_cache(maxsize=256)
def _base_depth(world: World, day: datetime.date) -> np.ndarray:
    return depth_matrix(world, day)
