"""The analytic checks of polarisation, blocs, frustration, diversity and cohesion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.outcomes import blocs
from foedus.outcomes.blocs import (
    communities,
    cross_density,
    effective_number,
    frustration,
    polarisation,
    shares_of,
)
from foedus.outcomes.diversity import between_share, quadratic_entropy


def camps(sizes, across=0.0, inside=1.0):
    """Ties of camps: `inside` within, `across` between."""
    label = np.repeat(np.arange(len(sizes)), sizes)
    ties = np.where(label[:, None] == label[None, :], inside, across)
    np.fill_diagonal(ties, 0.0)
    return ties, label


def measured(ties, strength=None):
    label, _ = communities(ties)
    shares = shares_of(label, np.ones(len(ties)) if strength is None else strength)
    return polarisation(shares, cross_density(ties, label)), shares


def test_two_equal_closed_blocs_are_one():
    found, shares = measured(camps([4, 4])[0])
    assert found == pytest.approx(1.0)
    assert shares == pytest.approx([0.5, 0.5])
    assert effective_number(shares) == pytest.approx(2.0)


def test_one_bloc_is_nothing():
    found, shares = measured(camps([6])[0])
    assert found == 0.0 and effective_number(shares) == 1.0


def test_two_equal_blocs_half_tied_are_one_half():
    ties, label = camps([5, 5], across=0.5)
    assert polarisation(np.array([0.5, 0.5]), cross_density(ties, label)) == pytest.approx(0.5)


@given(st.floats(0.01, 0.99), st.floats(0.0, 1.0))
def test_two_blocs_by_the_formula(share, tied):
    """4 (p^2 q + q^2 p) (1 - x) = 4 p q (1 - x)."""
    density = np.array([[1.0, tied], [tied, 1.0]])
    found = polarisation(np.array([share, 1.0 - share]), density)
    assert found == pytest.approx(4 * share * (1 - share) * (1 - tied))
    assert 0.0 <= found <= 1.0


def test_many_small_blocs_polarise_less_than_two():
    closed = np.eye(10)
    assert polarisation(np.full(10, 0.1), closed) == pytest.approx(4 * 10 * 9 * 0.001)
    assert effective_number(np.full(10, 0.1)) == pytest.approx(10.0)


def test_strength_decides_the_shares():
    _, shares = measured(camps([3, 3])[0], np.array([3.0, 3.0, 3.0, 1.0, 1.0, 1.0]))
    assert shares == pytest.approx([0.75, 0.25])


def test_one_bridge_does_not_make_one_bloc():
    """The two camps of 1950: connected by one treaty, still two communities."""
    ties, label = camps([6, 6])
    ties[0, 6] = ties[6, 0] = 1.0
    assert (communities(ties)[0] == label).all()


def test_communities_are_the_same_every_time_and_renumbering_states_changes_nothing():
    rng = np.random.default_rng(3)
    ties = camps([5, 4, 6], across=0.05)[0] * rng.uniform(0.8, 1.2)
    label, reached = communities(ties)
    assert (communities(ties)[0] == label).all()
    order = rng.permutation(15)
    moved, again = communities(ties[np.ix_(order, order)])
    assert again == pytest.approx(reached)
    assert ((moved[:, None] == moved) == (label[order][:, None] == label[order])).all()


def test_states_without_a_tie_stand_alone():
    assert communities(-camps([4])[0])[0].tolist() == [0, 1, 2, 3]
    ties = np.zeros((3, 3))
    ties[0, 1] = ties[1, 0] = 1.0
    assert communities(ties)[0].tolist() == [0, 0, 1]


def test_a_balanced_world_is_not_frustrated_and_a_triangle_of_rivals_is_by_a_third():
    assert frustration(camps([4, 4], across=-0.7)[0]) == (0.0, True)
    assert frustration(-camps([3])[0]) == (pytest.approx(1 / 3), True)
    assert frustration(np.zeros((5, 5))) == (0.0, True)
    found, exact = frustration(camps([20, 20], across=-0.7)[0])
    assert found == pytest.approx(0.0, abs=1e-12) and not exact


@pytest.mark.parametrize("seed", range(8))
def test_the_search_finds_what_trying_every_split_finds(seed, monkeypatch):
    ties = np.random.default_rng(seed).normal(size=(12, 12))
    ties = ties + ties.T
    np.fill_diagonal(ties, 0.0)
    exact, tried = frustration(ties)
    monkeypatch.setattr(blocs, "EXACT", 3)
    assert tried and frustration(ties) == (pytest.approx(exact), False)


def test_quadratic_entropy_by_hand():
    assert quadratic_entropy(np.ones((5, 3))) == 0.0
    assert quadratic_entropy(np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])) == pytest.approx(0.5)
    assert quadratic_entropy(np.array([[0.0], [2.0]]), np.array([3.0, 1.0])) == pytest.approx(2 * 0.75 * 0.25 * 2)


@given(st.integers(1, 6))
def test_doubling_every_state_leaves_the_diversity(copies):
    points = np.random.default_rng(copies).normal(size=(4, 3))
    assert quadratic_entropy(np.repeat(points, copies, axis=0)) == pytest.approx(quadratic_entropy(points))


def test_cohesion_by_hand():
    ideal = np.array([0.0, 0.0, 2.0, 2.0])
    assert between_share(ideal, np.array([0, 0, 1, 1])) == 1.0
    assert between_share(ideal, np.array([0, 1, 0, 1])) == 0.0
    assert between_share(ideal, np.zeros(4, int)) == 0.0
    assert between_share(np.ones(4), np.zeros(4, int)) == 1.0
