"""A game of one is the plain comparison; what is counted does not depend on what is expected."""

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.commitments import commitments
from foedus.architectures.joiners import restricted
from foedus.architectures.load import architecture
from foedus.claims.play import Terms, play
from foedus.outcomes.values import state_values
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from foedus.world import find

PLAN = Plan(draws=3, streams=2, years=4, horizons=(4,), expected=False)


def only_japan() -> Architecture:
    """`bloc-extension` that nobody but Japan joins."""
    return restricted(architecture("bloc-extension"), ("KOR", "AUS", "NZL"), ())


def test_a_game_of_one_is_the_plain_comparison():
    world, one = find("asia-pacific-2023"), theory("no-theory")
    game = play(world, only_japan(), ("JPN",), [one], PLAN, Terms({"JPN": 0.25}))
    laws = {"status-quo": commitments(world, architecture("status-quo"), 2027)}
    laws["design"] = commitments(world, only_japan(), 2027)
    beliefs = {"no-theory": draw_parameters(one, 1, 3)}
    whole = simulate(world, laws, beliefs, Plan(draws=3, streams=2, years=4, horizons=(4,)))
    at = world.codes.index("JPN")

    def burden(order: int) -> np.ndarray:
        loss, arms = (state_values(whole, name, 0, order, 4)[:, :, at] for name in ("loss", "arms-burden"))
        return (100.0 * loss + arms).mean(axis=1)

    found = game.payoffs["no-theory"].mean
    assert found.shape == (3, 2, 1) and (found[:, 0] == 0.0).all()
    assert np.allclose(found[:, 1, 0], burden(0) - burden(1) - 0.25, atol=1e-9)
