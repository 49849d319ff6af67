"""Year 0: what is solved so that the model starts where the world stands, and invariants of the calm game."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from foedus.model.arming import arms_next, arms_target
from foedus.model.escalation import crisis_chance
from foedus.model.power import stock_next
from foedus.model.yearend import wish_of
from tests.tiny import (
    Alternative,
    Bench,
    Duty,
    Order,
    always,
    draws,
    edited,
    pact,
    settled,
    some_law,
)
from tests.tiny_world import relabelled, world


def hazards(bench: Bench, frame: int = 0, period: int = 0) -> np.ndarray:
    """(n, n) chance of a dispute in year 0, without errors of belief."""
    rate = bench.now.known + bench.now.own[:, None]
    found = crisis_chance(rate, bench.frames[frame].tail[period, 0])
    np.fill_diagonal(found, 0.0)
    return found


@pytest.mark.parametrize("draw", range(4))
def test_arms_rest_at_year_0(draw):
    """a0: desired spending is actual spending, so without noise nothing moves."""
    p = draws(4)[draw]
    bench = settled(p, always(some_law(), 2))
    now, ground = bench.now, bench.frame.ground
    for i in range(6):
        target = arms_target(bench.frame.base[i], wish_of(i, 0.0, now, bench.frame))
        assert arms_next(now.arms[i], target, 0.0, p) == pytest.approx(ground.arms[i], rel=1e-12)
        assert stock_next(now.stock[i], now.arms[i], p) == pytest.approx(now.stock[i], rel=1e-12)


@pytest.mark.parametrize("draw", range(4))
def test_disputes_of_year_0_are_those_of_the_draw(draw):
    """b0: the expected disputes of the status quo in year 0 equal the target of the draw."""
    p = draws(4, disputes_per_year_target=(0.5, 2.0, 7.0, 11.6)[draw])[draw]
    assert hazards(settled(p, always(some_law(), 2))).sum() == pytest.approx(p.disputes_per_year_target, rel=1e-9)


def relabelled_order(old: Order, order: np.ndarray) -> Order:
    """The same body of law with its states in another order."""
    at = np.argsort(order)
    duties = tuple(d._replace(bearer=at[d.bearer], attacker=at[d.attacker], victim=at[d.victim]) for d in old.duties)
    changed: dict[str, Any] = {"duties": duties}
    for name in ("tier", "depth", "restraint"):
        if getattr(old, name) is not None:
            changed[name] = getattr(old, name)[np.ix_(order, order)]
    for name in ("offensive_share", "distinguishability", "arms_factor", "pledge"):
        if getattr(old, name) is not None:
            changed[name] = getattr(old, name)[order]
    return replace(old, **changed)


@pytest.mark.parametrize("seed", range(2))
def test_labels_of_states_do_not_matter(seed):
    """Invariant 2, where no luck is involved."""
    order = np.random.default_rng(seed).permutation(6)
    p = draws(1, reliability_spread=0.0)[0]
    new = Order(6, pact(6, [0, 2, 4]))
    one = settled(p, always(some_law(), 2), always(new, 2))
    other = settled(
        p, *(always(relabelled_order(law, order), 2) for law in (some_law(), new)), where=relabelled(world(), order)
    )
    for a in range(2):
        np.testing.assert_allclose(hazards(other, a), hazards(one, a)[np.ix_(order, order)], rtol=1e-9)
        both = (..., *np.ix_(order, order))
        np.testing.assert_allclose(other.frames[a].tail, one.frames[a].tail[both], rtol=1e-9)
    np.testing.assert_allclose(other.frame.base, one.frame.base[order], rtol=1e-9)
    np.testing.assert_allclose(other.now.threat, one.now.threat[np.ix_(order, order)], rtol=1e-9)
    np.testing.assert_allclose(other.now.help, one.now.help[order], rtol=1e-9)


def test_doubling_all_strength_changes_no_chance():
    """Invariant 5, through coalitions, threat and game; only a0 takes up the units."""
    p = draws()[0]
    land = world()
    once = settled(p, always(some_law(), 2), where=land)
    doubled = replace(land, gdp_usd_bn=2 * land.gdp_usd_bn, arms_usd_bn=2 * land.arms_usd_bn)
    twice = settled(p, always(some_law(), 2), where=doubled)
    np.testing.assert_allclose(twice.frame.tail, once.frame.tail, rtol=1e-12)
    np.testing.assert_allclose(hazards(twice), hazards(once), rtol=1e-10)
    np.testing.assert_allclose(twice.now.threat, once.now.threat, rtol=1e-12)


CALM = {
    "fear": 0.0, "moral_hazard": 0.0, "encirclement_hostility": 0.0, "distinguishability": 1.0, "concession_gain": 1.0,
    "hidden_commitment_sd": 0.0, "preventive_motive": 0.0, "parity_danger": 0.0,
}  # fmt: skip


@pytest.mark.parametrize("draw", range(6))
def test_a_stronger_duty_never_raises_the_hazard(draw):
    """Invariant 3, from a row of law to the chance of a dispute."""
    p = draws(6, **CALM)[draw]
    quiet = always(Order(6), 2)
    for i, j, k in ((0, 1, 2), (2, 3, 5), (3, 2, 1), (1, 2, 4)):
        steps = [quiet] + [
            always(Order(6, (Duty(k, i, j, 0, *[(Alternative(label),)] * 3),)), 2) for label in range(5, -1, -1)
        ]
        bench = settled(p, quiet, *steps)
        found = [hazards(bench, a)[i, j] for a in range(1, len(steps) + 1)]
        for weaker, stronger in pairwise(found):
            assert stronger <= weaker * (1 + 1e-12)
        assert found[0] == hazards(bench)[i, j]
        assert found[-1] < found[0] or hazards(bench)[i, j] < 1e-3


def test_a_pact_deters_those_it_names_and_touches_only_its_own_pair():
    """With sg = 1 and no fear a duty of 2 for 1 against 0 reaches 0 against 1, and 1 and 2 as allies; nothing else."""
    bench = settled(draws(1, **CALM)[0], always(Order(6), 2), always(Order(6, (Duty(2, 0, 1),)), 2))
    changed = {tuple(pair) for pair in np.argwhere(hazards(bench, 1) != hazards(bench, 0)).tolist()}
    assert (0, 1) in changed
    assert changed <= {(0, 1), (1, 2), (2, 1)}


def test_the_calm_game_of_a_law_expects_that_it_stays():
    """It serves all years of a law, so what was announced in year 0 is no part of it."""
    p = draws(1, preventive_motive=2.0)[0]
    shelter = Order(6, pact(6, [1, 2, 5]))
    at_once = settled(p, always(shelter, 4), always(Order(6), 4))
    later = settled(p, always(shelter, 4), edited(shelter, Order(6), 4))
    np.testing.assert_allclose(later.frame.tail[1], at_once.frame.tail[0], rtol=1e-12)
