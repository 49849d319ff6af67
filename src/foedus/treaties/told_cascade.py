"""A cascade in words: a tree of who is called, who joins, and what each conditional event would call for next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from foedus.treaties.cascade import Cascade, Conditional
from foedus.treaties.cascade_steps import Happening, Step, few, happening_title, help_title, step_title, steps
from foedus.treaties.library import Library
from foedus.treaties.plain_answer import plain_row
from foedus.treaties.told import WIDTH, wrapped
from foedus.treaties.treaty import HELP_TYPES


@dataclass
class Node:
    """One line of the tree and what hangs from it."""

    text: str
    below: list[Node] = field(default_factory=list)


def cascade_lines(library: Library, course: Cascade, policy: str) -> Iterator[str]:
    """The course as a tree. Only help is told, each row once, where it first arises; all rows stand in --json."""
    yield from ("", f"Cascade: what the law would say next, if those called joined (policy: {policy})")
    yield from wrapped("Conditional throughout: a duty is no forecast, and an ally's ally is not covered.", 2)
    yield from drawn(_node(library, steps(course)))
    for text in endings(library, course):
        yield from wrapped(text, 2, 4)


def endings(library: Library, course: Cascade) -> Iterator[str]:
    """How many events call nobody, who is called and stays out, and who is called to both sides."""
    told = {row.at for row in course.rows if row.row.type in HELP_TYPES}
    quiet = len(course.events) - len(told | {0})
    if quiet:
        yield f"Conditional events that call nobody new to help: {quiet} of {len(course.events) - 1}"
    stay = [one for one in course.waiting if one.state not in course.conflicts]
    for status in ("clear", "disputed"):
        states = [one.state for one in stay if one.status == status]
        if states:
            yield f"Called and not joining under this policy ({status}): {few(library, states)}"
    if course.conflicts:
        yield f"Called to both sides (they join only if named with --join): {few(library, course.conflicts)}"


def drawn(node: Node, lead: str = "  ", first: str = "  ") -> Iterator[str]:
    """The tree as lines of at most 100 signs, with branches."""
    yield from textwrap.wrap(
        node.text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=lead + ("│   " if node.below else "    "),
        break_on_hyphens=False,
        break_long_words=False,
    )
    for number, one in enumerate(node.below):
        last = number == len(node.below) - 1
        yield from drawn(one, lead + ("   " if last else "│  "), lead + ("└─ " if last else "├─ "))


def _node(library: Library, step: Step) -> Node:
    """A step with its events, their rows, and the steps that hang on it."""
    below = [_node(library, one) for one in step.below]
    if not step.states:
        event = step.happenings[0]
        rows = _rows(library, event) or [Node("nobody is called to help")]
        return Node(f"Round 0, the event itself: {happening_title(library, event)}", [*rows, *below])
    events = [Node(happening_title(library, one), _rows(library, one)) for one in step.happenings]
    return Node(f"Round {step.round}, {step_title(library, step)}", [*events, *below])


def _rows(library: Library, one: Happening) -> list[Node]:
    return [Node(help_title(library, each)) for each in one.helps]


def plain_cascade(library: Library, course: Cascade) -> dict[str, Any]:
    """The course for JSON. Each row names by `event` the number of the conditional event in which it first arises."""
    code = library.world_code

    def codes(states: Iterable[str]) -> list[str]:
        return [code(one) for one in states]

    return {
        "events": [_plain_event(library, one) for one in course.events],
        "rows": [
            {
                **plain_row(one.row, library),
                "round": one.round,
                "kind": one.kind,
                "path": codes(one.path),
                "path_status": one.status,
                "event": one.at,
            }
            for one in course.rows
        ],
        "joined": [
            {
                "state": code(one.state),
                "beside": code(one.beside),
                "round": one.round,
                "status": one.status,
                "path": codes(one.path),
                "duty": one.duty,
            }
            for one in course.joined
        ],
        "waiting": [
            {"state": code(one.state), "toward": code(one.toward), "round": one.round, "status": one.status}
            for one in course.waiting
        ],
        "conflicts": codes(course.conflicts),
    }


def _plain_event(library: Library, one: Conditional) -> dict[str, Any]:
    event, code = one.event, library.world_code
    return {
        "kind": one.kind,
        "round": one.round,
        "path": [code(state) for state in one.path],
        "status": one.status,
        "attacker": [code(state) for state in event.attacker],
        "victim": code(event.victim),
        "with_attacker": [code(state) for state in event.with_attacker],
        "with_victim": [code(state) for state in event.with_victim],
        "place": event.place,
    }
