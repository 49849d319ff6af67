"""An answer in words, as lines of at most 100 signs: who is called to what, what is no duty, who is not and why."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foedus.treaties.event import Event
from foedus.treaties.explain import Step
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import PARTIES, Answer, NotCalled, Row
from foedus.treaties.places import place_line
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import BINDING, SENTENCE, STRENGTH, STRENGTHS, TYPE, VERIFIED, in_order

WIDTH = 100
SECTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Called to help", frozenset({"defence", "offence"})),
    ("Called to sanctions or measures an organ has decided", frozenset({"sanctions", "enforcement"})),
    ("Called to consult", frozenset({"consultation"})),
    ("Called to stay out", frozenset({"neutrality"})),
    ("Called to restraint", frozenset({"nonaggression"})),
)


@dataclass(frozen=True)
class Group:
    """Rows that differ in the state only."""

    rows: tuple[Row, ...]

    @property
    def first(self) -> Row:
        return self.rows[0]


def groups(rows: Iterable[Row]) -> list[Group]:
    """Rows put together by clause, ally and status; stronger first, clear before disputed."""
    by_key: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        key = (row.treaty, row.clause, row.toward, row.strength, row.status)
        by_key.setdefault(key, []).append(row)
    made = [Group(tuple(found)) for found in by_key.values()]
    rank = {name: number for number, name in enumerate(STRENGTHS)}
    return sorted(made, key=lambda one: (one.first.status, rank.get(one.first.strength, 99), one.first.treaty))


def wrapped(text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Text as lines; `hang` is the further indent of the lines after the first."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
        break_long_words=False,
    )


def short_name(name: str) -> str:
    """The name without a bracket or a dated addition at its end."""
    return re.sub(r"( \([^)]*\)|, [^,]* from \d{4})$", "", name)


class Teller:
    """Says one answer in the world's codes."""

    def __init__(self, library: Library, answer: Answer) -> None:
        self.library, self.answer = library, answer

    def code(self, state: str) -> str:
        """The code a reader knows."""
        return "the other parties" if state == PARTIES else self.library.world_code(state)

    def codes(self, states: Iterable[str]) -> str:
        """Codes in order, with blanks between."""
        return " ".join(sorted(self.code(state) for state in states))

    def named(self, states: Sequence[str]) -> str:
        """Names with codes."""
        return ", ".join(f"{short_name(self.library.states[one].name)} ({self.code(one)})" for one in states)

    def headline(self) -> str:
        """The event in one sentence."""
        event = self.answer.event
        acts = ", ".join(one.replace("_", " ") for one in event.acts)
        hit = " and ".join(one.replace("_", " ") for one in event.target)
        place = self.place_name(event.place) if event.place else "no stated place"
        beside = f", with {self.named(event.with_attacker)} beside" if event.with_attacker else ""
        return (
            f"Event: {acts} on {hit} by {self.named(event.attacker)}{beside}, against {self.named([event.victim])}, "
            f"at {place}, on {event.date}."
        )

    def place_name(self, name: str) -> str:
        """The name of a place with its id."""
        said = self.library.place(name).name
        return f"{said} ({name})" if said else name.replace("_", " ")

    def assumptions(self) -> str:
        """What the answer takes as given: inputs, not verdicts."""
        event = self.answer.event
        began = "as the one who acts" if event.initiator is None else "as stated"
        provoked = {True: "provoked", False: "not provoked"}.get(event.provoked is True, "")
        if event.provoked == "disputed":
            provoked = "whether the victim provoked it is disputed"
        facts = ", ".join(sorted(event.facts)) or "none (no request, finding or decision)"
        return (
            f"Taken as given: {self.codes(event.initiators)} began it ({began}); {provoked}; further facts: {facts}. "
            "Attacker and initiator are inputs of the question, not findings of this tool."
        )

    def place_line(self) -> list[str]:
        """Who administers the place, who claims it, whom treaty parties take for its sovereign."""
        event = self.answer.event
        if event.place is None:
            return ["Place: none given, so every clause that looks at a place fails."]
        place = self.library.place(event.place)
        sov = place.sov_on(event.date)
        reading = f"sovereign as the parties of the treaty read it: {self.code(sov) if sov else 'none'}"
        note = f" ({place.note})" if place.note else ""
        return wrapped(f"Place: {place_line(self.library, place, event.date)}; {reading}{note}.", hang=2)

    def lines(self, explain: bool = False, why: str | None = None) -> list[str]:
        """The whole answer."""
        lines = [*wrapped(self.headline()), *wrapped(self.assumptions()), *self.place_line()]
        if self.answer.unread:
            lines += wrapped(f"Read by no clause and no rule: {', '.join(self.answer.unread)}.")
        duties = merged(self.answer.called)
        for title, types in SECTIONS:
            lines += self.section(title, [row for row in duties if row.type in types], explain)
        if not any(row.type in HELP_TYPES for row in duties):
            lines += ["", "Called to help: nobody, under any instrument of this collection."]
        lines += self.section("No duties: rights, restrictions, domestic policy", merged(self.answer.other), explain)
        lines += self.conflicts(duties)
        lines += list(self.why(why) if why else self.nobody())
        return lines

    def section(self, title: str, rows: Sequence[Row], explain: bool) -> list[str]:
        """Rows of some types under a title."""
        if not rows:
            return []
        lines = ["", title]
        for group in groups(rows):
            row = group.first
            treaty = self.library.treaty(row.treaty)
            toward = self.code(row.toward)
            said = f"{STRENGTH[row.strength]} [{row.strength}], toward {toward}"
            if row.type == "nonaggression":
                said = f"not to attack {toward} [{row.strength}]"
            mark = "clear" if row.status == "clear" else "DISPUTED"
            lines += wrapped(f"{mark}: {self.codes(one.state for one in group.rows)}", 2, 10)
            lines += wrapped(said + (f"; {BINDING[row.binding]}" if row.binding != "legal" else ""), 6, 2)
            lines += wrapped(f"{treaty.name}, Art. {row.article} ({row.treaty}, clause {row.clause})", 6, 2)
            lines += self.doubts(row)
            if explain:
                lines += self.explained(group)
        return lines

    def doubts(self, row: Row) -> list[str]:
        """What makes a row disputed, and what its bearer may choose."""
        clause = self.library.treaty(row.treaty).clause(row.clause)
        lines: list[str] = []
        if row.status == "disputed":
            steps = [one for one in row.trace if isinstance(one, Step) and one.effect == "disputed"]
            why = "; ".join(f"{one.predicate}: {one.found}" for one in steps)
            lines += wrapped(f"Open question: {why}", 6, 2) if why else []
        elif clause.note:
            lines += wrapped(f"Note: {clause.note}", 6, 2)
        for reading in clause.readings:
            lines += wrapped(f"{reading.who}: {reading.says} ({reading.source})", 6, 2)
        for label, value in (("Limit", clause.limits), ("Military form", clause.military)):
            lines += wrapped(f"{label}: {value}", 6, 2) if value else []
        return lines

    def explained(self, group: Group) -> list[str]:
        """The chain of one group: predicates with what is required and found, paraphrase, source."""
        row = group.first
        treaty = self.library.treaty(row.treaty)
        lines = [f"      Chain (for {self.code(row.state)}):"] if len(group.rows) > 1 else ["      Chain:"]
        for step in row.trace:
            if isinstance(step, Step):
                mark = "?" if step.effect == "disputed" else "+"
                text = f"{mark} {step.predicate}: required {step.required}; found {step.found} ({step.by})"
                lines += wrapped(text, 8, 4)
        lines += wrapped(f"Text in our words: {treaty.articles}", 6, 2)
        lines += wrapped(f"How verified: {VERIFIED[treaty.verified]}. Source: {'; '.join(treaty.source)}", 6, 2)
        return lines

    def conflicts(self, duties: Sequence[Row]) -> list[str]:
        """States that owe help to one side and help or neutrality to the other; never resolved here."""
        event = self.answer.event
        sides = {event.victim: "victim", **dict.fromkeys(event.attacker, "attacker")}
        owed: dict[str, dict[str, list[Row]]] = {}
        for row in duties:
            if row.toward in sides and row.type in HELP_TYPES | {"neutrality"}:
                owed.setdefault(row.state, {}).setdefault(sides[row.toward], []).append(row)
        lines: list[str] = []
        for state, by_side in owed.items():
            rows = [row for found in by_side.values() for row in found]
            if len(by_side) == 2 and any(row.type in HELP_TYPES for row in rows):
                said = "; ".join(f"{TYPE[row.type]} toward {self.code(row.toward)} ({row.treaty})" for row in rows)
                lines += wrapped(f"{self.code(state)}: {said}", 2, 4)
        return ["", "Conflict of duties (reported, not resolved)", *lines] if lines else []

    def nobody(self) -> Iterator[str]:
        """Who is not called, in three kinds: not triggered, no instrument, not in this collection."""
        event, law = self.answer.event, self.library
        near = [one for one in self.answer.not_called if _concerns(law, one, event) and one.state != event.victim]
        yield from ("", "Not called to help: an instrument exists and is not triggered, or asks for less")
        yield from self.reasons_by_instrument(near) if near else ["  none"]
        linked = {one.state for one in near} | {row.state for row in self.answer.called if row.type in HELP_TYPES}
        existing = [one.code for one in law.states.values() if one.kind == "state" and one.exists_on(event.date)]
        rest = len([one for one in existing if one not in linked and one not in (event.victim, *event.attacker)])
        yield from ("", "Not called to help: no instrument")
        text = f"{rest} other states of the {len(existing)} listed for that day share no instrument of help or talk "
        yield from wrapped(text + f"with {self.code(event.victim)} here. --why STATE says it for one of them.", 2)
        yield from self.gaps({event.victim})

    def reasons_by_instrument(self, answers: Sequence[NotCalled]) -> Iterator[str]:
        """States and their reasons, by instrument."""
        by_key: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
        for one in answers:
            by_key.setdefault((one.treaty, one.reasons), []).append(one.state)
        for (treaty, codes), states in by_key.items():
            yield from wrapped(f"{treaty}: {self.codes(states)}", 2, 4)
            yield from wrapped(", ".join(codes), 6)
        yield "  In words:"
        for code in in_order(code for one in answers for code in one.reasons):
            yield from wrapped(f"{code}: {SENTENCE[code]}", 6, 4)

    def gaps(self, states: set[str]) -> Iterator[str]:
        """Instruments among these states that exist and are not encoded."""
        day = self.answer.event.date
        known = [one for one in self.library.missing if states <= set(one.states) and one.since <= day]
        yield from ("", "Not in this collection (it may bind; not encoded)")
        if not known:
            yield from wrapped(f"No gap is known for {self.codes(states)}; others may exist.", 2)
        for one in known:
            yield from wrapped(f"{one.name} ({one.id}): {one.gist}; known from {one.known}", 2, 4)

    def why(self, state: str) -> Iterator[str]:
        """Everything about one state: every instrument it is bound by, with each reason in words."""
        event = self.answer.event
        mine = [one for one in self.answer.not_called if one.state == state]
        rows = [row for row in (*self.answer.called, *self.answer.other) if row.state == state]
        yield from ("", f"Why {self.named([state])}?")
        for row in rows:
            yield from wrapped(f"{row.treaty}: called to {TYPE[row.type]}, {row.status} ({row.strength})", 2, 4)
        near = [one for one in mine if _concerns(self.library, one, event)]
        far = [one for one in mine if one not in near]
        title = "An instrument exists and is not triggered" if near else "No instrument binds it to the victim"
        yield from ("", f"  {title}")
        for one in near:
            yield from wrapped(f"{one.treaty}: {', '.join(one.reasons)}", 4, 4)
            yield from wrapped(one.text, 8)
        if far:
            named = ", ".join(str(one.treaty) for one in far)
            code = self.code(event.victim)
            yield from wrapped(f"Instruments of this state that do not protect {code}: {named}.", 2, 4)
        yield from self.gaps({state, event.victim} if state != event.victim else {state})


def _concerns(library: Library, one: NotCalled, event: Event) -> bool:
    """Does the instrument bind or protect the state attacked, and is it not one that binds everybody?"""
    if one.treaty is None:
        return False
    treaty = library.treaty(one.treaty)
    listed = any(isinstance(clause.victim, tuple) and event.victim in clause.victim for clause in treaty.clauses)
    helping = not treaty.clauses or any(one.type not in ("nonaggression", "restriction") for one in treaty.clauses)
    return not treaty.universal and helping and (listed or event.victim in treaty.parties_on(event.date))
