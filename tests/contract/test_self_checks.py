"""Checks that keep the tool honest: what must come out as nothing, as itself, or as its mirror image, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from foedus.architectures.commitments import Commitments, commitments
from foedus.architectures.load import architecture
from foedus.claims.run import COOPERATION, INSTITUTIONS
from foedus.simulate.ensemble import simulate
from foedus.simulate.frames import RESULTS
from foedus.simulate.result import STATUS_QUO, Ensemble, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from foedus.world.load import embedded
from tests.tiny import Order, always, draws, edited, pact, run
from tests.tiny_world import TinyWorld, relabelled, world

YEARS = 6
NOISES = ("reliability_spread", "hidden_commitment_sd", "doubt_sd", "capability_noise", "shock_sd", "arms_noise")
SILENT = {**dict.fromkeys((*NOISES, "hostility_noise", "dispute_hostility"), 0.0), "war_share": 1e-12}


@pytest.fixture(scope="module")
def laws() -> dict[str, Commitments]:
    here = embedded("asia-pacific-2023")
    named = (STATUS_QUO, "shared-security", "enhanced-cooperation")
    return {name: commitments(here, architecture(name), here.year + YEARS) for name in named}


def small(laws: Mapping[str, Commitments], silenced: Sequence[str]) -> Ensemble:
    """Two draws of two theories on the embedded world, with some parameters at 0."""
    beliefs = {}
    for name in ("institutions", "no-theory"):
        beliefs[name] = draw_parameters(theory(name), 1, 2)
        for parameter in silenced:
            beliefs[name][parameter] = 0.0
    return simulate(embedded("asia-pacific-2023"), laws, beliefs, Plan(1, 2, 2, YEARS, (YEARS,)))


def same(found: Ensemble, a: int, b: int) -> bool:
    return all(np.array_equal(getattr(found, name)[:, a], getattr(found, name)[:, b]) for name in RESULTS)


def test_an_order_compared_with_itself_differs_by_exactly_nothing(laws):
    assert same(small({STATUS_QUO: laws[STATUS_QUO], "again": laws[STATUS_QUO]}, ()), 1, 0)


def test_shared_security_does_nothing_when_nothing_makes_institutions_or_restraint_matter(laws):
    made = {name: laws[name] for name in (STATUS_QUO, "shared-security")}
    assert same(small(made, INSTITUTIONS), 1, 0)
    assert not same(small(made, INSTITUTIONS[1:]), 1, 0)


def test_enhanced_cooperation_does_nothing_when_cooperation_weighs_nothing(laws):
    made = {name: laws[name] for name in (STATUS_QUO, "enhanced-cooperation")}
    assert same(small(made, COOPERATION), 1, 0)
    assert not same(small(made, COOPERATION[1:]), 1, 0)


def two_equal_blocs() -> TinyWorld:
    """States 0-2 and 3-5 are images of one another: state a and state (a + 3) % 6 differ in name only."""
    half, order = world(6, seed=5), (np.arange(6) + 3) % 6
    other = relabelled(half, order)
    fields = {}
    for name in ("gdp_usd_bn", "arms_usd_bn", "democracy", "claim", "distance_km", "hostility_0"):
        fields[name] = (getattr(half, name) + getattr(other, name)) / 2.0
    for name in ("nuclear", "major", "land", "sea", "sea_only"):
        fields[name] = getattr(half, name) | getattr(other, name)
    return TinyWorld(**(vars(half) | fields | {"growth": np.full(6, np.nan)}))


def test_the_mirror_image_of_a_bloc_has_the_mirror_image_of_its_effects():
    """Luck is named by state, so this is asked of expected outcomes without luck; there it must be exact."""
    land, swap = two_equal_blocs(), (np.arange(6) + 3) % 6
    quo = Order(6, pact(6, [0, 1]) + pact(6, [3, 4]))
    one = Order(6, pact(6, [0, 1, 2]) + pact(6, [3, 4]))
    other = Order(6, pact(6, [0, 1]) + pact(6, [3, 4, 5]))
    made = {STATUS_QUO: always(quo, YEARS), "one": edited(quo, one, YEARS), "other": edited(quo, other, YEARS)}
    found = run(made, draws(5, **SILENT), land, streams=1, years=YEARS, horizons=(YEARS,))
    level = found.expected[0]
    np.testing.assert_allclose(level[0][..., swap, :], level[0], rtol=1e-6)
    np.testing.assert_allclose(level[1][..., swap, :], level[2], rtol=1e-6)
    np.testing.assert_allclose(found.arms[0, 1][..., swap], found.arms[0, 2], rtol=1e-6)
    assert np.abs(level[1] / level[2] - 1.0).max() > 1e-3
