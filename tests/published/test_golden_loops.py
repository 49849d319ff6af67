"""MODEL section 17, second form: the same figures out of a world, a law and the loops of the model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.model.contest import win_chance
from foedus.model.duties import gather
from foedus.model.escalation import crisis_chance
from foedus.model.params import defaults, draw_dtype
from foedus.model.sides import seen_sides
from foedus.simulate.compiled import quiet_overflow
from tests.tiny import Bench, Duty, Order, always, settled
from tests.tiny_world import world

A, B, C = 0, 1, 2
LEVEL = -4.0 - 1.9  # H enters the golden example as log2(1 + H) - 1
GOLDEN = {
    "stock_weight": 0.0, "distance_loss": 0.8, "water_loss": 0.0, "decisiveness": 0.55, "defence_advantage": 1.4,
    "join_base": -5.2, "join_offence": 0.9, "join_post45": 0.0, "duty_weight": 2.4, "duty_weight_post45": 0.0,
    "reliability_spread": 0.0, "belief_bias": 0.0, "hidden_commitment_sd": 0.0, "land_border": 2.0,
    "distance_decay": 0.25, "initiator_power": 0.35, "rivalry_rate": 1.9, "precision": 2.0, "war_cost": 1.5,
    "coalition_cost": 0.0, "nuclear_cost": 0.0, "moral_hazard": 0.0, "audience_cost": 0.35, "repute_gain": 0.1,
    "concession_gain": 1.0, "concession_loss": 1.0, "hostility_stakes": 0.35, "claim_stakes": 0.0, "fear": 0.1,
    "institution_peace_value": 0.3, "ally_peace_value": 0.0, "promise_restraint": 0.0, "quiet_value": 0.0,
    "preventive_motive": 0.0, "parity_danger": 0.0, "democratic_peace": 0.0, "trade_peace": 0.0, "claim_rate": 0.0,
    "distinguishability": 0.5, "offensive_share": 0.5, "join_contiguity": 0.0, "join_major": 0.0,
    "join_hostility": 0.0, "cooperation_joining": 0.0,
}  # fmt: skip
# q[D], q[O], B[D], B[O], p, TH, lam, PF, PR, PC, h, h PR, h PR PF; rows 2 and 4 with the full W_k of E7
PRINTED = {
    "no pact": (
        0.005474, 0.002226, 4.013638, 5.749037, 0.503143, 0.159253, 0.254773, 0.294836, 0.842060, 0.546073,
        0.129880, 0.109367, 0.032245,
    ),
    "C defends B": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.220494, 0.254773, 0.292274, 0.844106, 0.546733,
        0.130027, 0.109756, 0.032079,
    ),
    "H = 0, phi = 0": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.000000, 0.038106, 0.213758, 0.786294, 0.516519,
        0.019490, 0.015325, 0.003276,
    ),
    "inclusive g = 1": (
        0.057203, 0.002110, 4.142520, 5.748748, 0.498791, 0.220494, 0.254773, 0.292274, 0.844106, 0.398308,
        0.096499, 0.081455, 0.023807,
    ),
}  # fmt: skip
CASES = {
    "no pact": (False, 1.0, 0.0, 0.1),
    "C defends B": (True, 1.0, 0.0, 0.1),
    "H = 0, phi = 0": (True, 0.0, 0.0, 0.0),
    "inclusive g = 1": (True, 1.0, 1.0, 0.1),
}  # pact, hostility, depth, fear


def three_states(pact: bool, hostility: float, depth: float, fear: float, target: float) -> Bench:
    """S_A = 10, S_B = 4, S_C = 6; strength is the economy here; b0 is solved so that `target` disputes are expected."""
    apart = np.array([[0.0, 500.0, 1500.0], [500.0, 0.0, 1000.0], [1500.0, 1000.0, 0.0]])
    between = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    nothing = np.zeros((3, 3))
    strength = np.array([10.0, 4.0, 6.0])
    land = replace(
        world(4), codes=("AAA", "BBB", "CCC"), gdp_usd_bn=strength, arms_usd_bn=0.02 * strength,
        growth=np.full(3, 0.02), democracy=np.zeros(3), ideal_point=np.zeros(3), nuclear=np.zeros(3),
        major=np.zeros(3), land=between, sea=nothing, sea_only=nothing, claim=nothing, distance_km=apart,
        hostility_0=hostility * between,
    )  # fmt: skip
    duties = (Duty(C, A, B),) if pact else ()
    p = np.array([tuple(defaults(**GOLDEN, disputes_per_year_target=1.0))], draw_dtype).view(np.recarray)[0]
    p.fear, p.disputes_per_year_target = fear, target
    with quiet_overflow():
        return settled(p, always(Order(3, duties, depth=depth * between), 2), where=land)


def rates(bench: Bench) -> np.ndarray:
    """Log rate of issues of every pair in year 0."""
    return bench.now.known + bench.now.own[:, None]


def disputes_at(level: float, bench: Bench) -> float:
    """Expected disputes of year 0 when the log rate of A against B is `level`, other pairs in step."""
    log_rate = rates(bench) + level - rates(bench)[A, B]
    expected = crisis_chance(log_rate, bench.frame.tail[0, 0])
    return float(expected.sum() - np.trace(expected))


def row(case: tuple[bool, float, float, float]) -> tuple[float, ...]:
    """One row of the table: b0 is the one that gives the golden rate (found through the target it is solved to)."""
    wanted = LEVEL + 2.0 - 0.25 * np.log(2.0) + 0.35 * np.log(10.0) + 1.9 * np.log2(1.0 + case[1])
    bench = three_states(*case, disputes_at(wanted, three_states(*case, 1.0)))
    now, frame = bench.now, bench.frame
    gather(frame.mean, (A, B), 0, frame, now.duty[0])
    defence, attack = seen_sides((A, B), 0.0, 0, now, frame, now.duty[0])
    arrives = 6.0 * 3.0**-0.8  # P_C->B of E1c, over 1000 km
    joins = (defence - 4.0) / arrives, (attack - 10.0 * 2.0**-0.8) / arrives
    challenge, resist, fights = frame.tail[0, :, A, B]
    crisis = crisis_chance(rates(bench)[A, B], challenge)
    return (
        *joins, defence, attack, win_chance(attack, defence, frame.p), now.threat[A, B],
        np.exp(rates(bench)[A, B]), fights, resist, challenge, crisis, crisis * resist, crisis * resist * fights,
    )  # fmt: skip


@pytest.mark.parametrize("case", PRINTED)
def test_table_of_section_17_through_the_loops(case):
    with quiet_overflow():
        np.testing.assert_allclose(row(CASES[case]), PRINTED[case], rtol=0, atol=1e-6)


def test_deterrence_with_the_full_partner_weight():
    """DET = log h with the pact minus log h without, +.001131 from the printed figures of six digits."""
    with quiet_overflow():
        without, with_pact = row(CASES["no pact"])[10], row(CASES["C defends B"])[10]
    assert np.log(round(with_pact, 6) / round(without, 6)) == pytest.approx(0.001131, abs=1e-6)
