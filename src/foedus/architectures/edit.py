"""The ten edits an architecture is made of, each a small frozen record.

`start` (or `on`) is the day an edit acts from (the last day bound, for an end). None: the first day of the year in
which its step enters. States are world codes; `@nato_1949` stands for the parties of that treaty on that day.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Day = datetime.date
EMPTY: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddParty:
    """Accession of `states` to `treaty`; `start` is the first day bound, `end` the last (None: open)."""

    treaty: str
    states: tuple[str, ...]
    start: Day | None = None
    end: Day | None = None


@dataclass(frozen=True)
class AddClause:
    """One more clause of `treaty`, as the mapping of a treaty file."""

    treaty: str
    clause: Mapping[str, Any]
    start: Day | None = None


@dataclass(frozen=True)
class Terminate:
    """`treaty` ends; `on` is its last day in force."""

    treaty: str
    on: Day | None = None


@dataclass(frozen=True)
class NewTreaty:
    """A whole instrument, as the mapping of a treaty file."""

    body: Mapping[str, Any]
    start: Day | None = None


@dataclass(frozen=True)
class RemoveParty:
    """`states` leave `treaty`; `on` is the last day bound."""

    treaty: str
    states: tuple[str, ...]
    on: Day | None = None


@dataclass(frozen=True)
class SetInstitution:
    """An inclusive institution of `members` with a depth from 0 to 1. It adds to those of the world."""

    name: str
    members: tuple[str, ...]
    depth: float
    start: Day | None = None


@dataclass(frozen=True)
class SetCooperation:
    """Cooperation of `pairs` stands at `tier`; with `at_least` a higher tier that stands already is kept."""

    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    tier: str
    start: Day | None = None
    at_least: bool = False


@dataclass(frozen=True)
class SetPosture:
    """Offensive share `pi` of the effort of `states`, or `sg`, how well it can be told from defence. 0 to 1."""

    states: tuple[str, ...]
    pi: float | None = None
    sg: float | None = None
    start: Day | None = None


@dataclass(frozen=True)
class SetArms:
    """Arms of `states` times `factor`, once, in the first year in which the edit acts."""

    states: tuple[str, ...]
    factor: float
    start: Day | None = None


@dataclass(frozen=True)
class SuspendForFoundAggressor:
    """No alliance among `treaties` ('*': all) may be invoked for a state found to be the aggressor."""

    treaties: tuple[str, ...]
    start: Day | None = None


Edit = (
    AddParty
    | AddClause
    | Terminate
    | NewTreaty
    | RemoveParty
    | SetInstitution
    | SetCooperation
    | SetPosture
    | SetArms
    | SuspendForFoundAggressor
)
LAW_EDITS = (AddParty, AddClause, Terminate, NewTreaty, RemoveParty)


def day_of(edit: Edit) -> Day | None:
    """The day on which the edit is dated, None if it takes the date of its step."""
    return edit.on if isinstance(edit, (Terminate, RemoveParty)) else edit.start
