"""What would turn each test of a clause: for one that fails, changes that mend it; for one that holds, that break it.

Changes are derived from what the clause reads, so few have to be tried; each is only a candidate until evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.treaties import adversary, changes
from foedus.treaties.changes import Change
from foedus.treaties.elsewhere import elsewhere
from foedus.treaties.explain import role_of, tests_ally
from foedus.treaties.facts import Facts, Role
from foedus.treaties.fault import CLEAR, fault
from foedus.treaties.library import Library
from foedus.treaties.obligations import must_be_party
from foedus.treaties.scope import pair_holds
from foedus.treaties.treaty import Clause, Treaty

DAY = timedelta(days=1)
TRIED = 3  # adversaries tried for one test
Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Turn:
    """A change that may turn one test. `predicate` is its name in the chain, `word` the token where there are many."""

    predicate: str
    change: Change
    word: str = ""


def turns(
    library: Library, facts: Facts, treaty: Treaty, clause: Clause, state: str, ally: str, places: int = 3
) -> Iterator[Turn]:
    """Candidates for every test of a clause, for one state toward one ally; at most so many `places`."""
    role = role_of(clause, facts, state, ally)
    yield from _dates(facts, treaty, clause, (state, ally))
    yield from _acts(library, facts, clause)
    yield from _tokens(library, facts, clause)
    if clause.duty == "attacker":
        yield from _restraint(library, facts)
    elif clause.trigger or tests_ally(clause):
        yield from _adversary(library, facts, treaty, clause, (state, role))
    if tests_ally(clause):
        yield from _fault(library, facts, clause, role)
        yield from _number(library, facts, clause, role)
    if clause.where and not clause.trigger and clause.duty != "attacker":
        victim = facts.event.victim if clause.victim == "any" else role.ally
        parties = treaty.parties_on(facts.day)
        yield from (Turn("where", one) for one in elsewhere(library, facts, clause, victim, parties, places))


def _dates(facts: Facts, treaty: Treaty, clause: Clause, states: Iterable[str]) -> Iterator[Turn]:
    """Days just inside and just outside each interval that the row hangs on."""
    force: list[Span] = [treaty.force] if treaty.force[0] else []
    spans: list[tuple[str, str, list[Span]]] = [("in force", "", force)]
    if clause.start or clause.end:
        spans.append(("clause valid", "", [(clause.start, clause.end)]))
    for one in dict.fromkeys(states):
        mine: list[Span] = [(party.start, party.end) for party in treaty.parties if party.state == one and party.start]
        spans.append(("party", one, mine))
        if one in clause.ends_for:
            spans.append(("ends_for", one, [(None, clause.ends_for[one])]))
    for name, word, intervals in spans:
        inside = any((not start or start <= facts.day) and (not end or facts.day <= end) for start, end in intervals)
        for start, end in intervals:
            yield from (Turn(name, one, word) for one in _edge(facts, start, end, inside))
    for one in treaty.suspended:
        edges = [*_edge(facts, one.start, one.end, True), *_edge(facts, one.start, one.end, False)]
        yield from (Turn("suspended", change) for change in edges)


def _edge(facts: Facts, start: date | None, end: date | None, inside: bool) -> Iterator[Change]:
    day, event = facts.day, facts.event
    if inside and start is not None and start <= day:
        yield changes.on_or_before(event, start - DAY)
    if inside and end is not None and end >= day:
        yield changes.on_or_after(event, end + DAY)
    if not inside and start is not None and day < start:
        yield changes.on_or_after(event, start)
    if not inside and end is not None and day > end:
        yield changes.on_or_before(event, end)


def _acts(library: Library, facts: Facts, clause: Clause) -> Iterator[Turn]:
    asked = (*clause.acts, *((clause.trigger,) if clause.trigger else ()))
    name = "trigger" if clause.trigger else "acts"
    if facts.acts.isdisjoint(clause.acts) or (clause.trigger and clause.trigger not in facts.acts):
        yield from (Turn(name, changes.act(library, facts.event, word)) for word in dict.fromkeys(asked))
    lower = (word for word in ("threat", "coercion", "internal_unrest", "basing") if word in library.tokens.acts)
    for word in lower:
        if library.tokens.closure([word]).isdisjoint(asked):
            yield Turn(name, changes.act(library, facts.event, word, only=True))
            return


def _tokens(library: Library, facts: Facts, clause: Clause) -> Iterator[Turn]:
    read = [("needs", word) for word in clause.needs] + [("blocked_by", word) for word in clause.blocked_by]
    read += [("disputed_if", word) for word in clause.disputed_if]
    read += [("request", "request")] if clause.request else []
    read += [("by_state", "non_state")] if clause.by_state else []
    for name, word in read:
        if word == "provocation_disputed":
            value: bool | str = False if word in facts.found else "disputed"
            yield Turn(name, changes.provoked(value), word)
        else:
            change = changes.take(library, word) if word in facts.found else changes.give(library, word)
            yield Turn(name, change, "" if name in ("request", "by_state") else word)


def _restraint(library: Library, facts: Facts) -> Iterator[Turn]:
    victim = facts.event.victim
    began = facts.event.attacker if victim in facts.initiators else (victim,)
    yield Turn("initiator", changes.begun_by(library, began))


def _fault(library: Library, facts: Facts, clause: Clause, role: Role) -> Iterator[Turn]:
    event = facts.event
    if clause.involvement == "attacked":
        state_of_it = fault(clause, facts, role)
        if role.ally in facts.initiators:
            yield Turn("unprovoked", changes.begun_by(library, event.attacker))
        else:
            yield Turn("unprovoked", changes.begun_by(library, (role.ally,)))
        if clause.unprovoked in ("any", "direct"):
            values = (True, "disputed") if state_of_it == CLEAR else (False,)
            yield from (Turn("unprovoked", changes.provoked(one)) for one in values)
    elif clause.involvement == "initiates":
        began = event.attacker if role.ally not in facts.initiators else (event.victim,)
        yield Turn("ally", changes.begun_by(library, began))
    for one in clause.excluded_if:
        began = event.attacker if one["initiator"] not in event.attacker else (event.victim,)
        if one["initiator"] in facts.initiators:
            yield Turn("excluded_if", changes.begun_by(library, began))
        elif one["opponent"] in (*role.enemies, *role.beside):
            yield Turn("excluded_if", changes.begun_by(library, (one["initiator"],)))


def _number(library: Library, facts: Facts, clause: Clause, role: Role) -> Iterator[Turn]:
    """States beside the ally's enemies: beside the attacker, or beside the state attacked where the ally attacks."""
    event = facts.event
    attacks = role.ally != event.victim
    beside = event.with_victim if attacks else event.with_attacker
    sides = {*event.attacker, *event.with_attacker, event.victim, *event.with_victim}
    for one in (*clause.supported_by, *clause.not_supported_by):
        if one in beside:
            yield Turn("supported_by", changes.alone(event, [one], attacks))
        elif one not in sides and one in library.states and library.states[one].exists_on(facts.day):
            yield Turn("supported_by", changes.beside(library, event, one, attacks))
    if clause.min_enemies is not None or clause.max_enemies is not None:
        if len({*role.enemies, *role.beside}) > 1:
            extra = beside if attacks else (*beside, *event.attacker[1:])
            yield Turn("enemies", changes.alone(event, extra, attacks))
        for one in _examples(library, facts, lambda one: one not in sides, 1):
            yield Turn("enemies", changes.beside(library, event, one, attacks))


def _adversary(library: Library, facts: Facts, treaty: Treaty, clause: Clause, who: tuple[str, Role]) -> Iterator[Turn]:
    """Another attacker that satisfies `by`, or does not; a member, or an outsider; another of a pair."""
    state, role = who
    if role.ally != facts.event.victim and not clause.trigger:
        return  # the ally attacks: its enemy is the state attacked, which the question fixes
    parties, event = treaty.parties_on(facts.day), facts.event

    def fits(one: str) -> bool:
        return adversary.satisfies(library, clause, one, facts.day, parties)

    def other(one: str, wanted: bool) -> bool:
        return one != state and fits(one) == wanted

    now = any(fits(one) for one in role.enemies)
    if clause.by != "any" or clause.by_not:
        kind = _kind(library, clause, wanted=not now)
        many = TRIED if isinstance(clause.by, tuple) else 1
        for one in _examples(library, facts, lambda one: other(one, not now), many, _named(library, clause)):
            yield Turn("by", changes.attacked_by(library, event, one, kind))
    inside = any(one in parties for one in role.enemies)
    if clause.intra in ("excluded", "disputed") and not isinstance(clause.by, tuple):
        kind = "no party to it" if inside else "a party to it"
        for one in _examples(library, facts, lambda one: (one in parties) != inside and other(one, True), 1):
            yield Turn("intra", changes.attacked_by(library, event, one, kind))
    if clause.dyad or clause.dyads:
        paired = pair_holds(clause, role)
        for one in _examples(
            library, facts, lambda one: one != state and pair_holds(clause, Role(role.ally, (one,), ())) != paired, 1
        ):
            yield Turn("dyad", changes.attacked_by(library, event, one, ""))


def _kind(library: Library, clause: Clause, wanted: bool) -> str:
    """What an adversary that `by` names is called."""
    if isinstance(clause.by, tuple):
        return "" if wanted else f"another state than {', '.join(library.world_code(one) for one in clause.by)}"
    known = {"any": "another state", "party": "a party to it", "nonparty": "no party to it"}
    if wanted:
        return known.get(clause.by) or f"of the class {clause.by}"
    other = {"party": "no party to it", "nonparty": "a party to it", "any": "one that the clause leaves out"}
    return other.get(clause.by) or f"not of the class {clause.by}"


def _named(library: Library, clause: Clause) -> tuple[str, ...]:
    """States that a class lists by name."""
    known = library.classes.get(clause.by) if isinstance(clause.by, str) else None
    return tuple(state for member in known.members for state in member.states) if known else ()


def _examples(
    library: Library, facts: Facts, test: Callable[[str], bool], number: int, first: tuple[str, ...] = ()
) -> Iterator[str]:
    """States that pass a test: those that the place concerns, then `first`, then in the order of the table."""
    event = facts.event
    sides = {*event.attacker, *event.with_attacker, event.victim, *event.with_victim}
    place = library.places[event.place] if event.place else None
    near = [*(place.claimants_on(event.date) if place else ()), *(one for one in (facts.adm, facts.sov) if one)]
    given = 0
    for code in dict.fromkeys([*near, *first, *library.states]):
        one = library.states.get(code)
        if one is None or one.kind != "state" or code in sides or not one.exists_on(facts.day):
            continue
        if test(code):
            yield code
            given += 1
            if given == number:
                return


def can_protect(treaty: Treaty, clause: Clause, ally: str) -> bool:
    """Could this ally be protected at all, on some day?"""
    if clause.victim == "any" or clause.trigger:
        return True
    if isinstance(clause.victim, tuple) and clause.involvement == "attacked":
        return ally in clause.victim
    return not must_be_party(clause) or any(one.state == ally and one.start for one in treaty.parties)
