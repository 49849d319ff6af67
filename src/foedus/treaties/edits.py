"""Edits of the law: pure functions from a library to a library. Nothing is changed in place.

`start` is the first day bound; `on`, `day` and `end` are the last day in force. What an edit adds or ends is written
into the treaty itself, so every question asked of the edited library sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from foedus.errors import BadDate, BadInput
from foedus.treaties.library import Library
from foedus.treaties.treaty import Clause, Party, Treaty


def add_party(
    library: Library, treaty: str, states: Iterable[str], start: date, end: date | None = None, note: str = ""
) -> Library:
    """Accession of `states` to `treaty`, bound from `start` to `end`. A state already bound that day is an error."""
    old = library.treaty(treaty)
    if end is not None and end < start:
        raise BadDate(str(end), f"add_party to '{treaty}'", f"It lies before the accession on {start}.")
    new: list[Party] = []
    for state in states:
        code = library.law_code(state)
        if code in old.parties_on(start) and old.in_force(start):
            raise BadInput(f"'{state}' is a party to '{treaty}' on {start} already. Leave it out of the accession.")
        new.append(Party(code, start, end, note))
    return library.with_treaty(replace(old, parties=(*old.parties, *new)))


def remove_party(library: Library, treaty: str, states: Iterable[str], on: date) -> Library:
    """Withdrawal or expulsion: `on` is the last day `states` are bound; later memberships fall away too."""
    old = library.treaty(treaty)
    leaving = {library.law_code(state) for state in states}
    for state in sorted(leaving):
        if state not in {one.state for one in old.parties}:
            raise BadInput(f"'{state}' was never a party to '{treaty}'. Its parties: foedus treaties show {treaty}.")
    kept: list[Party] = []
    for one in old.parties:
        if one.state not in leaving:
            kept.append(one)
        elif one.start is None or one.start <= on:
            kept.append(replace(one, end=_earlier(one.end, on)))
    return library.with_treaty(replace(old, parties=tuple(kept)))


def add_clause(library: Library, treaty: str, clause: Clause) -> Library:
    """One more clause; its own `start` says from when."""
    old = library.treaty(treaty)
    if any(one.id == clause.id for one in old.clauses):
        raise BadInput(f"'{treaty}' has a clause '{clause.id}' already. Give the new clause an id of its own.")
    types = old.types if clause.type in old.types else (*old.types, clause.type)
    return library.with_treaty(replace(old, clauses=(*old.clauses, clause), types=types))


def terminate(library: Library, treaty: str, day: date) -> Library:
    """The treaty and every membership end; `day` is the last day in force."""
    old = library.treaty(treaty)
    start, end = old.force
    if start is not None and day < start - timedelta(days=1):
        raise BadDate(str(day), f"terminate '{treaty}'", f"It is in force from {start} only.")
    parties = tuple(
        replace(one, end=_earlier(one.end, day)) for one in old.parties if one.start is None or one.start <= day
    )
    return library.with_treaty(replace(old, force=(start, _earlier(end, day)), parties=parties))


def new_treaty(library: Library, treaty: Treaty) -> Library:
    """A whole new instrument."""
    if treaty.id in library.treaties:
        raise BadInput(f"A treaty '{treaty.id}' exists already. Give the new one an id of its own.")
    return library.with_treaty(treaty)


def _earlier(end: date | None, other: date) -> date:
    return other if end is None else min(end, other)
