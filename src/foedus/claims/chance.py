"""The chance that a claim holds, over draws of what one may believe, with its Monte Carlo standard error."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from foedus.claims.evaluate import Judged

YES, NO, OPEN = "yes", "no", "not decided"
AT = 2.0  # standard errors
NONE_OF = 3.0  # if nothing is seen in n draws, its share is below 3 / n with 95 % confidence
LUCK, CASES = "luck", "cases"
ENOUGH_CASES = 0.1  # share of the draws that must have a case, and
ENOUGH_DRAWS = 16


@dataclass(frozen=True)
class Chance:
    """Share of draws in which a claim holds, exact ties counted one half. Withheld numbers are nan."""

    chance: float
    mcse: float
    mean: float  # of the value, shown unit
    mean_mcse: float
    ties: float  # share of the draws with a case
    cases: float  # share of the draws that have one
    draws: int  # per theory
    withheld: str = ""  # luck: it hides what the parameters do; cases: too few draws have one

    @property
    def known(self) -> bool:
        """Whether a chance is given."""
        return not math.isnan(self.chance)


def chance(found: Judged) -> Chance:
    """The chance over the draws of one theory, or of several that met the same luck."""
    truth = found.truth
    known = ~np.isnan(truth)
    draws = truth.shape[1]
    withheld = LUCK if found.hidden else ""
    if not withheld and (known.mean() < ENOUGH_CASES or known.sum() < min(ENOUGH_DRAWS, draws)):
        withheld = CASES
    if withheld:
        return Chance(math.nan, math.nan, found.mean, found.mcse, math.nan, found.cases, draws, withheld)
    return Chance(
        chance=float(truth[known].mean()),
        mcse=standard_error(truth),
        mean=found.mean,
        mean_mcse=found.mcse,
        ties=float((truth[known] == 0.5).mean()),
        cases=found.cases,
        draws=draws,
    )


def standard_error(truth: np.ndarray) -> float:
    """Of the mean of (S, D) truths: draw d means the same luck in all S theories. nan below two draws."""
    known = ~np.isnan(truth)
    if truth.shape[1] < 2 or not known.any():
        return math.nan
    mean = truth[known].mean()
    part = np.where(known, truth - mean, 0.0).mean(axis=0) / known.mean()
    return float(part.std(ddof=1) / math.sqrt(truth.shape[1]))


def quantified(found: Judged, answer: Chance) -> dict[str, str]:
    """Whether the claim holds in all, most and some of the beliefs drawn: yes, no, not decided.

    Only draws in which it holds outright count for all and some. All of n draws leaves room for a share of 3 / n of
    beliefs in which it fails (with 95 % confidence), none of n for 3 / n in which it holds.
    """
    if not answer.known:
        return dict.fromkeys(("all", "most", "some"), OPEN)
    truth = found.truth[~np.isnan(found.truth)]
    margin = AT * (0.0 if math.isnan(answer.mcse) else answer.mcse)
    most = YES if answer.chance - margin > 0.5 else NO if answer.chance + margin < 0.5 else OPEN
    return {"all": YES if (truth == 1.0).all() else NO, "most": most, "some": YES if (truth == 1.0).any() else NO}


def room(answer: Chance) -> float:
    """Share of beliefs that the draws may have missed, where all of them agree."""
    return min(1.0, NONE_OF / max(1, answer.draws))


def turned_round(answer: Chance) -> Chance:
    """The chance of the claim with its direction turned."""
    return Chance(**{**answer.__dict__, "chance": 1.0 - answer.chance})
