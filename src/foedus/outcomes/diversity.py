"""How unlike the states of a region are, and how like-minded its blocs (MODEL section 28)."""

from __future__ import annotations

import numpy as np

from foedus.world.world import World

TRAITS = ("regime", "ideal point", "log income per head")


def traits(world: World) -> np.ndarray:
    """(n, 3) regime, ideal point and log income per head, each with mean 0 and sd 1 over the states of the world.

    A trait in which all states are alike is 0. The world must be complete (`foedus.world.imputed.complete`).
    """
    income = np.log(world.gdp_usd_bn / world.population_m)
    columns = np.column_stack([world.democracy, world.ideal_point, income]).astype(np.float64)
    spread = columns.std(axis=0)
    return np.divide(columns - columns.mean(axis=0), spread, out=np.zeros_like(columns), where=spread > 0.0)


def quadratic_entropy(points: np.ndarray, weights: np.ndarray | None = None) -> float:
    """Rao's Q = SUM_ij p_i p_j d_ij [Rao1982]_, d the Euclidean distance over the root of the number of traits.

    points : (n, traits), each in its sd; weights : (n,) by default alike. 0 where all are alike; two states alike in
    nothing but one sd in every trait: 1/2.
    """
    share = np.ones(len(points)) if weights is None else np.asarray(weights, dtype=np.float64)
    share = share / share.sum()
    apart = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).mean(axis=2))
    return float(share @ apart @ share)


def between_share(values: np.ndarray, label: np.ndarray) -> float:
    """Share of the variance of `values` (n,) that lies between the groups of `label`: 1 alike inside, 0 no help.

    Groups of one state leave nothing inside, so read it beside the number of blocs. 1 where nothing varies.
    """
    total = ((values - values.mean()) ** 2).sum()
    if total == 0.0:
        return 1.0
    size = np.bincount(label)
    means = np.bincount(label, weights=values) / size
    return float((size * (means - values.mean()) ** 2).sum() / total)
