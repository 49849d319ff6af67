"""Who bears a duty, after the cuts: duty lists, hub, reservations, ends for one state, suspended pairs."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from foedus.treaties.facts import Facts, Role
from foedus.treaties.treaty import HELP_TYPES, Clause, Treaty, holds


def bearers(clause: Clause, facts: Facts, role: Role, parties: Set[str]) -> list[str]:
    """States that may owe the duty toward the ally, before the cuts; in the order of their codes."""
    if clause.duty == "others":
        gone = {role.ally, *role.enemies, *role.beside}
    elif isinstance(clause.duty, tuple):
        gone = {role.ally, *role.enemies} if clause.type in HELP_TYPES else {role.ally}
        return sorted(one for one in clause.duty if one in parties and one not in gone)
    else:
        gone = set()
    return sorted(one for one in parties if one not in gone)


def cut(treaty: Treaty, clause: Clause, state: str, ally: str, facts: Facts) -> str | None:
    """The cut that takes the duty from `state` toward `ally`, or None: reservation, hub, ended, suspended."""
    if state in clause.duty_not:
        return "reservation"
    hub = clause.hub or clause.bilateral_hub
    if hub and hub not in (state, ally):
        return "hub"
    if ended(clause, state, facts) or ended(clause, ally, facts):
        return "ended"
    if treaty.suspended and suspended_pair(treaty, state, ally, facts):
        return "suspended"
    return None


def ended(clause: Clause, state: str, facts: Facts) -> bool:
    """Has the clause ended for this one state?"""
    last = clause.ends_for.get(state)
    return last is not None and facts.day > last


def suspended_pair(treaty: Treaty, state: str, ally: str, facts: Facts) -> bool:
    """Is nothing owed between the two, because the pair is suspended?"""
    return any(
        one.pair and {state, ally} == set(one.pair) and holds(facts.day, one.start, one.end) for one in treaty.suspended
    )


def frozen(treaty: Treaty, states: Iterable[str], facts: Facts) -> bool:
    """Has one of `states` suspended the treaty for itself, so that its rows are disputed?"""
    return any(
        not one.pair and holds(facts.day, one.start, one.end) and any(state in one.states for state in states)
        for one in treaty.suspended
    )


def named_in(treaty: Treaty) -> dict[str, tuple[Any, ...]]:
    """How the text names each state as a bearer, in lists and cuts; states named alike, or not at all, stand alike."""
    marks: dict[str, tuple[Any, ...]] = {}
    for k, one in enumerate(treaty.suspended):
        for state in (*one.pair, *one.states):
            marks[state] = (*marks.get(state, ()), k, state)
    for k, clause in enumerate(treaty.clauses):
        hubs = tuple(one for one in (clause.hub, clause.bilateral_hub) if one)
        listed = clause.duty if isinstance(clause.duty, tuple) else ()
        for name, states in enumerate((listed, clause.duty_not, clause.duty_in, hubs, clause.ends_for)):
            for state in states:
                marks[state] = (*marks.get(state, ()), k, name, clause.ends_for.get(state))
    return marks
