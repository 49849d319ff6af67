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

from typing import NamedTuple

import numpy as np

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
ENOUGH_SHARE = 0.5
SIGN_AT = 2.0  # mcse


class Means(NamedTuple):
    """One theory, one outcome, G columns (groups or states): paired draw means and what luck adds to them."""

    level: np.ndarray  # (G,) with the edit
    difference: np.ndarray  # (draws, G) mean over streams of the paired difference
    noise: np.ndarray  # (G,) variance that luck adds to a draw mean; nan when one stream cannot tell


class Contrast(NamedTuple):
    """G differences to the status quo. Withheld numbers are nan."""

    level: np.ndarray  # (G,)
    difference: np.ndarray  # (G,)
    quantiles: np.ndarray  # (G, 5) at LEVELS
    p_sign: np.ndarray  # (G,) P(difference > 0)
    mcse: np.ndarray  # (G,)
    draws: np.ndarray  # (S * draws, G) shrunk draw differences, S theories; nan where intervals are withheld


def paired_means(edited: np.ndarray, without: np.ndarray, counted: bool) -> Means:
    """Draw means of two (draws, streams, G) arrays that met the same luck."""
    difference = edited - without
    streams = difference.shape[1]
    if not counted:
        noise = np.zeros(difference.shape[2])
    elif streams == 1:
        noise = np.full(difference.shape[2], np.nan)
    else:
        noise = difference.var(axis=1, ddof=1).mean(axis=0) / streams
    return Means(edited.mean(axis=(0, 1)), difference.mean(axis=1), noise)


def contrast(theories: list[Means]) -> Contrast:
    """The answer for one theory (a list of one) or for several pooled with equal weight."""
    stacked = np.stack([means.difference for means in theories])  # (S, draws, G)
    draws = stacked.shape[1]
    noise = np.mean([means.noise for means in theories], axis=0)
    level = np.mean([means.level for means in theories], axis=0)
    mcse = _spread(stacked.mean(axis=0)) / np.sqrt(draws)
    values = stacked.reshape(-1, stacked.shape[2])
    mean = values.mean(axis=0)
    between = _spread(values) ** 2
    parameter = np.maximum(between - noise, 0.0)
    same = (values == values[0]).all(axis=0)  # no luck, no parameter: nothing to withhold
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(same, 1.0, parameter / (parameter + noise))
        kept = np.where(same, 1.0, np.sqrt(parameter / between))
    shown = np.nan_to_num(share) >= ENOUGH_SHARE if draws > 1 else np.zeros(mean.shape, dtype=bool)
    shrunk = np.where(shown, mean + np.where(shown, kept, 0.0) * (values - mean), np.nan)
    ties = values == 0.0
    shrunk = np.where(ties & same, 0.0, shrunk)
    p_sign = np.where(ties, 0.5, shrunk > 0.0).mean(axis=0)
    signed = shown & ((np.abs(mean) >= SIGN_AT * mcse) | same)
    return Contrast(
        level=level,
        difference=mean,
        quantiles=_quantiles(shrunk, shown),
        p_sign=np.where(signed, p_sign, np.nan),
        mcse=mcse,
        draws=np.where(shown, shrunk, np.nan),
    )


def _spread(values: np.ndarray) -> np.ndarray:
    """Sample standard deviation over the first axis; nan for one value."""
    if values.shape[0] < 2:
        return np.full(values.shape[1:], np.nan)
    return values.std(axis=0, ddof=1)


def _quantiles(values: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """(G, 5) quantiles over the first axis, nan where not shown."""
    found = np.full((values.shape[1], len(LEVELS)), np.nan)
    if shown.any():
        found[shown] = np.quantile(values[:, shown], LEVELS, axis=0).T
    return found
