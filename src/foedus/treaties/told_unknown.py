"""What is not known, in words and as plain data: facts not stated, by how many states' answers they turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.unknown import Unknown

SHOWN = 15


def unknown_lines(library: Library, found: Sequence[Unknown]) -> Iterator[str]:
    """A table, the facts that turn most states first."""
    yield from ("", "What is not known: facts not stated that would change the answer, each supposed alone")
    if not found:
        yield "  None that any clause in force reads."
        return
    yield f"  {'states':>6} {'rows':>5}  if"
    for one in found[:SHOWN]:
        first, *rest = wrapped(one.change.words, 15) or [""]
        yield f"  {one.states:>6} {one.rows:>5}  {first.strip()}"
        yield from rest
        for label, states in _effects(one):
            codes = " ".join(library.world_code(state) for state in states[:12])
            more = f" and {len(states) - 12} more" if len(states) > 12 else ""
            yield from wrapped(f"{label}: {codes}{more}", 17, 2)
    if len(found) > SHOWN:
        yield f"  {len(found) - SHOWN} more facts would change fewer answers; --json lists all."
    yield from wrapped("states: those whose help changes; rows: duties of every kind that change.", 2)


def _effects(one: Unknown) -> list[tuple[str, tuple[str, ...]]]:
    every = (
        ("would owe help", one.gained),
        ("would owe none", one.lost),
        ("help becomes clear", one.clearer),
        ("help becomes disputed", one.doubtful),
    )
    return [(label, states) for label, states in every if states]


def plain_unknown(library: Library, one: Unknown) -> dict[str, Any]:
    """One fact for JSON."""

    def codes(states: tuple[str, ...]) -> list[str]:
        return [library.world_code(state) for state in states]

    return {
        "kind": one.change.kind,
        "if": one.change.words,
        "code": one.change.tag,
        "states": one.states,
        "rows": one.rows,
        "would_owe_help": codes(one.gained),
        "would_owe_none": codes(one.lost),
        "help_becomes_clear": codes(one.clearer),
        "help_becomes_disputed": codes(one.doubtful),
    }
