"""The prior predictive table from an ensemble whose totals are known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from foedus.errors import BadInput
from foedus.theories.check import FIGURES, TOTALS, Start, as_markdown, as_text, outside, prior_predictive

DRAWS, STREAMS, YEARS, STATES = 6, 2, 20, 4
NAMES = ("deterrence", "no-theory")


def ensemble(**changed: float) -> SimpleNamespace:
    """Totals of a region that behaves like the record; every history the same."""
    totals = {
        "disputes": 232.0, "reciprocated": 116.0, "fights": 92.8, "wars": 2.0, "parties_fight": 2.4 * 90.8,
        "parties_war": 7.6, "duties_called_war": 4.0, "duties_honoured_war": 2.0, "major_duties_called_war": 2.0,
        "major_duties_honoured_war": 1.0, "allied_disputes": 27.84, "hostility": 48.4, "arms_multiple": 0.9,
        "explosive": 0.0,
    } | changed  # fmt: skip
    system = np.zeros((2, 1, DRAWS, STREAMS, 2, len(TOTALS)), np.float32)
    system[...] = [totals[name] for name in TOTALS]
    system[..., 0, TOTALS.index("disputes")] -= 5 * 1.2 * 11.6
    return SimpleNamespace(theories=NAMES, system=system, system_names=TOTALS, horizons=(YEARS - 5, YEARS),
                           draws=DRAWS, streams=STREAMS, codes=("A",) * STATES, first_year=2024, seed=1)  # fmt: skip


def parameters() -> dict[str, dict[str, np.ndarray]]:
    return {
        name: {"war_share": np.full(DRAWS, 0.02), "disputes_per_year_target": np.full(DRAWS, 11.6)} for name in NAMES
    }


def test_every_figure_by_hand():
    table = prior_predictive(ensemble(), parameters(), Start(2.4, 44.0))
    values = {entry.figure.id: entry.value for entry in table.entries if entry.theory == "no-theory"}
    by_hand = {
        "disputes": 11.6, "disputes-low": 11.6, "disputes-high": 11.6, "drift": 1.2, "reciprocated": 0.5, "fights": 0.8,
        "wars-median": 0.0928, "wars": 0.1, "parties-fight": 2.4, "parties-war": 3.8, "honoured": 0.5,
        "honoured-majors": 0.5, "burden": 2.16, "hostility": 1.1, "allies": 0.12, "explosive": 0.0,
    }  # fmt: skip
    assert values == pytest.approx(by_hand, rel=1e-5)
    assert not outside(table)
    assert "All figures lie in their declared ranges" in as_text(table)


def test_marks_what_is_outside():
    table = prior_predictive(ensemble(disputes=900.0), parameters(), Start(2.4, 44.0))
    assert {entry.figure.id for entry in outside(table)} >= {"disputes", "reciprocated"}
    assert "45.0*" in as_text(table)


def test_no_war_is_said_and_not_counted_as_fine():
    table = prior_predictive(ensemble(wars=0.0, parties_war=0.0), parameters(), Start(2.4, 44.0))
    assert "parties-war" in {entry.figure.id for entry in outside(table)}


def test_fits_a_terminal_and_a_page():
    table = prior_predictive(ensemble(), parameters(), Start(2.4, 44.0))
    text, page = as_text(table), as_markdown(table)
    assert max(len(line) for line in text.splitlines() if not line.startswith(table.made)) + 5 * 7 <= 100
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len(rows) == len(FIGURES) + 2
    assert {row.count("|") for row in rows} == {6}


def test_refuses_an_ensemble_without_its_totals():
    poor = ensemble()
    poor.system_names = TOTALS[1:]
    with pytest.raises(BadInput, match="disputes"):
        prior_predictive(poor, parameters(), Start(2.4, 44.0))
    with pytest.raises(BadInput, match="deterrence"):
        prior_predictive(ensemble(), {}, Start(2.4, 44.0))
