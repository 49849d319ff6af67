"""From rows of law to numbers (MODEL section 22): kinds, tokens, disputed readings, place classes."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.duties import ANY, gather, gather_realised, kind_weight, mean_kind_weight
from foedus.model.duty import label_weights
from foedus.model.war import place_of, tokens_of
from foedus.simulate.compiled import quiet_overflow
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theories
from tests.tiny import (
    AID,
    ASSURANCE,
    FINDING,
    FULL,
    HELPS_TARGET,
    LIMITED,
    PLAIN,
    REQUEST,
    TOKENS,
    VETO,
    Alternative,
    Bench,
    Duty,
    Kind,
    Order,
    always,
    draws,
    settled,
    some_law,
    turn,
)

P = draws(weight_aid_factor=0.8, disputed_binding=0.4, token_request=0.9, token_finding=0.3, token_finding_veto=0.1)[0]
CHANCE = {REQUEST: 0.9, FINDING: 0.3, VETO: 0.1}


def ready(*duties: Duty, n: int = 4) -> Bench:
    return settled(P, always(Order(n, duties), 2))


def owed(*kinds: Kind) -> Bench:
    """State 2 owes the first kind, state 3 the second, ... when 0 attacks 1."""
    return ready(
        *(Duty(2 + k, 0, 1, HELPS_TARGET, kind, kind, kind) for k, kind in enumerate(kinds)), n=2 + len(kinds) + 1
    )


@pytest.mark.parametrize(
    ("kind", "mean"),
    [
        ((Alternative(FULL),), 1.0),
        ((Alternative(AID),), 0.8),
        ((Alternative(AID, tokens=REQUEST),), 0.8 * 0.9),
        ((Alternative(FULL, tokens=REQUEST | FINDING),), 0.9 * 0.3),
        ((Alternative(FULL, blocked=VETO),), 0.9),
        ((Alternative(FULL, tokens=FINDING, blocked=VETO),), 0.3 * 0.9),
        ((Alternative(AID, disputed=True, tokens=FINDING),), 0.8 * 0.4 * 0.3),
        ((Alternative(FULL, tokens=FINDING), Alternative(AID)), 0.3 + 0.7 * 0.8),
        ((Alternative(FULL, tokens=FINDING), Alternative(FULL, blocked=FINDING)), 1.0),
    ],
)
def test_a_clause_that_needs_a_token_weighs_its_chance(kind, mean):
    bench = owed(kind)
    assert mean_kind_weight(0, bench.frame) == pytest.approx(mean, rel=1e-13)
    assert bench.frame.mean[0] == pytest.approx(mean, rel=1e-13)
    assert bench.frame.home[0] == pytest.approx(mean, rel=1e-13)


alternatives = st.builds(Alternative, st.integers(0, 5), st.booleans(), st.integers(0, 7), st.integers(0, 7))


@settings(max_examples=40)
@given(kind=st.lists(alternatives, min_size=1, max_size=4).map(tuple))
def test_the_mean_is_the_sum_over_all_ways_tokens_fall(kind):
    with quiet_overflow():
        bench = owed(kind)
    labels = label_weights(P)
    mean = 0.0
    for fallen in product((False, True), repeat=len(TOKENS)):
        given_bits = sum(1 << t for t, held in enumerate(fallen) if held)
        chance = np.prod([CHANCE[1 << t] if held else 1 - CHANCE[1 << t] for t, held in enumerate(fallen)])
        holds = [a for a in kind if (a.tokens & ~given_bits) == 0 and not a.blocked & given_bits]
        weight = max((labels[a.label] * (0.4 if a.disputed else 1.0) for a in holds), default=0.0)
        assert kind_weight(0, given_bits, bench.frame) == pytest.approx(weight, rel=1e-13)
        mean += chance * weight
    assert mean_kind_weight(0, bench.frame) == pytest.approx(mean, rel=1e-12)


@pytest.mark.parametrize("name", sorted(theories()))
def test_labels_keep_their_order_in_every_draw(name):
    weights = label_weights(draw_parameters(theories()[name], 4, 500))
    assert all((np.asarray(stronger) >= weaker).all() for stronger, weaker in pairwise(weights))
    assert weights[0] == 1.0


def test_rows_keep_the_order_of_labels():
    bench = settled(P, always(Order(9, tuple(Duty(2 + g, 0, 1, home=(Alternative(g),)) for g in range(6))), 2))
    assert (np.diff(bench.frame.home) <= 0).all()
    assert bench.frame.home[0] == 1.0


@pytest.mark.parametrize(("attacker", "claimed"), [(1, 0.0), (0, 1.0)])
def test_the_mean_takes_the_shares_of_the_places(attacker, claimed):
    """State 0 of the tiny world claims a place of 2; state 1 does not."""
    kinds: tuple[Kind, ...] = (PLAIN, (Alternative(AID),), (Alternative(AID, disputed=True),))
    bench = ready(Duty(3, attacker, 2, HELPS_TARGET, *kinds))
    home = P.home_share * (1 - claimed * P.claimed_share)
    expected = home * 1.0 + (1 - P.home_share) * 0.8 + claimed * P.home_share * P.claimed_share * 0.8 * 0.4
    assert bench.frame.mean[0] == pytest.approx(expected, rel=1e-13)
    assert bench.frame.home[0] == 1.0


def test_no_duty_at_a_place_weighs_nothing_there():
    bench = ready(Duty(3, 1, 2, home=None, sea=PLAIN, claimed=None))
    assert bench.frame.home[0] == 0.0
    assert bench.frame.mean[0] == pytest.approx(1 - P.home_share, rel=1e-13)


def realised(bench: Bench, place: int, given_bits: int, event: tuple[int, int] = (0, 1)) -> np.ndarray:
    duty = bench.now.duty[1]
    gather_realised(place, given_bits, event, 0, bench.frame, duty)
    return duty


def test_one_finding_calls_all_its_bearers_or_none():
    needs: Kind = (Alternative(FULL, tokens=FINDING),)
    bench = owed(needs, needs, PLAIN)
    np.testing.assert_array_equal(realised(bench, 0, FINDING)[HELPS_TARGET, 2:5], [1.0, 1.0, 1.0])
    np.testing.assert_array_equal(realised(bench, 0, REQUEST)[HELPS_TARGET, 2:5], [0.0, 0.0, 1.0])


def test_a_realised_duty_is_that_of_the_place():
    bench = ready(Duty(3, 0, 1, home=PLAIN, sea=(Alternative(ASSURANCE),), claimed=None))
    labels = label_weights(P)
    assert [realised(bench, place, 0)[HELPS_TARGET, 3] for place in range(3)] == [1.0, labels[ASSURANCE], 0.0]


@pytest.mark.parametrize(
    ("alternative", "mark"),
    [(Alternative(LIMITED), 2.0), (Alternative(ASSURANCE), 1.0), (Alternative(FULL, disputed=True), 1.0)],
)
def test_a_pact_is_clear_and_of_limited_aid_or_more(alternative, mark):
    assert realised(owed((alternative,)), 0, 0)[ANY, 2] == mark


def test_gathering_leaves_nothing_of_the_event_before():
    bench = settled(P, always(some_law(), 2))
    used, n = bench.now.duty[0], 6
    for i, j in product(range(n), range(n)):
        gather(bench.frame.mean, (i, j), 0, bench.frame, used)
        fresh = np.zeros_like(used)
        gather(bench.frame.mean, (i, j), 0, bench.frame, fresh)
        np.testing.assert_array_equal(used[:, :n], fresh[:, :n])
        if i == j:
            assert not fresh[:, :n].any()


def test_tokens_and_places_fall_as_often_as_their_chances():
    bench = settled(P, always(Order(6), 200))
    tokens, places = [], {True: [], False: []}
    for year in range(1, 201):
        turn(bench, year)
        for i, j in ((0, 2), (3, 1), (1, 0), (4, 5)):
            tokens.append(tokens_of((i, j), bench.now, bench.frame))
            places[(i, j) in ((0, 2), (3, 1))].append(place_of((i, j), bench.now, bench.frame))
    held = np.array(tokens)
    for bit, chance in CHANCE.items():
        assert abs((held & bit > 0).mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / held.size)
    both = ((held & REQUEST > 0) & (held & FINDING > 0)).mean()
    assert abs(both - 0.27) < 4 * np.sqrt(0.27 * 0.73 / held.size)  # tokens fall independently
    taken = P.home_share * P.claimed_share
    for claimed, expected in (
        (True, (P.home_share - taken, 1 - P.home_share, taken)),
        (False, (P.home_share, 1 - P.home_share, 0.0)),
    ):
        found = np.bincount(places[claimed], minlength=3) / len(places[claimed])
        assert (np.abs(found - expected) < 4 * np.sqrt(0.25 / len(places[claimed]))).all()
