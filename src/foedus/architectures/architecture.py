"""An architecture: edits with a schedule, and a design record that says what kind of order it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from foedus.architectures.edit import Edit, NewTreaty, RemoveParty, Terminate, day_of

STATUS_QUO = "status-quo"
FIRST = datetime.date(1, 1, 2)
BASE_TOKENS = ("request", "council_finding", "council_finding_veto", "all_guarantors_act")  # MODEL section 22
FINDING_VOTES = {  # how the finder votes -> the token that a clause which needs a finding then waits for
    "accused not voting": "council_finding",
    "accused may veto": "council_finding_veto",
    "each state for itself": "",
    "none": "",
}


@dataclass(frozen=True)
class Design:
    """The design record: all parts are required, so that three kinds of order are never mixed."""

    insiders: tuple[str, ...]  # states inside, or @treaty for its parties; empty for the status quo
    core: str  # treaty whose parties of the year before are the old members; '' if the order is new
    region: str  # name of a region of the world
    direction: str  # outward | inward | none
    finding: str  # who finds the aggressor
    vote: str  # one of FINDING_VOTES
    means: str
    restraint: str
    exit: str
    rivals: tuple[str, ...] = ()  # declared, beside those that hostility shows

    @property
    def finding_token(self) -> str:
        """The token that `council_finding` of an instrument of this architecture stands for."""
        return FINDING_VOTES[self.vote] or "council_finding"


@dataclass(frozen=True)
class Step:
    """Edits that are announced, act from the year `enter`, and act no longer from the year `exit` (None: stay).

    `enter` 0 is an edit without a schedule: it acts from the first simulated year of whatever world it meets.
    """

    announce: int
    enter: int
    exit: int | None
    edits: tuple[Edit, ...]

    def acts_in(self, year: int) -> bool:
        """Whether the edits of the step stand on 1 July of `year`."""
        return self.enter <= year and (self.exit is None or year < self.exit)


@dataclass(frozen=True)
class Architecture:
    """A named, sourced set of dated edits laid over the law as it stands."""

    name: str
    title: str
    note: str
    source: tuple[str, ...]
    design: Design
    steps: tuple[Step, ...] = ()
    tokens: dict[str, tuple[float, float]] = field(default_factory=dict)  # token -> Beta(a, b) of its chance
    sanctions: bool = False  # whether sanctions feed the defence of the victim
    kind: str = "base"  # base | variant | user

    def first_year(self) -> int | None:
        """The first year in which an edit can act, None if there is none."""
        years = [step.enter for step in self.steps if step.edits]
        return min(years) if years else None

    def first_announcement(self) -> int | None:
        """The first year in which states know of an edit."""
        years = [step.announce for step in self.steps if step.edits]
        return min(years) if years else None


def acts_from(year: int) -> datetime.date:
    """The first day of a step that enters in `year` (0: the first day there is)."""
    return datetime.date(max(year, 1), 1, 1)


def started(architecture: Architecture, year: int) -> Architecture:
    """The same architecture with edits that have no schedule announced and entered in `year`."""
    steps = tuple(one if one.enter else replace(one, announce=year, enter=year) for one in architecture.steps)
    return replace(architecture, steps=steps)


def dated_edits(steps: tuple[Step, ...]) -> Iterator[Edit]:
    """Edits of `steps`, each with a day: its own, or the first day of the year in which its step enters."""
    for step in steps:
        first = acts_from(step.enter)
        for edit in step.edits:
            if day_of(edit) is not None:
                yield edit
            elif isinstance(edit, (Terminate, RemoveParty)):
                yield replace(edit, on=max(first, FIRST) - datetime.timedelta(days=1))
            else:
                yield replace(edit, start=first)


def edit_in_force(edit: Edit, date: datetime.date) -> bool:
    """Whether a dated edit that is not of the law acts on `date`."""
    day = day_of(edit)
    return day is None or day <= date


def adds_treaties(architecture: Architecture) -> tuple[str, ...]:
    """Names of the instruments that the architecture itself creates."""
    return tuple(str(e.body["id"]) for step in architecture.steps for e in step.edits if isinstance(e, NewTreaty))
