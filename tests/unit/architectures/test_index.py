"""Law-only measures (MODEL section 25): a four-state case by hand, and what must hold of any order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.treaties.index import (
    LABEL_WEIGHTS,
    alternative_weights,
    attackers_met,
    conflicts,
    coverage,
    distance,
    gini,
    helpers,
    selectivity,
)

A, B, C, D = range(4)
ALL = (A, B, C, D)
shares = arrays(np.float64, (4, 4, 4), elements=st.floats(0, 1))


def by_hand() -> np.ndarray:
    """A and B are allied at weight .8 against everyone; C helps D at .5 when A attacks; nobody helps C."""
    help = np.zeros((4, 4, 4))
    for attacker in (C, D):
        help[attacker, A, B] = help[attacker, B, A] = 0.8
    help[A, D, C] = 0.5
    help[A, D, B] = 0.3  # weaker help beside the stronger one counts for nothing
    return help


def test_four_states_by_hand():
    help = by_hand()
    # A: attackers B, C, D give 0, .8, .8; B the same from A, C, D; C nothing; D .5 from A alone
    assert coverage(help, ALL) == pytest.approx([1.6 / 3, 1.6 / 3, 0.0, 0.5 / 3])
    # ordered 0, 1/6, 8/15, 8/15: sum of (2 i - 5) x_i = -1/6 + 8/15 + 24/15 = 59/30; over 4 x 37/30
    assert selectivity(help, ALL) == pytest.approx(59 / 148)
    stakes = np.zeros((4, 4))
    stakes[A, D], stakes[B, D] = 3.0, 1.0
    assert coverage(help, ALL, stakes) == pytest.approx([0, 0, 0, 0.375])
    assert coverage(help, (A, C)) == pytest.approx([0.8, 0.0])
    other = by_hand()
    other[A, D, C] = 1.0
    assert distance(help, other) == pytest.approx(1 - 4.0 / 4.5)


def test_who_covers_whom_by_hand():
    help = by_hand()
    assert attackers_met(help, ALL).tolist() == [2, 2, 0, 1]  # A and B against C and D, D against A, C against none
    found = helpers(help, ALL)  # [owed, who owes]: number of attackers
    assert found[A].tolist() == [0, 2, 0, 0] and found[B].tolist() == [2, 0, 0, 0]
    assert found[D].tolist() == [0, 1, 1, 0] and not found[C].any()  # the weaker helper is counted too
    assert attackers_met(help, (A, C)).tolist() == [1, 0]  # inside a region: its own states as attackers
    assert helpers(help, (A, C)).tolist() == [[0, 1, 0, 0], [0, 0, 0, 0]]  # a helper from outside counts


def test_weights_of_alternatives_by_hand():
    """Label x one half if disputed x the chance of every token needed x (1 - chance) of every one that blocks."""
    ones = np.zeros(4, dtype=np.int64)
    label, disputed = np.array([0, 1, 0, 2]), np.array([False, True, False, False])
    tokens, blocked = ones.copy(), ones.copy()
    tokens[2], blocked[3] = 0b11, 0b10
    found = alternative_weights(label, disputed, tokens, blocked, [0.9, 0.25])
    assert found == pytest.approx([1.0, 6 / 7 / 2, 0.9 * 0.25, 6 / 7 * 9 / 11 * 0.75])


def test_the_distance_runs_over_attacker_victim_bearer_and_type():
    """Two orders with one duty each of weight .8: shared, of another type, of another bearer; and one grown to 1."""
    one = np.zeros((2, 4, 4, 4))
    one[0, C, A, B] = 0.8
    of_type, of_bearer, grown = np.zeros_like(one), np.zeros_like(one), one.copy()
    of_type[1, C, A, B] = of_bearer[0, C, A, D] = 0.8
    grown[0, C, A, B] = 1.0
    assert [distance(one, x) for x in (one, of_type, of_bearer, grown)] == pytest.approx([0.0, 1.0, 1.0, 0.2])


def test_conflicts_by_hand():
    none = np.zeros((4, 4, 4))
    help, restraint = by_hand(), np.zeros((4, 4), dtype=bool)
    assert set(conflicts(help, none, none, none, restraint).values()) == {0}
    restraint[C, A] = True  # C has promised A not to attack it, and owes D help against A
    assert conflicts(help, none, none, none, restraint)["help-and-restraint"] == 1
    settled = np.zeros((4, 4, 4), dtype=bool)
    settled[A, D, C] = True
    assert conflicts(help, none, none, none, restraint, settled)["help-and-restraint"] == 0
    to_attacker, neutral = none.copy(), none.copy()
    to_attacker[A, D, C], neutral[C, A, B] = 0.1, 1.0
    found = conflicts(help, to_attacker, neutral, none, restraint)
    assert (found["help-both"], found["help-and-neutrality"]) == (1, 1)


def test_the_gini_coefficient():
    assert gini(np.array([0.0, 0.0, 0.0, 1.0])) == pytest.approx(0.75)
    assert gini(np.array([1.0, 2.0, 3.0])) == pytest.approx(2 / 9)
    assert gini(np.zeros(5)) == gini(np.full(5, 0.3)) == gini(np.array([])) == 0.0


@given(weight=st.sampled_from(LABEL_WEIGHTS.tolist()), n=st.integers(3, 8))
def test_a_universal_pact_selects_nobody(weight, n):
    help = np.full((n, n, n), weight)
    each = np.arange(n)
    help[each, :, each] = help[:, each, each] = 0.0
    assert selectivity(help, range(n)) == 0.0


@given(shares, shares)
def test_distance_is_one_for_strangers_and_zero_at_home(one, other):
    assert distance(one, one) == 0.0
    assert distance(one, other) == distance(other, one)
    assert 0.0 <= distance(one, other) <= 1.0
    assert distance(np.zeros_like(one), one) == (1.0 if one.sum() > 0 else 0.0)


@given(shares)
def test_coverage_and_selectivity_stay_in_their_bounds(help):
    found = coverage(help, ALL)
    assert ((found >= 0) & (found <= 1)).all()
    assert 0.0 <= selectivity(help, ALL) <= 0.75


def test_label_weights_are_the_means_of_the_priors():
    expected = [1, 0.857143, 0.701299, 0.350649, 0.116883, 0.018455]
    assert np.allclose(LABEL_WEIGHTS, expected, atol=1e-6)
