"""Where a clause looks: the place and what was hit there (section "Scope" of the treaty language)."""

from __future__ import annotations

from collections.abc import Set

from foedus.treaties.facts import Facts, Role
from foedus.treaties.treaty import Clause, Where


def limb_holds(limb: Where, facts: Facts, ally: str, parties: Set[str]) -> bool:
    """Does every key of one limb hold? Without a place no limb does."""
    tags = facts.tags
    return (
        facts.placed
        and (not limb.target or not facts.target.isdisjoint(limb.target))
        and tags.issuperset(limb.tags)
        and (not limb.any_tags or not tags.isdisjoint(limb.any_tags))
        and (not limb.not_tags or tags.isdisjoint(limb.not_tags))
        and (limb.sov is None or _is_holder(facts.sov, limb.sov, ally))
        and (limb.adm is None or _is_holder(facts.adm, limb.adm, ally))
        and (not limb.sov_in_parties or facts.sov in parties)
        and (limb.until is None or facts.day <= limb.until)
    )


def _is_holder(holder: str | None, wanted: str | tuple[str, ...], ally: str) -> bool:
    if holder is None:
        return False
    return holder == ally if wanted == "victim" else holder in wanted


def where_holds(clause: Clause, facts: Facts, ally: str, parties: Set[str]) -> bool:
    """Does the place satisfy one limb of `where`? A clause without `where` looks everywhere."""
    return not clause.where or any(limb_holds(limb, facts, ally, parties) for limb in clause.where)


def pair_holds(clause: Clause, role: Role) -> bool:
    """`dyad`, `dyads`: is one enemy with the ally one of the pairs?"""
    pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
    return not pairs or any({one, role.ally} == set(pair) for one in role.enemies for pair in pairs)
