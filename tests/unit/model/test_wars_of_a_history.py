"""What must hold in every year of every history: sides, routes, promises, losses, and peace inside a fight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from foedus.model.crisis import disputes_of_the_year, expected_outcomes
from foedus.model.duties import ANY, gather_realised
from foedus.model.economy import war_loss, war_years
from foedus.model.luck import LENGTH, pair_uniform, stream_key
from foedus.model.situation import INITIATOR, OBLIGATION, SYSTEM, VICTIM, WARS
from foedus.model.start import year_zero
from foedus.model.step import step, turn_year
from foedus.model.war import place_of, tokens_of
from tests.tiny import Alternative, Bench, Duty, Order, always, draws, pact, plain, settled, some_law, tally

YEARS = 8
DISPUTES, FIGHTS, PARTIES_FIGHT, PARTIES_WAR, CALLED, HONOURED = (
    SYSTEM.index(name)
    for name in ("disputes", "fights", "parties_fight", "parties_war", "duties_called_war", "duties_honoured_war")
)
WILD = {"war_share": 0.7, "join_base": -2.0, "join_fight": -0.5, "disputes_per_year_target": 4.0}


def law() -> Order:
    """Some of everything, and enough duties to call someone to most wars."""
    base = some_law()
    more = tuple(d for d in pact(6, [0, 3, 4], (Alternative(2, tokens=1),)) if (d.attacker, d.victim) != (1, 0))
    more += tuple(Duty(5, i, j, role=1) for i, j in ((0, 1), (1, 0), (2, 3)))
    return Order(6, base.duties + more, base.tier, base.depth, base.restraint)


def years(bench: Bench, draw: int = 0) -> Iterator[tuple[int, dict[str, Any], Any]]:
    """(year, what stood before it, tally) of one history, year by year."""
    now, frame, count = bench.now, bench.frame, tally(bench, years=YEARS, horizons=(YEARS,))
    luck = np.zeros((1, YEARS, 6, 6))
    names = np.array([1, draw], np.uint64)
    plain("luck_table")(names, luck)
    key = stream_key(names[0], names[1], np.uint64(0))
    year_zero(now, frame)
    for year in range(1, YEARS + 1):
        before = {name: np.copy(getattr(now, name)) for name in ("due", "fighting", "clock", "left", "gdp")}
        before |= {"total": count.total.copy(), "war_sum": count.war_sum.copy()}
        turn_year(key, year, now, frame)
        step(luck[0, year - 1], -1, now, frame, count)
        yield year, before, count


def histories() -> list[tuple[Bench, int]]:
    many = draws(6, **WILD)
    return [(settled(many[d], always(law(), YEARS), draw=d), d) for d in range(6)]


def new_wars(bench: Bench, before: dict[str, Any]) -> list[tuple[int, int, np.ndarray, np.ndarray]]:
    """(initiator, target, sides, routes) of the wars begun in the year."""
    found = []
    for war in range(before["clock"][WARS], bench.now.clock[WARS]):
        side, route = bench.now.side[war], np.where(bench.now.side[war] > 0, bench.now.route[war], -1)
        i, j = np.flatnonzero(route == INITIATOR), np.flatnonzero(route == VICTIM)
        assert len(i) == len(j) == 1
        found.append((int(i[0]), int(j[0]), side, route))
    return found


def kept_promises(war: tuple[int, int, np.ndarray, np.ndarray], bench: Bench) -> tuple[int, int]:
    """(third states that a clear duty of limited aid or more calls, those of them that came to the side owed)."""
    (i, j, side, _), now, frame = war, bench.now, bench.frame
    duty = np.zeros((5, 7))
    gather_realised(place_of((i, j), now, frame), tokens_of((i, j), now, frame), (i, j), 0, frame, duty)
    bound = [k for k in range(6) if k not in (i, j) and duty[ANY, k] == 2.0 and duty[:2, k].any()]
    return len(bound), sum(side[k] > 0 and duty[side[k] - 1, k] > 0 for k in bound)


def test_sides_routes_and_promises():
    wars = joined = bound = called = honoured = 0
    for bench, draw in histories():
        frame, now = bench.frame, bench.now
        for _, before, count in years(bench, draw):
            added = count.total - before["total"]
            begun = new_wars(bench, before)
            wars += len(begun)
            assert added[PARTIES_WAR] == sum((side > 0).sum() for _, _, side, _ in begun)  # mass balance
            assert added[PARTIES_FIGHT] >= 2 * (added[FIGHTS] - len(begun))
            promises = np.array([kept_promises(war, bench) for war in begun]).reshape(len(begun), 2).sum(axis=0)
            assert (added[[CALLED, HONOURED]] == promises).all()
            called, honoured = called + promises[0], honoured + promises[1]
            for i, j, side, route in begun:
                assert side[j] == 1
                assert side[i] == 2
                assert set(side) <= {0, 1, 2}
                for k in set(np.flatnonzero(side)) - {i, j}:
                    rows = slice(frame.law.first[0, i * 6 + j], frame.law.last[0, i * 6 + j])
                    owes = (frame.law.bearer[rows] == k) & (frame.law.role[rows] == side[k] - 1)
                    joined += 1
                    bound += route[k] == OBLIGATION
                    assert owes.any() or route[k] != OBLIGATION
            gained = count.war_sum - before["war_sum"]
            assert (gained.sum(axis=1) == (now.route_now >= 0)).all()  # each war-year in one route
            at_war = {
                k for war in range(now.clock[WARS]) for k in np.flatnonzero(now.side[war]) if _ran(war, before, now)
            }
            assert set(np.flatnonzero(gained.sum(axis=1))) == at_war
    assert wars > 10
    assert joined > bound > 0
    assert called > honoured > 0


def _ran(war: int, before: dict[str, Any], now: Any) -> bool:
    """Whether a war was fought in the year: begun in it, or with years left before it."""
    return war >= before["clock"][WARS] or before["left"][war] > 0


def test_who_still_fights_whom():
    seen = 0
    for bench, draw in histories():
        now = bench.now
        for _ in years(bench, draw):
            expected = np.zeros((6, 6))
            for war in range(now.clock[WARS]):
                if now.left[war] > 0:
                    side = now.side[war]
                    expected += (side[:, None] > 0) & (side[None, :] == 3 - side[:, None])
            np.testing.assert_array_equal(now.fighting, np.minimum(expected, 1.0))
            seen += expected.sum()
    assert seen > 0


def test_a_war_lasts_as_long_as_its_luck_says():
    lengths = []
    for bench, draw in histories():
        now = bench.now
        for _, before, _ in years(bench, draw):
            old, first = before["clock"][WARS], before["left"]
            np.testing.assert_array_equal(now.left[:old], np.maximum(first[:old] - 1, 0))
            for war, (i, j, _, _) in enumerate(new_wars(bench, before), start=old):
                lengths.append(int(war_years(pair_uniform(now.key[LENGTH], i, j), bench.frame.p)))
                assert now.left[war] == lengths[-1] - 1
    assert max(lengths) > 2


def test_losses_of_a_war_fall_due_for_five_years():
    seen = 0
    for bench, draw in histories():
        p, ground = bench.frame.p, bench.frame.ground
        for year, before, _ in years(bench, draw):
            begun = new_wars(bench, before)
            due = bench.now.due - before["due"]
            assert (due[:year] == 0).all()
            assert (due[year + 5 :] == 0).all()
            expected = np.zeros(6)
            for _, j, side, _ in begun:
                seen += 1
                for k in range(6):
                    expected[k] += war_loss(float(k == j), float(side[k] > 0), ground.distance[k, j], 0.0, p)
            np.testing.assert_allclose(due[year + 1 : year + 5], np.tile(expected, (4, 1)), rtol=1e-9, atol=1e-15)
            effect = due[year] - expected
            if len(begun) == 1:
                np.testing.assert_allclose(np.abs(effect), p.winner_gain * (begun[0][2] > 0), rtol=1e-9, atol=1e-12)
                i, j = begun[0][:2]
                assert np.sign(effect[i]) == -np.sign(effect[j])
    assert seen > 10


def test_losses_that_fall_due_slow_the_economy():
    bench, draw = histories()[0]
    for year, before, _ in years(bench, draw):
        growth = np.where(np.isnan(bench.frame.ground.growth), bench.frame.p.growth, bench.frame.ground.growth)
        np.testing.assert_allclose(bench.now.gdp, before["gdp"] * np.exp(growth - bench.now.due[year]), rtol=1e-12)


@pytest.mark.parametrize("fighting", [0.0, 1.0])
def test_nothing_begins_inside_a_fighting_pair(fighting):
    bench = settled(draws(1, war_share=0.0, disputes_per_year_target=20.0)[0], always(law(), YEARS))
    now, frame, count = bench.now, bench.frame, tally(bench)
    turn_year(stream_key(np.uint64(1), np.uint64(0), np.uint64(0)), 1, now, frame)
    now.fighting[:, :] = fighting
    expected_outcomes(0, now, frame, count)
    disputes_of_the_year(np.full((6, 6), -1e9), now, frame, count)
    if fighting:
        assert not count.expected[0].any()
        assert count.total[DISPUTES] == 0.0
    else:
        assert (count.expected[0, :, 0] > 0).all()
        assert count.total[DISPUTES] > 3.0


def test_nobody_promises_and_nobody_joins_by_obligation():
    many = draws(3, **WILD)
    for d in range(3):
        bench = settled(many[d], always(Order(6), YEARS), draw=d)
        for _, _, count in years(bench, d):
            assert count.total[CALLED] == 0.0
            assert not count.war_sum[:, OBLIGATION].any()


def test_thinning_looks_at_all_that_could_begin():
    """A year in which every pair is looked at is the same year."""
    many = draws(3)
    for d in range(3):
        results = []
        for skip in (True, False):
            bench = settled(many[d], always(law(), YEARS), draw=d)
            now, frame, count = bench.now, bench.frame, tally(bench)
            luck = np.zeros((1, 1, 6, 6))
            plain("luck_table")(np.array([1, d], np.uint64), luck)
            turn_year(stream_key(np.uint64(1), np.uint64(d), np.uint64(0)), 1, now, frame)
            disputes_of_the_year(luck[0, 0] if skip else np.full((6, 6), -1e9), now, frame, count)
            results.append((count.total.copy(), now.disputed.copy(), now.side.copy()))
        for one, other in zip(*results, strict=True):
            np.testing.assert_array_equal(one, other)
