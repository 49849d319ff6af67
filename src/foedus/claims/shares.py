"""What an answer rests on: the share of its spread over beliefs that comes from data, weak and unidentified parameters.

The truth of a claim over draws (all theories stacked) is predicted from parameters, in ranks, by ridge regression with
squares and products; how much of its variance the prediction explains in draws it has not seen is its worth v(S) for a
group S of parameters. Each mark gets its Shapley share of v (Song, Nelson and Staum 2016), which stays meaningful where
theories tie parameters of several marks together; what no group explains (luck, finer shapes) is said as unexplained.
It is an estimate from the draws at hand (given data), no design of its own is run.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from foedus.model.params import NAMES, PARAMETERS

DATA, WEAK, UNIDENTIFIED = "D", "W", "B"
MARKS = (DATA, WEAK, UNIDENTIFIED)
FOLDS = 5
PRODUCTS = 8  # of the parameters nearest to the truth, in every fold
MOST_ROWS = 4000
FEWEST_DRAWS = 40
RIDGE = np.logspace(-1.0, 5.0, 13)


@dataclass(frozen=True)
class Shares:
    """Shares of the variance of the truth over draws; they sum to 1. All nan where nothing varies or draws are few."""

    data: float = math.nan
    weak: float = math.nan
    unidentified: float = math.nan
    unexplained: float = math.nan
    between_theories: float = math.nan  # share of the variance that lies between theories; counted in the others too

    @property
    def known(self) -> bool:
        """Whether shares are given."""
        return not math.isnan(self.data)


def shares(truth: np.ndarray, beliefs: Sequence[np.recarray]) -> Shares:
    """Shares of the spread of `truth` (S, D), nan where there is no case; beliefs: (D,) per theory."""
    y, rows, draw = _stacked(truth, beliefs)
    if len(y) < FEWEST_DRAWS or truth.shape[1] < FEWEST_DRAWS or y.var() == 0.0:
        return Shares()
    columns = {mark: rows[:, _varying(rows, mark)] for mark in MARKS}
    worth: dict[frozenset[str], float] = {frozenset(): 0.0}
    for size in (1, 2, 3):
        for group in combinations(MARKS, size):
            found = explained(y, np.hstack([columns[mark] for mark in group]), draw % FOLDS)
            below = [worth[frozenset(part)] for part in combinations(group, size - 1)]
            worth[frozenset(group)] = max(found, *below)  # more to know never explains less
    part = {mark: _shapley(worth, mark) for mark in MARKS}
    whole = worth[frozenset(MARKS)]
    return Shares(part[DATA], part[WEAK], part[UNIDENTIFIED], 1.0 - whole, _between(truth))


def explained(y: np.ndarray, columns: np.ndarray, fold: np.ndarray) -> float:
    """Share of the variance of `y` (rows,) that `columns` (rows, k), in ranks, predict in rows of other folds."""
    if columns.shape[1] == 0:
        return 0.0
    ranks = ranked(columns)
    miss = base = 0.0
    for number in range(FOLDS):
        held = fold == number
        if not held.any() or held.all():
            continue
        near = _nearest(ranks[~held], y[~held])
        model = _features(ranks, near)
        centre, mean = model[~held].mean(axis=0), y[~held].mean()
        slope = _ridge(model[~held] - centre, y[~held] - mean)
        said = mean + (model[held] - centre) @ slope
        miss += float(((y[held] - said) ** 2).sum())
        base += float(((y[held] - mean) ** 2).sum())
    return max(0.0, 1.0 - miss / base) if base > 0 else 0.0


def ranked(columns: np.ndarray) -> np.ndarray:
    """(rows, k) ranks from -1 to 1; equal values share their mean rank."""
    found = np.empty(columns.shape)
    for at in range(columns.shape[1]):
        _, back, count = np.unique(columns[:, at], return_inverse=True, return_counts=True)
        top = np.cumsum(count)
        found[:, at] = (top - (count - 1) / 2.0)[back]
    return 2.0 * (found - 0.5) / len(columns) - 1.0


def _stacked(truth: np.ndarray, beliefs: Sequence[np.recarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows that have a case: truth, parameters, number of the draw; every k-th draw where there are too many."""
    draws = truth.shape[1]
    step = max(1, math.ceil(truth.size / MOST_ROWS))
    taken = np.arange(0, draws, step)
    y = truth[:, taken].ravel()
    rows = np.vstack([np.column_stack([one[name][taken] for name in NAMES]) for one in beliefs])
    known = ~np.isnan(y)
    return y[known], rows[known], np.tile(np.arange(len(taken)), len(truth))[known]


def _varying(rows: np.ndarray, mark: str) -> np.ndarray:
    marked = np.array([PARAMETERS[name].mark == mark for name in NAMES])
    return marked & (rows.max(axis=0) > rows.min(axis=0))


def _nearest(ranks: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Numbers of the columns that go most with `y`, straight or squared."""
    away = y - y.mean()
    straight = np.abs(away @ ranks)
    squares = np.abs(away @ (ranks**2 - (ranks**2).mean(axis=0)))
    return np.argsort(-np.maximum(straight, squares), kind="stable")[:PRODUCTS]


def _features(ranks: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Ranks, their squares, and products of the nearest."""
    pairs = [ranks[:, a] * ranks[:, b] for a, b in combinations(near.tolist(), 2)]
    return np.column_stack([ranks, 1.5 * ranks**2 - 0.5, *pairs])


def _ridge(model: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Coefficients at the penalty of least generalised cross-validation."""
    size, turn = np.linalg.eigh(model.T @ model)
    size = np.maximum(size, 0.0)
    along = turn.T @ (model.T @ y)
    best, found = math.inf, np.zeros(model.shape[1])
    for penalty in RIDGE:
        inverse = 1.0 / (size + penalty)
        miss = y @ y - 2.0 * (along**2 * inverse).sum() + (size * along**2 * inverse**2).sum()
        free = len(y) - (size * inverse).sum()
        if free > 0 and (score := miss / free**2) < best:
            best, found = score, turn @ (along * inverse)
    return found


def _shapley(worth: Mapping[frozenset[str], float], mark: str) -> float:
    """The mean of what `mark` adds over all orders in which the three marks can be learnt."""
    others = [one for one in MARKS if one != mark]
    total = 0.0
    for size in range(len(others) + 1):
        weight = math.factorial(size) * math.factorial(len(others) - size) / math.factorial(len(MARKS))
        for group in combinations(others, size):
            total += weight * (worth[frozenset((*group, mark))] - worth[frozenset(group)])
    return total


def _between(truth: np.ndarray) -> float:
    known = [row[~np.isnan(row)] for row in truth]
    means = np.array([row.mean() for row in known if row.size])
    whole = np.concatenate(known).var()
    return float(means.var() / whole) if whole > 0 else math.nan
