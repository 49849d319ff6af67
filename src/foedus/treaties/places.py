"""The gazetteer: who is sovereign, who administers, and in which areas drawn by treaties a place lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.treaties.treaty import holds

if TYPE_CHECKING:
    from foedus.treaties.library import Library


@dataclass(frozen=True)
class Holder:
    """One state that is sovereign or administers from `start` to `end`."""

    state: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Place:
    """One place. `sov`: recognised or claimed sovereign as treaty parties see it; `adm`: who administers.

    `lat`, `lon` in degrees, None where no line decides the answer. `home_of`, `sea_of`: the state whose home place,
    or whose place of forces at sea, this is. `claimed_by`: states that claim a place another state administers.
    """

    id: str
    sov: tuple[Holder, ...]
    adm: tuple[Holder, ...]
    tags: frozenset[str]
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    note: str = ""
    home_of: str | None = None
    sea_of: str | None = None
    claimed_by: tuple[str, ...] = ()

    def sov_on(self, day: date) -> str | None:
        """The sovereign on `day`; None for the high seas, contested title, or a day outside the list."""
        return _holder(self.sov, day)

    def adm_on(self, day: date) -> str | None:
        """The administrator on `day`."""
        return _holder(self.adm, day)


def _holder(holders: tuple[Holder, ...], day: date) -> str | None:
    return next((one.state for one in holders if holds(day, one.start, one.end)), None)


def home_place(code: str, library: Library | None = None) -> str:
    """The id of the metropolitan home place of the state `code` (TWN and ROC are the same entry)."""
    return _place_of(code, "home_of", library)


def sea_place(code: str, library: Library | None = None) -> str:
    """The id of the place near the state `code` where its forces are taken to be at sea."""
    return _place_of(code, "sea_of", library)


def _place_of(code: str, field: str, library: Library | None) -> str:
    from foedus.errors import UnknownState
    from foedus.treaties.library import library as embedded

    law = library or embedded()
    state = law.law_code(code)
    by_state = {getattr(one, field): one.id for one in law.places.values() if getattr(one, field)}
    if state not in by_state:
        raise UnknownState(code, by_state, "the gazetteer's table of home places and forces at sea")
    return by_state[state]
