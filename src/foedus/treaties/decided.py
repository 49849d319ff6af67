"""Which test decided: each test of a row is turned alone, the law is asked again, and the row compared.

A test of fact is turned by a change of the event (`turns.py`), a test of text by a change of the text. A test whose
turning leaves the row as it is does not decide, whatever its name: the row may rest on another clause as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from foedus.errors import FoedusError
from foedus.treaties.changes import Change
from foedus.treaties.event import Event
from foedus.treaties.explain import Step, in_world_codes
from foedus.treaties.facts import facts_of
from foedus.treaties.flip import possible, rows_under
from foedus.treaties.library import Library
from foedus.treaties.obligations import Row
from foedus.treaties.treaty import Clause, Treaty
from foedus.treaties.turns import turns

NO_ROW = "no row"
PLACES = 60  # places tried before a scope is held not to decide: nearer ones may fall under another clause
ON_TEXT = frozenset({"duty", "status", "suspended", "hub"})  # supplied by the text: turned by another text
Asked = tuple[Change | None, Treaty]


class Decisions:
    """What decides the rows of one event; changed events are asked once each."""

    def __init__(self, library: Library, event: Event) -> None:
        self.library, self.event = library, event
        self.facts = facts_of(library, event)
        self.known: dict[tuple[str, str, str], dict[tuple[str, str, str, str], str]] = {}

    def decided(self, row: Row) -> tuple[Step, ...]:
        """The trace of a row, each test with what the row becomes when it alone is turned."""
        treaty = self.library.treaty(row.treaty)
        clause = treaty.clause(row.clause)
        candidates: dict[tuple[str, str], list[Change]] = {}
        for one in turns(self.library, self.facts, treaty, clause, row.state, row.toward, PLACES):
            candidates.setdefault((one.predicate, one.word), []).append(one.change)
        made = []
        for step in row.trace:
            if isinstance(step, Step):
                turned = self._turned(step, row, treaty, clause, candidates)
                made.append(in_world_codes(self.library, turned))
        return tuple(made)

    def _turned(
        self, step: Step, row: Row, treaty: Treaty, clause: Clause, candidates: Mapping[tuple[str, str], list[Change]]
    ) -> Step:
        for words, event, text in self._others(step, row, treaty, clause, candidates):
            became = self._became(row, event, text, words)
            if became is not None and became != row.status:
                return replace(step, flipped=words, turns=became)
        return step

    def _others(
        self, step: Step, row: Row, treaty: Treaty, clause: Clause, candidates: Mapping[tuple[str, str], list[Change]]
    ) -> Iterator[tuple[str, Event, Treaty]]:
        """(what is turned in words, the event, the text) of each way to turn one test."""
        if step.predicate in ON_TEXT and not (step.predicate == "status" and step.required == "no open question"):
            for words, text in _texts(step, row, treaty, clause):
                yield words, self.event, text
        elif step.predicate == "ally" and clause.involvement == "attacked" and clause.duty != "initiator":
            yield from self._other_victims(row, treaty)
        word = _word(step)
        for change in candidates.get((step.predicate, word), []):
            yield change.words, change.apply(self.event), treaty

    def _other_victims(self, row: Row, treaty: Treaty) -> Iterator[tuple[str, Event, Treaty]]:
        """The same act against a state that is no party, and against one the clause does not name."""
        event, parties = self.event, treaty.parties_on(self.event.date)
        sides = {*event.attacker, *event.with_attacker, event.victim, *event.with_victim, row.state}
        place = self.library.places[event.place] if event.place else None
        near = place.claimants_on(event.date) if place else ()
        for code in dict.fromkeys((*near, *self.library.states)):
            one = self.library.states[code]
            if one.kind == "state" and code not in parties and code not in sides and one.exists_on(event.date):
                victim = self.library.world_code(code)
                yield f"another state were attacked there (for example {victim})", replace(event, victim=code), treaty
                return

    def _became(self, row: Row, event: Event, text: Treaty, words: str) -> str | None:
        """What the row is after a change; None where the changed event cannot be asked about."""
        if not possible(self.library, event):
            return None
        key = (row.treaty, "" if text is self.library.treaties.get(row.treaty) else row.clause, words)
        if key not in self.known:
            try:
                self.known[key] = {_key(one): one.status for one in rows_under(self.library, event, [text])}
            except FoedusError:
                return None
        toward = event.victim if row.toward == self.event.victim else row.toward
        return self.known[key].get((row.state, row.type, toward, row.strength), NO_ROW)


def _key(row: Row) -> tuple[str, str, str, str]:
    return row.state, row.type, row.toward, row.strength


def _word(step: Step) -> str:
    """The token or state that a test with many of its kind is about."""
    if step.predicate in ("needs", "blocked_by", "disputed_if"):
        return step.required.removeprefix("not ")
    if step.predicate in ("party", "ends_for"):
        return step.required.split(" ")[0].rstrip(":")
    return ""


def _texts(step: Step, row: Row, treaty: Treaty, clause: Clause) -> Iterator[tuple[str, Treaty]]:
    """The text with one test otherwise."""
    if step.predicate == "suspended":
        if step.effect == "disputed":
            yield "nobody had suspended it", replace(treaty, suspended=())
        return
    if step.predicate == "duty":
        words, other = (
            f"the text did not lay it on {row.state}",
            replace(clause, duty_not=(*clause.duty_not, row.state)),
        )
    elif step.predicate == "hub":
        words, other = "the hub were another state", replace(clause, hub="", bilateral_hub=None, duty_not=(row.state,))
    else:
        words, other = "the reading were settled", replace(clause, status=None)
    clauses = tuple(other if one.id == clause.id else one for one in treaty.clauses)
    yield words, replace(treaty, clauses=clauses)
