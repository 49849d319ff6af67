"""An event with everything the tests of a clause read, worked out once: closed acts, the place, the two sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.errors import UnknownToken
from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.treaty import Clause


@dataclass(frozen=True, slots=True)
class Role:
    """One state in the ally's role: `ally` against `enemies`; `beside` are co-belligerents of the enemies."""

    ally: str
    enemies: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The event as the law of one day sees it."""

    event: Event
    day: date
    acts: frozenset[str]  # closed under implication
    found: frozenset[str]  # fact tokens
    target: frozenset[str]
    placed: bool
    tags: frozenset[str]
    sov: str | None
    adm: str | None
    initiators: tuple[str, ...]
    struck: Role  # the victim as ally
    striking: tuple[Role, ...]  # each attacker as ally


def facts_of(library: Library, event: Event) -> Facts:
    """Work out the facts; unknown words, places and states are errors."""
    _check(library, event)
    place = library.place(event.place) if event.place is not None else None
    return Facts(
        event=event,
        day=event.date,
        acts=library.tokens.closure(event.acts),
        found=event.found,
        target=frozenset(event.target),
        placed=place is not None,
        tags=place.tags if place else frozenset(),
        sov=place.sov_on(event.date) if place else None,
        adm=place.adm_on(event.date) if place else None,
        initiators=event.initiators,
        struck=Role(event.victim, event.attacker, event.with_attacker),
        striking=tuple(Role(one, (event.victim,), event.with_victim) for one in event.attacker),
    )


def _check(library: Library, event: Event) -> None:
    for words, valid, kind in (
        (event.acts, library.tokens.acts, "acts"),
        (event.target, library.tokens.targets, "targets"),
        (event.facts, library.tokens.facts, "facts"),
    ):
        for word in words:
            if word not in valid:
                raise UnknownToken(word, valid, kind, "tokens.yaml says what each means.")
    sides = (*event.attacker, event.victim, *event.with_attacker, *event.with_victim, *event.initiators)
    for state in sides:
        if state not in library.states:
            library.law_code(state)  # raises for an unknown code


def roles(clause: Clause, facts: Facts) -> tuple[Role, ...]:
    """Which states stand in the ally's role under this clause."""
    if clause.involvement == "attacked":
        return (facts.struck,)
    if clause.involvement == "at_war":
        return (facts.struck, *facts.striking)
    return tuple(one for one in facts.striking if one.ally in facts.initiators)
