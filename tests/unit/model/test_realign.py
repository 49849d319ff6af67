"""Re-alignment (E20) in the tiny world: who joins, who leaves, who allies, and what is put back afterwards."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.model.alignment import tie_end
from foedus.model.foresight import gain_of
from foedus.model.inputs import ground, law
from foedus.model.laying import law_for
from foedus.model.luck import stream_key
from foedus.model.moving import JOINED, open_moves
from foedus.model.params import defaults
from foedus.model.realign import interest_in, level_for, make_pacts, may_ally, may_join, realign, survey
from foedus.model.rows import write_rows
from foedus.model.situation import ACCESSIONS, COUNTER_PACTS, EXITS
from foedus.simulate.compiled import quiet_overflow
from foedus.simulate.frames import Room, cooperation_values, token_chances
from foedus.simulate.moves import in_kinds_of
from foedus.simulate.result import Plan
from foedus.simulate.twins import both_twins
from tests.tiny import AID, Alternative, Bench, draws, plain, tally, turn
from tests.tiny_moves import Treaty, parted
from tests.tiny_world import world

YEARS = 4
N = 6
TREATIES = (Treaty((1, 5), (2, 4)), Treaty((0, 3)))


def bench(treaties: Any = TREATIES, where: Any = None, **changed: float) -> tuple[Bench, Any]:
    """Year 0 of one draw in plain Python, with levels solved, and the moves."""
    made, options = parted(N, treaties, YEARS)
    land, p = ground(where or world(N)), draws(1, **changed)[0]
    body = in_kinds_of(law(made, land.claim), options)
    plan = Plan(draws=1, streams=1, years=YEARS, horizons=(YEARS,), realign=True)
    room = Room(land, (body,), [both_twins(body, None)], plan, (options,))
    chances = token_chances(made.token_names, made.declared_token, p)
    frame = room.frames[0]._replace(p=p, token=chances, cooperation=cooperation_values(p))
    with quiet_overflow():
        plain("prepare")(stream_key(np.uint64(1), np.uint64(0), np.uint64(0)), room.kinds[0], room.now, frame)
        plain("settle")(room.rates, room.now, frame)
        plain("fill_tail")(1, 1, room.now, frame)
        plain("settle_moves")(room.now, room.moves[0], frame)
    return Bench(room, [frame], [body]), room.moves[0]


def year(made: Bench, moves: Any, seed: int = 1) -> tuple[int, int, int]:
    """One year of decisions: accessions, exits, pacts."""
    turn(made, 1, seed)
    counted = tally(made)
    with quiet_overflow():
        realign(made.now, moves, made.frame, counted)
    return int(counted.total[ACCESSIONS]), int(counted.total[EXITS]), int(counted.total[COUNTER_PACTS])


def test_the_level_gives_the_rate_of_the_record():
    rest = np.random.default_rng(1).normal(0.0, 2.0, 50)
    level = level_for(1.7, 40, rest)
    assert (1.0 / (1.0 + np.exp(-level - rest[:40]))).sum() == pytest.approx(1.7, abs=1e-9)
    assert level_for(1.7, 0, rest) == -40.0  # no candidates: nobody ever joins


def test_year_zero_expects_the_record():
    made, moves = bench(accessions_per_state=0.05, pacts_per_state=0.04)
    with quiet_overflow():
        survey(0, made.now, moves, made.frame)
        chances = [
            1.0 / (1.0 + np.exp(-moves.level[0] - interest_in(k, s, made.now, moves, made.frame)))
            for s in range(2)
            for k in range(N)
            if may_join(k, s, 0, made.now, moves, made.frame)
        ]
    assert len(chances) == 2
    assert sum(chances) == pytest.approx(0.05 * N)


def test_ties_end_at_the_rate_of_the_record():
    p = defaults()
    assert 1.0 - (1.0 - tie_end(p)) ** 2 == pytest.approx(p.exit_rate)
    left = 0
    made, moves = bench(exit_rate=0.19, accessions_per_state=0.0, pacts_per_state=0.0)
    for seed in range(300):
        open_moves(moves, made.frame)
        left += year(made, moves, seed)[1]
    assert left / (300 * 4) == pytest.approx(0.1, abs=0.02)  # four memberships, each left at a tenth


def test_a_state_without_an_ideal_point_is_a_candidate_like_any_other():
    made, moves = bench(accession_affinity=1.0)
    moves.parts.ideal[[1, 2]] = np.nan
    with quiet_overflow():
        plain("settle_moves")(made.now, moves, made.frame)
    assert np.isfinite(moves.level).all()
    assert moves.level.min() > -30.0


def test_only_who_may_joins():
    made, moves = bench(accessions_per_state=0.2, exit_rate=0.0, pacts_per_state=0.0)
    joined = np.zeros((2, N))
    for seed in range(60):
        open_moves(moves, made.frame)
        year(made, moves, seed)
        joined += moves.moved == JOINED
    assert joined[0, [2, 4]].min() > 0
    assert joined.sum() == joined[0, [2, 4]].sum()


def test_members_who_are_adversaries_keep_a_state_out():
    where = world(N)
    where.hostility_0[2, 5] = 0.6
    for consent, may in ((True, False), (False, True)):
        made, moves = bench((Treaty((1, 5), (2, 4), consent),), where)
        with quiet_overflow():
            survey(0, made.now, moves, made.frame)
            assert may_join(2, 0, 0, made.now, moves, made.frame) == may
            assert may_join(4, 0, 0, made.now, moves, made.frame)


def test_without_treaties_nobody_joins_and_nobody_leaves():
    made, moves = bench((), accessions_per_state=0.2, exit_rate=0.5, pacts_per_state=0.0)
    assert [year(made, moves, seed) for seed in range(5)] == [(0, 0, 0)] * 5


def test_an_accession_is_announced_and_then_in_force():
    made, moves = bench()
    frame, now = made.frame, made.now
    moves.moved[0, 2], moves.entry[0, 2] = JOINED, 3
    kept = frame.law.allied[0].copy()
    with quiet_overflow():
        for at, allied in ((1, 0.0), (2, 0.0), (3, 1.0)):
            turn(made, at)
            plain_law_of_year(at, now, moves, frame)
            assert frame.law.allied[frame.law.period[at], 2, 1] == allied
            assert frame.law.allied[frame.law.announced[at], 2, 1] == (1.0 if at >= 2 else 0.0)
    np.testing.assert_array_equal(frame.law.allied[0], kept)  # the architecture's own law is untouched
    open_moves(moves, frame)
    assert (frame.law.period == moves.parts.period).all()


def plain_law_of_year(at: int, now: Any, moves: Any, frame: Any) -> None:
    from foedus.model.laying import law_of_year

    law_of_year(at, 1, now, moves, frame)


def test_the_law_of_unchanged_members_is_the_law():
    made, moves = bench()
    with quiet_overflow():
        assert law_for(0, 1, (0, 0), made.now, moves, made.frame) == 0


def test_a_state_that_has_left_owes_nothing():
    made, moves = bench()
    frame, law_ = made.frame, made.frame.law
    moves.moved[0, 5] = -1
    with quiet_overflow():
        held = law_for(0, 1, (0, 0), made.now, moves, frame)
    assert held >= law_.periods
    for i in range(N):
        for j in range(N):
            rows = slice(law_.first[held, i * N + j], law_.last[held, i * N + j])
            assert 5 not in law_.bearer[rows]
            assert j != 5 or law_.bearer[rows].size == 0
    assert law_.allied[held, 1, 5] == 0.0
    assert law_.allied[held, 0, 3] == 1.0


def test_friends_of_an_enemy_of_an_enemy_ally_more_often_when_enmity_counts():
    where = world(N)
    where.hostility_0[4, 1] = where.hostility_0[5, 1] = 2.0  # a strong common enemy
    where.hostility_0[3, 0] = where.hostility_0[4, 0] = 0.2  # a weak one
    made_at = {}
    for weight in (0.0, 3.0):
        made, moves = bench((Treaty((0, 3)),), where, shared_enemy=weight, pacts_per_state=0.05, exit_rate=0.0)
        with quiet_overflow():
            survey(0, made.now, moves, made.frame)
            assert may_ally(4, 5, made.now, moves, made.frame)
            strong = weak = 0
            for seed in range(200):
                open_moves(moves, made.frame)
                turn(made, 1, seed)
                make_pacts(made.now, moves, made.frame)
                strong, weak = strong + (moves.pact[4, 5] > 0), weak + (moves.pact[3, 4] > 0)
        made_at[weight] = strong, weak
    assert made_at[3.0][0] > made_at[0.0][0] + 10
    assert made_at[3.0][1] < made_at[0.0][1] + 5


# A world in which joining surely pays: conceding is dear, so all resist, and helpers decide whether one is challenged.
DEARLY = {"war_cost": 2.0, "precision": 8.0, "concession_loss": 2.0, "decisiveness": 2.0, "hidden_commitment_sd": 0.0}


def threatened(**changed: float) -> tuple[Bench, Any]:
    """State 2 is the target of a hostile 0 and may join 1 and 5; the engine stands in year 1."""
    where = world(N)
    where.hostility_0[0, 2] = 2.0
    made, moves = bench((Treaty((1, 5), (2, 4)),), where, duty_weight=8.0, war_share=0.5, **DEARLY, **changed)
    turn(made, 1)
    with quiet_overflow():
        plain_law_of_year(1, made.now, moves, made.frame)
        survey(0, made.now, moves, made.frame)
    return made, moves


def test_foresight_leaves_no_trace():
    made, moves = threatened()
    law_ = made.frame.law
    before = law_.first.copy(), law_.last.copy(), moves.inside.copy()
    with quiet_overflow():
        assert gain_of((2, 0, -1), made.now, moves, made.frame) > 0.5
    for old, new in zip(before, (law_.first, law_.last, moves.inside), strict=True):
        np.testing.assert_array_equal(old, new)


def test_who_sees_that_joining_pays_joins_more_often():
    joins = {}
    for weight in (0.0, 2.0):
        made, moves = threatened(accession_foresight=weight, accessions_per_state=0.05, exit_rate=0.0)
        joins[weight] = 0
        for seed in range(120):
            open_moves(moves, made.frame)
            year(made, moves, seed)
            joins[weight] += moves.moved[0, 2] == JOINED
    assert joins[2.0] > joins[0.0] + 15


def test_shared_rows_are_those_of_each_event():
    """What `lay` shares between attackers is what each event has by itself."""
    made, moves = bench((Treaty((1, 5), (2, 4)), Treaty((0, 3)), Treaty((2, 3), (1,), kind=(Alternative(AID),))))
    body = made.frame.law
    moves.moved[0, 4], moves.moved[2, 3] = JOINED, -1
    moves.pact[1, 2] = 1
    with quiet_overflow():
        held = law_for(0, 1, (0, 0), made.now, moves, made.frame)
        for i in range(N):
            for j in range(N):
                part = slice(body.first[held, i * N + j], body.last[held, i * N + j])
                found = list(zip(body.role[part], body.bearer[part], map(tuple, body.kind[part]), strict=True))
                end = moves.room[3]
                if i != j:
                    end = write_rows(i, j, 0, moves.room[3], moves, made.frame)
                alone = slice(moves.room[3], end)
                own = list(zip(body.role[alone], body.bearer[alone], map(tuple, body.kind[alone]), strict=True))
                assert found == own, (i, j)
