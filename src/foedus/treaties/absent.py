"""No duty, in three kinds: no instrument, an instrument that is not triggered, an instrument not in this collection.

For an instrument that is not triggered every failed test of every clause at issue is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.treaties.event import Event
from foedus.treaties.explain import FAILS, Step, in_world_codes, role_of, steps
from foedus.treaties.facts import Facts
from foedus.treaties.library import Library, Missing
from foedus.treaties.obligations import Answer, NotCalled
from foedus.treaties.reasons import asked_clauses
from foedus.treaties.treaty import HELP_TYPES, Treaty

NOT_TRIGGERED, NO_INSTRUMENT, NOT_HERE = "not triggered", "no instrument", "not in this collection"


@dataclass(frozen=True)
class Failed:
    """One clause with the tests of it that fail for one state."""

    clause: str
    article: str
    type: str
    strength: str
    tests: tuple[Step, ...]


def failed_tests(
    library: Library, facts: Facts, treaty: Treaty, state: str, type: str | None = None
) -> tuple[Failed, ...]:
    """Every failed test of every clause that the question looks at, clauses in the order of the text."""
    found = []
    for clause in asked_clauses(treaty, type):
        role = role_of(clause, facts, state)
        every = steps(library, facts, treaty, clause, state, role)
        tests = tuple(in_world_codes(library, one) for one in every if one.effect == FAILS)
        if tests:
            found.append(Failed(clause.id, clause.art, clause.type, clause.strength, tests))
    return tuple(found)


def concerns(library: Library, one: NotCalled, event: Event) -> bool:
    """Does the instrument bind or protect the state attacked, and is it not one that binds everybody?"""
    if one.treaty is None:
        return False
    treaty = library.treaty(one.treaty)
    listed = any(isinstance(clause.victim, tuple) and event.victim in clause.victim for clause in treaty.clauses)
    helping = not treaty.clauses or any(one.type not in ("nonaggression", "restriction") for one in treaty.clauses)
    return not treaty.universal and helping and (listed or event.victim in treaty.parties_on(event.date))


def kind_of_no(library: Library, one: NotCalled, event: Event) -> str:
    """Not triggered, where the instrument links the state with the one attacked; else no instrument between them."""
    return NOT_TRIGGERED if concerns(library, one, event) else NO_INSTRUMENT


def without_instrument(library: Library, answer: Answer) -> tuple[str, ...]:
    """States of the day that share no instrument of help or talk with the state attacked."""
    event = answer.event
    near = {one.state for one in answer.not_called if concerns(library, one, event)}
    linked = near | {row.state for row in answer.called if row.type in HELP_TYPES}
    sides = {event.victim, *event.attacker}
    existing = (one.code for one in library.states.values() if one.kind == "state" and one.exists_on(event.date))
    return tuple(one for one in existing if one not in linked and one not in sides)


def gaps(library: Library, states: set[str], event: Event) -> tuple[Missing, ...]:
    """Instruments among all these states that exist by the day and are not encoded."""
    return tuple(one for one in library.missing if states <= set(one.states) and one.since <= event.date)
