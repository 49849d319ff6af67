"""Assumption space as a table: one row for each draw of each theory, one column for each parameter that is not fixed.

Also the words for it: `assumptions.csv` has a neutral phrase for low and for high values of every parameter.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from foedus.claims.prim import Box
from foedus.errors import BadInput, UnknownParameter
from foedus.model.params import PARAMETERS
from foedus.theories.draws import SECTION_PRIORS
from foedus.theories.priors import quantile

MARKS = ("D", "W", "B")
MARK_WORDS = {"D": "data", "W": "weak", "B": "unidentified"}


@dataclass(frozen=True, eq=False)
class Assumptions:
    """Rows of assumption space with the truth of a claim in each.

    names : (m,) parameters, the columns
    table : (rows, m) float64
    truth : (rows,) 1 holds, 0 does not, 0.5 tied
    draws : (rows,) int, number of the draw
    theory : (rows,) int, index into `theories`
    left_out : rows without a case, or withheld, per theory
    """

    names: tuple[str, ...]
    table: np.ndarray
    truth: np.ndarray
    draws: np.ndarray
    theory: np.ndarray
    theories: tuple[str, ...]
    left_out: Mapping[str, int]

    def of(self, theories: Sequence[str]) -> Assumptions:
        """Only the rows of some theories."""
        numbers = [self.theories.index(one) for one in theories]
        kept = np.isin(self.theory, numbers)
        return Assumptions(
            self.names, self.table[kept], self.truth[kept], self.draws[kept], self.theory[kept], self.theories,
            self.left_out,
        )  # fmt: skip


def free_parameters() -> tuple[str, ...]:
    """Parameters that are not fixed, in the order of params.csv."""
    return tuple(name for name, row in PARAMETERS.items() if row.mark in MARKS)


def chosen(over: Sequence[str] | None) -> tuple[str, ...]:
    """The parameters asked for; all that are not fixed by default.

    Raises
    ------
    UnknownParameter, BadInput (a parameter that is fixed, or none)
    """
    if over is None:
        return free_parameters()
    for name in over:
        if name not in PARAMETERS:
            raise UnknownParameter(name, PARAMETERS, todo="List them in docs/reference/parameters.md.")
        if PARAMETERS[name].mark not in MARKS:
            raise BadInput(f"'{name}' is fixed at {PARAMETERS[name].default:g} and cannot flip a claim. Leave it out.")
    if not over:
        raise BadInput("No parameter is named to look over. Name some, or leave --over out for all.")
    return tuple(dict.fromkeys(over))


def assumptions(
    parameters: Mapping[str, np.recarray], truth: Mapping[str, np.ndarray], over: Sequence[str] | None = None
) -> Assumptions:
    """Put parameters and truths of several theories below one another.

    Parameters
    ----------
    parameters : theory -> (draws,) recarray
    truth : theory -> (draws,) 1, 0, 0.5, or nan where there is no case: such rows are left out, and counted
    """
    asked = chosen(over)
    theories = tuple(truth)
    whole = np.concatenate([np.stack([parameters[one][name] for name in asked], axis=1) for one in theories])
    held = np.concatenate([np.asarray(truth[one], np.float64) for one in theories])
    theory = np.repeat(np.arange(len(theories)), [len(truth[one]) for one in theories])
    draws = np.concatenate([np.arange(len(truth[one])) for one in theories])
    known = ~np.isnan(held)
    moving = np.ptp(whole, axis=0) > 0.0 if len(whole) else np.zeros(len(asked), bool)
    names = tuple(name for name, moves in zip(asked, moving, strict=True) if moves)
    lost = {one: int((~known & (theory == at)).sum()) for at, one in enumerate(theories)}
    return Assumptions(names, whole[known][:, moving], held[known], draws[known], theory[known], theories, lost)


@cache
def phrases() -> Mapping[str, tuple[str, str]]:
    """Parameter -> what low values mean, what high values mean."""
    text = files("foedus.claims").joinpath("assumptions.csv").read_text(encoding="utf-8")
    return {row["parameter"]: (row["low"], row["high"]) for row in csv.DictReader(text.splitlines())}


def phrase(name: str, low: float, high: float) -> str:
    """'rivals read arms as offensive (distinguishability < 0.35)'; infinite limits are none."""
    words = phrases()[name]
    if np.isfinite(low) and np.isfinite(high):
        return f"{name} lies between {number(low)} and {number(high)} (low: {words[0]}; high: {words[1]})"
    if np.isfinite(high):
        return f"{words[0]} ({name} < {number(high)})"
    return f"{words[1]} ({name} > {number(low)})"


def region_words(box: Box, names: Sequence[str]) -> str:
    """'if A and B, unless C': C names what is left out where a limit keeps the middle of the prior and cuts one end."""
    inner, outer = [], []
    for at in box.restricted:
        name, low, high = names[at], float(box.low[at]), float(box.high[at])
        if np.isfinite(low) and low < middle(name) and not np.isfinite(high):
            outer.append(phrase(name, -np.inf, low))
        elif np.isfinite(high) and high > middle(name) and not np.isfinite(low):
            outer.append(phrase(name, high, np.inf))
        else:
            inner.append(phrase(name, low, high))
    told = [f"if {joined(inner)}"] if inner else []
    return ", ".join([*told, *([f"unless {' or '.join(outer)}"] if outer else [])])


@cache
def middle(name: str) -> float:
    """Median of the section prior of a parameter."""
    row = PARAMETERS[name]
    return float(quantile(SECTION_PRIORS[name], np.array([0.5]), row.low, row.high)[0])


def marks_of(box: Box, names: Sequence[str]) -> tuple[str, ...]:
    """Marks D, W, B of the parameters that a box limits."""
    return tuple(PARAMETERS[names[at]].mark for at in box.restricted)


def number(value: float) -> str:
    """Three digits, no exponent for the sizes that occur."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def joined(parts: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
