"""MODEL section 17: three states, four cases, every printed figure to 1e-6, composed from the laws."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.model.coalition import belief
from foedus.model.contest import win_chance
from foedus.model.escalation import (
    challenge_chance,
    cost_of_war,
    crisis_chance,
    fight_chance,
    hazards,
    last_node_value,
    peace_value,
    resist_chance,
    stakes,
    status_quo_value,
    war_value_challenger,
    war_value_target,
)
from foedus.model.joining import join_chances, join_duty, join_intercept
from foedus.model.onset import log_rate_moving, log_rate_static
from foedus.model.params import defaults
from foedus.model.power import projection
from foedus.model.threat import partner_weight, perceived_offence, threat

# H enters the golden example as log2(1 + H) - 1, so its b0 of -4 is -4 - 1.9 here.
LEVEL = -4.0 - 1.9
P = defaults(
    distance_loss=0.8, water_loss=0.0, decisiveness=0.55, defence_advantage=1.4, join_base=-5.2, join_offence=0.9,
    join_post45=0.0, duty_weight=2.4, duty_weight_post45=0.0, belief_bias=0.0, hidden_commitment_sd=0.0,
    land_border=2.0, distance_decay=0.25, initiator_power=0.35, rivalry_rate=1.9, precision=2.0, war_cost=1.5,
    coalition_cost=0.0, nuclear_cost=0.0, moral_hazard=0.0, audience_cost=0.35, repute_gain=0.1, concession_gain=1.0,
    concession_loss=1.0, hostility_stakes=0.35, claim_stakes=0.0, fear=0.1, institution_peace_value=0.3,
    ally_peace_value=0.0, promise_restraint=0.0, quiet_value=0.0, democratic_peace=0.0, trade_peace=0.0,
    claim_rate=0.0, war_share=0.025,
)  # fmt: skip
A, B, C = 0, 1, 2
STRENGTH = np.array([10.0, 4.0, 6.0])
DISTANCE = np.array([[0.0, 500.0, 1500.0], [500.0, 0.0, 1000.0], [1500.0, 1000.0, 0.0]])

# q[D]_C, q[O]_C, B[D], B[O], p_AB, TH_AB, lam,
# PF, PR, PC, h, h*PR, h*PR*PF
PRINTED = {
    "no pact": (
        0.005474, 0.002226, 4.013638, 5.749037, 0.503143, 0.159253, 0.254773,
        0.294836, 0.842060, 0.546073, 0.129880, 0.109367, 0.032245,
    ),
    "C defends B": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.159253, 0.254773,
        0.292274, 0.844106, 0.543696, 0.129353, 0.109188, 0.031913,
    ),
    "H = 0, phi = 0": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.000000, 0.038106,
        0.213758, 0.786294, 0.516519, 0.019490, 0.015325, 0.003276,
    ),
    "inclusive g = 1": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.159253, 0.254773,
        0.292274, 0.844106, 0.395376, 0.095824, 0.080886, 0.023641,
    ),
}  # fmt: skip
CASES = {
    "no pact": {"duty": 0.0, "hostility": 1.0, "depth": 0.0, "fear": 0.1},
    "C defends B": {"duty": 1.0, "hostility": 1.0, "depth": 0.0, "fear": 0.1},
    "H = 0, phi = 0": {"duty": 1.0, "hostility": 0.0, "depth": 0.0, "fear": 0.0},
    "inclusive g = 1": {"duty": 1.0, "hostility": 1.0, "depth": 1.0, "fear": 0.1},
}


def joins(duty_defence: float) -> tuple[float, float]:
    """C's chances to join either side when it owes the target `duty_defence` and nothing else."""
    x_defence = join_intercept(1.0, 0.0, 1.0, P) + join_duty(duty_defence, 0.0, 1.0, 1.0, P)
    x_offence = join_intercept(1.0, 1.0, 1.0, P) + join_duty(0.0, 0.0, 1.0, 1.0, P)
    return join_chances(belief(x_defence, duty_defence, 0.0, 0.0, P), x_offence)


def dyad(duty: float, hostility: float, depth: float, fear: float, full_weight: bool) -> tuple[float, ...]:
    """One row of the table for A against B: expected coalitions, threat, the game and its hazards."""
    p = P._replace(fear=fear)
    force = projection(STRENGTH[:, None], DISTANCE, 0.0, 0.0, p)
    help_b, help_a = joins(duty)
    defence = force[B, B] + help_b * force[C, B]
    attack = force[A, B] + help_a * force[C, B]
    win = win_chance(attack, defence, p)
    joins_b_against_a = joins(0.0)[1]  # q[O] of C in the event "B attacks A": no duty to defend A
    if full_weight:
        weight = partner_weight(joins_b_against_a, duty, 0.0, 0.5)
    else:
        weight = joins_b_against_a
    menace = threat(hostility, perceived_offence(0.5, 0.5), force[B, A] + weight * force[C, A], force[A, A])
    static = log_rate_static(1.0, 0.0, DISTANCE[A, B], 0.0, 0.0, 0.0, p)
    log_rate = LEVEL + static + log_rate_moving(STRENGTH[A], hostility, 0.0, p)
    v, cost = stakes(0.0, hostility, p), cost_of_war(0.0, 0.5, 0.0, p)
    war = war_value_challenger(win, v, cost)
    fight = fight_chance(war, p)
    resist = resist_chance(fight, war_value_target(win, v, cost), v, p)
    quiet = status_quo_value(menace, 0.0, 0.0, peace_value(depth, 0.0, 0.0, 0.0, p), p)
    challenge = challenge_chance(resist, last_node_value(war, p), v, quiet, p)
    crisis = crisis_chance(log_rate, challenge)
    reciprocated, fights, _ = hazards(crisis, resist, fight, p)
    return (help_b, help_a, defence, attack, win, menace, np.exp(log_rate), fight, resist, challenge, crisis,
            reciprocated, fights)  # fmt: skip


@pytest.mark.parametrize("case", PRINTED)
def test_table_of_section_17(case):
    assert np.allclose(dyad(**CASES[case], full_weight=False), PRINTED[case], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("case", "printed"),
    [
        ("no pact", PRINTED["no pact"][5:6] + PRINTED["no pact"][9:]),
        ("C defends B", (0.220494, 0.546733, 0.130027, 0.109756, 0.032079)),
        ("H = 0, phi = 0", PRINTED["H = 0, phi = 0"][5:6] + PRINTED["H = 0, phi = 0"][9:]),
        ("inclusive g = 1", (0.220494, 0.398308, 0.096499, 0.081455, 0.023807)),
    ],
)
def test_with_the_full_partner_weight(case, printed):
    row = dyad(**CASES[case], full_weight=True)
    assert np.allclose((row[5], *row[9:]), printed, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("full_weight", "printed", "unrounded"), [(False, -0.004066, -0.0040669), (True, 0.001131, 0.0011255)]
)
def test_deterrence_is_derived(full_weight, printed, unrounded):
    """DET = log h with the pact minus log h without it; the page took it from h at six digits."""
    hazard = [dyad(**CASES[case], full_weight=full_weight)[10] for case in ("no pact", "C defends B")]
    assert np.log(round(hazard[1], 6) / round(hazard[0], 6)) == pytest.approx(printed, abs=1e-6)
    assert np.log(hazard[1] / hazard[0]) == pytest.approx(unrounded, abs=1e-7)
