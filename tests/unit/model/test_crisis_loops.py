"""The crisis game of one pair, from sums written out by hand (E5, E9-E12), and the ceiling that dismisses issues."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.model.contest import estimate_error, win_odds_seen
from foedus.model.crisis import challenge_game, most_likely, resist_game
from foedus.model.duties import HELPS_TARGET, gather
from foedus.model.escalation import (
    backing,
    challenge_chance,
    closing_window,
    cost_of_war,
    fight_chance,
    last_node_value,
    parity_pull,
    peace_value,
    resist_chance,
    stakes,
    status_quo_value,
    war_value_challenger,
    war_value_target,
)
from foedus.model.law import logistic
from foedus.model.luck import CAPABILITY, COUNTER_CAPABILITY, pair_normal
from foedus.theories.load import theories
from tests.by_hand import EVENTS, power, random_bench, seen, sides, true
from tests.tiny import TOWARD_INITIATOR, Bench, Duty, Order, commitments, draws, pact, settled, some_law, turn


def home_duty(k: int, event: tuple[int, int], bench: Bench) -> float:
    """ob_k toward the target of the event at home, from the rows of law."""
    law, (i, j) = bench.frame.law, event
    rows = range(law.first[0, i * 6 + j], law.last[0, i * 6 + j])
    return max([bench.frame.home[r] for r in rows if law.bearer[r] == k and law.role[r] == HELPS_TARGET], default=0.0)


def promise(event: tuple[int, int], bench: Bench) -> float:
    law, (i, j) = bench.frame.law, event
    rows = range(law.first[0, i * 6 + j], law.last[0, i * 6 + j])
    return max([bench.frame.mean[r] for r in rows if law.role[r] == TOWARD_INITIATOR], default=0.0)


def backed(event: tuple[int, int], bench: Bench) -> float:
    """b_ij: those bound to i and not to j."""
    i, j = event
    others = set(range(6)) - {i, j}
    helped = sum(home_duty(k, (j, i), bench) * (1 - home_duty(k, (i, j), bench)) * power(k, j, bench) for k in others)
    return backing(helped, power(i, j, bench))


def game(event: tuple[int, int], noise: float, bench: Bench) -> tuple[float, float, float]:
    """(PC, PF, PR): the first two as i sees the world, the last as j does."""
    i, j = event
    now, frame = bench.now, bench.frame
    p, law, ground = frame.p, frame.law, frame.ground
    gather(frame.mean, event, 0, frame, now.duty[0])
    v_i, v_j = stakes(ground.claim[i, j], now.hostility[i, j], p), stakes(ground.claim[j, i], now.hostility[j, i], p)
    nuclear = ground.nuclear[i] * ground.nuclear[j]
    found = []
    for chances, name in ((seen, CAPABILITY), (true, COUNTER_CAPABILITY)):
        defence, attack = sides(chances, event, noise, bench)
        error = noise * estimate_error(pair_normal(now.key[name], i, j), law.depth[0, i, j], p)
        odds = win_odds_seen(attack, defence, error, p)
        share = defence / (attack + defence)
        war_i = war_value_challenger(logistic(odds), v_i, cost_of_war(nuclear, share, backed(event, bench), p))
        war_j = war_value_target(logistic(odds), v_j, cost_of_war(nuclear, 1 - share, 0.0, p))
        fights = fight_chance(war_i, p)
        found.append((odds, war_i, fights, resist_chance(fights, war_j, v_j, p), attack, defence, error))
    odds, war_i, fights, resists, attack, defence, error = found[0]
    ahead = error + p.window_years * (now.rising[i] - now.rising[j])
    later = logistic(win_odds_seen(attack, defence, ahead, p))
    quiet = status_quo_value(
        now.threat[i, j],
        closing_window(logistic(odds), later, v_i, p),
        parity_pull(odds, now.gaining[i] - now.gaining[j], p),
        peace_value(law.depth[0, i, j], law.restraint[0, i, j], law.allied[0, i, j], promise(event, bench), p),
        p,
    )
    return challenge_chance(resists, last_node_value(war_i, p), v_i, quiet, p), fights, found[1][3]


LOUD = {"moral_hazard": 0.3, "preventive_motive": 1.5, "parity_danger": 0.4, "fear": 0.3, "promise_restraint": 0.2}


@pytest.mark.parametrize("noise", [0.0, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_the_game_of_every_pair_is_that_written_out(seed, noise):
    bench = random_bench(seed, **LOUD)
    for event in EVENTS:
        challenge, fights, support = challenge_game(event, noise, bench.now, bench.frame)
        resists = resist_game(event, noise, support, bench.now, bench.frame)
        np.testing.assert_allclose((challenge, fights, resists), game(event, noise, bench), rtol=1e-11)
        assert support == pytest.approx(backed(event, bench), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", sorted(theories()))
def test_no_belief_makes_a_challenge_likelier_than_its_ceiling(name):
    """Exact thinning: what is dismissed by the ceiling could never have been a dispute."""
    for seed in range(8):
        bench = random_bench(seed, name)
        for event in EVENTS:
            chance = challenge_game(event, 1.0, bench.now, bench.frame)[0]
            assert chance <= most_likely(event, bench.now, bench.frame) * (1 + 1e-12)


def test_the_ceiling_holds_before_an_announced_change():
    for seed in range(6):
        p = draws(6, "bargaining", preventive_motive=4.0)[seed]
        ending = commitments([Order(6, pact(6, [0, 1, 2, 3])), Order(6)], [0, 0, 0, 0], [1, 1, 1, 1])
        bench = settled(p, ending, draw=seed)
        turn(bench, 1, draw=seed)
        for event in EVENTS:
            chance = challenge_game(event, 1.0, bench.now, bench.frame)[0]
            assert chance <= most_likely(event, bench.now, bench.frame) * (1 + 1e-12)


def test_what_is_announced_opens_a_window():
    """A pact that is known to come makes an attack now likelier where bet > 0, and nothing where bet = 0."""
    quo = some_law()
    new = replace(quo, duties=(*quo.duties, Duty(2, 1, 3), Duty(4, 1, 3)))
    found = {}
    for motive in (0.0, 3.0):
        for announced in (0, 1):
            p = draws(1, preventive_motive=motive)[0]
            bench = settled(p, commitments([quo, new], [0] * 4, [0] + [announced] * 3))
            turn(bench, 1)
            found[motive, announced] = challenge_game((1, 3), 1.0, bench.now, bench.frame)[0]
    assert found[3.0, 1] > found[3.0, 0]
    assert found[0.0, 1] == found[0.0, 0]
