"""The nearest flip: the smallest change of fact that turns what the law asks of one state.

Candidates come from the tests of the clauses at issue; every flip told has been evaluated. Single changes come before
pairs, smaller ones first (`changes.py` says how sizes rank).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any
from weakref import WeakKeyDictionary

from foedus.errors import FoedusError
from foedus.treaties.changes import Change
from foedus.treaties.event import Event
from foedus.treaties.explain import FAILS, role_of, steps
from foedus.treaties.facts import Facts, facts_of
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import Bound, Row, clause_rows
from foedus.treaties.treaty import HELP_TYPES, Clause, Treaty
from foedus.treaties.turns import Turn, can_protect, turns

ALSO = 4  # further changes told with a flip
NO, DISPUTED, CLEAR = "no duty", "disputed", "clear"
KEPT = 4096  # answers of one instrument to one event, per library
_ASKED: WeakKeyDictionary[Library, dict[tuple[Event, str, frozenset[str] | None], tuple[Row, ...]]] = (
    WeakKeyDictionary()
)
_OF_STATE: WeakKeyDictionary[Library, dict[str, tuple[Treaty, ...]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Flip:
    """One change, or two together, after which the answer for a state is another one."""

    state: str
    treaty: str | None
    changes: tuple[Change, ...]
    before: str  # no duty, disputed or clear
    after: str
    rows: tuple[Row, ...]  # what the state owes after the change
    event: Event
    also: tuple[str, ...] = ()  # codes of changes of the same kind with the same result

    @property
    def size(self) -> float:
        """How large the change is: no unit; only the order means something."""
        return sum(one.size for one in self.changes)

    @property
    def words(self) -> str:
        """The condition in words, without the result."""
        likewise = f" (likewise: {', '.join(self.also)})" if self.also else ""
        return "if " + ", and ".join(one.words for one in self.changes) + likewise

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is changed: fact, target, act, place, date, initiator, provoked, beside or adversary."""
        return tuple(one.kind for one in self.changes)


def nearest_flips(
    library: Library,
    event: Event,
    state: str,
    treaty: str | None = None,
    limit: int = 5,
    type: str | None = None,
) -> tuple[Flip, ...]:
    """The smallest changes of fact that turn the answer for `state`: from no duty to one, from disputed to clear or
    none, from clear to disputed or none. `treaty` None: under any instrument; `type` None: help in defence or offence.
    """
    wanted = HELP_TYPES if type is None else frozenset({type})
    asked = [library.treaty(treaty)] if treaty is not None else treaties_of(library, state)
    at_issue = [one for one in asked if any(clause.type in wanted for clause in one.clauses)]
    search = _Search(library, event, state, at_issue, wanted)
    found = list(search.singles())
    if len(found) < limit and search.before == NO:
        enough = {made[0].words for made, _, _ in found}
        found += [one for one in search.pairs() if enough.isdisjoint(change.words for change in one[0])]
    ranked = sorted(found, key=lambda one: (len(one[0]), sum(change.size for change in one[0])))
    told = (Flip(state, treaty, made, search.before, level(rows), rows, after) for made, rows, after in ranked)
    return tuple(_different(told))[:limit]


def _different(flips: Iterable[Flip]) -> Iterator[Flip]:
    """One flip for each kind of change and result; of targets or places that serve equally, the others by code."""
    kept: dict[Any, list[Flip]] = {}
    for one in flips:
        owed = frozenset((row.type, row.toward, row.strength, row.treaty, row.status) for row in one.rows)
        what = tuple(sorted(str((change.kind, change.gives, change.takes)) for change in one.changes))
        kept.setdefault((what, owed), []).append(one)
    for first, *others in kept.values():
        tags = dict.fromkeys(one.changes[0].tag for one in others if len(one.changes) == 1 and one.changes[0].tag)
        yield replace(first, also=tuple(tags)[:ALSO]) if len(first.changes) == 1 else first


def level(rows: Collection[Row]) -> str:
    """The best of some rows: clear, disputed, or no duty."""
    if not rows:
        return NO
    return CLEAR if any(row.status == "clear" for row in rows) else DISPUTED


def treaties_of(library: Library, state: str) -> tuple[Treaty, ...]:
    """The instruments that ever bind a state."""
    known = _OF_STATE.setdefault(library, {})
    if state not in known:
        known[state] = tuple(
            one for one in library.treaties.values() if any(party.state == state for party in one.parties)
        )
    return known[state]


def rows_under(
    library: Library,
    event: Event,
    treaties: Iterable[Treaty],
    state: str | None = None,
    types: frozenset[str] | None = None,
) -> tuple[Row, ...]:
    """The merged rows (of one state) under some instruments, whatever the library says of them.

    What the library's own instruments answer is remembered: many states are asked about the same changed event.
    """
    known = _ASKED.setdefault(library, {})
    if len(known) > KEPT:
        known.clear()
    facts: Facts | None = None
    found: list[Row] = []
    for one in treaties:
        own = library.treaties.get(one.id) is one
        rows = known.get((event, one.id, types)) if own else None
        if rows is None:
            facts = facts or facts_of(library, event)
            rows = tuple(_rows(library, facts, one, types))
            if own:
                known[event, one.id, types] = rows
        found += (row for row in rows if state in (None, row.state))
    return merged(found)


def _rows(library: Library, facts: Facts, treaty: Treaty, types: frozenset[str] | None) -> Iterator[Row]:
    if not treaty.in_force(facts.day):
        return
    clauses = tuple(
        one
        for one in treaty.clauses
        if (types is None or one.type in types) and one.valid_on(facts.day) and not facts.acts.isdisjoint(one.acts)
    )
    if clauses:
        bound = Bound(treaty, treaty.parties_on(facts.day), clauses)
        for clause in clauses:
            yield from clause_rows(library, bound, clause, facts)


def possible(library: Library, event: Event) -> bool:
    """Do all states of an event exist on its day, none on both sides?"""
    sides = (*event.attacker, *event.with_attacker), (event.victim, *event.with_victim)
    apart = set(sides[0]).isdisjoint(sides[1])
    return apart and all(library.states[one].exists_on(event.date) for side in sides for one in side)


Made = tuple[tuple[Change, ...], tuple[Row, ...], Event]


class _Search:
    """One search: the answer now, and candidates by clause and failed test."""

    def __init__(
        self, library: Library, event: Event, state: str, treaties: list[Treaty], types: frozenset[str]
    ) -> None:
        self.library, self.event, self.state, self.types = library, event, state, types
        self.facts = facts_of(library, event)
        self.treaties = treaties
        self.rows = rows_under(library, event, treaties, state, types)
        self.before = level(self.rows)
        self.tried: set[Any] = set()

    def singles(self) -> Iterator[Made]:
        """Single changes that turn the answer."""
        for treaty, clause, ally in self.at_issue():
            failing = self.failing(treaty, clause, ally)
            for turn in turns(self.library, self.facts, treaty, clause, self.state, ally):
                if self.before != NO or turn.predicate in failing:
                    yield from self.tested((turn.change,), treaty)

    def pairs(self) -> Iterator[Made]:
        """Two changes together, one for each of two failed tests of a clause."""
        for treaty, clause, ally in self.at_issue():
            failing = self.failing(treaty, clause, ally)
            by_test: dict[str, list[Turn]] = {}
            for turn in turns(self.library, self.facts, treaty, clause, self.state, ally):
                if turn.predicate in failing:
                    by_test.setdefault(turn.predicate + turn.word, []).append(turn)
            if len(by_test) > 4:
                continue
            tests = list(by_test.values())
            if len(tests) == 1:
                tests *= 2  # a place and a target can mend one test together
            for number, first in enumerate(tests):
                for second in tests[number + 1 :]:
                    for one, other in product(first, second):
                        if one.change.kind != other.change.kind or one.change.kind == "fact":
                            yield from self.tested((one.change, other.change), treaty)

    def at_issue(self) -> Iterator[tuple[Treaty, Clause, str]]:
        """Clauses that this state may bear toward an ally it may protect; those of its rows if it has any."""
        owing = {row.clause: row.toward for row in self.rows}
        allies = (self.event.victim, *self.event.attacker)
        for treaty in self.treaties:
            for clause in treaty.clauses:
                if clause.type not in self.types or not self.may_bear(clause):
                    continue
                for ally in allies if clause.involvement != "attacked" else allies[:1]:
                    if ally == self.state and clause.duty not in ("attacker", "initiator", "parties"):
                        continue
                    mine = not owing or owing.get(clause.id) == ally
                    if mine and can_protect(treaty, clause, ally):
                        yield treaty, clause, ally

    def may_bear(self, clause: Clause) -> bool:
        """Is the state on the list of bearers, and not one that a reservation takes out?"""
        on_list = not isinstance(clause.duty, tuple) or self.state in clause.duty
        acts = clause.duty != "attacker" or self.state in self.event.attacker
        return on_list and acts and self.state not in clause.duty_not

    def failing(self, treaty: Treaty, clause: Clause, ally: str) -> frozenset[str]:
        """The tests that fail now."""
        role = role_of(clause, self.facts, self.state, ally)
        made = steps(self.library, self.facts, treaty, clause, self.state, role)
        return frozenset(one.predicate for one in made if one.effect == FAILS)

    def tested(self, made: tuple[Change, ...], treaty: Treaty) -> Iterator[Made]:
        """The changes with what they give, if they turn the answer."""
        event = self.event
        for change in made:
            event = change.apply(event)
        key = (frozenset(one.words for one in made), treaty.id if self.before == NO else None)
        if key in self.tried or not possible(self.library, event):
            return
        self.tried.add(key)
        try:
            among = [treaty] if self.before == NO else self.treaties
            rows = rows_under(self.library, event, among, self.state, self.types)
        except FoedusError:  # the changed event is none the law can be asked about
            return
        if level(rows) != self.before:
            yield made, rows, event
