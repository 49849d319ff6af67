"""Who is not called and why, in words: not triggered, no instrument, not in this collection; and one state whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from foedus.treaties.absent import Failed, concerns, failed_tests, gaps, without_instrument
from foedus.treaties.event import Event
from foedus.treaties.facts import Facts, facts_of
from foedus.treaties.flip import nearest_flips, treaties_of
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.obligations import Answer, NotCalled, Row
from foedus.treaties.told_chain import flip_lines, step_lines
from foedus.treaties.treaty import Treaty
from foedus.treaties.words import SENTENCE, STRENGTH, TYPE, in_order

FLIPS = 3


def nobody(library: Library, answer: Answer, explain: bool) -> Iterator[str]:
    """Who is not called to help, in three kinds; with `explain` every failed test and the nearest flip."""
    event = answer.event
    near = [one for one in answer.not_called if concerns(library, one, event) and one.state != event.victim]
    yield from ("", "Not called to help: an instrument exists and is not triggered, or asks for less")
    yield from _by_instrument(library, answer, near, explain) if near else ["  none"]
    rest = len(without_instrument(library, answer))
    existing = sum(one.kind == "state" and one.exists_on(event.date) for one in library.states.values())
    yield from ("", "Not called to help: no instrument")
    text = f"{rest} other states of the {existing} listed for that day share no instrument of help or talk "
    yield from wrapped(text + f"with {library.world_code(event.victim)} here. --why STATE says it for one of them.", 2)
    yield from _gaps(library, {event.victim}, event)


def _by_instrument(library: Library, answer: Answer, near: Sequence[NotCalled], explain: bool) -> Iterator[str]:
    """States and their reasons, by instrument."""
    facts = facts_of(library, answer.event)
    by_key: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
    for one in near:
        by_key.setdefault((one.treaty, one.reasons), []).append(one.state)
    for (name, codes), states in by_key.items():
        yield from wrapped(f"{name}: {' '.join(sorted(library.world_code(one) for one in states))}", 2, 4)
        yield from wrapped(", ".join(codes), 6)
        if explain and name is not None:
            several = f" (for {library.world_code(states[0])})" if len(states) > 1 else ""
            yield from _tests(failed_tests(library, facts, library.treaty(name), states[0]), several, 6)
            yield from flip_lines(library, nearest_flips(library, answer.event, states[0], name, 1), 6)
    yield from ("  In words:", *_sentences(code for one in near for code in one.reasons))


def _sentences(codes: Iterable[str]) -> Iterator[str]:
    for code in in_order(codes):
        yield from wrapped(f"{code}: {SENTENCE[code]}", 6, 4)


def _tests(found: Sequence[Failed], who: str, indent: int) -> Iterator[str]:
    """Failed tests, clause by clause."""
    for one in found:
        title = f"Art. {one.article}, clause {one.clause}, {TYPE[one.type]} [{one.strength}]; failed tests{who}:"
        yield from wrapped(title, indent, 2)
        for step in one.tests:
            yield from step_lines(step, indent + 2)


def _gaps(library: Library, states: set[str], event: Event) -> Iterator[str]:
    """Instruments among these states that exist and are not encoded."""
    known = gaps(library, states, event)
    codes = " ".join(sorted(library.world_code(one) for one in states))
    yield from ("", "Not in this collection (it may bind; not encoded)")
    if not known:
        yield from wrapped(f"No gap is known for {codes}; others may exist.", 2)
    for one in known:
        yield from wrapped(f"{one.name} ({one.id}): {one.gist}; known from {one.known}", 2, 4)


def why(library: Library, answer: Answer, state: str) -> Iterator[str]:
    """Everything on one state: what it owes, every instrument with each failed test, nearest flips, what is missing."""
    event, facts = answer.event, facts_of(library, answer.event)
    name = f"{library.states[state].name} ({library.world_code(state)})"
    yield from ("", f"Why {name}?")
    rows = [row for row in (*answer.called, *answer.other) if row.state == state]
    yield from _owed(library, rows)
    mine = [one for one in answer.not_called if one.state == state]
    near = [one for one in mine if concerns(library, one, event)]
    yield from ("", "  An instrument exists and is not triggered, or asks for less")
    for one in near:
        yield from _instrument(library, facts, one)
    if not near:
        yield "    none"
    yield from ("", "  No instrument between the two")
    yield from _elsewhere(library, facts, state, mine, near, bool(rows))
    yield from ("", "  Nearest flips over all instruments (help)")
    flips = nearest_flips(library, event, state, limit=FLIPS)
    yield from flip_lines(library, flips, 4) if flips else wrapped(_no_flip(library, event, state), 4, 2)
    yield from _gaps(library, {state, event.victim} if state != event.victim else {state}, event)


def _no_flip(library: Library, event: Event, state: str) -> str:
    pair = f"{library.world_code(state)} and {library.world_code(event.victim)}"
    return f"No change of one fact, or of two, gives a duty between {pair} under this collection."


def _owed(library: Library, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        toward = "" if row.toward.startswith("*") else f" toward {library.world_code(row.toward)}"
        said = f"{row.treaty}, Art. {row.article}: called to {TYPE[row.type]}{toward}, {row.status}"
        yield from wrapped(f"{said} ({STRENGTH[row.strength]})", 2, 4)
    if not rows:
        yield "  Called to nothing."


def _instrument(library: Library, facts: Facts, one: NotCalled) -> Iterator[str]:
    """One instrument that is not triggered: codes, sentences, failed tests, nearest flips."""
    treaty = library.treaty(str(one.treaty))
    yield from wrapped(f"{treaty.id}: {', '.join(one.reasons)}", 4, 4)
    yield from wrapped(f"{treaty.name}. {one.text}", 8)
    yield from _tests(failed_tests(library, facts, treaty, one.state), "", 8)
    yield from flip_lines(library, nearest_flips(library, facts.event, one.state, treaty.id, 2), 8)


def _elsewhere(
    library: Library, facts: Facts, state: str, mine: Sequence[NotCalled], near: Sequence[NotCalled], owes: bool
) -> Iterator[str]:
    """Instruments that bind the state and not the two together, and those not in force on the day."""
    far = [one for one in mine if one not in near]
    code = library.world_code(facts.event.victim)
    if not near and not owes:
        yield from wrapped(f"No instrument of this collection links {library.world_code(state)} with {code}.", 4, 2)
    if far:
        named = "; ".join(f"{one.treaty} ({', '.join(one.reasons)})" for one in far)
        yield from wrapped(f"In force, without a duty of help toward {code}: {named}.", 4, 4)
    silent = [one for one in treaties_of(library, state) if state not in one.parties_on(facts.day)]
    silent += [one for one in treaties_of(library, state) if one not in silent and not one.in_force(facts.day)]
    if silent:
        named = "; ".join(f"{one.id} ({_span(one, state)})" for one in silent)
        yield from wrapped(f"Not in force for it on {facts.day}: {named}.", 4, 4)
    if not far and not silent:
        yield "    none"


def _span(treaty: Treaty, state: str) -> str:
    if treaty.force[0] is None:
        return "never in force"
    mine = [one for one in treaty.parties if one.state == state and one.start is not None]
    ends = [one for one in (*(one.end for one in mine), treaty.force[1]) if one is not None]
    start = min((one.start for one in mine if one.start), default=treaty.force[0])
    return f"{start} to {min(ends) if ends else 'open'}"
