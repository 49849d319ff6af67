"""The chain behind a row: each predicate of the clause with the value required, the value found and who supplied it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.treaties import adversary
from foedus.treaties.bearers import frozen
from foedus.treaties.facts import Facts, Role, roles
from foedus.treaties.fault import CLEAR, DISPUTED, fault
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES, Row
from foedus.treaties.scope import limb_holds, pair_holds
from foedus.treaties.treaty import Clause, Treaty, Where


@dataclass(frozen=True)
class Step:
    """One predicate. `by`: text (the treaty), table (places, states, classes), user, organ or party.

    `effect`: holds, or disputed when this predicate is what makes the row disputed.
    """

    predicate: str
    required: str
    found: str
    by: str
    effect: str = "holds"


def with_trace(library: Library, facts: Facts, row: Row) -> Row:
    """The row with its trace."""
    return replace(row, trace=tuple(trace(library, facts, row)))


def trace(library: Library, facts: Facts, row: Row) -> Iterator[Step]:
    """Every predicate that the row rests on, in the order in which they are tested."""
    treaty = library.treaty(row.treaty)
    clause = treaty.clause(row.clause)
    parties = treaty.parties_on(facts.day)
    yield from _dates(treaty, clause, facts, row)
    yield from _contingency(library, clause, facts)
    if clause.duty == "attacker":
        began = f"{_list(facts.initiators)} began"
        yield Step("initiator", f"not {row.toward} (resisting whoever began is no breach)", began, "user")
    elif clause.trigger:
        yield Step("trigger", clause.trigger, _list(facts.event.acts), "user")
    elif clause.victim != "any":
        role = next(one for one in roles(clause, facts) if one.ally in (row.toward, row.state))
        yield from _ally(library, clause, facts, role, parties)
    yield from _scope(clause, facts, row, parties)
    yield from _bearer(treaty, clause, facts, row)


def _list(words: tuple[str, ...] | frozenset[str] | list[str]) -> str:
    return ", ".join(sorted(words) if isinstance(words, frozenset) else words) or "none"


def _span(start: object, end: object) -> str:
    return f"{start or 'always'} to {end or 'open'}"


def _dates(treaty: Treaty, clause: Clause, facts: Facts, row: Row) -> Iterator[Step]:
    yield Step("in force", _span(*treaty.force), str(facts.day), "text")
    if clause.start or clause.end:
        yield Step("clause valid", _span(clause.start, clause.end), str(facts.day), "text")
    for state in dict.fromkeys((row.state, row.toward)):
        mine = [one for one in treaty.parties if one.state == state and one.start and one.start <= facts.day]
        if mine:
            yield Step("party", f"{state} on {facts.day}", "; ".join(_span(one.start, one.end) for one in mine), "text")


def _contingency(library: Library, clause: Clause, facts: Facts) -> Iterator[Step]:
    met = facts.acts.intersection(clause.acts)
    yield Step("acts", f"one of {_list(clause.acts)}", _list(frozenset(met)), "user")
    for word in clause.needs:
        yield Step("needs", word, "given", library.tokens.facts[word].by)
    for word in clause.blocked_by:
        yield Step("blocked_by", f"not {word}", "not given", library.tokens.facts[word].by)
    if clause.request:
        yield Step("request", "asked for help", "given", "party")
    for word in sorted(facts.found.intersection(clause.disputed_if)):
        yield Step("disputed_if", f"not {word}", "given", library.tokens.facts[word].by, DISPUTED)
    if clause.status == "disputed":
        yield Step("status", "settled reading", clause.note or "the clause itself is disputed", "text", DISPUTED)


def _ally(library: Library, clause: Clause, facts: Facts, role: Role, parties: frozenset[str]) -> Iterator[Step]:
    protected = clause.victim if isinstance(clause.victim, tuple) else ("any party",)
    who = {"attacked": "attacked", "at_war": "at war", "initiates": "begins"}[clause.involvement]
    yield Step("ally", f"{_list(protected)}, {who}", role.ally, "user")
    by = clause.by if isinstance(clause.by, str) else _list(clause.by)
    found = adversary.matching(library, clause, facts, role, parties)
    supplied = "table" if isinstance(clause.by, str) and clause.by in library.classes else "user"
    yield Step("by", by + (f", not {_list(clause.by_not)}" if clause.by_not else ""), _list(found), supplied)
    if clause.by_state:
        yield Step("by_state", "an attack by a state", "no token non_state", "user")
    if clause.supported_by or clause.not_supported_by:
        wanted = f"{_list(clause.supported_by)} beside it, {_list(clause.not_supported_by)} not"
        yield Step("supported_by", wanted, _list((*role.enemies, *role.beside)), "user")
    if clause.involvement == "attacked":
        began = f"began: {_list(facts.initiators)}; provoked: {str(facts.event.provoked).lower()}"
        effect = DISPUTED if fault(clause, facts, role) == DISPUTED else "holds"
        yield Step("unprovoked", clause.unprovoked or "implied by the word attack", began, "user", effect)
    inside = adversary.intra(clause, role, parties)
    members = [one for one in role.enemies if one in parties]
    if members:
        effect = DISPUTED if inside == DISPUTED else "holds"
        yield Step("intra", clause.intra or "covered (absent)", f"{_list(members)} is a party", "text", effect)
    if clause.min_enemies is not None or clause.max_enemies is not None:
        number = len({*role.enemies, *role.beside})
        yield Step("enemies", f"{clause.min_enemies or 1} to {clause.max_enemies or 'any number'}", str(number), "user")


def _scope(clause: Clause, facts: Facts, row: Row, parties: frozenset[str]) -> Iterator[Step]:
    if clause.duty == "attacker" or clause.trigger or not (clause.where or clause.dyad or clause.dyads):
        return
    ally = facts.event.victim if row.toward == PARTIES else row.toward
    if clause.duty == "initiator":
        ally = row.state
    limb = next((one for one in clause.where if limb_holds(one, facts, ally, parties)), None)
    if limb is not None:
        held = f"{facts.event.place}: {_list(facts.tags)}; sov {facts.sov or 'none'}, adm {facts.adm or 'none'}"
        yield Step("where", words_of(limb), f"{held}; hit: {_list(facts.target)}", "table")
    if (clause.dyad or clause.dyads) and pair_holds(clause, facts.struck):
        pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
        yield Step("dyad", "; ".join("-".join(pair) for pair in pairs), f"{_list(facts.event.attacker)}-{ally}", "user")


def words_of(limb: Where) -> str:
    """One limb of a scope in words."""
    parts = [f"hit: {_list(limb.target)}"] if limb.target else []
    parts += [f"in {' and '.join(limb.tags)}"] if limb.tags else []
    parts += [f"in {' or '.join(limb.any_tags)}"] if limb.any_tags else []
    parts += [f"not in {' or '.join(limb.not_tags)}"] if limb.not_tags else []
    for value, word in ((limb.sov, "territory of"), (limb.adm, "under the administration of")):
        if value:
            parts.append(f"{word} {'the state attacked' if value == 'victim' else ' or '.join(value)}")
    parts += ["in the territory of a party"] if limb.sov_in_parties else []
    parts += [f"until {limb.until}"] if limb.until else []
    return ", ".join(parts) or "anywhere with a place"


def _bearer(treaty: Treaty, clause: Clause, facts: Facts, row: Row) -> Iterator[Step]:
    duty = clause.duty if isinstance(clause.duty, str) else _list(clause.duty)
    yield Step("duty", duty + (f", not {_list(clause.duty_not)}" if clause.duty_not else ""), row.state, "text")
    if treaty.suspended:
        froze = frozen(treaty, (row.state, row.toward), facts)
        found, effect = ("one of them has suspended it", DISPUTED) if froze else ("no", "holds")
        yield Step("suspended", "by neither state", found, "text", effect)
    if row.status == CLEAR:
        yield Step("status", "no open question", CLEAR, "text")
