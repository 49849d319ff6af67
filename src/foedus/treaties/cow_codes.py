"""The one table between Correlates of War state numbers, as ATOP uses them, and the codes of the law, with dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from foedus.tables import Column, read_table

FILE = Path(__file__).with_name("cow_codes.csv")
COLUMNS = (
    Column("cow", "int", low=1, high=999),
    Column("code"),
    Column("from", "date", optional_cells=True),
    Column("to", "date", optional_cells=True),
    Column("note", optional_cells=True),
)


@dataclass(frozen=True)
class CodeSpan:
    """The code of one number from `start` to `end`, both included; None is open."""

    code: str
    start: date
    end: date


@lru_cache(maxsize=1)
def cow_codes() -> dict[int, tuple[CodeSpan, ...]]:
    """All codes that each number has had."""
    made: dict[int, tuple[CodeSpan, ...]] = {}
    for row in read_table(FILE, COLUMNS):
        number = int(row.number("cow"))
        start, end = cast("date | None", row["from"]), cast("date | None", row["to"])
        made[number] = (*made.get(number, ()), CodeSpan(row.text("code"), start or date.min, end or date.max))
    return made


def codes_between(number: int, start: date, end: date) -> Iterator[CodeSpan]:
    """The codes of `number` from `start` to `end`, each with the days it covers of that time."""
    for one in cow_codes().get(number, ()):
        first, last = max(start, one.start), min(end, one.end)
        if first <= last:
            yield CodeSpan(one.code, first, last)


def code_in(number: int, year: int) -> str:
    """The code of `number` on the last day of `year`; '' when the table has none."""
    day = date(year, 12, 31)
    return next((one.code for one in codes_between(number, day, day)), "")
