"""The trap: each step pays, the end is worse for all who took it, and nobody gets out alone (MODEL section 26)."""

from __future__ import annotations

import numpy as np

from foedus.claims.game import bits, ends


def trapped(payoff: np.ndarray, start: int = 0) -> np.ndarray:
    """(draws, 2**c) bool: a best-response path from `start` ends here, every mover worse off than at the start.

    Movers are those whose choice differs from that at the start. That no single exit pays is part of being an end.
    """
    number = payoff.shape[2]
    moved = bits(number) ^ bits(number)[start]  # (2**c, c)
    worse = payoff < payoff[:, start : start + 1]
    return ends(payoff, start) & (worse | ~moved).all(axis=2) & moved.any(axis=1)


def trap(payoff: np.ndarray, start: int = 0) -> np.ndarray:
    """(draws,) bool: some best-response path ends in a trap."""
    return np.asarray(trapped(payoff, start).any(axis=1))
