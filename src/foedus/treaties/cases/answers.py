"""What the law answers to a case, in the JSON form that programs read, and how it differs from what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.treaties.cases.case import OTHERS, Case, ExpectedNot
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import NotCalled, Row, rows_only
from foedus.treaties.reasons import reasons
from foedus.treaties.treaty import CLOSED_TYPES, HELP_TYPES, OTHER_TYPES
from foedus.treaties.unread import unread
from foedus.treaties.words import SENTENCE


@dataclass(frozen=True, eq=False)
class CaseAnswer:
    """Merged rows, and the reasons for exactly the pairs the case asks about."""

    case: Case
    rows: tuple[Row, ...]
    not_called: tuple[NotCalled, ...]
    unread: tuple[str, ...]


def answer_case(case: Case, library: Library) -> CaseAnswer:
    """Ask the law."""
    rows = merged(rows_only(library, case.event))
    return CaseAnswer(case, rows, tuple(_absent(case, library, rows)), unread(library, case.event))


def _absent(case: Case, library: Library, rows: tuple[Row, ...]) -> Iterator[NotCalled]:
    asked: set[tuple[str, str | None, str | None]] = set()
    for one in case.expected_not:
        for state in states_of(one.states, one.under, one.but, None, case, library):
            key = (state, one.under, one.type)
            if key not in asked and not found_rows(one, state, case, rows):
                asked.add(key)
                codes = reasons(library, case.event, state, one.under, one.type)
                yield NotCalled(state, one.under, one.type, codes)


def states_of(
    states: tuple[str, ...], under: str | None, but: tuple[str, ...], toward: str | None, case: Case, library: Library
) -> list[str]:
    """States of a row, `*others` written out: parties without toward, attackers and exceptions."""
    if OTHERS not in states or under is None:
        return list(states)
    gone = {toward or case.event.victim, *case.event.attacker, *but}
    return sorted(library.treaty(under).parties_on(case.date) - gone)


def found_rows(one: ExpectedNot, state: str, case: Case, rows: Iterable[Row]) -> list[Row]:
    """Rows among the duties that an `expected_not` denies."""
    types = HELP_TYPES if one.type is None else {one.type}
    listed = {(row.under, row.type, row.toward, row.strength) for row in case.expected}
    return [
        row
        for row in rows
        if row.state == state
        and row.type in types
        and row.type not in OTHER_TYPES
        and (one.under == row.treaty or (one.under is None and _key(row)[1:] not in listed))
    ]


def _key(row: Row) -> tuple[str, str, str, str, str]:
    return row.state, row.treaty, row.type, row.toward, row.strength


def codes_of(reason: str) -> tuple[str, ...]:
    """The reason codes a text begins with, joined by '/', a comma or 'and'."""
    found: list[str] = []
    for word in re.findall(r"[A-Za-z_]+|[^A-Za-z_\s]", reason):
        if word in SENTENCE:
            found.append(word)
        elif word not in ("/", ",", "and"):
            break
    return tuple(found)


def differences(answer: CaseAnswer, library: Library) -> list[str]:
    """What differs from the case, one line each; empty when the case passes. A row of an instrument that the case file
    never names is an answer beyond the file and no difference: instruments are added after files are written.
    """
    case = answer.case
    by_key = {_key(row): row for row in answer.rows}
    problems: list[str] = []
    listed: set[tuple[str, str, str, str, str]] = set()
    for one in case.expected:
        for state in states_of(one.states, one.under, one.but, one.toward, case, library):
            key = (state, one.under, one.type, one.toward, one.strength)
            listed.add(key)
            row = by_key.get(key)
            said = f"{state} {one.type} toward {one.toward}, {one.strength}, under {one.under}"
            if row is None:
                problems.append(f"missing: {said}, {one.status}")
            elif row.status != one.status:
                problems.append(f"{row.status} where {one.status} is expected: {said}")
    for key, row in by_key.items():
        if row.type in CLOSED_TYPES and key not in listed and row.treaty in case.named:
            problems.append(f"not expected: {said_row(row)}")
    return problems + list(_wrong_reasons(answer, library))


def said_row(row: Row) -> str:
    """A row in one line."""
    return f"{row.state} {row.type} toward {row.toward}, {row.strength}, under {row.treaty}, {row.status}"


def _wrong_reasons(answer: CaseAnswer, library: Library) -> Iterator[str]:
    given = {(one.state, one.treaty, one.type): one.reasons for one in answer.not_called}
    for one in answer.case.expected_not:
        for state in states_of(one.states, one.under, one.but, None, answer.case, library):
            under = one.under or "any instrument"
            for row in found_rows(one, state, answer.case, answer.rows):
                yield f"denied but found: {said_row(row)}"
            codes = given.get((state, one.under, one.type))
            missing = [code for code in codes_of(one.reason) if codes is not None and code not in codes]
            if missing:
                yield f"reason not given: {', '.join(missing)}: {state} under {under} (given: {', '.join(codes or ())})"


def plain_answer(answer: CaseAnswer) -> dict[str, Any]:
    """The JSON form (design, section 4.1), in the case's own codes."""
    back = answer.case.codes
    duties = [plain_row(row, back) for row in answer.rows if row.type not in OTHER_TYPES]
    others = [plain_row(row, back) for row in answer.rows if row.type in OTHER_TYPES]
    return {
        "id": answer.case.id,
        "called": duties,
        "other": others,
        "not_called": [plain_no(one, back) for one in answer.not_called],
        "unread": list(answer.unread),
    }


def plain_row(row: Row, back: Mapping[str, str]) -> dict[str, str]:
    """One row for JSON."""
    return {
        "state": back.get(row.state, row.state),
        "type": row.type,
        "toward": back.get(row.toward, row.toward),
        "strength": row.strength,
        "treaty": row.treaty,
        "article": row.article,
        "clause": row.clause,
        "binding": row.binding,
        "status": row.status,
    }


def plain_no(one: NotCalled, back: Mapping[str, str]) -> dict[str, Any]:
    """One absence for JSON."""
    return {
        "state": back.get(one.state, one.state),
        "treaty": one.treaty,
        "type": one.type,
        "reasons": list(one.reasons),
        "text": one.text,
    }
