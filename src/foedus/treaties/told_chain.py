"""The chain behind a row in words: event, clause, each test and what it decides, status, procedure, text, source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.treaties.branches import branches, recorded
from foedus.treaties.decided import Decisions
from foedus.treaties.explain import Step
from foedus.treaties.flip import Flip, nearest_flips
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.obligations import Row
from foedus.treaties.procedure import procedure
from foedus.treaties.status_chain import status_chain
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import STRENGTH, TYPE, VERIFIED

DEEP = 8
FLIPS = 3


def chain_lines(library: Library, decisions: Decisions, row: Row, several: bool, again: bool) -> Iterator[str]:
    """Everything `--explain` says of one row. `several`: it stands for more states; `again`: the text was shown."""
    event, treaty = decisions.event, library.treaty(row.treaty)
    clause = treaty.clause(row.clause)
    made = decisions.decided(row)
    who = f" (for {library.world_code(row.state)})" if several else ""
    yield f"      Chain{who}: * decides, ? is the open question, + holds and does not decide"
    acts, sides = ", ".join(event.acts), " and ".join(library.world_code(one) for one in event.attacker)
    said = f"event: {acts} by {sides} against {library.world_code(event.victim)} at {event.place or 'no place'}"
    yield from wrapped(f"{said} on {event.date}", DEEP, 4)
    yield from wrapped(f"clause: {row.treaty}, Art. {row.article}, clause {row.clause} ({TYPE[row.type]})", DEEP, 4)
    last = ""
    for step in made:
        yield from step_lines(step, shown=step.predicate == "duty" or step.flipped == last)
        last = step.flipped
    yield from wrapped(deciding(made), 6, 2)
    yield from procedure_lines(library, decisions, row)
    links = status_chain(treaty, clause, (row.state, row.toward), event.date)
    said = "; ".join(f"{one.day or 'no day'} {one.what}" + (f" ({one.note})" if one.note else "") for one in links)
    yield from wrapped(f"Status: {said}.", 6, 2)
    if row.type in HELP_TYPES:
        yield from flip_lines(library, nearest_flips(library, event, row.state, row.treaty, FLIPS, row.type), 6)
    if again:
        yield "      Text and source: as above."
        return
    yield from wrapped(f"Text in our words: {treaty.articles}", 6, 2)
    yield from wrapped(f"How verified: {VERIFIED[treaty.verified]}. Source: {'; '.join(treaty.source)}", 6, 2)


def deciding(made: Sequence[Step]) -> str:
    """The tests that decide, those of fact and those of the text apart."""
    facts = dict.fromkeys(one.predicate for one in made if one.decisive and one.by != "text")
    text = dict.fromkeys(one.predicate for one in made if one.decisive and one.by == "text")
    parts = [f"the facts ({', '.join(facts)})"] if facts else []
    parts += [f"the text ({', '.join(text)})"] if text else []
    return f"Decided by {' and '.join(parts) or 'none of the tests alone'}."


def step_lines(step: Step, indent: int = DEEP, shown: bool = False) -> Iterator[str]:
    """One test; what it decides stands under it, unless that was shown or goes without saying."""
    mark = "?" if step.effect == "disputed" else "-" if step.effect == "fails" else "*" if step.decisive else "+"
    text = f"{mark} {step.predicate}: required {step.required}; found {step.found} ({step.by})"
    yield from wrapped(text, indent, 4)
    if step.decisive and not shown:
        yield from wrapped(f"{step.turns} if {step.flipped}", indent + 4, 2)


def procedure_lines(library: Library, decisions: Decisions, row: Row) -> Iterator[str]:
    """Who decides, and what is owed without a decision."""
    found = procedure(library, decisions.event, row.state, row.treaty, row.clause)
    for one in found.decisions:
        left = "; ".join(f"{TYPE[own.type]} ({own.strength}, {own.status})" for own in one.without)
        who = "an organ" if one.by == "organ" else "a party"
        yield from wrapped(f"Waits for {who}: {one.means} [{one.token}]; without it: {left or 'nothing'}.", 6, 2)
    if found.decisions:
        voting = f"in the words of the record: {found.voting}" if found.voting else "not recorded"
        yield from wrapped(f"Voting and procedure: {voting}.", 6, 2)
    if found.choice:
        yield from wrapped(f"Who decides how much: {found.choice}.", 6, 2)


def flip_lines(library: Library, flips: tuple[Flip, ...], indent: int) -> Iterator[str]:
    """Nearest flips, one sentence each."""
    for number, one in enumerate(flips):
        label = "Nearest flip" if number == 0 else "Next"
        yield from wrapped(f"{label}: {one.words}: {outcome(library, one)}.", indent, 2)


def outcome(library: Library, flip: Flip) -> str:
    """What a flip leads to."""
    if not flip.rows:
        return f"no duty (now {flip.before})"
    best = [row for row in flip.rows if row.status == flip.after]
    said = "; ".join(
        f"{TYPE[row.type]} toward {library.world_code(row.toward)} ({STRENGTH[row.strength]}, {row.treaty})"
        for row in best[:2]
    )
    return f"{flip.after}, {said}"


def branch_lines(library: Library, decisions: Decisions, row: Row) -> Iterator[str]:
    """A disputed row: each question, both readings, who holds each, what each answers."""
    question = ""
    for one in branches(library, decisions.event, row):
        if one.question != question:
            question = one.question
            yield from wrapped(f"Open question: {question}", 6, 2)
        if recorded(one):
            source = f" ({one.source})" if one.source else ""
            yield from wrapped(f"On record, {one.who}: {one.says}{source}", 8, 2)
            continue
        owed = "; ".join(f"{TYPE[own.type]}, {own.status} ({STRENGTH[own.strength]})" for own in one.answer)
        yield from wrapped(f"Reading: {one.says} ({one.who}) -> {owed or 'nothing owed here'}", 8, 2)
