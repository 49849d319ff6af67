"""The calm game of every pair under each body of law: its own, whatever the law does to others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from foedus.model.situation import PERIOD
from foedus.model.tail import play_calmly
from tests.tiny import Bench, Order, always, draws, pact, settled, some_law


def played(bench: Bench) -> np.ndarray:
    """(3, n, n) the game of every pair, played in full under the only body of law of the bench's last frame."""
    now, frame, found = bench.now, bench.frame, np.zeros((3, 6, 6))
    now.clock[PERIOD] = 0
    for i in range(6):
        for j in range(6):
            play_calmly(i, j, found, now, frame)
    return found


@pytest.mark.parametrize("draw", range(3))
def test_a_pair_that_the_law_touches_plays_its_own_game(draw):
    bench = settled(draws(3)[draw], always(some_law(), 2), always(Order(6, pact(6, [0, 2, 4])), 2))
    assert (bench.frame.kin[0] == 0).any()
    np.testing.assert_allclose(bench.frame.tail[0], played(bench), rtol=1e-12)


@pytest.mark.parametrize("draw", range(3))
def test_a_pair_whose_own_ties_alone_change_moves_by_the_value_of_peace(draw):
    quo = some_law()
    deep = np.where(np.eye(6) > 0, 0.0, 0.6)
    new = replace(quo, depth=deep, restraint=1.0 - np.eye(6))
    bench = settled(draws(3)[draw], always(quo, 2), always(new, 2))
    assert (bench.frame.kin[0] < 0).all()
    assert (bench.frame.tail[0] != bench.frames[0].tail[0]).any()
    np.testing.assert_allclose(bench.frame.tail[0], played(bench), rtol=1e-9)


def test_a_pair_that_the_law_does_not_touch_keeps_its_game():
    bench = settled(draws(1)[0], always(some_law(), 2), always(some_law(), 2))
    assert (bench.frames[1].tail[0] == bench.frames[0].tail[0]).all()
