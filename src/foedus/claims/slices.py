"""Two candidates alone, the others held fixed: the game between them, named by the order of their payoffs.

With R both in, T alone out, S alone in, P both out, seen with joining as the common act ('join'): harmony: joining
pays whatever the other does and both in is better than both out; deadlock: staying out pays whatever the other does
and both out is better; prisoner's dilemma: one choice pays whatever the other does, and both would be better off
with the other choice; stag hunt: each wants to do what the other does, R > T >= P > S; chicken: each wants to do
what the other does not, T > R > S > P. Dilemma, hunt and chicken are also found with staying out as the common act;
the name says which. A slice has a name when both players see the same game; else it is 'other'. Equal payoffs where
the order decides are 'tie'.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

TIE, OTHER = "tie", "other"
JOIN, STAY = "join", "stay out"
NAMES = (
    ("harmony", JOIN),
    ("deadlock", STAY),
    ("prisoner's dilemma", JOIN),
    ("prisoner's dilemma", STAY),
    ("stag hunt", JOIN),
    ("stag hunt", STAY),
    ("chicken", JOIN),
    ("chicken", STAY),
)
KINDS = (*(f"{name} ({common})" if name[0] in "psc" else name for name, common in NAMES), OTHER, TIE)


class Slice(NamedTuple):
    """The game of two candidates: what each draw is called, by number in `KINDS`."""

    one: int
    two: int
    others_in: bool
    kind: np.ndarray  # (draws,)


def player_kind(both: np.ndarray, out: np.ndarray, inside: np.ndarray, none: np.ndarray) -> np.ndarray:
    """(draws,) number in `KINDS` of the game one player sees: R, T, S, P with joining as the common act."""
    tests = [
        (both > out) & (inside > none) & (both > none),
        (out > both) & (none > inside) & (none > both),
        (out > both) & (both > none) & (none > inside),
        (inside > none) & (none > both) & (both > out),  # joining tempts, both out is better
        (both > out) & (out >= none) & (none > inside),
        (none > inside) & (inside >= both) & (both > out),
        (out > both) & (both > inside) & (inside > none),
        (inside > none) & (none > out) & (out > both),
    ]
    found = np.select(tests, range(len(tests)), KINDS.index(OTHER))
    tie = (both == out) | (inside == none) | (both == none)
    return np.where(tie, KINDS.index(TIE), found)


def slices(payoff: np.ndarray) -> list[Slice]:
    """Every pair of candidates with the others all out, and, when there are others, all in."""
    number = payoff.shape[2]
    found = []
    for one, two in combinations(range(number), 2):
        pair = 1 << one | 1 << two
        for rest in dict.fromkeys((0, (2**number - 1) & ~pair)):
            found.append(Slice(one, two, rest > 0, slice_kind(payoff, one, two, rest)))
    return found


def slice_kind(payoff: np.ndarray, one: int, two: int, rest: int) -> np.ndarray:
    """(draws,) number in `KINDS` of the game of two when `rest` has joined."""
    kinds = []
    for k, other in ((one, two), (two, one)):
        both, out, inside = rest | 1 << one | 1 << two, rest | 1 << other, rest | 1 << k
        kinds.append(player_kind(*(payoff[:, s, k] for s in (both, out, inside, rest))))
    tie = KINDS.index(TIE)
    same = np.where(kinds[0] == kinds[1], kinds[0], KINDS.index(OTHER))
    return np.where((kinds[0] == tie) | (kinds[1] == tie), tie, same)
