"""Threat, help and encirclement of a year, from sums written out by hand (E6-E8, A of E17)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.model.duties import HELPS_TARGET, gather
from foedus.model.perception import encircle
from foedus.model.situation import PERIOD
from foedus.model.threat import perceived_offence
from tests.by_hand import EVENTS, power, seen, true
from tests.tiny import Bench, Order, always, commitments, draws, edited, pact, settled, some_law


def calm_bench(seed: int) -> Bench:
    return settled(draws(seed + 1)[seed], always(some_law(), 3), draw=seed)


def home(k: int, event: tuple[int, int], bench: Bench, period: int = 0) -> float:
    law, (i, j) = bench.frame.law, event
    rows = range(law.first[period, i * 6 + j], law.last[period, i * 6 + j])
    return max([bench.frame.home[r] for r in rows if law.bearer[r] == k and law.role[r] == HELPS_TARGET], default=0.0)


@pytest.mark.parametrize("seed", range(3))
def test_threat_counts_the_partners_of_a_rival(seed):
    bench = calm_bench(seed)
    now, frame = bench.now, bench.frame
    for i, j in EVENTS:
        if now.hostility[i, j] == 0.0:
            assert now.threat[i, j] == 0.0
            continue
        gather(frame.mean, (j, i), 0, frame, now.duty[0])
        reach, sg = power(j, i, bench), frame.clarity[0, j]
        for k in set(range(6)) - {i, j}:
            joins = seen(k, (j, i), 0.0, bench)[1]
            bound = home(k, (i, j), bench) * (1 - home(k, (j, i), bench))
            reach += (1 - (1 - joins) * (1 - (1 - sg) * bound)) * power(k, i, bench)
        offence = perceived_offence(frame.offensive[0, j], sg)
        expected = now.hostility[i, j] * np.log1p(offence * reach / now.strength[i])
        assert now.threat[i, j] == pytest.approx(expected, rel=1e-12)


def test_help_is_that_against_the_attackers_that_threaten():
    """A_i is a mean over attackers with weights TH + .001; rivals are taken one by one."""
    p = draws(1, reliability_spread=0.0)[0]
    bench = settled(p, always(some_law(), 3))
    now, frame = bench.now, bench.frame
    for i in range(6):
        total = weights = low = high = 0.0
        for j in set(range(6)) - {i}:
            gather(frame.mean, (j, i), 0, frame, now.duty[0])
            others = set(range(6)) - {i, j}
            helped = sum(true(k, (j, i), 0.0, bench)[0] * power(k, i, bench) for k in others)
            weight = now.threat[i, j] + 0.001
            total, weights = total + weight * helped, weights + weight
            low, high = (helped, helped) if low == high == 0.0 else (min(low, helped), max(high, helped))
        exact = total / weights / now.strength[i]
        if now.threat[i].sum() > 0.05:
            assert now.help[i] == pytest.approx(exact, rel=0.1)
        assert low / now.strength[i] * 0.3 <= now.help[i] <= high / now.strength[i] * 3.0


def test_encirclement_is_the_rise_of_what_a_rival_and_its_bound_partners_can_bring():
    quo, p = some_law(), draws(1, distinguishability=0.3, cooperation_threat=0.4)[0]
    tier = quo.of_pairs("tier", int).copy()
    tier[1, 5] = tier[5, 1] = 5
    new = replace(quo, duties=(*quo.duties, *(d for d in pact(6, [1, 4]) if d.attacker != 5)), tier=tier)
    bench = settled(p, always(quo, 3), edited(quo, new, 3))
    now, frame = bench.now, bench.frame
    now.clock[PERIOD] = 1
    encircle(0, now, frame)
    sg, c = 0.3, frame.cooperation
    for q in range(len(frame.pairs)):
        i, j = frame.pairs[q]
        thr = []
        for period in (0, 1):
            rival = now.strength[j] * frame.plain[i, j]
            partners = 0.0
            for k in set(range(6)) - {i, j}:
                duty = home(k, (i, j), bench, period) * (1 - home(k, (j, i), bench, period))
                ties = c[frame.law.tier[period, k, j]] * (1 - c[frame.law.tier[period, k, i]])
                partners += (duty + p.cooperation_threat * ties) * now.strength[k] * frame.plain[i, k]
            thr.append(max(rival, rival + (1 - sg) * partners))
        expected = max(0.0, np.log(thr[1] / thr[0])) * min(1.0, now.hostility[i, j]) * (1 - frame.law.allied[1, i, j])
        assert now.circled[q] == pytest.approx(expected, rel=1e-11, abs=1e-15)
    assert now.circled[0] > 0.0  # 0 against 1, who gains an ally


def test_allies_of_a_new_member_are_not_encircled():
    """E8 without its gate would make every ally of 1 feel encircled by 1."""
    old, p = Order(6), draws(1, distinguishability=0.0)[0]
    bench = settled(p, always(old, 3), edited(old, Order(6, pact(6, [0, 1, 4])), 3))
    bench.now.clock[PERIOD] = 1
    encircle(0, bench.now, bench.frame)
    circled = {tuple(pair): value for pair, value in zip(bench.frame.pairs.tolist(), bench.now.circled, strict=False)}
    assert circled[0, 1] == circled[1, 0] == 0.0  # rivals that are now allies
    assert not bench.now.circled[2:].any()  # 2 and 3 do not quarrel with the members


def test_the_same_law_encircles_nobody():
    quo = some_law()
    bench = settled(draws(1, distinguishability=0.0)[0], always(quo, 3), commitments([quo, some_law()], [0, 1, 1, 1]))
    bench.now.clock[PERIOD] = 1
    encircle(0, bench.now, bench.frame)
    assert not bench.now.circled.any()
