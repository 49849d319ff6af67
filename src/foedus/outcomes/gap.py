"""Who gains and who pays (MODEL O6): changes of members against those of non-members of the region.

    gap        mean over members of dX - mean over non-members in the region of dX, each state alike
    selective  P(dX < 0 for members and dX > 0 for non-members): safer inside, less safe outside
    reverse    P(dX > 0 for members and dX < 0 for non-members)

Both sides are given separately too. The rules of intervals are those of outcomes/contrast.py; the two chances are of
draw values and are withheld where either side's interval is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from foedus.outcomes.contrast import contrast, paired_means
from foedus.outcomes.definitions import outcome
from foedus.outcomes.groups import Groups
from foedus.outcomes.pooling import pools
from foedus.outcomes.values import state_values
from foedus.simulate.result import STATUS_QUO, Ensemble

OUTCOMES = ("targeted", "loss", "arms-burden")
PARTS = ("members", "non-members", "gap")


class Gap(NamedTuple):
    """One row: a change of members, of non-members in the region, or their gap. Withheld numbers are nan."""

    theory: str
    architecture: str
    horizon: int
    outcome: str
    unit: str
    part: str
    difference: float
    p05: float
    p50: float
    p95: float
    p_sign: float
    mcse: float
    selective: float  # in the rows of the gap
    reverse: float


def gaps(ensemble: Ensemble, groups: Mapping[str, Groups], horizon: int) -> list[Gap]:
    """Rows of every theory (and their pool) and architecture that has members and non-members in its region."""
    rows: list[Gap] = []
    for number, architecture in enumerate(ensemble.architectures):
        sides = None if architecture == STATUS_QUO else two_sides(groups[architecture])
        if sides is None:
            continue
        for name in OUTCOMES:
            what = outcome(name)
            means = []
            for theory in range(len(ensemble.theories)):
                pair = [state_values(ensemble, name, theory, at, horizon) @ sides.T for at in (number, 0)]
                pair = [np.concatenate([one, one[..., :1] - one[..., 1:]], axis=2) for one in pair]
                means.append(paired_means(pair[0], pair[1], what.level == "counted"))
            for label, theories in pools(ensemble.theories):
                found = contrast([means[at] for at in theories])
                chances = _both_ways(found.draws)
                for at, part in enumerate(PARTS):
                    numbers = (found.difference[at], *found.quantiles[at, [0, 2, 4]], found.p_sign[at], found.mcse[at])
                    last = chances if part == "gap" else (np.nan, np.nan)
                    labels = (label, architecture, horizon, name, what.unit, part)
                    rows.append(Gap(*labels, *map(float, (*numbers, *last))))
    return rows


def two_sides(groups: Groups) -> np.ndarray | None:
    """(2, n) weights of members and of non-members in the region; None where a side is empty."""
    if "members" not in groups.names or "region" not in groups.names:
        return None
    inside = groups.inside[groups.names.index("members")]
    outside = groups.inside[groups.names.index("region")] & ~inside
    sides = np.stack([inside, outside]).astype(np.float64)
    return sides / sides.sum(axis=1, keepdims=True) if outside.any() else None


def _both_ways(draws: np.ndarray) -> tuple[float, float]:
    """Chances of selective security and of its reverse; a tie on either side counts one half there."""
    sides = draws[:, :2]
    if np.isnan(sides).any():
        return np.nan, np.nan
    more = np.where(sides == 0.0, 0.5, sides > 0.0)
    return float(((1.0 - more[:, 0]) * more[:, 1]).mean()), float((more[:, 0] * (1.0 - more[:, 1])).mean())
