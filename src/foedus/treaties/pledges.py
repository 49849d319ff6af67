"""What a treaty promises in the coarse terms of alliance data: directed pledges between parties, year by year.

Where, against whom and on what condition are left out here on purpose, so that the law can be compared with data sets
of dyads and years. A clause counts whether its rows are clear or disputed. A year counts when one day of it does.
Years are kept as the bits of an integer: bit 1949 stands for the year 1949.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from foedus.treaties.treaty import Clause, Treaty

TYPES = ("defence", "offence", "neutrality", "nonaggression", "consultation")
Pair = tuple[str, str]
Span = tuple[date, date]


def bits(start: date, end: date, last_year: int) -> int:
    """The years from `start` to `end` as bits, none after `last_year`."""
    first, last = start.year, min(end.year, last_year)
    return 0 if last < first else (1 << (last + 1)) - (1 << first)


def years(mask: int) -> list[int]:
    """The years of a mask, in order."""
    return [n for n in range(mask.bit_length()) if mask >> n & 1]


def common(*spans: Span) -> Span | None:
    """The days that all spans share."""
    start, end = max(one[0] for one in spans), min(one[1] for one in spans)
    return (start, end) if start <= end else None


def span(start: date | None, end: date | None) -> Span:
    """A closed span; None is open."""
    return (start or date.min, end or date.max)


def memberships(treaty: Treaty) -> dict[str, list[Span]]:
    """The days on which each state is bound, within the force of the treaty."""
    made: dict[str, list[Span]] = {}
    if treaty.force[0] is None:
        return made
    for one in treaty.parties:
        if one.start is not None:
            days = common(span(one.start, one.end), span(*treaty.force))
            if days:
                made.setdefault(one.state, []).append(days)
    return made


def bound(treaty: Treaty, last_year: int) -> dict[Pair, int]:
    """Years in which two states are both parties; each pair in both orders. Suspensions are left in."""
    members = memberships(treaty)
    made: dict[Pair, int] = {}
    for one, mine in members.items():
        for other, theirs in members.items():
            mask = 0
            for days in (common(a, b) for a in mine for b in theirs) if one != other else ():
                mask |= bits(*days, last_year) if days else 0
            if mask:
                made[one, other] = mask
    return made


def pledges(treaty: Treaty, last_year: int) -> dict[str, dict[Pair, int]]:
    """type -> (bearer, protected) -> years in which some clause of that type runs between the two."""
    members = memberships(treaty)
    made: dict[str, dict[Pair, int]] = {kind: {} for kind in TYPES}
    for clause in treaty.clauses:
        if clause.type not in made:
            continue
        for bearer, toward in _pairs(clause, members):
            ends = [span(None, clause.ends_for[one]) for one in (bearer, toward) if one in clause.ends_for]
            for mine in members[bearer]:
                for theirs in members[toward]:
                    days = common(mine, theirs, span(clause.start, clause.end), *ends)
                    for part in _unsuspended(treaty, bearer, toward, days) if days else ():
                        old = made[clause.type].get((bearer, toward), 0)
                        made[clause.type][bearer, toward] = old | bits(*part, last_year)
    return made


def _pairs(clause: Clause, members: Collection[str]) -> Iterator[Pair]:
    """(bearer, protected) among the parties, whenever they are bound."""
    hub = clause.hub or clause.bilateral_hub
    for bearer in members:
        if _bears(clause, bearer):
            for toward in members:
                if toward != bearer and _protected(clause, bearer, toward) and hub in (None, bearer, toward):
                    yield bearer, toward


def _bears(clause: Clause, state: str) -> bool:
    if state in clause.duty_not or (clause.duty_in and state not in clause.duty_in):
        return False
    if isinstance(clause.duty, tuple):
        return state in clause.duty
    if clause.duty == "initiator":
        return not clause.initiator or state in clause.initiator
    return True


def _protected(clause: Clause, bearer: str, state: str) -> bool:
    if isinstance(clause.victim, tuple) and state not in clause.victim and clause.involvement == "attacked":
        return bool(clause.duty == "attacker" and clause.duty_any)
    if clause.initiator and clause.duty != "initiator" and state not in clause.initiator:
        return False
    if isinstance(clause.by, tuple) and set(clause.by) == {bearer}:
        return False
    pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
    if not pairs:
        return True
    if clause.duty == "attacker":
        return any({bearer, state} == set(pair) for pair in pairs)
    return any(state in pair and bearer not in pair for pair in pairs)


def _unsuspended(treaty: Treaty, one: str, other: str, days: Span) -> Iterator[Span]:
    """The days on which nothing suspends the pair; a suspension of whole states only makes rows disputed."""
    parts = [days]
    for stop in treaty.suspended:
        if set(stop.pair) == {one, other}:
            first, last = span(stop.start, stop.end)
            kept: list[Span] = []
            for start, end in parts:
                if start < first:
                    kept.append((start, min(end, first - timedelta(days=1))))
                if end > last:
                    kept.append((max(start, last + timedelta(days=1)), end))
            parts = kept
    yield from (part for part in parts if part[0] <= part[1])
