"""How far the chance of a claim moves when a prior is sharpened or flattened (power-scaling, Kallioinen et al. 2024).

A prior p is raised to the power a: its draws are weighed by p**(a - 1). The sensitivity is the change of the chance
between a = 0.8 and a = 1.25 for one doubling of a. Each prior is scaled alone, and all priors of one mark together.
A uniform prior does not change under a power, whatever it carries: it is listed as such, and its share of the answer
(shares.py) speaks for it. The likelihood is scaled in the same way once a posterior ships.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from foedus.errors import NotBuilt
from foedus.model.params import NAMES, PARAMETERS
from foedus.theories.draws import SECTION_PRIORS, drawn_variant
from foedus.theories.priors import Prior
from foedus.theories.theory import Theory, beliefs_of

LOWER, UPPER = 0.8, 1.25
ENOUGH = 0.2  # share of the draws that the weights must be worth
AT = 2.0


@dataclass(frozen=True)
class Sensitivity:
    """Of the chance to one prior, or to all priors of one mark (`name` is then the mark)."""

    name: str
    mark: str
    change: float  # of the chance for one doubling of the power; nan where too few draws carry the weights
    mcse: float


def prior_sensitivity(
    truth: np.ndarray, theories: Sequence[Theory], beliefs: Sequence[np.recarray], seed: int
) -> list[Sensitivity]:
    """Marks first, then parameters whose sensitivity is seen above its Monte Carlo error, the largest first.

    truth : (S, D), nan without a case; theories and beliefs : S of them; seed : that of the draws
    """
    logs = np.stack([log_priors(one, draws, seed) for one, draws in zip(theories, beliefs, strict=True)])  # (S, D, P)
    marks = [PARAMETERS[name].mark for name in NAMES]
    found = []
    for mark in ("D", "W", "B"):
        inside = np.array([one == mark for one in marks])
        found.append(Sensitivity(mark, mark, *scaled(truth, logs[..., inside].sum(axis=-1))))
    single = [
        Sensitivity(name, mark, *scaled(truth, logs[..., at]))
        for at, (name, mark) in enumerate(zip(NAMES, marks, strict=True))
        if np.ptp(logs[..., at]) > 0.0
    ]
    seen = [one for one in single if abs(one.change) > AT * one.mcse]
    return found + sorted(seen, key=lambda one: -abs(one.change))


def scaled(truth: np.ndarray, logs: np.ndarray) -> tuple[float, float]:
    """Change of the chance for a doubling of the power, and its Monte Carlo s.e.; (S, D) truths and log priors."""
    known = ~np.isnan(truth)
    chances = []
    for power in (LOWER, UPPER):
        exponent = (power - 1.0) * logs
        weight = np.exp(exponent - exponent.max(axis=1, keepdims=True)) * known
        total = weight.sum(axis=1)
        if (total**2 < ENOUGH * known.sum(axis=1) * (weight**2).sum(axis=1)).any() or (total == 0.0).any():
            return math.nan, math.nan
        chances.append(((weight * np.where(known, truth, 0.0)).sum(axis=1) / total).mean())
    change = (chances[1] - chances[0]) / math.log2(UPPER / LOWER)
    count = known.sum(axis=1, keepdims=True)
    centred = np.where(known, truth - np.where(known, truth, 0.0).sum(axis=1, keepdims=True) / count, 0.0)
    tilt = np.where(known, logs - (logs * known).sum(axis=1, keepdims=True) / count, 0.0)
    part = math.log(2.0) * (centred * tilt).mean(axis=0)  # of each draw in the slope at power 1
    return float(change), float(part.std(ddof=1) / math.sqrt(len(part))) if len(part) > 1 else math.nan


def log_priors(theory: Theory, draws: np.recarray, seed: int) -> np.ndarray:
    """(D, P) log density, up to a constant, of every parameter of every draw under the prior it was drawn from."""
    readings = beliefs_of(theory)
    chosen = drawn_variant(theory, seed, len(draws))
    found = np.zeros((len(draws), len(NAMES)))
    for at, name in enumerate(NAMES):
        for number, reading in enumerate(readings):
            prior = reading[name].prior if name in reading else SECTION_PRIORS[name]
            mine = chosen == number
            found[mine, at] = log_density(prior, np.asarray(draws[name], dtype=np.float64)[mine])
    return found


def log_density(prior: Prior, values: np.ndarray) -> np.ndarray:
    """Up to a constant; 0 for a uniform or fixed prior."""
    if prior.family in ("U", "fixed") or (prior.family != "Beta" and prior.b == 0.0):
        return np.zeros(values.shape)
    tiny = np.finfo(np.float64).tiny
    if prior.family == "Beta":
        inside = np.clip(values, tiny, 1.0 - 1e-16)
        return (prior.a - 1.0) * np.log(inside) + (prior.b - 1.0) * np.log1p(-inside)
    if prior.family == "LN":
        logs = np.log(np.maximum(values, tiny))
        return -logs - 0.5 * ((logs - math.log(prior.a)) / prior.b) ** 2
    return -0.5 * ((values - prior.a) / prior.b) ** 2


def likelihood_sensitivity(*_: object) -> None:
    """How far the chance moves when the record counts for more or less. Raises NotBuilt until a posterior ships."""
    raise NotBuilt("Sensitivity of a claim to the likelihood", "It needs a posterior; the priors' part is given.")
