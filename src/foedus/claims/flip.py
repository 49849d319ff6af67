"""Where in assumption space a claim reverses: fitted on half of the draws, judged on the other half.

A claim that holds in most draws reverses where it fails in most, and one that fails in most where it holds. The region
is the box of the PRIM path in which reversals outnumber the rest by most; limits that tell little are lifted. What the
fitting half shows is never the answer: the verdict is that of the half it has not seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from foedus.claims.curves import AT, safe_error, share_error, shares
from foedus.claims.prim import LEAST_ROWS, Box, checked, inside, measured, path, quasi_p, simplified
from foedus.claims.tree import grow, region, region_box
from foedus.errors import BadInput

REVERSES, OPEN, WEAKENS, NOWHERE = "reverses", "open", "weakens", "nowhere"
SCREENED = 8  # columns that a box may be peeled on
FEWEST = 4 * LEAST_ROWS  # rows; with fewer no region is looked for


@dataclass(frozen=True, eq=False)
class Check:
    """A region on rows it was not fitted on.

    rows, coverage, density, mass : as of `foedus.claims.prim.Box`
    error : standard error of the density, over draws
    """

    rows: int
    coverage: float
    density: float
    error: float
    mass: float


@dataclass(frozen=True, eq=False)
class Region:
    """A region, what it showed where it was fitted, and what it shows on the other half.

    parts : boxes, on the fitting half; of PRIM one, of a tree one for each leaf
    weak : (m, 2) quasi-p-values of the limits of a single box, else empty
    """

    parts: tuple[Box, ...]
    fitted: Check
    held_out: Check
    weak: np.ndarray
    verdict: str


@dataclass(frozen=True, eq=False)
class Flip:
    """The answer for one set of rows.

    chance : of the claim, all rows;  error : its standard error, over draws
    reverses_to : 'fails' or 'holds': what is looked for
    box, tree : None where there is no region to show
    verdict : reverses (shown on the other half), open (more there than elsewhere, and not shown to be most),
        weakens (less often there, still most), nowhere
    """

    chance: float
    error: float
    reverses_to: str
    rows: int
    verdict: str
    box: Region | None
    tree: Region | None


def halves(draws: np.ndarray) -> np.ndarray:
    """Which rows are fitted on, (rows,) bool: those of every second draw, so that no draw is on both sides."""
    order = np.unique(draws, return_inverse=True)[1]
    return order % 2 == 0


def flip(table: np.ndarray, truth: np.ndarray, draws: np.ndarray, most: int = 4) -> Flip:
    """Find the region where a claim reverses.

    Parameters
    ----------
    table : (rows, m) parameters
    truth : (rows,) 1 holds, 0 does not, 0.5 tied
    draws : (rows,) number of the draw each row belongs to
    most : parameters a box may limit

    Raises
    ------
    BadInput
        Fewer than 64 rows.
    """
    table, truth = checked(table, truth)
    if len(truth) < FEWEST:
        raise BadInput(f"{len(truth)} draws are too few to look for a region; give at least {FEWEST} (--draws).")
    chance = float(truth.mean())
    interest = 1.0 - truth if chance >= 0.5 else truth
    fit = halves(draws)
    box = _by_prim(table, interest, draws, fit, most)
    tree = _by_tree(table, interest, draws, fit)
    return Flip(
        chance=chance,
        error=share_error(truth, draws),
        reverses_to="fails" if chance >= 0.5 else "holds",
        rows=len(truth),
        verdict=box.verdict if box else NOWHERE,
        box=box,
        tree=tree,
    )


def _by_prim(table: np.ndarray, interest: np.ndarray, draws: np.ndarray, fit: np.ndarray, most: int) -> Region | None:
    """The box with most reversals beyond one half; where none has, the one with most beyond the overall share."""
    seen, hit = table[fit], interest[fit]
    found = None
    for bar in (0.5, float(hit.mean())):
        box = _box(seen, hit, draws[fit], bar, most)
        if box is None:
            continue
        check = _check(inside(box, table[~fit]), interest[~fit], draws[~fit])
        verdict = _verdict(check, float(interest[~fit].mean()))
        region = Region((box,), _check(inside(box, seen), hit, draws[fit]), check, quasi_p(box, seen, hit), verdict)
        found = found if found is not None and _rank(found) <= _rank(region) else region
    return None if found is None or found.verdict == NOWHERE else found


def _box(seen: np.ndarray, hit: np.ndarray, draws: np.ndarray, bar: float, most: int) -> Box | None:
    """The box with the largest sum of (interest - bar) over its rows.

    A peel looks at both sides of every column, so with a hundred columns luck outbids what is there. Columns are first
    narrowed to the `SCREENED` that tell most alone; a box is then peeled again on the columns that kept their limits,
    until all do.
    """
    alone, luck = shares(seen, hit, draws)
    columns = np.sort(np.lexsort((-alone, luck))[:SCREENED])
    level = 0.05 / max(1, seen.shape[1])
    while len(columns):
        boxes = path(seen[:, columns], hit)
        best = max(boxes, key=lambda one: one.interest - bar * one.rows)
        box = simplified(best, seen[:, columns], hit, level, most)
        if not box.restricted or best.interest <= bar * best.rows:
            return None
        if len(box.restricted) == len(columns):
            low, high = np.full(seen.shape[1], -np.inf), np.full(seen.shape[1], np.inf)
            low[columns], high[columns] = box.low, box.high
            return measured(low, high, seen, hit)
        columns = columns[list(box.restricted)]
    return None


def _by_tree(table: np.ndarray, interest: np.ndarray, draws: np.ndarray, fit: np.ndarray) -> Region | None:
    limits = region(grow(table[fit], interest[fit]), table.shape[1])
    limits = tuple(one for one in limits if np.isfinite(np.concatenate(one)).any())
    if not limits:
        return None
    within, parts = region_box(limits, table[fit], interest[fit])
    other, _ = region_box(limits, table[~fit], interest[~fit])
    check = _check(other, interest[~fit], draws[~fit])
    verdict = _verdict(check, float(interest[~fit].mean()))
    return Region(parts, _check(within, interest[fit], draws[fit]), check, np.empty((0, 2)), verdict)


def _check(within: np.ndarray, interest: np.ndarray, draws: np.ndarray) -> Check:
    rows, total = int(within.sum()), float(interest.sum())
    if rows == 0:
        return Check(0, 0.0, math.nan, math.nan, 0.0)
    hit = interest[within]
    error = safe_error(hit, draws[within])
    return Check(rows, float(hit.sum()) / total if total else 0.0, float(hit.mean()), error, rows / len(interest))


def _verdict(check: Check, base: float) -> str:
    """What the half that was not fitted says."""
    if check.rows < 2 or math.isnan(check.error):
        return NOWHERE
    if check.density - AT * check.error > 0.5:
        return REVERSES
    if check.density - AT * check.error > base:
        return OPEN if check.density + AT * check.error > 0.5 else WEAKENS
    return NOWHERE


def _rank(region: Region) -> int:
    return (REVERSES, OPEN, WEAKENS, NOWHERE).index(region.verdict)


def refigured(region: Region, table: np.ndarray, interest: np.ndarray) -> Box:
    """A single box of a region with its figures on any rows."""
    return measured(region.parts[0].low, region.parts[0].high, table, interest)
