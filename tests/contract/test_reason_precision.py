"""No reason is given that does not hold: with the test it names taken out of the instrument, the code is gone.

The repair of each code is written from the table of section 4.6, apart from the code that gives the reasons. Codes that
speak of the sides (`ally_is_aggressor`, `not_attacked`, `excluded_party`) are held against the event itself.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from foedus.treaties.event import Event
from foedus.treaties.library import library
from foedus.treaties.reasons import reasons
from foedus.treaties.treaty import Party, Treaty
from tests.event_search import Search

LONG_AGO = date(1, 1, 2)
ACTS = tuple(library().tokens.acts)


def clauses(**keys: Any) -> Callable[[Treaty], Treaty]:
    """The instrument with these keys set in every clause."""
    return lambda treaty: replace(treaty, clauses=tuple(replace(one, **keys) for one in treaty.clauses))


def always(treaty: Treaty) -> Treaty:
    """Instrument, clauses and memberships in force at all times."""
    opened = clauses(start=None, end=None, ends_for={})(treaty)
    parties = tuple(Party(one.state, LONG_AGO) for one in treaty.parties)
    return replace(opened, force=(LONG_AGO, None), parties=parties)


def everybody(treaty: Treaty) -> Treaty:
    """Every state of the table a party at all times."""
    return replace(treaty, parties=tuple(Party(code, LONG_AGO) for code in library().states), force=(LONG_AGO, None))


REPAIRS: dict[str, Callable[[Treaty], Treaty]] = {
    "below_threshold": clauses(acts=ACTS),
    "request_missing": clauses(request=False),
    "condition_unmet": clauses(
        needs=(), blocked_by=(), supported_by=(), not_supported_by=(), min_enemies=None, max_enemies=None,
        excluded_if=(), involvement="attacked",
    ),
    "collective_only": clauses(strength="guarantee"),
    "out_of_scope": clauses(where=(), dyad=(), dyads=()),
    "provoked": clauses(unprovoked=None),
    "wrong_adversary": clauses(by="any", by_not=()),
    "no_state_attacker": clauses(by="any", by_not=(), by_state=False),
    "victim_not_protected": clauses(victim=None),
    "one_sided": clauses(duty="others", hub=None, bilateral_hub=None, victim=None, initiator=()),
    "no_reciprocity": clauses(duty="others", hub=None, bilateral_hub=None, victim=None, initiator=()),
    "reservation": clauses(duty_not=(), by_not=()),
    "suspended": lambda treaty: replace(treaty, suspended=()),
    "expired": always, "terminated": always, "not_in_force": always, "not_party": everybody,
    "not_binding": lambda treaty: clauses(binding=None)(replace(treaty, binding="legal")),
    "domestic_law_only": lambda treaty: clauses(binding=None)(replace(treaty, binding="legal")),
    "consult_only": clauses(type="defence"), "right_not_duty": clauses(type="defence"),
    "power_not_duty": clauses(type="defence"), "no_clause": clauses(type="defence"),
}  # fmt: skip


def sides_hold(code: str, state: str, treaty: Treaty, event: Event) -> bool:
    """Do the sides of the event bear the code out?"""
    parties = treaty.parties_on(event.date)
    against = {*event.attacker, *event.with_attacker, *event.initiators}
    if code == "ally_is_aggressor":
        return bool((against & parties) - {state})
    if code == "not_attacked":
        listed = {one for clause in treaty.clauses if isinstance(clause.victim, tuple) for one in clause.victim}
        return event.victim == state or event.victim not in parties or bool(listed)
    enemies = {*event.attacker, *event.with_attacker, event.victim, *event.with_victim}
    named = {one for clause in treaty.clauses for one in clause.by_not}
    return state in enemies or bool(enemies & (parties | named))


def asked(treaty: Treaty, dice: random.Random) -> list[tuple[Event, str]]:
    """Some events near to each clause, each with a state to ask about."""
    found: list[tuple[Event, str]] = []
    for clause in treaty.clauses[:6]:
        search = Search(library(), treaty, clause)
        for day in search.days[:2]:
            for base in islice(search.bases(day), 0, 400, 130):
                changed = dice.choice((base, replace(base, acts=(dice.choice(ACTS),)), replace(base, facts=frozenset()),
                                       replace(base, provoked=True), replace(base, initiator=(base.victim,)),
                                       replace(base, place=dice.choice(list(library().places)))))  # fmt: skip
                found.append((changed, dice.choice(search.states(day))))
    return found


def test_a_reason_goes_when_what_it_names_is_taken_out():
    law, dice, seen = library(), random.Random(11), Counter[str]()
    for treaty in law.treaties.values():
        for event, state in asked(treaty, dice):
            for code in reasons(law, event, state, treaty.id):
                seen[code] += 1
                told = f"{code}: {state} under {treaty.id} in {event}"
                if code in REPAIRS:
                    repaired = law.with_treaty(REPAIRS[code](treaty))
                    assert code not in reasons(repaired, event, state, treaty.id), told
                else:
                    assert sides_hold(code, state, treaty, event), told
    assert len(seen) >= 19
