"""Elsewhere, or something else hit there: the changes of place and target that turn the scope of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date
from weakref import WeakKeyDictionary

from foedus.treaties import changes
from foedus.treaties.changes import Change
from foedus.treaties.event import Event
from foedus.treaties.facts import Facts
from foedus.treaties.library import Library
from foedus.treaties.places import Place
from foedus.treaties.scope import limb_holds, where_holds
from foedus.treaties.treaty import Clause, Where

KEPT = 512  # questions remembered per library
Held = tuple[Place, str | None, str | None]
_PLACES: WeakKeyDictionary[Library, dict[date, tuple[Held, ...]]] = WeakKeyDictionary()


def _places(library: Library, day: date) -> tuple[Held, ...]:
    """The gazetteer with sovereign and administrator of the day, once per library and day."""
    days = _PLACES.setdefault(library, {})
    if day not in days:
        if len(days) > 64:
            days.clear()
        days[day] = tuple((one, one.sov_on(day), one.adm_on(day)) for one in library.places.values())
    return days[day]


# the clause is kept beside its answer, so that its id stays its own
_FOUND: WeakKeyDictionary[Library, dict[tuple[int, Event, str, int], tuple[Clause, tuple[Change, ...]]]] = (
    WeakKeyDictionary()
)


def elsewhere(
    library: Library, facts: Facts, clause: Clause, ally: str, parties: Set[str], number: int
) -> tuple[Change, ...]:
    """Another target in the same place, and the nearest places that turn the test, those the ally holds first.

    Remembered per library: every bearer of a clause meets the same question.
    """
    known = _FOUND.setdefault(library, {})
    key = (id(clause), facts.event, ally, number)
    if key not in known:
        if len(known) > KEPT:
            known.clear()
        known[key] = (clause, tuple(_search(library, facts, clause, ally, parties, number)))
    return known[key][1]


def _search(
    library: Library, facts: Facts, clause: Clause, ally: str, parties: Set[str], number: int
) -> Iterator[Change]:
    event = facts.event
    holds = where_holds(clause, facts, ally, parties)
    if not holds:
        for limb in clause.where:
            if limb.target and facts.placed and facts.target.isdisjoint(limb.target):
                yield from (changes.hit(library, event, word) for word in limb.target)
            if limb.until is not None and facts.day > limb.until:
                yield changes.on_or_before(event, limb.until)
    elif any(limb.target for limb in clause.where):
        read = {word for limb in clause.where for word in limb.target}
        others = [word for word in ("territory", "forces", "vessel", "satellite") if word not in read]
        mine = [limb for limb in clause.where if limb_holds(limb, facts, ally, parties)]
        hit_now = {word for limb in mine for word in limb.target}
        others = others or [word for word in ("territory", "vessel", "forces") if word not in hit_now]
        yield from (changes.hit(library, event, word, only=True) for word in others[:2])
    found = []
    for held in _places(library, facts.day):
        fits = any(_fits(limb, held, facts, ally, parties, strict=holds) for limb in clause.where)
        if fits != holds and held[0].id != event.place:
            found.append((changes.far(library, event, held[0], ally in held[1:]), held[0].id))
    for _, name in sorted(found)[:number]:
        yield changes.at(library, event, library.places[name], ally)


def _fits(limb: Where, held: Held, facts: Facts, ally: str, parties: Set[str], strict: bool) -> bool:
    """Would one limb hold at a place? Without `strict`, whatever is hit."""
    place, sov, adm = held
    tags = place.tags
    return (
        (not strict or not limb.target or not facts.target.isdisjoint(limb.target))
        and tags.issuperset(limb.tags)
        and (not limb.any_tags or not tags.isdisjoint(limb.any_tags))
        and (not limb.not_tags or tags.isdisjoint(limb.not_tags))
        and (limb.sov is None or _holder(sov, limb.sov, ally))
        and (limb.adm is None or _holder(adm, limb.adm, ally))
        and (not limb.sov_in_parties or sov in parties)
        and (limb.until is None or facts.day <= limb.until)
    )


def _holder(holder: str | None, wanted: str | tuple[str, ...], ally: str) -> bool:
    return holder is not None and (holder == ally if wanted == "victim" else holder in wanted)
