"""Several observers' readings of one event, rows side by side, in words and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.observers import Observer, Seen, SideBySide
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import STRENGTH, TYPE

NONE = "no duty"


def observer_lines(library: Library, seen: SideBySide) -> Iterator[str]:
    """Each reading, then each duty with its status under every reading; those that differ come first."""
    yield from ("", "Whose finding? The same event, one run per reading (none of them is this tool's)")
    for number, (one, event) in enumerate(zip(seen.observers, seen.events, strict=True)):
        yield from wrapped(f"({number}) {one.name}: {_takes(library, event)}", 2, 4)
    groups: dict[tuple[str, ...], list[Seen]] = {}
    told = [one for one in seen.rows if one.differs or one.row.type in HELP_TYPES]
    for one in sorted(told, key=lambda one: not one.differs):
        row = one.row
        key = (row.treaty, row.article, row.type, row.toward, row.strength, *one.statuses)
        groups.setdefault(key, []).append(one)
    for made in groups.values():
        first = made[0]
        row = first.row
        codes = " ".join(sorted(library.world_code(one.row.state) for one in made))
        toward = "the other parties" if row.toward.startswith("*") else library.world_code(row.toward)
        mark = "differs" if first.differs else "same"
        said = f"{mark}: {codes}: {TYPE[row.type]} toward {toward} ({STRENGTH[row.strength]}, {row.treaty})"
        yield from wrapped(said, 2, 4)
        if first.differs:
            runs = "; ".join(f"({n}) {status or NONE}" for n, status in enumerate(first.statuses))
            yield from wrapped(runs, 6, 2)
    quiet = len(seen.rows) - len(told)
    if quiet:
        yield f"  {quiet} duties of talk, restraint and the like are the same under every reading."
    if not any(one.differs for one in seen.rows):
        yield "  The readings give the same rows."


def _takes(library: Library, event: Event) -> str:
    began = " and ".join(library.world_code(one) for one in event.initiators)
    provoked = {True: "provoked", False: "not provoked"}.get(event.provoked is True, "")
    said = "provocation disputed" if event.provoked == "disputed" else provoked
    return f"{began} began it; {said}; facts: {', '.join(sorted(event.facts)) or 'none'}"


def plain_observers(library: Library, seen: SideBySide) -> dict[str, Any]:
    """The comparison for JSON: `statuses` in the order of `readings`, null where there is no row."""
    return {
        "readings": [_plain(library, one, event) for one, event in zip(seen.observers, seen.events, strict=True)],
        "rows": [
            {
                "state": library.world_code(one.row.state),
                "type": one.row.type,
                "toward": library.world_code(one.row.toward),
                "strength": one.row.strength,
                "treaty": one.row.treaty,
                "article": one.row.article,
                "clause": one.row.clause,
                "binding": one.row.binding,
                "statuses": [status or None for status in one.statuses],
                "differs": one.differs,
            }
            for one in seen.rows
        ],
    }


def _plain(library: Library, observer: Observer, event: Event) -> dict[str, Any]:
    return {
        "name": observer.name,
        "initiator": [library.world_code(one) for one in event.initiators],
        "provoked": event.provoked,
        "facts": sorted(event.facts),
    }
