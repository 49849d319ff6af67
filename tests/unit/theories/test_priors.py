"""Priors as written: reading, refusing, quantiles against SciPy's own distributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from foedus.errors import BadNumber
from foedus.theories.priors import Prior, moments, parse_prior, quantile

U = (np.arange(999) + 0.5) / 999


@pytest.mark.parametrize(
    "text", ["N(2.4,0.3)", "N+(0.8,0.5)", "LN(0.55,0.45)", "Beta(3,120)", "U(0.4,0.9)", "fixed(500)"]
)
def test_reads_what_it_writes(text):
    assert str(parse_prior(text)) == text
    assert parse_prior(text.replace(",", " , ")) == parse_prior(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("N(1,-0.2)", "0 or more"), ("N+(1,-0.2)", "0 or more"), ("LN(-1,0.2)", "above 0"), ("Beta(0,2)", "above 0"),
        ("U(2,1)", "lower bound first"), ("N(1)", "one of"), ("fixed(1,2)", "one of"), ("Gamma(1,2)", "one of"),
        ("N(a,b)", "one of"), ("0", "N\\(0,0.02\\)"), ("N(nan,1)", "finite"), ("", "one of"),
    ],
)  # fmt: skip
def test_refuses(text, said):
    with pytest.raises(BadNumber, match=said):
        parse_prior(text, "here")


@pytest.mark.parametrize(
    ("text", "low", "high", "twin"),
    [
        ("N(1,0.5)", -np.inf, np.inf, stats.norm(1, 0.5)),
        ("N(1,0.5)", 0.0, 1.2, stats.truncnorm(-2, 0.4, 1, 0.5)),
        ("N+(0.3,0.3)", -5.0, 3.0, stats.truncnorm(-1, 9, 0.3, 0.3)),
        ("N(0,0.02)", 0.06, 1.0, stats.truncnorm(3, 50, 0, 0.02)),
        ("LN(0.55,0.45)", 0.15, 2.5, None),
        ("LN(2,0.5)", 0.0, np.inf, stats.lognorm(0.5, scale=2)),
        ("Beta(2,6)", 0.0, 1.0, stats.beta(2, 6)),
        ("U(0.4,0.9)", 0.0, 1.0, stats.uniform(0.4, 0.5)),
    ],
)
def test_quantiles(text, low, high, twin):
    values = quantile(parse_prior(text), U, low, high)
    assert ((values >= low) & (values <= high)).all()
    assert (np.diff(values) > 0).all()
    if twin is not None:
        np.testing.assert_allclose(values, twin.ppf(U), rtol=1e-8, atol=1e-12)
    else:
        full = stats.lognorm(0.45, scale=0.55)
        np.testing.assert_allclose(values, full.ppf(full.cdf(low) + U * (full.cdf(high) - full.cdf(low))), rtol=1e-9)


@pytest.mark.parametrize("text", ["N(0,0.02)", "LN(1,0.1)", "fixed(3)", "U(0,1)", "N(3,0)", "Beta(2,2)"])
def test_a_prior_outside_the_bounds_is_refused(text):
    with pytest.raises(BadNumber):
        quantile(parse_prior(text), U, 5.0, 6.0)


@given(mean=st.floats(-1, 1))
def test_a_prior_without_width_is_a_number(mean):
    assert (quantile(Prior("N", mean, 0.0), U) == mean).all()


def test_moments():
    assert moments(parse_prior("N(1,0.5)")) == pytest.approx((1.0, 0.5), rel=2e-3)
    share = stats.beta(3, 120)
    assert moments(parse_prior("Beta(3,120)"), 0, 1) == pytest.approx((share.mean(), share.std()), rel=2e-3)
    half = moments(parse_prior("N+(0,0.5)"))
    assert half[0] == pytest.approx(0.5 * np.sqrt(2 / np.pi), rel=1e-3)
