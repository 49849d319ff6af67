"""Invariants of MODEL section 15 that concern laws, over thousands of parameter draws at once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from foedus.model.arming import arms_level, arms_next, arms_target, arms_wish
from foedus.model.coalition import belief
from foedus.model.contest import win_chance, win_odds_seen
from foedus.model.escalation import (
    backing,
    challenge_chance,
    cost_of_war,
    crisis_chance,
    fight_chance,
    hazards,
    last_node_value,
    resist_chance,
    stakes,
    status_quo_value,
    war_value_challenger,
    war_value_target,
)
from foedus.model.joining import join_chances, join_duty, join_intercept, join_tie
from foedus.model.luck import normal_quantile
from foedus.model.onset import log_rate_moving, log_rate_static
from foedus.model.params import defaults
from foedus.model.power import projection
from foedus.model.threat import perceived_offence, threat
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory

DRAWS = 20000
DRAWN = draw_parameters(theory("no-theory"), 5, DRAWS)
LUCK = np.random.default_rng(11)
HOME, AWAY, THIRD = (LUCK.lognormal(3.0, 1.5, DRAWS) for _ in range(3))
HOSTILITY = LUCK.uniform(0.0, 2.0, DRAWS)
CLAIM = LUCK.uniform(0.0, 1.0, DRAWS)


def with_values(**changed: float | np.ndarray) -> np.recarray:
    """The draws with some parameters set."""
    p = DRAWN.copy()
    for name, value in changed.items():
        p[name] = value
    return p.view(np.recarray)


# Invariant 3: what must be off for a stronger duty never to raise the hazard.
CALM = {"fear": 0.0, "moral_hazard": 0.0, "hidden_commitment_sd": 0.0, "concession_gain": 1.0}


def hazard(duty: float, p: np.recarray, last_node=last_node_value) -> tuple[np.ndarray, ...]:
    """(h, PF, PR, PC, p_AB) for A against B with a third state C of which B holds a defence duty."""
    tie = join_tie(0.0, 0.0, HOSTILITY, 0.0, 0.0, p)
    x_defence = join_intercept(1.0, 0.0, 1.0, p) + tie + join_duty(duty, 0.0, 1.0, 1.0, p)
    x_offence = join_intercept(1.0, 1.0, 1.0, p) - tie
    helps, harms = join_chances(belief(x_defence, duty, 0.0, 0.0, p), x_offence)
    third = projection(THIRD, 900.0, 0.0, 0.0, p)
    defence = HOME + helps * third
    attack = projection(AWAY, 700.0, 0.0, 0.0, p) + harms * third
    win = win_chance(attack, defence, p)
    cost = cost_of_war(0.0, defence / (attack + defence), 0.0, p)
    cost_target = cost_of_war(0.0, attack / (attack + defence), 0.0, p)
    value, value_target = stakes(CLAIM, HOSTILITY, p), stakes(0.0, HOSTILITY, p)
    war = war_value_challenger(win, value, cost)
    fight = fight_chance(war, p)
    resist = resist_chance(fight, war_value_target(win, value_target, cost_target), value_target, p)
    menace = threat(HOSTILITY, perceived_offence(0.5, 1.0), projection(HOME, 700.0, 0.0, 0.0, p), AWAY)
    quiet = status_quo_value(menace, 0.0, 0.0, 0.0, p)
    challenge = challenge_chance(resist, last_node(war, p), value, quiet, p)
    rate = -2.4 + log_rate_static(1.0, 0.0, 700.0, CLAIM, 0.0, 0.0, p) + log_rate_moving(0.1, HOSTILITY, 0.0, p)
    return crisis_chance(rate, challenge), fight, resist, challenge, win


def onward(game: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    """Reciprocated, fight and war hazards of one game."""
    crisis, fight, resist = game[:3]
    return hazards(crisis, resist, fight, DRAWN)


def test_1_probabilities_lie_between_0_and_1():
    for chance in hazard(1.0, DRAWN):
        assert ((chance >= 0) & (chance <= 1)).all()
    assert all(((part >= 0) & (part <= 1)).all() for part in onward(hazard(0.5, DRAWN)))


def test_3_a_stronger_duty_never_raises_the_hazard():
    p = with_values(**CALM)
    steps = [hazard(duty, p)[0] for duty in (0.0, 0.25, 0.5, 0.75, 1.0)]
    for weaker, stronger in pairwise(steps):
        assert (stronger <= weaker * (1 + 1e-12)).all()


def test_3_fails_in_the_agent_error_form():
    """The textbook value of the last choice, PF U(war) - (1 - PF) aud, breaks it: why `last_node_value` is used."""

    def agent_error(war, p):
        fight = fight_chance(war, p)
        return fight * war - (1.0 - fight) * p.audience_cost

    p = with_values(**CALM, quiet_value=0.0, concession_loss=1.0, audience_cost=0.35, war_cost=1.5)
    violated = hazard(1.0, p, agent_error)[0] > hazard(0.0, p, agent_error)[0] * (1 + 1e-9)
    assert violated.mean() > 0.05
    assert (hazard(1.0, p)[0] <= hazard(0.0, p)[0] * (1 + 1e-12)).all()


def test_4_without_hostility_and_duty_arms_follow_the_economy():
    p = with_values(free_riding=0.0, arms_pledge=0.0)
    wish = arms_wish(HOME, 0.0, 0.7, 0.4, 0.0, p)
    np.testing.assert_allclose(wish, p.arms_income * np.log(HOME), rtol=1e-13)
    resting = arms_next(AWAY, arms_target(arms_level(AWAY, wish), wish), 0.0, p)
    np.testing.assert_allclose(resting, AWAY, rtol=1e-12)


def test_5_doubling_all_strength_leaves_the_odds():
    np.testing.assert_allclose(win_chance(2 * HOME, 2 * AWAY, DRAWN), win_chance(HOME, AWAY, DRAWN), rtol=1e-12)


def test_6_without_loss_of_strength_distance_is_irrelevant():
    p = with_values(distance_loss=0.0)
    near, far = (projection(AWAY, distance, 0.0, 0.0, p) for distance in (10.0, 9000.0))
    np.testing.assert_array_equal(win_chance(near, HOME, p), win_chance(far, HOME, p))


def test_7_without_decisiveness_a_war_is_a_coin_toss():
    p = with_values(decisiveness=0.0)
    assert (win_chance(HOME, AWAY, p) == 0.5).all()
    assert (win_odds_seen(HOME, AWAY, 2.0, p) == 0.0).all()


def test_8_cooperation_does_nothing_when_its_weights_are_0():
    p = with_values(access_projection=0.0, cooperation_joining=0.0)
    np.testing.assert_array_equal(projection(HOME, 500.0, 0.0, 0.9, p), projection(HOME, 500.0, 0.0, 0.0, p))
    np.testing.assert_array_equal(join_tie(1.0, 0.0, 0.2, 0.1, 0.9, p), join_tie(1.0, 0.0, 0.2, 0.1, 0.0, p))


def test_12_break_even_of_a_pact():
    """A pact of a and b lowers a's war involvement iff h_a (1 - e^DET_a) > rho h_b e^DET_b."""
    wars = [onward(hazard(duty, DRAWN))[2] for duty in (0.0, 1.0)]
    roll = LUCK.permutation(DRAWS)  # b lives in another draw of the same kind
    h_a, h_b = wars[0], wars[0][roll]
    det_a, det_b = np.log(wars[1] / wars[0]), np.log(wars[1] / wars[0])[roll]
    rho = join_chances(join_intercept(1.0, 0.0, 1.0, DRAWN) + join_duty(1.0, 0.0, 1.0, 1.0, DRAWN), -9.0)[0]
    safer = h_a > wars[1] + rho * wars[1][roll]
    assert (safer == (h_a * (1 - np.exp(det_a)) > rho * h_b * np.exp(det_b))).mean() > 0.9999  # ties of rounding
    assert 0.0 < safer.mean() < 1.0


def test_defaults_are_inside_the_draws():
    p = defaults()
    for name in p._fields:
        low, high = DRAWN[name].min(), DRAWN[name].max()
        assert low - 1e-12 <= getattr(p, name) <= high + 1e-12, name


def test_backing_makes_war_cheaper_and_never_for_nothing():
    p = with_values(moral_hazard=0.3)
    assert (cost_of_war(0.0, 0.5, backing(HOME, AWAY), p) < cost_of_war(0.0, 0.5, 0.0, p)).all()
    assert (backing(0.0, AWAY) == 0.0).all()


def test_inclusive_value_lies_above_the_better_choice():
    war = LUCK.normal(0.0, 2.0, DRAWS)
    value, best = last_node_value(war, DRAWN), np.maximum(war, -DRAWN.audience_cost)
    assert (value >= best).all()
    assert (value <= best + np.log(2) / DRAWN.precision + 1e-12).all()


@pytest.mark.parametrize("duty", [0.3, 1.0])
def test_belief_averages_over_what_is_hidden(duty):
    """E4: the root of 1 + .393 (1-f)(ob s_u)^2 stands for the mean of the logistic over the unseen part of u."""
    p = defaults(hidden_commitment_sd=1.5, signal_sharpness=0.4, belief_bias=0.0)
    normal = np.array([normal_quantile((k + 0.5) / 4000) for k in range(4000)])
    for logit in (-4.0, -1.0, 0.0, 2.0):
        unseen = duty * np.sqrt(1 - 0.4) * 1.5 * normal
        exact = (1 / (1 + np.exp(-(logit + unseen)))).mean()
        assert 1 / (1 + np.exp(-belief(logit, duty, 0.0, 0.0, p))) == pytest.approx(exact, abs=0.02)
