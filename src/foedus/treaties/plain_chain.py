"""The chain behind a row, flips, readings and failed tests as plain data for JSON, in the world's codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from foedus.treaties.absent import Failed
from foedus.treaties.branches import branches, recorded
from foedus.treaties.decided import Decisions
from foedus.treaties.explain import Step
from foedus.treaties.flip import Flip, nearest_flips
from foedus.treaties.library import Library
from foedus.treaties.obligations import Row
from foedus.treaties.procedure import procedure
from foedus.treaties.status_chain import status_chain
from foedus.treaties.treaty import HELP_TYPES

FLIPS = 3


def plain_step(step: Step) -> dict[str, Any]:
    """One test."""
    return {**asdict(step), "decisive": step.decisive}


def plain_chain(library: Library, decisions: Decisions, row: Row) -> dict[str, Any]:
    """Everything that explains one row."""
    event, treaty = decisions.event, library.treaty(row.treaty)
    clause = treaty.clause(row.clause)
    links = status_chain(treaty, clause, (row.state, row.toward), event.date)
    made = decisions.decided(row)
    helping = row.type in HELP_TYPES
    flips = nearest_flips(library, event, row.state, row.treaty, FLIPS, row.type) if helping else ()
    return {
        "chain": [plain_step(step) for step in made],
        "decided_by": list(dict.fromkeys(one.predicate for one in made if one.decisive)),
        "status_chain": [
            {"day": one.day.isoformat() if one.day else None, "what": one.what, "note": one.note} for one in links
        ],
        "procedure": _plain_procedure(library, decisions, row),
        "flips": [plain_flip(library, one) for one in flips],
        "paraphrase": treaty.articles,
        "verified": treaty.verified,
        "source": list(treaty.source),
    }


def _plain_procedure(library: Library, decisions: Decisions, row: Row) -> dict[str, Any]:
    found = procedure(library, decisions.event, row.state, row.treaty, row.clause)
    return {
        "decisions": [
            {
                "token": one.token,
                "means": one.means,
                "by": one.by,
                "given": one.given,
                "without": [_owed(library, own) for own in one.without],
            }
            for one in found.decisions
        ],
        "choice": found.choice,
        "voting": found.voting or None,
    }


def plain_flip(library: Library, flip: Flip) -> dict[str, Any]:
    """One flip."""
    return {
        "if": flip.words,
        "changes": [{"kind": one.kind, "words": one.words, "code": one.tag} for one in flip.changes],
        "also": list(flip.also),
        "size": round(flip.size, 3),
        "before": flip.before,
        "after": flip.after,
        "rows": [_owed(library, one) for one in flip.rows],
    }


def plain_questions(library: Library, decisions: Decisions, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Each disputed row with its open questions: both readings, who holds them (null: not recorded), what they give."""
    told = []
    for row in rows:
        questions: dict[str, dict[str, Any]] = {}
        for one in branches(library, decisions.event, row):
            entry = questions.setdefault(one.question, {"question": one.question, "readings": [], "on_record": []})
            if recorded(one):
                entry["on_record"].append({"who": one.who, "says": one.says, "source": one.source})
            else:
                answer = [_owed(library, own) for own in one.answer]
                entry["readings"].append({"says": one.says, "who": None, "answer": answer})
        if questions:
            who = {"state": library.world_code(row.state), "treaty": row.treaty, "clause": row.clause, "type": row.type}
            told.append({**who, "toward": library.world_code(row.toward), "questions": list(questions.values())})
    return told


def plain_failed(one: Failed) -> dict[str, Any]:
    """One clause with its failed tests."""
    return {
        "clause": one.clause,
        "article": one.article,
        "type": one.type,
        "strength": one.strength,
        "tests": [
            {"predicate": step.predicate, "required": step.required, "found": step.found, "by": step.by}
            for step in one.tests
        ],
    }


def _owed(library: Library, row: Row) -> dict[str, Any]:
    return {
        "type": row.type,
        "toward": library.world_code(row.toward),
        "strength": row.strength,
        "treaty": row.treaty,
        "clause": row.clause,
        "status": row.status,
    }
