"""An answer as plain data for JSON, in the world's codes."""

from __future__ import annotations

from typing import Any

from foedus.treaties.absent import concerns, failed_tests, gaps, kind_of_no, without_instrument
from foedus.treaties.conflicts import conflicts, one_duty, sides_of
from foedus.treaties.decided import Decisions
from foedus.treaties.event import Event
from foedus.treaties.facts import facts_of
from foedus.treaties.flip import nearest_flips
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import Answer, NotCalled, Row
from foedus.treaties.places import place_line
from foedus.treaties.plain_chain import plain_chain, plain_failed, plain_flip, plain_questions
from foedus.treaties.told_conflicts import plain_conflict, plain_one_duty


def plain_row(row: Row, library: Library) -> dict[str, Any]:
    """One row: state, type, toward, strength, treaty, article, clause, binding, status."""
    return {
        "state": library.world_code(row.state),
        "type": row.type,
        "toward": library.world_code(row.toward),
        "strength": row.strength,
        "treaty": row.treaty,
        "article": row.article,
        "clause": row.clause,
        "binding": row.binding,
        "status": row.status,
    }


def plain_no(one: NotCalled, library: Library) -> dict[str, Any]:
    """One absence with its reasons."""
    return {
        "state": library.world_code(one.state),
        "treaty": one.treaty,
        "type": one.type,
        "reasons": list(one.reasons),
        "text": one.text,
    }


def plain(library: Library, answer: Answer, why: str | None = None, explain: bool = False) -> dict[str, Any]:
    """The whole answer; with `why` the absences of one state only, with their failed tests and flips."""
    event, decisions = answer.event, Decisions(library, answer.event)
    called = merged(answer.called)

    def told(row: Row) -> dict[str, Any]:
        return {**plain_row(row, library), **(plain_chain(library, decisions, row) if explain else {})}

    made: dict[str, Any] = {
        "event": _plain_event(library, event),
        "place": _plain_place(library, event),
        "called": [told(row) for row in called],
        "other": [told(row) for row in merged(answer.other)],
        "disputed": plain_questions(library, decisions, called),
        "not_called": [
            _absence(library, one, event, why, explain) for one in answer.not_called if why in (None, one.state)
        ],
        "no_instrument": [library.world_code(one) for one in without_instrument(library, answer)],
        "not_in_collection": _missing(library, event, why),
        "conflicts": [plain_conflict(library, one) for one in conflicts(library, called, sides_of(event))],
        "same_duty": [plain_one_duty(library, one) for one in one_duty(called)],
        "unread": list(answer.unread),
    }
    if why is not None:
        made["flips"] = [plain_flip(library, one) for one in nearest_flips(library, event, why)]
    return made


def _absence(library: Library, one: NotCalled, event: Event, why: str | None, explain: bool) -> dict[str, Any]:
    """One absence with its kind; failed tests where they were asked for, flips for one state."""
    told = {**plain_no(one, library), "kind": kind_of_no(library, one, event)}
    if one.treaty is not None and (why is not None or (explain and concerns(library, one, event))):
        found = failed_tests(library, facts_of(library, event), library.treaty(one.treaty), one.state, one.type)
        told["failed"] = [plain_failed(clause) for clause in found]
        if why is not None and concerns(library, one, event):
            flips = nearest_flips(library, event, one.state, one.treaty)
            told["flips"] = [plain_flip(library, flip) for flip in flips]
    return told


def _missing(library: Library, event: Event, why: str | None) -> list[dict[str, Any]]:
    states = {event.victim} if why is None else {event.victim, why}
    return [
        {"id": one.id, "name": one.name, "gist": one.gist, "since": one.since.isoformat(), "known": one.known}
        for one in gaps(library, states, event)
    ]


def _plain_event(library: Library, event: Event) -> dict[str, Any]:
    def codes(states: tuple[str, ...]) -> list[str]:
        return [library.world_code(one) for one in states]

    return {
        "attacker": codes(event.attacker),
        "victim": library.world_code(event.victim),
        "place": event.place,
        "date": event.date.isoformat(),
        "target": list(event.target),
        "acts": list(event.acts),
        "with_attacker": codes(event.with_attacker),
        "with_victim": codes(event.with_victim),
        "initiator": codes(event.initiators),
        "provoked": event.provoked,
        "facts": sorted(event.facts),
    }


def _plain_place(library: Library, event: Event) -> dict[str, Any] | None:
    if event.place is None:
        return None
    place = library.place(event.place)
    return {
        "line": place_line(library, place, event.date),
        "administered_by": _code(library, place.adm_on(event.date)),
        "claimed_by": [library.world_code(one) for one in place.claimants_on(event.date)],
        "sovereign_in_treaties": _code(library, place.sov_on(event.date)),
        "note": place.note,
    }


def _code(library: Library, state: str | None) -> str | None:
    return None if state is None else library.world_code(state)
