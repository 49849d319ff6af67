"""A shallow classification tree (CART) over the same rows as PRIM: the second opinion on where a claim reverses.

At each node the column and limit are taken that make the two sides most unlike (largest fall of the Gini impurity).
A split is kept only where the two shares differ by more than luck would give, the number of columns looked at
considered, so that rows without any pattern give a tree without branches.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from foedus.claims.prim import LEAST_ROWS, Box, checked, inside, measured


@dataclass(frozen=True)
class Node:
    """One node: its rows and the share of interest in them; a branch has a column, a limit and two sides."""

    rows: int
    share: float
    column: int = -1
    limit: float = math.nan  # rows with a value of at most `limit` go to `left`
    left: Node | None = None
    right: Node | None = None

    @property
    def is_leaf(self) -> bool:
        return self.left is None


def grow(
    table: np.ndarray,
    interest: np.ndarray,
    depth: int = 3,
    least_rows: int = LEAST_ROWS,
    level: float = 0.01,
) -> Node:
    """Grow a tree.

    Parameters
    ----------
    table : (rows, m) finite numbers
    interest : (rows,) 0 to 1
    depth : most splits on the way to a leaf
    least_rows : fewest rows of a leaf
    level : a split is kept if luck would give its difference less often than this, over all columns; 1 keeps all
    """
    table, interest = checked(table, interest)
    share = float(interest.mean()) if len(interest) else 0.0
    here = Node(len(interest), share)
    if depth < 1 or len(interest) < 2 * least_rows:
        return here
    found = best_split(table, interest, least_rows)
    if found is None:
        return here
    column, limit = found
    low = table[:, column] <= limit
    if _luck(interest[low], interest[~low]) * table.shape[1] >= level and level < 1.0:
        return here
    below = (depth - 1, least_rows, level)
    left, right = grow(table[low], interest[low], *below), grow(table[~low], interest[~low], *below)
    return Node(len(interest), share, column, limit, left, right)


def best_split(table: np.ndarray, interest: np.ndarray, least_rows: int) -> tuple[int, float] | None:
    """Column and limit of the largest fall of impurity; None where no column can be split."""
    best, found = 1e-12, None
    rows, total = len(interest), float(interest.sum())
    for column in range(table.shape[1]):
        order = np.argsort(table[:, column], kind="stable")
        values, sums = table[order, column], np.cumsum(interest[order])
        at = np.arange(least_rows, rows - least_rows + 1)
        at = at[values[at - 1] < values[at]]
        if not len(at):
            continue
        low = sums[at - 1]
        fall = low**2 / at + (total - low) ** 2 / (rows - at) - total**2 / rows
        place = int(np.argmax(fall))
        if fall[place] > best:
            best, found = float(fall[place]), (column, 0.5 * float(values[at[place] - 1] + values[at[place]]))
    return found


def region(tree: Node, columns: int, bar: float = 0.5) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Limits (low, high) of the leaves with a share above `bar`; a branch all of whose leaves are is one of them."""
    return tuple(_leaves(tree, np.full(columns, -np.inf), np.full(columns, np.inf), bar))


def region_box(
    limits: tuple[tuple[np.ndarray, np.ndarray], ...], table: np.ndarray, interest: np.ndarray
) -> tuple[np.ndarray, tuple[Box, ...]]:
    """Which rows lie in the region, (rows,) bool, and its parts as boxes with their figures on these rows."""
    parts = tuple(measured(low, high, table, interest) for low, high in limits)
    within = np.zeros(len(table), bool)
    for part in parts:
        within |= inside(part, table)
    return within, parts


def _leaves(node: Node, low: np.ndarray, high: np.ndarray, bar: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    if _all_above(node, bar):
        yield low, high
        return
    if node.left is None or node.right is None:
        return
    upper, lower = high.copy(), low.copy()
    upper[node.column] = min(upper[node.column], node.limit)
    lower[node.column] = max(lower[node.column], np.nextafter(node.limit, np.inf))
    yield from _leaves(node.left, low, upper, bar)
    yield from _leaves(node.right, lower, high, bar)


def _all_above(node: Node, bar: float) -> bool:
    """Whether every leaf under a node has a share above `bar`."""
    if node.left is None or node.right is None:
        return node.share > bar
    return _all_above(node.left, bar) and _all_above(node.right, bar)


def _luck(one: np.ndarray, other: np.ndarray) -> float:
    """Chance of a difference of shares as large as this between two random parts (two-sided, normal).

    The limit was chosen to make it large: Bonferroni's count is doubled per halving of the rows that was possible.
    """
    both = np.concatenate([one, other])
    spread = both.var(ddof=1) * (1.0 / len(one) + 1.0 / len(other))
    if spread <= 0.0:
        return 1.0
    z = abs(one.mean() - other.mean()) / math.sqrt(spread)
    places = max(1.0, math.log2(len(both)))
    return min(1.0, places * math.erfc(z / math.sqrt(2.0)))
