"""Priors from the judgements of experts: chips on bins, or quantiles; several experts pooled; one family fitted.

Each expert gives a distribution: chips laid on bins (the roulette method), flat within a bin, or quantiles such as
p10, p50 and p90, through which the family is laid by least squares. Experts are pooled linearly, that is by the
weighted mean of their distribution functions ([Stone1961]_, [OHaganEtAl2006]_), so that two who disagree give a wide
prior and not a narrow one between them. The family is then fitted to the pool by least squares on the distribution
function, cut to the bounds of the parameter as every prior is. `histogram` keeps the pooled chips as they are.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.errors import BadNumber
from foedus.model.params import Parameter
from foedus.theories.priors import Prior, cdf, histogram, parse_prior, quantile

FITS = ("N", "N+", "LN", "Beta", "histogram")
LARGEST_GAP = 0.15  # declared: a fit that misses the pool by more is no picture of it
PARTS = (np.arange(99) + 1) / 100  # of each expert's distribution, where the family is fitted to quantiles


@dataclass(frozen=True)
class Expert:
    """One judgement: chips, one number a bin, or quantiles by their share (0.1 for p10)."""

    name: str
    weight: float = 1.0
    chips: tuple[float, ...] = ()
    quantiles: Mapping[float, float] | None = None


@dataclass(frozen=True)
class Elicited:
    """What was asked of the experts. `bins` holds the edges; empty where all gave quantiles."""

    experts: tuple[Expert, ...]
    bins: tuple[float, ...] = ()
    fit: str = ""  # one of FITS; '' the family of the parameter's own prior


@dataclass(frozen=True)
class Mistake:
    """What is wrong, at the end of `steps` into the row of the file."""

    steps: tuple[str | int, ...]
    found: str
    todo: str


@dataclass(frozen=True)
class Fitted:
    """The prior and the largest distance between its distribution function and that of the pool."""

    prior: Prior
    gap: float

    def told(self, asked: Elicited) -> str:
        """How it was made, for a card."""
        many = len(asked.experts)
        named = "one expert" if many == 1 else f"{many} experts, pooled linearly"
        kinds = " and ".join(["chips"] * bool(asked.bins) + ["quantiles"] * any(one.quantiles for one in asked.experts))
        if self.prior.family == "histogram":
            return f"From {kinds} of {named}, kept as they are."
        gap = f"{self.gap:.2f}".lstrip("0")
        return f"Fitted to {kinds} of {named}; largest gap {gap}."


def mistake(asked: Elicited, row: Parameter) -> Mistake | None:
    """The first thing in a judgement that cannot be used for this parameter."""
    if asked.fit and asked.fit not in FITS:
        return Mistake(("fit",), f"fit '{asked.fit}'", "Write one of " + ", ".join(FITS) + ".")
    if wrong := _wrong_bins(asked, row):
        return wrong
    for number, expert in enumerate(asked.experts):
        if wrong := _wrong_expert(expert, asked, row):
            return Mistake(("experts", number, *wrong.steps), f"{expert.name}: {wrong.found}", wrong.todo)
    if asked.bins and not any(one.chips for one in asked.experts):
        return Mistake(("bins",), "bins without chips", "Give an expert 'chips', or take 'bins' out.")
    if not sum(one.weight for one in asked.experts) > 0.0:
        return Mistake(("experts",), "all weights are 0", "Give one expert a weight above 0.")
    family = family_of(asked, row)
    if family == "Beta" and (row.low < 0.0 or row.high > 1.0):
        todo = f"'{row.name}' runs from {row.low:g} to {row.high:g}. Fit N, N+, LN or histogram."
        return Mistake(("fit",), "Beta is for shares from 0 to 1", todo)
    if family == "histogram" and any(one.quantiles for one in asked.experts):
        return Mistake(("fit",), "quantiles give no histogram", "Fit N, N+, LN or Beta, or ask for chips.")
    return None


def _wrong_bins(asked: Elicited, row: Parameter) -> Mistake | None:
    with_chips = any(one.chips for one in asked.experts)
    if with_chips and len(asked.bins) < 3:
        return Mistake(("bins",), f"{len(asked.bins)} edges of bins", "Chips need at least two bins, three edges.")
    for number, (left, right) in enumerate(zip(asked.bins, asked.bins[1:], strict=False), start=1):
        if not left < right:
            todo = "Write the edges from low to high, each once."
            return Mistake(("bins", number), f"the edge {right:g} does not lie above {left:g}", todo)
    for number, edge in enumerate(asked.bins):
        if wrong := _outside(edge, row):
            return Mistake(("bins", number), *wrong)
    return None


def _wrong_expert(expert: Expert, asked: Elicited, row: Parameter) -> Mistake | None:
    if not (math.isfinite(expert.weight) and expert.weight >= 0.0):
        return Mistake(("weight",), f"weight {expert.weight:g}", "A weight is 0 or more.")
    if bool(expert.chips) == bool(expert.quantiles):
        return Mistake((), "needs chips or quantiles, and not both", "Keep 'chips', or p10, p50 and p90.")
    if expert.chips:
        return _wrong_chips(expert.chips, len(asked.bins) - 1)
    return _wrong_quantiles(expert.quantiles or {}, row)


def _wrong_chips(chips: tuple[float, ...], bins: int) -> Mistake | None:
    if len(chips) != bins:
        return Mistake(("chips",), f"{len(chips)} numbers of chips for {bins} bins", "Give one number a bin, 0 too.")
    for number, count in enumerate(chips):
        if not (math.isfinite(count) and count >= 0.0):
            return Mistake(("chips", number), f"{count:g} chips", "Chips are 0 or more.")
    return None if sum(chips) > 0.0 else Mistake(("chips",), "no chip was laid", "Lay at least one.")


def _wrong_quantiles(found: Mapping[float, float], row: Parameter) -> Mistake | None:
    if len(found) < 2:
        return Mistake((), f"{len(found)} quantile", "Give two or more, such as p10, p50 and p90.")
    last = -math.inf
    for share in sorted(found):
        if wrong := _outside(found[share], row):
            return Mistake((key_of(share),), *wrong)
        if not found[share] > last:
            todo = "A higher quantile has a higher value."
            return Mistake((key_of(share),), f"{key_of(share)} {found[share]:g} does not lie above {last:g}", todo)
        last = found[share]
    return None


def _outside(value: float, row: Parameter) -> tuple[str, str] | None:
    if math.isfinite(value) and row.low <= value <= row.high:
        return None
    unit = "" if row.unit == "-" else f" {row.unit}"
    return f"{value:g} lies outside '{row.name}'", f"It runs from {row.low:g} to {row.high:g}{unit}."


def key_of(share: float) -> str:
    """p10 for 0.1."""
    return f"p{round(100 * share):02d}"


def family_of(asked: Elicited, row: Parameter) -> str:
    """The family to fit: as asked, or that of the parameter's own prior (Beta or histogram for a uniform one)."""
    if asked.fit:
        return asked.fit
    own = parse_prior(row.prior, row.name).family
    if own in FITS:
        return own
    if row.low >= 0.0 and row.high <= 1.0:
        return "Beta"
    return "N" if any(one.quantiles for one in asked.experts) else "histogram"


def fitted(asked: Elicited, row: Parameter) -> Fitted:
    """The prior that experts give a parameter; `mistake` has found nothing.

    Raises
    ------
    BadNumber
        The family misses the pool by more than `LARGEST_GAP`.
    """
    family = family_of(asked, row)
    weights = np.array([one.weight for one in asked.experts]) / sum(one.weight for one in asked.experts)
    if family == "histogram":
        heaps = [np.array(one.chips) / sum(one.chips) for one in asked.experts]
        return Fitted(histogram(asked.bins, [float(f"{one:.6g}") for one in weights @ np.array(heaps)]), 0.0)
    own = [_own(expert, asked, family, row) for expert in asked.experts]
    if len(own) == 1 and asked.experts[0].quantiles:
        found = asked.experts[0].quantiles
        points, pool = np.array(sorted(found.values())), np.array(sorted(found))
    else:
        points = np.array(asked.bins)
        if any(one.quantiles for one in asked.experts):
            points = np.concatenate([points, *(quantile(one, PARTS, row.low, row.high) for one in own)])
        points = np.unique(points)
        pool = weights @ np.array([cdf(one, points, row.low, row.high) for one in own])
    prior = _rounded(_laid(family, points, pool, row))
    gap = float(np.abs(cdf(prior, points, row.low, row.high) - pool).max())
    if gap > LARGEST_GAP:
        todo = f"within {LARGEST_GAP:g} of the judgements everywhere, and misses them by {gap:.2f}; fit histogram"
        raise BadNumber("fitted prior", str(prior), todo)
    return Fitted(prior, gap)


def _own(expert: Expert, asked: Elicited, family: str, row: Parameter) -> Prior:
    """The distribution of one expert."""
    if expert.chips:
        return histogram(asked.bins, expert.chips)
    found = expert.quantiles or {}
    return _laid(family, np.array(sorted(found.values())), np.array(sorted(found)), row)


def _laid(family: str, points: np.ndarray, pool: np.ndarray, row: Parameter) -> Prior:
    """A family by least squares on the distribution function at some points."""
    from scipy.optimize import least_squares

    def prior_of(theta: np.ndarray) -> Prior:
        if family in ("N", "N+"):
            return Prior(family, float(theta[0]), math.exp(theta[1]))
        return Prior(family, math.exp(theta[0]), math.exp(theta[1]))

    def missed(theta: np.ndarray) -> np.ndarray:
        try:
            return cdf(prior_of(theta), points, row.low, row.high) - pool
        except BadNumber:  # no mass between the bounds
            return np.ones(len(points))

    best = min(
        (least_squares(missed, start, x_scale="jac", xtol=1e-12, ftol=1e-12, gtol=1e-12)
         for start in _starts(family, points, pool)),
        key=lambda one: one.cost,
    )  # fmt: skip
    return prior_of(best.x)


def _starts(family: str, points: np.ndarray, pool: np.ndarray) -> list[np.ndarray]:
    """Where to begin: middle and spread of the pool, and the same with other spreads."""
    middle = float(np.interp(0.5, pool, points))
    wide = max(float(np.interp(0.84, pool, points) - np.interp(0.16, pool, points)) / 2, 1e-6 * (1 + abs(middle)))
    if family in ("N", "N+"):
        return [np.array([middle, math.log(wide * by)]) for by in (1.0, 0.3, 3.0)]
    if family == "LN":
        middle = max(middle, 1e-6)
        return [np.array([math.log(middle), math.log(wide / middle * by)]) for by in (1.0, 0.3)]
    middle = min(max(middle, 1e-3), 1 - 1e-3)
    size = max(middle * (1 - middle) / wide**2 - 1, 0.5)
    return [np.log([middle * size * by, (1 - middle) * size * by]) for by in (1.0, 0.3, 3.0)]


def _rounded(prior: Prior) -> Prior:
    """To six digits, as a prior is written, so that the written one is the drawn one."""
    return parse_prior(f"{prior.family}({prior.a:.6g},{prior.b:.6g})")
