"""Whether a claim holds, draw by draw: the paired value of its measure against its threshold.

Counted outcomes follow the rules of MODEL section 13 (outcomes/contrast.py): draw means are shrunk to the variance of
the parameters before they are compared with the threshold, and withheld (nan) where luck hides the parameters. A draw
without a case (a ratio of nothing, a dilemma without more effort) is nan too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from foedus.claims.claim import Claim
from foedus.errors import BadNumber, EmptyGroup, NotInRun, UnknownArchitecture, UnknownState
from foedus.outcomes.contrast import Contrast, Means, contrast, paired_means
from foedus.outcomes.definitions import Outcome, outcome
from foedus.outcomes.groups import SYSTEM, Groups
from foedus.outcomes.pairs import Law
from foedus.outcomes.pooling import pools
from foedus.outcomes.ratio import Parts, ratio_means
from foedus.outcomes.time import crossing_years, discounted, luck_factor, yearly
from foedus.outcomes.values import group_values, needed, ratio_parts, region_burden
from foedus.simulate.result import STATUS_QUO, Ensemble

Orders = Mapping[tuple[str, int], Law]  # (architecture, horizon) -> outcomes that are read from the law


class Judged(NamedTuple):
    """One theory, or several pooled: S theories by D draws."""

    truth: np.ndarray  # (S, D) 1 holds, 0 does not, 0.5 exactly at the threshold; nan where withheld or without a case
    values: np.ndarray  # (S, D) the values compared, in the shown unit of the outcome
    mean: float  # of the value, in the shown unit
    mcse: float  # its Monte Carlo standard error
    cases: float  # share of the draws that have a value
    hidden: bool  # withheld: luck hides what the parameters do


def holds(
    claim: Claim, ensemble: Ensemble, groups: Mapping[str, Groups], law: Orders | None = None
) -> dict[str, np.ndarray]:
    """Theory -> (draws,) 1 where the claim holds, 0 where it does not, 0.5 for exact ties.

    nan where the draw has no case, and everywhere where luck hides the answer.

    Parameters
    ----------
    ensemble : both architectures of the claim under the same luck
    groups : architecture -> its groups (`foedus.outcomes.membership.world_groups`)
    law : for outcomes that are read from the law (`foedus.outcomes.polarisation.law_outcomes`)
    """
    found = judged(claim, ensemble, groups, law)
    return {theory: found[theory].truth[0] for theory in ensemble.theories}


def judged(
    claim: Claim, ensemble: Ensemble, groups: Mapping[str, Groups], law: Orders | None = None
) -> dict[str, Judged]:
    """As `holds`, with values and means, for every theory and for their pool."""
    check(claim, ensemble, groups, law)
    means = [_means(claim, ensemble, groups, law, theory) for theory in range(len(ensemble.theories))]
    return {name: _judged(claim, [means[at] for at in several]) for name, several in pools(ensemble.theories)}


def judged_by_law(claim: Claim, law: Orders, theories: tuple[str, ...], draws: int) -> dict[str, Judged]:
    """As `judged`, of an outcome that is read from the law: nothing is simulated, all beliefs say the same."""
    one = _judged(claim, [_by_law(claim, law, draws)])
    return {name: one for name, _ in pools(theories)}


def check(claim: Claim, ensemble: Ensemble, groups: Mapping[str, Groups], law: Orders | None) -> None:
    """Raise unless the ensemble carries what the claim names."""
    for name in (claim.architecture, claim.against):
        if name not in ensemble.architectures:
            raise UnknownArchitecture(name, ensemble.architectures, "this run", f"Claim '{claim.name}' needs it.")
    what = outcome(claim.outcome)
    if claim.horizon > ensemble.years:
        raise BadNumber("horizon", claim.horizon, f"at most {ensemble.years}, the years of the run", claim.name)
    counted = what.level in ("counted", "ratio") and not claim.discount and claim.measure != "crossing"
    if (counted or claim.measure == "dilemma") and claim.horizon not in ensemble.horizons:
        told = ", ".join(map(str, ensemble.horizons))
        raise BadNumber("horizon", claim.horizon, f"one of {told}, which the run has counted", claim.name)
    if what.level == "law":
        if not law or any((one, claim.horizon) not in law for one in _orders(claim)):
            raise NotInRun(claim.outcome, "it is read from the law", f"Simulate it: foedus claim {claim.name}")
        return
    needed(ensemble, what)
    if what.scope == "state":
        for name in claim.groups:
            weights_of(claim, name, groups, ensemble.codes)


def weights_of(claim: Claim, name: str, groups: Mapping[str, Groups], codes: tuple[str, ...]) -> np.ndarray:
    """(n,) weights of a group of the claim, or of one state; they sum to 1.

    Raises
    ------
    UnknownState, EmptyGroup
        The world has no such state; the architecture has no states in that group.
    """
    if len(name) == 3 and name.isupper():
        if name not in codes:
            raise UnknownState(name, codes, "the world of this claim")
        return (np.array(codes) == name).astype(np.float64)
    of = claim.architecture if claim.architecture != STATUS_QUO else claim.against
    if name not in groups[of].names:
        todo = f"Its groups: {', '.join(groups[of].names)}. Name one of them in claim '{claim.name}'."
        raise EmptyGroup(name, of, todo)
    return groups[of].weights[groups[of].names.index(name)]


def truth_of(values: np.ndarray, ties: np.ndarray, size: float, direction: str) -> np.ndarray:
    """1, 0, or 0.5 for ties; nan where there is no value."""
    with np.errstate(invalid="ignore"):
        above = np.where(ties, 0.5, values > size)
    truth = above if direction == "more" else 1.0 - above
    return np.where(np.isnan(values), np.nan, truth)


def _orders(claim: Claim) -> tuple[str, ...]:
    return tuple(name for name in (claim.architecture, claim.against) if name != STATUS_QUO) or (STATUS_QUO,)


def _judged(claim: Claim, means: list[Means]) -> Judged:
    """Shrink, compare and summarise one theory (a list of one) or several pooled."""
    factor = 1.0 if claim.measure == "crossing" else outcome(claim.outcome).factor
    found: Contrast = contrast(means)
    shape = len(means), len(means[0].difference)
    raw = np.stack([one.difference[:, 0] for one in means]) * factor
    values = found.draws[:, 0].reshape(shape) * factor
    ties = raw == claim.size if claim.size == 0.0 else values == claim.size
    known = ~np.isnan(raw)
    return Judged(
        truth=truth_of(values, ties, claim.size, claim.direction),
        values=values,
        mean=float(found.difference[0]) * factor,
        mcse=float(found.mcse[0]) * factor,
        cases=float(known.mean()),
        hidden=bool(np.isnan(values).all() and known.any()),
    )


def _means(claim: Claim, ensemble: Ensemble, groups: Mapping[str, Groups], law: Orders | None, theory: int) -> Means:
    """Paired draw means of the value of the claim, one column, in the unit of files."""
    what = outcome(claim.outcome)
    if what.level == "law":
        return _by_law(claim, law or {}, ensemble.draws)
    share = np.zeros(len(ensemble.codes))
    if what.scope == "state":
        share = weights_of(claim, claim.group, groups, ensemble.codes)
        if claim.than:
            share = share - weights_of(claim, claim.than, groups, ensemble.codes)
    numbers = [ensemble.architectures.index(name) for name in (claim.architecture, claim.against)]
    if claim.measure == "crossing":
        return _crossing(claim, ensemble, share, theory, numbers)
    if claim.discount:
        return _discounted(claim, ensemble, share, theory, numbers)
    if what.level == "ratio" and not claim.than:
        return ratio_means(*(_parts(ensemble, what, share, (theory, at, claim.horizon)) for at in numbers))
    edited, without = (_series(claim, ensemble, groups, theory, at) for at in numbers)
    found = paired_means(edited[..., None], without[..., None], what.level in ("counted", "ratio"))
    return _where_effort_rises(claim, ensemble, share, theory, found) if claim.measure == "dilemma" else found


def _series(
    claim: Claim, ensemble: Ensemble, groups: Mapping[str, Groups], theory: int, architecture: int
) -> np.ndarray:
    """(draws, streams) value of the group, minus that of the group of a gap."""
    parts = []
    for name in claim.groups:
        if name == SYSTEM:
            mask = np.zeros(len(ensemble.codes), dtype=bool)
            return group_values(ensemble, claim.outcome, theory, architecture, claim.horizon, mask)
        weights = weights_of(claim, name, groups, ensemble.codes)
        if claim.outcome == "arms-burden" and name == "region-by-gdp":  # MODEL O4: sum of arms over sum of GDP
            parts.append(region_burden(ensemble, theory, architecture, claim.horizon, weights > 0))
            continue
        parts.append(group_values(ensemble, claim.outcome, theory, architecture, claim.horizon, weights > 0, weights))
    return parts[0] - parts[1] if claim.than else parts[0]


def _parts(ensemble: Ensemble, what: Outcome, share: np.ndarray, run: tuple[int, int, int]) -> Parts:
    parts = ratio_parts(ensemble, what.id, *run)
    return parts if what.scope == "system" else Parts(*((part @ share)[..., None] for part in parts))


def _discounted(claim: Claim, ensemble: Ensemble, share: np.ndarray, theory: int, numbers: list[int]) -> Means:
    """Discounted means; what luck adds to them is that of the plain means, scaled to the weights of the years."""
    edited, without = (
        discounted(ensemble, claim.outcome, theory, at, claim.horizon, claim.discount)[:, None, :] @ share
        for at in numbers
    )
    found = paired_means(edited[..., None], without[..., None], counted=False)
    if outcome(claim.outcome).level != "counted":
        return found
    noise = _luck(claim, ensemble, share, theory, numbers) * luck_factor(claim.horizon, claim.discount)
    return found._replace(noise=np.array([noise]))


def _luck(claim: Claim, ensemble: Ensemble, share: np.ndarray, theory: int, numbers: list[int]) -> float:
    """Variance that luck adds to the plain draw mean of a counted outcome; nan where one stream cannot tell."""
    if claim.horizon not in ensemble.horizons:
        return float("nan")
    from foedus.outcomes.values import state_values

    edited, without = (state_values(ensemble, claim.outcome, theory, at, claim.horizon) @ share for at in numbers)
    return float(paired_means(edited[..., None], without[..., None], counted=True).noise[0])


def _crossing(claim: Claim, ensemble: Ensemble, share: np.ndarray, theory: int, numbers: list[int]) -> Means:
    """+1 where the cumulative difference ends with the other sign than it began, -1 where not, 0 without any."""
    edited, without = (yearly(ensemble, claim.outcome, theory, at) for at in numbers)
    path = (edited - without)[:, : claim.horizon] @ share
    found = np.where(np.isnan(crossing_years(path, claim.discount)), -1.0, 1.0)
    found = np.where((path == 0.0).all(axis=1), 0.0, found)[:, None]
    noise = np.zeros(1)
    if outcome(claim.outcome).level == "counted":  # luck alone moves signs about: shown only where the mean is
        plain = (path.mean(axis=1)).var(ddof=1) if len(path) > 1 else np.nan
        luck = _luck(claim, ensemble, share, theory, numbers)
        noise = found.var(axis=0, ddof=1) * (luck / plain) if plain > 0 else noise
    return Means(found.mean(axis=0), found, np.asarray(noise, dtype=np.float64))


def _where_effort_rises(claim: Claim, ensemble: Ensemble, share: np.ndarray, theory: int, found: Means) -> Means:
    """The same without the draws in which the group's effort for security does not rise (MODEL O5)."""
    from foedus.outcomes.values import state_values

    numbers = [ensemble.architectures.index(name) for name in (claim.architecture, claim.against)]
    edited, without = (state_values(ensemble, "effort", theory, at, claim.horizon) for at in numbers)
    more = ((edited - without).mean(axis=1) @ share) > 0.0
    return found._replace(difference=np.where(more[:, None], found.difference, np.nan))


def _by_law(claim: Claim, law: Orders, draws: int) -> Means:
    """The same in every draw: read from the law at the mean weights of its words."""
    values = []
    for name in (claim.architecture, claim.against):
        other = next(one for one in _orders(claim))
        at = (name, claim.horizon) if (name, claim.horizon) in law and name != STATUS_QUO else (other, claim.horizon)
        values.append(law[at][claim.outcome][1 if name == STATUS_QUO else 0])
    return Means(np.array([values[0]]), np.full((draws, 1), values[0] - values[1]), np.zeros(1))
