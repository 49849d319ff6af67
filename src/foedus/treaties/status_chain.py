"""The chain of status behind a row: signature, entry, membership, reservation, suspension, end, each with its day.

What the record does not say (the day a reservation was filed, say) is left open, never guessed. Dates of one record
share its `source` and its `verified`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foedus.treaties.treaty import Clause, Party, Treaty


@dataclass(frozen=True)
class Link:
    """One link: what happened, and when. `day` None: the record gives none."""

    what: str
    day: date | None
    note: str = ""


def status_chain(treaty: Treaty, clause: Clause, states: tuple[str, ...], day: date) -> tuple[Link, ...]:
    """The links for one clause between some states, as they stand on `day`, in order of days."""
    links = [*_text(treaty), *_of_clause(clause, states), *_reserved(treaty, clause, states, day)]
    for state in dict.fromkeys(states):
        links += _memberships([one for one in treaty.parties if one.state == state], treaty)
    for one in treaty.suspended:
        concerned = set(one.pair) <= set(states) if one.pair else not set(one.states).isdisjoint(states)
        if concerned:
            who = " and ".join(one.pair) if one.pair else ", ".join(one.states)
            between = "suspended between" if one.pair else "suspended for itself by"
            links.append(Link(f"{between} {who}", one.start, one.note))
            if one.end is not None:
                links.append(Link("last day of the suspension", one.end))
    dated = sorted((one for one in links if one.day is not None), key=lambda one: one.day or day)
    return (*dated, *(one for one in links if one.day is None))


def _text(treaty: Treaty) -> Iterator[Link]:
    start, end = treaty.force
    if treaty.signed is not None:
        yield Link("signed", treaty.signed)
    yield Link("in force" if start else "never entered into force", start)
    if treaty.public is not None:
        yield Link("became public", treaty.public)
    if end is not None:
        yield Link("last day in force", end)


def _memberships(mine: list[Party], treaty: Treaty) -> Iterator[Link]:
    """When each state was bound; nothing for one bound for as long as the text itself, unless it carries a note."""
    for one in mine:
        if one.start is None:
            yield Link(f"{one.state} never bound", None, one.note)
            continue
        later = treaty.force[0] is not None and one.start > treaty.force[0]
        if later or one.note:
            yield Link(f"{one.state} {'acceded or was bound' if later else 'bound'}", one.start, one.note)
        if one.end is not None and one.end != treaty.force[1]:
            yield Link(f"last day {one.state} was bound", one.end, one.note)


def _reserved(treaty: Treaty, clause: Clause, states: tuple[str, ...], day: date) -> Iterator[Link]:
    """Rules of the same kind from which a reservation or an understanding takes one of the states."""
    for other in treaty.clauses:
        if other.type == clause.type and other.valid_on(day):
            for state in (one for one in states if one in other.duty_not):
                yield Link(
                    f"{state} stands apart from Art. {other.art} ({other.id}) by reservation or understanding", None
                )


def _of_clause(clause: Clause, states: tuple[str, ...]) -> Iterator[Link]:
    if clause.start is not None:
        yield Link("this clause begins", clause.start)
    if clause.end is not None:
        yield Link("last day of this clause", clause.end)
    for state in states:
        if state in clause.ends_for:
            yield Link(f"last day of this clause for {state}", clause.ends_for[state])
    if clause.date_slack:
        yield Link(f"dates uncertain by {clause.date_slack}", None)
