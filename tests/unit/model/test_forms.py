"""Rival forms of contest, distance and power: closed forms, exact defaults, compiled and plain alike."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from foedus.errors import BadNumber, NotInWorld
from foedus.model.arming import arms_coupling
from foedus.model.ceiling import window_ceiling
from foedus.model.contest import (
    chance_by_form,
    chance_later_by_form,
    contest_unit,
    odds_by_form,
    win_chance,
    win_odds_seen,
)
from foedus.model.law import logistic
from foedus.model.onset import log_rate_static
from foedus.model.params import defaults, draw_dtype
from foedus.model.power import (
    arms_in_strength,
    distance_felt,
    expected_growth,
    reach,
    strength,
    strength_by_form,
)
from foedus.simulate.compiled import kernels
from tests.tiny import Order, always, draws, edited, pact, run, settled
from tests.tiny_world import world

RNG = np.random.default_rng(5)
ONE, TWO, THIRD, FOURTH = RNG.lognormal(3.0, 2.0, (4, 500))
ERROR, GAP = RNG.normal(0.0, 1.0, (2, 500))
DISTANCE = RNG.uniform(0.0, 20000.0, 500)
P = defaults()
APART = defaults(contest_form=1, decisiveness=0.7, defence_advantage=1.0)
FORMS = {"contest_form": 1.0, "distance_form": 1.0, "power_form": 2.0}


class TestDefaults:
    """With every switch at 0 a form is the law it rivals, bit for bit."""

    def test_contest(self):
        unit = contest_unit(THIRD, FOURTH)
        np.testing.assert_array_equal(odds_by_form(ONE, TWO, ERROR, unit, P), win_odds_seen(ONE, TWO, ERROR, P))
        np.testing.assert_array_equal(chance_by_form(ONE, TWO, unit, P), win_chance(ONE, TWO, P))
        later = chance_later_by_form(ONE, TWO, ERROR, GAP, unit, P)
        np.testing.assert_array_equal(later, logistic(win_odds_seen(ONE, TWO, ERROR + P.window_years * GAP, P)))
        old = np.minimum(1.0, 0.25 * P.decisiveness * P.window_years * np.maximum(0.0, -GAP))
        np.testing.assert_array_equal(window_ceiling(GAP, P), old)

    def test_distance(self):
        np.testing.assert_array_equal(distance_felt(DISTANCE, P), np.log1p(DISTANCE / P.distance_scale_km))

    def test_power(self):
        np.testing.assert_array_equal(strength_by_form(ONE, TWO, THIRD, FOURTH, P), strength(ONE, TWO, P))
        old = P.stock_weight * (ONE / TWO - P.stock_decay) + (1.0 - P.stock_weight) * GAP
        np.testing.assert_array_equal(expected_growth(ONE, TWO, GAP, P), old)
        assert arms_in_strength(P) == P.stock_weight


class TestDifference:
    def test_equal_sides_are_a_coin_toss_and_a_lead_of_one_unit_is_worth_m(self):
        assert chance_by_form(3.0, 3.0, 3.0, APART) == 0.5
        assert odds_by_form(5.0, 2.0, 0.0, 3.0, APART) == pytest.approx(0.7)
        assert chance_by_form(5.0, 2.0, 3.0, APART) == pytest.approx(1.0 / (1.0 + np.exp(-0.7)))

    def test_doubling_all_strength_changes_nothing(self):
        one = chance_by_form(ONE, TWO, contest_unit(THIRD, FOURTH), APART)
        both = chance_by_form(2 * ONE, 2 * TWO, contest_unit(2 * THIRD, 2 * FOURTH), APART)
        np.testing.assert_allclose(both, one, rtol=1e-12)

    def test_only_the_difference_counts_where_the_ratio_would_not(self):
        added = odds_by_form(ONE + 7.0, TWO + 7.0, 0.0, 5.0, APART)
        np.testing.assert_allclose(added, odds_by_form(ONE, TWO, 0.0, 5.0, APART), atol=1e-9)
        ratio = defaults(defence_advantage=1.0)
        assert odds_by_form(8.0, 9.0, 0.0, 5.0, ratio) != pytest.approx(odds_by_form(1.0, 2.0, 0.0, 5.0, ratio))

    def test_between_equals_the_slope_is_that_of_the_ratio(self):
        ratio = defaults(decisiveness=0.7, defence_advantage=1.0)
        for p in (APART, ratio):
            assert odds_by_form(1.0, 1.0, 1e-5, 1.0, p) / 1e-5 == pytest.approx(0.7, rel=1e-6)

    def test_an_error_splits_over_the_sides_and_the_bound_holds(self):
        expected = 0.7 * (4.0 * np.exp(0.3) - 2.0 * np.exp(-0.3)) / 3.0
        assert odds_by_form(4.0, 2.0, 0.6, 3.0, APART) == pytest.approx(expected)
        unit = contest_unit(THIRD, FOURTH)
        falls = chance_by_form(ONE, TWO, unit, APART) - chance_later_by_form(ONE, TWO, 0.0, GAP, unit, APART)
        assert (falls <= window_ceiling(GAP, APART)).all()


class TestDistance:
    def test_both_forms_agree_at_home_and_at_the_stated_distance(self):
        away = defaults(distance_form=1)
        for km in (0.0, P.distance_match_km):
            assert reach(km, 1.0, 0.2, away) == pytest.approx(reach(km, 1.0, 0.2, P), rel=1e-12)
            given = (1.0, 0.0, km, 0.5, 0.0, 0.2)
            assert log_rate_static(*given, away) == pytest.approx(log_rate_static(*given, P), rel=1e-12)

    def test_it_decays_exponentially(self):
        away = defaults(distance_form=1, distance_loss=1.3)
        scale = 3000.0 / np.log(7.0)
        np.testing.assert_allclose(reach(DISTANCE, 0.0, 0.0, away), np.exp(-1.3 * DISTANCE / scale), rtol=1e-12)
        assert reach(1000.0, 0.0, 0.0, away) > reach(1000.0, 0.0, 0.0, defaults(distance_loss=1.3))
        assert reach(9000.0, 0.0, 0.0, away) < reach(9000.0, 0.0, 0.0, defaults(distance_loss=1.3))


class TestPower:
    @pytest.mark.parametrize(("form", "worth", "growth", "arms"), [(1, 3.0, 0.02, 1.0), (2, 40.0, -0.005, 1.0),
                                                                   (3, 2000.0, 0.04, 0.0)])  # fmt: skip
    def test_closed_forms(self, form, worth, growth, arms):
        p = defaults(power_form=form)
        assert strength_by_form(40.0, 200.0, 3.0, 20.0, p) == pytest.approx(worth)
        assert expected_growth(3.0, 40.0, 0.02, p) == pytest.approx(growth)
        assert arms_in_strength(p) == arms
        assert arms_coupling(1.0, 0.5, 1.0, 1.0, 1.0, 0.0, p) == pytest.approx(
            p.arms_adjustment * p.arms_reaction * arms * 0.5 / 1.5
        )


def test_compiled_equals_plain_under_every_form():
    kernels()
    laws: Any = numba.njit(_all_forms)
    for changed in ({"contest_form": 1}, {"distance_form": 1}, *({"power_form": k} for k in (1, 2, 3))):
        p = defaults(**changed)
        record: Any = np.array([tuple(p)], draw_dtype).view(np.recarray)[0]
        np.testing.assert_allclose(laws(record), np.array(_all_forms(p), float), rtol=1e-12)


def _all_forms(p: Any) -> Any:
    return (
        odds_by_form(4.0, 2.0, 0.3, 3.0, p), chance_later_by_form(4.0, 2.0, 0.3, -0.02, 3.0, p),
        window_ceiling(-0.02, p), distance_felt(700.0, p), strength_by_form(40.0, 200.0, 3.0, 20.0, p),
        expected_growth(3.0, 40.0, 0.02, p), arms_in_strength(p),
    )  # fmt: skip


def test_the_switches_reach_the_situation():
    order, land = always(Order(6), 4), world()
    mix = settled(draws()[0], order)
    for form, expected in (
        (1.0, land.arms_usd_bn),
        (2.0, mix.now.stock),
        (3.0, land.gdp_usd_bn**2 / land.population_m),
    ):
        np.testing.assert_allclose(settled(draws(power_form=form)[0], order).now.strength, expected)
    far = settled(draws(distance_form=1.0)[0], order)
    assert (far.frame.plain != mix.frame.plain).any()
    assert far.frame.plain[1, 0] == reach(land.distance_km[0, 1], land.sea_only[0, 1], 0.0, draws(distance_form=1.0)[0])


def test_every_form_runs_and_moves_something():
    laws = {"status-quo": always(Order(6), 4), "pact": edited(Order(6), Order(6, pact(6, [1, 5])), 4)}
    usual = run(laws, draws(2))
    for name, value in FORMS.items():
        other = run(laws, draws(2, **{name: value}))
        assert np.isfinite(other.expected).all()
        assert (other.expected != usual.expected).any(), name


def test_what_is_no_level_and_what_no_world_carries_is_refused():
    laws = {"status-quo": always(Order(6), 4)}
    with pytest.raises(BadNumber, match="contest_form"):
        run(laws, draws(1, contest_form=0.5))
    with pytest.raises(NotInWorld, match="CINC"):
        run(laws, draws(1, power_form=4.0))
