"""Figures that others published of a world: observed, forecast, or the part of a war as estimated. They set nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from foedus.errors import BadFile
from foedus.world.fields import read_rows
from foedus.world.load import HERE


@dataclass(frozen=True)
class Published:
    """One figure: a value, or the ends of a range (then `value` is None)."""

    area: str
    figure: str
    role: str  # main | alt
    value: float | None
    low: float | None
    high: float | None
    unit: str
    year: int
    basis: str
    source: str
    known: str
    note: str

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends of what is published; the value twice where there is no range."""
        one = self.value if self.value is not None else math.nan
        return (one if self.low is None else self.low, one if self.high is None else self.high)


def published(name: str) -> tuple[Published, ...]:
    """The figures that come with an embedded world; none if it has no such file. Raises BadFile."""
    found = []
    for row in read_rows(HERE / name, "published"):
        texts: dict[str, Any] = {
            key: row.text(key) for key in ("area", "figure", "role", "unit", "basis", "source", "known", "note")
        }
        numbers = {key: row.number(key) for key in ("value", "low", "high")}
        plain: dict[str, Any] = {key: None if math.isnan(value) else value for key, value in numbers.items()}
        if all(value is None for value in plain.values()):
            raise BadFile(
                row.place("value"), "no figure at all", "Write a value, or low and high, or leave the line out."
            )
        found.append(Published(year=int(row.number("year")), **texts, **plain))
    return tuple(found)
