"""Ratios of counts: totals, draw values, what is withheld."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.outcomes.contrast import contrast
from foedus.outcomes.ratio import Parts, influence, ratio_means, stream_values, total_ratio


def counts(seed, draws=40, streams=8, share=0.3):
    """Poisson cases, a binomial share of which is counted; one column."""
    rng = np.random.default_rng(seed)
    among = rng.poisson(5.0, size=(draws, streams, 1)) + 1.0
    return Parts(rng.binomial(among.astype(int), share).astype(float), among)


def test_the_level_is_the_ratio_of_the_totals_and_not_the_mean_of_ratios():
    parts = Parts(np.array([1.0, 9.0]).reshape(2, 1, 1), np.array([1.0, 99.0]).reshape(2, 1, 1))
    assert total_ratio(parts)[0] == pytest.approx(0.1)
    assert stream_values(parts)[:, 0, 0] == pytest.approx([1.0, 1 / 11])
    assert ratio_means(parts, parts).level[0] == pytest.approx(0.1)


@given(st.integers(0, 2**32 - 1))
def test_stream_values_average_to_the_ratio_of_the_draw(seed):
    parts = counts(seed)
    wanted = parts.counted.sum(axis=1) / parts.among.sum(axis=1)
    assert stream_values(parts).mean(axis=1) == pytest.approx(wanted)
    assert influence(parts).sum() == pytest.approx(0.0, abs=1e-9)


def test_the_standard_error_is_that_of_a_ratio():
    """Against the spread of the ratio over many made-up runs."""
    totals = [total_ratio(counts(seed))[0] for seed in range(400)]
    none = Parts(np.zeros((40, 8, 1)), np.ones((40, 8, 1)))
    errors = [contrast([ratio_means(counts(seed), none)]).mcse[0] for seed in range(50)]
    assert np.mean(errors) == pytest.approx(np.std(totals), rel=0.15)


def test_draws_without_a_case_are_left_out_and_too_many_of_them_withhold():
    edited, without = counts(1), counts(1, share=0.6)
    for empty, shown in ((15, True), (25, False)):
        parts = [Parts(*(part.copy() for part in one)) for one in (edited, without)]
        for one in parts:
            one.counted[:empty], one.among[:empty] = 0.0, 0.0
        found = contrast([ratio_means(*(Parts(n * 1.0, d) for n, d in parts))])
        assert np.isfinite(found.difference).all() and np.isfinite(found.mcse).all()
        assert np.isnan(found.draws[:empty]).all()
        if not shown:
            assert np.isnan(found.quantiles).all() and np.isnan(found.p_sign).all()


def test_nothing_counted_at_all_is_no_number():
    none = Parts(np.zeros((4, 2, 1)), np.zeros((4, 2, 1)))
    found = contrast([ratio_means(none, none)])
    assert np.isnan([found.level[0], found.difference[0], found.mcse[0], found.p_sign[0]]).all()


def test_a_planted_ratio_is_found_and_none_is_not():
    rng = np.random.default_rng(5)
    among = np.full((64, 8, 1), 500.0)
    share = rng.uniform(0.1, 0.5, size=(64, 1, 1))
    base = Parts(rng.binomial(500, share, size=among.shape).astype(float), among)
    more = Parts(base.counted + 50.0 * share, among)
    found = contrast([ratio_means(more, base)])
    assert found.difference[0] == pytest.approx(0.1 * share.mean(), rel=1e-6)
    assert found.p_sign[0] > 0.95
    same = contrast([ratio_means(base, base)])
    assert same.difference[0] == 0.0 and same.p_sign[0] == 0.5
