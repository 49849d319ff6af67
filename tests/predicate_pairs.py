"""For one predicate of one clause: two events that differ only in what it reads, found by search.

A predicate is one key of a clause (or of a limb of its `where`) that is not at its default. Deleting it gives a second
clause. A pair shows that it works: on the first event the deletion changes the rows, on the second it does not, and the
rows of the clause differ between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.treaty import Clause, Treaty, Where
from tests.event_search import SIDES, Rows, Search, rows

READS: dict[str, tuple[str, ...]] = {  # what each key looks at in an event
    "acts": ("acts",), "trigger": ("acts",), "involvement": (*SIDES, "initiator"),
    "by": SIDES, "by_not": SIDES, "by_state": ("facts",),
    "supported_by": ("beside",), "not_supported_by": ("beside",), "min_enemies": ("beside",),
    "max_enemies": ("beside",),
    "initiator": SIDES, "unprovoked": ("initiator", "provoked"), "victim": SIDES, "victim_party": (*SIDES, "date"),
    "dyad": SIDES,
    "dyads": SIDES, "where": ("place", "target"), "needs": ("facts",), "blocked_by": ("facts",), "request": ("facts",),
    "disputed_if": ("facts", "provoked"), "excluded_if": ("initiator", *SIDES), "status": (), "intra": SIDES,
    "duty_not": SIDES, "duty_in": SIDES, "duty_any": SIDES, "hub": SIDES, "bilateral_hub": SIDES, "ends_for": ("date",),
    "start": ("date",), "end": ("date",),
}  # fmt: skip
LIMB_READS = {
    **dict.fromkeys(("tags", "any_tags", "not_tags", "sov", "adm", "sov_in_parties"), ("place",)),
    "target": ("target",), "until": ("date",),
}  # fmt: skip
SAME_AS_ABSENT = (("intra", "covered"), ("unprovoked", "implied"), ("status", "disputed_form"))


@dataclass(frozen=True)
class Predicate:
    """One test of one clause, what it reads, and the clause without it."""

    treaty: Treaty
    clause: Clause
    name: str
    reads: tuple[str, ...]
    without: Clause

    @property
    def label(self) -> str:
        return f"{self.treaty.id}-{self.clause.id}-{self.name}"


def _defaults(kind: type) -> dict[str, Any]:
    found = {}
    for one in fields(kind):
        found[one.name] = one.default_factory() if one.default_factory is not MISSING else one.default
    return found


CLAUSE, LIMB = _defaults(Clause), _defaults(Where)


def predicates(library: Library, limbs: bool = True) -> Iterator[Predicate]:
    """Every predicate of every clause; with `limbs` also each key of each limb of `where`."""
    for treaty in map(as_if_in_force, library.treaties.values()):
        for clause in treaty.clauses:
            if limbs:
                yield Predicate(treaty, clause, "acts", ("acts",), replace(clause, acts=tuple(library.tokens.acts)))
            for key, reads in READS.items():
                if key != "acts" and getattr(clause, key) != CLAUSE[key]:
                    mode = key == "victim" and clause.victim == "any"  # says what is not tested
                    yield Predicate(treaty, clause, key, () if mode else reads, replace(clause, **{key: CLAUSE[key]}))
            if limbs:
                yield from _limb_predicates(treaty, clause)


def _limb_predicates(treaty: Treaty, clause: Clause) -> Iterator[Predicate]:
    for k, limb in enumerate(clause.where):
        for key, reads in LIMB_READS.items():
            if getattr(limb, key) != LIMB[key]:
                yield Predicate(treaty, clause, f"where{k}.{key}", reads, _bare_limb(clause, k, key))


_LAST: list[Search] = []


def search(library: Library, treaty: Treaty, clause: Clause) -> Search:
    """The search of one clause, kept while its predicates are asked for one after another."""
    if not _LAST or _LAST[0].clause is not clause or _LAST[0].library is not library:
        _LAST[:] = [Search(library, treaty, clause)]
    return _LAST[0]


def pair(library: Library, one: Predicate) -> tuple[Event, Event] | None:
    """Two events that show the predicate at work, or None when the search finds none."""
    candidates = search(library, one.treaty, one.clause)
    limb = int(one.name.split(".")[0].removeprefix("where")) if "." in one.name else None
    bases = candidates.firing(limb) if limb is None else [*candidates.firing(limb), *candidates.firing()]
    for base in bases:
        moved: list[tuple[Event, Rows]] = []
        still: list[tuple[Event, Rows]] = []
        for event in candidates.variants(base, one.reads):
            given, bare = (rows(library, one.treaty, clause, event) for clause in (one.clause, one.without))
            (still if given == bare else moved).append((event, given))
        if moved and not one.reads:
            return moved[0][0], moved[0][0]
        for (first, before), (second, after) in product(moved[:4], still):
            if before != after and first != second:
                return first, second
    return None


def shadow(library: Library, one: Predicate) -> str | None:
    """What else in the clause makes the same cut, so that deleting the predicate alone changes nothing.

    The predicate is at work once that other key is gone. None when there is no such key.
    """
    for name, changed in _without_another(one):
        clause, bare = changed(one.clause), changed(one.without)
        if clause != one.clause and pair(library, replace(one, clause=clause, without=bare)) is not None:
            return name
    return None


def _without_another(one: Predicate) -> Iterator[tuple[str, Callable[[Clause], Clause]]]:
    if "." in one.name:
        k = int(one.name.split(".")[0].removeprefix("where"))
        for key in LIMB_READS:
            yield f"where{k}.{key}", lambda clause, key=key: _bare_limb(clause, k, key)
    for key in READS:
        if key not in ("acts", "where" if "." in one.name else one.name):
            yield key, lambda clause, key=key: replace(clause, **{key: CLAUSE[key]})
    if one.clause.duty not in ("attacker", "initiator"):
        for wider in ("others", "parties"):
            yield "duty", lambda clause, wider=wider: replace(clause, duty=wider)


def _bare_limb(clause: Clause, k: int, key: str) -> Clause:
    bare = replace(clause.where[k], **{key: LIMB[key]})
    return replace(clause, where=tuple(bare if n == k else one for n, one in enumerate(clause.where)))


def explained(library: Library, one: Predicate) -> str | None:
    """Why a predicate without a pair may stand: it writes the default out, or cuts what another cuts."""
    clause, treaty = one.clause, one.treaty
    if (one.name, getattr(clause, one.name, None)) in SAME_AS_ABSENT:
        return "writes out what holds without it"
    listed = clause.victim if isinstance(clause.victim, tuple) else ()
    if one.name == "victim_party" and _always_parties(treaty, clause, listed):
        return "every state listed is a party whenever the clause is valid"
    if one.name == "initiator" and {party.state for party in treaty.parties} <= set(clause.initiator):
        return "every party is listed"
    other = shadow(library, one)
    return f"'{other}' makes the same cut" if other else None


def _always_parties(treaty: Treaty, clause: Clause, states: tuple[str, ...]) -> bool:
    """Is each of `states` a party on every day on which the treaty is in force and the clause valid?"""
    marks = {treaty.force[0], treaty.force[1], clause.start, clause.end, date(2026, 6, 1)}
    marks |= {day for party in treaty.parties for day in (party.start, party.end)}
    days = {day + timedelta(days=shift) for day in marks if day is not None for shift in (-1, 0, 1)}
    bound = [treaty.parties_on(day) for day in days if treaty.in_force(day) and clause.valid_on(day)]
    return all(parties >= set(states) for parties in bound if parties)


def as_if_in_force(treaty: Treaty) -> Treaty:
    """A treaty that never came into force, read as if it had on the day of signature."""
    if treaty.force[0] is not None or treaty.signed is None:
        return treaty
    first = treaty.signed
    parties = tuple(replace(one, start=one.start or first) for one in treaty.parties)
    return replace(treaty, force=(first, treaty.force[1]), parties=parties)
