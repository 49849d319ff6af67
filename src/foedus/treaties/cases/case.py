"""A case as a record: an event, the edits it is asked under, and what its author expects of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from foedus.treaties.event import Event
from foedus.treaties.library import Library

OTHERS = "*others"


@dataclass(frozen=True)
class Expected:
    """Rows that must be there: one per state; `*others` is every party without toward, attackers and `but`."""

    states: tuple[str, ...]
    type: str
    toward: str
    strength: str
    under: str
    status: str = "clear"
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExpectedNot:
    """Rows that must not be there, and why. `under` None: under no instrument; `type` None: no help."""

    states: tuple[str, ...]
    under: str | None
    reason: str
    type: str | None = None
    but: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Case:
    """One case of a file. `codes` gives back the file's own code for a state (ROC -> TWN where the case says TWN)."""

    id: str
    kind: str
    title: str
    date: date
    event: Event
    given: tuple[str, ...]
    expected: tuple[Expected, ...]
    expected_not: tuple[ExpectedNot, ...]
    codes: Mapping[str, str]
    actual: str = ""
    note: str = ""
    confidence: str = ""
    source: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()  # instruments that the case file names anywhere: its lists are closed for these


@dataclass(frozen=True, eq=False)
class CaseFile:
    """All cases of a file and, for each, the library it is asked of."""

    name: str
    cases: tuple[Case, ...]
    libraries: Mapping[str, Library]  # by case id
