"""Who would join: best responses and equilibria of a payoff array, as pure functions (MODEL section 26).

`payoff[d, s, k]` is what candidate k has in draw d when coalition s has joined. A coalition is a number whose bit k
says whether candidate k is in; 0 is the status quo, 2**c - 1 the grand coalition. Ties: who gains nothing by a move
does not make it, so a coalition is an equilibrium when no single move gains anything.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MOST = 7  # candidates


def bits(candidates: int) -> np.ndarray:
    """(2**c, c) bool: who is in."""
    return (np.arange(2**candidates)[:, None] >> np.arange(candidates)) & 1 == 1


def named(coalition: int, candidates: Sequence[str]) -> str:
    """'JPN KOR', or 'nobody'."""
    return " ".join(name for at, name in enumerate(candidates) if coalition >> at & 1) or "nobody"


def gains(payoff: np.ndarray) -> np.ndarray:
    """(draws, 2**c, c): what k has with the others of s and itself, minus what it has with them and without itself."""
    number = payoff.shape[2]
    at = np.arange(payoff.shape[1])
    found = np.empty_like(payoff, dtype=np.float64)
    for k in range(number):
        found[:, :, k] = payoff[:, at | 1 << k, k] - payoff[:, at & ~(1 << k), k]
    return found


def moves(payoff: np.ndarray) -> np.ndarray:
    """(draws, 2**c, c) bool: k gains by changing its mind when s stands."""
    gain = gains(payoff)
    return np.where(bits(payoff.shape[2]), gain < 0.0, gain > 0.0)


def equilibria(payoff: np.ndarray) -> np.ndarray:
    """(draws, 2**c) bool: no single move gains anything (pure Nash equilibria)."""
    return np.asarray(~moves(payoff).any(axis=2))


def reached(payoff: np.ndarray, start: int = 0) -> np.ndarray:
    """(draws, 2**c) bool: coalitions on some best-response path from `start`.

    Order rule: all orders. At each step any one candidate that gains by changing its mind may do so.
    """
    better, number = moves(payoff), payoff.shape[2]
    found = np.zeros(payoff.shape[:2], bool)
    found[:, start] = True
    at = np.arange(payoff.shape[1])
    while True:
        after = found.copy()
        for k in range(number):
            after[:, at ^ 1 << k] |= after[:, at] & better[:, :, k]
        if (after == found).all():
            return found
        found = after


def ends(payoff: np.ndarray, start: int = 0) -> np.ndarray:
    """(draws, 2**c) bool: equilibria in which some best-response path from `start` ends."""
    return reached(payoff, start) & equilibria(payoff)


def thresholds(payoff: np.ndarray) -> np.ndarray:
    """(draws, c): the fewest others in whose company joining pays for k, in some coalition of that size; c if never."""
    number = payoff.shape[2]
    inside = bits(number)
    others = inside.sum(axis=1)[:, None] - inside  # (2**c, c)
    return np.where(gains(payoff) > 0.0, others, number).min(axis=1)


def exit_costs(payoff: np.ndarray) -> np.ndarray:
    """(draws, c): what k loses by leaving the grand coalition alone; negative where leaving pays."""
    return gains(payoff)[:, -1]
