"""Who stands where: groups of states of one architecture (DESIGN section 3).

Five groups are disjoint and cover the world; a state is in the first that fits, in this order: `rivals` (hostility of
0.5 or more, either way, with a new member, or declared in the design record), `new-members`, `old-members` (bound in
the year before the edit, or joining without it), `left-out` (in the region, not in the arrangement), `outside`.
`members` are all insiders and `non-members` all other states: a rival that sits inside, as in shared security, is a
member.
An empty group gives no row. The status quo is always shown with the groups of the architecture it is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

RIVAL_AT = 0.5  # hostility, unit one standing rivalry (MODEL section 0)
DISJOINT = ("rivals", "new-members", "old-members", "left-out", "outside")
GROUPS = (*DISJOINT, "members", "non-members")
REGION = ("region", "region-by-population", "region-by-gdp")
SYSTEM = "system"


@dataclass(frozen=True)
class Membership:
    """What groups need to know of one architecture.

    insiders: states in the arrangement once every step has entered; before: those of them bound in the year before the
    first edit; region: states the design speaks of (empty: the whole world); rivals: declared in the design record.
    """

    insiders: frozenset[str]
    before: frozenset[str] = field(default_factory=frozenset)
    region: frozenset[str] = field(default_factory=frozenset)
    rivals: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, eq=False)
class Groups:
    """Groups of one architecture: `weights` (G, n), one row per name, each row sums to 1; `inside` (G, n) bool."""

    names: tuple[str, ...]
    weights: np.ndarray
    inside: np.ndarray

    def members(self, name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of the states of one group; empty when the group is."""
        if name not in self.names:
            return ()
        row = self.inside[self.names.index(name)]
        return tuple(code for code, is_in in zip(codes, row, strict=True) if is_in)


def group_masks(codes: tuple[str, ...], hostility: np.ndarray, membership: Membership) -> dict[str, np.ndarray]:
    """Group name -> (n,) bool for the names of `GROUPS` and 'region'; hostility (n, n) is i towards j in rivalries."""
    insiders = _mask(codes, membership.insiders)
    new = insiders & ~_mask(codes, membership.before)
    region = _mask(codes, membership.region) if membership.region else np.ones(len(codes), dtype=bool)
    either_way = np.maximum(hostility, hostility.T) >= RIVAL_AT
    np.fill_diagonal(either_way, False)
    rivals = either_way[:, new].any(axis=1) | _mask(codes, membership.rivals)
    fits = {
        "rivals": rivals,
        "new-members": new,
        "old-members": insiders,
        "left-out": region,
        "outside": np.ones(len(codes), dtype=bool),
    }
    free = np.ones(len(codes), dtype=bool)
    masks: dict[str, np.ndarray] = {}
    for name in DISJOINT:
        masks[name] = fits[name] & free
        free = free & ~fits[name]
    return masks | {"members": insiders, "non-members": ~insiders, "region": region}


def groups(
    codes: tuple[str, ...],
    hostility: np.ndarray,
    membership: Membership,
    sizes: Mapping[str, np.ndarray],
) -> Groups:
    """Groups of one architecture as weights over the n states.

    Group values are unweighted means over the states. The region comes unweighted, by population and by GDP: `sizes`
    holds (n,) arrays 'population' and 'gdp' (any unit; a missing size weighs 0).
    """
    masks = group_masks(codes, hostility, membership)
    rows = [(name, masks[name], np.ones(len(codes))) for name in (*GROUPS, "region")]
    rows += [(f"region-by-{size}", masks["region"], np.nan_to_num(sizes[size])) for size in ("population", "gdp")]
    kept = [(name, inside, inside * size) for name, inside, size in rows if (inside * size).sum() > 0]
    return Groups(
        names=tuple(name for name, _, _ in kept),
        weights=np.array([weight / weight.sum() for _, _, weight in kept]),
        inside=np.array([inside for _, inside, _ in kept]),
    )


def _mask(codes: tuple[str, ...], names: frozenset[str]) -> np.ndarray:
    return np.array([code in names for code in codes], dtype=bool)
