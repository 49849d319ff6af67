"""A cascade in words: a tree of who is called, who joins, and what each conditional event would call for next."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from foedus.treaties.cascade import Cascade, Joined, PathRow
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES
from foedus.treaties.plain_answer import plain_row
from foedus.treaties.told import WIDTH, wrapped
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import STRENGTHS

NAMED = 8  # states named in a line; the others are counted
RANK = {name: number for number, name in enumerate(STRENGTHS)}


@dataclass
class Node:
    """One line of the tree and what hangs from it."""

    text: str
    below: list[Node] = field(default_factory=list)


def cascade_lines(library: Library, course: Cascade, policy: str) -> Iterator[str]:
    """The course as a tree. Only help is told, each row once, where it first arises; all rows stand in --json."""
    yield from ("", f"Cascade: what the law would say next, if those called joined (policy: {policy})")
    yield from wrapped("Conditional throughout: a duty is no forecast, and an ally's ally is not covered.", 2)
    teller = _Teller(library, course)
    yield from drawn(teller.root())
    told = {row.at for row in course.rows if row.row.type in HELP_TYPES}
    quiet = len(course.events) - len(told | {0})
    if quiet:
        yield from wrapped(
            f"Conditional events that call nobody new to help: {quiet} of {len(course.events) - 1}", 2, 4
        )
    stay = [one for one in course.waiting if one.state not in course.conflicts]
    for status in ("clear", "disputed"):
        states = [one.state for one in stay if one.status == status]
        if states:
            yield from wrapped(f"Called and not joining under this policy ({status}): {teller.few(states)}", 2, 4)
    if course.conflicts:
        text = f"Called to both sides (they join only if named with --join): {teller.few(course.conflicts)}"
        yield from wrapped(text, 2, 4)


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


class _Teller:
    """Builds the tree of one course in the world's codes."""

    def __init__(self, library: Library, course: Cascade) -> None:
        self.library, self.course = library, course
        self.rows: dict[int, list[PathRow]] = {}
        for one in course.rows:
            if one.row.type in HELP_TYPES:
                self.rows.setdefault(one.at, []).append(one)

    def code(self, state: str) -> str:
        return "the other parties" if state == PARTIES else self.library.world_code(state)

    def few(self, states: Iterable[str]) -> str:
        """All codes if they are few, else how many and the first."""
        codes = sorted({self.code(one) for one in states})
        if len(codes) <= NAMED:
            return " ".join(codes)
        return f"{len(codes)} states ({' '.join(codes[:5])} ...)"

    def root(self) -> Node:
        event = self.course.events[0].event
        sides = [self.few((*event.attacker, *event.with_attacker)), self.few((event.victim, *event.with_victim))]
        place = f" at {event.place}" if event.place else ""
        node = Node(f"Round 0, the event itself: {sides[0]} against {sides[1]}{place}")
        node.below += self.helps([0]) or [Node("nobody is called to help")]
        node.below += self.joins(())
        return node

    def helps(self, events: Iterable[int]) -> list[Node]:
        """Rows that first arise in these events, put together by clause and status; stronger first."""
        found: dict[tuple[str, str, str, str, str, str], list[PathRow]] = {}
        for at in events:
            for one in self.rows.get(at, ()):
                row = one.row
                found.setdefault((one.status, row.status, row.strength, row.treaty, row.article, row.type), []).append(
                    one
                )
        nodes = []
        for key in sorted(found, key=lambda one: (*one[:2], RANK.get(one[2], 99), one[3])):
            status, of_row, strength, treaty, article, kind = key
            some = found[key]
            owing, owed = {one.row.state for one in some}, {one.row.toward for one in some}
            toward = f", toward {self.few(owed)}" if owing != owed else ", toward each other"
            word = "owes" if len(owing) == 1 else "owe"
            word += "" if kind == "defence" else f" {kind}"
            head = status if status == of_row else f"{status} by its path"
            nodes.append(Node(f"{head}: {self.few(owing)} {word} {strength}{toward} ({treaty} {article})"))
        return nodes

    def joins(self, parents: Sequence[str]) -> list[Node]:
        """Those whose joining depends on one of `parents` (none: on the event itself), put together."""
        groups: dict[tuple[Any, ...], list[Joined]] = {}
        for one in self.course.joined:
            before = one.path[:-1]
            if (before[-1] in parents) if parents and before else (not parents and not before):
                groups.setdefault((one.round, one.beside, one.status, one.duty), []).append(one)
        return [self.group(list(some)) for _, some in sorted(groups.items())]

    def group(self, some: list[Joined]) -> Node:
        states, one = [each.state for each in some], some[0]
        why = f"called, path {one.status}" if one.duty else "a choice without a duty"
        verb = "joins" if len(states) == 1 else "join"
        node = Node(f"Round {one.round + 1}, if {self.few(states)} {verb} beside {self.code(one.beside)} ({why})")
        kinds: dict[tuple[str, str], list[int]] = {}
        for at, event in enumerate(self.course.events):
            if event.path and event.path[-1] in states:
                enemy = event.event.victim if event.kind == "fight" else event.event.attacker[0]
                kinds.setdefault((event.kind, enemy), []).append(at)
        for (kind, enemy), events in kinds.items():
            below = self.helps(events)
            if below:
                node.below.append(Node(self.title(kind, enemy, events), below))
        node.below += self.joins(states)
        return node

    def title(self, kind: str, enemy: str, events: list[int]) -> str:
        """The conditional event, or several that differ in the joiner only."""
        hits = [self.course.events[at].event for at in events if at in self.rows]
        joiners = [one.attacker[0] if kind == "fight" else one.victim for one in hits]
        places = {one.place or "no known place" for one in hits}
        where = f"at {min(places)}" if len(places) == 1 else "each at its home place"
        pair = (self.few(joiners), self.code(enemy))
        attacker, victim = pair if kind == "fight" else pair[::-1]
        return f"if {attacker} {'attack' if len(joiners) > 1 and kind == 'fight' else 'attacks'} {victim} {where}"


def plain_cascade(library: Library, course: Cascade) -> dict[str, Any]:
    """The course for JSON. Each row names by `event` the number of the conditional event in which it first arises."""
    code = library.world_code

    def codes(states: Iterable[str]) -> list[str]:
        return [code(one) for one in states]

    return {
        "events": [
            {
                "kind": one.kind,
                "round": one.round,
                "path": codes(one.path),
                "status": one.status,
                "attacker": codes(one.event.attacker),
                "victim": code(one.event.victim),
                "with_attacker": codes(one.event.with_attacker),
                "with_victim": codes(one.event.with_victim),
                "place": one.event.place,
            }
            for one in course.events
        ],
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
