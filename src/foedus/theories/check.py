"""What each theory's priors predict before any treaty changes, beside the record (MODEL section 23).

A theory whose priors cannot reproduce the base rates of the record has nothing to say about architectures. The
figures of the record are for the 63 states of ``asia-pacific-2023``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import BadInput


@dataclass(frozen=True)
class Figure:
    """One row of the table. `low` and `high` are the declared admissible range of the value shown."""

    id: str
    title: str
    record: str  # what history says, as text; '' where it says nothing
    low: float
    high: float
    digits: int


FIGURES = (
    Figure("disputes", "disputes a year, median", "11.6", 9.0, 15.0, 1),
    Figure("disputes-low", "  5 % of histories", "", 6.0, 15.0, 1),
    Figure("disputes-high", "  95 % of histories", "", 9.0, 25.0, 1),
    Figure("drift", "disputes, end / year 0", "", 0.75, 1.50, 2),
    Figure("reciprocated", "share reciprocated", ".44-.52", 0.41, 0.55, 2),
    Figure("fights", "share of these fought", ".78-.83", 0.74, 0.86, 2),
    Figure("wars-median", "wars a year, median", ".05-.13", 0.04, 0.15, 3),
    Figure("wars", "wars a year, mean", ".05-.13", 0.04, 0.16, 3),
    Figure("parties-fight", "parties in a fight", "2.4", 2.0, 3.2, 2),
    Figure("parties-war", "parties in a war", "3.8", 2.6, 5.2, 2),
    Figure("honoured", "duties honoured in wars", ".22-.75", 0.12, 0.80, 2),
    Figure("honoured-majors", "  by major powers", ".22-.75", 0.12, 0.90, 2),
    Figure("burden", "arms, % of GDP, last year", "2.4 now", 1.5, 3.5, 1),
    Figure("hostility", "sum of hostility, end / start", "1", 0.8, 1.8, 2),
    Figure("allies", "disputes between allies", ".12", 0.05, 0.25, 3),
    Figure("explosive", "explosive races", "", 0.0, 0.02, 3),
)


@dataclass(frozen=True)
class Entry:
    """One figure under one theory and whether it lies in the declared range; nan (no war at all) does not."""

    theory: str
    figure: Figure
    value: float

    @property
    def admissible(self) -> bool:
        """True when the value lies in the figure's range."""
        return bool(self.figure.low <= self.value <= self.figure.high)


@dataclass(frozen=True)
class Predictive:
    """The whole table with what it was made from."""

    entries: tuple[Entry, ...]
    theories: tuple[str, ...]
    made: str  # one line: draws, years, seed


@dataclass(frozen=True)
class Start:
    """Year 0 under the status quo: arms of the region in % of its GDP, and the sum of hostility."""

    burden: float
    hostility: float


def prior_predictive(ensemble: Any, parameters: Mapping[str, Any], start: Start) -> Predictive:
    """The table of MODEL section 23 from simulated histories of the status quo.

    Parameters
    ----------
    ensemble : Ensemble
        Its first architecture is read, at the last horizon. `system` is (T, A, draws, streams, H, K) totals. The
        drift of disputes is taken over the years between the last two horizons (all years where there is one).
    parameters : theory -> recarray (draws,)
        The parameters that were simulated.
    start : Start

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
        late = totals["disputes"] - _before_the_end(ensemble, number, "disputes")
        rate = late.mean() / (ensemble.horizons[-1] - (ensemble.horizons[-2] if len(ensemble.horizons) > 1 else 0))
        drift = float(rate / np.mean(parameters[name]["disputes_per_year_target"]))
        values = _values(totals, parameters[name], start, ensemble.horizons[-1]) | {"drift": drift}
        entries += [Entry(name, figure, values[figure.id]) for figure in FIGURES]
    made = f"{ensemble.draws} draws x {ensemble.streams} streams a theory, {len(ensemble.codes)} states, "
    made += f"{ensemble.horizons[-1]} years from {ensemble.first_year}, seed {ensemble.seed}, status quo."
    return Predictive(tuple(entries), tuple(ensemble.theories), made)


TOTALS = (
    "disputes", "reciprocated", "fights", "wars", "parties_fight", "parties_war", "duties_called_war",
    "duties_honoured_war", "major_duties_called_war", "major_duties_honoured_war", "allied_disputes", "hostility",
    "arms_multiple", "explosive",
)  # fmt: skip


def _values(totals: dict[str, np.ndarray], p: Any, start: Start, years: int) -> dict[str, float]:
    """Figures of one theory from its totals over the whole time, each (draws, streams)."""

    def pooled(part: str, whole: str, but: str = "") -> float:
        below = totals[whole].sum() - (totals[but].sum() if but else 0.0)
        return float(totals[part].sum() / below) if below > 0 else float("nan")

    yearly = totals["disputes"] / years
    # wars of a history as expected from its fights: with one history of 20 years the count itself is 0, 1, 2 ...
    wars = totals["fights"] * np.asarray(p["war_share"])[:, None] / years
    return {
        "disputes": float(np.median(yearly)),
        "disputes-low": float(np.quantile(yearly, 0.05)),
        "disputes-high": float(np.quantile(yearly, 0.95)),
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


def _before_the_end(ensemble: Any, theory: int, total: str) -> np.ndarray:
    """A total at the last horizon but one, (draws, streams); 0 where there is only one."""
    if len(ensemble.horizons) < 2:
        return np.zeros(ensemble.system.shape[2:4])
    return ensemble.system[theory, 0, :, :, -2, ensemble.system_names.index(total)].astype(float)


def outside(table: Predictive) -> tuple[Entry, ...]:
    """Entries outside their declared range."""
    return tuple(entry for entry in table.entries if not entry.admissible)


def as_text(table: Predictive) -> str:
    """The table for a terminal, 100 columns for the seven theories; * marks a figure outside its range."""
    return _rendered(table, lambda cells: _aligned(cells))


def as_markdown(table: Predictive) -> str:
    """The table for the documentation."""
    return _rendered(table, lambda cells: "| " + " | ".join(cell.strip() for cell in cells) + " |", rule=True)


SHORT = {
    "deterrence": "deter", "spiral": "spiral", "institutions": "instit", "bargaining": "barg", "power": "power",
    "steps-to-war": "steps", "no-theory": "none",
}  # fmt: skip


def _aligned(cells: list[str]) -> str:
    return f"{cells[0]:<28}{cells[1]:>8}{cells[2]:>12}" + "".join(f"{cell:>7}" for cell in cells[3:])


def _rendered(table: Predictive, line: Callable[[list[str]], str], rule: bool = False) -> str:
    found = {(entry.figure.id, entry.theory): entry for entry in table.entries}
    lines = [line(["", "record", "admissible", *(SHORT.get(name, name[:6]) for name in table.theories)])]
    if rule:
        lines.append("|---|" + "---:|" * (2 + len(table.theories)))
    for figure in FIGURES:
        spread = f"{_number(figure.low, figure.digits)}-{_number(figure.high, figure.digits)}"
        entries = [found[figure.id, name] for name in table.theories]
        shown = [_number(one.value, figure.digits) + ("" if one.admissible else "*") for one in entries]
        lines.append(line([figure.title, figure.record, spread, *shown]))
    wrong = outside(table)
    said = "All figures lie in their declared ranges." if not wrong else f"* outside its declared range ({len(wrong)})."
    return "\n".join([*lines, "", table.made, said])


def _number(value: float, digits: int) -> str:
    if np.isnan(value):
        return "-"
    text = f"{value:.{digits}f}"
    return text[1:] if text.startswith("0.") else text
