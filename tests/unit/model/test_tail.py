"""Far initiators: too weak a threat to a target to be worked out, so they take the change that the others show."""

from __future__ import annotations

import numpy as np
import pytest

from tests.tiny import Order, always, draws, pact, settled, some_law


@pytest.mark.parametrize("draw", range(3))
def test_far_initiators_take_the_mean_change_of_the_others(draw):
    bench = settled(draws(3)[draw], always(some_law(), 2), always(Order(6, pact(6, [0, 2, 4])), 2))
    old, frame, now = bench.frames[0], bench.frames[1], bench.now
    rate = np.exp(now.known + now.own[:, None])
    changed = (frame.twin[0] == 0) & ~np.eye(6, dtype=bool)
    far = changed & (now.known + now.own[:, None] <= frame.far)
    assert far.any() and (changed & ~far).any()
    for i, j in np.argwhere(far):
        near = np.flatnonzero(changed[:, j] & ~far[:, j])
        for chance in range(3):
            new_sum = (rate[near, j] * frame.tail[0, chance, near, j]).sum()
            old_sum = (rate[near, j] * old.tail[0, chance, near, j]).sum()
            factor = new_sum / old_sum if near.size else 1.0
            assert frame.tail[0, chance, i, j] == pytest.approx(min(1.0, factor * old.tail[0, chance, i, j]), rel=1e-9)
            assert near.size == 0 or factor != 1.0


def test_a_pair_that_the_law_does_not_touch_keeps_its_game_far_or_not():
    bench = settled(draws(1)[0], always(some_law(), 2), always(some_law(), 2))
    assert (bench.frames[1].tail[0] == bench.frames[0].tail[0]).all()
