"""What single laws must do at their edges, in closed form where there is one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.arming import arms_coupling, arms_next, arms_wish, pledge_gap
from foedus.model.coalition import doubt, hidden_commitment, signal
from foedus.model.contest import chance_later_by_form, win_chance, win_odds_seen
from foedus.model.duty import duty_weight, label_weights, place_shares
from foedus.model.economy import battle_deaths, energy_price, gdp_next, outcome_effect, war_loss, war_years
from foedus.model.escalation import (
    closing_window,
    concession_margin,
    cost_of_war,
    crisis_chance,
    fights_or_not,
    parity_pull,
    peace_value,
)
from foedus.model.hostility import hostility_fade, hostility_next, hostility_push
from foedus.model.joining import join_chain, join_chances, join_circumstance, join_duty, join_intercept, reliability
from foedus.model.law import logistic
from foedus.model.onset import log_rate_moving, log_rate_static, shock_next, shock_start
from foedus.model.params import defaults
from foedus.model.power import (
    arms_floored,
    expected_growth,
    projection,
    reach,
    share,
    stock_next,
    stock_start,
    strength,
)
from foedus.model.threat import encirclement, encircling_weight, partner_weight, perceived_offence, threat
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory

P = defaults()
unit = st.floats(0.0, 1.0)
positive = st.floats(1e-3, 1e4)


def test_a_stock_that_is_kept_up_stays():
    assert stock_next(stock_start(12.0, P), 12.0, P) == pytest.approx(stock_start(12.0, P))
    assert arms_floored(0.0, 30.0, P) == pytest.approx(0.015)


def test_strength_is_a_mean_of_arms_and_economy():
    assert strength(100.0, 100.0, P) == pytest.approx(100.0)
    assert share(2.0, 8.0) == 0.25
    assert expected_growth(stock_start(1.0, P) * P.stock_decay, stock_start(1.0, P), 0.03, P) == pytest.approx(
        0.35 * 0.03
    )


def test_at_home_all_strength_counts():
    assert projection(7.0, 0.0, 0.0, 0.0, P) == 7.0
    assert reach(500.0, 1.0, 0.0, P) == pytest.approx(2**-0.8 * 0.75)
    assert reach(500.0, 0.0, 0.5, defaults(access_projection=0.3)) > reach(500.0, 0.0, 0.0, P)


@given(attack=positive, defence=positive, m=st.floats(0.15, 2.5), th=st.floats(0.2, 5.0))
def test_one_of_the_two_wins(attack, defence, m, th):
    there, back = defaults(decisiveness=m, defence_advantage=th), defaults(decisiveness=m, defence_advantage=1 / th)
    assert win_chance(attack, defence, there) + win_chance(defence, attack, back) == pytest.approx(1.0)
    ratio = attack**m / (attack**m + (th * defence) ** m)
    assert win_chance(attack, defence, there) == pytest.approx(ratio, rel=1e-9, abs=1e-15)


def test_errors_and_growth_shift_the_log_ratio():
    assert logistic(win_odds_seen(2.0, 1.0, np.log(3.0), P)) == pytest.approx(win_chance(6.0, 1.0, P))
    assert chance_later_by_form(2.0, 1.0, 0.0, 0.04, 1.5, P) == pytest.approx(win_chance(2.0 * np.exp(0.2), 1.0, P))


def test_window_opens_only_for_the_declining():
    p = defaults(preventive_motive=2.0)
    assert closing_window(0.4, 0.6, 1.0, p) == 0.0
    assert closing_window(0.6, 0.4, 1.5, p) == pytest.approx(0.6)


def test_parity_pull_is_even_and_peaks_at_parity():
    p = defaults(parity_danger=0.5)
    assert parity_pull(0.0, 0.03, p) == parity_pull(0.0, -0.03, p) == pytest.approx(0.5)
    assert parity_pull(0.7, 0.03, p) == pytest.approx(0.5 * np.exp(-0.5))


def test_nothing_informs_at_zero_weights_and_depth_does_otherwise():
    assert doubt(1.0, 1.0, 1.0, P) == P.doubt_sd
    assert doubt(1.0, 0.0, 0.0, defaults(doubt_institution=0.5)) == pytest.approx(P.doubt_sd * np.exp(-0.5))


def test_signal_shows_all_or_nothing_at_the_ends():
    sharp, blind = defaults(signal_sharpness=1.0), defaults(signal_sharpness=0.0)
    assert hidden_commitment(signal(1.3, sharp), 2.0, sharp) == signal(1.3, sharp) == 1.3 * P.hidden_commitment_sd
    assert signal(1.3, blind) == 0.0 and hidden_commitment(0.0, 2.0, blind) == 2.0 * P.hidden_commitment_sd


def test_signal_and_commitment_have_the_moments_of_their_law():
    """E4: u ~ N(0, s_u), m = f u + sqrt(f (1 - f)) s_u eta, so Var m = Cov(m, u) = f s_u^2 and Var u = s_u^2."""
    p = defaults(signal_sharpness=0.3, hidden_commitment_sd=1.5)
    first, second = np.random.default_rng(1).standard_normal((2, 200_000))
    heard = signal(first, p)
    hidden = hidden_commitment(heard, second, p)
    assert np.cov(heard, hidden) == pytest.approx(np.array([[0.675, 0.675], [0.675, 2.25]]), abs=0.02)


def test_perception_and_partners():
    assert perceived_offence(0.3, 0.0) == 1.0
    assert perceived_offence(0.3, 1.0) == 0.3
    assert partner_weight(0.2, 1.0, 0.0, 1.0) == pytest.approx(0.2)  # sg = 1: only offensive joining
    assert partner_weight(0.2, 1.0, 1.0, 0.0) == pytest.approx(0.2)  # bound to both
    assert partner_weight(0.2, 1.0, 0.0, 0.0) == 1.0
    assert threat(0.0, 1.0, 5.0, 1.0) == 0.0


@given(now=st.floats(-5, 20), before=st.floats(-5, 20), hostility=st.floats(0, 3))
def test_encirclement_is_one_sided_and_spares_allies(now, before, hostility):
    found = encirclement(now, before, 4.0, hostility, 0.0, P)
    assert found >= 0.0
    assert found == 0.0 or now > before
    assert encirclement(now, before, 4.0, hostility, 1.0, P) == 0.0
    assert encirclement(now, now, 4.0, hostility, 0.0, P) == 0.0
    assert encirclement(1e9, 0.0, 4.0, 1.0, 0.0, defaults(encirclement_cap=np.log(4))) == pytest.approx(np.log(4))


def test_ties_encircle_only_with_a_weight():
    assert encircling_weight(0.0, 0.0, 0.8, 0.0, 0.2, P) == 0.0
    assert encircling_weight(1.0, 0.0, 0.0, 0.0, 1.0, P) == 0.0
    assert encircling_weight(0.0, 0.0, 0.5, 0.0, 0.0, defaults(cooperation_threat=0.3)) == pytest.approx(0.15)


def test_rates_move_with_what_they_name():
    base = log_rate_static(0.0, 0.0, 1000.0, 0.0, 0.0, 0.0, P)
    assert log_rate_static(1.0, 0.0, 1000.0, 0.0, 0.0, 0.0, P) - base == pytest.approx(P.land_border)
    assert log_rate_static(0.0, 0.0, 1000.0, 0.0, 0.0, 1.0, P) - base == pytest.approx(-P.democratic_peace)
    assert log_rate_moving(1.0, 1.0, 0.0, P) == pytest.approx(P.rivalry_rate)
    assert log_rate_moving(1.0, 0.0, 0.3, P) == pytest.approx(0.3)


def test_the_shock_keeps_its_spread():
    normal = np.random.default_rng(3).standard_normal((2, 200000))
    after = shock_next(shock_start(normal[0], P), normal[1], P)
    assert after.std() == pytest.approx(P.shock_sd, rel=0.01)
    assert np.corrcoef(normal[0], after)[0, 1] == pytest.approx(P.shock_persistence, abs=0.01)


def test_peace_and_cost():
    assert peace_value(1.0, 1.0, 1.0, 1.0, P) == pytest.approx(P.ally_peace_value + P.neutrality_freedom)
    p = defaults(coalition_cost=0.0, nuclear_cost=2.0)
    assert cost_of_war(1.0, 0.4, 0.0, p) == pytest.approx(3.0 * p.war_cost)
    assert concession_margin(1.0, 0.45, P) == pytest.approx(0.45 - np.log(2) / 2)


def test_no_rate_no_crisis_and_none_while_they_fight():
    assert crisis_chance(-np.inf, 0.5) == 0.0
    assert crisis_chance(np.log(0.01), 1.0) == pytest.approx(0.01, rel=0.01)
    assert fights_or_not(1.0, 0.2) == 0.0
    assert fights_or_not(0.0, 0.2) == 0.2


@given(d=st.floats(-100, 100), o=st.floats(-100, 100))
def test_joining_shares_add_up(d, o):
    defence, offence = join_chances(d, o)
    assert 0.0 <= defence <= 1.0
    assert 0.0 <= offence <= 1.0
    assert defence + offence <= 1.0 + 1e-15


def test_duty_is_floored_and_promises_hold_back():
    weak = defaults(duty_weight=0.5, duty_weight_post45=-2.0)
    assert join_duty(1.0, 0.0, 1.0, 1.0, weak) == 0.0
    assert join_duty(1.0, 0.0, 1.0, 0.0, weak) == 0.5
    assert join_duty(0.0, 1.0, 1.0, 1.0, P) == -P.promise_weight
    assert join_intercept(0.0, 0.0, 1.0, P) - join_intercept(1.0, 0.0, 1.0, P) == pytest.approx(P.join_fight)
    assert join_chain(0, P) == 0.0
    assert join_circumstance(1.0, -2.0, 1.0, P) == 0.0
    assert reliability(0.0, P) == 1.0


def test_the_record_of_war_lengths():
    years = war_years((np.arange(95) + 0.5) / 95, P)
    assert [int((years == k).sum()) for k in range(1, 6)] == [43, 32, 7, 4, 3]
    long = war_years(1 - 6 / 95 + 6 / 95 * (np.arange(500) + 0.5) / 500, P)
    assert [int((long == k).sum()) for k in range(6, 11)] == [100] * 5
    assert war_years(0.0, P) == 1.0
    assert war_years(1 - 1e-16, P) == 10.0


def test_deaths_have_the_tail_of_the_record():
    assert battle_deaths(0.0, 2, P) == pytest.approx(7061)
    u = (np.arange(10000) + 0.5) / 10000
    deaths = battle_deaths(u, 2, P)
    assert (deaths > 7061 * 10).mean() == pytest.approx(10**-0.53, abs=1e-3)
    assert battle_deaths(1 - 1e-16, 4, P) == P.severity_cap


def test_losses_are_of_one_kind():
    assert war_loss(1.0, 1.0, 0.0, 0.0, P) == pytest.approx(0.05)
    assert war_loss(0.0, 1.0, 10.0, 0.0, P) == pytest.approx(0.006)
    assert war_loss(0.0, 0.0, 0.0, 0.0, P) == pytest.approx(0.02)
    assert war_loss(0.0, 0.0, 15000.0, 0.0, P) < 1e-5
    assert gdp_next(100.0, 0.02, 0.02, 0.0, 0.0, outcome_effect(1.0, P), P) == pytest.approx(100 * np.exp(0.02))
    assert energy_price(0.03, P) == pytest.approx(0.2)


def test_pledges_bind_members_below_them():
    assert pledge_gap(1.0, 100.0, 1.0, P) == pytest.approx(np.log(2))
    assert pledge_gap(1.0, 100.0, 0.0, P) == 0.0
    assert pledge_gap(3.0, 100.0, 1.0, P) == 0.0


def test_hostility_has_a_core_a_floor_and_a_cap():
    fade = hostility_fade(P.hostility_core * 1.0, 1.0, 0.0, 0.0, 0.0, P)
    assert fade == pytest.approx(0.0)
    assert hostility_next(0.0, 0.0, 0.0, 5.0, P) == 0.0
    assert hostility_next(2.9, 0.0, hostility_push(1.0, 1.0, 0.0, 0.0, P), 0.0, P) == 3.0
    assert hostility_next(0.01, -0.1, 0.0, 0.0, P) == 0.0
    calm = defaults(institution_calming=0.1)
    assert hostility_fade(1.0, 1.0, 0.5, 0.0, 0.0, calm) - hostility_fade(
        1.0, 1.0, 0.0, 0.0, 0.0, calm
    ) == pytest.approx(-0.05)


def test_labels_keep_their_order_in_every_draw():
    drawn = draw_parameters(theory("no-theory"), 3, 5000)
    weights = np.array(np.broadcast_arrays(*label_weights(drawn)))
    assert (weights[0] == 1.0).all()
    assert (np.diff(weights, axis=0) <= 0.0).all()
    assert (weights > 0.0).all()


@given(label=unit, tokens=unit)
def test_mean_duty_is_probability_times_weight(label, tokens):
    assert duty_weight(label, 0.0, tokens, P) == label * tokens
    assert duty_weight(label, 1.0, 1.0, P) == label * P.disputed_binding


@given(claimed=st.sampled_from([0.0, 1.0]))
def test_a_dispute_falls_somewhere(claimed):
    shares = place_shares(claimed, P)
    assert sum(shares) == pytest.approx(1.0)
    assert shares[2] == pytest.approx(0.3 * claimed)


def test_two_rivals_rest_where_the_log_race_does():
    """The log form of [Richardson1960]_: with l = log M, both rest at l = a0 + r l' solved by hand, rate (1 - aL)^t.

    Threat is held linear in the rival's log arms (constant slope r), so that the closed form exists.
    """
    level, slope = np.array([1.0, 0.4]), np.array([0.3, 0.5])
    rest = np.array([level[0] + slope[0] * level[1], level[1] + slope[1] * level[0]]) / (1 - slope[0] * slope[1])
    arms = np.array([2.0, 2.0])
    for _ in range(2000):
        target = level + slope * np.log(arms[::-1])
        arms = arms_next(arms, target, 0.0, P)
    np.testing.assert_allclose(np.log(arms), rest, rtol=1e-12)


def test_one_state_closes_the_same_share_of_the_gap_each_year():
    gaps, arms = [], 5.0
    for _ in range(6):
        gaps.append(np.log(arms) - np.log(20.0))
        arms = float(arms_next(arms, np.log(20.0), 0.0, P))
    np.testing.assert_allclose(np.diff(np.log(np.abs(gaps))), np.log(1 - P.arms_adjustment), rtol=1e-10)


def test_coupling_is_the_derivative_of_the_race():
    """E18: d log M_i' / d log K_j by finite differences of E17-E18 equals `arms_coupling`."""
    hostility, perceived, own, gdp = 0.8, 0.7, 6.0, 300.0

    def log_arms_next(log_stock: float) -> float:
        force = strength(np.exp(log_stock), 200.0, P)
        menace = threat(hostility, perceived, 0.5 * force + 1.0, own)
        return float(np.log(arms_next(9.0, arms_wish(gdp, menace, 0.1, 0.0, 0.0, P), 0.0, P)))

    step = 1e-5
    slope = (log_arms_next(3.0 + step) - log_arms_next(3.0 - step)) / (2 * step)
    rival = 0.5 * strength(np.exp(3.0), 200.0, P)
    menace = threat(hostility, perceived, rival + 1.0, own)
    assert arms_coupling(hostility, perceived, rival, rival + 1.0, own, menace, P) == pytest.approx(slope, rel=1e-6)
