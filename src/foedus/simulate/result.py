"""What was asked of a simulation and what came back: two frozen records, nothing else.

No compiled code is imported here, so that a stored result can be read without Numba.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import BadInput, BadNumber

STATUS_QUO = "status-quo"
NO_THEORY = "no-theory"
REPORT_YEARS = (1, 2, 5, 10, 15, 20)  # MODEL section 13
EXPECTED = ("targeted", "force_used", "war_as_target")
ROUTES = ("victim", "initiator", "obligation", "other")
BOND_NAMES = ("joined-by-duty", "entrapped", "owed", "abandoned")
PATH_NAMES = ("loss", "at-war", "arms-burden")


ALIGNMENTS = ("frozen", "free")


def checked_alignment(word: str) -> str:
    """'free', or '' for frozen, which is the default; raises BadInput for any other word."""
    if word not in ALIGNMENTS:
        raise BadInput(f"alignment is '{word}'. Write frozen or free; the command line also knows both.")
    return word if word == "free" else ""


@dataclass(frozen=True)
class Plan:
    """How much to simulate.

    Parameters
    ----------
    seed : int, >= 0
        Names the luck. The same seed is the same result at any number of threads.
    draws : int, >= 1
        Parameter vectors per theory.
    streams : int, >= 1
        Histories per draw (one luck each). With one, counted outcomes carry no interval.
    years : int, 1 to 200
        Simulated years after the year of the world.
    horizons : tuple of int
        Counted outcomes are summed over the first h years, for each h; increasing, at most `years`.
    threads : int or None
        None: all cores. Never changes a number.
    expected : bool
        False leaves expected outcomes out (no report years). Changes no counted number.
    realign : bool
        States join, leave and found treaties of defence of their own accord (E20). Else alignment is frozen: it changes
        only as an architecture says.
    """

    seed: int = 1
    draws: int = 256
    streams: int = 8
    years: int = 20
    horizons: tuple[int, ...] = (20,)
    threads: int | None = None
    expected: bool = True
    realign: bool = False

    def __post_init__(self) -> None:
        _check_whole("seed", self.seed, 0)
        _check_whole("draws", self.draws, 1)
        _check_whole("streams", self.streams, 1)
        _check_whole("years", self.years, 1, 200)
        if self.threads is not None:
            _check_whole("threads", self.threads, 1)
        if not self.horizons:
            raise BadNumber("horizons", "empty", "at least one whole number of years")
        for horizon in self.horizons:
            _check_whole("horizon", horizon, 1, self.years)
        if list(self.horizons) != sorted(set(self.horizons)):
            raise BadNumber("horizons", self.horizons, "increasing, each once")

    @property
    def report_years(self) -> tuple[int, ...]:
        """Years in which expected outcomes are computed: those of MODEL section 13 up to `years`, and the last."""
        if not self.expected:
            return ()
        return tuple(sorted({year for year in REPORT_YEARS if year <= self.years} | {self.years}))


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Simulated histories of T theories x A architectures x draws, for n states in the order of `codes`.

    Expected and counted numbers are kept apart (MODEL section 13). Draw d and stream r meet the same luck in every
    architecture and theory, so a difference is taken within one (theory, draw, stream). `architectures[0]` is the
    status quo.

    Attributes
    ----------
    theories, architectures, codes : tuple of str
        T, A and n names; codes are ISO 3166 alpha-3.
    first_year, years : int
        First simulated calendar year; number of simulated years.
    report_years, horizons : tuple of int
        Years counted from 1 (Y of them); lengths of horizons in years (H of them).
    expected : (T, A, draws, Y, n, 3) float32
        Chance in that year, expected along the path: targeted, force used as target, at war as target. 0 to 1.
    war_years : (T, A, draws, streams, H, n, 4) uint8
        Years at war in the first h years; each war-year has exactly one route of `ROUTES`.
    loss : (T, A, draws, streams, H, n) float32
        Mean yearly loss over the horizon, share of GDP.
    arms, gdp : (T, A, draws, streams, H, n) float32
        Mean over the horizon, bn USD a year.
    spill : (T, A, draws, streams, H, n) float32
        Part of `loss` that comes from wars in which the state is no belligerent.
    effort : (T, A, draws, streams, H, n) float32
        Mean over the horizon of log(own arms + arms of others times what they owe it), arms in bn USD a year (O5).
    bonds : (T, A, draws, streams, H, n, 4) uint16
        Totals over the horizon, by `BOND_NAMES`: wars it joined by a duty; of these, at a greater loss than staying
        out; clear duties of aid toward it that a war called; of these, not kept (O8).
    path : (T, A, draws, years, n, 3) float32
        Mean over streams of every year, by `PATH_NAMES`: loss (share of GDP), at war (0 to 1), arms burden (% of GDP).
    system : (T, A, draws, streams, H, K) float32
        Totals over the horizon, named by `system_names`.
    provenance : mapping
        Versions, hashes, seed, seconds.
    parameters : theory -> (draws,) recarray
        What each draw believed; empty where it was not kept.
    """

    theories: tuple[str, ...]
    architectures: tuple[str, ...]
    codes: tuple[str, ...]
    first_year: int
    years: int
    report_years: tuple[int, ...]
    horizons: tuple[int, ...]
    seed: int
    draws: int
    streams: int
    expected: np.ndarray
    war_years: np.ndarray
    loss: np.ndarray
    arms: np.ndarray
    gdp: np.ndarray
    spill: np.ndarray
    effort: np.ndarray
    bonds: np.ndarray
    path: np.ndarray
    system: np.ndarray
    system_names: tuple[str, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, np.recarray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_ensemble(self)


def _check_whole(name: str, value: object, low: int, high: int | None = None) -> None:
    """Raise BadNumber unless `value` is a whole number from `low` to `high`."""
    bounds = f"a whole number from {low}" + (f" to {high}" if high is not None else "")
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
        raise BadNumber(name, value, bounds)
    if value < low or (high is not None and value > high):
        raise BadNumber(name, value, bounds)


def _check_ensemble(ensemble: Ensemble) -> None:
    """Raise BadInput unless every array has the documented shape and type and the status quo comes first."""
    if not ensemble.architectures or ensemble.architectures[0] != STATUS_QUO:
        raise BadInput(f"The first architecture of an ensemble is '{STATUS_QUO}', found {ensemble.architectures[:1]}.")
    runs = (len(ensemble.theories), len(ensemble.architectures), ensemble.draws)
    states, horizons = len(ensemble.codes), len(ensemble.horizons)
    counted = (*runs, ensemble.streams, horizons)
    wanted: dict[str, tuple[tuple[int, ...], type]] = {
        "expected": ((*runs, len(ensemble.report_years), states, len(EXPECTED)), np.float32),
        "war_years": ((*counted, states, len(ROUTES)), np.uint8),
        "loss": ((*counted, states), np.float32),
        "arms": ((*counted, states), np.float32),
        "gdp": ((*counted, states), np.float32),
        "spill": ((*counted, states), np.float32),
        "effort": ((*counted, states), np.float32),
        "bonds": ((*counted, states, len(BOND_NAMES)), np.uint16),
        "path": ((*runs, ensemble.years, states, len(PATH_NAMES)), np.float32),
        "system": ((*counted, len(ensemble.system_names)), np.float32),
    }
    for name, (shape, dtype) in wanted.items():
        array = getattr(ensemble, name)
        if array.shape != shape or array.dtype != dtype:
            found = f"{array.dtype} {array.shape}"
            raise BadInput(f"Ensemble.{name} is {found}; it must be {np.dtype(dtype)} {shape}.")
