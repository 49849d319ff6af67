"""Treaties as records: parties over time, clauses, and where a clause looks.

Dates are closed intervals; `end` is everywhere the last day in force and None means open. Every key of the treaty
language has a field of the same name; the keys `from`, `to` and `until` are `start` and `end` here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

HELP_TYPES = frozenset({"defence", "offence"})
CLOSED_TYPES = frozenset({"defence", "offence", "sanctions"})  # a case must list every row of these types
OTHER_TYPES = frozenset({"right", "restriction", "domestic_policy"})  # never duties: they go to `other`


def holds(day: date, start: date | None, end: date | None) -> bool:
    """Is `day` inside the closed interval? None is open on either side."""
    return (start is None or start <= day) and (end is None or day <= end)


@dataclass(frozen=True)
class Party:
    """One state bound by a treaty from `start` to `end`, both included. `start` None: never bound."""

    state: str
    start: date | None
    end: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Suspension:
    """A suspended `pair` owes nothing either way; rows from or toward suspended `states` are disputed."""

    pair: tuple[str, ...]
    states: tuple[str, ...]
    start: date | None
    end: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Where:
    """One limb of the scope of a clause; every key given must hold. `sov`, `adm`: "victim" or states."""

    target: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    any_tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    sov: str | tuple[str, ...] | None = None
    adm: str | tuple[str, ...] | None = None
    sov_in_parties: bool = False
    until: date | None = None


@dataclass(frozen=True)
class Reading:
    """Who reads a disputed clause how."""

    who: str
    says: str
    source: str = ""


@dataclass(frozen=True)
class Clause:
    """One rule of a treaty: threshold, adversary, fault, protected party, scope, contingency, bearers, strength."""

    id: str
    art: str
    type: str
    acts: tuple[str, ...]
    duty: str | tuple[str, ...]  # others, parties, attacker, initiator, or states
    strength: str
    involvement: str = "attacked"  # attacked, at_war or initiates
    trigger: str | None = None
    by: str | tuple[str, ...] = "any"  # any, party, nonparty, a class, or states
    by_not: tuple[str, ...] = ()
    by_state: bool = False
    supported_by: tuple[str, ...] = ()
    not_supported_by: tuple[str, ...] = ()
    min_enemies: int | None = None
    max_enemies: int | None = None
    initiator: tuple[str, ...] = ()
    unprovoked: str | None = None  # any, direct, aggressor_only, implied
    victim: str | tuple[str, ...] | None = None  # "any" or states
    victim_party: bool = False
    dyad: tuple[str, ...] = ()
    dyads: tuple[tuple[str, ...], ...] = ()
    where: tuple[Where, ...] = ()
    needs: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    request: bool = False
    disputed_if: tuple[str, ...] = ()
    excluded_if: tuple[Mapping[str, str], ...] = ()  # each with `initiator` and `opponent`
    status: str | None = None  # disputed or disputed_form
    intra: str | None = None  # covered, excluded or disputed; None reads as covered
    duty_not: tuple[str, ...] = ()
    duty_in: tuple[str, ...] = ()
    duty_any: bool = False
    hub: str | None = None
    bilateral_hub: str | None = None
    ends_for: Mapping[str, date] = field(default_factory=dict)
    military: str | None = None
    limits: str | None = None
    start: date | None = None
    end: date | None = None
    binding: str | None = None
    readings: tuple[Reading, ...] = ()
    carve_out: tuple[str, ...] = ()
    date_slack: str | None = None
    note: str = ""

    def valid_on(self, day: date) -> bool:
        """Is the clause in force on `day`, if its treaty is?"""
        return holds(day, self.start, self.end)


@dataclass(frozen=True)
class Atop:
    """The record of the ATOP data set that this treaty was compared with."""

    id: int | None = None
    coded: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Treaty:
    """One instrument. `binding`: legal, political, none or domestic_law. `verified`: how well the text was seen."""

    id: str
    name: str
    kind: str
    binding: str
    types: tuple[str, ...]
    signed: date | None
    force: tuple[date | None, date | None]
    parties: tuple[Party, ...]
    articles: str
    clauses: tuple[Clause, ...]
    verified: str
    source: tuple[str, ...]
    atop: Atop = Atop()
    suspended: tuple[Suspension, ...] = ()
    scope: str = ""
    strength: str = ""
    qualifications: str = ""
    secret: str = ""
    status: str = ""
    cooperation: str = ""  # tier of cooperation, for an instrument that owes no help
    public: date | None = None  # day the text became public, where it was secret
    without_prejudice: tuple[str, ...] = ()  # instruments that this text says it does not affect
    universal: bool = False  # parties were written '*': every state that exists on the day

    def in_force(self, day: date) -> bool:
        """Is the instrument in force on `day`? One whose force never began is not."""
        start, end = self.force
        return start is not None and holds(day, start, end)

    def parties_on(self, day: date) -> frozenset[str]:
        """The states bound on `day`."""
        return frozenset(one.state for one in self.parties if one.start is not None and holds(day, one.start, one.end))

    def clause(self, name: str) -> Clause:
        """The clause with id `name`."""
        return next(one for one in self.clauses if one.id == name)
