"""Where a history first gave a number that is not one: the law, the states, what it was given.

The year is played again in plain Python under the interpreter's own watch on returns (of this thread alone), so that
the laws stay as they are written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np

from foedus.model.crisis import challenge_game, expected_outcomes
from foedus.model.law import LAWS
from foedus.model.situation import FINE, STATUS, Frame
from foedus.model.start import year_zero
from foedus.simulate.compiled import kernels
from foedus.simulate.replay import Moment, kept
from foedus.simulate.replay_year import played

# What is worked out before the first year: field of Frame -> its law, and which axes are states ("towards" in order).
PREPARED: dict[str, tuple[str, tuple[int, ...]]] = {
    "label": ("label_weights (section 22)", ()),
    "mean": ("place_shares (section 22)", ()),
    "reliability": ("reliability (E13)", (0,)),
    "alone": ("join_intercept (E13)", (0,)),
    "tiers": ("join_tie, reach, doubt_damping (section 21)", ()),
    "offensive": ("perceived_offence (E6)", (1,)),
    "clarity": ("perceived_offence (E6)", (1,)),
    "reach": ("reach (E1c)", (2, 1)),
    "pull": ("join_tie (E13)", (2, 1)),
    "anyone": ("join_chances (E13)", (2, 1)),
    "base": ("arms_level (E17)", (0,)),
    "static": ("log_rate_static (E9)", (0, 1)),
    "tail": ("crisis game (E10-E12)", (2, 3)),
}
ONCE, SOLVED = tuple(PREPARED)[:9], ("base", "static")
EQUATION = re.compile(r"\((?:E\d+\w?(?:[-,] ?E\d+\w?)*|(?:MODEL )?section \d+)[^)]*\)")


def first_fault(names: np.ndarray, frame: Frame, room: Any, tally: Any, codes: tuple[str, ...]) -> str:
    """One sentence on the first number that is none, '' when none is found.

    Parameters
    ----------
    names : (seed, draw), uint64
    room : Room whose luck is that of the draw
    tally : Tally of the history that failed; its results are of no further use
    """
    with np.errstate(all="ignore"):
        found = _prepared(frame, room, codes)
        found = f"{found}, before the first year" if found else _lived(names, frame, room, tally, codes)
    return f" First: {found}." if found else ""


def _prepared(frame: Frame, room: Any, codes: tuple[str, ...]) -> str:
    """A number that is none before the first year: in what is worked out once, in year 0, in its calm game."""
    for name in ONCE:
        if said := _in_field(name, frame, codes):
            return said
    watch = _Watch(codes)
    watch.over(lambda: year_zero(room.now, frame))
    if watch.found:
        return watch.found
    for name in SOLVED:
        if said := _in_field(name, frame, codes):
            return said
    for pair in _bad("tail", frame):
        watch.over(lambda event=pair: challenge_game(event, 0.0, room.now, frame))
        return watch.found or f"law crisis game (E10-E12){_named(pair, codes)}"
    return ""


def _bad(name: str, frame: Frame) -> list[tuple[int, ...]]:
    """The states of every entry of a field of the frame that is no number."""
    axes = PREPARED[name][1]
    bad = np.argwhere(~np.isfinite(getattr(frame, name)))
    bad = bad[bad[:, axes[0]] != bad[:, axes[1]]] if len(axes) == 2 else bad
    return [tuple(int(one[axis]) for axis in axes) for one in bad]


def _in_field(name: str, frame: Frame, codes: tuple[str, ...]) -> str:
    """What is said of the first number of a field that is none."""
    bad = _bad(name, frame)
    return f"law {PREPARED[name][0]}{_named(bad[0], codes)}" if bad else ""


def _lived(names: np.ndarray, frame: Frame, room: Any, tally: Any, codes: tuple[str, ...]) -> str:
    """A number that is none in one of the years: in the one that failed, or left to it by the year before."""
    now, steps = room.now, kernels()
    streams, years = room.luck.shape[:2]
    for stream in range(streams):
        steps["open_history"](names, stream, now, frame, tally)
        last: list[tuple[Moment, int]] = []
        for year in range(1, years + 1):
            luck, before = room.luck[stream, year - 1], kept(now)
            report = 0 if stream == 0 and year in tally.report_years else -1
            steps["advanced"](names, (stream, year, report), luck, now, frame, tally)
            earlier = (before.gdp, before.stock, before.arms)
            moment = Moment("", names, stream, year, luck, frame, (), earlier, before, before, {}, tally.expected[0])
            last = [*last[-1:], (moment, report)]
            if now.clock[STATUS] != FINE:
                return _seen(last, tally, codes)
    return ""


def _seen(last: list[tuple[Moment, int]], tally: Any, codes: tuple[str, ...]) -> str:
    """The first law under watch in these years."""
    watch = _Watch(codes)

    def play(moment: Moment, report: int) -> None:
        year = played(moment, tally)
        if report >= 0:
            expected_outcomes(0, year.seen, moment.frame, tally)

    for moment, report in last:
        watch.over(lambda moment=moment, report=report: play(moment, report))
        if watch.found:
            return f"{watch.found}, in simulated year {moment.year} of stream {moment.stream}"
    return ""


class _Watch:
    """Remembers the first law that returns a number that is not one."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes, self.found = codes, ""
        self.laws = {formula.__code__: formula for formula in LAWS}

    def over(self, play: Callable[[], object]) -> None:
        """Call `play` under watch; what it raises on numbers that are none is no matter."""
        old = sys.getprofile()
        sys.setprofile(self._returned)
        try:
            play()
        except (ArithmeticError, IndexError, ValueError):
            pass
        finally:
            sys.setprofile(old)

    def _returned(self, frame: FrameType, event: str, value: Any) -> None:
        if event != "return" or self.found or value is None or frame.f_code not in self.laws:
            return
        if not np.isfinite(value).all():
            self.found = self._told(frame, value)

    def _told(self, frame: FrameType, value: Any) -> str:
        formula = self.laws[frame.f_code]
        equation = EQUATION.search((formula.__doc__ or "").split("\n\n")[0])
        given = frame.f_code.co_varnames[: frame.f_code.co_argcount]
        told = ", ".join(f"{name} {float(frame.f_locals[name]):.4g}" for name in given if name != "p")
        law = f"law {formula.__name__}" + (f" {equation.group()}" if equation else "")
        return f"{law}{_named(_states(frame), self.codes)}: {value} from {told or 'its parameters'}"


def _states(frame: FrameType | None) -> tuple[int, ...]:
    """The states that the loop around a law is at."""
    while frame is not None:
        here = frame.f_locals
        third = (int(here["k"]),) if isinstance(here.get("k"), (int, np.integer)) else ()
        if isinstance(here.get("event"), tuple):
            return (*here["event"], *third)
        if "q" in here and "now" in here:
            return tuple(int(state) for state in here["now"].quarrel[here["q"]])
        pair = tuple(int(here[name]) for name in ("i", "j") if isinstance(here.get(name), (int, np.integer)))
        if pair or third:
            return pair or third
        frame = frame.f_back
        if frame is not None and "foedus" not in frame.f_code.co_filename:
            return ()
    return ()


def _named(states: tuple[int, ...], codes: tuple[str, ...]) -> str:
    """', KOR towards PRK (USA)'."""
    if not states:
        return ""
    told = " towards ".join(codes[state] for state in states[:2])
    return f", {told}" + (f" ({codes[states[2]]})" if len(states) > 2 else "")
