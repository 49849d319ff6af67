"""Ratios of counts: wars to disputes, duties not kept to duties owed.

With totals N[d, r] and D[d, r] of draw d and stream r:

    level       R = SUM N / SUM D over all draws and streams: a draw with many cases counts for more
    difference  R with the edit - R without
    mcse        delta method: sd over d of u[d] (with - without) / sqrt(draws),
                u[d] = (N[d] - R D[d]) / mean D, the first-order part of draw d in R
    draw value  R[d] = SUM_r N / SUM_r D, nan where nothing was counted in that draw; intervals and p_sign use these
    luck        variance over r of (N[d, r] - R[d] D[d, r]) / mean_r D[d, r]: what one stream more or less does to R[d]

The level weighs draws by their cases and the interval counts each draw alike, so that a few draws with many wars may
put the difference far from the median. Draws without a case are left out of the interval; where more than half are,
interval and p_sign are withheld (see outcomes/contrast.py).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foedus.outcomes.contrast import Means, paired_means


class Parts(NamedTuple):
    """Counts of one theory and architecture, (draws, streams, G) each."""

    counted: np.ndarray  # N
    among: np.ndarray  # D


def stream_values(parts: Parts) -> np.ndarray:
    """(draws, streams, G) values whose mean over streams is R[d] and whose spread is that of luck; nan: no case."""
    among = parts.among.mean(axis=1, keepdims=True)
    ratio = _over(parts.counted.mean(axis=1, keepdims=True), among)
    return ratio + _over(parts.counted - ratio * parts.among, among)


def total_ratio(parts: Parts) -> np.ndarray:
    """(G,) R; nan where nothing was counted at all."""
    return _over(parts.counted.sum(axis=(0, 1)), parts.among.sum(axis=(0, 1)))


def influence(parts: Parts) -> np.ndarray:
    """(draws, G) u[d]: R plus the mean of these is R, their spread over sqrt(draws) its standard error."""
    counted, among = parts.counted.mean(axis=1), parts.among.mean(axis=1)
    return _over(counted - total_ratio(parts) * among, among.mean(axis=0))


def ratio_means(edited: Parts, without: Parts) -> Means:
    """Paired draw means of a ratio, for `contrast`."""
    paired = paired_means(stream_values(edited), stream_values(without), counted=True)
    level = total_ratio(edited)
    return paired._replace(
        level=level,
        estimate=level - total_ratio(without),
        influence=influence(edited) - influence(without),
    )


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, nan where below is 0."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    whole = np.broadcast_to(np.asarray(below, dtype=np.float64), shape)
    return np.divide(above, whole, out=np.full(shape, np.nan), where=whole != 0.0)
