"""The record of one state in one simulated year: numbers as sums of what each law gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Term:
    """One part of a sum."""

    name: str
    value: float


@dataclass(frozen=True)
class Sum:
    """A simulated number and its parts.

    Attributes
    ----------
    law : equation of the model
    total : the number as the run has it; the parts sum to it
    """

    name: str
    law: str
    unit: str
    total: float
    terms: tuple[Term, ...]

    @property
    def rest(self) -> float:
        """What the parts leave over: rounding, or a mistake."""
        return self.total - sum(term.value for term in self.terms)

    def of(self, name: str) -> float:
        """The value of one part; 0 where there is none."""
        return next((term.value for term in self.terms if term.name == name), 0.0)


@dataclass(frozen=True)
class PairStory:
    """The issue and the game of an initiator and a target, before anything happened.

    numbers : chances, utilities and strengths by name
    """

    initiator: str
    target: str
    numbers: Mapping[str, float]
    sums: Mapping[str, Sum]


@dataclass(frozen=True)
class Happened:
    """A dispute that the state was part of, in codes."""

    initiator: str
    target: str
    kind: str
    chance: float
    luck: float
    place: str = ""
    tokens: tuple[str, ...] = ()
    with_target: tuple[str, ...] = ()
    with_initiator: tuple[str, ...] = ()
    called: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Story:
    """One state in one year of one history.

    Attributes
    ----------
    gap : largest relative difference between the year told here and the same year as compiled code played it
    expected : chance of this year to be targeted, to see force used, to be at war as target
    sums : strength, share, threat, help, loss, growth, arms; hostility toward and of each rival
    facts : single numbers by name
    rivals : what threat is made of, by rival
    """

    state: str
    name: str
    year: int
    architecture: str
    theory: str
    draw: int
    stream: int
    gap: float
    facts: Mapping[str, float]
    expected: Mapping[str, float]
    sums: Mapping[str, Sum]
    rivals: Mapping[str, Mapping[str, float]]
    targeted_by: Mapping[str, float]
    initiates: Mapping[str, float]
    pairs: Mapping[str, PairStory] = field(default_factory=dict)
    happened: tuple[Happened, ...] = ()
    at_war: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)
