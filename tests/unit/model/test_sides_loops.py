"""Odds kept as factors are the sums of logits of E13, and coalitions are the sums of E3."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from foedus.model.duties import gather
from foedus.model.sides import seen_sides, true_sides
from tests.by_hand import EVENTS, power, random_bench, seen, sides, true


@pytest.mark.parametrize("noise", [0.0, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_factors_of_odds_are_the_sum_of_logits(seed, noise):
    """For whole coalitions, and for each third party alone: if only it has strength, the sums are its chances."""
    bench = random_bench(seed, belief_bias=0.4)
    now, frame = bench.now, bench.frame
    strength = now.strength.copy()
    for i, j in EVENTS:
        gather(frame.mean, (i, j), 0, frame, now.duty[0])
        for loops, chances in ((seen_sides, seen), (true_sides, true)):
            now.strength[:] = strength
            found = loops((i, j), noise, 0, now, frame, now.duty[0])
            np.testing.assert_allclose(found, sides(chances, (i, j), noise, bench), rtol=1e-12)
            for k in set(range(6)) - {i, j}:
                now.strength[:] = np.arange(6) == k
                alone = np.array(loops((i, j), noise, 0, now, frame, now.duty[0])) / frame.reach[0, j, k]
                np.testing.assert_allclose(alone, chances(k, (i, j), noise, bench), rtol=1e-12)


def test_access_is_a_factor_of_reach():
    bench = random_bench(5)
    for k, x in product(range(6), range(6)):
        expected = power(k, x, bench) / bench.now.strength[k]
        assert bench.frame.reach[0, x, k] == pytest.approx(expected, rel=1e-13)
    assert (np.diag(bench.frame.reach[0]) == 1.0).all()


def test_coalitions_grow_with_strength_alike():
    """Invariant 5: doubling all strength leaves the ratio of the two sides."""
    bench = random_bench(1)
    now, frame = bench.now, bench.frame
    for event in EVENTS[:8]:
        gather(frame.mean, event, 0, frame, now.duty[0])
        once = np.array(seen_sides(event, 1.0, 0, now, frame, now.duty[0]))
        now.strength[:] *= 2.0
        np.testing.assert_allclose(seen_sides(event, 1.0, 0, now, frame, now.duty[0]), 2.0 * once, rtol=1e-13)
        now.strength[:] /= 2.0
