"""A year played again is the year of the run, and its parts sum to the simulated numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from foedus.errors import BadInput, BadNumber
from foedus.simulate.frames import RESULTS
from foedus.simulate.replay import Replay
from foedus.simulate.replay_year import WAR, played
from foedus.simulate.result import Plan
from foedus.simulate.told_year import told
from tests.tiny import always, draws, edited, pact, run, some_law
from tests.tiny_world import world

YEARS = 5
QUO = some_law()


def laws() -> dict[str, Any]:
    tier = QUO.of_pairs("tier", int).copy()
    tier[1, 4] = tier[4, 1] = 5
    new = replace(
        QUO, duties=QUO.duties + pact(6, [0, 3]), tier=tier, pledge=np.ones(6), depth=np.full((6, 6), 0.3),
        arms_factor=np.array([1.0, 1.2, 1.0, 1.0, 1.0, 1.0]),
    )  # fmt: skip
    return {"status-quo": always(QUO, YEARS), "new": edited(QUO, new, YEARS, enters=2)}


@pytest.fixture(scope="module")
def beliefs():
    """A violent world, so that wars and losses appear."""
    return draws(4, disputes_per_year_target=9.0, war_share=0.5, encirclement_hostility=0.2, arms_pledge=0.3,
                 institution_calming=0.1, alliance_calming=0.05, preventive_motive=0.5, parity_danger=0.3,
                 moral_hazard=0.2, cooperation_threat=0.2, institution_peace_value=0.3, promise_restraint=0.2,
                 ally_peace_value=0.1, neutrality_freedom=-0.1)  # fmt: skip


@pytest.fixture(scope="module")
def ensemble(beliefs):
    return run(laws(), beliefs, draws=4, streams=3, years=YEARS, horizons=(2, YEARS))


@pytest.fixture(scope="module")
def replay(beliefs):
    plan = Plan(seed=1, draws=4, streams=3, years=YEARS, horizons=(2, YEARS))
    return Replay(named_world(), laws(), beliefs[2], plan, 2)


def named_world() -> Any:
    """The tiny world with names."""
    made = world()
    object.__setattr__(made, "names", tuple(f"State {code}" for code in made.codes))
    return made


@pytest.mark.parametrize("architecture", ["status-quo", "new"])
def test_one_draw_again_is_the_draw_of_the_run_bit_for_bit(replay, ensemble, architecture):
    found = replay.whole(architecture)
    for name in RESULTS:
        wanted = getattr(ensemble, name)[0, ensemble.architectures.index(architecture), 2]
        np.testing.assert_array_equal(found[name], wanted, err_msg=name)


@pytest.mark.parametrize("architecture", ["status-quo", "new"])
def test_years_one_by_one_are_the_path_of_the_run(replay, ensemble, architecture):
    path = ensemble.path[0, ensemble.architectures.index(architecture), 2]
    for year in range(1, YEARS + 1):
        burden = np.zeros(6)
        for stream in range(3):
            moment = replay.moment(architecture, stream, year)
            at = played(moment, replay.tally()[1])
            burden += 100.0 * at.seen.arms / at.seen.gdp / 3.0
        np.testing.assert_allclose(burden, path[year - 1, :, 2], rtol=1e-6)


@pytest.mark.parametrize("architecture", ["status-quo", "new"])
@pytest.mark.parametrize("year", [1, 2, 3, YEARS])
@pytest.mark.parametrize("stream", [0, 2])
def test_plain_python_leaves_what_compiled_code_leaves(replay, architecture, year, stream):
    moment = replay.moment(architecture, stream, year)
    at = played(moment, replay.tally()[1])
    assert at.gap < 1e-12
    for name in ("due", "aside", "side", "route", "left", "route_now", "fighting", "clock"):
        np.testing.assert_allclose(getattr(at.done, name), getattr(moment.after, name), atol=1e-12, err_msg=name)


@pytest.fixture(scope="module")
def stories(replay):
    return [
        told(replay, (stream, year), state, architecture, "no-theory", pairs=5)
        for architecture in ("status-quo", "new")
        for state, year, stream in (("AAA", 1, 0), ("BBB", 2, 0), ("CCC", 3, 1), ("DDD", 4, 2), ("AAA", 5, 1))
    ]


def test_the_parts_of_every_number_sum_to_it(stories):
    for story in stories:
        for name, one in story.sums.items():
            assert abs(one.rest) < 1e-9, (story.state, story.year, name, one)
        for pair in story.pairs.values():
            for name, one in pair.sums.items():
                assert abs(one.rest) < 1e-9, (pair.initiator, pair.target, name, one)


def test_every_law_of_the_year_has_a_part_somewhere(stories):
    """Else a sum would hold because its parts are all none."""
    seen: dict[str, float] = {}
    for story in stories:
        found = list(story.sums.items())
        found += [item for pair in story.pairs.values() for item in pair.sums.items()]
        for name, one in found:
            for term in one.terms:
                key = f"{name.split()[0]}: {term.name.split(' of ')[0]}"
                seen[key] = max(seen.get(key, 0.0), abs(term.value))
    for key in (
        "share: stock", "share: economy", "share: all states", "threat: BBB", "loss: war", "growth: loss",
        "arms: threat", "arms: free riding", "arms: pledge", "arms: war", "arms: noise",
        "arms: set by the architecture", "hostility: fading", "hostility: institution", "hostility: dispute",
        "hostility: war", "hostility: noise",
        "rate: level", "rate: land border", "rate: claim", "rate: hostility", "rate: shock", "rate: distance",
        "quiet: threat", "quiet: parity", "quiet: institution", "war: cost", "war: backing", "challenge: concession",
    ):  # fmt: skip
        assert seen.get(key, 0.0) > 0.0, key


def test_the_game_told_is_the_game_that_was_played(stories):
    """The chance to challenge follows from the parts."""
    for story in stories:
        for pair in story.pairs.values():
            assert 0.0 < pair.numbers["challenge"] < 1.0
            free = 1.0 - pair.numbers["fighting"]
            chance = -np.expm1(-np.exp(pair.sums["rate"].total) * pair.numbers["challenge"])
            assert pair.numbers["dispute"] == pytest.approx(free * chance, abs=1e-12)


def test_the_quantal_response_gives_the_chance(replay, beliefs, stories):
    for story in stories:
        for pair in story.pairs.values():
            chance = 1.0 / (1.0 + np.exp(-beliefs[2]["precision"] * pair.sums["challenge"].total))
            assert pair.numbers["challenge"] == pytest.approx(chance, abs=1e-12)


def test_what_happened_is_what_the_run_counts(replay, ensemble):
    """Wars of all streams and years; whoever is called and comes has joined."""
    wars = {name: np.zeros(3) for name in ("status-quo", "new")}
    for architecture, counts in wars.items():
        for stream in range(3):
            for year in range(1, YEARS + 1):
                events = played(replay.moment(architecture, stream, year), replay.tally()[1]).events
                counts[stream] += sum(event.kind == WAR for event in events)
                for event in events:
                    for one in event.called:
                        side = event.with_target if one.toward == event.target else event.with_initiator
                        assert one.kept == (one.state in side)
        at = ensemble.architectures.index(architecture)
        np.testing.assert_array_equal(counts, ensemble.system[0, at, 2, :, 1, ensemble.system_names.index("wars")])
    assert wars["new"].sum() > 0


def test_expected_chances_of_a_report_year_are_those_of_the_run(replay, ensemble):
    at = ensemble.report_years.index(2)
    for architecture in ("status-quo", "new"):
        found = replay.moment(architecture, 0, 2).expected
        wanted = ensemble.expected[0, ensemble.architectures.index(architecture), 2, at]
        np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize(
    ("asked", "error"),
    [(("new", 3, 1), BadNumber), (("new", 0, 0), BadNumber), (("new", 0, YEARS + 1), BadNumber),
     (("other", 0, 1), BadInput)],
)  # fmt: skip
def test_a_year_that_the_run_does_not_have_is_refused(replay, asked, error):
    with pytest.raises(error):
        replay.moment(*asked)


def test_pairs_may_be_named(replay):
    story = told(replay, (0, 1), "AAA", "new", pairs=["BBB AAA", "AAA CCC"])
    assert list(story.pairs) == ["BBB AAA", "AAA CCC"]
