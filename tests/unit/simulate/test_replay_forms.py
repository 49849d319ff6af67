"""Under rival forms too: the year again is the year of the run, its parts sum, and no chance exceeds its bound."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.model.crisis import challenge_game, most_likely
from foedus.simulate.compiled import quiet_overflow
from foedus.simulate.replay import Replay
from foedus.simulate.replay_year import played
from foedus.simulate.result import Plan
from foedus.simulate.told_year import told
from tests.tiny import Order, always, draws, edited, pact, settled, some_law, turn
from tests.tiny_world import world

YEARS = 3
FORMS = [
    {"contest_form": 1.0}, {"distance_form": 1.0}, {"power_form": 1.0}, {"power_form": 2.0},
    {"contest_form": 1.0, "distance_form": 1.0, "power_form": 3.0},
]  # fmt: skip
BELIEFS = {"disputes_per_year_target": 9.0, "war_share": 0.5, "preventive_motive": 0.8, "parity_danger": 0.3}


@pytest.fixture(scope="module", params=FORMS, ids=str)
def forms(request):
    return request.param


def named_world() -> Any:
    made = world()
    object.__setattr__(made, "names", tuple(f"State {code}" for code in made.codes))
    return made


def test_a_year_again_is_that_of_compiled_code_and_its_parts_sum(forms):
    laws = {"status-quo": always(some_law(), YEARS), "new": edited(some_law(), Order(6, pact(6, [0, 3])), YEARS)}
    plan = Plan(seed=1, draws=1, streams=1, years=YEARS, horizons=(YEARS,))
    replay = Replay(named_world(), laws, draws(1, **BELIEFS, **forms)[0], plan, 0)
    assert played(replay.moment("new", 0, 2), replay.tally()[1]).gap < 1e-12
    for state, year in (("AAA", 1), ("CCC", 3)):
        story = told(replay, (0, year), state, "new", "no-theory", pairs=5)
        sums = [*story.sums.items(), *(item for pair in story.pairs.values() for item in pair.sums.items())]
        for name, one in sums:
            assert abs(one.rest) < 1e-9, (state, year, name, one)


def test_the_bound_of_an_issue_is_never_below_its_chance(forms):
    for draw in range(3):
        bench = settled(draws(3, name="bargaining", **BELIEFS, **forms)[draw], always(some_law(), YEARS))
        turn(bench, 1)
        with quiet_overflow():
            for event in ((i, j) for i in range(6) for j in range(6) if i != j):
                chance = challenge_game(event, 1.0, bench.now, bench.frame)[0]
                assert chance <= most_likely(event, bench.now, bench.frame) * (1 + 1e-12), (draw, event)
