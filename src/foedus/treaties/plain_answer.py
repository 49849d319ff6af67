"""An answer as plain data for JSON, in the world's codes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from foedus.treaties.explain import Step
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import Answer, NotCalled, Row


def plain_row(row: Row, library: Library, explain: bool = False) -> dict[str, Any]:
    """One row: state, type, toward, strength, treaty, article, clause, binding, status, and the chain if asked."""
    told: dict[str, Any] = {
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
    if explain:
        treaty = library.treaty(row.treaty)
        told["chain"] = [asdict(step) for step in row.trace if isinstance(step, Step)]
        told["paraphrase"] = treaty.articles
        told["verified"] = treaty.verified
        told["source"] = list(treaty.source)
    return told


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
    """The whole answer; with `why` the absences of one state only."""
    event = answer.event
    place = library.place(event.place) if event.place else None

    def codes(states: tuple[str, ...]) -> list[str]:
        return [library.world_code(one) for one in states]

    return {
        "event": {
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
        },
        "place": None
        if place is None
        else {
            "administered_by": _code(library, place.adm_on(event.date)),
            "claimed_by": codes(place.claimants_on(event.date)),
            "sovereign_in_treaties": _code(library, place.sov_on(event.date)),
            "note": place.note,
        },
        "called": [plain_row(row, library, explain) for row in merged(answer.called)],
        "other": [plain_row(row, library, explain) for row in merged(answer.other)],
        "not_called": [plain_no(one, library) for one in answer.not_called if why in (None, one.state)],
        "unread": list(answer.unread),
    }


def _code(library: Library, state: str | None) -> str | None:
    return None if state is None else library.world_code(state)
