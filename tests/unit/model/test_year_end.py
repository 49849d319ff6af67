"""Who joins a fight, and what a year leaves behind: arms, hostility, help against the calm (E13, E17-E19)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.model.duties import AT_SEA, HOME, gather, gather_realised
from foedus.model.joining import join_chain, join_intercept
from foedus.model.law import exp
from foedus.model.luck import JOIN, pair_normal, stream_key, third_uniform
from foedus.model.situation import SYSTEM, WARS
from foedus.model.start import year_zero
from foedus.model.step import step, turn_year
from foedus.model.war import fight, place_of, tokens_of
from tests.by_hand import EVENTS, power, random_bench, true
from tests.tiny import (
    Bench,
    Order,
    always,
    draws,
    edited,
    pact,
    plain,
    settled,
    some_law,
    tally,
    turn,
)
from tests.tiny_world import TinyWorld, world

WILD = {"war_share": 0.8, "disputes_per_year_target": 6.0, "join_base": -2.5, "arms_noise": 0.0, "hostility_noise": 0.0}


def sides_by_hand(event: tuple[int, int], is_war: float, bench: Bench) -> np.ndarray:
    """E13 round by round: n is the number of third parties that joined before, one number decides in all rounds."""
    now, frame, (i, j) = bench.now, bench.frame, event
    p, era = frame.p, frame.ground.post45
    gather_realised(place_of(event, now, frame), tokens_of(event, now, frame), event, 0, frame, now.duty[0])
    side = np.zeros(6, int)
    side[j], side[i] = 1, 2
    for _ in range(4):
        before = [(side == 1).sum() - 1, (side == 2).sum() - 1]
        joined = {}
        for k in np.flatnonzero(side == 0):
            odds = np.array(true(int(k), event, 1.0, bench))
            odds = odds / (1 - odds.sum())  # of a war with nobody in it yet
            milder = exp(join_intercept(is_war, 0.0, era, p) - join_intercept(1.0, 0.0, era, p))
            odds = odds * milder * [exp(join_chain(n, p)) for n in before]
            q_d, q_o = odds / (1 + odds.sum())
            u = third_uniform(now.key[JOIN], i, j, int(k))
            joined[k] = 1 if u < q_d else 2 if u > 1 - q_o else 0
        for k, choice in joined.items():
            side[k] = choice
    return side


@pytest.mark.parametrize("is_war", [0.0, 1.0])
def test_who_joins_is_decided_round_by_round(is_war):
    joiners = later = 0
    for seed in range(6):
        bench = random_bench(seed, join_base=-3.0 + 2.0 * (1 - is_war), join_chain=1.5)
        now = bench.now
        for event in EVENTS:
            expected = sides_by_hand(event, is_war, bench)
            now.clock[WARS] = 0
            count = tally(bench)
            fight(event, is_war, now, bench.frame, count)
            if is_war:
                np.testing.assert_array_equal(now.side[0], expected)
            parties = count.total[SYSTEM.index("parties_war" if is_war else "parties_fight")]
            assert parties == (expected > 0).sum()
            joiners += parties - 2
            later += (expected > 0).sum() > 3
    assert joiners > 50
    assert later > 5


def after_a_year(draw: int, where: TinyWorld | None = None, **changed: float) -> tuple[Bench, Any]:
    """One year of one draw."""
    p = draws(draw + 1, **WILD | changed)[draw]
    bench = settled(p, always(some_law(), 2), where=where, draw=draw)
    now, count, luck = bench.now, tally(bench), np.zeros((1, 1, 6, 6))
    names = np.array([1, draw], np.uint64)
    plain("luck_table")(names, luck)
    year_zero(now, bench.frame)
    turn_year(stream_key(names[0], names[1], np.uint64(0)), 1, now, bench.frame)
    now.shock[0] = 0.0
    step(luck[0, 0], -1, now, bench.frame, count)
    return bench, count


def test_a_year_of_war_raises_arms():
    """aW is per year, hence over aL in the target: the spending of a state at war rises by exp(aW)."""
    wars = 0
    for draw in range(6):
        peace, war = after_a_year(draw, arms_war=0.0)[0], after_a_year(draw, arms_war=0.5)[0]
        at_war = peace.now.route_now >= 0
        np.testing.assert_allclose(np.log(war.now.arms / peace.now.arms), 0.5 * at_war, rtol=1e-10, atol=1e-12)
        wars += at_war.sum()
    assert wars > 0


def opposed(bench: Bench) -> np.ndarray:
    """(n, n) 1 for pairs on opposite sides of a war of this history."""
    found = np.zeros((6, 6))
    for war in range(bench.now.clock[WARS]):
        side = bench.now.side[war]
        found[(side[:, None] > 0) & (side[None, :] == 3 - side[:, None])] = 1.0
    return found


def test_disputes_and_wars_add_hostility_in_both_directions():
    quiet = {"dispute_hostility": 0.0, "war_hostility": 0.0, "hostility_decay": 0.0, "institution_calming": 0.0,
             "alliance_calming": 0.0}  # fmt: skip
    met = 0
    for draw in range(6):
        bench, count = after_a_year(draw, **quiet)
        np.testing.assert_array_equal(bench.now.hostility, bench.frame.ground.hostility)
        after_disputes, _ = after_a_year(draw, **quiet | {"dispute_hostility": 0.2})
        added = after_disputes.now.hostility - bench.now.hostility
        assert set(np.unique(added.round(12))) <= {0.0, 0.2}
        np.testing.assert_allclose(added, added.T, atol=1e-12)
        disputes = count.total[SYSTEM.index("disputes")]
        assert disputes / 2 <= (added > 0.1).sum() / 2 <= disputes
        met += disputes
        after_wars, _ = after_a_year(draw, **quiet | {"war_hostility": 0.3})
        np.testing.assert_allclose(after_wars.now.hostility - bench.now.hostility, 0.3 * opposed(bench), atol=1e-12)
    assert met > 10


def test_time_calms_and_noise_needs_a_quarrel():
    calm = {"disputes_per_year_target": 0.01, "hostility_noise": 0.05}
    for draw in range(3):
        bench, count = after_a_year(draw, **calm)
        assert count.total[0] == 0.0
        now, p, start = bench.now, bench.frame.p, bench.frame.ground.hostility
        law = bench.frame.law
        for i, j in EVENTS:
            rate = p.institution_calming * law.depth[0, i, j] + p.alliance_calming * law.allied[0, i, j]
            fade = p.hostility_decay * (1 - p.hostility_core) * start[i, j] + rate * start[i, j]
            normal = pair_normal(now.key[15], i, j)  # event HOSTILITY
            expected = start[i, j] - fade + p.hostility_noise * min(1.0, start[i, j]) * normal
            assert now.hostility[i, j] == pytest.approx(max(0.0, expected), rel=1e-12)


def test_encirclement_is_felt_once():
    """A law that enters in year 1 adds hostility in year 1 and no more in year 2."""
    kept = dict.fromkeys(("hostility_decay", "institution_calming", "alliance_calming", "hostility_noise"), 0.0)
    rare = {"disputes_per_year_target": 0.01, "distinguishability": 0.0, "arms_noise": 0.0}
    p = draws(1, encirclement_hostility=0.5, **kept, **rare)[0]
    new = Order(6, pact(6, [1, 2, 4]))
    bench = settled(p, always(Order(6), 3), edited(Order(6), new, 3))
    now, count, key = bench.now, tally(bench), stream_key(np.uint64(1), np.uint64(0), np.uint64(0))
    year_zero(now, bench.frame)
    found = [now.hostility.copy()]
    for year in (1, 2):
        turn_year(key, year, now, bench.frame)
        step(np.zeros((6, 6)), -1, now, bench.frame, count)  # luck that begins no dispute
        found.append(now.hostility.copy())
    assert found[1][0, 1] > found[0][0, 1]  # the rival of a new member
    assert found[1][3, 2] > found[0][3, 2]
    np.testing.assert_array_equal(found[2], found[1])


def test_help_against_those_who_do_not_threaten_counts_a_little():
    """Attackers weigh TH + .001; without borders, duties and quarrels all attackers are alike."""
    land = world()
    hostility = np.zeros((6, 6))
    hostility[4, 5] = 1e-12
    nothing = np.zeros((6, 6))
    land = replace(land, land=nothing, hostility_0=hostility)
    bench = settled(draws(1)[0], always(Order(6), 2), where=land)
    now, frame = bench.now, bench.frame

    def helped(attacker: int, leave: set[int]) -> float:
        gather(frame.mean, (attacker, 4), 0, frame, now.duty[0])
        return sum(true(k, (attacker, 4), 0.0, bench)[0] * power(k, 4, bench) for k in set(range(6)) - leave)

    against_5, against_others = helped(5, {4, 5}), helped(3, {4})
    assert now.help[4] == pytest.approx((against_5 + 4 * against_others) / 5 / now.strength[4], rel=1e-9)
    assert now.help[0] == pytest.approx(_help_of_0(bench), rel=1e-12)


def _help_of_0(bench: Bench) -> float:
    gather(bench.frame.mean, (1, 0), 0, bench.frame, bench.now.duty[0])
    total = sum(true(k, (1, 0), 0.0, bench)[0] * power(k, 0, bench) for k in range(1, 6))
    return total / bench.now.strength[0]


def test_a_place_decides_which_duty_is_called():
    """What is owed at home only is not called by a fight at sea."""
    bench = settled(draws(1)[0], always(some_law(), 200))
    now, seen = bench.now, set()
    for year in range(1, 60):
        turn(bench, year)
        where = place_of((0, 1), now, bench.frame)
        gather_realised(where, 1, (0, 1), 0, bench.frame, now.duty[1])
        seen.add(where)
        assert (now.duty[1, 0, 2] > 0) == (where != AT_SEA)
    assert seen == {HOME, AT_SEA}
