"""The counts of an ensemble agree with one another: what is kept twice is the same, parts are not above wholes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from foedus.model.war import great_powers
from foedus.simulate.result import BOND_NAMES, PATH_NAMES, Ensemble
from tests.tiny import Alternative, Duty, Order, always, draws, pact, run, some_law

YEARS = 8
WILD = {"war_share": 0.7, "join_base": -2.0, "join_fight": -0.5, "disputes_per_year_target": 4.0}


@pytest.fixture(scope="module")
def many() -> Ensemble:
    base = some_law()
    more = tuple(d for d in pact(6, [0, 3, 4], (Alternative(2, tokens=1),)) if (d.attacker, d.victim) != (1, 0))
    law = Order(6, base.duties + more + (Duty(5, 0, 1, role=1),), base.tier, base.depth, base.restraint)
    parameters = {"no-theory": draws(40, **WILD)}
    return run({"status-quo": always(law, YEARS)}, parameters, draws=40, streams=3, years=YEARS, horizons=(YEARS,))


def system(ensemble: Ensemble, name: str) -> np.ndarray:
    return ensemble.system[..., ensemble.system_names.index(name)]


def bond(ensemble: Ensemble, name: str) -> np.ndarray:
    return ensemble.bonds[..., BOND_NAMES.index(name)].astype(float)


def test_the_mean_over_years_of_the_path_is_the_mean_over_streams_of_the_horizon(many: Ensemble):
    path = dict(zip(PATH_NAMES, np.moveaxis(many.path, -1, 0), strict=True))
    np.testing.assert_allclose(path["loss"].mean(axis=3), many.loss[..., 0, :].mean(axis=3), rtol=2e-5, atol=1e-9)
    at_war = many.war_years[..., 0, :, :].sum(axis=-1).mean(axis=3) / YEARS
    np.testing.assert_allclose(path["at-war"].mean(axis=3), at_war, rtol=2e-5, atol=1e-7)
    assert (path["arms-burden"] > 0.0).all()


def test_duties_owed_in_wars_are_counted_alike_by_state_and_in_all(many: Ensemble):
    owed, kept = bond(many, "owed"), bond(many, "owed") - bond(many, "abandoned")
    assert owed.sum() > 20
    np.testing.assert_array_equal(owed.sum(axis=-1), system(many, "duties_called_war"))
    np.testing.assert_array_equal(kept.sum(axis=-1), system(many, "duties_honoured_war"))


def test_entrapped_is_a_part_of_joined_by_duty_and_both_kinds_occur(many: Ensemble):
    joined, entrapped = bond(many, "joined-by-duty"), bond(many, "entrapped")
    assert (entrapped <= joined).all()
    assert 0 < entrapped.sum() < joined.sum()


def test_a_state_that_was_never_at_war_lost_only_by_wars_of_others(many: Ensemble):
    peaceful = many.war_years.sum(axis=-1) == 0
    assert peaceful.any() and not peaceful.all()
    np.testing.assert_array_equal(many.spill[peaceful], many.loss[peaceful])
    assert (many.spill[many.loss > 0.0] >= 0.0).all() and many.spill.sum() > 0.0


def test_effort_is_own_arms_where_nobody_owes_anything_and_more_where_someone_does(many: Ensemble):
    base = some_law()
    none = Order(6, (), base.tier, base.depth, base.restraint)
    alone = run({"status-quo": always(none, 1)}, {"no-theory": draws(3)}, draws=3, streams=1, years=1, horizons=(1,))
    np.testing.assert_allclose(alone.effort, np.log(alone.arms), rtol=1e-6)
    assert (many.effort[..., 0, :].mean(axis=(0, 1, 2, 3)) - np.log(many.arms).mean(axis=(0, 1, 2, 3, 4)) > 0.1).any()


def test_a_great_war_needs_four_great_or_nuclear_powers(many: Ensemble):
    assert system(many, "great_wars").sum() == 0  # the tiny world has three
    ground = SimpleNamespace(major=np.array([1.0, 0, 0, 1, 1]), nuclear=np.array([1.0, 1, 0, 0, 0]))
    frame: Any = SimpleNamespace(ground=ground)
    assert great_powers(np.array([1, 2, 1, 1, 2]), frame) == 4
    assert great_powers(np.array([1, 0, 1, 1, 2]), frame) == 3
