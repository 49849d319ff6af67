"""PRIM: planted boxes are found, figures are those of a plain count, limits that tell nothing are lifted."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.claims.prim import Box, inside, measured, path, quasi_p, simplified
from foedus.errors import BadInput, BadNumber


def planted(seed: int, rows: int = 1200, columns: int = 5):
    rng = np.random.default_rng(seed)
    table = rng.random((rows, columns))
    within = (table[:, 1] < 0.4) & (table[:, 3] > 0.5)
    return table, (rng.random(rows) < np.where(within, 0.9, 0.1)).astype(float)


def whole(columns: int) -> tuple[np.ndarray, np.ndarray]:
    return np.full(columns, -np.inf), np.full(columns, np.inf)


@pytest.mark.parametrize("seed", range(4))
def test_a_planted_box_is_found(seed):
    table, interest = planted(seed)
    best = max(path(table, interest), key=lambda one: one.interest - one.rows / 2)
    box = simplified(best, table, interest)
    assert box.restricted == (1, 3)
    assert box.high[1] == pytest.approx(0.4, abs=0.06)
    assert box.low[3] == pytest.approx(0.5, abs=0.06)


def test_the_path_begins_with_the_whole_space_and_gives_up_rows_for_density():
    table, interest = planted(0)
    boxes = path(table, interest)
    assert boxes[0].restricted == () and boxes[0].coverage == boxes[0].mass == 1.0
    assert all(later.density > before.density for before, later in pairwise(boxes))
    assert min(one.mass for one in boxes) >= 0.05


@given(seed=st.integers(0, 10_000), digits=st.integers(1, 3), columns=st.integers(1, 4))
def test_the_figures_of_every_box_are_those_of_a_plain_count(seed, digits, columns):
    """Ties included: values are rounded, and interest takes the value one half."""
    rng = np.random.default_rng(seed)
    table = np.round(rng.random((90, columns)), digits)
    interest = rng.integers(0, 3, 90) / 2.0
    for box in path(table, interest, alpha=0.1):
        kept = inside(box, table)
        assert box.rows == kept.sum() >= 16
        assert box.interest == pytest.approx(interest[kept].sum())
        assert box.coverage == pytest.approx(interest[kept].sum() / max(interest.sum(), 1e-300))


def test_the_order_of_rows_and_the_scale_of_a_column_do_not_matter():
    table, interest = planted(1)
    order = np.random.default_rng(0).permutation(len(table))
    once = path(table, interest)
    again = path(table[order] * np.array([1, 1, 50, 1, 1]), interest[order])
    assert [one.rows for one in once] == [one.rows for one in again]
    assert [one.restricted for one in once] == [one.restricted for one in again]


def test_pasting_gives_back_rows_that_raise_the_share():
    """One column: all interest in [.3, .6]; a coarse peel overshoots, and what it lost is pasted back."""
    values = (np.arange(400) + 0.5) / 400
    interest = ((values > 0.3) & (values < 0.6)).astype(float)
    boxes = path(values[:, None], interest, alpha=0.3, paste_alpha=0.05)
    grown = [later for before, later in pairwise(boxes) if later.rows > before.rows]
    assert all(one.density > 0 for one in grown)
    assert boxes[-1].density == max(one.density for one in boxes)


def test_the_quasi_p_value_is_a_binomial_tail():
    from scipy.stats import binom

    table = np.linspace(0, 1, 100)[:, None]
    interest = np.zeros(100)
    interest[80:] = 1.0
    interest[:10] = 1.0
    box = measured(np.array([0.79]), np.array([np.inf]), table, interest)
    assert (box.rows, box.interest) == (21, 20)
    assert quasi_p(box, table, interest)[0, 0] == pytest.approx(binom.sf(19, 21, 0.3))
    empty = measured(np.array([0.2]), np.array([0.3]), table, interest)
    assert quasi_p(empty, table, interest)[0, 0] == 1.0


def test_no_more_columns_stay_than_a_sentence_holds():
    rng = np.random.default_rng(3)
    table = rng.random((4000, 6))
    interest = (table < 0.7).all(axis=1).astype(float)
    box = simplified(max(path(table, interest), key=lambda one: one.density), table, interest, most=3)
    assert len(box.restricted) == 3


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_without_any_contrast_the_whole_space_is_the_only_box(share):
    table = np.random.default_rng(0).random((100, 3))
    assert [one.restricted for one in path(table, np.full(100, share))] == [()]


def test_a_column_that_never_changes_is_never_peeled():
    table, interest = planted(2)
    table[:, 0] = 7.0
    assert all(0 not in one.restricted for one in path(table, interest))


@pytest.mark.parametrize(
    ("table", "interest", "words", "error"),
    [
        (np.ones((3, 2)), np.ones(4), "do not belong together", BadInput),
        (np.full((3, 2), np.nan), np.ones(3), "finite", BadNumber),
        (np.ones((3, 2)), np.array([0, 1, 2]), "from 0 to 1", BadNumber),
    ],
)
def test_what_cannot_be_used_is_refused(table, interest, words, error):
    with pytest.raises(error, match=words):
        path(table, interest)


@pytest.mark.parametrize("alpha", [0.0, 0.5, -1.0])
def test_a_peel_takes_off_some_and_not_half(alpha):
    with pytest.raises(BadNumber, match="alpha"):
        path(np.ones((20, 1)), np.ones(20), alpha=alpha)


def test_a_box_without_limits_holds_everything():
    box = Box(*whole(2), 0, 0.0, 0.0, 0.0, 0.0)
    assert inside(box, np.random.default_rng(0).normal(size=(9, 2))).all()
