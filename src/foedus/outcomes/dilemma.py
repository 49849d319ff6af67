"""The security-dilemma index (MODEL O5): how often more effort for security comes with more targeting.

For draw d and one state under an architecture, against the status quo and under the same luck:

    effort      dEff = change in the mean over years of log(own arms + arms of others times what they owe it)
    targeted    dTGT = change in the yearly chance of being targeted
    SDI         P_d(dTGT > 0 | dEff > 0), a tie counts one half
    size        eps = d log TGT / dEff in the draws with dEff > 0: positive dilemma, negative deterrence
    mutual      SDI2 = P_d(dTGT > 0 for a new member and dTGT > 0 for its main adversary)

SDI stands only where at least a tenth of the draws, and at least 16, have dEff > 0. A group has the mean changes of its
states; the region by GDP is the GDP-weighted mean of the indices of its states, where these cover half of its GDP. The
main adversary is the state with the largest hostility in the year of the world, in either direction; of several the one
with the larger sum of both directions, then the first in the order of the world. It is declared in the row.
Standard errors are those of Monte Carlo: the sd over draws of the first-order part of each draw, over the root of their
number; theories that are pooled share their draws. dEff is a mean over the histories of a draw, so luck that moves it
across 0 blurs the condition; more streams sharpen it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from foedus.outcomes.contrast import quantiles_of
from foedus.outcomes.groups import Groups
from foedus.outcomes.pooling import pools
from foedus.outcomes.values import state_values
from foedus.simulate.result import STATUS_QUO, Ensemble

ENOUGH_SHARE = 0.1  # of the draws must have dEff > 0
ENOUGH_DRAWS = 16
ENOUGH_GDP = 0.5  # of the region's GDP must lie in states with an index
LEVELS = (0.05, 0.5, 0.95)


class Index(NamedTuple):
    """One row. Withheld numbers are nan."""

    theory: str
    architecture: str
    kind: str  # state, group, or pair (a new member and its main adversary)
    name: str
    horizon: int
    sdi: float  # of a pair SDI2
    se: float
    share: float  # of the draws with dEff > 0; of a pair 1; of the region by GDP the GDP with an index
    eps_p05: float
    eps: float  # median
    eps_p95: float


class _Changes(NamedTuple):
    """Of S theories, D draws and G columns."""

    effort: np.ndarray  # (S, D, G)
    targeted: np.ndarray  # (S, D, G)
    log_targeted: np.ndarray  # (S, D, G)


class _Found(NamedTuple):
    sdi: np.ndarray  # (G,)
    part: np.ndarray  # (D, G) first-order part of each draw
    share: np.ndarray  # (G,)
    eps: np.ndarray  # (G, 3)


def dilemma(
    ensemble: Ensemble, groups: Mapping[str, Groups], hostility: np.ndarray, gdp: np.ndarray, horizon: int
) -> list[Index]:
    """The index of every theory (and their pool) and architecture, for states, groups, pairs and the region.

    hostility : (n, n) of the year of the world; gdp : (n,)
    """
    rows: list[Index] = []
    for number, architecture in enumerate(ensemble.architectures):
        if architecture == STATUS_QUO:
            continue
        here = groups[architecture]
        every = _changes(ensemble, number, horizon, here.weights)
        for name, theories in pools(ensemble.theories):
            changes = _Changes(*(part[theories] for part in every))
            rows += _rows((name, architecture, horizon), ensemble.codes, changes, here, (hostility, gdp))
    return rows


def main_adversary(hostility: np.ndarray, state: int) -> int | None:
    """The state of the largest hostility with `state`, either way; None where there is none."""
    either = np.maximum(hostility[state], hostility[:, state])
    both = hostility[state] + hostility[:, state]
    either[state] = both[state] = 0.0
    if not either.any():
        return None
    return int(np.lexsort((np.arange(len(either)), -both, -either))[0])


def _changes(ensemble: Ensemble, architecture: int, horizon: int, weights: np.ndarray) -> _Changes:
    """Changes of groups first, then states."""
    found: list[tuple[np.ndarray, ...]] = []
    for theory in range(len(ensemble.theories)):
        effort, targeted = (
            [state_values(ensemble, name, theory, at, horizon).mean(axis=1) for at in (architecture, 0)]
            for name in ("effort", "targeted")
        )
        more = effort[0] - effort[1]
        levels = [np.concatenate([one @ weights.T, one], axis=1) for one in targeted]
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.log(levels[0]) - np.log(levels[1])
        found.append((np.concatenate([more @ weights.T, more], axis=1), levels[0] - levels[1], logs))
    return _Changes(*(np.stack(part) for part in zip(*found, strict=True)))


def index_of(effort: np.ndarray, targeted: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(G,) SDI, (D, G) first-order parts of the draws, (G,) share with dEff > 0, of (S, D, G) changes."""
    armed = effort > 0.0
    worse = np.where(targeted == 0.0, 0.5, targeted > 0.0)
    share = armed.mean(axis=(0, 1))
    some = (share >= ENOUGH_SHARE) & (armed.sum(axis=(0, 1)) >= ENOUGH_DRAWS)
    base = np.where(some, share, np.nan)
    sdi = (armed * worse).mean(axis=(0, 1)) / base
    return sdi, (armed * (worse - sdi)).mean(axis=0) / base, share


def _found(changes: _Changes) -> _Found:
    sdi, part, share = index_of(changes.effort, changes.targeted)
    armed = (changes.effort > 0.0) & np.isfinite(changes.log_targeted) & ~np.isnan(sdi)
    size = np.divide(changes.log_targeted, changes.effort, out=np.full(armed.shape, np.nan), where=armed)
    return _Found(sdi, part, share, quantiles_of(size.reshape(-1, size.shape[-1]), LEVELS))


def standard_error(part: np.ndarray) -> np.ndarray:
    """Monte Carlo s.e. from the first-order parts of the draws (D, ...)."""
    if len(part) < 2:
        return np.full(part.shape[1:], np.nan)
    return part.std(axis=0, ddof=1) / np.sqrt(len(part))


def _rows(
    labels: tuple[str, str, int],
    codes: tuple[str, ...],
    changes: _Changes,
    groups: Groups,
    world: tuple[np.ndarray, np.ndarray],
) -> list[Index]:
    """Groups, region by GDP, states and pairs of one theory and architecture."""
    theory, architecture, horizon = labels
    found, width = _found(changes), len(groups.names)
    errors = standard_error(found.part)
    rows: list[Index] = []
    named = [("group", name) for name in groups.names] + [("state", code) for code in codes]
    for at, (kind, name) in enumerate(named):
        if name == "region-by-gdp":
            inside = np.flatnonzero(groups.inside[at])
            one = _by_gdp(found, width + inside, world[1][inside])
            rows.append(Index(theory, architecture, kind, name, horizon, *one, *[np.nan] * 3))
        elif name != "region-by-population":
            numbers = (found.sdi[at], errors[at], found.share[at], *found.eps[at])
            rows.append(Index(theory, architecture, kind, name, horizon, *map(float, numbers)))
    return rows + _pairs(labels, codes, changes, groups, world[0])


def _by_gdp(found: _Found, columns: np.ndarray, gdp: np.ndarray) -> tuple[float, float, float]:
    """GDP-weighted mean of the indices of states, its s.e., and the share of GDP that has one."""
    size = np.nan_to_num(gdp)
    known = ~np.isnan(found.sdi[columns])
    covered = float(size[known].sum() / size.sum())
    if covered < ENOUGH_GDP:
        return np.nan, np.nan, covered
    share = size[known] / size[known].sum()
    part = found.part[:, columns[known]] @ share
    return float(found.sdi[columns[known]] @ share), float(standard_error(part)), covered


def _pairs(
    labels: tuple[str, str, int],
    codes: tuple[str, ...],
    changes: _Changes,
    groups: Groups,
    hostility: np.ndarray,
) -> list[Index]:
    """SDI2 of every new member that has a main adversary."""
    theory, architecture, horizon = labels
    if "new-members" not in groups.names:
        return []
    rows = []
    worse = np.where(changes.targeted == 0.0, 0.5, changes.targeted > 0.0)[..., len(groups.names) :]
    for state in np.flatnonzero(groups.inside[groups.names.index("new-members")]):
        other = main_adversary(hostility, int(state))
        if other is None:
            continue
        both = (worse[..., state] * worse[..., other]).mean(axis=0)  # (D,)
        name = f"{codes[state]}-{codes[other]}"
        numbers = (float(both.mean()), float(standard_error(both)), 1.0, np.nan, np.nan, np.nan)
        rows.append(Index(theory, architecture, "pair", name, horizon, *numbers))
    return rows
