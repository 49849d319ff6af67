"""A cascade put together for readers: who joins together, what each conditional event calls for, what hangs on what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.treaties.cascade import Cascade, Joined, PathRow
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES, Row
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import STRENGTHS

NAMED = 8  # states named in a line; the others are counted
RANK = {name: number for number, name in enumerate(STRENGTHS)}


@dataclass(frozen=True)
class Help:
    """Rows of help that first arise in one event and differ in bearer and ally only. `status`: of the whole path."""

    status: str
    text_status: str  # of the rows themselves
    type: str
    strength: str
    treaty: str
    article: str
    binding: str
    owing: tuple[str, ...]
    owed: tuple[str, ...]


@dataclass(frozen=True)
class Happening:
    """A conditional event, or several that differ in the joiner only, with the help that first arises there."""

    kind: str  # event | fight | struck
    attackers: tuple[str, ...]
    victims: tuple[str, ...]
    places: tuple[str, ...]  # one if the same for all
    helps: tuple[Help, ...]


@dataclass(frozen=True)
class Step:
    """The event itself (no states), or those who join together, and what follows from it."""

    round: int
    states: tuple[str, ...]
    beside: str
    status: str
    duty: bool
    happenings: tuple[Happening, ...]
    below: tuple[Step, ...]


def steps(course: Cascade) -> Step:
    """The course as a tree of steps; the first is the event itself."""
    first, builder = course.events[0].event, _Builder(course)
    attackers = (*first.attacker, *first.with_attacker)
    places = (first.place,) if first.place else ()
    event = Happening("event", attackers, (first.victim, *first.with_victim), places, builder.helps([0]))
    return Step(0, (), "", "clear", True, (event,), builder.joins(()))


def few(library: Library, states: Iterable[str]) -> str:
    """All codes of the world if they are few, else how many and the first."""
    codes = sorted({"the other parties" if one == PARTIES else library.world_code(one) for one in states})
    return " ".join(codes) if len(codes) <= NAMED else f"{len(codes)} states ({' '.join(codes[:5])} ...)"


def step_title(library: Library, step: Step) -> str:
    """Who joins whom, and whether a duty calls."""
    why = f"called, path {step.status}" if step.duty else "a choice without a duty"
    verb = "joins" if len(step.states) == 1 else "join"
    return f"if {few(library, step.states)} {verb} beside {library.world_code(step.beside)} ({why})"


def happening_title(library: Library, one: Happening) -> str:
    """Who attacks whom and where."""
    place = library.places.get(one.places[0]) if one.places else None
    where = (
        f" at {(place and place.name) or one.places[0]}"
        if len(one.places) == 1
        else " each at its home place"
        if one.places
        else ""
    )
    attackers, victims = few(library, one.attackers), few(library, one.victims)
    if one.kind == "event":
        return f"{attackers} against {victims}{where}"
    verb = "attack" if len(one.attackers) > 1 else "attacks"
    return f"if {attackers} {verb} {victims}{where or ' at no known place'}"


def help_title(library: Library, one: Help) -> str:
    """Who owes what to whom, under which article."""
    head = one.status if one.status == one.text_status else f"{one.status} by its path"
    verb = "owes" if len(one.owing) == 1 else "owe"
    kind = {"defence": "help", "offence": "to join the attack"}.get(one.type, one.type)
    toward = "each other" if set(one.owing) == set(one.owed) else few(library, one.owed)
    text = "" if one.binding == "legal" else ", political text"
    owing = few(library, one.owing)
    return f"{head}: {owing} {verb} {kind} ({one.strength}) toward {toward}, {one.treaty} {one.article}{text}"


class _Builder:
    """Puts the rows and joiners of one course together."""

    def __init__(self, course: Cascade) -> None:
        self.course = course
        self.rows: dict[int, list[PathRow]] = {}
        for one in course.rows:
            if one.row.type in HELP_TYPES:
                self.rows.setdefault(one.at, []).append(one)

    def helps(self, events: Iterable[int]) -> tuple[Help, ...]:
        """Rows that first arise in these events; stronger first."""
        found: dict[tuple[str, ...], list[PathRow]] = {}
        for at in events:
            for one in self.rows.get(at, ()):
                row = one.row
                key = (one.status, row.status, row.type, row.strength, row.treaty, row.article, row.binding)
                found.setdefault(key, []).append(one)
        order = sorted(found, key=lambda key: (*key[:2], RANK.get(key[3], 99), *key[4:]))
        return tuple(Help(*key, owing=_names(found[key], "state"), owed=_names(found[key], "toward")) for key in order)

    def joins(self, parents: Sequence[str]) -> tuple[Step, ...]:
        """Those whose joining depends on one of `parents` (none: on the event itself), put together."""
        together: dict[tuple[Any, ...], list[Joined]] = {}
        for one in self.course.joined:
            before = one.path[:-1]
            if (before[-1] in parents) if parents and before else (not parents and not before):
                together.setdefault((one.round, one.beside, one.status, one.duty), []).append(one)
        return tuple(self.step(some) for _, some in sorted(together.items()))

    def step(self, some: list[Joined]) -> Step:
        """One step of those who join together."""
        states, one = tuple(each.state for each in some), some[0]
        kinds: dict[tuple[str, str], list[int]] = {}
        for at, event in enumerate(self.course.events):
            if event.path and event.path[-1] in states:
                enemy = event.event.victim if event.kind == "fight" else event.event.attacker[0]
                kinds.setdefault((event.kind, enemy), []).append(at)
        told = ((kind, events) for (kind, _), events in kinds.items() if not self.rows.keys().isdisjoint(events))
        happenings = tuple(self.happening(kind, events) for kind, events in told)
        return Step(one.round + 1, states, one.beside, one.status, one.duty, happenings, self.joins(states))

    def happening(self, kind: str, events: list[int]) -> Happening:
        """Events that differ in the joiner only: those that call for the help which first arises in one of them."""
        kept = {_key(one.row) for at in events for one in self.rows.get(at, ())}
        calling = [self.course.events[at] for at in events]
        some = [one.event for one in calling if any(_key(row) in kept for row in one.rows)]
        attackers = tuple(dict.fromkeys(one.attacker[0] for one in some))
        victims = tuple(dict.fromkeys(one.victim for one in some))
        places = tuple(dict.fromkeys(one.place for one in some if one.place))
        return Happening(kind, attackers, victims, places, self.helps(events))


def _key(row: Row) -> tuple[str, str, str, str]:
    return row.state, row.treaty, row.clause, row.toward


def _names(rows: list[PathRow], field: str) -> tuple[str, ...]:
    return tuple(sorted({getattr(one.row, field) for one in rows}))
