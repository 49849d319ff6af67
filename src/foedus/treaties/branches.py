"""A disputed row: each open question with both readings, who holds them, and what the law answers on each.

What a branch answers is evaluated: under the question read for the duty, and under it read against it. Who holds a
reading stands in the clause (`readings`); where the record names nobody, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.treaties.bearers import frozen
from foedus.treaties.event import Event
from foedus.treaties.explain import role_of
from foedus.treaties.facts import Facts, facts_of
from foedus.treaties.fault import DISPUTED, fault
from foedus.treaties.flip import rows_under
from foedus.treaties.library import Library
from foedus.treaties.obligations import Row
from foedus.treaties.treaty import Clause, Reading, Treaty

NOT_RECORDED = "holder not recorded"


@dataclass(frozen=True)
class Branch:
    """One reading of one open question. `answer`: what the state then owes under the instrument, in its rows."""

    question: str
    says: str
    who: str
    source: str
    answer: tuple[Row, ...]


def branches(library: Library, event: Event, row: Row) -> tuple[Branch, ...]:
    """Both readings of every question that makes `row` disputed; empty for a clear row."""
    if row.status != DISPUTED:
        return ()
    facts = facts_of(library, event)
    treaty = library.treaty(row.treaty)
    clause = treaty.clause(row.clause)
    found = []
    for question, for_it, against in _questions(library, facts, treaty, clause, row):
        for says, (asked, text) in (for_it, against):
            answer = rows_under(library, asked, [text], row.state)
            owed = tuple(one for one in answer if one.toward == row.toward and one.type == row.type)
            found.append(Branch(question, says, NOT_RECORDED, "", owed or answer))
    return tuple(_held(found, clause.readings))


Side = tuple[str, tuple[Event, Treaty]]


def _questions(
    library: Library, facts: Facts, treaty: Treaty, clause: Clause, row: Row
) -> Iterator[tuple[str, Side, Side]]:
    """(question, the reading for the duty, the reading against it), each with the event and text it stands for."""
    event = facts.event
    without = _with(treaty, clause, None)
    if clause.status == "disputed":
        note = clause.note or "whether the clause applies"
        settled = _with(treaty, clause, replace(clause, status=None))
        yield note, ("the clause applies", (event, settled)), ("it does not", (event, without))
    for word in sorted(facts.found.intersection(clause.disputed_if) - {"provocation_disputed"}):
        left = tuple(one for one in clause.disputed_if if one != word)
        settled = _with(treaty, clause, replace(clause, disputed_if=left))
        question = f"{library.tokens.facts[word].means} [{word}]"
        yield question, ("the duty holds all the same", (event, settled)), ("it takes the case out", (event, without))
    yield from _fault(library, facts, treaty, clause, row)
    if clause.intra == DISPUTED and any(one in treaty.parties_on(facts.day) for one in facts.event.attacker):
        covered = _with(treaty, clause, replace(clause, intra="covered"))
        excluded = _with(treaty, clause, replace(clause, intra="excluded"))
        inward = ("it works inwards too", (event, covered))
        yield "whether it covers an attack by a party", inward, ("it works outwards only", (event, excluded))
    if treaty.suspended and frozen(treaty, (row.state, row.toward), facts):
        bound = ("it binds all the same", (event, replace(treaty, suspended=())))
        yield "whether a state may suspend it for itself", bound, ("it is suspended", (event, without))


def _fault(
    library: Library, facts: Facts, treaty: Treaty, clause: Clause, row: Row
) -> Iterator[tuple[str, Side, Side]]:
    """Who began it, where the text only says "attack"; whether it was provoked, where it asks for that."""
    event = facts.event
    if clause.involvement != "attacked" or clause.duty == "attacker" or clause.victim == "any":
        return
    if fault(clause, facts, role_of(clause, facts, row.state, row.toward)) != DISPUTED:
        return
    ally = library.world_code(row.toward)
    if row.toward in facts.initiators:
        strict = _with(treaty, clause, replace(clause, unprovoked="aggressor_only"))
        took = replace(event, initiator=event.attacker)
        yield (
            f"{ally} is taken to have begun it, and the text only says attack",
            (f"{ally} did not begin it, or the act is an attack all the same", (took, treaty)),
            ("an attack on one who began the war is none", (event, strict)),
        )
    else:
        yield (
            f"whether {ally} provoked it",
            ("it did not", (replace(event, provoked=False), treaty)),
            ("it did", (replace(event, provoked=True), treaty)),
        )


def _with(treaty: Treaty, clause: Clause, other: Clause | None) -> Treaty:
    """The text with one clause read otherwise, or left out."""
    clauses = (other if one is clause else one for one in treaty.clauses)
    return replace(treaty, clauses=tuple(one for one in clauses if one is not None))


def _held(found: list[Branch], readings: tuple[Reading, ...]) -> Iterator[Branch]:
    """The branches, and the readings on record beside them.

    The record says who reads the clause how in words, not which branch that is, so a recorded reading is told with
    its own words under the first question and its branch is left to the reader.
    """
    yield from found
    if readings and found:
        question = found[0].question
        yield from (Branch(question, one.says, one.who, one.source, ()) for one in readings)


def recorded(branch: Branch) -> bool:
    """Is this a reading on record, told in the words of its holder?"""
    return branch.who != NOT_RECORDED
