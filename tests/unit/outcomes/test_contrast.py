"""The rules of MODEL section 13 on small arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.outcomes.contrast import Means, contrast, paired_means


def test_expected_outcomes_use_their_draws_as_they_are():
    difference = np.linspace(-1.0, 3.0, 101)[:, None]
    found = contrast([Means(np.array([0.2]), difference, np.zeros(1))])
    assert found.quantiles[0] == pytest.approx(np.quantile(difference, [0.05, 0.25, 0.5, 0.75, 0.95]))
    assert found.p_sign[0] == pytest.approx((75 + 0.5) / 101)


def test_ties_count_one_half():
    difference = np.array([0.0] * 6 + [1.0] * 4)[:, None]
    found = contrast([Means(np.zeros(1), difference, np.zeros(1))])
    assert found.p_sign[0] == pytest.approx(0.7)


def test_a_mean_below_two_standard_errors_keeps_its_interval_and_loses_its_sign():
    difference = np.array([-1.0, 1.1] * 50)[:, None]
    found = contrast([Means(np.zeros(1), difference, np.zeros(1))])
    assert np.isnan(found.p_sign[0])
    assert np.isfinite(found.quantiles).all()


@given(noise_share=st.floats(0.0, 0.49), seed=st.integers(0, 2**32 - 1))
def test_shrunk_draws_have_the_parameter_variance(noise_share, seed):
    values = np.random.default_rng(seed).normal(5.0, 1.0, size=(200, 1))
    between = values.var(ddof=1)
    found = contrast([Means(np.zeros(1), values, np.array([noise_share * between]))])
    assert found.draws.var(ddof=1) == pytest.approx((1 - noise_share) * between)
    assert found.draws.mean() == pytest.approx(values.mean())


def test_more_noise_than_half_withholds_interval_and_sign():
    values = np.random.default_rng(1).normal(5.0, 1.0, size=(200, 1))
    found = contrast([Means(np.zeros(1), values, np.array([0.6 * values.var(ddof=1)]))])
    assert np.isnan(found.quantiles).all()
    assert np.isnan(found.p_sign).all()
    assert found.difference[0] == pytest.approx(values.mean())


def test_mcse_is_the_standard_error_of_the_mean_over_draws_and_streams():
    edited = np.random.default_rng(2).normal(size=(50, 4, 1))
    means = paired_means(edited, np.zeros_like(edited), counted=True)
    assert contrast([means]).mcse[0] == pytest.approx(edited.mean(axis=1).std(ddof=1) / np.sqrt(50))
    assert means.noise[0] == pytest.approx(edited.var(axis=1, ddof=1).mean() / 4)


def test_pooled_mcse_knows_that_theories_share_their_uniforms():
    same = Means(np.zeros(1), np.random.default_rng(3).normal(size=(50, 1)), np.zeros(1))
    assert contrast([same, same]).mcse == pytest.approx(contrast([same]).mcse)
