"""How the chance of a claim moves along one parameter, and over two: means of equally large bins.

Draws that met the same luck under several theories are no independent rows, so every standard error here is taken over
draws: the rows of one draw count as one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

AT = 2.0  # standard errors


@dataclass(frozen=True, eq=False)
class Curve:
    """Chance of a claim along one parameter.

    centre : (bins,) mean of the parameter in each bin
    chance, error : (bins,) chance and its standard error
    crossings : values at which the curve passes one half for good, with bins clearly on either side
    share : part of the variance of truth that the parameter alone carries, 0 to 1, corrected for luck
    luck : chance to see as much by luck, over all parameters looked at
    """

    centre: np.ndarray
    chance: np.ndarray
    error: np.ndarray
    crossings: tuple[float, ...]
    share: float
    luck: float


@dataclass(frozen=True, eq=False)
class Tiles:
    """Chance of a claim over two parameters.

    edges : two arrays (k + 1,) of limits
    chance : (k, k), [first parameter, second]; nan where there are fewer than `least` rows
    rows : (k, k)
    """

    edges: tuple[np.ndarray, np.ndarray]
    chance: np.ndarray
    rows: np.ndarray


def share_error(truth: np.ndarray, draws: np.ndarray) -> float:
    """Standard error of a mean of rows, over draws; nan for fewer than two draws."""
    found, number = np.unique(draws, return_inverse=True)
    if len(found) < 2:
        return math.nan
    parts = np.bincount(number, truth - truth.mean())
    return float(np.sqrt((parts**2).sum() * len(found) / (len(found) - 1)) / len(truth))


def safe_error(truth: np.ndarray, draws: np.ndarray) -> float:
    """As `share_error`, and never below what draws that all agree leave open: one half over (draws + 4)."""
    return max(share_error(truth, draws), 0.5 / (len(np.unique(draws)) + 4.0))


def bin_of(values: np.ndarray, bins: int) -> np.ndarray:
    """Number of the bin of each row, (rows,) int; bins hold about equally many rows, and equal values share one."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, bins + 1)[1:-1]))
    return np.searchsorted(edges, values, side="right")


def curve(values: np.ndarray, truth: np.ndarray, draws: np.ndarray, bins: int = 10, looked_at: int = 1) -> Curve:
    """The curve of one parameter.

    Parameters
    ----------
    values, truth, draws : (rows,) parameter, truth from 0 to 1, number of the draw
    bins : at most; each has at least about 12 rows
    looked_at : how many parameters are looked at together
    """
    number = bin_of(values, max(2, min(bins, len(values) // 12)))
    kept = [number == one for one in np.unique(number)]
    centre = np.array([values[one].mean() for one in kept])
    chance = np.array([truth[one].mean() for one in kept])
    error = np.array([safe_error(truth[one], draws[one]) for one in kept])
    share, luck = shares(values[:, None], truth, draws, len(kept))
    return Curve(centre, chance, error, crossings(centre, chance, error), share[0], min(1.0, luck[0] * looked_at))


def shares(
    table: np.ndarray, truth: np.ndarray, draws: np.ndarray, bins: int = 8, floor: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Part of the variance of truth that each column alone carries, and the chance to see as much by luck; (m,) each.

    The part is that of the bin means, less what luck puts there (an F test over bins). Where draws met several theories
    and agree in them, the rows count as fewer (`worth`). Without `floor` a part may come out below 0, so that sums over
    columns without effect stay near 0.
    """
    from scipy.special import betainc

    rows, effective = len(truth), worth(truth, draws)
    found, luck = np.zeros(table.shape[1]), np.ones(table.shape[1])
    total = float(((truth - truth.mean()) ** 2).sum())
    if total <= 0.0 or effective < 8:
        return found, luck
    for column in range(table.shape[1]):
        number = bin_of(table[:, column], max(2, min(bins, rows // 12)))
        count = np.bincount(number)
        sums = np.bincount(number, truth)[count > 0]
        count = count[count > 0]
        between = float((sums**2 / count).sum() - rows * truth.mean() ** 2)
        free, left = len(count) - 1, effective - len(count)
        if free < 1 or left < 1 or between <= 0.0:
            continue
        raw = min(1.0, between / total)
        found[column] = max(0.0 if floor else -1.0, 1.0 - (1.0 - raw) * (effective - 1) / left)
        luck[column] = betainc(left / 2.0, free / 2.0, 1.0 - raw)
    return found, luck


def worth(truth: np.ndarray, draws: np.ndarray) -> float:
    """How many independent rows the rows are worth: all of them, or as few as there are draws where these agree."""
    error, spread = share_error(truth, draws), float(truth.var(ddof=1)) if len(truth) > 1 else 0.0
    if math.isnan(error) or spread <= 0.0 or error <= 0.0:
        return float(len(np.unique(draws)))
    return min(float(len(truth)), max(spread / error**2, float(len(np.unique(draws)))))


def crossings(centre: np.ndarray, chance: np.ndarray, error: np.ndarray, half: float = 0.5) -> tuple[float, ...]:
    """Where a curve passes one half: between neighbouring stretches that are clearly above and clearly below it.

    A bin is clear when it lies more than two standard errors from one half. Between two clear bins of opposite side the
    passage is that of the straight line fitted to the bins from the one to the other.
    """
    error = np.where(np.isnan(error), np.inf, np.maximum(error, 1e-9))
    side = np.where(np.abs(chance - half) > AT * error, np.sign(chance - half), 0.0)
    clear = np.flatnonzero(side)
    found = []
    for first, last in pairwise(clear.tolist()):
        if side[first] == side[last]:
            continue
        x, y = centre[first : last + 1], chance[first : last + 1]
        slope, at = np.polyfit(x - x[0], y - half, 1)
        where = x[0] - at / slope if slope else 0.5 * (x[0] + x[-1])
        found.append(float(np.clip(where, x[0], x[-1])))
    return tuple(found)


def tiles(first: np.ndarray, second: np.ndarray, truth: np.ndarray, side: int = 5, least: int = 5) -> Tiles:
    """Chance over two parameters, cut into `side` by `side` tiles at equal shares of the rows of each."""
    edges = tuple(np.quantile(one, np.linspace(0, 1, side + 1)) for one in (first, second))
    at = [np.clip(np.searchsorted(edge[1:-1], one, side="right"), 0, side - 1)
          for edge, one in zip(edges, (first, second), strict=True)]  # fmt: skip
    place = at[0] * side + at[1]
    rows = np.bincount(place, minlength=side * side)
    sums = np.bincount(place, truth, minlength=side * side)
    with np.errstate(invalid="ignore"):
        chance = np.where(rows >= least, sums / np.maximum(rows, 1), np.nan)
    return Tiles((edges[0], edges[1]), chance.reshape(side, side), rows.reshape(side, side))
