"""What would follow if those called joined: rounds of conditional events, each answered by the law alone.

A cascade never infers a duty that no single event gives: an ally's ally is not covered unless a text says so. The law
names candidates; a policy picks who joins. The rules are those of section 12 of the treaty language.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from foedus.errors import BadInput, UnknownState
from foedus.treaties.event import TARGET, Event
from foedus.treaties.library import Library
from foedus.treaties.obligations import Row, rows_only
from foedus.treaties.places import home_place
from foedus.treaties.treaty import HELP_TYPES

# What is copied to a conditional event: the character of the act. Requests, findings, decisions and tokens on third
# states or on a place are not: each event needs its own.
CHARACTER = frozenset(
    {"cyber_only", "outer_space_only", "isolated_incident", "limited_strike_no_state_of_war", "aggressor_disputed"}
)
BY_OTHERS_THAN_STATES = frozenset({"non_state", "non_state_attackers", "non_state_unattributed"})

Policy = str | Collection[str] | Mapping[str, str] | Callable[["Call"], bool]
POLICIES = {"clear": "clear", "all": "clear and disputed", "none": "none"}  # as typed -> as meant


@dataclass(frozen=True)
class Call:
    """A state called to help `toward` in `round`; `path` ends with the state, `status` is that of the whole path."""

    state: str
    toward: str
    round: int
    status: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Joined:
    """A state that joined the side of `beside` in `round`; `duty` False marks a choice without a duty.

    `path`: the joiners it depends on, itself the last; `status` is disputed if any step of the path is.
    """

    state: str
    beside: str
    round: int
    status: str
    path: tuple[str, ...]
    duty: bool = True


@dataclass(frozen=True)
class Conditional:
    """One event of a round. `kind`: event (round 0), fight (a joiner fights) or struck (a joiner is hit)."""

    kind: str
    event: Event
    round: int
    path: tuple[str, ...]  # the joiners it depends on, each an "if"
    status: str  # disputed if any step of the path is
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PathRow:
    """A row with the path on which it first arises; `status` is that of the whole path."""

    row: Row
    round: int
    kind: str
    path: tuple[str, ...]
    status: str
    at: int  # number of its event in Cascade.events


@dataclass(frozen=True)
class Cascade:
    """The whole course: events by round, rows once each, who joined, who is called to both sides, who stays out."""

    events: tuple[Conditional, ...]
    rows: tuple[PathRow, ...]
    joined: tuple[Joined, ...]
    conflicts: tuple[str, ...]
    waiting: tuple[Call, ...]  # called and not joining under the policy


@dataclass
class _Course:
    """What a running cascade remembers."""

    sides: dict[str, int]  # state -> 0 the attackers' side, 1 the victims'
    calls: dict[str, dict[int, Call]] = field(default_factory=dict)  # state -> side -> best call
    joined: dict[str, Joined] = field(default_factory=dict)


def cascade(
    library: Library, event: Event, policy: Policy = "clear", places: Mapping[str, str] | None = None
) -> Cascade:
    """The course of `event`. `policy`: "none", "clear", "clear and disputed", states, or a function of a Call.

    A mapping names states too and gives state -> beside whom, for a choice without a duty ("" for the side that calls).
    `places`: where a state is hit, if not at home. At home its territory is hit, elsewhere what `event` hits.
    """
    event = replace(event, initiator=event.initiators)
    attacking, defending = (*event.attacker, *event.with_attacker), (event.victim, *event.with_victim)
    course = _Course({**dict.fromkeys(defending, 1), **dict.fromkeys(attacking, 0)})
    waiting = [Conditional("event", event, 0, (), "clear", rows_only(library, event))]
    events: list[Conditional] = []
    joined: list[Joined] = []
    number = 0
    while waiting:
        events += waiting
        for one in waiting:
            _hear(one, course)
        new = _joiners(course, policy, number)
        joined += new
        number += 1
        waiting = [made for one in new for made in _events_of(library, event, one, course, number, places or {})]
    conflicts = tuple(sorted(state for state, by_side in course.calls.items() if len(by_side) > 1))
    out = [_first(by_side) for state, by_side in sorted(course.calls.items()) if state not in course.sides]
    return Cascade(tuple(events), _rows(events), tuple(joined), conflicts, tuple(out))


def policy_from(library: Library, text: str) -> Policy:
    """The policy that `text` means: clear, all, none, or states; GBR=KOR joins beside KOR without being called."""
    if text in POLICIES:
        return POLICIES[text]
    found: dict[str, str] = {}
    for part in (one.strip() for one in text.split(",") if one.strip()):
        state, separator, ally = part.partition("=")
        if separator and not ally.strip():
            raise BadInput(f"--join '{part}' does not say beside whom. Write it as STATE=ALLY, for example GBR=KOR.")
        beside = library.law_code(ally.strip().upper()) if separator else ""
        found[library.law_code(state.strip().upper())] = beside
    return found


def _worse(first: str, second: str) -> str:
    return "disputed" if "disputed" in (first, second) else "clear"


def _hear(one: Conditional, course: _Course) -> None:
    """Note who is called to which side."""
    for row in one.rows:
        side = course.sides.get(row.toward)
        if row.type not in HELP_TYPES or side is None or course.sides.get(row.state) == side:
            continue
        status = _worse(one.status, row.status)
        known = course.calls.setdefault(row.state, {})
        if side not in known or (known[side].status == "disputed" and status == "clear"):
            known[side] = Call(row.state, row.toward, one.round, status, (*one.path, row.state))


def _first(by_side: Mapping[int, Call]) -> Call:
    """The earliest call, the clear one before the disputed."""
    return min(by_side.values(), key=lambda one: (one.round, one.status))


def _joiners(course: _Course, policy: Policy, number: int) -> list[Joined]:
    """Who joins in this round; a state called to both sides only if the policy names it."""
    new: list[Joined] = []
    beside = {state: ally for state, ally in policy.items() if ally} if isinstance(policy, Mapping) else {}
    named = frozenset() if isinstance(policy, str) or callable(policy) else frozenset(policy)
    for state, by_side in sorted(course.calls.items()):
        if state in course.sides or state in beside:
            continue
        call = _first(by_side)
        if state in named or (len(by_side) == 1 and _agrees(policy, call)):
            new.append(Joined(state, call.toward, number, call.status, call.path))
    for state, ally in sorted(beside.items()):
        if state in course.sides or ally not in course.sides:
            continue
        call = course.calls.get(state, {}).get(course.sides[ally])
        if call is None:
            new.append(Joined(state, ally, number, "clear", (state,), duty=False))
        else:
            new.append(Joined(state, ally, number, call.status, call.path))
    for one in new:
        course.sides[one.state] = course.sides[one.beside]
        course.joined[one.state] = one
    return new


def _agrees(policy: Policy, call: Call) -> bool:
    if callable(policy):
        return policy(call)
    return policy == "clear and disputed" or (policy == "clear" and call.status == "clear")


def _events_of(
    library: Library, first: Event, one: Joined, course: _Course, number: int, places: Mapping[str, str]
) -> list[Conditional]:
    """The two conditional events of a joiner with each enemy: it fights, and it is struck."""
    mine = course.sides[one.state]
    rest = tuple(sorted(state for state, side in course.sides.items() if side == mine and state != one.state))
    made: list[Conditional] = []
    for enemy in [
        state for state, side in course.sides.items() if side != mine
    ]:  # who began it before those who joined
        fight = _copy(library, first, one.state, enemy, mine, places)
        struck = _copy(library, first, enemy, one.state, 1 - mine, places)
        path, status = _both(one, course.joined.get(enemy))
        for kind, event in (
            ("fight", replace(fight, with_attacker=rest)),
            ("struck", replace(struck, with_victim=rest)),
        ):
            made.append(Conditional(kind, event, number, path, status, rows_only(library, event)))
    return made


def _both(one: Joined, enemy: Joined | None) -> tuple[tuple[str, ...], str]:
    """Path and status of an event of a joiner: if its enemy has joined too, it depends on both. The joiner is last."""
    if enemy is None:
        return one.path, one.status
    before = tuple(state for state in enemy.path if state not in one.path)
    return (*before, *one.path), _worse(one.status, enemy.status)


def _copy(
    library: Library, first: Event, attacker: str, victim: str, attacking_side: int, places: Mapping[str, str]
) -> Event:
    at = places.get(victim)
    kept = CHARACTER | (BY_OTHERS_THAN_STATES if attacking_side == 0 and attacker in first.attacker else frozenset())
    return replace(
        first,
        attacker=(attacker,),
        victim=victim,
        with_attacker=(),
        with_victim=(),
        place=at or _home(library, victim),
        target=first.target if at else TARGET,
        facts=first.facts & kept,
    )


def _home(library: Library, state: str) -> str | None:
    try:
        return home_place(state, library)
    except UnknownState:
        return None


def _rows(events: list[Conditional]) -> tuple[PathRow, ...]:
    """Rows once per (state, treaty, clause, toward), at the earliest round, the better status first."""
    best: dict[tuple[str, str, str, str], PathRow] = {}
    for at, one in enumerate(events):
        for row in one.rows:
            key = (row.state, row.treaty, row.clause, row.toward)
            found = PathRow(row, one.round, one.kind, one.path, _worse(one.status, row.status), at)
            known = best.get(key)
            if known is None or (known.round == found.round and known.status == "disputed" and found.status == "clear"):
                best[key] = found
    return tuple(best.values())
