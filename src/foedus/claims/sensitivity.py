"""Which beliefs move an answer: Sobol indices by parameter or by group of parameters.

A first-order index is the share of the variance of the answer that a parameter (or group) carries alone; a total index
is that which would remain if all others were known. By design: a Saltelli sample over the section priors, analysed by
SALib, with bootstrap intervals [SaltelliEtAl2010]_. From draws at hand ("given data"): first-order indices from bin
means, intervals by the jackknife, and for a group the sum over its members; no total index can be had from such draws.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.claims.assumptions import MARK_WORDS, free_parameters
from foedus.claims.curves import shares
from foedus.errors import BadNumber, UnknownName
from foedus.model.params import PARAMETERS

DESIGN, GIVEN = "design", "given data"
BLOCKS = 20  # of the jackknife
KEYS = ("S1", "S1_conf", "ST", "ST_conf")  # of SALib
NORMAL_95 = 1.959964
SECTIONS = {
    "power and projection": ("E1",),
    "expected coalitions": ("E4", "E4,E12"),
    "contest": ("E5",),
    "perception": ("E6-E8", "E6", "E8"),
    "issues": ("E9",),
    "crisis": ("E10", "E11", "E12"),
    "joining": ("E13",),
    "war and its cost": ("E14", "E15"),
    "economy and spillover": ("E16",),
    "arming": ("E17", "E17-E18"),
    "hostility": ("E19",),
    "alignment": ("E20",),
    "cooperation": ("section 21",),
    "from law to number": ("section 22",),
}


class UnknownGrouping(UnknownName):
    """A way of grouping parameters that is not known."""

    kind = "grouping"


@dataclass(frozen=True, eq=False)
class Indices:
    """Indices of groups (or single parameters), in the order of `names`.

    first, total : (g,) indices; total is nan for given data
    first_error, total_error : (g,) half width of the 95 % interval
    marks : D, W, B of a single parameter; '' of a mixed group
    rows : evaluations that were used;  failed : evaluations that failed;  dropped : evaluations left out for them
    spread : standard deviation of the answer
    """

    names: tuple[str, ...]
    marks: tuple[str, ...]
    first: np.ndarray
    first_error: np.ndarray
    total: np.ndarray
    total_error: np.ndarray
    rows: int
    spread: float
    failed: int = 0
    dropped: int = 0
    how: str = DESIGN


def groups_by(by: str, names: Sequence[str] | None = None) -> dict[str, str]:
    """Parameter -> its group: 'mark' (data, weak, unidentified), 'section' (part of the model), 'parameter'."""
    kept = tuple(names) if names is not None else free_parameters()
    if by == "parameter":
        return {name: name for name in kept}
    if by == "mark":
        return {name: MARK_WORDS[PARAMETERS[name].mark] for name in kept}
    if by == "section":
        laws = {law: section for section, several in SECTIONS.items() for law in several}
        return {name: laws[PARAMETERS[name].law] for name in kept}
    raise UnknownGrouping(by, ("mark", "section", "parameter"))


def design(groups: Mapping[str, str], base: int, seed: int) -> np.ndarray:
    """Saltelli sample on the unit cube, (base * (groups + 2), parameters); a block of rows for each base point.

    base : a power of two, from 4
    """
    from SALib.sample import sobol

    if isinstance(base, bool) or not isinstance(base, int) or base < 4 or base & (base - 1):
        raise BadNumber("base", base, "a power of two from 4 (8, 16, 32, ...)")
    found = sobol.sample(_problem(groups), base, calc_second_order=False, seed=seed)
    return np.clip(found, 1e-9, 1.0 - 1e-9)


def analysed(values: np.ndarray, groups: Mapping[str, str], seed: int, resamples: int = 100) -> Indices:
    """Indices from the answers of a design, in its order; nan marks an evaluation that failed.

    A block that holds a failed row is left out whole: its rows are compared with one another.
    """
    from SALib.analyze import sobol

    names = tuple(dict.fromkeys(groups.values()))
    blocks = np.asarray(values, np.float64).reshape(-1, len(names) + 2)
    fine = np.isfinite(blocks).all(axis=1)
    failed, kept = int((~np.isfinite(blocks)).sum()), blocks[fine]
    lost = int((~fine).sum()) * blocks.shape[1]
    if len(kept) < 4:
        raise BadNumber("blocks without a failed run", len(kept), f"at least 4 (of {len(blocks)})", "sensitivity")
    spread = float(kept.std())
    if spread <= 1e-12 * max(1.0, float(np.abs(kept).max())):
        zero = np.zeros(len(names))
        return Indices(names, _marks(names), zero, zero, zero, zero, kept.size, 0.0, failed, lost)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = sobol.analyze(
            _problem(groups), kept.ravel(), calc_second_order=False, num_resamples=resamples, seed=seed
        )
    first, first_error, total, total_error = (np.asarray(found[key], np.float64) for key in KEYS)
    marks = _marks(names)
    return Indices(names, marks, first, first_error, total, total_error, kept.size, spread, failed, lost)


def given(table: np.ndarray, values: np.ndarray, groups: Mapping[str, str]) -> Indices:
    """First-order indices from draws at hand; independent parameters are presumed, as within one theory.

    table : (draws, parameters), in the order of `groups`;  values : (draws,), nan is left out and counted
    """
    known = np.isfinite(values)
    table, values = table[known], np.asarray(values, np.float64)[known]
    if len(values) < 2 * BLOCKS:
        raise BadNumber("draws with a value", len(values), f"at least {2 * BLOCKS}", "sensitivity")
    names = tuple(dict.fromkeys(groups.values()))
    member = np.array([[group == name for group in groups.values()] for name in names], np.float64)
    whole = member @ _alone(table, values)
    parts = np.stack([
        member @ _alone(table[kept], values[kept])
        for kept in (np.arange(len(values)) % BLOCKS != one for one in range(BLOCKS))
    ])  # fmt: skip
    error = np.sqrt((BLOCKS - 1) / BLOCKS * ((parts - parts.mean(axis=0)) ** 2).sum(axis=0))
    blank, lost = np.full(len(names), np.nan), int((~known).sum())
    return Indices(
        names,
        _marks(names),
        whole,
        NORMAL_95 * error,
        blank,
        blank,
        len(values),
        float(values.std()),
        lost,
        lost,
        GIVEN,
    )


def _alone(table: np.ndarray, values: np.ndarray) -> np.ndarray:
    bins = min(32, max(8, len(values) // 60))
    return shares(table, values, np.arange(len(values)), bins, floor=False)[0]


def _problem(groups: Mapping[str, str]) -> dict:
    """The problem as SALib wants it."""
    names, several = list(groups), list(groups.values())
    found: dict = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    return found if names == several else {**found, "groups": several}


def _marks(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(PARAMETERS[name].mark if name in PARAMETERS else "" for name in names)
