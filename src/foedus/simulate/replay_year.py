"""One year of a history played again in plain Python, step by step, keeping what a compiled year leaves no trace of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.model.crisis import one_issue
from foedus.model.duties import ANY, HELPS_INITIATOR, HELPS_TARGET
from foedus.model.luck import CRISIS, pair_uniform, stream_key
from foedus.model.situation import DISPUTES, FIGHTS, PERIOD, RECIPROCATED, WARS, WARS_BEGUN, Situation
from foedus.model.step import look_around, turn_year
from foedus.model.supply import declared_wars, supplies_of_the_year
from foedus.model.war import OUT, place_of, tokens_of, wars_go_on, wars_of_the_year
from foedus.model.yearend import arm, grow, remember
from foedus.simulate.compiled import quiet_overflow
from foedus.simulate.replay import Moment, kept

PLACES = ("at home", "at sea", "on a claimed place")
NOTHING, DISPUTE, RESISTED, FIGHT, WAR = "nothing", "dispute", "resisted", "fight", "war"


@dataclass(frozen=True)
class Called:
    """One state called by a duty in a fight: toward whom, how strongly, whether clearly, and whether it came."""

    state: int
    toward: int
    weight: float
    clear: bool
    kept: bool


@dataclass(frozen=True, eq=False)
class Event:
    """One issue that became a dispute: how far it went, where, who stood on which side, who was called."""

    initiator: int
    target: int
    kind: str
    luck: float
    place: str = ""
    tokens: tuple[str, ...] = ()
    with_target: tuple[int, ...] = ()
    with_initiator: tuple[int, ...] = ()
    called: tuple[Called, ...] = ()
    war: int = -1
    due: np.ndarray | None = None  # (n,) what a war adds to the losses of this year


@dataclass(frozen=True, eq=False)
class Played:
    """The year by its stages: what was `seen` before any issue came up, what the wars left, what grew, what armed."""

    moment: Moment
    previous: int  # the body of law of the year before
    seen: Situation
    fought: Situation
    grown: Situation
    armed: Situation
    done: Situation
    events: tuple[Event, ...]
    wars: int  # wars before the year

    @property
    def gap(self) -> float:
        """Largest relative difference between this year in plain Python and the same year compiled."""
        worst = 0.0
        for name in ("gdp", "arms", "stock", "hostility", "threat", "help", "share"):
            mine, theirs = getattr(self.done, name), getattr(self.moment.after, name)
            scale = np.maximum(1.0, np.abs(theirs))
            worst = max(worst, float((np.abs(mine - theirs) / scale).max()))
        return worst


def played(moment: Moment, tally: Any) -> Played:
    """Play the year again, as `step.step` does. `tally` takes the running totals and is of no further use."""
    now, frame = kept(moment.before), moment.frame
    tally.total[:] = 0.0
    with quiet_overflow():
        key = stream_key(moment.names[0], moment.names[1], np.uint64(moment.stream))
        turn_year(key, moment.year, now, frame)
        previous = int(now.clock[PERIOD])
        look_around(now, frame)
        seen, wars = kept(now), int(now.clock[WARS])
        events = issues(moment, now, tally)
        declared_wars(now, frame, tally)
        wars_of_the_year(now)
        supplies_of_the_year(now, frame, tally)
        fought = kept(now)
        grow(now, frame)
        grown = kept(now)
        arm(now, frame)
        armed = kept(now)
        remember(now, frame)
        wars_go_on(now)
    return Played(moment, previous, seen, fought, grown, armed, now, tuple(events), wars)


def issues(moment: Moment, now: Situation, tally: Any) -> list[Event]:
    """The issues of the year in their order, as `crisis.disputes_of_the_year` looks at them."""
    n, found = now.strength.shape[0], []
    for i in range(n):
        for j in range(n):
            if moment.luck[i, j] < now.known[i, j] + now.own[i] and i != j and now.fighting[i, j] == 0.0:
                before, due = tally.total.copy(), now.due[moment.year].copy()
                war = int(now.clock[WARS])
                one_issue((i, j), now, moment.frame, tally)
                kind = how_far(tally.total - before)
                if kind != NOTHING:
                    found.append(_event((i, j), kind, war, moment, now, now.due[moment.year] - due))
    return found


def how_far(change: np.ndarray) -> str:
    """What the counters say of one issue."""
    steps = ((WARS_BEGUN, WAR), (FIGHTS, FIGHT), (RECIPROCATED, RESISTED), (DISPUTES, DISPUTE))
    return next((kind for counter, kind in steps if change[counter] > 0.0), NOTHING)


def _event(pair: tuple[int, int], kind: str, war: int, moment: Moment, now: Situation, due: np.ndarray) -> Event:
    i, j = pair
    luck = float(pair_uniform(now.key[CRISIS], i, j))
    if kind not in (FIGHT, WAR):
        return Event(i, j, kind, luck)
    side, duty = now.side[war], now.duty[4]  # those of a fight that is no war stand there until the next
    given = tokens_of(pair, now, moment.frame)
    return Event(
        i, j, kind, luck,
        place=PLACES[place_of(pair, now, moment.frame)],
        tokens=tuple(name for t, name in enumerate(moment.tokens) if (given >> t) & 1),
        with_target=tuple(int(k) for k in np.flatnonzero(side == 1) if k != j),
        with_initiator=tuple(int(k) for k in np.flatnonzero(side == 2) if k != i),
        called=tuple(_called(pair, side, duty)),
        war=war if kind == WAR else -1,
        due=due if kind == WAR else None,
    )  # fmt: skip


def _called(pair: tuple[int, int], side: np.ndarray, duty: np.ndarray) -> list[Called]:
    """States whose duty of aid the event calls, principals apart; a duty is kept by standing on the side owed."""
    found = []
    for k in range(side.shape[0]):
        for role, toward, right in ((HELPS_TARGET, pair[1], 1), (HELPS_INITIATOR, pair[0], 2)):
            if k not in pair and duty[role, k] > 0.0:
                came = side[k] != OUT and side[k] == right
                found.append(Called(k, toward, float(duty[role, k]), bool(duty[ANY, k] == 2.0), bool(came)))
    return found
