"""What each theory's priors predict before any treaty changes, beside the record (MODEL section 23).

A theory whose priors give an absurd world has nothing to say about architectures and is refused; one whose figures
lie outside the record's range is told so and kept (`foedus.theories.figures`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from foedus.errors import BadInput
from foedus.theories.figures import FIGURES, WORLD, Figure

Verdict = Literal["fits", "outside", "absurd", "unseen", "unjudged"]
RESAMPLES = 100  # of the draws, for the Monte Carlo s.e. of a figure
SURE = 2.0  # s.e. beyond the possible range before a figure is called absurd


@dataclass(frozen=True)
class Entry:
    """One figure under one theory with its Monte Carlo s.e.; nan where there was nothing to count (no war at all)."""

    theory: str
    figure: Figure
    value: float
    mcse: float = 0.0
    judged: bool = True  # False: an amount of another region than the record's

    @property
    def admissible(self) -> bool:
        """True when the value lies in the range around the record."""
        return bool(self.figure.low <= self.value <= self.figure.high)

    @property
    def verdict(self) -> Verdict:
        """What is to be said of it; absurd only where Monte Carlo error cannot explain it."""
        if not self.judged:
            return "unjudged"
        if math.isnan(self.value):
            return "unseen"
        low, high = self.figure.possible
        slack = SURE * (0.0 if math.isnan(self.mcse) else self.mcse)
        if self.value + slack < low or self.value - slack > high:
            return "absurd"
        return "fits" if self.admissible else "outside"


@dataclass(frozen=True)
class Predictive:
    """The whole table with what it was made from."""

    entries: tuple[Entry, ...]
    theories: tuple[str, ...]
    made: str  # one line: draws, years, seed
    world: str = WORLD

    def of(self, *verdicts: Verdict) -> tuple[Entry, ...]:
        """Entries with one of these verdicts, in the order of theories and figures."""
        return tuple(entry for entry in self.entries if entry.verdict in verdicts)


@dataclass(frozen=True)
class Start:
    """Year 0 under the status quo: arms of the region in % of its GDP, and the sum of hostility."""

    burden: float
    hostility: float


@dataclass(frozen=True)
class Span:
    """Years simulated, the year after which the late part begins, and year 0."""

    years: int
    before: int
    start: Start


def prior_predictive(ensemble: Any, parameters: Mapping[str, Any], start: Start, world: str = WORLD) -> Predictive:
    """The table of MODEL section 23 from simulated histories of the status quo.

    Parameters
    ----------
    ensemble : Ensemble
        Its first architecture is read, at the last horizon. `system` is (T, A, draws, streams, H, K) totals. The
        drift of disputes is taken over the years between the last two horizons (all years where there is one).
    parameters : theory -> recarray (draws,)
        The parameters that were simulated.
    start : Start
    world : str
        Its name; the record is that of `WORLD`, and amounts of another region are shown and not judged.

    Raises
    ------
    BadInput
        The ensemble lacks a total that the table needs, or a theory its parameters.
    """
    missing = [name for name in TOTALS if name not in ensemble.system_names]
    if missing:
        raise BadInput(f"The ensemble has no total '{missing[0]}'. Simulate again with this version of foedus.")
    entries = []
    for number, name in enumerate(ensemble.theories):
        if name not in parameters:
            raise BadInput(f"The parameters of theory '{name}' were not handed over; the table needs them.")
        last = ensemble.system[number, 0, :, :, -1, :].astype(float)
        totals = {total: last[..., ensemble.system_names.index(total)] for total in TOTALS}
        totals["late"] = totals["disputes"] - _before_the_end(ensemble, number, "disputes")
        span = Span(ensemble.horizons[-1], ensemble.horizons[-2] if len(ensemble.horizons) > 1 else 0, start)
        held = {field: np.asarray(parameters[name][field]) for field in ("war_share", "disputes_per_year_target")}
        values, errors = _values(totals, held, span), _errors(totals, held, span)
        entries += [
            Entry(name, one, values[one.id], errors[one.id], world == WORLD or not one.local) for one in FIGURES
        ]
    made = f"{ensemble.draws} draws x {ensemble.streams} streams a theory, {len(ensemble.codes)} states, "
    made += f"{ensemble.horizons[-1]} years from {ensemble.first_year}, seed {ensemble.seed}, status quo."
    return Predictive(tuple(entries), tuple(ensemble.theories), made, world)


TOTALS = (
    "disputes", "reciprocated", "fights", "wars", "parties_fight", "parties_war", "duties_called_war",
    "duties_honoured_war", "major_duties_called_war", "major_duties_honoured_war", "allied_disputes", "hostility",
    "arms_multiple", "explosive",
)  # fmt: skip


def _values(totals: Mapping[str, np.ndarray], p: Mapping[str, np.ndarray], span: Span) -> dict[str, float]:
    """Figures of one theory from its totals over the whole time, each (draws, streams)."""
    years, start = span.years, span.start

    def pooled(part: str, whole: str, but: str = "") -> float:
        below = totals[whole].sum() - (totals[but].sum() if but else 0.0)
        return float(totals[part].sum() / below) if below > 0 else float("nan")

    yearly = totals["disputes"] / years
    # wars of a history as expected from its fights: with one history of 20 years the count itself is 0, 1, 2 ...
    wars = totals["fights"] * p["war_share"][:, None] / years
    late = totals["late"].mean() / (years - span.before)
    return {
        "disputes": float(np.median(yearly)),
        "disputes-low": float(np.quantile(yearly, 0.05)),
        "disputes-high": float(np.quantile(yearly, 0.95)),
        "drift": float(late / np.mean(p["disputes_per_year_target"])),
        "reciprocated": pooled("reciprocated", "disputes"),
        "fights": pooled("fights", "reciprocated"),
        "wars-median": float(np.median(wars)),
        "wars": float(totals["wars"].mean() / years),
        "parties-fight": pooled("parties_fight", "fights", but="wars"),
        "parties-war": pooled("parties_war", "wars"),
        "honoured": pooled("duties_honoured_war", "duties_called_war"),
        "honoured-majors": pooled("major_duties_honoured_war", "major_duties_called_war"),
        "burden": float(np.median(totals["arms_multiple"]) * start.burden),
        "hostility": float(np.median(totals["hostility"]) / start.hostility),
        "allies": pooled("allied_disputes", "disputes"),
        "explosive": float(totals["explosive"].mean()),
    }


def _errors(totals: Mapping[str, np.ndarray], p: Mapping[str, np.ndarray], span: Span) -> dict[str, float]:
    """Monte Carlo s.e. of the figures, by drawing the draws again; always the same for the same totals."""
    many = len(p["war_share"])
    choose = np.random.default_rng(0).integers(0, many, (RESAMPLES, many))
    found = [_values({k: v[at] for k, v in totals.items()}, {k: v[at] for k, v in p.items()}, span) for at in choose]
    errors = {}
    for name in found[0]:
        seen = np.array([one[name] for one in found])
        seen = seen[~np.isnan(seen)]
        errors[name] = float(seen.std(ddof=1)) if len(seen) > 1 else float("nan")
    return errors


def _before_the_end(ensemble: Any, theory: int, total: str) -> np.ndarray:
    """A total at the last horizon but one, (draws, streams); 0 where there is only one."""
    if len(ensemble.horizons) < 2:
        return np.zeros(ensemble.system.shape[2:4])
    return ensemble.system[theory, 0, :, :, -2, ensemble.system_names.index(total)].astype(float)
