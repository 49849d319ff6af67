"""The tree: its splits are the best ones, planted regions are found, rows without pattern give no branches."""

import numpy as np
import pytest

from foedus.claims.tree import best_split, grow, region, region_box


def gini(interest: np.ndarray) -> float:
    share = interest.mean()
    return 2.0 * share * (1.0 - share) * len(interest)


@pytest.mark.parametrize("seed", range(5))
def test_a_split_is_the_best_of_all(seed):
    rng = np.random.default_rng(seed)
    table = np.round(rng.random((60, 3)), 2)
    interest = (rng.random(60) < 0.2 + 0.6 * table[:, seed % 3]).astype(float)
    found = best_split(table, interest, 5)
    assert found is not None
    column, limit = found
    low = table[:, column] <= limit
    best = gini(interest[low]) + gini(interest[~low])
    for other in range(3):
        for value in np.unique(table[:, other])[:-1]:
            low = table[:, other] <= value
            if 5 <= low.sum() <= 55:
                assert gini(interest[low]) + gini(interest[~low]) >= best - 1e-9


def test_a_planted_corner_is_found():
    rng = np.random.default_rng(0)
    table = rng.random((1500, 6))
    within = (table[:, 2] < 0.5) & (table[:, 4] > 0.6)
    interest = (rng.random(1500) < np.where(within, 0.9, 0.1)).astype(float)
    limits = region(grow(table, interest), 6)
    rows, parts = region_box(limits, table, interest)
    assert {at for one in parts for at in one.restricted} == {2, 4}
    assert (rows == within).mean() > 0.95


def test_rows_without_a_pattern_give_no_branches():
    grown = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        grown += not grow(rng.random((400, 30)), (rng.random(400) < 0.5).astype(float)).is_leaf
    assert grown <= 2


def test_two_leaves_above_the_bar_under_one_branch_are_one_part():
    table = np.linspace(0, 1, 300)[:, None]
    interest = np.where(table[:, 0] < 0.5, 0.0, np.where(table[:, 0] < 0.75, 0.8, 1.0))
    parts = region(grow(table, interest, level=1.0), 1)
    assert len(parts) == 1 and parts[0][0][0] == pytest.approx(0.5, abs=0.01) and parts[0][1][0] == np.inf


def test_no_side_of_a_split_is_smaller_than_asked():
    rng = np.random.default_rng(1)
    table = rng.random((200, 2))
    tree = grow(table, (table[:, 0] < 0.02).astype(float), least_rows=25, level=1.0)
    assert tree.left is not None and tree.left.rows >= 25
