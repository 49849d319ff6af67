"""Events near to what one clause asks for: candidates for showing what its predicates do.

Nothing here knows a treaty: candidates are what the clause itself names, its parties, a few outsiders, the days around
its dates, and the places that its limbs describe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import islice, product
from typing import Any

from foedus.treaties.event import Event
from foedus.treaties.facts import facts_of
from foedus.treaties.library import Library
from foedus.treaties.obligations import Bound, clause_rows
from foedus.treaties.states import State
from foedus.treaties.treaty import Clause, Treaty, Where

SIDES = ("attacker", "victim")
PER_DAY = 2000  # events tried on one day
Rows = frozenset[tuple[str, ...]]
_PARTIES: dict[tuple[int, date], frozenset[str]] = {}


def parties_of(treaty: Treaty, day: date) -> frozenset[str]:
    key = (id(treaty), day)
    if key not in _PARTIES:
        _PARTIES[key] = treaty.parties_on(day)
    return _PARTIES[key]


def rows(library: Library, treaty: Treaty, clause: Clause, event: Event) -> Rows:
    """What this clause alone gives."""
    if not treaty.in_force(event.date) or not clause.valid_on(event.date):
        return frozenset()
    facts = facts_of(library, event)
    if facts.acts.isdisjoint(clause.acts):
        return frozenset()
    bound = Bound(treaty, parties_of(treaty, event.date), (clause,))
    return frozenset(
        (r.state, r.type, r.toward, r.strength, r.status) for r in clause_rows(library, bound, clause, facts)
    )


class Search:
    """Candidates for the events of one clause."""

    def __init__(self, library: Library, treaty: Treaty, clause: Clause) -> None:
        self.library, self.treaty, self.clause = library, treaty, clause

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Around every date that the record names, only where the text is in force."""
        one, clause = timedelta(days=1), self.clause
        named: set[date] = set()
        ends = [self.treaty.force[1], clause.end, *clause.ends_for.values(), *(limb.until for limb in clause.where)]
        for last in (day for day in ends if day is not None):
            named |= {last, last + one}
        for first in (day for day in (self.treaty.force[0], clause.start) if day is not None):
            named |= {first, first - one, first + timedelta(days=400)}
        named |= {one.start for one in self.treaty.parties[:60] if one.start is not None}
        named |= {day for party in self.treaty.parties if party.end for day in (party.end, party.end + one)}
        if self.treaty.force[1] is None:
            named.add(date(2026, 6, 1))
        inside = sorted(day for day in named if self.treaty.in_force(day))
        valid = [day for day in inside if clause.valid_on(day)]
        middle = valid[len(valid) // 2 :] + valid[: len(valid) // 2]
        return tuple(dict.fromkeys([*_spread(middle, 8), *_spread(inside, 8)]))

    @cached_property
    def named(self) -> tuple[str, ...]:
        """States that the clause names, one way or another."""
        clause = self.clause
        found: list[str] = []
        for value in (clause.by, clause.victim, clause.duty):
            found += value if isinstance(value, tuple) else ()
        for value in (
            clause.by_not, clause.supported_by, clause.not_supported_by, clause.initiator, clause.dyad, clause.duty_not,
            clause.duty_in, *clause.dyads, tuple(clause.ends_for),
        ):  # fmt: skip
            found += value
        found += [one for row in clause.excluded_if for one in (row["initiator"], row["opponent"])]
        found += [one for one in (clause.hub, clause.bilateral_hub) if one]
        return tuple(dict.fromkeys(found))

    @lru_cache(maxsize=64)  # noqa: B019 - a search lives as long as its test
    def states(self, day: date) -> tuple[str, ...]:
        """Named states, members of the class, parties and outsiders, a few of each."""
        library, parties = self.library, parties_of(self.treaty, day)
        alive = [one.code for one in library.states.values() if one.kind == "state" and _exists(one, day)]
        classes = [self.clause.by] if self.clause.by in library.classes else []
        inside = [one for one in alive for name in classes if library.in_class(name, one, day, parties)]
        outside = [one for one in alive if one not in parties]
        neither = [one for one in outside if one not in inside]
        some = [*self.named[:12], *sorted(parties)[:5], *sorted(parties)[-3:], *inside[:3], *inside[-2:]]
        member = [one for one in inside if one in parties]
        return tuple(dict.fromkeys([*some, *member[:2], *neither[:2], *neither[-2:], *outside[:2]]))

    @lru_cache(maxsize=64)  # noqa: B019
    def spots(self, day: date, only: int | None = None) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """(place, target, allies): where a limb can hold, and for which ally; home places without `where`."""
        states, places = self.states(day), self.library.places.values()
        if not self.clause.where:
            homes = [one for one in places if one.home_of in states]
            return [(one.id, ("territory",), states) for one in _spread(homes, 3)]
        found: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        for limb in self.clause.where if only is None else self.clause.where[only : only + 1]:
            fitting = [one for one in places if _tags_fit(limb, one.tags)]
            rows = [(one.id, limb.target[:1] or ("territory",), self._allies(limb, one, day)) for one in fitting]
            found += _spread([one for one in rows if one[2]], 12)
        return found

    @lru_cache(maxsize=64)  # noqa: B019
    def held(self, day: date) -> dict[str | None, list[str]]:
        """Places by who holds or administers them."""
        found: dict[str | None, list[str]] = {}
        for one in self.library.places.values():
            for state in {one.sov_on(day), one.adm_on(day)}:
                found.setdefault(state, []).append(one.id)
        return found

    def _allies(self, limb: Where, place: Any, day: date) -> tuple[str, ...]:
        allies = self.states(day)
        for wanted, holder in ((limb.sov, place.sov_on(day)), (limb.adm, place.adm_on(day))):
            if wanted == "victim":
                listed = self.clause.victim if isinstance(self.clause.victim, tuple) else ()
                able = set(listed) or {*parties_of(self.treaty, day), *self.named}
                allies = tuple(one for one in (holder,) if one in able)
            elif wanted is not None and holder not in wanted:
                return ()
        return allies

    def bases(self, day: date, limb: int | None = None) -> Iterator[Event]:
        """Events near to what the clause asks for: its acts, its facts, two states, a fitting place, a day."""
        clause = self.clause
        acts = tuple(dict.fromkeys([*clause.acts[:1], *((clause.trigger,) if clause.trigger else ())]))
        facts = frozenset([*clause.needs, *(("request",) if clause.request else ())])
        besides = [(), *((one,) for one in clause.supported_by[:1]), *((("USA",),) if clause.min_enemies else ())]
        for beside in besides:
            for place, target, allies in self.spots(day, limb):
                for ally, enemy in _spread(product(allies, self.states(day)), 60):
                    gone = tuple(one for one in beside if one not in (ally, enemy))
                    both = ((enemy, ally), (ally, enemy))
                    for attacker, victim in both[: 1 if clause.involvement == "attacked" else 2]:
                        if ally != enemy:
                            yield Event(
                                (attacker,), victim, place, day, target, acts, with_attacker=gone, with_victim=gone,
                                initiator=(attacker,), facts=facts,
                            )  # fmt: skip

    @lru_cache(maxsize=64)  # noqa: B019
    def firing(self, limb: int | None = None) -> list[Event]:
        """Some events on which the clause gives a row (at places of one limb), unlike one another."""
        found: list[Event] = []
        for day in self.days[:10]:
            seen: Counter[tuple[str, Any]] = Counter()
            fires = (one for one in islice(self.bases(day, limb), PER_DAY) if self._fresh(one, seen))
            for base in (one for one in fires if rows(self.library, self.treaty, self.clause, one)):
                found.append(base)
                seen.update([("day", day), *self._marks(base)])
        return found

    def _marks(self, base: Event) -> tuple[tuple[str, Any], ...]:
        return ("victim", base.victim), ("attacker", base.attacker), ("place", base.place)

    def _fresh(self, base: Event, seen: Counter[tuple[str, Any]]) -> bool:
        return seen["day", base.date] < 10 and all(seen[mark] < 3 for mark in self._marks(base))

    def variants(self, base: Event, reads: tuple[str, ...]) -> Iterator[Event]:
        """The base and what it becomes when only the fields read are changed."""
        yield base
        for key in reads:
            yield from getattr(self, f"_{key}")(base)
        if set(SIDES) <= set(reads):
            for one, other in product(self.states(base.date), repeat=2):
                if one != other:
                    yield replace(base, attacker=(one,), victim=other, initiator=(one,))

    def _acts(self, base: Event) -> Iterator[Event]:
        yield from (replace(base, acts=(one,)) for one in self.library.tokens.acts)
        if self.clause.trigger:
            yield replace(base, acts=self.clause.acts[:1])

    def _attacker(self, base: Event) -> Iterator[Event]:
        yield from (
            replace(base, attacker=(one,), initiator=(one,)) for one in self.states(base.date) if one != base.victim
        )

    def _victim(self, base: Event) -> Iterator[Event]:
        yield from (replace(base, victim=one) for one in self.states(base.date) if one not in base.attacker)

    def _initiator(self, base: Event) -> Iterator[Event]:
        beginners = [base.victim, *(row["initiator"] for row in self.clause.excluded_if), *self.clause.initiator]
        yield from (replace(base, initiator=(one,)) for one in beginners)

    def _provoked(self, base: Event) -> Iterator[Event]:
        yield from (replace(base, provoked=one) for one in (True, "disputed"))

    def _facts(self, base: Event) -> Iterator[Event]:
        clause = self.clause
        for one in (*clause.needs, *clause.blocked_by, *clause.disputed_if, "request", "non_state"):
            yield replace(base, facts=base.facts ^ {one})

    def _place(self, base: Event) -> Iterator[Event]:
        held = self.held(base.date)
        near = [place for place, _, _ in self.spots(base.date)]
        near += [place for state in (base.victim, *base.attacker) for place in _spread(held.get(state, ()), 40)]
        yield from (replace(base, place=one) for one in dict.fromkeys([*near, *_spread(self.library.places, 60)]))

    def _target(self, base: Event) -> Iterator[Event]:
        yield from (replace(base, target=(one,)) for one in self.library.tokens.targets)

    def _date(self, base: Event) -> Iterator[Event]:
        yield from (replace(base, date=one) for one in self.days)

    def _beside(self, base: Event) -> Iterator[Event]:
        clause = self.clause
        for one in (*clause.supported_by, *clause.not_supported_by, *self.states(base.date)[-2:]):
            if one not in (*base.attacker, base.victim):
                yield replace(base, with_attacker=(one,))
                yield replace(base, with_victim=(one,))
        yield replace(base, with_attacker=(), with_victim=())


def _exists(state: State, day: date) -> bool:
    return any((first or day) <= day <= (last or day) for first, last in state.span)


def _tags_fit(limb: Where, tags: frozenset[str]) -> bool:
    fits = tags >= set(limb.tags) and tags.isdisjoint(limb.not_tags)
    return fits and (not limb.any_tags or not tags.isdisjoint(limb.any_tags))


def _spread(some: Iterable[Any], number: int) -> list[Any]:
    """At most `number` of them, from the whole length of the list."""
    every = list(some)
    step = max(1, -(-len(every) // number))
    return [one for start in range(step) for one in every[start::step]][:number] if number else []
