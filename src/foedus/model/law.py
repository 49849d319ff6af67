"""What a law is, and the few words it may use.

A law is a plain function of numbers: one state, one pair or one event. The same function object runs on
NumPy scalars or arrays (the oracle in the tests), compiled inside the simulator's loops, and traced for
gradients. It uses arithmetic, one comparison at a time inside ``where``, the words imported here, and other
laws. A loop ties states together (sums over allies, who joins whom) and calls laws for every formula.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy import exp, expm1, log, log1p, maximum, minimum, sqrt

__all__ = [
    "LAWS", "LOOPS", "clamp", "exp", "expm1", "law", "log", "log1p", "logistic", "loop", "maximum", "minimum",
    "sqrt", "where",
]  # fmt: skip

Formula = TypeVar("Formula", bound=Callable[..., Any])

LAWS: list[Callable[..., Any]] = []
LOOPS: list[Callable[..., Any]] = []


def law(formula: Formula) -> Formula:
    """Register an elementwise law; it stays the plain function you read."""
    LAWS.append(formula)
    return formula


def loop(steps: Formula) -> Formula:
    """Register a short loop over states that calls laws."""
    LOOPS.append(steps)
    return steps


def where(condition: Any, yes: Any, no: Any) -> Any:
    """`yes` where the condition holds, else `no`; both are evaluated, so clamp before, not after."""
    return np.where(condition, yes, no)


@law
def clamp(logit):
    """A logit held inside [-40, 40], the range in which it may be exponentiated (MODEL section 16)."""
    return minimum(40.0, maximum(-40.0, logit))


@law
def logistic(logit):
    """Chance from a logit, 1 / (1 + exp(-logit)), the logit held inside [-40, 40]."""
    return 1.0 / (1.0 + exp(-clamp(logit)))
