"""One history of a run again, year by year: the same draw, the same luck, the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from foedus.errors import BadInput, BadNumber, SimulationFailed
from foedus.model.inputs import ground, law
from foedus.model.luck import stream_key
from foedus.model.situation import FINE, STATUS, WARS, Frame, Situation, Tally
from foedus.simulate.compiled import kernels, quiet_overflow
from foedus.simulate.frames import Room, cooperation_values, empty_arrays, token_chances, totals_of
from foedus.simulate.result import STATUS_QUO, Plan
from foedus.simulate.twins import both_twins
from foedus.world.imputed import complete


@dataclass(frozen=True, eq=False)
class Moment:
    """One year of one history: what it began with and what it left.

    Attributes
    ----------
    earlier : gdp, stock and spending that the year before began with (its strength stands in `before`)
    before, after : the situation at the end of the year before, and of this one
    onset : war -> the year in which it began
    expected : (n, 3) chances of this year: targeted, force used, war as target; pairs that hardly count are played
        calmly (`foedus.model.tail`)
    """

    architecture: str
    names: np.ndarray
    stream: int
    year: int
    luck: np.ndarray
    frame: Frame
    tokens: tuple[str, ...]
    earlier: tuple[np.ndarray, np.ndarray, np.ndarray]
    before: Situation
    after: Situation
    onset: Mapping[int, int]
    expected: np.ndarray


def kept(now: Situation) -> Situation:
    """A situation of its own with the same numbers."""
    return Situation(*(part.copy() for part in now))


class Replay:
    """One draw of one theory, made ready under the status quo and other architectures as a run makes it ready.

    Parameters
    ----------
    world : World
    laws : name -> Commitments; the status quo is among them
    belief : one record of parameters
    plan : Plan of the run
    draw : int, its number in the run, which names its luck
    """

    def __init__(self, world: Any, laws: Mapping[str, Any], belief: Any, plan: Plan, draw: int) -> None:
        if STATUS_QUO not in laws:
            raise BadInput(f"A replay needs the architecture '{STATUS_QUO}'. Add it.")
        self.world, _ = complete(world)
        self.plan, self.draw = replace(plan, expected=True), draw
        self.names = (STATUS_QUO, *(name for name in laws if name != STATUS_QUO))
        self.commitments = {name: laws[name] for name in self.names}
        land = ground(self.world)
        made = tuple(law(one, land.claim) for one in self.commitments.values())
        self.room = Room(land, made, [both_twins(one, made[0] if a else None) for a, one in enumerate(made)], plan)
        self.key = np.array([plan.seed, draw], np.uint64)
        self.frames = self._prepared(belief)

    def _prepared(self, belief: Any) -> dict[str, Frame]:
        """A frame of every architecture, the status quo first: the same calls as those of a run."""
        room, steps, frames = self.room, kernels(), {}
        with quiet_overflow():
            steps["luck_table"](self.key, room.luck)
            first = stream_key(self.key[0], self.key[1], np.uint64(0))
            for a, (name, one) in enumerate(self.commitments.items()):
                chances = token_chances(tuple(one.token_names), one.declared_token, belief)
                frame = room.frames[a]._replace(p=belief, token=chances, cooperation=cooperation_values(belief))
                steps["prepare"](first, room.kinds[a], room.now, frame)
                if a == 0:
                    steps["settle"](room.rates, room.now, frame)
                steps["fill_tail"](1 if a == 0 else 0, 1, room.now, frame)
                frames[name] = frame
        return frames

    def moment(self, architecture: str, stream: int, year: int) -> Moment:
        """A year (1 is the first) of one stream. Raises SimulationFailed when a number is none before it is reached."""
        self._check(architecture, stream, year)
        now, frame, steps = self.room.now, self.frames[architecture], kernels()
        _, tally = self.tally()
        onset: dict[int, int] = {}
        before, earlier = now, (now.gdp, now.stock, now.arms)
        with quiet_overflow():
            steps["open_history"](self.key, stream, now, frame, tally)
            for past in range(1, year + 1):
                if past == year - 1 or past == 1:
                    earlier = (now.gdp.copy(), now.stock.copy(), now.arms.copy())
                if past == year:
                    before = kept(now)
                wars, report = int(now.clock[WARS]), 0 if past == year else -1  # any row of the tally will do
                steps["advanced"](self.key, (stream, past, report), self.luck(stream, past), now, frame, tally)
                onset |= dict.fromkeys(range(wars, int(now.clock[WARS])), past)
                if now.clock[STATUS] != FINE:
                    raise SimulationFailed(f"architecture {architecture}, draw {self.draw}, year {past}: not a number.")
        return Moment(
            architecture, self.key, stream, year, self.luck(stream, year), frame,
            tuple(self.commitments[architecture].token_names), earlier, before, kept(now), onset,
            tally.expected[0].copy(),
        )  # fmt: skip

    def luck(self, stream: int, year: int) -> np.ndarray:
        """(n, n) log of the crisis luck of every pair in one year."""
        return self.room.luck[stream, year - 1]

    def tally(self) -> tuple[dict[str, np.ndarray], Tally]:
        """Empty results of one draw, and the record that the loops write them to."""
        arrays = empty_arrays((1, 1, 1), len(self.world.codes), self.plan, len(totals_of(self.world)))
        out: Any = SimpleNamespace(**arrays, horizons=self.plan.horizons, report_years=self.plan.report_years)
        return {name: part[0, 0, 0] for name, part in arrays.items()}, self.room.tally(out, (0, 0, 0))

    def whole(self, architecture: str) -> dict[str, np.ndarray]:
        """All streams of the draw under one architecture: the arrays of an Ensemble without their first three axes."""
        found, tally = self.tally()
        with quiet_overflow():
            status, year = kernels()["histories"](self.key, self.room.luck, self.room.now, self.frames[architecture],
                                                  tally)  # fmt: skip
        if status != FINE:
            raise SimulationFailed(f"architecture {architecture}, draw {self.draw}, year {year}: not a number.")
        return found

    def _check(self, architecture: str, stream: int, year: int) -> None:
        if architecture not in self.frames:
            raise BadInput(f"'{architecture}' is not made ready. Ready: {', '.join(self.frames)}.")
        if not 0 <= stream < self.plan.streams:
            raise BadNumber("stream", stream, f"a whole number from 0 to {self.plan.streams - 1}")
        if not 1 <= year <= self.plan.years:
            raise BadNumber("year", year, f"a whole number from 1 to {self.plan.years}")
