"""A cascade in words and as plain data: rounds, conditional events with "if", who would join, conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foedus.treaties.cascade import Cascade, Conditional
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.plain_answer import plain_row
from foedus.treaties.told import groups, wrapped
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import STRENGTH

SHOWN = 12  # conditional events told in full


def cascade_lines(library: Library, course: Cascade, policy: str) -> Iterator[str]:
    """The course as a tree, round by round. Only help is told; the rest stands in --json."""
    code = library.world_code
    yield from ("", f"Cascade: what the law would say next, if those called joined (policy: {policy})")
    yield from wrapped("Conditional throughout: a duty is no forecast, and an ally's ally is not covered.", 2)
    told = 0
    for number in range(max(one.round for one in course.events) + 1):
        for one in (one for one in course.events if one.round == number):
            helping = [row for row in merged(one.rows) if row.type in HELP_TYPES]
            if number and (not helping or told >= SHOWN):
                continue
            told += bool(number)
            yield from wrapped(_title(library, one), 2 * number + 2, 4)
            for group in groups(helping):
                states = " ".join(code(row.state) for row in group.rows)
                row = group.first
                text = f"{row.status}: {states} to {STRENGTH[row.strength]}, toward {code(row.toward)} ({row.treaty})"
                yield from wrapped(text, 2 * number + 6, 4)
            if not helping:
                yield " " * (2 * number + 6) + "nobody is called to help"
        for join in (one for one in course.joined if one.round == number):
            duty = f"path {join.status}" if join.duty else "a choice without a duty"
            yield from wrapped(f"-> {code(join.state)} joins beside {code(join.beside)} ({duty})", 2 * number + 2, 4)
    quiet = len(course.events) - 1 - told
    if quiet:
        yield from wrapped(
            f"{quiet} more conditional events are not shown: nobody new to help, or past the first {SHOWN}.", 2
        )
    if course.conflicts:
        states = " ".join(code(one) for one in course.conflicts)
        yield from wrapped(f"Called to both sides (they join only if named with --join): {states}", 2, 4)


def _title(library: Library, one: Conditional) -> str:
    code = library.world_code
    if one.kind == "event":
        return "Round 0: the event itself"
    place = one.event.place or "no known place"
    path = " and ".join(code(state) for state in one.path)
    attacker, victim = code(one.event.attacker[0]), code(one.event.victim)
    joins = "joins" if len(one.path) == 1 else "join"
    return f"Round {one.round}: if {path} {joins} and {attacker} attacks {victim} at {place} (path {one.status})"


def plain_cascade(library: Library, course: Cascade) -> dict[str, Any]:
    """The course for JSON."""
    code = library.world_code
    return {
        "events": [
            {
                "kind": one.kind,
                "round": one.round,
                "path": [code(state) for state in one.path],
                "status": one.status,
                "attacker": [code(state) for state in one.event.attacker],
                "victim": code(one.event.victim),
                "place": one.event.place,
            }
            for one in course.events
        ],
        "rows": [
            {
                **plain_row(one.row, library),
                "round": one.round,
                "kind": one.kind,
                "path": [code(state) for state in one.path],
                "path_status": one.status,
            }
            for one in course.rows
        ],
        "joined": [
            {
                "state": code(one.state),
                "beside": code(one.beside),
                "round": one.round,
                "status": one.status,
                "duty": one.duty,
            }
            for one in course.joined
        ],
        "conflicts": [code(one) for one in course.conflicts],
    }
