"""Scenario discovery: PRIM, the patient rule induction of [FriedmanFisher1999]_, as in [BryantLempert2010]_.

Rows are points of assumption space, columns are parameters, and each row has a weight of interest from 0 to 1. A box
is an interval for some of the columns. From the whole space one side of one column is peeled off at a time, about
`alpha` of the rows that are left, always where the share of interest rises most per row given up; every step is kept
as a box of the path. At the end rows are pasted back where that raises the share again.

Coverage is the part of all interest that lies in a box, density the share of interest among its rows, mass its share
of all rows. The quasi-p-value of a limit is the chance, by a one-sided binomial, to meet the interest of the box if
that limit told nothing: if the share were that of the box without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foedus.errors import BadInput, BadNumber

LEAST_ROWS = 16  # a box of fewer rows is not looked at: its density is luck


@dataclass(frozen=True, eq=False)
class Box:
    """Intervals of columns, and how the box does on the rows it was found on.

    low, high : (m,) float64, inclusive limits; -inf and inf where there is none
    rows, interest : rows inside, and the sum of their interest
    coverage, density, mass : 0 to 1
    """

    low: np.ndarray
    high: np.ndarray
    rows: int
    interest: float
    coverage: float
    density: float
    mass: float

    @property
    def restricted(self) -> tuple[int, ...]:
        """Columns with a limit."""
        return tuple(np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high)).tolist())


def checked(table: np.ndarray, interest: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both as float64. Raises BadInput or BadNumber for shapes and values that cannot be used."""
    table, interest = np.asarray(table, np.float64), np.asarray(interest, np.float64)
    if table.ndim != 2 or interest.shape != table.shape[:1]:
        raise BadInput(f"A table {table.shape} and interest {interest.shape} do not belong together.")
    if not np.isfinite(table).all():
        raise BadNumber("a parameter of the table", "not finite", "a finite number")
    if not ((interest >= 0) & (interest <= 1)).all():
        raise BadNumber("interest", "outside", "from 0 to 1")
    return table, interest


def inside(box: Box, table: np.ndarray) -> np.ndarray:
    """Which rows lie in a box; (rows,) bool."""
    kept = np.ones(len(table), bool)
    for column in box.restricted:
        kept &= (table[:, column] >= box.low[column]) & (table[:, column] <= box.high[column])
    return kept


def measured(low: np.ndarray, high: np.ndarray, table: np.ndarray, interest: np.ndarray) -> Box:
    """The box of these limits with its figures on these rows; the share in an empty box is 0."""
    bare = Box(low, high, 0, 0.0, 0.0, 0.0, 0.0)
    kept = inside(bare, table)
    return _box(low, high, int(kept.sum()), float(interest[kept].sum()), (len(interest), float(interest.sum())))


def path(
    table: np.ndarray,
    interest: np.ndarray,
    alpha: float = 0.05,
    paste_alpha: float = 0.05,
    least_mass: float = 0.05,
    least_rows: int = LEAST_ROWS,
) -> tuple[Box, ...]:
    """The boxes of one peeling and pasting, from the whole space inward.

    Parameters
    ----------
    table : (rows, m) finite numbers
    interest : (rows,) 0 to 1
    alpha, paste_alpha : share of the rows of a box that one step takes off or gives back, above 0, below one half
    least_mass, least_rows : a box keeps at least this share of all rows, and this number

    Returns
    -------
    tuple of Box; the first is the whole space.
    """
    table, interest = checked(table, interest)
    for name, value in (("alpha", alpha), ("paste_alpha", paste_alpha)):
        if not 0.0 < value < 0.5:
            raise BadNumber(name, value, "above 0 and below 0.5")
    least = max(least_rows, int(np.ceil(least_mass * len(interest) - 1e-9)))
    boxes = list(_peels(table, interest, alpha, least))
    boxes += _pastes(boxes[-1], table, interest, paste_alpha)
    return tuple(boxes)


def quasi_p(box: Box, table: np.ndarray, interest: np.ndarray) -> np.ndarray:
    """Quasi-p-values of the lower and upper limits, (m, 2); nan where there is no limit."""
    from scipy.special import betainc

    found = np.full((len(box.low), 2), np.nan)
    here = measured(box.low, box.high, table, interest)
    for column, side in np.argwhere(np.isfinite(np.stack([box.low, box.high], axis=1))):
        wider = _without(box, int(column), int(side), table, interest)
        found[column, side] = (
            1.0 if here.interest <= 0 else betainc(here.interest, here.rows - here.interest + 1.0, wider.density)
        )
    return found


def simplified(box: Box, table: np.ndarray, interest: np.ndarray, level: float = 0.01, most: int = 4) -> Box:
    """The box without limits that tell little: the weakest goes first, until each has a quasi-p-value below `level`.

    At most `most` columns stay limited, so that the box can be said in a sentence.
    """
    while True:
        weak = quasi_p(box, table, interest)
        if not np.isfinite(weak).any():
            return box
        worst = np.nanmax(weak, axis=1, initial=-1.0, where=~np.isnan(weak))
        if worst.max() >= level:
            column, side = np.unravel_index(int(np.nanargmax(weak)), weak.shape)
        elif len(box.restricted) > most:
            best = np.nanmin(weak, axis=1, initial=2.0, where=~np.isnan(weak))
            column = max(box.restricted, key=lambda one: best[one])
            side = int(np.nanargmax(weak[column]))
        else:
            return box
        box = _without(box, int(column), int(side), table, interest)


def _box(low: np.ndarray, high: np.ndarray, rows: int, interest: float, whole: tuple[int, float]) -> Box:
    coverage = interest / whole[1] if whole[1] > 0 else 0.0
    return Box(low, high, rows, interest, coverage, interest / rows if rows else 0.0, rows / whole[0])


def _without(box: Box, column: int, side: int, table: np.ndarray, interest: np.ndarray) -> Box:
    """The box with one limit lifted."""
    low, high = box.low.copy(), box.high.copy()
    (low, high)[side][column] = (-np.inf, np.inf)[side]
    return measured(low, high, table, interest)


def _peels(table: np.ndarray, interest: np.ndarray, alpha: float, least: int) -> Iterator[Box]:
    """The whole space, then one box for each peel. Each column keeps the rows that are left in its own order."""
    rows, m = table.shape
    order = np.argsort(table, axis=0, kind="stable").T.astype(np.int32)  # (m, rows left)
    low, high = np.full(m, -np.inf), np.full(m, np.inf)
    whole = left, total = rows, float(interest.sum())
    signed = np.stack([-table.T, table.T])  # peeled from above, from below
    yield _box(low, high, left, total, whole)
    while m and left:
        limits, counts, sums = _candidates(order, signed, interest, alpha)
        gain = _gain(counts, sums, left, total)
        side, column = _best(gain, ~(np.isfinite(low) | np.isfinite(high)))
        stays = int(counts[side, column])
        if not gain[side, column] > 0 or stays < least:
            return
        low, high = low.copy(), high.copy()
        (high, low)[side][column] = limits[side, column]
        stay = np.zeros(rows, bool)
        stay[order[column, :stays] if side == 0 else order[column, left - stays :]] = True
        order = order[stay[order]].reshape(m, stays)
        left, total = stays, float(interest[order[column]].sum())
        yield _box(low, high, left, total, whole)


def _candidates(
    order: np.ndarray, signed: np.ndarray, interest: np.ndarray, alpha: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Limits, rows and interest that stay when each column is peeled from above (0) and from below (1); each (2, m)."""
    m, left = order.shape
    limits, counts, sums = np.empty((2, m)), np.empty((2, m)), np.empty((2, m))
    total = interest[order[0]].sum()
    for side in (0, 1):
        for column in range(m):
            line = order[column, ::-1] if side == 0 else order[column]
            sign = -1.0 if side == 0 else 1.0
            limit, gone = _cut(line, signed[side, column], alpha)
            limits[side, column], counts[side, column] = sign * limit, left - gone
            sums[side, column] = total - interest[line[:gone]].sum()
    return limits, counts, sums


def _cut(line: np.ndarray, values: np.ndarray, alpha: float) -> tuple[float, int]:
    """Where about `alpha` of the rows of `line`, ordered by rising values, are cut off, and how many go.

    Equal values go together. The limit stands midway between the last value that goes and the first that stays; where
    none would stay, the last value stays.
    """
    edge = float(values[line[int(np.floor((len(line) - 1) * alpha))]])
    gone = _first(line, values, edge, above=True)
    if gone == len(line):
        return edge, _first(line, values, edge, above=False)
    return 0.5 * (edge + float(values[line[gone]])), gone


def _first(line: np.ndarray, values: np.ndarray, edge: float, above: bool) -> int:
    """First place of `line` with a value above `edge` (or not below it), by halving."""
    low, high = 0, len(line)
    while low < high:
        middle = (low + high) // 2
        value = values[line[middle]]
        if value > edge or (value == edge and not above):
            high = middle
        else:
            low = middle + 1
    return low


def _gain(counts: np.ndarray, sums: np.ndarray, rows: int, interest: float) -> np.ndarray:
    """Rise of the share of interest for each row given up (or taken in); 0 where no row moves."""
    moved = np.abs(counts - rows)
    with np.errstate(invalid="ignore", divide="ignore"):
        gain = (sums / counts - interest / rows) / moved
    return np.where((moved > 0) & (counts > 0), gain, 0.0)


def _best(gain: np.ndarray, free: np.ndarray) -> tuple[int, int]:
    """(side, column) of the largest gain; of equal ones a column that is limited already, then the first column."""
    ties = np.argwhere(np.isclose(gain, gain.max(), rtol=1e-12, atol=0.0))
    side, column = min(ties.tolist(), key=lambda one: (bool(free[one[1]]), one[1], one[0]))
    return side, column


def _pastes(box: Box, table: np.ndarray, interest: np.ndarray, alpha: float) -> list[Box]:
    """Boxes that grow again where that raises the share of interest."""
    grown: list[Box] = []
    while True:
        wider = [one for one in _wider(box, table, interest, alpha) if one.rows > box.rows]
        wider = [one for one in wider if one.density > box.density]
        if not wider:
            return grown
        box = max(wider, key=lambda one: (one.density - box.density) / (one.rows - box.rows))
        grown.append(box)


def _wider(box: Box, table: np.ndarray, interest: np.ndarray, alpha: float) -> Iterator[Box]:
    """For every limit, the box with about `alpha` of the rows beyond it taken in."""
    limits = np.argwhere(np.isfinite(np.stack([box.low, box.high], axis=1))).tolist()
    beyond = [table[:, at] < box.low[at] if side == 0 else table[:, at] > box.high[at] for at, side in limits]
    broken = np.sum(beyond, axis=0, dtype=np.int16) if limits else np.zeros(len(table), np.int16)
    whole = (len(interest), float(interest.sum()))
    for (column, side), out in zip(limits, beyond, strict=True):
        rows = np.flatnonzero(out & (broken == 1))
        values = (1.0 if side else -1.0) * table[rows, column]
        line = np.argsort(values, kind="stable")
        if not len(line):
            continue
        limit, taken = _cut(line, values, alpha)
        taken = taken or len(line)
        low, high = box.low.copy(), box.high.copy()
        (low, high)[side][column] = (limit if side else -limit) if taken < len(line) else (-np.inf, np.inf)[side]
        gained = float(interest[rows[line[:taken]]].sum())
        yield _box(low, high, box.rows + taken, box.interest + gained, whole)
