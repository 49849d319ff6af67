"""A change of fact: what would have to be otherwise, in words and as another event.

Sizes rank changes and have no unit: a token is smaller than a target, a target than an act, an act than a place or a
day, and these than another adversary. They are a reading of "smallest", not a measurement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.places import Place, place_line

TOKEN = {"party": 1.0, "organ": 1.1, "user": 1.2, "engine": 1.2}  # by who supplies it
TARGET, ACT, PLACE, FAULT, DAY, BESIDE, ADVERSARY = 1.0, 1.3, 1.5, 1.6, 1.5, 1.8, 2.0
RARE = frozenset({"satellite", "none"})  # targets that are a larger change than a ship instead of an islet
EARTH_KM = 6371.0
YEAR_DAYS = 365.25
HIT = {
    "territory": "land or territorial sea is hit",
    "forces": "armed forces are hit",
    "vessel": "a public vessel is hit",
    "aircraft": "a public aircraft is hit",
    "coast_guard": "a coast guard vessel or its crew is hit",
    "satellite": "a space object is hit",
    "none": "nothing is hit",
}


@dataclass(frozen=True)
class Change:
    """One change of fact. `words` follow "if"; `fields` are new values of the event; tokens are given or taken."""

    kind: str  # fact, target, act, place, date, initiator, provoked, beside, adversary, victim
    words: str
    size: float
    fields: tuple[tuple[str, Any], ...] = ()
    gives: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()

    @property
    def tag(self) -> str:
        """The code in brackets at the end of the words, "" without one."""
        return self.words.rpartition("[")[2].rstrip("]") if self.words.endswith("]") else ""

    def apply(self, event: Event) -> Event:
        """The event with this change."""
        return replace(event, facts=(event.facts | self.gives) - self.takes, **dict(self.fields))


def give(library: Library, word: str) -> Change:
    """A fact token is given."""
    token = library.tokens.facts[word]
    return Change("fact", f"this is given: {token.means} [{word}]", TOKEN.get(token.by, 1.2), gives=frozenset({word}))


def take(library: Library, word: str) -> Change:
    """A fact token given is not."""
    token = library.tokens.facts[word]
    said = f"this is not given: {token.means} [without {word}]"
    return Change("fact", said, TOKEN.get(token.by, 1.2) + 0.05, takes=frozenset({word}))


def hit(library: Library, event: Event, word: str, only: bool = False) -> Change:
    """Something is hit too, or alone."""
    said = HIT.get(word) or f"{library.tokens.targets[word].means} is hit"
    now = (word,) if only or "none" in event.target else (*event.target, word)
    more = " and nothing else" if only and len(event.target) > 1 else ""
    size = TARGET + (1.2 if word in RARE else 0.1 if only else 0.0)
    return Change("target", f"{said}{more} [target {word}]", size, (("target", now),))


def act(library: Library, event: Event, word: str, only: bool = False) -> Change:
    """Another act is done, beside what was done or instead of it."""
    said = f"{'there is only' if only else 'it amounts to'}: {library.tokens.acts[word].means} [act {word}]"
    return Change("act", said, ACT, (("acts", (word,) if only else (*event.acts, word)),))


def far(library: Library, event: Event, place: Place, held: bool) -> float:
    """The size of a change of place: nearer ones, and those the ally holds, are smaller."""
    return PLACE + (0.0 if held else 0.5) + min(distance_km(library, event.place, place) / 20000, 1.0) * 0.5


def at(library: Library, event: Event, place: Place, held_by: str) -> Change:
    """It happens at another place."""
    size = far(library, event, place, held_by in (place.adm_on(event.date), place.sov_on(event.date)))
    return Change("place", f"it happens at {place_words(library, place, event.date)}", size, (("place", place.id),))


def place_words(library: Library, place: Place, day: date) -> str:
    """A place with who administers and who claims it."""
    name, _, held = place_line(library, place, day).partition(": ")
    return f"{name} ({held}) [{place.id}]"


def distance_km(library: Library, first: str | None, second: Place) -> float:
    """Great-circle distance in km; half the way round the earth where a place has no position."""
    here = library.place(first) if first is not None else None
    if here is None or here.lat is None or here.lon is None or second.lat is None or second.lon is None:
        return 10000.0
    north, south = radians(here.lat), radians(second.lat)
    east = radians(second.lon - here.lon)
    chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def on_or_after(event: Event, day: date) -> Change:
    """It happens later."""
    return Change("date", f"it happens on or after {day}", DAY + _years(event, day), (("date", day),))


def on_or_before(event: Event, day: date) -> Change:
    """It happens earlier."""
    return Change("date", f"it happens on or before {day}", DAY + _years(event, day), (("date", day),))


def _years(event: Event, day: date) -> float:
    return min(abs((day - event.date).days) / YEAR_DAYS * 0.1, 3.0)


def begun_by(library: Library, states: Iterable[str]) -> Change:
    """Somebody else began the war."""
    codes = tuple(states)
    said = f"{' and '.join(library.world_code(one) for one in codes)} is taken to have begun it [initiator]"
    return Change("initiator", said, FAULT, (("initiator", codes),))


def provoked(value: bool | str) -> Change:
    """Whether the victim provoked it."""
    said = {True: "the state attacked had provoked it", False: "the state attacked had not provoked it"}
    words = said.get(value is True) if value != "disputed" else "it is disputed whether the state attacked provoked it"
    return Change("provoked", f"{words} [provoked {str(value).lower()}]", FAULT - 0.05, (("provoked", value),))


def attacked_by(library: Library, event: Event, state: str, kind: str) -> Change:
    """Another state attacks instead; `kind` says what it stands for."""
    fields: list[tuple[str, Any]] = [("attacker", (state,))]
    if set(event.initiators) & set(event.attacker):
        fields.append(("initiator", None))
    said = f"the attacker is {kind} (for example {library.world_code(state)})" if kind else library.world_code(state)
    return Change("adversary", said if kind else f"the attacker is {said}", ADVERSARY, tuple(fields))


def beside(library: Library, event: Event, state: str, victims: bool = False) -> Change:
    """One more state fights beside the attacker, or beside the state attacked."""
    code, who = library.world_code(state), "the state attacked" if victims else "the attacker"
    field, now = ("with_victim", event.with_victim) if victims else ("with_attacker", event.with_attacker)
    return Change("beside", f"{code} fights beside {who}", BESIDE, ((field, (*now, state)),))


def alone(event: Event, states: Iterable[str], victims: bool = False) -> Change:
    """Some states no longer fight beside the attacker, or beside the state attacked."""
    gone = set(states)
    if victims:
        left = tuple(one for one in event.with_victim if one not in gone)
        return Change("beside", "fewer states fight beside the state attacked", BESIDE, (("with_victim", left),))
    left = tuple(one for one in event.with_attacker if one not in gone)
    first = tuple(one for one in event.attacker if one not in gone) or event.attacker[:1]
    fields = (("with_attacker", left), ("attacker", first))
    return Change("beside", "fewer states fight beside the attacker", BESIDE, fields)
