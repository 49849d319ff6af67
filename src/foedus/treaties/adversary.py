"""Against whom a clause works: `by`, co-belligerents, number of enemies, attack by a member."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from foedus.treaties.facts import Facts, Role
from foedus.treaties.library import Library
from foedus.treaties.treaty import Clause


def satisfies(library: Library, clause: Clause, state: str, day: date, parties: Set[str]) -> bool:
    """Does one adversary satisfy `by` and `by_not` together?"""
    if state in clause.by_not:
        return False
    by = clause.by
    if by == "any":
        return True
    if isinstance(by, tuple):
        return state in by
    if by == "party":
        return state in parties
    if by == "nonparty":
        return state not in parties
    return library.in_class(by, state, day, parties)


def matching(library: Library, clause: Clause, facts: Facts, role: Role, parties: Set[str]) -> tuple[str, ...]:
    """The enemies that satisfy `by` and `by_not`."""
    if clause.by == "any" and not clause.by_not:
        return role.enemies
    return tuple(one for one in role.enemies if satisfies(library, clause, one, facts.day, parties))


def support_holds(clause: Clause, role: Role, found: tuple[str, ...]) -> bool:
    """`supported_by`, `not_supported_by`: who fights beside one matching enemy."""
    if not clause.supported_by and not clause.not_supported_by:
        return True
    side = {*role.enemies, *role.beside}
    for one in found:
        others = side - {one}
        if (not clause.supported_by or not others.isdisjoint(clause.supported_by)) and others.isdisjoint(
            clause.not_supported_by
        ):
            return True
    return False


def number_holds(clause: Clause, role: Role) -> bool:
    """`min_enemies`, `max_enemies`: enemies and their co-belligerents, counted together."""
    if clause.min_enemies is None and clause.max_enemies is None:
        return True
    number = len({*role.enemies, *role.beside})
    return (clause.min_enemies is None or number >= clause.min_enemies) and (
        clause.max_enemies is None or number <= clause.max_enemies
    )


def exclusion_holds(clause: Clause, facts: Facts, role: Role) -> bool:
    """`excluded_if`: did a named state begin, with a named opponent among the enemies?"""
    return any(
        one["initiator"] in facts.initiators and one["opponent"] in (*role.enemies, *role.beside)
        for one in clause.excluded_if
    )


def intra(clause: Clause, role: Role, parties: Set[str]) -> str:
    """Attack by a member: covered, excluded or disputed. A clause whose `by` is a list has chosen already."""
    if clause.intra in (None, "covered") or isinstance(clause.by, tuple):
        return "covered"
    inside = role.ally in parties and any(one in parties for one in role.enemies)
    return clause.intra or "covered" if inside else "covered"
