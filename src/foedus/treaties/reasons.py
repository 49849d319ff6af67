"""Why a state owes nothing: every reason code that holds, and no other (section 4.6 of the treaty language).

Tests are made one by one, without stopping at the first that fails. A clause outside its dates gives only its dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from functools import lru_cache
from itertools import chain

from foedus.treaties import adversary
from foedus.treaties.bearers import ended, suspended_pair
from foedus.treaties.event import Event
from foedus.treaties.facts import Facts, Role, facts_of, roles
from foedus.treaties.fault import NONE, fault
from foedus.treaties.library import Library
from foedus.treaties.obligations import Bound, NotCalled, Row, law_on, must_be_party, restrained_toward
from foedus.treaties.scope import pair_holds, where_holds
from foedus.treaties.treaty import HELP_TYPES, Clause, Treaty
from foedus.treaties.words import in_order

ENDED = frozenset({"expired", "terminated"})
ONE_SIDED = frozenset({"one_sided", "no_reciprocity"})
ASSISTANCE = frozenset({"defence", "offence", "sanctions", "enforcement", "consultation"})


def why_not(library: Library, facts: Facts, rows: Iterable[Row], treaties: Set[str] | None = None) -> list[NotCalled]:
    """For each party of each instrument in force that owes no help under it: all reasons.

    Parties that the event does not name and that the text names alike share one answer, worked out once.
    """
    event = facts.event
    actors = {*event.attacker, *event.with_attacker, event.victim, *event.with_victim, *event.initiators}
    helped = {(row.treaty, row.state) for row in rows if row.type in HELP_TYPES}
    answer: list[NotCalled] = []
    for bound in law_on(library, facts.day):
        name, alike = bound.treaty.id, {}
        if treaties is None or name in treaties:
            asked = Asked(library, facts, bound.treaty, None, bound)
            for state in bound.order:
                if (name, state) not in helped:
                    kind = state if state in actors else bound.named.get(state)
                    if kind not in alike:
                        alike[kind] = asked.codes(state)
                    answer.append(NotCalled(state, name, None, alike[kind]))
    return answer


def reasons(library: Library, event: Event, state: str, treaty: str | None, type: str | None = None) -> tuple[str, ...]:
    """All reasons why `state` owes no row of `type` (None: no help) under `treaty` (None: under any instrument)."""
    facts = facts_of(library, event)
    if treaty is not None:
        return Asked(library, facts, library.treaty(treaty), type, None).codes(state)
    every = (Asked(library, facts, one, type, None).codes(state) for one in library.treaties.values())
    return in_order(chain(["no_treaty"], *every))


def asked_clauses(treaty: Treaty, type: str | None) -> tuple[Clause, ...]:
    """The clauses a question looks at: of one type; without a type those of help, or all others if there are none."""
    if type is not None:
        return tuple(one for one in treaty.clauses if one.type == type)
    helping = tuple(one for one in treaty.clauses if one.type in HELP_TYPES)
    return helping or tuple(one for one in treaty.clauses if one.type != "nonaggression")


class Asked:
    """One question to one instrument, with what does not depend on the state worked out once."""

    def __init__(self, library: Library, facts: Facts, treaty: Treaty, type: str | None, bound: Bound | None) -> None:
        self.facts, self.treaty, self.type = facts, treaty, type
        day = facts.day
        self.parties = bound.parties if bound else treaty.parties_on(day)
        self.in_force = treaty.in_force(day)
        asked = asked_clauses(treaty, type)
        base = set(self._of_instrument(asked))
        self.valid = tuple(one for one in asked if one.valid_on(day)) if self.in_force else ()
        if self.in_force:
            base.update(*(dates_of_clause(one, self.valid, facts) for one in asked if one not in self.valid))
            now = bound or Bound(treaty, self.parties, self.valid)
            base.update(*(clause_codes(library, now, one, facts) for one in self.valid))
        self.base = frozenset(base)
        self.belligerents = {*facts.event.attacker, *facts.event.with_attacker, *facts.initiators} & self.parties
        attacked = [one for one in self.valid if _tests_ally(one) and one.involvement == "attacked"]
        listed = {state for one in attacked if isinstance(one.victim, tuple) for state in one.victim}
        self.allies = (self.parties | listed) if attacked else None

    def _of_instrument(self, asked: Collection[Clause]) -> Iterator[str]:
        """Codes of the text itself and of its force."""
        start, end = self.treaty.force
        if start is None or start > self.facts.day:
            yield "not_in_force"
        elif end is not None and end < self.facts.day:
            yield from ENDED
        wanted = HELP_TYPES if self.type is None else {self.type}
        if not any(one.type in wanted for one in asked):
            yield "no_clause"
        bindings = {one.binding or self.treaty.binding for one in asked} or {self.treaty.binding}
        if bindings <= {"political", "none"}:
            yield "not_binding"
        elif bindings == {"domestic_law"}:
            yield "domestic_law_only"

    def codes(self, state: str) -> tuple[str, ...]:
        """All codes that hold for one state."""
        if state not in self.parties:
            return _sorted(self.base | {"not_party"} | membership_dates(self.treaty, state, self.facts))
        found = set(self.base)
        if self.in_force:
            for clause in self.valid:
                _cuts(self.treaty, clause, state, self.facts, self.parties, found)
            if self.belligerents and self.belligerents != {state}:
                found.add("ally_is_aggressor")
            victim = self.facts.event.victim
            if self.allies is not None and (victim == state or victim not in self.allies):
                found.add("not_attacked")
            if self.type is None or self.type in HELP_TYPES:
                found.update(kind_of_duty(self.treaty, state, self.facts))
        return _sorted(frozenset(found))


_sorted = lru_cache(maxsize=4096)(in_order)


def _tests_ally(clause: Clause) -> bool:
    return clause.duty != "attacker" and not clause.trigger and clause.victim != "any"


def membership_dates(treaty: Treaty, state: str, facts: Facts) -> frozenset[str]:
    """Has the membership of `state` not begun, or ended, by that day? Empty for a state that never was a party."""
    mine = [one for one in treaty.parties if one.state == state]
    begun = [one for one in mine if one.start is not None and one.start <= facts.day]
    if not mine or any(one.end is None or one.end >= facts.day for one in begun):
        return frozenset()
    return ENDED if begun else frozenset({"not_in_force"})


def dates_of_clause(clause: Clause, valid: Iterable[Clause], facts: Facts) -> frozenset[str]:
    """Codes of a clause outside its dates; none if the same article has a clause of that type for the day."""
    if any(one.art == clause.art and one.type == clause.type for one in valid):
        return frozenset()
    return frozenset({"not_in_force"}) if clause.start is not None and clause.start > facts.day else ENDED


def clause_codes(library: Library, bound: Bound, clause: Clause, facts: Facts) -> set[str]:
    """Tests of one clause that fail, whichever state is asked about."""
    codes: set[str] = set()
    if facts.acts.isdisjoint(clause.acts):
        codes.add("below_threshold")
    if not facts.found.issuperset(clause.needs) or not facts.found.isdisjoint(clause.blocked_by):
        codes.add("condition_unmet")
    if clause.request and "request" not in facts.found:
        codes.add("request_missing")
    if clause.duty == "attacker":
        codes |= _restraint_codes(clause, facts, bound.parties)
    elif clause.trigger:
        enemy = Role("", facts.event.attacker, ())
        codes |= adversary_codes(library, clause, facts, enemy, bound.parties)
    elif clause.victim == "any":
        if not where_holds(clause, facts, facts.event.victim, bound.parties):
            codes.add("out_of_scope")
    else:
        codes |= _ally_codes(library, bound, clause, facts)
    if clause.strength == "guarantee_joint" and "condition_unmet" in codes:
        codes.add("collective_only")
    return codes


def _restraint_codes(clause: Clause, facts: Facts, parties: Set[str]) -> set[str]:
    victim, codes = facts.event.victim, set[str]()
    if not restrained_toward(clause, victim, parties):
        named = isinstance(clause.victim, tuple) and victim in clause.victim
        codes.add("victim_not_protected" if isinstance(clause.victim, tuple) and not named else "not_party")
    if victim in facts.initiators:
        codes.add("provoked")
    return codes


def _ally_codes(library: Library, bound: Bound, clause: Clause, facts: Facts) -> set[str]:
    """Tests over the states in the ally's role; those that may be the ally at all come first."""
    able = roles(clause, facts)
    if not able:
        return {"condition_unmet"}
    parties = bound.parties
    fit = [one for one in able if one.ally in parties or not must_be_party(clause)]
    found = [role_codes(library, bound, clause, facts, one) for one in fit or able]
    if any(not one for one in found):
        return set()
    nobody_begins = {"condition_unmet"} if clause.involvement == "initiates" and not fit else set()
    return nobody_begins.union(*found)


def role_codes(library: Library, bound: Bound, clause: Clause, facts: Facts, role: Role) -> set[str]:
    """Tests of one clause for one ally that fail."""
    parties = bound.parties
    codes = _protection_codes(bound.treaty, clause, facts, role, parties)
    codes |= adversary_codes(library, clause, facts, role, parties)
    if fault(clause, facts, role) == NONE:
        codes.add("provoked")
    if adversary.intra(clause, role, parties) == "excluded":
        codes.add("excluded_party")
    if not where_holds(clause, facts, role.ally, parties) or not pair_holds(clause, role):
        codes.add("out_of_scope")
    if not adversary.number_holds(clause, role) or adversary.exclusion_holds(clause, facts, role):
        codes.add("condition_unmet")
    return codes


def _protection_codes(treaty: Treaty, clause: Clause, facts: Facts, role: Role, parties: Set[str]) -> set[str]:
    codes: set[str] = set()
    ally = role.ally
    if must_be_party(clause) and ally not in parties:
        codes |= {"not_party"} | membership_dates(treaty, ally, facts)
    if isinstance(clause.victim, tuple) and clause.involvement == "attacked" and ally not in clause.victim:
        codes |= {"victim_not_protected"} | (ONE_SIDED if ally in parties else set())
    if clause.initiator and ally not in clause.initiator and ally in parties:
        codes |= ONE_SIDED
    if ended(clause, ally, facts):
        codes |= ENDED
    return codes


def adversary_codes(library: Library, clause: Clause, facts: Facts, role: Role, parties: Set[str]) -> set[str]:
    """`by`, `by_not`, `by_state`, co-belligerents."""
    codes: set[str] = set()
    if clause.by_state and "non_state" in facts.found:
        codes.add("no_state_attacker")
    found = adversary.matching(library, clause, facts, role, parties)
    if found:
        return codes if adversary.support_holds(clause, role, found) else codes | {"condition_unmet"}
    codes.add("wrong_adversary")
    if any(one in clause.by_not for one in role.enemies):
        codes |= {"excluded_party", "reservation"}
    named = library.classes.get(clause.by) if isinstance(clause.by, str) else None
    outsiders = clause.by == "nonparty" or (named is not None and named.nonparty)
    if outsiders and not parties.isdisjoint(role.enemies):
        codes.add("excluded_party")
    if all(library.states[one].kind == "non_state" for one in role.enemies):
        codes.add("no_state_attacker")
    return codes


def _cuts(treaty: Treaty, clause: Clause, state: str, facts: Facts, parties: Set[str], found: set[str]) -> None:
    """Codes that keep one party out of the bearers of a clause."""
    event = facts.event
    if clause.duty == "attacker":
        if state not in event.attacker:
            found.add("below_threshold")
        elif clause.duty_in and state not in clause.duty_in:
            found.update(ONE_SIDED)
        elif not pair_holds(clause, Role(event.victim, (state,), ())):
            found.add("out_of_scope")
        allies: tuple[str, ...] = (event.victim,)
    else:
        allies = tuple(one.ally for one in roles(clause, facts)) if _tests_ally(clause) else ()
        if isinstance(clause.duty, tuple) and state not in clause.duty:
            found.update(ONE_SIDED)
        elif _on_other_side(clause, state, facts, parties):
            found.add("excluded_party")
        if clause.duty == "initiator" and state not in allies:
            found.update(ONE_SIDED)
    if state in clause.duty_not:
        found.add("reservation")
    if ended(clause, state, facts):
        found.update(ENDED)
    hub = clause.hub or clause.bilateral_hub
    if hub and hub != state and allies and hub not in allies:
        found.update(ONE_SIDED)
    if treaty.suspended and any(one in parties and suspended_pair(treaty, state, one, facts) for one in allies):
        found.add("suspended")


def _on_other_side(clause: Clause, state: str, facts: Facts, parties: Set[str]) -> bool:
    """Does the state stand against every ally in question, so that it bears nothing?"""
    if not _tests_ally(clause) or clause.duty == "parties":
        return False
    sides = [one for one in roles(clause, facts) if one.ally in parties or not must_be_party(clause)]
    if not sides and clause.involvement == "attacked":
        sides = [facts.struck]
    if (listed := isinstance(clause.duty, tuple)) and clause.type not in HELP_TYPES:
        return False
    return bool(sides) and all(state in one.enemies or (not listed and state in one.beside) for one in sides)


def kind_of_duty(treaty: Treaty, state: str, facts: Facts) -> Iterator[str]:
    """Is consultation, a right or an organ's power all that the instrument gives this party?"""
    kinds = {one.type for one in treaty.clauses if one.valid_on(facts.day) and may_bear(one, state)}
    if kinds & ASSISTANCE == {"consultation"}:
        yield "consult_only"
    if not kinds & HELP_TYPES:
        if "right" in kinds:
            yield "right_not_duty"
        if "enforcement" in kinds:
            yield "power_not_duty"


def may_bear(clause: Clause, state: str) -> bool:
    """Could a party bear the duty of this clause at all?"""
    return state not in clause.duty_not and (not isinstance(clause.duty, tuple) or state in clause.duty)
