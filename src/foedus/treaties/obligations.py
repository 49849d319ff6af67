"""Who owes whom what in one event: every clause in force, tested in the order of the treaty language.

`rows_only` gives the rows and stops at the first test that fails; `evaluate` adds, for each state without a row,
every reason that holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from foedus.treaties import adversary
from foedus.treaties.bearers import bearers, cut, frozen, named_in
from foedus.treaties.event import Event
from foedus.treaties.facts import Facts, Role, facts_of, roles
from foedus.treaties.fault import CLEAR, DISPUTED, NONE, fault
from foedus.treaties.library import Library
from foedus.treaties.scope import pair_holds, where_holds
from foedus.treaties.treaty import OTHER_TYPES, Clause, Treaty
from foedus.treaties.words import sentences

PARTIES = "*parties"  # toward all other parties: the state attacked is owed nothing


@dataclass(frozen=True, slots=True)
class Row:
    """One duty (or right, or restriction) of one state. `status` is clear or disputed; `trace` is filled on request."""

    state: str
    type: str
    toward: str
    strength: str
    treaty: str
    article: str
    clause: str
    binding: str
    status: str
    trace: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Why `state` owes nothing of `type` (None: no help) under `treaty` (None: under any)."""

    state: str
    treaty: str | None
    type: str | None
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """The reasons as plain sentences, one per code."""
        return sentences(self.reasons)


@dataclass(frozen=True, eq=False)
class Answer:
    """The law's answer: duties in `called`; rights, restrictions and domestic policy in `other`; who is not and why."""

    event: Event
    called: tuple[Row, ...]
    other: tuple[Row, ...]
    not_called: tuple[NotCalled, ...]
    unread: tuple[str, ...]  # acts and tokens given that no clause and no rule reads


@dataclass(frozen=True, slots=True)
class Bound:
    """One instrument on one day: its parties, the clauses valid that day, and how it names states as bearers."""

    treaty: Treaty
    parties: frozenset[str]
    clauses: tuple[Clause, ...]
    named: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()  # parties by code


_LAW: WeakKeyDictionary[Library, dict[date, tuple[Bound, ...]]] = WeakKeyDictionary()
_KEPT_DAYS = 64


def law_on(library: Library, day: date) -> tuple[Bound, ...]:
    """The instruments in force on `day`, in the order of the library; remembered per library and day."""
    days = _LAW.setdefault(library, {})
    if day not in days:
        if len(days) >= _KEPT_DAYS:
            days.clear()
        days[day] = tuple(_bound(one, day) for one in library.treaties.values() if one.in_force(day))
    return days[day]


def _bound(treaty: Treaty, day: date) -> Bound:
    parties = treaty.parties_on(day)
    valid = tuple(one for one in treaty.clauses if one.valid_on(day))
    return Bound(treaty, parties, valid, named_in(treaty), tuple(sorted(parties)))


def rows_only(library: Library, event: Event) -> tuple[Row, ...]:
    """All rows of the event, duties and others together, without reasons or traces."""
    return tuple(rows_of(library, facts_of(library, event)))


def rows_of(library: Library, facts: Facts, treaties: Set[str] | None = None) -> Iterator[Row]:
    """The rows of worked-out facts, instrument by instrument."""
    acts = facts.acts
    for bound in law_on(library, facts.day):
        if treaties is None or bound.treaty.id in treaties:
            for clause in bound.clauses:
                if not acts.isdisjoint(clause.acts):
                    yield from clause_rows(library, bound, clause, facts)


def clause_rows(library: Library, bound: Bound, clause: Clause, facts: Facts) -> Iterator[Row]:
    """The rows of one clause whose acts are met."""
    if not contingency_holds(clause, facts):
        return
    doubt = clause.status == "disputed" or not facts.found.isdisjoint(clause.disputed_if)
    for state, toward, disputed in _owed(library, bound, clause, facts):
        treaty = bound.treaty
        open_question = doubt or disputed or bool(treaty.suspended and frozen(treaty, (state, toward), facts))
        yield Row(
            state,
            clause.type,
            toward,
            clause.strength,
            treaty.id,
            clause.art,
            clause.id,
            clause.binding or treaty.binding,
            DISPUTED if open_question else CLEAR,
        )


def contingency_holds(clause: Clause, facts: Facts) -> bool:
    """`needs`, `blocked_by` and `request`."""
    found = facts.found
    return (
        found.issuperset(clause.needs)
        and found.isdisjoint(clause.blocked_by)
        and (not clause.request or "request" in found)
    )


def _owed(library: Library, bound: Bound, clause: Clause, facts: Facts) -> Iterator[tuple[str, str, bool]]:
    """(state, toward, disputed) of each duty of the clause."""
    if clause.duty == "attacker":
        yield from _restraint(bound, clause, facts)
    elif clause.trigger:
        for one in facts.event.attacker:
            if clause.trigger in facts.acts and adversary.satisfies(library, clause, one, facts.day, bound.parties):
                yield from ((state, one, False) for state, _ in _each(bound, clause, facts, Role(one, (), ())))
    elif clause.victim == "any":
        if where_holds(clause, facts, facts.event.victim, bound.parties):
            yield from ((state, PARTIES, False) for state, _ in _each(bound, clause, facts, Role(PARTIES, (), ())))
    else:
        for role in roles(clause, facts):
            outcome = role_outcome(library, bound, clause, facts, role)
            if outcome != NONE:
                disputed = outcome == DISPUTED
                pairs = _begun if clause.duty == "initiator" else _each
                yield from ((state, toward, disputed) for state, toward in pairs(bound, clause, facts, role))


def role_outcome(library: Library, bound: Bound, clause: Clause, facts: Facts, role: Role) -> str:
    """Does the clause work for this ally: clear, disputed or none? Stops at the first test that fails."""
    parties = bound.parties
    if not is_protected(clause, role, parties):
        return NONE
    found = adversary.matching(library, clause, facts, role, parties)
    if not found or (clause.by_state and "non_state" in facts.found):
        return NONE
    if not adversary.support_holds(clause, role, found):
        return NONE
    blame = fault(clause, facts, role)
    inside = adversary.intra(clause, role, parties)
    if blame == NONE or inside == "excluded":
        return NONE
    if not where_holds(clause, facts, role.ally, parties) or not pair_holds(clause, role):
        return NONE
    if not adversary.number_holds(clause, role) or adversary.exclusion_holds(clause, facts, role):
        return NONE
    return DISPUTED if DISPUTED in (blame, inside) else CLEAR


def is_protected(clause: Clause, role: Role, parties: Set[str]) -> bool:
    """Is the ally one that the clause protects?"""
    if clause.initiator and role.ally not in clause.initiator:
        return False
    if isinstance(clause.victim, tuple) and clause.involvement == "attacked" and role.ally not in clause.victim:
        return False
    return role.ally in parties or not must_be_party(clause)


def must_be_party(clause: Clause) -> bool:
    """Must the ally be a party? Not under a list of protected states without `victim_party`, nor under a dyad."""
    listed = isinstance(clause.victim, tuple) and clause.involvement == "attacked"
    return clause.victim_party or not (listed or clause.dyad)


def _each(bound: Bound, clause: Clause, facts: Facts, role: Role) -> Iterator[tuple[str, str]]:
    """(bearer, ally) after the cuts."""
    for state in bearers(clause, facts, role, bound.parties):
        if state != role.ally and cut(bound.treaty, clause, state, role.ally, facts) is None:
            yield state, role.ally


def _begun(bound: Bound, clause: Clause, facts: Facts, role: Role) -> Iterator[tuple[str, str]]:
    """`duty: initiator`: the party that begins, toward every other party in `victim`, or toward all others."""
    wanted = clause.victim if isinstance(clause.victim, tuple) else sorted(bound.parties)
    for other in wanted:
        if other != role.ally and other in bound.parties and not cut(bound.treaty, clause, role.ally, other, facts):
            yield role.ally, other


def _restraint(bound: Bound, clause: Clause, facts: Facts) -> Iterator[tuple[str, str, bool]]:
    """Nonaggression: each attacker that is a party, toward the victim; none when the victim began the war."""
    victim, parties = facts.event.victim, bound.parties
    if victim in facts.initiators or not restrained_toward(clause, victim, parties):
        return
    for state in facts.event.attacker:
        bound_state = state in parties and (not clause.duty_in or state in clause.duty_in) and state != victim
        paired = pair_holds(clause, Role(victim, (state,), ()))
        if bound_state and paired and cut(bound.treaty, clause, state, victim, facts) is None:
            yield state, victim, False


def restrained_toward(clause: Clause, victim: str, parties: Set[str]) -> bool:
    """Does a nonaggression clause protect this victim: one listed, else a party, or anyone if `duty_any`?"""
    if clause.duty_any:
        return True
    if isinstance(clause.victim, tuple) and not clause.victim_party:
        return victim in clause.victim
    return victim in parties and (not isinstance(clause.victim, tuple) or victim in clause.victim)


def evaluate(library: Library, event: Event, treaties: Iterable[str] | None = None, traced: bool = False) -> Answer:
    """The whole answer. `treaties` limits it to some instruments; `traced` fills the trace of every row."""
    from foedus.treaties.explain import with_trace
    from foedus.treaties.reasons import why_not
    from foedus.treaties.unread import unread

    wanted = None if treaties is None else {library.treaty(one).id for one in treaties}
    facts = facts_of(library, event)
    rows = list(rows_of(library, facts, wanted))
    no = why_not(library, facts, rows, wanted)
    if traced:
        rows = [with_trace(library, facts, row) for row in rows]
    called = tuple(row for row in rows if row.type not in OTHER_TYPES)
    other = tuple(row for row in rows if row.type in OTHER_TYPES)
    return Answer(event, called, other, tuple(no), unread(library, event))
