"""Equal law is found equal, different law different: against a comparison that spells everything out."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.inputs import Law, law
from foedus.simulate.twins import twins
from tests.tiny import Alternative, Duty, Order, commitments

N = 3
NO_CLAIMS = np.zeros((N, N))
bit = st.integers(0, 1)
readings = st.lists(st.builds(Alternative, bit, st.booleans(), bit, bit), min_size=1, max_size=2)
kinds = st.one_of(st.none(), readings.map(tuple))
duty = st.builds(Duty, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), kinds, kinds, kinds)


def pairs(values: Any) -> Any:
    return st.lists(values, min_size=N * N, max_size=N * N).map(lambda flat: np.array(flat).reshape(N, N))


rare = st.sampled_from([0, 0, 0, 0, 0, 0, 0, 1])
orders = st.builds(
    Order,
    st.just(N),
    st.lists(duty, max_size=3).map(tuple),
    tier=pairs(rare),
    depth=pairs(rare),
    restraint=pairs(rare),
    offensive_share=st.lists(st.sampled_from([np.nan, np.nan, 0.3]), min_size=N, max_size=N),
    distinguishability=st.lists(st.sampled_from([np.nan, np.nan, np.nan, 0.3]), min_size=N, max_size=N),
)


def spelled(one: Law, period: int, i: int, j: int) -> str:
    """All that the law says about a pair, written out."""
    said: list[Any] = []
    for a, b in ((i, j), (j, i)):
        rows = range(one.first[period, a * N + b], one.last[period, a * N + b])
        said.append([(one.bearer[r], one.role[r], [kind(one, k) for k in one.kind[r]]) for r in rows])
    for x in (i, j):
        said.append(
            [one.tier[period, :, x].tolist(), one.offensive_share[period, x], one.distinguishability[period, x]]
        )
    said += [one.depth[period, i, j], one.restraint[period, i, j], one.allied[period, i, j]]
    return repr(said)


def kind(one: Law, number: int) -> Any:
    if number < 0:
        return None
    members = range(one.kind_start[number], one.kind_start[number + 1])
    return [(one.alt_label[a], one.alt_disputed[a], one.alt_tokens[a], one.alt_blocked[a]) for a in members]


def check(found: np.ndarray, one: Law, quo: Law | None) -> None:
    periods = found.shape[0]
    for i in range(N):
        for j in range(N):
            for p in range(periods):
                name, twin = spelled(one, p, i, j), found[p, i, j]
                if quo is not None and any(spelled(quo, q, i, j) == name for q in range(quo.tier.shape[0])):
                    assert twin < 0
                    assert spelled(quo, -1 - twin, i, j) == name
                else:
                    assert 0 <= twin <= p
                    assert spelled(one, twin, i, j) == name
                    assert all(spelled(one, q, i, j) != name for q in range(twin))


@settings(max_examples=150)
@given(
    mine=st.lists(orders, min_size=1, max_size=3), theirs=st.lists(orders, min_size=1, max_size=2), shared=st.booleans()
)
def test_twins_are_equal_law_and_nothing_else(mine, theirs, shared):
    if shared:
        mine = [*mine, theirs[0]]
    one = law(commitments(mine, [0]), NO_CLAIMS)
    quo = law(commitments(theirs, [0]), NO_CLAIMS)
    check(twins(one, quo), one, quo)
    check(twins(one, None), one, None)


def test_a_law_is_its_own_twin():
    one = law(commitments([Order(N, (Duty(2, 0, 1),)), Order(N)], [0]), NO_CLAIMS)
    assert (twins(one, one) < 0).all()
    assert (twins(one, None)[0] == 0).all()
    own = {tuple(pair) for pair in np.argwhere(twins(one, None)[1] == 1).tolist()}
    assert own == {(0, 1), (1, 0), (1, 2), (2, 1)}  # the war, and the two allies
