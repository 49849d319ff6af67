"""Priors as they are written, ``N(2.4,0.3)``, and their quantile functions.

Six families: ``N(mean,sd)``, ``N+(mean,sd)`` cut at 0, ``LN(median,sdlog)``, ``Beta(a,b)``, ``U(low,high)`` and
``fixed(value)``. The bounds of a parameter cut every prior of it: the uniform is mapped into the share of the prior
that lies inside, so that no draw is thrown away and draws stay comparable between theories.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from foedus.errors import BadNumber

FAMILIES = {"N": 2, "N+": 2, "LN": 2, "Beta": 2, "U": 2, "fixed": 1}
_WRITTEN = re.compile(r"^\s*(N\+|N|LN|Beta|U|fixed)\s*\(\s*([^,()]+?)\s*(?:,\s*([^,()]+?)\s*)?\)\s*$")
FORMS = "one of N(mean,sd), N+(mean,sd), LN(median,sdlog), Beta(a,b), U(low,high), fixed(value)"


@dataclass(frozen=True)
class Prior:
    """A family and its one or two numbers, in the order in which they are written."""

    family: str
    a: float
    b: float = 0.0

    def __str__(self) -> str:
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
    return _smooth_quantile(prior, uniform, inner_low, high)


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
