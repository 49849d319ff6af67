"""Dates as sources give them: YYYY, YYYY-MM or YYYY-MM-DD, empty for unknown or standing."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from foedus.errors import BadDate


@lru_cache(maxsize=4096)
def check_date(text: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that `text` may mean. Raises BadDate."""
    parts = text.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BadDate(text)
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        raise BadDate(text)
    year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
    try:
        if len(parts) == 1:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if len(parts) == 2:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return datetime.date(year, month, day), datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise BadDate(text) from None


def as_date(day: datetime.date | str) -> datetime.date:
    """A day: itself, or the last day that a text may mean ('2023' is 31 December 2023)."""
    return day if isinstance(day, datetime.date) else check_date(day)[1]


def stands(since: str, until: str, day: datetime.date) -> bool:
    """Whether something that began `since` and ended `until` stands on `day`.

    A partial start counts from its first day, a partial end to its last; an empty start is
    unknown and taken as past, an empty end is standing.
    """
    begun = not since or check_date(since)[0] <= day
    return begun and (not until or day <= check_date(until)[1])
