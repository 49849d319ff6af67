"""Outcomes over time (MODEL section 27): discounted means, and the year in which an effect changes its sign.

Year t (1, 2, ...) counts for (1 + r)**(1 - t). Losses, years at war and arms burdens have a number for every year, the
mean over the streams of a draw; expected outcomes have one for each report year and are linear between them, constant
before the first and after the last. At r = 0 a discounted mean is the mean over the horizon.

Crossing year: the first year in which the cumulative discounted difference has, and keeps to the end, the sign
opposite to that of year 1. Years at the start whose difference is exactly 0 (the edit has not entered) are passed
over: the sign is that of the first that is not. Without such a year there is no crossing, which is an answer too.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from foedus.errors import BadNumber, NotInRun
from foedus.outcomes.definitions import outcome
from foedus.simulate.result import EXPECTED, PATH_NAMES, Ensemble

TIMED = (*(name.replace("_", "-") for name in EXPECTED), *PATH_NAMES)
LEVELS = (0.05, 0.5, 0.95)
ROUNDING = 1e-6  # share of the parts of a sum; paths are kept in single precision


class Crossing(NamedTuple):
    """When a difference changes its sign, over the draws. Years count from 1; nan: no crossing."""

    of_mean: float  # crossing year of the mean difference
    years: np.ndarray  # (draws,) crossing year of each draw
    quantiles: np.ndarray  # (3,) at 5, 50 and 95 %; a draw without a crossing lies beyond the horizon
    none: float  # share of the draws that have no crossing


def checked_rate(rate: float, name: str = "--discount") -> float:
    """The rate itself; BadNumber unless it is a yearly rate from 0 to 1."""
    if isinstance(rate, bool) or not isinstance(rate, (int, float, np.floating)) or not 0.0 <= rate <= 1.0:
        raise BadNumber(name, rate, "a yearly rate from 0 to 1, e.g. 0.03")
    return float(rate)


def discounts(years: int, rate: float) -> np.ndarray:
    """(years,) weights of the years, the first counts 1."""
    return (1.0 + rate) ** -np.arange(years, dtype=np.float64)


def yearly(ensemble: Ensemble, name: str, theory: int, architecture: int) -> np.ndarray:
    """(draws, years, n) value of a state outcome in every year, mean over streams.

    Raises
    ------
    UnknownOutcome, NotInRun
        The outcome is not kept by year.
    """
    outcome(name)
    if name in PATH_NAMES:
        return ensemble.path[theory, architecture, ..., PATH_NAMES.index(name)].astype(np.float64)
    if name not in TIMED:
        raise NotInRun(name, "it is not kept by year", f"By year: {', '.join(TIMED)}.")
    values = ensemble.expected[theory, architecture, ..., EXPECTED.index(name.replace("-", "_"))].astype(np.float64)
    at = np.arange(1, ensemble.years + 1, dtype=np.float64)
    corners = np.eye(len(ensemble.report_years))
    between = np.array([np.interp(at, ensemble.report_years, corner) for corner in corners])  # (Y, years)
    return np.einsum("dyn,yt->dtn", values, between)


def discounted(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int, rate: float) -> np.ndarray:
    """(draws, n) discounted mean of a state outcome over the first `horizon` years, mean over streams."""
    if not 1 <= horizon <= ensemble.years:
        raise BadNumber("horizon", horizon, f"from 1 to {ensemble.years}, the years of the run")
    weights = discounts(horizon, checked_rate(rate, "rate"))
    path = yearly(ensemble, name, theory, architecture)[:, :horizon]
    return np.einsum("dtn,t->dn", path, weights / weights.sum())


def luck_factor(horizon: int, rate: float) -> float:
    """Variance that luck adds to a discounted mean over that which it adds to the plain one; 1 at rate 0.

    Exact where the luck of years is unrelated and alike; the run keeps no stream by year to do better.
    """
    weights = discounts(horizon, rate)
    return float(horizon * (weights**2).sum() / weights.sum() ** 2)


def crossing_years(differences: np.ndarray, rate: float = 0.0) -> np.ndarray:
    """(...,) crossing year of differences (..., years); nan where there is none.

    A sum smaller than the rounding of its parts is 0, which is no sign.
    """
    weighed = differences * discounts(differences.shape[-1], rate)
    sums, parts = np.cumsum(weighed, axis=-1), np.cumsum(np.abs(weighed), axis=-1)
    signs = np.where(np.abs(sums) > ROUNDING * parts, np.sign(sums), 0.0)
    started = np.sign(differences) != 0.0
    first = np.take_along_axis(np.sign(differences), started.argmax(axis=-1)[..., None], axis=-1)
    opposite = (signs == -first) & (first != 0.0)
    kept = np.flip(np.logical_and.accumulate(np.flip(opposite, axis=-1), axis=-1), axis=-1)
    return np.where(kept.any(axis=-1), kept.argmax(axis=-1) + 1.0, np.nan)


def crossing(differences: np.ndarray, rate: float = 0.0) -> Crossing:
    """Crossing year of (draws, years) differences to the status quo, with its spread over the draws."""
    years = crossing_years(differences, rate)
    beyond = np.where(np.isnan(years), np.inf, years)
    quantiles = np.quantile(beyond, LEVELS, method="inverted_cdf")
    return Crossing(
        of_mean=float(crossing_years(differences.mean(axis=0), rate)),
        years=years,
        quantiles=np.where(np.isinf(quantiles), np.nan, quantiles),
        none=float(np.isnan(years).mean()),
    )
