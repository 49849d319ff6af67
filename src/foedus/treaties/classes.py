"""Classes of adversary that a clause may name in `by`: dated lists, each a reading with its source."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from foedus.treaties.treaty import holds


@dataclass(frozen=True)
class Member:
    """States that are in a class from `start` to `end`."""

    states: tuple[str, ...]
    start: date | None
    end: date | None = None
    note: str = ""


@dataclass(frozen=True)
class AdversaryClass:
    """`complement`: every state not in the rows. `nonparty`: and no party to the treaty that day."""

    id: str
    means: str
    members: tuple[Member, ...]
    source: tuple[str, ...]
    complement: bool = False
    nonparty: bool = False

    def has(self, state: str, kind: str, day: date, parties: Set[str]) -> bool:
        """Is `state` (an entry of that `kind`) in the class on `day`, for a treaty with these `parties`?"""
        listed = any(state in one.states and holds(day, one.start, one.end) for one in self.members)
        if self.complement and kind == "non_state":
            return False
        return listed != self.complement and not (self.nonparty and state in parties)
