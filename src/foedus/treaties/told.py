"""An answer in words, as lines of at most 100 signs: who is called to what, what is no duty, who is not and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.treaties.conflicts import conflicts, one_duty, sides_of
from foedus.treaties.decided import Decisions
from foedus.treaties.library import Library
from foedus.treaties.lines import WIDTH, wrapped
from foedus.treaties.merge import merged
from foedus.treaties.obligations import PARTIES, Answer, Row
from foedus.treaties.places import place_line
from foedus.treaties.told_chain import branch_lines, chain_lines
from foedus.treaties.told_conflicts import conflict_lines, one_duty_lines
from foedus.treaties.told_no import nobody, why
from foedus.treaties.treaty import HELP_TYPES
from foedus.treaties.words import BINDING, STRENGTH, STRENGTHS

__all__ = ["SECTIONS", "WIDTH", "Group", "Teller", "groups", "short_name", "wrapped"]
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


def short_name(name: str) -> str:
    """The name without a bracket or a dated addition at its end."""
    return re.sub(r"( \([^)]*\)|, [^,]* from \d{4})$", "", name)


class Teller:
    """Says one answer in the world's codes."""

    def __init__(self, library: Library, answer: Answer) -> None:
        self.library, self.answer = library, answer
        self.decisions = Decisions(library, answer.event)
        self.shown: set[str] = set()  # treaties whose text and source were told

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

    def head(self) -> list[str]:
        """The question, what it takes as given, and the place."""
        lines = [*wrapped(self.headline()), *wrapped(self.assumptions()), *self.place_line()]
        if self.answer.unread:
            lines += wrapped(f"Read by no clause and no rule: {', '.join(self.answer.unread)}.")
        return lines

    def lines(self, explain: bool = False, about: str | None = None) -> list[str]:
        """The whole answer; `about` one state: everything on it instead of who is not called."""
        lines = self.head()
        duties = merged(self.answer.called)
        for title, types in SECTIONS:
            lines += self.section(title, [row for row in duties if row.type in types], explain)
        if not any(row.type in HELP_TYPES for row in duties):
            lines += ["", "Called to help: nobody, under any instrument of this collection."]
        lines += self.section("No duties: rights, restrictions, domestic policy", merged(self.answer.other), explain)
        lines += conflict_lines(self.library, conflicts(self.library, duties, sides_of(self.answer.event)))
        lines += one_duty_lines(self.library, one_duty(duties))
        lines += why(self.library, self.answer, about) if about else nobody(self.library, self.answer, explain)
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
                lines += chain_lines(self.library, self.decisions, row, len(group.rows) > 1, row.treaty in self.shown)
                self.shown.add(row.treaty)
        return lines

    def doubts(self, row: Row) -> list[str]:
        """What makes a row disputed with both readings, and what its bearer may choose."""
        clause = self.library.treaty(row.treaty).clause(row.clause)
        lines = list(branch_lines(self.library, self.decisions, row))
        if row.status == "clear":
            lines += wrapped(f"Note: {clause.note}", 6, 2) if clause.note else []
            for reading in clause.readings:
                lines += wrapped(f"On record, {reading.who}: {reading.says} ({reading.source})", 6, 2)
        carved = f"{self.codes(clause.carve_out)}; the form of help is theirs to choose" if clause.carve_out else ""
        kept = (("Limit", clause.limits), ("Military form", clause.military), ("Own policy kept by", carved))
        for label, value in kept:
            lines += wrapped(f"{label}: {value}", 6, 2) if value else []
        return lines
