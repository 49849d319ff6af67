"""How numbers are written for a reader."""

from __future__ import annotations

import math

from foedus.outcomes.definitions import outcome
from foedus.report.rows import Row

SMALL = 0.05


def decimals(name: str) -> int:
    """Digits after the point of an outcome in what people see: two, three for losses."""
    return 3 if outcome(name).unit == "share of GDP a year" else 2


def digits_of(row: Row, name: str) -> int:
    """Digits after the point for the differences of one row in shown units: one more where all of them are small."""
    spread = (row.p05, row.p95) if not math.isnan(row.p05) else (2 * row.mcse,)
    largest = max((abs(value) for value in (row.difference, *spread) if not math.isnan(value)), default=0.0)
    return decimals(name) + (0.0 < largest < SMALL)


def signed(value: float, digits: int, minus: str = "−") -> str:
    """A difference with its sign; one that rounds to nothing has none."""
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
