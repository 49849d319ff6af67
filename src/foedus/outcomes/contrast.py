"""Difference of two simulations under common random numbers: estimate, intervals, Monte Carlo error.

The rules of MODEL section 13, written once for expected and counted outcomes and for one theory or several pooled.
With draws d, streams r and paired differences x[d, r]:

    difference  mean over d, r of x
    mcse        sd over d of (mean over r of x[d, r]) / sqrt(draws): the s.e. of the mean over draws and streams
    noise       (mean over d of the variance over r) / streams: what luck adds to a draw mean; 0 for expected outcomes
    parameter   max(0, variance over d of the draw means - noise): what the parameters alone do
    share       parameter / (parameter + noise)

Intervals and p_sign use draw values. Draw means of a counted outcome are shrunk first so that their variance is the
parameter variance: m + sqrt(parameter / between) * (draw mean - m), m the mean. A draw mean of exactly 0 is a tie and
counts one half. Where share < 0.5 (or one stream cannot tell luck from parameters) intervals and p_sign are withheld;
where the difference is below 2 mcse only p_sign is.
Theories are pooled by stacking their draws with equal weight. Draw d means the same uniforms in every theory, so the
pooled mcse comes from the mean over theories within a draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
ENOUGH_SHARE = 0.5
ENOUGH_DRAWS = 0.5  # share of the draws that have a value; only ratios have draws without one
SIGN_AT = 2.0  # mcse


class Means(NamedTuple):
    """One theory, one outcome, G columns (groups or states): paired draw means and what luck adds to them.

    A ratio (outcomes/ratio.py) brings its own estimate and influence, and nan in the draws that have no case.
    """

    level: np.ndarray  # (G,) with the edit
    difference: np.ndarray  # (draws, G) mean over streams of the paired difference
    noise: np.ndarray  # (G,) variance that luck adds to a draw mean; nan when one stream cannot tell
    estimate: np.ndarray | None = None  # (G,) the difference where it is not the mean over draws
    influence: np.ndarray | None = None  # (draws, G) part of each draw in the estimate


class Contrast(NamedTuple):
    """G differences to the status quo. Withheld numbers are nan."""

    level: np.ndarray  # (G,)
    difference: np.ndarray  # (G,)
    quantiles: np.ndarray  # (G, 5) at LEVELS
    p_sign: np.ndarray  # (G,) P(difference > 0)
    mcse: np.ndarray  # (G,)
    draws: np.ndarray  # (S * draws, G) shrunk draw differences, S theories; nan where intervals are withheld


class Moments(NamedTuple):
    """Of G columns over the first axis, draws without a value left out."""

    known: np.ndarray  # (N, G) bool
    share: np.ndarray  # (G,) of the draws that have a value
    mean: np.ndarray  # (G,) nan where none has
    variance: np.ndarray  # (G,) with N - 1; nan below two values
    same: np.ndarray  # (G,) bool: at least one value, and all of them equal


def paired_means(edited: np.ndarray, without: np.ndarray, counted: bool) -> Means:
    """Draw means of two (draws, streams, G) arrays that met the same luck."""
    difference = edited - without
    streams = difference.shape[1]
    if not counted:
        noise = np.zeros(difference.shape[2])
    elif streams == 1:
        noise = np.full(difference.shape[2], np.nan)
    else:
        noise = moments(difference.var(axis=1, ddof=1)).mean / streams
    return Means(edited.mean(axis=(0, 1)), difference.mean(axis=1), noise)


def contrast(theories: list[Means]) -> Contrast:
    """The answer for one theory (a list of one) or for several pooled with equal weight."""
    stacked = np.stack([means.difference for means in theories])  # (S, draws, G)
    draws = stacked.shape[1]
    noise = np.mean([means.noise for means in theories], axis=0)
    level = np.mean([means.level for means in theories], axis=0)
    parts = [means.difference if means.influence is None else means.influence for means in theories]
    mcse = np.sqrt(moments(np.mean(parts, axis=0)).variance / draws)
    values = stacked.reshape(-1, stacked.shape[2])
    seen = moments(values)
    found = [seen.mean if means.estimate is None else means.estimate for means in theories]
    estimate = np.mean(found, axis=0)
    shown, kept = _shrinkage(seen, noise, draws)
    shrunk = np.where(shown & seen.known, seen.mean + kept * (values - seen.mean), np.nan)
    ties = values == 0.0
    shrunk = np.where(ties & seen.same, 0.0, shrunk)
    with np.errstate(invalid="ignore"):
        above = np.where(ties, 0.5, shrunk > 0.0)
    signed = shown & ((np.abs(estimate) >= SIGN_AT * mcse) | seen.same)
    return Contrast(
        level=level,
        difference=estimate,
        quantiles=quantiles_of(shrunk, LEVELS),
        p_sign=np.where(signed, moments(np.where(seen.known, above, np.nan)).mean, np.nan),
        mcse=mcse,
        draws=np.where(shown, shrunk, np.nan),
    )


def _shrinkage(seen: Moments, noise: np.ndarray, draws: int) -> tuple[np.ndarray, np.ndarray]:
    """(G,) whether intervals are shown, and the share of their spread that draw values keep (0 where not shown)."""
    parameter = np.maximum(seen.variance - noise, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(seen.same, 1.0, parameter / (parameter + noise))
        kept = np.where(seen.same, 1.0, np.sqrt(parameter / seen.variance))
    shown = (np.nan_to_num(share) >= ENOUGH_SHARE) & (seen.share >= ENOUGH_DRAWS) & (draws > 1)
    return shown, np.where(shown, kept, 0.0)


def moments(values: np.ndarray) -> Moments:
    """Mean and variance over the first axis of what has a value."""
    known = ~np.isnan(values)
    number = known.sum(axis=0)
    mean = np.divide(
        np.where(known, values, 0.0).sum(axis=0), number, out=np.full(number.shape, np.nan), where=number > 0
    )
    squares = np.where(known, (values - mean) ** 2, 0.0).sum(axis=0)
    variance = np.divide(squares, number - 1, out=np.full(number.shape, np.nan), where=number > 1)
    same = np.where(known, values, np.inf).min(axis=0) == np.where(known, values, -np.inf).max(axis=0)
    return Moments(known, number / len(values), mean, np.where(same, 0.0 * variance, variance), same)


def quantiles_of(values: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """(G, len(levels)) quantiles over the first axis of what has a value; nan where nothing has."""
    found = np.full((values.shape[1], len(levels)), np.nan)
    gaps = np.isnan(values)
    whole = ~gaps.any(axis=0)
    if whole.any():
        found[whole] = np.quantile(values[:, whole], levels, axis=0).T
    for column in np.flatnonzero(~whole & ~gaps.all(axis=0)):
        found[column] = np.quantile(values[~gaps[:, column], column], levels)
    return found
