"""Priors as they are written, ``N(2.4,0.3)``, and their quantile functions.

Six families: ``N(mean,sd)``, ``N+(mean,sd)`` cut at 0, ``LN(median,sdlog)``, ``Beta(a,b)``, ``U(low,high)`` and
``fixed(value)``; and ``histogram(0,1,2,4;1,5,2)``, the edges of bins and the chips in each, flat within a bin.
The bounds of a parameter cut every prior of it: the uniform is mapped into the share of the prior that lies inside, so
that no draw is thrown away and draws stay comparable between theories.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from foedus.errors import BadNumber

FAMILIES = {"N": 2, "N+": 2, "LN": 2, "Beta": 2, "U": 2, "fixed": 1}
_BINS = re.compile(r"^\s*histogram\s*\(([^;()]+);([^;()]+)\)\s*$")
_WRITTEN = re.compile(r"^\s*(N\+|N|LN|Beta|U|fixed)\s*\(\s*([^,()]+?)\s*(?:,\s*([^,()]+?)\s*)?\)\s*$")
FORMS = "one of N(mean,sd), N+(mean,sd), LN(median,sdlog), Beta(a,b), U(low,high), fixed(value)"
BINS = "histogram(edges;chips) with edges that rise and one number of chips, 0 or more, for each bin"


@dataclass(frozen=True)
class Prior:
    """A family and its one or two numbers, in the order in which they are written; of a histogram its mean and sd."""

    family: str
    a: float
    b: float = 0.0
    edges: tuple[float, ...] = ()  # of a histogram only
    chips: tuple[float, ...] = ()  # one a bin; their sum is any number above 0

    def __str__(self) -> str:
        if self.family == "histogram":
            edges, chips = (",".join(f"{one:g}" for one in part) for part in (self.edges, self.chips))
            return f"histogram({edges};{chips})"
        numbers = f"{self.a:g}" if self.family == "fixed" else f"{self.a:g},{self.b:g}"
        return f"{self.family}({numbers})"


def parse_prior(text: str, where: str = "") -> Prior:
    """Read a prior.

    Parameters
    ----------
    text : str
        For example ``N+(0.8,0.5)``. A bare 0 is refused: a theory that expects no effect says ``N(0,0.02)``.
    where : str
        What to name in the error.

    Raises
    ------
    BadNumber
        The text is no prior, a number is not finite, a spread is negative, or the two numbers do not fit the family.
    """
    if binned := _BINS.match(str(text)):
        return _histogram(binned[1], binned[2], str(text), where)
    found = _WRITTEN.match(str(text))
    if not found or (found[3] is not None) != (FAMILIES[found[1]] == 2):
        hint = "; no effect is written N(0,0.02)" if str(text).strip() in ("0", "0.0") else ""
        raise BadNumber("prior", repr(str(text)), FORMS + hint, where)
    try:
        prior = Prior(found[1], float(found[2]), float(found[3] or 0.0))
    except ValueError:
        raise BadNumber("prior", repr(str(text)), FORMS, where) from None
    _check(prior, where)
    return prior


def _histogram(edges: str, chips: str, text: str, where: str) -> Prior:
    try:
        sides, heaps = ([float(one) for one in part.split(",")] for part in (edges, chips))
    except ValueError:
        raise BadNumber("prior", repr(text), BINS, where) from None
    rising = all(left < right for left, right in pairwise(sides))
    finite = all(map(math.isfinite, sides + heaps))
    if not (finite and rising and len(sides) == len(heaps) + 1 and min(heaps) >= 0.0 and sum(heaps) > 0.0):
        raise BadNumber("prior", repr(text), BINS, where)
    return histogram(sides, heaps)


def histogram(edges: Sequence[float], chips: Sequence[float]) -> Prior:
    """The prior that is flat within each bin; edges must rise, chips be 0 or more and one of them above 0."""
    sides, heaps = np.asarray(edges, np.float64), np.asarray(chips, np.float64)
    share, middle = heaps / heaps.sum(), (sides[1:] + sides[:-1]) / 2
    mean = float(share @ middle)
    spread = math.sqrt(float(share @ ((middle - mean) ** 2 + np.diff(sides) ** 2 / 12)))
    return Prior("histogram", mean, spread, tuple(sides.tolist()), tuple(heaps.tolist()))


def _check(prior: Prior, where: str) -> None:
    if not (math.isfinite(prior.a) and math.isfinite(prior.b)):
        raise BadNumber("prior", str(prior), "made of finite numbers", where)
    if prior.family in ("N", "N+", "LN") and prior.b < 0:
        raise BadNumber(f"spread of {prior}", f"{prior.b:g}", "0 or more", where)
    if prior.family == "LN" and prior.a <= 0:
        raise BadNumber(f"median of {prior}", f"{prior.a:g}", "above 0", where)
    if prior.family == "Beta" and (prior.a <= 0 or prior.b <= 0):
        raise BadNumber("prior", str(prior), "Beta with two numbers above 0", where)
    if prior.family == "U" and prior.a >= prior.b:
        raise BadNumber("prior", str(prior), "U with its lower bound first", where)


def quantile(prior: Prior, uniform: np.ndarray, low: float = -math.inf, high: float = math.inf) -> np.ndarray:
    """Values of a prior, cut to [low, high], at given shares.

    Parameters
    ----------
    prior : Prior
    uniform : (draws,) float64, strictly between 0 and 1
    low, high : float
        Bounds of the parameter, inclusive.

    Returns
    -------
    (draws,) float64

    Raises
    ------
    BadNumber
        The prior has no mass between the bounds.
    """
    uniform = np.asarray(uniform, dtype=np.float64)
    inner_low = max(low, 0.0) if prior.family == "N+" else low
    if prior.family == "fixed" or (prior.family in ("N", "N+", "LN") and prior.b == 0.0):
        if not inner_low <= prior.a <= high:
            raise BadNumber("prior", str(prior), f"between {inner_low:g} and {high:g}")
        return np.full(uniform.shape, prior.a)
    if prior.family == "U":
        left, right = max(inner_low, prior.a), min(high, prior.b)
        if left >= right:
            raise BadNumber("prior", str(prior), f"a prior with mass between {low:g} and {high:g}")
        return left + uniform * (right - left)
    if prior.family == "histogram":
        return _binned_quantile(prior, uniform, low, high)
    return _smooth_quantile(prior, uniform, inner_low, high)


def cdf(prior: Prior, values: np.ndarray, low: float = -math.inf, high: float = math.inf) -> np.ndarray:
    """Share of a prior, cut to [low, high], below given values: the inverse of `quantile`.

    For the families with a spread; a prior without one is a step and is refused by `BadNumber`, and so is a prior with
    no mass between the bounds.
    """
    low = max(low, 0.0) if prior.family == "N+" else low
    free = _free_cdf(prior, np.concatenate([[low, high], np.asarray(values, np.float64)]))
    if not free[1] - free[0] > 1e-12:
        raise BadNumber("prior", str(prior), f"a prior with mass between {low:g} and {high:g}")
    return np.clip((free[2:] - free[0]) / (free[1] - free[0]), 0.0, 1.0)


def _free_cdf(prior: Prior, values: np.ndarray) -> np.ndarray:
    """Share below values before any cut."""
    from scipy.special import betainc, ndtr

    if prior.family == "histogram":
        return np.interp(values, prior.edges, np.concatenate([[0.0], np.cumsum(prior.chips)]) / sum(prior.chips))
    if prior.family == "Beta":
        return betainc(prior.a, prior.b, np.clip(values, 0.0, 1.0))
    if prior.family == "U":
        return np.clip((values - prior.a) / (prior.b - prior.a), 0.0, 1.0)
    if prior.family == "fixed" or prior.b <= 0.0:
        raise BadNumber("prior", str(prior), "a prior with a spread")
    if prior.family == "LN":
        with np.errstate(divide="ignore"):
            return ndtr((np.log(np.maximum(values, 0.0)) - math.log(prior.a)) / prior.b)
    return ndtr((values - prior.a) / prior.b)


def _binned_quantile(prior: Prior, uniform: np.ndarray, low: float, high: float) -> np.ndarray:
    """Quantiles of a histogram inside [low, high]; empty bins are stepped over."""
    below, above = _free_cdf(prior, np.array([low, high]))
    if not above - below > 1e-12:
        raise BadNumber("prior", str(prior), f"a prior with mass between {low:g} and {high:g}")
    edges, heaps = np.array(prior.edges), np.array(prior.chips)
    ends = np.cumsum(heaps) / heaps.sum()
    share = below + uniform * (above - below)
    at = np.minimum(np.searchsorted(ends, share, side="right"), np.flatnonzero(heaps)[-1])
    begun = ends[at] - heaps[at] / heaps.sum()
    inside = (share - begun) / (heaps[at] / heaps.sum())
    return np.clip(edges[at] + np.clip(inside, 0.0, 1.0) * (edges[at + 1] - edges[at]), low, high)


def _smooth_quantile(prior: Prior, uniform: np.ndarray, low: float, high: float) -> np.ndarray:
    """Quantiles of the normal, log-normal and Beta families inside [low, high]."""
    from scipy.special import betainc, betaincinv, ndtr, ndtri

    if prior.family == "Beta":
        below, above = betainc(prior.a, prior.b, np.clip([low, high], 0.0, 1.0))
        values = betaincinv(prior.a, prior.b, below + uniform * (above - below))
    else:
        logs = prior.family == "LN"
        centre = math.log(prior.a) if logs else prior.a
        ends = [_log(low), _log(high)] if logs else [low, high]
        ends = [(end - centre) / prior.b for end in ends]
        flip = ends[0] > 0.0  # an interval in the upper tail is taken as its mirror, where digits are not lost
        below, above = ndtr([-ends[1], -ends[0]]) if flip else ndtr(ends)
        share = below + (1.0 - uniform if flip else uniform) * (above - below)
        values = centre + prior.b * (-ndtri(share) if flip else ndtri(share))
        values = np.exp(values) if logs else values
    if not above - below > 1e-12:
        raise BadNumber("prior", str(prior), f"a prior with mass between {low:g} and {high:g}")
    return np.clip(values, low, high)


def _log(bound: float) -> float:
    return -math.inf if bound <= 0.0 else math.log(bound)


def moments(prior: Prior, low: float = -math.inf, high: float = math.inf) -> tuple[float, float]:
    """Mean and standard deviation of a prior cut to [low, high], from 4,001 of its quantiles."""
    values = quantile(prior, (np.arange(4001) + 0.5) / 4001, low, high)
    return float(values.mean()), float(values.std())
