"""How numbers are written for a reader."""

from __future__ import annotations

import math

from foedus.outcomes.definitions import outcome


def decimals(name: str) -> int:
    """Digits after the point of an outcome in what people see: two, three for losses."""
    return 3 if outcome(name).unit == "share of GDP a year" else 2


def signed(value: float, name: str, minus: str = "−") -> str:
    """A difference with its sign; one that rounds to nothing has none."""
    digits = decimals(name)
    if math.isnan(value):
        return ""
    if round(value, digits) == 0:
        return f"{0:.{digits}f}"
    return f"{value:+.{digits}f}".replace("-", minus)


def in_100(chance: float) -> str:
    """A chance in whole hundredths, never rounded to certainty."""
    if chance < 0.01:
        return "<1"
    if chance > 0.99:
        return ">99"
    return f"{100 * chance:.0f}"
