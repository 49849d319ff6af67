"""Claims judged on made-up histories with planted effects."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.claims.chance import chance, quantified
from foedus.claims.claim import Claim, turned
from foedus.claims.evaluate import holds, judged
from foedus.claims.load import claims
from foedus.errors import BadNumber, EmptyGroup, NotInRun, UnknownArchitecture
from foedus.outcomes.compare import compare
from foedus.outcomes.definitions import outcome
from foedus.outcomes.pooling import POOLED
from foedus.simulate.result import Plan
from tests.unit.conftest import CODES, PLAN, make_ensemble

INSIDE = np.isin(CODES, list("ABCDE")).astype(float)
BASE = Claim("c", "m", "t", ("Jervis1978",), "members", "targeted", "less", "pact")
WAR = replace(BASE, outcome="at-war")
MIRROR = ("m", "u", ("Jervis1978",))


@pytest.fixture(scope="module")
def planted():
    """Members are targeted less under deterrence, more under spiral; wars fall for members under both."""
    shift = {("deterrence", "pact"): -0.5 * INSIDE, ("spiral", "pact"): 0.5 * INSIDE}
    war = {("deterrence", "pact"): -1.5 * INSIDE, ("spiral", "pact"): -1.5 * INSIDE}
    return make_ensemble(targeted=shift, war=war)


@pytest.fixture(scope="module")
def null():
    return make_ensemble()


def test_a_planted_effect_is_found_with_its_sign(planted):
    found = holds(BASE, planted.ensemble, planted.groups)
    assert found["deterrence"].mean() > 0.95 and found["spiral"].mean() < 0.05
    assert (found["no-theory"] == 0.5).all()
    pooled = chance(judged(BASE, planted.ensemble, planted.groups)[POOLED])
    assert pooled.chance == pytest.approx((found["deterrence"].mean() + found["spiral"].mean()) / 2)


def test_nothing_planted_is_a_tie_of_one_half_everywhere(null):
    """An A/A comparison differs by exactly 0: every truth is one half, the ties are shown, nothing is claimed."""
    for one in (BASE, WAR, replace(BASE, measure="gap", than="left-out"), replace(BASE, measure="crossing")):
        found = judged(replace(one, architecture="same"), null.ensemble, null.groups)
        for name, judgement in found.items():
            answer = chance(judgement)
            assert (answer.chance, answer.ties, answer.mcse) == (0.5, 1.0, 0.0), (one.measure, name)
            assert quantified(judgement, answer) == {"all": "no", "most": "not decided", "some": "no"}


def test_a_planted_null_with_noise_is_not_found():
    """Effects that are symmetric about 0 over the draws leave the chance near one half."""
    made = make_ensemble(targeted={("deterrence", "pact"): 0.001 * INSIDE}, spread=1000.0)
    answer = chance(judged(BASE, made.ensemble, made.groups)["deterrence"])
    assert abs(answer.chance - 0.5) < 4 * answer.mcse


@pytest.mark.parametrize("name", sorted(claims()))
def test_a_claim_and_its_mirror_add_up_to_one_over_the_whole_library(planted, name):
    """Read on the made-up world: same group where it has it, both orders its own."""
    one = claims()[name]
    if outcome(one.outcome).level == "law" or outcome(one.outcome).id in ("great-wars", "inflation"):
        return  # read from the law, or not counted in the made-up world; tested below
    groups = {"region-by-gdp": "region-by-gdp", "system": "system"}
    group = one.group if one.group in planted.groups["pact"].names or one.group in groups else "members"
    here = replace(one, group=group, than="left-out" if one.than else "", architecture="pact", against="status-quo")
    other = turned(here, *MIRROR)
    for theory, truth in holds(here, planted.ensemble, planted.groups).items():
        mirrored = holds(other, planted.ensemble, planted.groups)[theory]
        known = ~np.isnan(truth)
        assert (known == ~np.isnan(mirrored)).all()
        assert (truth[known] + mirrored[known] == 1.0).all()


def test_a_size_moves_the_threshold_and_the_mirror_still_adds_up(planted):
    one = replace(BASE, size=-1.0)
    found, plain = holds(one, planted.ensemble, planted.groups), holds(BASE, planted.ensemble, planted.groups)
    other = holds(turned(one, *MIRROR), planted.ensemble, planted.groups)
    assert found["deterrence"].mean() <= plain["deterrence"].mean()
    assert (found["no-theory"] == 0.0).all() and (other["no-theory"] == 1.0).all()
    assert (found["deterrence"] + other["deterrence"] == 1.0).all()


@pytest.mark.parametrize("name", ["targeted", "at-war", "loss", "arms-burden", "abandoned"])
def test_values_are_those_of_the_comparison(planted, name):
    """The mean, its error and the chance are those of outcomes.compare for the same row."""
    results = compare(planted.ensemble, planted.groups)
    found = judged(replace(BASE, outcome=name, direction="more"), planted.ensemble, planted.groups)
    columns, factor = results.columns, outcome(name).factor
    for theory in ("deterrence", "spiral", POOLED):
        row = (columns["theory"] == theory) & (columns["architecture"] == "pact") & (columns["name"] == "members")
        row &= (columns["outcome"] == name) & (columns["horizon"] == 20)
        assert row.sum() == 1
        assert found[theory].mean == pytest.approx(columns["difference"][row][0] * factor, abs=1e-12)
        assert found[theory].mcse == pytest.approx(columns["mcse"][row][0] * factor, abs=1e-12)
        if not np.isnan(columns["p_sign"][row][0]):
            assert chance(found[theory]).chance == pytest.approx(columns["p_sign"][row][0])


def test_a_counted_claim_is_withheld_where_luck_hides_it():
    """With one stream luck and beliefs cannot be told apart: no chance, but a mean and its error."""
    plan = Plan(draws=32, streams=1, years=20, horizons=(20,))
    made = make_ensemble(war={("deterrence", "pact"): -1.0 * INSIDE}, plan=plan)
    found = judged(WAR, made.ensemble, made.groups)["deterrence"]
    answer = chance(found)
    assert answer.withheld == "luck" and np.isnan(answer.chance) and np.isnan(found.truth).all()
    assert answer.mean < 0.0 and answer.mean_mcse > 0.0


def test_twice_the_draws_halve_the_squared_error():
    """Measured on planted histories, means over five groups."""
    squares = {}
    for draws in (256, 512):
        plan = Plan(draws=draws, streams=1, years=20, horizons=(20,))
        made = make_ensemble(targeted={("deterrence", "pact"): -0.3 * INSIDE}, plan=plan, spread=1.0)
        groups = ("members", "new-members", "old-members", "A", "region")
        several = [replace(BASE, group=one) for one in groups if one in made.groups["pact"].names]
        found = [chance(judged(one, made.ensemble, made.groups)["deterrence"]) for one in several]
        squares[draws] = np.mean([one.mcse**2 for one in found])
        assert 0.0 < squares[draws] < 0.25 / draws * 1.1
    assert squares[512] / squares[256] == pytest.approx(0.5, abs=0.12)


def test_a_gap_is_the_difference_of_two_changes(planted):
    one = replace(BASE, measure="gap", than="left-out")
    inside, outside, both = (
        judged(each, planted.ensemble, planted.groups)["deterrence"].values
        for each in (BASE, replace(BASE, group="left-out"), one)
    )
    assert both == pytest.approx(inside - outside)


def test_one_order_against_another_is_the_difference_of_both(planted):
    one = replace(BASE, against="same")
    both = judged(one, planted.ensemble, planted.groups)["spiral"].values
    alone = judged(BASE, planted.ensemble, planted.groups)["spiral"].values
    assert both == pytest.approx(alone)  # 'same' differs from the status quo by nothing


def test_a_dilemma_looks_only_at_draws_in_which_effort_rises(planted):
    one = replace(BASE, measure="dilemma", direction="more")
    truth = holds(one, planted.ensemble, planted.groups)["spiral"]
    effort = planted.ensemble.effort[1, 1].mean(axis=1)[:, -1] - planted.ensemble.effort[1, 0].mean(axis=1)[:, -1]
    more = effort[:, :5].mean(axis=1) > 0
    assert (np.isnan(truth) == ~more).all()


def test_a_crossing_is_found_where_it_was_planted():
    made = make_ensemble()
    expected = made.ensemble.expected.copy()
    years = np.array(made.ensemble.report_years)
    slope = np.where(years <= 5, -0.02, 0.02)[None, :, None].astype(np.float32)
    expected[0, 1, :, :, :, 0] = expected[0, 0, :, :, :, 0] + slope
    expected[1, 1, :, :, :, 0] = expected[1, 0, :, :, :, 0] + 0.02
    ensemble = replace(made.ensemble, expected=expected)
    found = holds(replace(BASE, measure="crossing", direction="more"), ensemble, made.groups)
    assert (found["deterrence"] == 1.0).all() and (found["spiral"] == 0.0).all() and (found["no-theory"] == 0.5).all()


def test_a_law_claim_needs_the_law_and_says_the_same_in_all_beliefs(planted):
    one = replace(BASE, outcome="polarisation", group="region", direction="more")
    law = {("pact", 20): {"polarisation": (0.6, 0.5)}}
    found = holds(one, planted.ensemble, planted.groups, law)
    assert all((truth == 1.0).all() for truth in found.values())
    with pytest.raises(NotInRun, match="read from the law"):
        holds(one, planted.ensemble, planted.groups)


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"architecture": "other"}, UnknownArchitecture, "No architecture 'other'"),
        ({"horizon": 40}, BadNumber, "at most 20"),
        ({"horizon": 7, "outcome": "at-war"}, BadNumber, "one of 5, 20"),
        ({"group": "rivalz"}, EmptyGroup, "No states are in group 'rivalz' of 'pact'"),
        ({"outcome": "great-wars", "group": "system"}, NotInRun, "great_wars"),
    ],
)
def test_what_the_run_does_not_carry_is_named(planted, changed, error, said):
    with pytest.raises(error) as caught:
        holds(replace(BASE, **changed), planted.ensemble, planted.groups)
    assert said in str(caught.value)


def test_quantifiers_follow_the_draws(planted):
    found = judged(BASE, planted.ensemble, planted.groups)
    assert quantified(found["deterrence"], chance(found["deterrence"]))["most"] == "yes"
    assert quantified(found["spiral"], chance(found["spiral"]))["most"] == "no"
    sure = found["deterrence"]._replace(truth=np.ones((1, PLAN.draws)))
    assert quantified(sure, chance(sure)) == {"all": "yes", "most": "yes", "some": "yes"}
