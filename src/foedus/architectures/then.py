"""The states of a world on an earlier day: which exist, and under which code the law of that day knows them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from foedus.treaties.arrays import LawArrays
from foedus.treaties.library import Library
from foedus.treaties.places import Holder, Place


def earlier_codes(library: Library, codes: Sequence[str], day: datetime.date) -> dict[str, str]:
    """Law code -> code of the state that it continues, for those of `codes` not yet there on `day` (RUS -> SUN)."""
    before = {one.continued_by: code for code, one in library.states.items() if one.continued_by and one.exists_on(day)}
    wanted = [library.law_code(code) for code in codes]
    return {code: before[code] for code in wanted if code in before and not library.states[code].exists_on(day)}


def as_then(library: Library, earlier: dict[str, str]) -> Library:
    """The library in which the codes of today mean the states they continue, at the places of today."""
    if not earlier:
        return library
    places = {name: _place(one, earlier) for name, one in library.places.items()}
    return replace(library, aliases={**library.aliases, **earlier}, places=places)


def _place(place: Place, earlier: dict[str, str]) -> Place:
    def held(some: tuple[Holder, ...]) -> tuple[Holder, ...]:
        return tuple(replace(one, state=earlier.get(one.state, one.state)) for one in some)

    return replace(
        place,
        sov=held(place.sov),
        adm=held(place.adm),
        claimed_by=held(place.claimed_by),
        home_of=earlier.get(place.home_of or "", place.home_of),
        sea_of=earlier.get(place.sea_of or "", place.sea_of),
    )


def present(library: Library, codes: Sequence[str], day: datetime.date) -> np.ndarray:
    """(n,) bool: does the state exist on `day`, itself or as the state it continues (`library` as of then)?"""
    return np.array([library.states[library.law_code(code)].exists_on(day) for code in codes], dtype=bool)


def among(law: LawArrays, inside: np.ndarray) -> LawArrays:
    """The law with the duties of, toward and against the states of `inside` (n,) bool alone."""
    if inside.all():
        return law
    both = np.outer(inside, inside)
    rows = (replace(one, bearer=one.bearer * both, adversary=one.adversary * both) for one in law.rows)
    return replace(law, rows=tuple(one for one in rows if one.bearer.any() and one.adversary.any()))
