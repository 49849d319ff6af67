"""Discounted means and crossing years."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import BadNumber, NotInRun
from foedus.outcomes.compare import compare
from foedus.outcomes.time import TIMED, crossing, crossing_years, discounted, discounts, luck_factor, yearly
from foedus.outcomes.values import state_values, year_weights


@pytest.mark.parametrize("name", TIMED)
def test_without_discount_it_is_the_mean_over_the_horizon(make, name):
    ensemble = make().ensemble
    for horizon in (5, 20):
        plain = state_values(ensemble, name, 1, 1, horizon).mean(axis=1)
        assert discounted(ensemble, name, 1, 1, horizon, 0.0) == pytest.approx(plain, rel=1e-5)


@given(rate=st.floats(0.0, 1.0), horizon=st.integers(1, 20))
def test_a_constant_path_has_the_same_mean_at_every_rate(make, rate, horizon):
    ensemble = make().ensemble  # chances of being targeted do not change over its years
    found = discounted(ensemble, "targeted", 0, 1, horizon, rate)
    assert found == pytest.approx(ensemble.expected[0, 1, :, 0, :, 0], rel=1e-5)


def test_discounting_by_hand():
    assert discounts(3, 1.0).tolist() == [1.0, 0.5, 0.25]
    assert year_weights((1, 2, 3), 3, 1.0) == pytest.approx([4 / 7, 2 / 7, 1 / 7])
    assert luck_factor(2, 0.0) == 1.0
    assert luck_factor(2, 1.0) == pytest.approx(2 * (1 + 0.25) / 1.5**2)


def test_early_years_count_for_more(make):
    ensemble = make().ensemble
    path = ensemble.path.copy()
    path[..., 0] = np.arange(20.0)[:, None]
    late = replace(ensemble, path=path)
    assert discounted(late, "loss", 0, 0, 20, 0.0) == pytest.approx(np.full((64, 12), 9.5))
    weights = 1.1 ** -np.arange(20.0)
    assert discounted(late, "loss", 0, 0, 20, 0.1)[0, 0] == pytest.approx(np.average(np.arange(20.0), weights=weights))


def test_a_known_crossing_is_found():
    """-1 for five years, then +1: the sum is 0 after ten years and above from the eleventh on."""
    path = np.array([-1.0] * 5 + [1.0] * 15)
    assert crossing_years(path) == 11
    assert crossing_years(-path) == 11
    assert crossing_years(path, 0.25) != crossing_years(path)
    assert np.isnan(crossing_years(path, 1.0))  # what comes later never makes up for it


def test_a_crossing_must_last():
    assert np.isnan(crossing_years(np.array([1.0, -2.0, 3.0])))
    assert crossing_years(np.array([1.0, -2.0, 1.5, -1.0])) == 4
    assert np.isnan(crossing_years(np.array([1.0, 1.0])))
    assert np.isnan(crossing_years(np.array([1.0, -1.0])))  # 0 is no sign
    assert np.isnan(crossing_years(np.zeros(4)))
    assert crossing_years(np.array([0.0, 0.0, 1.0, -3.0])) == 4  # the edit enters in the third year


def test_spread_of_crossings_over_draws():
    early, never = [-1.0, 2.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0]
    found = crossing(np.array([early] * 8 + [never] * 2))
    assert found.none == pytest.approx(0.2)
    assert found.of_mean == 2
    assert found.quantiles[:2].tolist() == [2, 2] and np.isnan(found.quantiles[2])


@pytest.mark.parametrize("rate", [-0.1, 1.5, "x", True, float("nan")])
def test_a_rate_that_is_none_is_refused(make, rate):
    made = make()
    with pytest.raises(BadNumber, match="yearly rate"):
        compare(made.ensemble, made.groups, ("targeted",), rate)


def test_what_is_not_kept_by_year_says_so(make):
    with pytest.raises(NotInRun, match="not kept by year"):
        yearly(make().ensemble, "spillover", 0, 0)


def test_a_comparison_discounts_what_it_can_and_says_where(make):
    new = np.array([code in "CDE" for code in "ABCDEFGHIJKL"]) * 0.9
    made = make(war={("spiral", "pact"): new})
    plain, later = (compare(made.ensemble, made.groups, ("at-war", "targeted", "effort"), rate) for rate in (0.0, 0.05))
    timed = later.columns["outcome"] != "effort"
    assert (later.columns["discount"][timed] == 0.05).all() and (later.columns["discount"][~timed] == 0.0).all()
    assert (plain.columns["discount"] == 0.0).all()
    for name in ("difference", "p05", "p95"):
        assert np.array_equal(plain.columns[name][~timed], later.columns[name][~timed], equal_nan=True)
    pick = (later.columns["theory"] == "spiral") & (later.columns["architecture"] == "pact")
    pick &= (later.columns["name"] == "new-members") & (later.columns["outcome"] == "at-war")
    pick &= later.columns["horizon"] == 20
    one, other = (results.columns["difference"][pick][0] for results in (plain, later))
    assert other == pytest.approx(one, rel=0.25) and other != one
