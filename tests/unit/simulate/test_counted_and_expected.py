"""Counted numbers gather around expected ones (MODEL section 13). Fixed seeds; margins of four standard errors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.simulate.result import Ensemble
from tests.tiny import always, draws, run, some_law

SILENT = {"hidden_commitment_sd": 0.0, "doubt_sd": 0.0, "capability_noise": 0.0, "belief_bias": 0.0, "shock_sd": 0.0}
ALONE = {
    "join_base": -12.0,
    "join_hostility": 0.0,
    "join_major": 0.0,
    "duty_weight": 0.0,
    "disputes_per_year_target": 1.2,
}


def first_year(p: Any, streams: int = 200) -> Ensemble:
    return run({"status-quo": always(some_law(), 1)}, p, streams=streams, years=1, horizons=(1,))


def test_disputes_of_the_first_year_are_as_many_as_b0_was_solved_for():
    p = draws(60, **SILENT, disputes_per_year_target=3.0)
    found = first_year(p)
    counted = found.system[..., 0, found.system_names.index("disputes")].ravel()
    assert abs(counted.mean() - 3.0) < 4 * counted.std() / np.sqrt(counted.size)


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_wars_as_target_are_as_many_as_expected(share):
    """Without joiners, per state: how often it is at war as the target in year 1."""
    p = draws(60, **SILENT, **ALONE, war_share=share)
    found = first_year(p)
    at_war = found.war_years[0, 0, :, :, 0, :, 0].astype(float)  # draws, streams, states
    expected = found.expected[0, 0, :, 0, :, 2].mean(axis=0)
    error = at_war.mean(axis=1).std(axis=0) / np.sqrt(60) + np.sqrt(expected / (60 * 200))
    assert (np.abs(at_war.mean(axis=(0, 1)) - expected) < 4 * error).all()


def test_each_step_of_a_crisis_happens_as_often_as_its_chance():
    """Disputes, resistance and fights of year 1, against the expected chance that a target sees force used."""
    p = draws(60, **SILENT, **ALONE)
    found = first_year(p)
    counted = found.system[0, 0, :, :, 0]
    fights = counted[..., found.system_names.index("fights")]
    expected = -np.log1p(-found.expected[0, 0, :, 0, :, 1].astype(float)).sum(axis=1)  # few enough to add up
    assert abs(fights.mean() - expected.mean()) < 4 * fights.std() / np.sqrt(fights.size) + 0.02 * expected.mean()


def test_with_errors_of_belief_the_tail_costs_little():
    """The pairs that do not play the whole game of the year are taken as of year 0, without errors: a few percent."""
    p = draws(60, **ALONE, war_share=1.0)
    found = first_year(p, 1)
    many = first_year(p)
    at_war = many.war_years[0, 0, :, :, 0, :, 0].mean(axis=(0, 1))
    expected = found.expected[0, 0, :, 0, :, 2].mean(axis=0)
    assert abs(at_war.sum() - expected.sum()) < 0.15 * expected.sum()
