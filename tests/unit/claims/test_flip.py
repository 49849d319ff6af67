"""Where a claim reverses: planted regions are found on held-out draws, and without one the answer is 'nowhere'."""

import json

import numpy as np
import pytest

from foedus.claims.assumptions import assumptions, chosen, free_parameters, phrase, phrases, region_words
from foedus.claims.flip import NOWHERE, REVERSES, flip, halves
from foedus.claims.flip_answer import flip_answer
from foedus.claims.prim import measured
from foedus.errors import BadInput, UnknownParameter
from foedus.model.params import PARAMETERS
from foedus.report.flip_figures import check_path, flip_figure
from foedus.report.flip_told import payload, told
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory

DRAWS = 256


def space(chance, theories=("spiral", "deterrence", "no-theory"), seed: int = 5, over=None):
    """Real draws of real theories; the truth of a made-up claim follows `chance` of the parameters."""
    rng = np.random.default_rng(seed)
    beliefs = {one: draw_parameters(theory(one), 1, DRAWS) for one in theories}
    truth = {one: (rng.random(DRAWS) < chance(draws)).astype(float) for one, draws in beliefs.items()}
    return assumptions(beliefs, truth, over)


def in_corner(draws):
    return np.where((draws["offensive_share"] < 0.45) & (draws["token_finding"] > 0.2), 0.1, 0.95)


def test_a_planted_region_is_found_and_stands_on_draws_it_was_not_fitted_on():
    rows = space(in_corner)
    found = flip(rows.table, rows.truth, rows.draws)
    assert found.verdict == REVERSES and found.reverses_to == "fails" and found.box is not None
    box = found.box.parts[0]
    assert {rows.names[at] for at in box.restricted} == {"offensive_share", "token_finding"}
    assert box.high[rows.names.index("offensive_share")] == pytest.approx(0.45, abs=0.06)
    assert found.box.held_out.density > 0.7 and found.box.held_out.error < 0.08
    assert found.tree is not None and found.tree.verdict == REVERSES


def test_a_claim_that_mostly_fails_reverses_where_it_holds():
    rows = space(lambda draws: 1.0 - in_corner(draws))
    found = flip(rows.table, rows.truth, rows.draws)
    assert found.reverses_to == "holds" and found.verdict == REVERSES


@pytest.mark.parametrize("level", [0.5, 0.7, 0.97, 1.0])
def test_a_planted_null_flips_nowhere(level):
    verdicts = []
    for seed in range(5):
        rows = space(lambda draws: np.full(len(draws), level), seed=seed)
        verdicts.append(flip(rows.table, rows.truth, rows.draws).verdict)
    assert verdicts.count(NOWHERE) >= 4 and REVERSES not in verdicts


def test_a_claim_that_weakens_and_never_reverses_is_not_said_to_flip():
    rows = space(lambda draws: np.where(draws["offensive_share"] < 0.5, 0.65, 0.95))
    found = flip(rows.table, rows.truth, rows.draws)
    assert found.verdict != REVERSES
    assert "nowhere you declared possible" in told(flip_answer(rows, rows.theories), "T")


def test_no_draw_is_fitted_and_held_out():
    draws = np.tile(np.arange(31), 6)
    fit = halves(draws)
    assert not set(draws[fit]) & set(draws[~fit]) and abs(fit.mean() - 0.5) < 0.02


def test_a_region_of_unidentified_parameters_is_one_the_record_cannot_decide():
    answer = flip_answer(space(in_corner), ("spiral", "deterrence", "no-theory"))
    assert {PARAMETERS[one].mark for one in ("offensive_share", "token_finding")} == {"B"}
    assert answer.record == "cannot"
    said = told(answer, "T")
    assert "The record cannot decide this" in said
    assert "if most military effort is defensive in truth (offensive_share < 0.4" in said
    assert set(answer.pair or ()) == {"offensive_share", "token_finding"}
    assert all(len(line) <= 100 for line in said.split("\n"))


def test_a_region_of_data_parameters_is_one_the_record_can_decide():
    rows = space(lambda draws: np.where(draws["war_cost"] < 0.4, 0.1, 0.95))
    answer = flip_answer(rows, rows.theories)
    assert answer.record == "can" and "cannot decide" not in told(answer, "T")


def test_only_the_theories_that_are_pooled_are_pooled():
    rows = space(in_corner)
    answer = flip_answer(rows, ("spiral", "deterrence"))
    assert answer.pooled.rows == 2 * DRAWS
    assert [row.theory for row in answer.theories] == ["spiral", "deterrence", "no-theory"]
    assert all(row.flip is not None and row.rows == DRAWS for row in answer.theories)
    assert answer.theories[0].chance_inside < 0.4


def test_the_json_is_plain_and_whole():
    answer = flip_answer(space(in_corner, over=("offensive_share", "token_finding", "war_cost")), ("spiral",))
    found = json.loads(json.dumps(payload(answer, {"name": "n"}), allow_nan=False))
    assert found["verdict"] == REVERSES
    assert found["parameters"] == ["offensive_share", "token_finding", "war_cost"]
    assert {one["parameter"] for one in found["box"]["boxes"][0]["limits"]} == {"offensive_share", "token_finding"}
    assert found["box"]["held_out"]["rows"] > 0 and found["tiles"]["parameters"]


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_the_figure_is_the_same_bytes_twice(tmp_path, suffix):
    answer = flip_answer(space(in_corner), ("spiral", "deterrence"))
    for name in ("a", "b"):
        flip_figure(answer, "T", tmp_path / f"{name}{suffix}")
    once, again = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("a", "b"))
    assert once == again and len(once) > 10_000


def test_a_draw_without_a_case_is_left_out_and_counted():
    beliefs = {"spiral": draw_parameters(theory("spiral"), 1, 80)}
    truth = np.ones(80)
    truth[:10] = np.nan
    rows = assumptions(beliefs, {"spiral": truth})
    assert len(rows.truth) == 70 and rows.left_out == {"spiral": 10}


def test_too_few_draws_are_refused_with_the_fix():
    with pytest.raises(BadInput, match="--draws"):
        flip(np.ones((20, 2)), np.ones(20), np.arange(20))


def test_a_wrong_name_says_the_nearest():
    with pytest.raises(UnknownParameter, match="distinguishability"):
        chosen(["distinguishabilty"])
    with pytest.raises(BadInput, match="fixed"):
        chosen(["distance_scale_km"])
    with pytest.raises(BadInput, match="--over"):
        chosen([])
    with pytest.raises(BadInput, match="no kind of picture"):
        check_path("a.gif")


def test_every_parameter_has_words_for_both_ends():
    assert set(phrases()) == set(free_parameters())
    for name, (low, high) in phrases().items():
        assert low and high and low != high, name
        assert not {"attack", "aggressive", "hostile"} & {*low.split(), *high.split()}, name


def test_words_say_which_end_is_meant():
    assert phrase("distinguishability", -np.inf, 0.35) == "rivals read arms as offensive (distinguishability < 0.35)"
    names = ("distinguishability", "fear")
    table, interest = np.random.default_rng(0).random((50, 2)), np.ones(50)
    box = measured(np.array([-np.inf, -0.2]), np.array([0.35, np.inf]), table, interest)
    assert region_words(box, names) == (
        "if rivals read arms as offensive (distinguishability < 0.35), "
        "unless threat does not push states to act (fear < -0.2)"
    )
    both = measured(np.array([0.2, -np.inf]), np.array([0.35, np.inf]), table, interest)
    assert "lies between 0.2 and 0.35" in region_words(both, names)
