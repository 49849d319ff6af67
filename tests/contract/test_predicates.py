"""Every predicate of every clause works: two events that differ only in what it reads give different rows.

A predicate without such a pair is dead and must go from the text, unless the search can say what it stands for: it
writes out the default, or another key of its clause already makes the cut. What is left must be in `DEAD`, with why.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

import pytest

from foedus.treaties.event import Event
from foedus.treaties.library import library
from tests.event_search import rows
from tests.predicate_pairs import Predicate, explained, pair, predicates
from tests.predicates_exercised import CASES, events, exercised

DEAD: dict[str, str] = {}  # label: why it stands although no event shows it at work
FIELDS = {  # fields of an event that each thing read may change; who began follows who attacks
    "acts": {"acts"}, "attacker": {"attacker", "initiator"}, "victim": {"victim", "attacker", "initiator"},
    "initiator": {"initiator"}, "provoked": {"provoked"}, "facts": {"facts"}, "place": {"place"}, "target": {"target"},
    "date": {"date"}, "beside": {"with_attacker", "with_victim"},
}  # fmt: skip


@lru_cache(maxsize=1)
def every() -> dict[str, list[Predicate]]:
    """Predicates by clause."""
    found: dict[str, list[Predicate]] = {}
    for one in predicates(library()):
        found.setdefault(f"{one.treaty.id}, {one.clause.id}", []).append(one)
    return found


def changed(one: Event, other: Event) -> set[str]:
    return {field.name for field in fields(Event) if getattr(one, field.name) != getattr(other, field.name)}


@pytest.mark.parametrize("clause", every())
def test_each_predicate_of_the_clause_decides_some_event(clause: str):
    for one in every()[clause]:
        found = pair(library(), one)
        if found is None:
            assert one.label in DEAD or explained(library(), one), f"dead: {one.label}; take it out or explain it"
            continue
        assert one.label not in DEAD, f"{one.label} works; take it out of the list"
        first, second = found
        given, bare = (rows(library(), one.treaty, text, first) for text in (one.clause, one.without))
        assert given != bare, "deleting it changes nothing"
        if one.reads:
            assert given != rows(library(), one.treaty, one.clause, second)
            assert changed(first, second) <= set().union(*(FIELDS[name] for name in one.reads))


def test_only_predicates_that_exist_are_listed_as_dead():
    assert set(DEAD) <= {one.label for some in every().values() for one in some}


def test_the_case_files_exercise_most_predicates():
    """Section 10.3 of the treaty language; the rest is what another key of the same clause cuts as well, or waits."""
    law = library()
    yes, no = exercised(law, events(law, sorted(CASES.glob("*.yaml"))))
    assert len(yes) > 0.6 * (len(yes) + len(no))
