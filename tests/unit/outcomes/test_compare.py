"""Planted effects are found, nulls are withheld, nothing against itself is exactly nothing."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from foedus.outcomes.compare import POOLED, compare, pool_weights
from foedus.simulate.result import Plan

NEW = np.array([code in "CDE" for code in "ABCDEFGHIJKL"]) * 1.0
LOWER, RAISE = ("deterrence", "pact"), ("spiral", "pact")
TARGETED = MappingProxyType({LOWER: -0.3 * NEW, RAISE: 0.5 * NEW})
WAR = MappingProxyType({LOWER: 0.9 * NEW, RAISE: 0.9 * NEW})
SMALL = Plan(draws=8, streams=1, years=20, horizons=(20,))


def pick(results, **wanted):
    """Values of the one row with these labels."""
    hit = np.ones(len(results.columns["theory"]), dtype=bool)
    for label, value in wanted.items():
        hit &= results.columns[label] == value
    assert hit.sum() == 1, (wanted, hit.sum())
    return {name: column[hit][0] for name, column in results.columns.items()}


@pytest.fixture(scope="module")
def planted(make):
    """Deterrence lowers and spiral raises targeting of new members; war rises under both."""
    made = make(targeted=TARGETED, war=WAR)
    return compare(made.ensemble, made.groups)


@pytest.mark.parametrize(("theory", "sign"), [("deterrence", -1), ("spiral", 1)])
def test_a_planted_effect_on_targeting_is_found(planted, theory, sign):
    row = pick(planted, theory=theory, architecture="pact", name="new-members", outcome="targeted", horizon=20)
    assert np.sign(row["difference"]) == sign
    assert row["p_sign"] == pytest.approx((1 + sign) / 2, abs=0.02)
    assert row["p05"] <= row["p25"] <= row["p50"] <= row["p75"] <= row["p95"]


def test_a_planted_effect_on_war_is_found_and_shrunk(planted, make):
    row = pick(planted, theory="spiral", architecture="pact", name="new-members", outcome="at-war", horizon=20)
    assert row["difference"] > 2 * row["mcse"] > 0
    made = make(targeted=TARGETED, war=WAR)
    weights = made.groups["pact"].weights[made.groups["pact"].names.index("new-members")]
    years = made.ensemble.war_years[1, :2, :, :, 1].sum(axis=-1) @ weights / 20
    raw = (years[1] - years[0]).mean(axis=1)
    assert row["p95"] - row["p05"] < np.quantile(raw, 0.95) - np.quantile(raw, 0.05)


def test_the_routes_add_up_to_the_years_at_war(planted):
    parts = [
        pick(planted, theory="spiral", architecture="pact", name="members", outcome=one, horizon=5)["difference"]
        for one in ("at-war-victim", "at-war-initiator", "at-war-obligation", "at-war-other")
    ]
    whole = pick(planted, theory="spiral", architecture="pact", name="members", outcome="at-war", horizon=5)
    assert sum(parts) == pytest.approx(whole["difference"])


def test_where_nothing_was_planted_the_difference_is_exactly_nothing(planted):
    untouched = (planted.columns["architecture"] == "same") | (planted.columns["architecture"] == "status-quo")
    assert untouched.sum() > 100
    for name in ("difference", "p05", "p25", "p50", "p75", "p95", "mcse"):
        assert (planted.columns[name][untouched] == 0.0).all(), name
    assert (planted.columns["p_sign"][untouched] == 0.5).all()


def test_luck_alone_gives_no_interval_and_no_sign(make):
    """Two architectures with different luck and the same parameters: the spread over draws is noise."""
    made = make(plan=Plan(draws=64, streams=8, years=20, horizons=(20,)))
    war_years = made.ensemble.war_years.copy()
    war_years[:, 1] = war_years[:, 1, ::-1]  # another draw's luck
    war_years[:, 1] = np.random.default_rng(1).permutation(war_years[:, 1], axis=2)
    results = compare(replace(made.ensemble, war_years=war_years), made.groups, ("at-war",))
    states = (results.columns["kind"] == "state") & (results.columns["architecture"] == "pact")
    withheld = np.isnan(results.columns["p_sign"][states])
    assert withheld.mean() > 0.9
    assert np.isfinite(results.columns["difference"][states]).all()
    assert np.isfinite(results.columns["mcse"][states]).all()


def test_one_stream_cannot_tell_luck_from_parameters(make):
    made = make(plan=SMALL, war=WAR)
    row = pick(compare(made.ensemble, made.groups), theory="spiral", architecture="pact", name="new-members",
               outcome="at-war", horizon=20)  # fmt: skip
    assert np.isfinite(row["difference"])
    assert np.isnan([row["p05"], row["p95"], row["p_sign"]]).all()


def test_one_draw_gives_a_level_and_no_error(make):
    made = make(plan=Plan(draws=1, streams=1, years=2, horizons=(2,)), targeted=TARGETED)
    row = pick(compare(made.ensemble, made.groups), theory="spiral", architecture="pact", name="new-members",
               outcome="targeted", horizon=2)  # fmt: skip
    assert np.isfinite(row["level"])
    assert np.isnan([row["mcse"], row["p05"], row["p_sign"]]).all()


def test_the_pool_is_the_mean_of_the_theories_without_the_reference(planted):
    assert pool_weights(("deterrence", "spiral", "no-theory")) == {"deterrence": 0.5, "spiral": 0.5, "no-theory": 0.0}
    label = {"architecture": "pact", "name": "new-members", "outcome": "targeted", "horizon": 20}
    parts = [pick(planted, theory=theory, **label) for theory in ("deterrence", "spiral")]
    pooled = pick(planted, theory=POOLED, **label)
    assert pooled["difference"] == pytest.approx(np.mean([part["difference"] for part in parts]))
    assert pooled["level"] == pytest.approx(np.mean([part["level"] for part in parts]))
    assert pooled["p05"] < 0 < pooled["p95"]


def test_the_pool_of_one_theory_is_that_theory(make):
    made = make(theories=("deterrence", "no-theory"), targeted=TARGETED)
    results = compare(made.ensemble, made.groups, ("targeted", "at-war"))
    alone = results.columns["theory"] == "deterrence"
    pooled = results.columns["theory"] == POOLED
    for name in ("difference", "p05", "p95", "p_sign", "mcse"):
        assert np.array_equal(results.columns[name][alone], results.columns[name][pooled], equal_nan=True)


def test_a_run_without_any_theory_has_no_pool(make):
    made = make(theories=("no-theory",))
    assert POOLED not in compare(made.ensemble, made.groups, ("targeted",)).columns["theory"]


def test_region_burden_is_arms_over_gdp(planted, make):
    made = make(targeted=TARGETED, war=WAR)
    inside = made.groups["pact"].inside[made.groups["pact"].names.index("region-by-gdp")]
    arms, gdp = (part[1, 1, :, :, 1][..., inside].sum(axis=-1) for part in (made.ensemble.arms, made.ensemble.gdp))
    row = pick(planted, theory="spiral", architecture="pact", name="region-by-gdp", outcome="arms-burden", horizon=20)
    assert row["level"] == pytest.approx((100 * arms / gdp).mean(), rel=1e-5)


def test_an_empty_group_gives_no_row(make):
    made = make()
    names = set(compare(made.ensemble, made.groups, ("targeted",)).columns["name"])
    assert {"rivals", "new-members", "old-members", "left-out", "outside", "members", "non-members"} <= names
    alone = compare(made.ensemble, dict.fromkeys([*made.groups], made.groups["status-quo"]), ("targeted",))
    assert "new-members" not in alone.columns["name"]
