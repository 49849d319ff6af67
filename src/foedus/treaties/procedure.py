"""Organ and procedure: who must decide before the duty is owed, and what is owed without a decision.

The treaty language carries that a finding, a decision, a request or a joint act is needed, and who gives it. Voting,
majority and veto stand in the words of the record where its author put them (`qualifications`); else they are not
recorded, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foedus.treaties.event import Event
from foedus.treaties.flip import rows_under
from foedus.treaties.library import Library
from foedus.treaties.obligations import Row
from foedus.treaties.treaty import Clause

DECIDERS = frozenset({"organ", "party"})
CHOICE = {
    "deemed_necessary": "each party decides for itself what action it deems necessary",
    "constitutional": "each party decides by its constitutional processes",
    "domestic_consultation": "organs of one state decide, under its domestic law",
    "guarantee_joint": "owed only if all guarantors act together",
    "aid_assist": "help is owed; its kind is for each party to choose",
}


@dataclass(frozen=True)
class Decision:
    """One decision that the duty waits for. `without`: what the state owes under the instrument if it is not taken."""

    token: str
    means: str
    by: str  # organ or party
    given: bool
    without: tuple[Row, ...]


@dataclass(frozen=True)
class Procedure:
    """Who decides what. `voting`: words of the record on procedure, "" where it has none."""

    decisions: tuple[Decision, ...]
    choice: str
    voting: str


def procedure(library: Library, event: Event, state: str, treaty: str, clause: str) -> Procedure:
    """The procedure of one clause for one state."""
    text = library.treaty(treaty)
    rule = text.clause(clause)
    decisions = tuple(_decisions(library, event, state, treaty, rule))
    choice = "the parties consult; none is bound to act" if rule.type == "consultation" else ""
    return Procedure(decisions, CHOICE.get(rule.strength, choice), text.qualifications if decisions else "")


def _decisions(library: Library, event: Event, state: str, treaty: str, clause: Clause) -> Iterator[Decision]:
    asked = [*clause.needs, *(("request",) if clause.request else ())]
    for word in asked:
        token = library.tokens.facts[word]
        if token.by in DECIDERS:
            bare = replace(event, facts=event.facts - {word})
            without = rows_under(library, bare, [library.treaty(treaty)], state)
            yield Decision(word, token.means, token.by, word in event.facts, without)
