"""An ensemble is the same whoever runs it and beside whatever; and what an edit cannot reach stays bit for bit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.simulate.result import Ensemble
from tests.tiny import (
    RESULTS,
    Duty,
    Order,
    TinyCommitments,
    always,
    assert_same,
    commitments,
    differs,
    draws,
    edited,
    pact,
    run,
    some_law,
)
from tests.tiny_world import relabelled, world

YEARS = 4
COUNTED = tuple(name for name in RESULTS if name not in ("expected", "path"))  # of every stream and horizon
QUO = some_law()
NEW = replace(QUO, duties=QUO.duties + tuple(d for d in pact(6, [2, 3, 4]) if d not in QUO.duties))


def compare(new: Any, parameters: Any, **plan: Any) -> Ensemble:
    """The status quo and one other architecture."""
    made = new if isinstance(new, TinyCommitments) else edited(QUO, new, plan.get("years", YEARS))
    return run({"status-quo": always(QUO, plan.get("years", YEARS)), "new": made}, parameters, **plan)


# --- The same result however it is run


@pytest.fixture(scope="module")
def base() -> Ensemble:
    return compare(NEW, draws(6))


@pytest.mark.parametrize("threads", [2, 7, None])
def test_threads_change_nothing(base, threads):
    assert_same(base, compare(NEW, draws(6), threads=threads))


def test_a_draw_does_not_depend_on_how_many_are_drawn(base):
    first = (slice(None), slice(None), slice(0, 2))
    assert_same(base, compare(NEW, draws(6)[:2], draws=2), first)
    assert_same(base, compare(NEW, draws(2), draws=2), first)


def test_a_stream_does_not_depend_on_how_many_there_are(base):
    more = compare(NEW, draws(6), streams=3)
    for name in COUNTED:
        np.testing.assert_array_equal(getattr(more, name)[:, :, :, :2], getattr(base, name), err_msg=name)
    np.testing.assert_array_equal(more.expected, base.expected)


def test_a_longer_run_begins_as_a_shorter_one(base):
    longer = compare(NEW, draws(6), years=7, horizons=(4, 7))
    for name in COUNTED:
        np.testing.assert_array_equal(getattr(longer, name)[:, :, :, :, 0], getattr(base, name)[:, :, :, :, 0])
    assert longer.report_years[:2] == base.report_years[:2]
    np.testing.assert_array_equal(longer.expected[:, :, :, :2], base.expected[:, :, :, :2])
    np.testing.assert_array_equal(longer.path[:, :, :, :4], base.path)


def test_what_else_is_run_changes_nothing(base):
    """Nothing is left over in the workspaces from another theory, architecture or draw."""
    other = always(Order(6, pact(6, [0, 1, 5]), tier=np.full((6, 6), 3)), YEARS)
    made = {"status-quo": always(QUO, YEARS), "other": other, "new": edited(QUO, NEW, YEARS)}
    many = run(made, {"spiral": draws(6, "spiral"), "no-theory": draws(6), "bargaining": draws(6, "bargaining")})
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(many, name)[1, [0, 2]], getattr(base, name)[0], err_msg=name)


def test_another_seed_is_another_luck(base):
    assert (compare(NEW, draws(6), seed=2).system != base.system).any()


def test_order_of_architectures_is_that_asked_for():
    made = {"new": edited(QUO, NEW, YEARS), "status-quo": always(QUO, YEARS)}
    assert run(made, draws(1)).architectures == ("status-quo", "new")


# --- What an edit cannot reach


def test_the_status_quo_differs_from_itself_by_nothing(base):
    assert not differs(compare(always(QUO, YEARS), draws(6)))
    assert differs(base)


@pytest.mark.parametrize(
    "same",
    [
        edited(QUO, some_law(), YEARS),  # a period of its own, equal law
        edited(QUO, some_law(), YEARS, enters=3),
        commitments([QUO, some_law(), QUO], [0, 1, 2, 1, 0]),
        always(replace(QUO, duties=QUO.duties[::-1]), YEARS),  # rows written in another order
    ],
    ids=["at the start", "later", "to and fro", "another order"],
)
def test_an_edit_that_changes_no_duty_tie_or_institution_changes_nothing(same):
    """Invariant 8, also for quarrels that appear during the run."""
    assert not differs(compare(same, draws(6, disputes_per_year_target=6.0)))


def test_a_law_that_appears_and_never_holds_changes_nothing():
    assert not differs(compare(commitments([QUO, NEW], [0] * (YEARS + 1)), draws(4)))


def with_ties() -> Order:
    tier = QUO.of_pairs("tier", int).copy()
    tier[1, 4] = tier[4, 1] = 6
    tier[2, 3] = tier[3, 2] = 5
    return replace(QUO, tier=tier)


NO_COOPERATION = dict.fromkeys(
    ("access_projection", "doubt_cooperation", "cooperation_threat", "cooperation_joining"), 0.0
)


def test_cooperation_does_nothing_when_its_weights_are_0():
    assert not differs(compare(with_ties(), draws(5, **NO_COOPERATION)))


@pytest.mark.parametrize("weight", NO_COOPERATION)
def test_each_weight_of_cooperation_does_something(weight):
    changed = NO_COOPERATION | {weight: 0.5}
    wild = {"distinguishability": 0.2, "encirclement_hostility": 0.5, "disputes_per_year_target": 8.0}
    assert differs(compare(with_ties(), draws(5, **wild, **changed)))


def deeper() -> Order:
    depth = np.full((6, 6), 0.5)
    np.fill_diagonal(depth, 0.0)
    restraint = np.ones((6, 6)) - np.eye(6)
    return replace(QUO, depth=depth, restraint=restraint)


NO_INSTITUTION = dict.fromkeys(
    ("institution_peace_value", "promise_restraint", "institution_calming", "doubt_institution"), 0.0
)


def test_institutions_do_nothing_when_their_weights_are_0():
    assert not differs(compare(deeper(), draws(5, **NO_INSTITUTION)))


@pytest.mark.parametrize("weight", NO_INSTITUTION)
def test_each_weight_of_institutions_does_something(weight):
    assert differs(compare(deeper(), draws(5, disputes_per_year_target=8.0, **NO_INSTITUTION | {weight: 0.1})))


@pytest.mark.parametrize("theory", ["no-theory", "bargaining", "spiral"])
def test_a_pair_that_an_edit_cannot_reach_never_changes_in_the_first_year(theory):
    """A duty of 4 to help 1 against 0 reaches what 0 and 1 do to each other, 1 and 4 as allies, and nobody else."""
    new = replace(QUO, duties=(*QUO.duties, Duty(4, 0, 1)))
    found = compare(new, draws(8, theory))
    year_1 = found.expected[:, :, :, 0]
    others = [2, 3, 5]
    np.testing.assert_array_equal(year_1[:, 1][..., others, :], year_1[:, 0][..., others, :])
    assert (year_1[:, 1][..., 1, :] != year_1[:, 0][..., 1, :]).any()


def test_weapons_reach_only_those_who_quarrel_with_the_armed():
    """An offensive posture of 2 frightens its rival 3; the first year of other targets than 2 and 3 is untouched."""
    posture = np.full(6, np.nan)
    posture[2] = 1.0
    found = compare(replace(QUO, offensive_share=posture), draws(5, fear=0.4))
    year_1 = found.expected[0, :, :, 0]
    np.testing.assert_array_equal(year_1[1][:, [0, 1, 4, 5]], year_1[0][:, [0, 1, 4, 5]])
    assert (year_1[1][:, 2] != year_1[0][:, 2]).any()


# --- Dated paths (MODEL section 24)


def test_a_schedule_of_one_step_at_the_start_is_the_static_edit():
    static = edited(QUO, NEW, YEARS)
    in_steps = commitments([QUO, NEW, NEW], [0, 1, 2, 2, 1])
    made = {"status-quo": always(QUO, YEARS), "static": static, "steps": in_steps}
    found = run(made, draws(6, disputes_per_year_target=6.0))
    assert not differs(found, 1, 2)
    assert differs(found, 1, 0)


def test_years_before_the_announcement_are_those_of_the_status_quo():
    entry = 6
    announced = [0, 0, 0, 1, 1, 1, 1, 1, 1]
    late = commitments([QUO, NEW], [int(year >= entry) for year in range(9)], announced)
    found = compare(late, draws(6, preventive_motive=3.0), years=8, horizons=(2, 5, 8))
    for name in COUNTED:
        values = getattr(found, name)
        np.testing.assert_array_equal(values[:, 1, :, :, 0], values[:, 0, :, :, 0], err_msg=name)
    np.testing.assert_array_equal(found.expected[:, 1, :, :2], found.expected[:, 0, :, :2])
    assert found.report_years[2] == 5  # announced, not yet in force: the window of preventive logic
    assert (found.expected[:, 1, :, 2] != found.expected[:, 0, :, 2]).any()
    blind = compare(late, draws(6, preventive_motive=0.0), years=5, horizons=(5,))
    assert not differs(blind)


def test_arms_that_an_architecture_sets_change_at_once_and_stay():
    factor = np.ones(6)
    factor[4] = 2.0
    calm = {"disputes_per_year_target": 0.01, "arms_noise": 0.0, "arms_reaction": 0.0, "free_riding": 0.0}
    found = compare(replace(QUO, arms_factor=factor), draws(2, **calm), horizons=(1, 4))
    ratio = found.arms[0, 1] / found.arms[0, 0]
    np.testing.assert_allclose(ratio[..., 4], 2.0, rtol=1e-5)
    np.testing.assert_allclose(np.delete(ratio, 4, axis=-1), 1.0, rtol=1e-5)


# --- The shape of the results


def test_horizons_are_parts_of_one_history():
    found = run({"status-quo": always(QUO, 6)}, draws(4, war_share=0.5), years=6, horizons=(1, 3, 6))
    assert (np.diff(found.war_years.astype(int), axis=4) >= 0).all()
    assert (found.war_years.sum(axis=-1) <= np.array([1, 3, 6])[:, None]).all()
    totals = [found.system_names.index(name) for name in ("disputes", "reciprocated", "fights", "wars")]
    counted = found.system[..., totals]
    assert (np.diff(counted, axis=4) >= 0).all()
    assert (np.diff(counted, axis=-1) <= 0).all()  # each a part of the one before


def test_chances_are_chances_and_each_a_part_of_the_one_before(base):
    assert (base.expected > 0).all()
    assert (base.expected < 1).all()
    assert (np.diff(base.expected, axis=-1) < 0).all()


def test_relabelled_states_are_the_same_states_on_average():
    """Luck is named by position, so single histories differ; expected outcomes of a year without errors do not."""
    order = np.array([4, 2, 5, 0, 1, 3])
    silent = {"reliability_spread": 0.0, "hidden_commitment_sd": 0.0, "doubt_sd": 0.0, "capability_noise": 0.0,
              "shock_sd": 0.0}  # fmt: skip
    land = world()
    one = run({"status-quo": always(Order(6), 1)}, draws(3, **silent), land, years=1, horizons=(1,))
    moved = relabelled(land, order)
    made = replace(always(Order(6), 1), codes=moved.codes)
    other = run({"status-quo": made}, draws(3, **silent), moved, years=1, horizons=(1,))
    np.testing.assert_allclose(other.expected, one.expected[..., order, :], rtol=1e-6)
    assert other.codes == tuple(one.codes[a] for a in order)
