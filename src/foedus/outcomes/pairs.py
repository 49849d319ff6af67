"""Paired draw means of one outcome under two bodies of law that met the same luck: groups first, then states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from foedus.outcomes.contrast import Means, paired_means
from foedus.outcomes.definitions import Outcome
from foedus.outcomes.groups import Groups
from foedus.outcomes.ratio import Parts, ratio_means
from foedus.outcomes.time import TIMED, discounted, luck_factor
from foedus.outcomes.values import ratio_parts, region_burden, state_values, system_values
from foedus.simulate.result import Ensemble

Law = Mapping[str, tuple[float, float]]  # outcome id -> (under the architecture, under the status quo)


class Run(NamedTuple):
    """Which pair of runs: theory and architecture by number, years, yearly rate of discount."""

    theory: int
    architecture: int
    horizon: int
    rate: float = 0.0


def pair(ensemble: Ensemble, what: Outcome, groups: Groups, run: Run, law: Law | None = None) -> Means:
    """The architecture of `run` against architecture 0, in the columns of `groups` and the states.

    A system outcome has one column. An outcome of law has the same value in every draw, taken from `law`.
    """
    if what.level == "law":
        edited, without = (law or {})[what.id]
        return Means(np.array([edited]), np.full((ensemble.draws, 1), edited - without), np.zeros(1))
    base = run._replace(architecture=0)
    if what.level == "ratio":
        return ratio_means(*(_parts(ensemble, what, groups, one) for one in (run, base)))
    if run.rate and what.id in TIMED:
        return _discounted(ensemble, what, groups, run)
    edited, without = (_columns(ensemble, what, groups, one) for one in (run, base))
    return paired_means(edited, without, what.level == "counted")


def _columns(ensemble: Ensemble, what: Outcome, groups: Groups, run: Run) -> np.ndarray:
    """(draws, streams, G + n) group means first, then states; a system outcome keeps its one column."""
    at = run.theory, run.architecture, run.horizon
    if what.scope == "system":
        return system_values(ensemble, what.id, *at)
    values = state_values(ensemble, what.id, *at)
    grouped = values @ groups.weights.T
    if what.id == "arms-burden" and "region-by-gdp" in groups.names:  # MODEL O4: sum of arms over sum of GDP
        row = groups.names.index("region-by-gdp")
        grouped[:, :, row] = region_burden(ensemble, *at, groups.inside[row])
    return np.concatenate([grouped, values], axis=2)


def _parts(ensemble: Ensemble, what: Outcome, groups: Groups, run: Run) -> Parts:
    """Counts of a ratio for groups (weighted sums) and states."""
    parts = ratio_parts(ensemble, what.id, run.theory, run.architecture, run.horizon)
    if what.scope == "system":
        return parts
    return Parts(*(np.concatenate([part @ groups.weights.T, part], axis=2) for part in parts))


def _discounted(ensemble: Ensemble, what: Outcome, groups: Groups, run: Run) -> Means:
    """Discounted means; what luck adds to them is that of the plain means, scaled to the weights of the years.

    The burden of a region is here the mean of the burdens of its states, by GDP where it says so.
    """
    columns = []
    for architecture in (run.architecture, 0):
        values = discounted(ensemble, what.id, run.theory, architecture, run.horizon, run.rate)[:, None, :]
        columns.append(np.concatenate([values @ groups.weights.T, values], axis=2))
    found = paired_means(columns[0], columns[1], counted=False)
    if what.level != "counted":
        return found
    plain = pair(ensemble, what, groups, run._replace(rate=0.0))
    return found._replace(noise=plain.noise * luck_factor(run.horizon, run.rate))
