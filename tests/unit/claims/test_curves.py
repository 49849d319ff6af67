"""Curves and tiles: crossings are where they were planted, noise is seen as noise, errors are those over draws."""

import numpy as np
import pytest

from foedus.claims.curves import bin_of, crossings, curve, share_error, shares, tiles


def drawn(seed: int, chance, rows: int = 2000):
    rng = np.random.default_rng(seed)
    values = rng.random(rows)
    return values, (rng.random(rows) < chance(values)).astype(float), np.arange(rows)


def test_a_planted_crossing_is_found_and_no_other():
    found = curve(*drawn(0, lambda x: 0.1 + 0.8 * x))
    assert len(found.crossings) == 1 and found.crossings[0] == pytest.approx(0.5, abs=0.06)
    assert found.luck < 1e-6 and found.share == pytest.approx(0.8**2 / 12 / 0.25, abs=0.04)


def test_a_curve_that_never_passes_one_half_has_no_crossing():
    assert curve(*drawn(1, lambda x: 0.6 + 0.3 * x)).crossings == ()
    assert crossings(np.arange(3.0), np.array([0.45, 0.5, 0.55]), np.full(3, 0.04)) == ()


def test_a_curve_that_passes_twice_has_two():
    found = curve(*drawn(2, lambda x: np.where(abs(x - 0.5) < 0.25, 0.9, 0.1)))
    assert found.crossings == pytest.approx((0.25, 0.75), abs=0.06)


def test_what_a_column_carries_alone_is_known_in_closed_form():
    """Truth is 1 where x0 + x1 > 1: each alone carries Var(x) / Var(truth) = (1/12) / (1/4)."""
    table = np.random.default_rng(0).random((20000, 3))
    alone, luck = shares(table, (table[:, 0] + table[:, 1] > 1).astype(float), np.arange(20000), bins=20)
    assert alone == pytest.approx([1 / 3, 1 / 3, 0], abs=0.015)
    assert luck[0] < 1e-12


def test_luck_is_luck():
    """Over columns without any effect the chance of as much by luck is spread evenly."""
    rng = np.random.default_rng(0)
    alone, luck = shares(rng.random((600, 300)), (rng.random(600) < 0.4).astype(float), np.arange(600))
    assert 0.01 <= (luck < 0.05).mean() <= 0.09
    assert alone.mean() < 0.01


def test_rows_of_one_draw_count_as_one():
    """A mean over six copies of each draw has the error of the draws, not of the rows."""
    truth = (np.random.default_rng(0).random(200) < 0.5).astype(float)
    once = share_error(truth, np.arange(200))
    assert share_error(np.tile(truth, 6), np.tile(np.arange(200), 6)) == pytest.approx(once)
    assert once == pytest.approx(truth.std(ddof=1) / np.sqrt(200))
    assert np.isnan(share_error(truth[:1], np.zeros(1)))


def test_tiles_hold_the_chance_of_their_rows():
    rng = np.random.default_rng(0)
    first, second = rng.random((2, 5000))
    found = tiles(first, second, (first > 0.5).astype(float), side=4)
    assert found.rows.sum() == 5000
    assert found.chance[0] == pytest.approx(0) and found.chance[3] == pytest.approx(1)
    few = tiles(first[:30], second[:30], first[:30] > 0.5, side=5)
    assert np.isnan(few.chance[few.rows < 5]).all()


def test_equal_values_share_a_bin():
    assert len(set(bin_of(np.repeat([1.0, 2.0], 50), 10))) == 2
    assert set(bin_of(np.ones(30), 5)) == {0} or len(set(bin_of(np.ones(30), 5))) == 1
