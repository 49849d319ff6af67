"""Priors from judgements: known distributions are found again, pools are wide, what cannot be used is placed."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from foedus.errors import BadFile, BadNumber
from foedus.model.params import PARAMETERS
from foedus.theories.elicit import Elicited, Expert, fitted, mistake
from foedus.theories.load import parse_theory
from foedus.theories.priors import moments, parse_prior, quantile

DUTY = PARAMETERS["duty_weight"]  # -2 to 12
SHARE = PARAMETERS["distinguishability"]  # 0 to 1
BINS = tuple(float(edge) for edge in range(-2, 9))


def chips_of(twin, edges=BINS):
    """Chips that a distribution lays itself, as fine as one wishes."""
    return tuple(1000.0 * np.diff(twin.cdf(edges)))


@pytest.mark.parametrize(
    ("family", "twin", "row", "edges", "found"),
    [
        ("N", stats.norm(2.4, 0.8), DUTY, BINS, (2.4, 0.8)),
        ("LN", stats.lognorm(0.5, scale=2.0), DUTY, (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 12.0), (2.0, 0.5)),
        ("Beta", stats.beta(2, 7), SHARE, (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0), (2.0, 7.0)),
        ("N+", stats.truncnorm(-0.5, 30, 0.4, 0.8), DUTY, (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0), (0.4, 0.8)),
    ],
)
def test_finds_the_distribution_that_laid_the_chips(family, twin, row, edges, found):
    made = fitted(Elicited((Expert("A", chips=chips_of(twin, edges)),), edges, family), row)
    assert made.prior.family == family
    assert (made.prior.a, made.prior.b) == pytest.approx(found, rel=0.02)
    assert made.gap < 0.005


@pytest.mark.parametrize(("family", "twin"), [("N", stats.norm(3, 1.2)), ("LN", stats.lognorm(0.4, scale=1.5))])
def test_finds_the_distribution_of_three_quantiles(family, twin):
    judged = {share: float(twin.ppf(share)) for share in (0.1, 0.5, 0.9)}
    made = fitted(Elicited((Expert("A", quantiles=judged),), fit=family), DUTY).prior
    np.testing.assert_allclose(quantile(made, np.array([0.1, 0.5, 0.9])), list(judged.values()), rtol=2e-4)


def test_two_who_disagree_give_a_wide_prior():
    """A linear pool: the mean of the means, and the spread between the two is part of the spread."""
    low, high = stats.norm(1.0, 0.5), stats.norm(5.0, 0.5)
    both = (Expert("A", chips=chips_of(low)), Expert("B", chips=chips_of(high)))
    alone = fitted(Elicited(both[:1], BINS, "N"), DUTY).prior
    pooled = fitted(Elicited(both, BINS, "histogram"), DUTY).prior
    mean, spread = moments(pooled, DUTY.low, DUTY.high)
    assert mean == pytest.approx(3.0, abs=0.02)
    assert spread == pytest.approx(np.hypot(2.0, 0.5), abs=0.1)
    assert spread > 3.5 * alone.b


def test_weights_count_and_their_scale_does_not():
    experts = [Expert("A", chips=chips_of(stats.norm(2, 0.6))), Expert("B", chips=chips_of(stats.norm(3, 0.6)))]

    def mean(a: float, b: float) -> float:
        weighted = tuple(Expert(one.name, w, one.chips) for one, w in zip(experts, (a, b), strict=True))
        return moments(fitted(Elicited(weighted, BINS, "N"), DUTY).prior)[0]

    assert mean(3, 1) == pytest.approx(2.25, abs=0.05)
    assert mean(3, 1) == pytest.approx(mean(0.3, 0.1), abs=1e-9)
    assert mean(1, 0) == pytest.approx(2.0, abs=0.03)


def test_chips_and_quantiles_are_pooled_together():
    told = {0.1: 3.36, 0.5: 4.0, 0.9: 4.64}
    both = (Expert("A", chips=chips_of(stats.norm(3.8, 0.5))), Expert("B", quantiles=told))
    asked = Elicited(both, BINS, "N")
    made = fitted(asked, DUTY)
    assert made.prior.a == pytest.approx(3.9, abs=0.05)
    assert made.told(asked).startswith("Fitted to chips and quantiles of 2 experts, pooled linearly")


def test_a_family_that_misses_the_pool_is_refused():
    two_heaps = Elicited((Expert("A", chips=(50, 0, 0, 0, 0, 0, 0, 0, 0, 50)),), BINS, "N")
    with pytest.raises(BadNumber, match="fit histogram"):
        fitted(two_heaps, DUTY)


def test_the_family_is_that_of_the_parameter_unless_it_is_named():
    normal = Elicited((Expert("A", chips=chips_of(stats.norm(2.4, 0.8))),), BINS)
    assert fitted(normal, DUTY).prior.family == "N"
    share = Elicited((Expert("A", chips=(1, 4, 9, 4, 1)),), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
    assert fitted(share, SHARE).prior.family == "Beta"


def test_a_histogram_is_drawn_as_its_chips_lie():
    prior = parse_prior("histogram(0,1,2,4;1,0,3)")
    drawn = quantile(prior, (np.arange(4000) + 0.5) / 4000)
    assert np.mean(drawn < 1) == pytest.approx(0.25)
    assert not ((drawn > 1.0001) & (drawn < 1.9999)).any()
    assert np.mean(drawn > 3) == pytest.approx(0.375)
    assert parse_prior(str(prior)) == prior
    cut = quantile(prior, np.array([0.001, 0.999]), 0.5, 3.0)
    assert 0.5 <= cut[0] < 0.51
    assert 2.99 < cut[1] <= 3.0
    for bad in ("histogram(0,1;1,2)", "histogram(0,0,1;1,1)", "histogram(0,1,2;0,0)", "histogram(0,1,2;1,-1)"):
        with pytest.raises(BadNumber, match="edges that rise"):
            parse_prior(bad)


FILE = """id: mine
name: Mine
summary: Judgements.
rows:
  - parameter: duty_weight
    elicited:
      bins: [0, 1, 2, 3, 4, 5]
      experts:
        - name: A
          weight: 2
          chips: [1, 3, 8, 5, 1]
        - name: B
          p10: 1.2
          p50: 2.4
          p90: 3.4
      fit: N
    mark: D
    source: [LeedsLongMitchell2000]
    note: From a meeting of two.
"""


def test_a_file_with_judgements_is_a_theory():
    one = parse_theory(FILE, "mine.yaml").beliefs["duty_weight"]
    assert one.prior.family == "N"
    assert 2.2 < one.prior.a < 2.9
    assert "2 experts, pooled linearly; largest gap .0" in one.elicited


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "said"),
    [
        ("[1, 3, 8, 5, 1]", "[1, 3, many, 5, 1]", 11, 25, "'many' does not fit"),
        ("[1, 3, 8, 5, 1]", "[1, 3, -8, 5, 1]", 11, 25, "-8 chips. Chips are 0 or more"),
        ("[1, 3, 8, 5, 1]", "[1, 3, 8, 5]", 11, 18, "4 numbers of chips for 5 bins"),
        ("[1, 3, 8, 5, 1]", "[0, 0, 0, 0, 0]", 11, 18, "no chip was laid"),
        ("[0, 1, 2, 3, 4, 5]", "[0, 1, 3, 2, 4, 5]", 7, 23, "the edge 2 does not lie above 3"),
        ("[0, 1, 2, 3, 4, 5]", "[0, 1, 2, 3, 4, 50]", 7, 29, "50 lies outside 'duty_weight'. It runs from -2 to 12"),
        ("[0, 1, 2, 3, 4, 5]", "[0, 1]", 7, 13, "at least two bins"),
        ("p50: 2.4", "p50: 0.4", 14, 16, "p50 0.4 does not lie above 1.2"),
        ("p50: 2.4", "p50: 24", 14, 16, "24 lies outside"),
        ("p50: 2.4", "q50: 2.4", 14, 16, "Did you mean 'p50'"),
        ("weight: 2", "weight: -2", 10, 19, "A weight is 0 or more"),
        ("fit: N", "fit: Gamma", 16, 12, "Write one of N, N[+], LN, Beta, histogram"),
        ("fit: N", "fit: histogram", 16, 12, "quantiles give no histogram"),
        ("fit: N", "fit: Beta", 16, 12, "Beta is for shares"),
        ("          chips: [1, 3, 8, 5, 1]\n", "", 9, 11, "A: needs chips or quantiles"),
        ("          chips: [1, 3, 8, 5, 1]\n", "          p10: 1.0\n          p90: 3.0\n", 7, 13, "bins without chips"),
        ("    elicited:", "    prior: N(2,0.5)\n    elicited:", 5, 16, "a prior and judgements"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_a_judgement_and_where(old, new, line, column, said):
    assert old in FILE
    with pytest.raises(BadFile, match=said) as caught:
        parse_theory(FILE.replace(old, new, 1), "mine.yaml")
    place = caught.value.place
    assert (place.line, place.column) == (line, column)


def test_all_weights_zero():
    asked = Elicited((Expert("A", 0.0, (1.0, 2.0)),), (0.0, 1.0, 2.0))
    wrong = mistake(asked, DUTY)
    assert wrong is not None
    assert wrong.found == "all weights are 0"
