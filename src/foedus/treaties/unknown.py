"""What is not known: facts that the question does not state, ranked by how many states' answers they would turn.

Each fact is supposed alone, the law is asked again, and the rows are compared with those of the question as asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from foedus.treaties import changes
from foedus.treaties.changes import Change
from foedus.treaties.event import Event
from foedus.treaties.flip import possible
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import Row, law_on, rows_only
from foedus.treaties.treaty import HELP_TYPES, OTHER_TYPES

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Unknown:
    """One fact supposed. States by what becomes of the help they owe; `rows` counts every duty that changes."""

    change: Change
    gained: tuple[str, ...]  # owe help only if it holds
    lost: tuple[str, ...]  # owe none if it holds
    clearer: tuple[str, ...]  # disputed help becomes clear
    doubtful: tuple[str, ...]  # clear help becomes disputed
    rows: int

    @property
    def states(self) -> int:
        """How many states' answer on help it turns."""
        return len({*self.gained, *self.lost, *self.clearer, *self.doubtful})


def unknowns(library: Library, event: Event, stated: Collection[str] = ()) -> tuple[Unknown, ...]:
    """Facts not stated that would change the answer, those that turn most states first.

    `stated` names what the question did state, so that it is not supposed otherwise: act, target, place, initiator,
    provoked. Tokens given are stated; only tokens not given are supposed.
    """
    now = merged(rows_only(library, event))
    found = []
    for change in _supposed(library, event, frozenset(stated)):
        other = change.apply(event)
        if possible(library, other):
            one = _compared(change, now, merged(rows_only(library, other)))
            if one.rows:
                found.append(one)
    return tuple(_one_each(sorted(found, key=lambda one: (-one.states, -one.rows, one.change.size))))


def _one_each(found: list[Unknown]) -> Iterator[Unknown]:
    """Of places, acts and targets that change the answer in the same way only the first."""
    seen: set[object] = set()
    for one in found:
        what = (one.change.kind, one.gained, one.lost, one.clearer, one.doubtful, one.rows)
        if one.change.kind not in ("place", "act", "target") or what not in seen:
            seen.add(what)
            yield one


def _supposed(library: Library, event: Event, stated: frozenset[str]) -> Iterator[Change]:
    """Every single fact that some clause in force reads and the question leaves open."""
    clauses = [clause for bound in law_on(library, event.date) for clause in bound.clauses]
    read = {word for one in clauses for word in (*one.needs, *one.blocked_by, *one.disputed_if)} | {
        "request",
        "non_state",
    }
    for word in library.tokens.facts:
        if word in read and word not in event.found and word != "provocation_disputed":
            yield changes.give(library, word)
    if "provoked" not in stated:
        yield from (changes.provoked(value) for value in (True, "disputed"))
    if "initiator" not in stated and event.victim not in event.initiators:
        yield changes.begun_by(library, (event.victim,))
    if "target" not in stated:
        read = {word for one in clauses for limb in one.where for word in limb.target}
        unread = (word for word in library.tokens.targets if word in read and word not in event.target)
        yield from (changes.hit(library, event, word, only=True) for word in unread)
    if "act" not in stated:
        read = {word for one in clauses for word in one.acts}
        others = (word for word in library.tokens.acts if word in read and word not in event.acts)
        yield from (changes.act(library, event, word, only=True) for word in others)
    if "place" not in stated:
        mine = (one for one in library.places.values() if one.id != event.place)
        yield from (changes.at(library, event, one, event.victim) for one in mine if _held(one, event))


def _held(place: changes.Place, event: Event) -> bool:
    """Is it a place where this victim can well be hit: held, claimed, or where its forces are at sea?"""
    holders = (place.adm_on(event.date), place.sov_on(event.date), place.sea_of, *place.claimants_on(event.date))
    return event.victim in holders


def _compared(change: Change, now: Collection[Row], then: Collection[Row]) -> Unknown:
    before, after = _duties(now), _duties(then)
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    help_before, help_after = _helping(before), _helping(after)
    gained = [one for one in help_after if one not in help_before]
    lost = [one for one in help_before if one not in help_after]
    both = [one for one in help_after if one in help_before]
    clearer = [one for one in both if help_before[one] == "disputed" and help_after[one] == "clear"]
    doubtful = [one for one in both if help_before[one] == "clear" and help_after[one] == "disputed"]
    sets = (tuple(sorted(one)) for one in (gained, lost, clearer, doubtful))
    return Unknown(change, *sets, rows=len(changed))


def _duties(rows: Collection[Row]) -> dict[Key, str]:
    return {
        (one.state, one.type, one.toward, one.strength, one.treaty): one.status
        for one in rows
        if one.type not in OTHER_TYPES
    }


def _helping(duties: dict[Key, str]) -> dict[str, str]:
    """State -> the best status of the help it owes."""
    best: dict[str, str] = {}
    for (state, kind, *_), status in duties.items():
        if kind in HELP_TYPES and best.get(state) != "clear":
            best[state] = status
    return best
