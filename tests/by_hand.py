"""Coalitions written out by hand (E1-E4, E13): one logit after another, for tests of loops that keep factors."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from foedus.model.coalition import belief, doubt, hidden_commitment, signal
from foedus.model.duties import HELPS_INITIATOR, HELPS_TARGET, TOWARD_INITIATOR, TOWARD_TARGET
from foedus.model.joining import join_chances, join_duty, join_intercept, join_tie
from foedus.model.luck import COMMITMENT, DOUBT, SIGNAL, pair_normal, third_normal
from foedus.model.perception import set_hostility
from foedus.model.power import projection
from tests.tiny import Bench, always, draws, settled, some_law, turn

EVENTS = [(i, j) for i, j in product(range(6), range(6)) if i != j]


def random_bench(seed: int, theory: str = "no-theory", /, **changed: float) -> Bench:
    """Year 2 of another draw, with other quarrels and other ties."""
    rng = np.random.default_rng(seed)
    order = some_law()
    assert order.tier is not None
    order.tier[:] = np.triu(rng.integers(0, 7, (6, 6)), 1)
    order.tier[:] += order.tier.T
    bench = settled(draws(seed + 1, theory, **changed)[seed], always(order, 3), draw=seed)
    for i, j in EVENTS:
        if rng.random() < 0.5:
            set_hostility((i, j), rng.uniform(0.0, 3.0), bench.now, bench.frame)
    turn(bench, 2, draw=seed)
    return bench


def logits(k: int, event: tuple[int, int], bench: Bench) -> tuple[float, float, float]:
    """(x_D, x_O, duty to the target) of E13 as sums, one term after another."""
    i, j = event
    now, frame, duty = bench.now, bench.frame, bench.now.duty[0]
    p, ground, rel, era = frame.p, frame.ground, frame.reliability[k], frame.ground.post45
    near = max(ground.land[k, i], ground.land[k, j])
    h_i, h_j = now.hostility[k, i], now.hostility[k, j]
    c_i, c_j = (frame.cooperation[frame.law.tier[0, k, x]] for x in event)
    x_d = join_intercept(1.0, 0.0, era, p) + join_tie(near, ground.major[k], h_i, h_j, c_j, p)
    x_o = join_intercept(1.0, 1.0, era, p) + join_tie(near, ground.major[k], h_j, h_i, c_i, p)
    x_d += join_duty(duty[HELPS_TARGET, k], duty[TOWARD_INITIATOR, k], rel, era, p)
    x_o += join_duty(duty[HELPS_INITIATOR, k], duty[TOWARD_TARGET, k], rel, era, p)
    return x_d, x_o, duty[HELPS_TARGET, k]


def seen(k: int, event: tuple[int, int], noise: float, bench: Bench) -> tuple[float, float]:
    i, j = event
    now, p, law = bench.now, bench.frame.p, bench.frame.law
    x_d, x_o, owed = logits(k, event, bench)
    heard = error = 0.0
    if noise and owed > 0.0:
        heard = signal(pair_normal(now.key[SIGNAL], k, j), p)
    if noise and (now.duty[0, :, k].any() or bench.frame.ground.major[k]):
        with_j = bench.frame.cooperation[law.tier[0, k, j]]
        error = doubt(law.depth[0, i, j], owed, with_j, p) * third_normal(now.key[DOUBT], i, j, k)
    return join_chances(belief(x_d, owed, heard, error, p), x_o)


def true(k: int, event: tuple[int, int], noise: float, bench: Bench) -> tuple[float, float]:
    now, p = bench.now, bench.frame.p
    x_d, x_o, owed = logits(k, event, bench)
    heard = signal(pair_normal(now.key[SIGNAL], k, event[1]), p)
    hidden = hidden_commitment(heard, pair_normal(now.key[COMMITMENT], k, event[1]), p)
    return join_chances(x_d + noise * owed * hidden, x_o)


def power(k: int, x: int, bench: Bench) -> float:
    """P_k->x of E1c, access included."""
    ground, frame = bench.frame.ground, bench.frame
    if k == x:
        return bench.now.strength[k]
    c = frame.cooperation[frame.law.tier[0, k, x]]
    return projection(bench.now.strength[k], ground.distance[k, x], ground.sea_only[k, x], c, frame.p)


def sides(chances: Any, event: tuple[int, int], noise: float, bench: Bench) -> tuple[float, float]:
    i, j = event
    defence, attack = power(j, j, bench), power(i, j, bench)
    for k in set(range(6)) - {i, j}:
        q_d, q_o = chances(k, event, noise, bench)
        defence += q_d * power(k, j, bench)
        attack += q_o * power(k, j, bench)
    return defence, attack
