"""Tables of a comparison that are no rows of differences: dilemma index, gap, crossing years, structure of orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_type_hints

import numpy as np

from foedus.outcomes.contrast import contrast
from foedus.outcomes.definitions import outcome
from foedus.outcomes.dilemma import Index, dilemma
from foedus.outcomes.gap import Gap, gaps
from foedus.outcomes.groups import Groups
from foedus.outcomes.pairs import Run, pair
from foedus.outcomes.pooling import pools
from foedus.outcomes.time import TIMED, crossing, yearly
from foedus.simulate.result import STATUS_QUO, Ensemble

NAMES = ("dilemma", "gap", "crossing")


class Crossed(NamedTuple):
    """When the cumulative difference of a group changes its sign for good. Years count from 1; nan: no crossing."""

    theory: str
    architecture: str
    group: str
    outcome: str
    discount: float
    years: int
    of_mean: float  # of the mean over draws
    p05: float  # over draws; nan also where luck hides the spread between draws
    p50: float
    p95: float
    none: float  # share of draws without a crossing


def measures(
    ensemble: Ensemble, groups: Mapping[str, Groups], hostility: np.ndarray, gdp: np.ndarray, rate: float = 0.0
) -> dict[str, dict[str, np.ndarray]]:
    """Name -> columns, all over the longest horizon. hostility (n, n) and gdp (n,) are those of the world's year."""
    horizon = ensemble.horizons[-1]
    return {
        "dilemma": columns(Index, dilemma(ensemble, groups, hostility, gdp, horizon)),
        "gap": columns(Gap, gaps(ensemble, groups, horizon)),
        "crossing": columns(Crossed, crossings(ensemble, groups, rate)),
    }


def crossings(ensemble: Ensemble, groups: Mapping[str, Groups], rate: float = 0.0) -> list[Crossed]:
    """Crossing years of every theory (and their pool), architecture, group and outcome that is kept by year."""
    horizon, rows = ensemble.horizons[-1], []
    for name in TIMED:
        base = [yearly(ensemble, name, theory, 0) for theory in range(len(ensemble.theories))]
        for number, architecture in enumerate(ensemble.architectures):
            if architecture == STATUS_QUO:
                continue
            here = groups[architecture]
            paths = [
                (yearly(ensemble, name, theory, number) - without)[:, :horizon] @ here.weights.T
                for theory, without in enumerate(base)
            ]
            runs = [Run(theory, number, horizon, rate) for theory in range(len(ensemble.theories))]
            means = [pair(ensemble, outcome(name), here, run) for run in runs]
            for theory, several in pools(ensemble.theories):
                shown = ~np.isnan(contrast([means[at] for at in several]).quantiles[:, 0])
                labels = (theory, architecture, name, rate, horizon)
                rows += _crossed(labels, here.names, np.concatenate([paths[at] for at in several]), shown)
    return rows


def _crossed(
    labels: tuple[str, str, str, float, int], groups: tuple[str, ...], paths: np.ndarray, shown: np.ndarray
) -> list[Crossed]:
    """One row per group; `paths` (draws, years, G)."""
    theory, architecture, name, rate, horizon = labels
    rows = []
    for at, group in enumerate(groups):
        found = crossing(paths[:, :, at], rate)
        spread = (*found.quantiles, found.none) if shown[at] else (np.nan,) * 4
        rows.append(Crossed(theory, architecture, group, name, rate, horizon, found.of_mean, *map(float, spread)))
    return rows


def columns(kind: Any, rows: Iterable[Any]) -> dict[str, np.ndarray]:
    """Rows of one named tuple as columns, labels as text and numbers as float64 or int64."""
    several = list(rows)
    kinds = {str: str, int: np.int64, float: np.float64}
    hints = get_type_hints(kind)
    return {
        name: np.array([row[at] for row in several], dtype=kinds[hints[name]]) for at, name in enumerate(kind._fields)
    }
