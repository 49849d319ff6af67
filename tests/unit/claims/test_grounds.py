"""What an answer rests on: shares by mark, power-scaled priors, nearest cases, the sentence."""

import math
from dataclasses import replace

import numpy as np
import pytest

from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture
from foedus.claims.chance import Chance
from foedus.claims.claim import Claim
from foedus.claims.prior_sensitivity import likelihood_sensitivity, log_density, prior_sensitivity, scaled
from foedus.claims.sentence import decides, sentence
from foedus.claims.shares import Shares, explained, ranked, shares
from foedus.claims.support import FEATURES, analogues, compared, support
from foedus.errors import NotBuilt
from foedus.outcomes.membership import world_groups
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from foedus.theories.priors import parse_prior, quantile
from foedus.world import find

CLAIM = Claim("c", "m", "t", ("Jervis1978",), "members", "targeted", "less", "pact")
SOME = Chance(0.7, 0.02, 0.1, 0.01, 0.0, 1.0, 256)
NONE = theory("no-theory")


@pytest.fixture(scope="module")
def beliefs():
    return [draw_parameters(NONE, 1, 512)]


@pytest.mark.parametrize(
    ("parameter", "field"), [("distinguishability", "unidentified"), ("fear", "weak"), ("free_riding", "data")]
)
def test_a_planted_cause_gets_its_mark(beliefs, parameter, field):
    values = beliefs[0][parameter]
    found = shares((values > np.median(values)).astype(float)[None, :], beliefs)
    parts = {name: getattr(found, name) for name in ("data", "weak", "unidentified")}
    assert parts[field] > 0.5 and sum(parts.values()) - parts[field] < 0.05
    assert sum(parts.values()) + found.unexplained == pytest.approx(1.0)


def test_pure_luck_is_traced_to_nothing(beliefs):
    truth = np.random.default_rng(3).integers(0, 2, (1, 512)).astype(float)
    found = shares(truth, beliefs)
    assert found.unexplained > 0.97 and found.data < 0.02 and found.unidentified < 0.02


def test_two_causes_of_two_marks_share_alike(beliefs):
    u = [(beliefs[0][name].argsort().argsort() + 0.5) / 512 for name in ("distinguishability", "fear")]
    found = shares((u[0] + u[1] > 1.0).astype(float)[None, :], beliefs)
    assert found.weak == pytest.approx(found.unidentified, abs=0.1) and found.data < 0.05


def test_what_never_varies_and_too_few_draws_give_no_shares(beliefs):
    assert not shares(np.ones((1, 512)), beliefs).known
    assert not shares(np.tile([0.0, 1.0], 8)[None, :], [beliefs[0][:16]]).known
    assert explained(np.ones(40), np.zeros((40, 0)), np.arange(40) % 5) == 0.0


def test_ranks_share_their_mean_where_values_are_equal():
    assert ranked(np.array([[1.0], [3.0], [3.0], [9.0]]))[:, 0].tolist() == [-0.75, 0.0, 0.0, 0.75]


@pytest.mark.parametrize("text", ["N(0.2,0.3)", "LN(2,0.5)", "Beta(3,5)", "N+(0.3,0.2)"])
def test_log_densities_are_the_slopes_of_the_quantiles(text):
    """Up to a constant: the density is 1 over the slope of the quantile function."""
    prior, at, step = parse_prior(text), np.array([0.3, 0.5, 0.8]), 1e-6
    slope = (quantile(prior, at + step) - quantile(prior, at - step)) / (2.0 * step)
    got = log_density(prior, quantile(prior, at))
    assert np.diff(got) == pytest.approx(np.diff(-np.log(slope)), abs=1e-5)


def test_sharpening_a_prior_moves_the_chance_as_by_hand():
    """Truth is |z| < 1 for z ~ N(0,1): with power a it is 2 Phi(sqrt(a)) - 1."""
    values = quantile(parse_prior("N(0,1)"), (np.arange(20_000) + 0.5) / 20_000)
    truth = (np.abs(values) < 1.0).astype(float)[None, :]
    change, error = scaled(truth, log_density(parse_prior("N(0,1)"), values)[None, :])
    chances = [math.erf(math.sqrt(power / 2.0)) for power in (0.8, 1.25)]
    assert change == pytest.approx((chances[1] - chances[0]) / math.log2(1.25 / 0.8), abs=2e-3)
    assert 0.0 < error < 0.01


def test_a_planted_prior_leads_the_list_and_others_stay_silent():
    draws = draw_parameters(NONE, 1, 1024)
    truth = (np.abs(draws["fear"]) < 0.15).astype(float)[None, :]
    found = prior_sensitivity(truth, [NONE], [draws], 1)
    assert [one.name for one in found[:3]] == ["D", "W", "B"]
    assert found[3].name == "fear" and found[3].change > 0.1
    assert len(found) < 20


def test_weights_that_rest_on_few_draws_give_no_figure():
    logs = np.zeros((1, 200))
    logs[0, 0] = 400.0
    assert math.isnan(scaled(np.ones((1, 200)), logs)[0])


def test_the_likelihood_part_is_not_built_by_name():
    with pytest.raises(NotBuilt, match="posterior"):
        likelihood_sensitivity()


def test_the_cases_of_the_record_are_sourced_and_near_themselves():
    every = {one.id: one for one in analogues()}
    assert {"seato_1954", "nato_1949", "nato_2004", "anzus_1951", "cento_1955", "rio_1947", "csto_1992", "league_1920",
            "un_1945", "csce_1975", "tac_1976", "arf_1994", "locarno_1925"} <= set(every)  # fmt: skip
    for one in every.values():
        assert one.source and one.fate and len(one.features) == len(FEATURES)
        found = compared(one.features)
        assert found.score == 1.0 and found.nearest[0][0] == one and not found.beyond
        assert any(case.id == "seato_1954" for case, _ in found.nearest)


def test_a_design_that_nobody_tried_is_said_to_lie_beyond():
    assert compared((1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0)).beyond


def test_designs_of_the_library_find_their_kind():
    world = find("asia-pacific-2023")
    kinds = {"bloc-extension": "nato", "shared-security": ("csce", "league", "un", "arf", "tac")}
    for name, kind in kinds.items():
        one = architecture(name)
        found = support(world, one, commitments(world, one, world.year + 2), world_groups(world, one))
        assert found is not None and found.nearest[0][0].id.startswith(kind)
        assert 0.0 < found.score < 1.0
        if name == "bloc-extension":
            assert found.kin == 4 and "4 of these are one treaty and one witness" in found.named
    assert support(world, architecture("status-quo"), None, None) is None


def test_the_sentence_says_where_theories_part_and_that_it_flips():
    by_theory = {"spiral": replace(SOME, chance=0.02), "deterrence": replace(SOME, chance=0.98)}
    said = sentence(CLAIM, (SOME, by_theory), Shares(0.1, 0.2, 0.1, 0.6, 0.3), {})
    assert "holds in 70 of 100 admissible beliefs (s.e. 2.0)" in said
    assert "by theory from 2 (spiral) to 98 (deterrence)" in said and "It flips inside" in said
    assert "cannot decide" not in said


def test_the_sentence_says_that_the_record_cannot_decide():
    said = sentence(CLAIM, (SOME, {}), Shares(0.1, 0.1, 0.4, 0.4, 0.0), {})
    assert "the record cannot decide it: 67 % of what could be traced" in said
    said = sentence(CLAIM, (SOME, {}), Shares(), {"plain": replace(SOME, chance=0.2)})
    assert "the record cannot decide it" in said and "takes it to 20 of 100" in said
    assert not decides(SOME, replace(SOME, chance=0.72)) and decides(SOME, replace(SOME, chance=0.95, mcse=0.01))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (replace(SOME, chance=1.0, mcse=0.0), "It flips in none of the beliefs drawn; up to 1.2 of 100"),
        (replace(SOME, chance=0.51), "which is not told apart from even"),
        (replace(SOME, chance=0.5, ties=1.0, mcse=0.0), "Nothing changes at all"),
        (replace(SOME, chance=0.999), "over 99 of 100"),
        (replace(SOME, chance=math.nan, withheld="luck"), "no chance is given, because luck hides"),
        (replace(SOME, chance=math.nan, withheld="cases"), "no chance is given, because too few beliefs have a case"),
    ],
)
def test_the_sentence_never_softens(one, said):
    assert said in sentence(CLAIM, (one, {}), Shares(), {})
    assert "nothing was simulated" in sentence(CLAIM, (replace(SOME, chance=1.0), {}), Shares(), {}, by_law=True)
