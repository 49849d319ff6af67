"""Every error foedus raises, in one tree.

Each says what was found, where, and what to do. ``exit_code`` is what the command line returns:
2 for bad input and for what is not built, 1 for a check that failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class FoedusError(Exception):
    """Root of the tree. Never raised itself."""

    exit_code = 2


class NotBuilt(FoedusError):
    """A part of foedus that is named in its design and does not exist yet."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(f"{what} is not built yet." + (f" {instead}" if instead else ""))


class CheckFailed(FoedusError):
    """A check ran and its answer is no."""

    exit_code = 1


class BadInput(FoedusError):
    """Something that came from outside cannot be used."""


@dataclass(frozen=True)
class Place:
    """Where in a file a mistake stands. Lines and columns count from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        spot = self.file
        if self.line:
            spot += f", line {self.line}"
        if self.column:
            spot += f", column {self.column}"
        return spot + (f", field '{self.field}'" if self.field else "")


class BadFile(BadInput):
    """A file has a mistake at a known place."""

    def __init__(self, place: Place, found: str, todo: str) -> None:
        super().__init__(f"{place}: {found}. {todo}")
        self.place = place


class UnknownName(BadInput):
    """A name that no list knows; says the nearest one that exists."""

    kind = "name"

    def __init__(self, name: str, valid: Iterable[str], where: str = "", todo: str = "") -> None:
        known = sorted(set(valid))
        near = nearest(name, known)
        said = f"No {self.kind} '{name}'" + (f" in {where}" if where else "") + f" ({len(known)} known)."
        if near:
            said += " Did you mean " + " or ".join(f"'{one}'" for one in near) + "?"
        elif len(known) <= 12:
            said += " Valid: " + ", ".join(known) + "."
        super().__init__(said + (f" {todo}" if todo else ""))
        self.name, self.near = name, near


class UnknownState(UnknownName):
    kind = "state"


class UnknownTheory(UnknownName):
    kind = "theory"


class UnknownArchitecture(UnknownName):
    kind = "architecture"


class UnknownPlace(UnknownName):
    kind = "place"


class UnknownTreaty(UnknownName):
    kind = "treaty"


class UnknownWorld(UnknownName):
    kind = "world"


class UnknownOutcome(UnknownName):
    kind = "outcome"


class UnknownToken(UnknownName):
    kind = "token"


class UnknownGroup(UnknownName):
    kind = "group"


class UnknownParameter(UnknownName):
    kind = "parameter"


class UnknownSource(UnknownName):
    kind = "source"


class UnknownCommand(UnknownName):
    kind = "command"


class BadDate(BadInput):
    """A date that is no date of the calendar, or stands in the wrong order."""

    def __init__(self, found: str, where: str = "", todo: str = "Write it as YYYY-MM-DD, as in 2026-03-01.") -> None:
        super().__init__((f"{where}: " if where else "") + f"'{found}' is no usable date. {todo}")


class BadNumber(BadInput):
    """A number outside its bounds, or not a number where one is needed."""

    def __init__(self, field: str, found: object, bounds: str, where: str = "") -> None:
        super().__init__((f"{where}: " if where else "") + f"{field} is {found}; it must be {bounds}.")


class SimulationFailed(FoedusError):
    """A run gave a number that is not one; names theory, architecture, draw, year."""


class UnknownRegion(UnknownName):
    kind = "region"


class NotInRun(BadInput):
    """An outcome that exists and that this run cannot give; says what it lacks."""

    def __init__(self, outcome: str, lacks: str, todo: str) -> None:
        super().__init__(f"Outcome '{outcome}' is not in this run: {lacks}. {todo}")
        self.outcome = outcome


class UnknownClaim(UnknownName):
    kind = "claim"


class UnknownArticle(UnknownName):
    kind = "article"


class UnknownForm(UnknownName):
    kind = "form of the model"


class NotInWorld(BadInput):
    """Something that a run needs and its world does not carry."""

    def __init__(self, what: str, world: str, todo: str) -> None:
        super().__init__(f"World '{world}' does not carry {what} so this cannot be run. {todo}")


class EmptyGroup(BadInput):
    """A group that no state of the world belongs to under an architecture."""

    def __init__(self, name: str, architecture: str, todo: str) -> None:
        super().__init__(f"No states are in group '{name}' of '{architecture}'. {todo}")


class UnknownRoles(UnknownName):
    kind = "role file"


class NoCounterpart(BadInput):
    """A state, treaty, area or class that a role file gives no counterpart for."""

    def __init__(self, kind: str, name: str, roles: str, where: str, todo: str) -> None:
        super().__init__(f"{where}: the role file '{roles}' has no counterpart for the {kind} '{name}'. {todo}")


class BadGame(BadInput):
    """A game that cannot be played: candidates that do not join, too many of them, or a wrong option."""


def nearest(name: str, valid: Iterable[str], most: int = 2) -> list[str]:
    """Names of `valid` that look like `name`, best first, case ignored."""
    by_lower = {one.lower(): one for one in valid}
    return [by_lower[hit] for hit in get_close_matches(str(name).lower(), list(by_lower), n=most, cutoff=0.6)]
