"""Every test of a clause on one event: the value required, the value found, who supplied it, and whether it holds.

A row's trace is the list of its tests; an absence is explained by those that fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.treaties import adversary
from foedus.treaties.bearers import ended, frozen, suspended_pair
from foedus.treaties.facts import Facts, Role, roles
from foedus.treaties.fault import CLEAR, DISPUTED, NONE, fault
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES, Row, is_protected, must_be_party, restrained_toward
from foedus.treaties.scope import limb_holds, pair_holds, where_holds
from foedus.treaties.treaty import Clause, Treaty, Where

HOLDS, FAILS = "holds", "fails"


@dataclass(frozen=True)
class Step:
    """One test. `by`: who supplied the value found: text, table (places, classes), user, organ or party.

    `effect`: holds, fails, or disputed when this test is what makes the row disputed. `turns`: what the row becomes
    when this test alone comes out the other way ("no row", "clear" or "disputed"; "" is no change or not asked);
    `flipped` says in words what was changed to see it.
    """

    predicate: str
    required: str
    found: str
    by: str
    effect: str = HOLDS
    flipped: str = ""
    turns: str = ""

    @property
    def decisive(self) -> bool:
        """Does the row hang on this test alone?"""
        return bool(self.turns)


def with_trace(library: Library, facts: Facts, row: Row) -> Row:
    """The row with its trace."""
    return replace(row, trace=tuple(trace(library, facts, row)))


def trace(library: Library, facts: Facts, row: Row) -> Iterator[Step]:
    """Every test that the row rests on, in the order in which they are made."""
    treaty = library.treaty(row.treaty)
    clause = treaty.clause(row.clause)
    role = role_of(clause, facts, row.state, row.toward)
    yield from steps(library, facts, treaty, clause, row.state, role)
    if row.status == CLEAR:
        yield Step("status", "no open question", CLEAR, "text")


def tests_ally(clause: Clause) -> bool:
    """Is a state in the ally's role tested at all?"""
    return clause.duty != "attacker" and not clause.trigger and clause.victim != "any"


def role_of(clause: Clause, facts: Facts, state: str, toward: str | None = None) -> Role:
    """The role in which a clause is tested for `state`: the ally it owes to, else the state attacked."""
    if not tests_ally(clause):
        return Role(toward or facts.event.victim, facts.event.attacker, ())
    able = roles(clause, facts)
    if toward is not None:
        able = tuple(one for one in able if one.ally in (toward, state)) or able
    elif len(able) > 1:
        able = tuple(one for one in able if one.ally != state and state not in one.enemies) or able
    return able[0] if able else facts.striking[0]


def steps(library: Library, facts: Facts, treaty: Treaty, clause: Clause, state: str, role: Role) -> Iterator[Step]:
    """All tests of one clause for one state toward one ally."""
    parties = treaty.parties_on(facts.day)
    yield from _dates(treaty, clause, facts, state, role.ally)
    yield from _contingency(library, clause, facts)
    if clause.duty == "attacker":
        victim = facts.event.victim
        resisted = victim in facts.initiators
        required = f"not {victim} (resisting whoever began is no breach)"
        yield Step("initiator", required, f"{listed(facts.initiators)} began", "user", _fails(resisted))
        guarded = restrained_toward(clause, victim, parties)
        protected = listed(clause.victim) if isinstance(clause.victim, tuple) else "any party"
        yield Step("ally", "anyone" if clause.duty_any else protected, victim, "user", _fails(not guarded))
    elif clause.trigger:
        enemies = [one for one in facts.event.attacker if adversary.satisfies(library, clause, one, facts.day, parties)]
        met = clause.trigger in facts.acts and bool(enemies)
        required = f"{clause.trigger} by {_by(clause)}"
        found = f"{listed(facts.event.acts)} by {listed(facts.event.attacker)}"
        yield Step("trigger", required, found, "user", _fails(not met))
    elif clause.victim != "any":
        yield from _ally(library, clause, facts, role, parties)
    yield from _scope(clause, facts, role, parties)
    yield from _bearer(treaty, clause, facts, state, role)


def listed(words: tuple[str, ...] | frozenset[str] | list[str]) -> str:
    """Words with commas; sorted if they have no order."""
    return ", ".join(sorted(words) if isinstance(words, frozenset) else words) or "none"


def in_world_codes(library: Library, step: Step) -> Step:
    """The test in the codes that a reader knows (TWN, not ROC)."""
    required, found, flipped = step.required, step.found, step.flipped
    for alias, code in library.aliases.items():
        if code in required or code in found or code in flipped:
            word = re.compile(rf"\b{code}\b")
            required, found, flipped = (word.sub(alias, text) for text in (required, found, flipped))
    return replace(step, required=required, found=found, flipped=flipped)


def _fails(test: bool) -> str:
    return FAILS if test else HOLDS


def span_words(start: object, end: object) -> str:
    """A closed interval in words."""
    return f"{start or 'always'} to {end or 'open'}"


def _dates(treaty: Treaty, clause: Clause, facts: Facts, state: str, ally: str) -> Iterator[Step]:
    day = str(facts.day)
    force = span_words(*treaty.force) if treaty.force[0] else "never entered into force"
    yield Step("in force", force, day, "text", _fails(not treaty.in_force(facts.day)))
    if clause.start or clause.end:
        valid = span_words(clause.start, clause.end)
        yield Step("clause valid", valid, day, "text", _fails(not clause.valid_on(facts.day)))
    for one in dict.fromkeys((state, ally)):
        needed = one == state or (clause.duty != "attacker" and must_be_party(clause) and tests_ally(clause))
        mine = [party for party in treaty.parties if party.state == one]
        spans = "; ".join(span_words(party.start, party.end) if party.start else "never bound" for party in mine)
        if mine or (needed and one != PARTIES):
            bound = any(party.state == one for party in mine) and one in treaty.parties_on(facts.day)
            yield Step("party", f"{one} on {day}", spans or "no party", "text", _fails(needed and not bound))


def _contingency(library: Library, clause: Clause, facts: Facts) -> Iterator[Step]:
    met, found = facts.acts.intersection(clause.acts), facts.found
    said = listed(frozenset(met)) if met else listed(facts.event.acts)
    yield Step("acts", f"one of {listed(clause.acts)}", said, "user", _fails(not met))
    for word in clause.needs:
        yield Step("needs", word, _given(word, found), library.tokens.facts[word].by, _fails(word not in found))
    for word in clause.blocked_by:
        given, by = _given(word, found), library.tokens.facts[word].by
        yield Step("blocked_by", f"not {word}", given, by, _fails(word in found))
    if clause.request:
        yield Step("request", "asked for help", _given("request", found), "party", _fails("request" not in found))
    for word in clause.disputed_if:
        effect = DISPUTED if word in found else HOLDS
        yield Step("disputed_if", f"not {word}", _given(word, found), library.tokens.facts[word].by, effect)
    if clause.status == "disputed":
        yield Step("status", "settled reading", clause.note or "the clause itself is disputed", "text", DISPUTED)


def _given(word: str, found: frozenset[str]) -> str:
    return "given" if word in found else "not given"


def _by(clause: Clause) -> str:
    by = clause.by if isinstance(clause.by, str) else listed(clause.by)
    return by + (f", not {listed(clause.by_not)}" if clause.by_not else "")


def _ally(library: Library, clause: Clause, facts: Facts, role: Role, parties: frozenset[str]) -> Iterator[Step]:
    able = any(one.ally == role.ally for one in roles(clause, facts))
    protected = listed(clause.victim) if isinstance(clause.victim, tuple) else "any party"
    protected = listed(clause.initiator) if clause.initiator else protected
    who = {"attacked": "attacked", "at_war": "at war", "initiates": "begins"}[clause.involvement]
    guarded = able and is_protected(clause, role, parties)
    yield Step("ally", f"{protected}, {who}", role.ally, "user", _fails(not guarded))
    yield from _adversary(library, clause, facts, role, parties)
    if clause.involvement == "attacked":
        began = f"began: {listed(facts.initiators)}; provoked: {str(facts.event.provoked).lower()}"
        effect = {DISPUTED: DISPUTED, NONE: FAILS}.get(fault(clause, facts, role), HOLDS)
        yield Step("unprovoked", clause.unprovoked or "implied by the word attack", began, "user", effect)
    members = [one for one in role.enemies if one in parties]
    if members:
        inside = adversary.intra(clause, role, parties)
        effect = {DISPUTED: DISPUTED, "excluded": FAILS}.get(inside, HOLDS)
        yield Step("intra", clause.intra or "covered (absent)", f"{listed(members)} is a party", "text", effect)
    if clause.min_enemies is not None or clause.max_enemies is not None:
        number, effect = len({*role.enemies, *role.beside}), _fails(not adversary.number_holds(clause, role))
        required = f"{clause.min_enemies or 1} to {clause.max_enemies or 'any number'}"
        yield Step("enemies", required, str(number), "user", effect)
    for one in clause.excluded_if:
        out = adversary.exclusion_holds(replace(clause, excluded_if=(one,)), facts, role)
        required = f"not: {one['initiator']} began and {one['opponent']} among the enemies"
        yield Step("excluded_if", required, f"{listed(facts.initiators)} began", "user", _fails(out))


def _adversary(library: Library, clause: Clause, facts: Facts, role: Role, parties: frozenset[str]) -> Iterator[Step]:
    found = adversary.matching(library, clause, facts, role, parties)
    supplied = "table" if isinstance(clause.by, str) and clause.by in library.classes else "user"
    yield Step("by", _by(clause), listed(found or role.enemies), supplied, _fails(not found))
    if clause.by_state:
        given = "non_state" in facts.found
        said = "token non_state" if given else "no token non_state"
        yield Step("by_state", "an attack by a state", said, "user", _fails(given))
    if clause.supported_by or clause.not_supported_by:
        wanted = f"{listed(clause.supported_by)} beside it, {listed(clause.not_supported_by)} not"
        effect = _fails(not adversary.support_holds(clause, role, found))
        yield Step("supported_by", wanted, listed((*role.enemies, *role.beside)), "user", effect)


def _scope(clause: Clause, facts: Facts, role: Role, parties: frozenset[str]) -> Iterator[Step]:
    if clause.duty == "attacker" or clause.trigger:
        pairs_only = clause.duty == "attacker" and (clause.dyad or clause.dyads)
        if not pairs_only:
            return
    elif clause.where:
        ally = facts.event.victim if clause.victim == "any" else role.ally
        limb = next((one for one in clause.where if limb_holds(one, facts, ally, parties)), None)
        required = words_of(limb) if limb else "; or ".join(words_of(one) for one in clause.where)
        yield Step(
            "where", required, place_found(facts), "table", _fails(not where_holds(clause, facts, ally, parties))
        )
    if clause.dyad or clause.dyads:
        pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
        required = "; ".join("-".join(pair) for pair in pairs)
        found = f"{listed(role.enemies)}-{role.ally}"
        yield Step("dyad", required, found, "user", _fails(not pair_holds(clause, role)))


def place_found(facts: Facts) -> str:
    """Where it happened, as the tests of a scope see it."""
    if not facts.placed:
        return "no place given"
    held = f"adm {facts.adm or 'none'}, sov {facts.sov or 'none'}"
    return f"{facts.event.place}: {listed(facts.tags)}; {held}; hit: {listed(facts.target)}"


def words_of(limb: Where) -> str:
    """One limb of a scope in words."""
    parts = [f"hit: {listed(limb.target)}"] if limb.target else []
    parts += [f"in {' and '.join(limb.tags)}"] if limb.tags else []
    parts += [f"in {' or '.join(limb.any_tags)}"] if limb.any_tags else []
    parts += [f"not in {' or '.join(limb.not_tags)}"] if limb.not_tags else []
    for value, word in ((limb.sov, "territory of"), (limb.adm, "under the administration of")):
        if value:
            parts.append(f"{word} {'the state attacked' if value == 'victim' else ' or '.join(value)}")
    parts += ["in the territory of a party"] if limb.sov_in_parties else []
    parts += [f"until {limb.until}"] if limb.until else []
    return ", ".join(parts) or "anywhere with a place"


def _bearer(treaty: Treaty, clause: Clause, facts: Facts, state: str, role: Role) -> Iterator[Step]:
    duty = clause.duty if isinstance(clause.duty, str) else listed(clause.duty)
    without = f", not {listed(clause.duty_not)}" if clause.duty_not else ""
    only = f", only {listed(clause.duty_in)}" if clause.duty_in else ""
    yield Step("duty", duty + only + without, state, "text", _fails(not _bears(clause, facts, state, role)))
    hub = clause.hub or clause.bilateral_hub
    if hub:
        yield Step(
            "hub", f"{hub} is one of the two", f"{state}-{role.ally}", "text", _fails(hub not in (state, role.ally))
        )
    for one in (state, role.ally):
        if one in clause.ends_for:
            last = clause.ends_for[one]
            yield Step("ends_for", f"{one}: to {last}", str(facts.day), "text", _fails(ended(clause, one, facts)))
    if treaty.suspended:
        pair = suspended_pair(treaty, state, role.ally, facts)
        froze = frozen(treaty, (state, role.ally), facts)
        found, effect = ("one of them has suspended it", DISPUTED) if froze else ("no", HOLDS)
        found, effect = ("suspended between the two", FAILS) if pair else (found, effect)
        yield Step("suspended", "by neither state", found, "text", effect)


def _bears(clause: Clause, facts: Facts, state: str, role: Role) -> bool:
    """May this state bear the duty toward this ally, dates and suspensions apart?"""
    if state in clause.duty_not or (isinstance(clause.duty, tuple) and state not in clause.duty):
        return False
    if clause.duty == "attacker":
        return state in facts.event.attacker and (not clause.duty_in or state in clause.duty_in)
    if not tests_ally(clause) or clause.duty == "parties":
        return True
    if clause.duty == "initiator":
        return state == role.ally
    against = {*role.enemies, *(role.beside if clause.duty == "others" else ())}
    helping = clause.duty == "others" or clause.type in ("defence", "offence")
    return state != role.ally and not (helping and state in against)
