"""Conditions of defence beside those that ATOP codes: adversary, location, provocation, number of adversaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foedus.treaties.atop import CONDITIONS
from foedus.treaties.crosscheck import Instrument, Tally
from foedus.treaties.treaty import Clause, Treaty

FREE = ("any", "party", "nonparty")  # words of `by` that name no adversary


@dataclass(frozen=True)
class Condition:
    """One condition over the instruments in which both sources see defence. `differ`: (ATOP number, ours, side)."""

    name: str
    tally: Tally
    differ: tuple[tuple[int, str, str], ...]


def conditions(instruments: Iterable[Instrument]) -> list[Condition]:
    """Each condition, with the instruments on which the two sources differ; one cell per instrument of ours."""
    pairs = [
        (one.alliance, treaty) for one in instruments if "defence" in one.alliance.types for treaty in one.treaties
        if any(clause.type == "defence" for clause in treaty.clauses)
    ]  # fmt: skip
    made: list[Condition] = []
    for name in CONDITIONS:
        cells = [
            (alliance.id, treaty.id, name in set_in(treaty), name in alliance.conditions) for alliance, treaty in pairs
        ]
        count = [sum((mine, theirs) == cell for _, _, mine, theirs in cells) for cell in ALL]
        differ = tuple(
            (number, treaty, "ours" if mine else "theirs") for number, treaty, mine, theirs in cells if mine != theirs
        )
        made.append(Condition(name, Tally(*count), differ))
    return made


ALL = ((True, True), (True, False), (False, True), (False, False))  # in the order of a tally: ours, theirs


def set_in(treaty: Treaty) -> frozenset[str]:
    """The conditions that some defence clause of a treaty sets."""
    return frozenset(name for one in treaty.clauses if one.type == "defence" for name in _set(one))


def _set(clause: Clause) -> Iterable[str]:
    if clause.by not in FREE or clause.by_not or clause.trigger:
        yield "adversary"
    if clause.where or clause.dyad or clause.dyads:
        yield "location"
    if clause.unprovoked in ("any", "direct", "aggressor_only"):
        yield "provocation"
    if clause.min_enemies is not None or clause.max_enemies is not None:
        yield "number"
