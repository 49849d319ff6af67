"""Parties over time as a table: who was bound from when to when, and how each came in and went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.told import short_name
from foedus.treaties.treaty import Party, Treaty, holds

OPEN, HOW = 12, 16  # widths of the columns
MANY = 24  # groups of dates; above, they are given by year and by code


def parties(library: Library, treaty: Treaty, day: date | None = None) -> Iterator[str]:
    """The table; with `day` only those bound on it, and who is not, in a line each."""
    if treaty.force[0] is None:
        yield from wrapped(
            "Never in force: nobody has been bound. Signatories: " + _codes(library, treaty.parties), 2, 2
        )
        return
    shown = [one for one in treaty.parties if day is None or (one.start and holds(day, one.start, one.end))]
    if treaty.universal:
        yield from _universal(library, treaty, shown, day)
    elif shown:
        yield from _table(library, treaty, shown)
    elif day is not None:
        yield "  nobody"
    if day is not None:
        yield from _not_bound(library, treaty, day)


def _table(library: Library, treaty: Treaty, shown: Iterable[Party]) -> Iterator[str]:
    """One row a date of entry and of exit, names beside it."""
    by_span: dict[tuple[date | None, date | None, str], list[Party]] = {}
    for one in sorted(shown, key=lambda one: (one.start or date.max, one.end or date.max)):
        by_span.setdefault((one.start, one.end, one.note), []).append(one)
    yield f"  {'from':<{OPEN}}{'last day':<{OPEN}}{'how':<{HOW}}states"
    names = len(by_span) <= MANY
    for (start, end, note), members in by_span.items():
        how = _how(library, treaty, members)
        head = f"{start or 'not bound'!s:<{OPEN}}{end or '.'!s:<{OPEN}}{how:<{HOW}}"
        if names:
            states = ", ".join(
                f"{short_name(library.states[one.state].name)} ({library.world_code(one.state)})" for one in members
            )
        else:
            states = _codes(library, members)
        yield from wrapped(head + states + (f" [{note}]" if note else ""), 2, 2 * OPEN + HOW)


def _how(library: Library, treaty: Treaty, members: list[Party]) -> str:
    """How the memberships of one span began (original, joined, continued) and whether they ended early."""
    start, end = members[0].start, members[0].end
    if start is None:
        return "never bound"
    before = {library.states[one.state].continued_by for one in treaty.parties if one.start and one.start < start}
    first = "original" if start == treaty.force[0] else "joined"
    if all(one.state in before for one in members):
        first = "continued"
    left = end is not None and (treaty.force[1] is None or end < treaty.force[1])
    return f"{first}, left" if left else first


def _universal(library: Library, treaty: Treaty, shown: list[Party], day: date | None) -> Iterator[str]:
    """An instrument of all states: how many, and who came later or left, by year."""
    count = len({one.state for one in shown})
    when = f"on {day}" if day else "over time"
    yield from wrapped(
        f"Open to every state that exists on the day; {count} of this collection bound {when}. Each from the day "
        "of its existence or admission:", 2
    )  # fmt: skip
    by_year: dict[tuple[str, str], list[Party]] = {}
    for one in sorted(shown, key=lambda one: (one.start or date.max, one.state)):
        key = (str(one.start.year) if one.start else "never", str(one.end.year) if one.end else ".")
        by_year.setdefault(key, []).append(one)
    yield f"  {'from':<{OPEN}}{'last year':<{OPEN}}states"
    for (first, last), members in by_year.items():
        yield from wrapped(f"{first:<{OPEN}}{last:<{OPEN}}{_codes(library, members)}", 2, 2 * OPEN)


def _not_bound(library: Library, treaty: Treaty, day: date) -> Iterator[str]:
    bound = treaty.parties_on(day)
    later = [one for one in treaty.parties if one.start and one.start > day and one.state not in bound]
    gone = [one for one in treaty.parties if one.end and one.end < day and one.state not in bound]
    for title, found in (("Not yet bound", later), ("No longer bound", gone)):
        if found:
            yield from wrapped(f"{title}: {_codes(library, found)}", 2, 2)


def _codes(library: Library, members: Iterable[Party]) -> str:
    return " ".join(dict.fromkeys(library.world_code(one.state) for one in members))
