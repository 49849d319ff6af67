"""Words of a question that the law does not read: reported with the answer, never ignored."""

from __future__ import annotations

from foedus.treaties.event import Event
from foedus.treaties.library import Library


def unread(library: Library, event: Event) -> tuple[str, ...]:
    """Acts and fact tokens given that no clause and no rule reads."""
    clauses = [clause for treaty in library.treaties.values() for clause in treaty.clauses]
    read = {word for one in clauses for word in (*one.acts, *one.needs, *one.blocked_by, *one.disputed_if)}
    read |= {"request", "non_state", *(one.trigger for one in clauses if one.trigger)}
    given = [*event.acts, *sorted(event.facts)]
    return tuple(word for word in given if read.isdisjoint(_with_implied(library, word)))


def _with_implied(library: Library, word: str) -> frozenset[str]:
    return library.tokens.closure([word]) if word in library.tokens.acts else frozenset({word})
