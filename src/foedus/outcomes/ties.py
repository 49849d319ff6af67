"""Signed ties between states: duties and joint institutions against hostility (MODEL O7), at mean label weights."""

from __future__ import annotations

import numpy as np

from foedus.architectures.commitments import Commitments
from foedus.treaties import index

HELPS_TARGET = 0
HOME = 0
HOSTILITY_SHARE = 3.0  # three standing rivalries weigh as much as a full duty


def mean_weights(commitments: Commitments) -> np.ndarray:
    """(K,) weight of every kind of duty at the means of the priors of MODEL section 22."""
    one = commitments
    chances = []
    for name in one.token_names:
        a, b = one.declared_token.get(name, (0.0, 0.0))
        chances.append(a / (a + b) if a else index.TOKEN_CHANCES[name])
    parts = (one.alt_label.astype(np.int64), one.alt_disputed, one.alt_tokens, one.alt_blocked)
    weights = index.alternative_weights(*parts, chances)
    if not len(weights):
        return np.zeros(0)
    return np.maximum.reduceat(weights, one.kind_start[:-1].astype(np.intp))


def obligations(commitments: Commitments, period: int, weights: np.ndarray | None = None) -> np.ndarray:
    """(n, n) ob[k, j], 0 to 1: k's duty to help j when j is the target at home, the largest over who begins.

    weights : (K,) of the kinds of duty, by default `mean_weights`; those of a draw may be given instead
    """
    one = commitments
    values = np.append(mean_weights(one) if weights is None else weights, 0.0)  # the last: no duty at home
    first, last = one.start[period, 0], one.start[period, -1]
    pairs = np.repeat(np.arange(one.n * one.n), np.diff(one.start[period]))
    helps = one.role[first:last] == HELPS_TARGET
    found = np.zeros((one.n, one.n))
    rows = slice(first, last)
    np.maximum.at(found, (one.bearer[rows][helps], pairs[helps] % one.n), values[one.kind[rows, HOME]][helps])
    return found


def signed_ties(duty: np.ndarray, depth: np.ndarray, hostility: np.ndarray) -> np.ndarray:
    """(n, n) symmetric (W_ij + W_ji) / 2 with W_ij = max(ob_ij, g_ij) - H_ij / 3; the diagonal is 0."""
    directed = np.maximum(duty, depth) - hostility / HOSTILITY_SHARE
    ties = (directed + directed.T) / 2.0
    np.fill_diagonal(ties, 0.0)
    return ties
