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
    """One place. `sov`: sovereign as the parties of the treaties read it; `adm`: who administers; both by dates.

    `lat`, `lon`: degrees of a point that stands for the place, None where no point can. `home_of`, `sea_of`: the state
    whose home place, or whose place of forces at sea, this is. `claimed_by`: who claims it, by dates. `part_of`: the
    place of which this is the part that one state holds. `reach_km`, `extent`: up to this distance from the point, or
    within this rough ring of (latitude, longitude), the record speaks for a place given by coordinates.
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
    claimed_by: tuple[Holder, ...] = ()
    part_of: str | None = None
    reach_km: float | None = None
    extent: tuple[tuple[float, float], ...] = ()

    def sov_on(self, day: date) -> str | None:
        """The sovereign on `day`; None for the high seas, contested title, or a day outside the list."""
        return _holder(self.sov, day)

    def adm_on(self, day: date) -> str | None:
        """The administrator on `day`; None where no state of the table of codes has control, or a day outside."""
        return _holder(self.adm, day)

    def claimants_on(self, day: date) -> tuple[str, ...]:
        """Who claims the place on `day` without administering it, in the order of the file."""
        held = self.adm_on(day)
        return tuple(one.state for one in self.claimed_by if one.state != held and holds(day, one.start, one.end))


def _holder(holders: tuple[Holder, ...], day: date) -> str | None:
    return next((one.state for one in holders if holds(day, one.start, one.end)), None)


def place_line(library: Library, place: Place, day: date) -> str:
    """The line printed wherever a place is: "Name: administered by X, claimed by Y, Z", in the codes of worlds."""
    holder = place.adm_on(day)
    said = f"administered by {library.world_code(holder)}" if holder else "administered by no state"
    claims = ", ".join(library.world_code(one) for one in place.claimants_on(day))
    name = place.name or place.id.replace("_", " ")
    return f"{name}: {said}" + (f", claimed by {claims}" if claims else "")


def place_of_claim(library: Library, name: str, administrator: str, day: date) -> str | None:
    """The id of the place `name`, or of its part that `administrator` holds on `day`; None for an unknown name."""
    if name not in library.places:
        return None
    state = library.law_code(administrator)
    if library.places[name].adm_on(day) == state:
        return name
    parts = (one for one in library.places.values() if one.part_of == name and one.adm_on(day) == state)
    return next((one.id for one in parts), name)


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
