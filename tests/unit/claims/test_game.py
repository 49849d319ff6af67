"""Planted games are found; labels do not matter; what nobody plays is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.architectures.edit import AddParty, SetCooperation
from foedus.architectures.joiners import joiners, restricted
from foedus.architectures.load import architecture
from foedus.claims.game import bits, ends, equilibria, exit_costs, gains, moves, named, reached, thresholds
from foedus.claims.game_answer import answer, expected_game
from foedus.claims.payoffs import Payoffs, stacked
from foedus.claims.play import Game, check_candidates
from foedus.claims.slices import KINDS, slices
from foedus.claims.trap import trap, trapped
from foedus.errors import BadGame, BadNumber
from foedus.simulate.result import Plan


def two(both: float, out: float, inside: float, none: float) -> np.ndarray:
    """The same game for both players: both in, alone out, alone in, none in."""
    table = np.zeros((1, 4, 2))
    for k in (0, 1):
        table[0, 3, k], table[0, 1 << (1 - k), k], table[0, 1 << k, k], table[0, 0, k] = both, out, inside, none
    return table


PLANTED = {
    "harmony": (3, 1, 2, 0),
    "deadlock": (0, 2, 1, 3),
    "prisoner's dilemma (join)": (2, 3, 0, 1),
    "prisoner's dilemma (stay out)": (1, 0, 3, 2),
    "stag hunt (join)": (3, 2, 0, 1),
    "stag hunt (stay out)": (1, 0, 2, 3),
    "chicken (join)": (2, 3, 1, 0),
    "chicken (stay out)": (0, 1, 3, 2),
    "other": (0, 3, 2, 1),
    "tie": (1, 1, 0, 0),
}


@pytest.mark.parametrize(("name", "order"), PLANTED.items())
def test_a_planted_game_of_two_is_named(name, order):
    (found,) = slices(two(*order))
    assert KINDS[int(found.kind[0])] == name


def test_every_name_can_be_found():
    assert set(PLANTED) == set(KINDS)


def test_unlike_players_make_another_game():
    payoff = two(*PLANTED["harmony"])
    payoff[:, :, 1] = two(*PLANTED["deadlock"])[:, :, 1]
    assert KINDS[int(slices(payoff)[0].kind[0])] == "other"


@pytest.mark.parametrize(
    ("name", "stable"),
    [
        ("harmony", {3}),
        ("deadlock", {0}),
        ("prisoner's dilemma (join)", {0}),
        ("prisoner's dilemma (stay out)", {3}),
        ("stag hunt (join)", {0, 3}),
        ("chicken (join)", {1, 2}),
        ("tie", {0, 1, 2, 3}),
    ],
)
def test_equilibria_of_planted_games(name, stable):
    assert set(np.flatnonzero(equilibria(two(*PLANTED[name]))[0])) == stable


def test_the_trap_is_found_where_each_step_pays_and_the_end_is_worse():
    assert trap(two(*PLANTED["prisoner's dilemma (stay out)"])).tolist() == [True]
    for name in set(PLANTED) - {"prisoner's dilemma (stay out)"}:
        assert not trap(two(*PLANTED[name])).any(), name


def test_a_trap_of_three_needs_every_mover_worse_off():
    inside = bits(3)
    joined = inside.sum(axis=1)[:, None]
    payoff = (1.0 * inside - 0.6 * joined)[None]  # joining gains .4, each other that joins costs .6
    assert trapped(payoff)[0].tolist() == [False] * 7 + [True]
    spared = payoff.copy()
    spared[0, 7, 2] = 0.5
    assert not trap(spared).any()


def test_a_stag_hunt_of_three_has_a_threshold_and_no_way_there_alone():
    inside = bits(3)
    payoff = np.where(inside, inside.sum(axis=1)[:, None] - 1.5, 0.0)[None]  # alone -.5, two .5, three 1.5
    assert thresholds(payoff).tolist() == [[1, 1, 1]]
    assert np.flatnonzero(equilibria(payoff)[0]).tolist() == [0, 7]
    assert np.flatnonzero(ends(payoff)[0]).tolist() == [0]
    assert np.flatnonzero(ends(payoff, start=3)[0]).tolist() == [7]
    assert exit_costs(payoff).tolist() == [[1.5, 1.5, 1.5]]


def test_a_game_without_a_stable_coalition_has_no_end():
    payoff = two(0, 1, 1, 0)
    payoff[0, :, 1] = [1, 0, 0, 1]  # matching pennies: one wants to differ, the other to match
    assert not equilibria(payoff).any() and not ends(payoff).any()
    assert reached(payoff).all()


tables = st.integers(1, 4).flatmap(
    lambda c: st.lists(st.integers(-3, 3), min_size=2**c * c, max_size=2**c * c).map(
        lambda flat: np.array(flat, float).reshape(1, 2**c, c)
    )
)


@settings(deadline=None, max_examples=60)
@given(payoff=tables, data=st.data())
def test_new_labels_permute_everything(payoff, data):
    number = payoff.shape[2]
    order = data.draw(st.permutations(range(number)))
    turned = np.array([sum(1 << at for at, k in enumerate(order) if s >> k & 1) for s in range(2**number)])
    new = np.empty_like(payoff)
    new[:, turned] = payoff[:, :, order]
    assert (equilibria(new)[:, turned] == equilibria(payoff)).all()
    assert (ends(new)[:, turned] == ends(payoff)).all()
    assert (thresholds(new) == thresholds(payoff)[:, order]).all()
    assert (trap(new) == trap(payoff)).all()


@settings(deadline=None, max_examples=60)
@given(payoff=tables)
def test_nobody_moves_from_an_end_and_gains_say_so(payoff):
    found = ends(payoff)
    assert not moves(payoff)[found].any()
    one = payoff.shape[2] - 1
    at = np.arange(payoff.shape[1])
    assert (gains(payoff)[:, at, one] == gains(payoff)[:, at ^ 1 << one, one]).all()


def game_of(payoff: np.ndarray, noise: float, streams: int = 2) -> Game:
    number = payoff.shape[2]
    one = Payoffs(payoff, np.full(number, noise))
    plan = Plan(draws=len(payoff), streams=streams, expected=False)
    return Game("made-up", ("AAA", "BBB", "CCC")[:number], (), {}, 0.0, plan, {"no-theory": one})


def test_a_planted_dilemma_is_told_and_pure_luck_is_withheld():
    rng = np.random.default_rng(5)
    planted = two(*PLANTED["prisoner's dilemma (stay out)"]) + rng.normal(0, 0.1, (200, 4, 2))
    planted -= planted[:, :1]
    found = answer(game_of(planted, noise=1e-4))["theories"]["no-theory"]
    assert found["draws"]["p_trap"] > 0.95 and found["expected"]["verdict"][3] == "stable"
    assert found["expected"]["trap"] and found["expected"]["support"] == [0, 0, 0, 1]
    luck = rng.normal(0, 1.0, (200, 4, 2))
    luck -= luck[:, :1]
    held = answer(game_of(luck, noise=gains(luck).var(axis=0).mean()))["theories"]["no-theory"]
    assert held["draws"]["p_trap"] is None and held["draws"]["equilibrium"] is None
    assert held["draws"]["threshold"] == {"AAA": None, "BBB": None}


def test_one_stream_tells_nothing_of_single_draws_and_nothing_at_all_is_a_tie():
    assert not Payoffs(np.ones((9, 2, 1)).cumsum(axis=0), np.array([np.nan])).told.any()
    still = Payoffs(np.zeros((9, 4, 2)), np.zeros(2))
    assert still.told.all()
    assert expected_game(still, 1)["verdict"] == ["stable"] * 4


def test_pooled_error_averages_theories_within_a_draw():
    one = np.random.default_rng(1).normal(size=(50, 2, 1))
    first = Payoffs(one, np.zeros(1))
    assert np.allclose(stacked([first, first]).mcse(), first.mcse())
    other = Payoffs(-one, np.zeros(1))
    assert np.allclose(stacked([first, other]).mcse(), 0.0)


@pytest.mark.parametrize(
    ("candidates", "costs", "said"),
    [
        ((), {}, "No candidates"),
        (("JPN",) * 2, {}, "twice"),
        (("FRA",), {}, "'FRA' does not join 'bloc-extension'. Those that join: JPN, KOR, AUS, NZL"),
        (tuple("ABCDEFGHIJKLMNOPQRST"), {}, "20 candidates make 1,048,576 coalitions; at most 7"),
        (("JPN",), {"KOR": 1.0}, "is no candidate"),
    ],
)
def test_a_game_that_cannot_be_played_is_refused(candidates, costs, said):
    with pytest.raises(BadGame, match=said):
        check_candidates(architecture("bloc-extension"), candidates, costs)


def test_a_cost_that_is_no_number_and_a_design_nobody_joins_are_refused():
    with pytest.raises(BadNumber, match="autonomy"):
        check_candidates(architecture("bloc-extension"), ("JPN",), {"JPN": float("nan")})
    with pytest.raises(BadGame, match="Nobody joins it by name"):
        check_candidates(architecture("enhanced-cooperation"), ("JPN",), {})


def test_the_design_of_a_coalition_holds_its_members_and_no_other_candidate():
    one = architecture("bloc-extension")
    assert joiners(one) == ("JPN", "KOR", "AUS", "NZL")
    assert restricted(one, joiners(one), joiners(one)) == one
    assert restricted(one, joiners(one), ()).steps == ()
    step = restricted(one, joiners(one), ("KOR",)).steps[0]
    assert isinstance(step.edits[0], AddParty) and step.edits[0].states == ("KOR",)
    assert isinstance(step.edits[2], SetCooperation)
    assert step.edits[2].pairs == ((("@nato_1949",), ("KOR",)), (("KOR",), ("KOR",)))
    assert joiners(restricted(one, ("JPN",), ())) == ("KOR", "AUS", "NZL")
    assert named(5, ("A", "B", "C")) == "A C" and named(0, ("A",)) == "nobody"


@pytest.mark.parametrize("name", ["pacific-treaty", "shared-security", "neutrality", "two-blocs"])
def test_parties_of_a_new_treaty_are_candidates_too(name):
    one = architecture(name)
    assert joiners(one)
    out = joiners(one)[1]
    left = restricted(one, (out,), ())
    assert out not in joiners(left) and len(joiners(left)) == len(joiners(one)) - 1
