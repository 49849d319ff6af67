"""The nine rules of a cascade (section 12 of the treaty language), on random events, policies and places."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.errors import BadInput, UnknownState
from foedus.treaties.cascade import CHARACTER, Cascade, cascade, policy_from
from foedus.treaties.event import Event
from foedus.treaties.library import library
from foedus.treaties.obligations import rows_only
from foedus.treaties.places import home_place
from foedus.treaties.treaty import HELP_TYPES

LAW = library()
CODES = ("USA", "CHN", "RUS", "PRK", "KOR", "JPN", "PHL", "AUS", "TUR", "IRN", "GBR", "POL", "KAZ", "BLR", "IND", "PAK")
NOT_COPIED = ("request", "council_finding", "unsc_decision", "consultation_called")
COPIED = tuple(sorted(CHARACTER))


@st.composite
def courses(draw) -> tuple[Event, object, Cascade]:
    """A random event of 1955 to 2026 and its course under a random policy."""
    day = draw(st.dates(date(1992, 1, 1), date(2026, 12, 31)))
    here = [code for code in CODES if LAW.states[code].exists_on(day)]
    some = draw(st.lists(st.sampled_from(here), min_size=2, max_size=4, unique=True))
    event = Event(
        attacker=tuple(some[:1]),
        victim=some[1],
        place=home_place(some[1], LAW),
        date=day,
        with_attacker=tuple(some[2:3]),
        with_victim=tuple(some[3:]),
        initiator=draw(st.sampled_from([None, some[0], some[1]])),
        provoked=draw(st.sampled_from([False, True, "disputed"])),
        facts=frozenset(draw(st.lists(st.sampled_from(NOT_COPIED + COPIED), max_size=3))),
    )
    others = [code for code in here if code not in some]
    policy = draw(
        st.one_of(
            st.sampled_from(["none", "clear", "clear and disputed"]),
            st.lists(st.sampled_from(others), max_size=3),
            st.dictionaries(st.sampled_from(others), st.sampled_from(["", *some]), max_size=3),
        )
    )
    return event, policy, cascade(LAW, event, policy)


found = given(courses())
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def sides(event: Event, course: Cascade) -> dict[str, int]:
    """state -> 0 the attackers' side, 1 the victims', in the order of joining."""
    known = {**dict.fromkeys((event.victim, *event.with_victim), 1)}
    known |= dict.fromkeys((*event.attacker, *event.with_attacker), 0)
    for one in course.joined:
        known[one.state] = known[one.beside]
    return known


@few
@found
def test_1_and_5_one_initiator_and_only_the_character_of_the_act_is_copied(drawn):
    event, _, course = drawn
    for one in course.events:
        assert one.event.initiators == event.initiators and one.event.provoked == event.provoked
        assert one.event.date == event.date and one.event.acts == event.acts
        assert one.event.facts == (event.facts & CHARACTER if one.round else event.facts)


@few
@found
def test_2_and_6_every_row_is_that_of_one_event_and_nothing_is_inferred(drawn):
    _, _, course = drawn
    for one in course.events:
        assert one.rows == rows_only(LAW, one.event)
    joined = {one.state for one in course.joined}
    for path_row in course.rows:
        one = course.events[path_row.at]
        assert path_row.row in one.rows
        if path_row.row.toward in joined:
            assert path_row.row.toward in (one.event.victim, *one.event.attacker)


@few
@found
def test_3_and_7_only_the_called_join_and_a_state_called_to_both_sides_only_if_named(drawn):
    _, policy, course = drawn
    named = set() if isinstance(policy, str) else set(policy)
    for one in course.joined:
        calls = {
            row.toward: each.round
            for each in course.events
            for row in each.rows
            if row.state == one.state and row.type in HELP_TYPES and each.round <= one.round
        }
        assert bool(calls) or not one.duty
        assert one.duty or (isinstance(policy, Mapping) and policy[one.state])
        if isinstance(policy, str):
            assert policy != "none" and (policy != "clear" or one.status == "clear")
        else:
            assert one.state in named
    assert not {one.state for one in course.waiting} & {one.state for one in course.joined}
    assert policy != "none" or (len(course.events) == 1 and course.conflicts == tuple(sorted(course.conflicts)))


@few
@found
def test_4_a_joiner_fights_each_enemy_and_is_struck_by_each(drawn):
    event, _, course = drawn
    side = sides(event, course)
    for one in course.joined:
        mine = [each for each in course.events if each.round == one.round + 1 and each.path[-1] == one.state]
        joined_by = {s: n for s, n in side.items() if s not in {j.state for j in course.joined if j.round > one.round}}
        enemies = {s for s, n in joined_by.items() if n != side[one.state]}
        assert {each.event.victim for each in mine if each.kind == "fight"} == enemies
        assert {each.event.attacker[0] for each in mine if each.kind == "struck"} == enemies
        assert len(mine) == 2 * len(enemies)
        for each in mine:
            beside = each.event.with_attacker if each.kind == "fight" else each.event.with_victim
            assert set(beside) == {s for s, n in joined_by.items() if n == side[one.state]} - {one.state}
            assert each.event.place == home_place(each.event.victim, LAW) if each.event.place else True


@few
@found
def test_8_rows_are_kept_once_at_the_earliest_round_with_the_status_of_their_path(drawn):
    _, _, course = drawn
    rounds: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for one in course.events:
        for row in one.rows:
            status = "disputed" if "disputed" in (one.status, row.status) else "clear"
            rounds.setdefault((row.state, row.treaty, row.clause, row.toward), []).append((one.round, status))
    kept = {(one.row.state, one.row.treaty, one.row.clause, one.row.toward): one for one in course.rows}
    assert len(kept) == len(course.rows) and kept.keys() == rounds.keys()
    for key, one in kept.items():
        assert (one.round, one.status) == min(rounds[key])  # clear sorts before disputed
    status = {one.state: one.status for one in course.joined}
    for one in course.events:
        steps = {status[state] for state in one.path}
        assert one.status == ("disputed" if "disputed" in steps else "clear")


@few
@found
def test_9_a_state_joins_once_and_the_course_stops_when_nobody_joins(drawn):
    event, _, course = drawn
    names = [one.state for one in course.joined]
    assert len(names) == len(set(names))
    assert not set(names) & {*event.attacker, *event.with_attacker, event.victim, *event.with_victim}
    last = max((one.round for one in course.joined), default=-1)
    assert max(one.round for one in course.events) == last + 1
    assert [one.round for one in course.events] == sorted(one.round for one in course.events)


def test_the_two_sides_of_a_called_state_keep_their_own_paths():
    """CHN is called to PRK's side by way of USA; named, it joins on that path, disputed."""
    event = Event(("PRK",), "KOR", "yeonpyeong", date(2025, 1, 15))
    course = cascade(LAW, event, {"USA": "", "CHN": ""})
    assert [(one.state, one.beside, one.path, one.status) for one in course.joined] == [
        ("USA", "KOR", ("USA",), "clear"),
        ("CHN", "PRK", ("USA", "CHN"), "disputed"),
    ]
    against = next(one for one in course.events if one.event.attacker == ("CHN",) and one.event.victim == "USA")
    assert (against.path, against.status) == (("USA", "CHN"), "disputed")


def test_at_home_the_territory_is_hit_and_at_a_given_place_what_the_event_hits():
    event = Event(("CHN",), "PHL", "second_thomas_shoal", date(2026, 3, 1), target=("vessel",))
    course = cascade(LAW, event, ["USA"], {"USA": "philippine_sea"})
    fight, struck = course.events[1:]
    assert (fight.event.place, fight.event.target) == (home_place("CHN", LAW), ("territory",))
    assert (struck.event.place, struck.event.target) == ("philippine_sea", ("vessel",))
    assert {row.state for row in struck.rows if row.type in HELP_TYPES} == {"AUS", "PHL"}
    assert replace(event, target=("territory",)).target == fight.event.target


def test_a_policy_as_typed():
    assert policy_from(LAW, "all") == "clear and disputed"
    assert policy_from(LAW, "usa, GBR=KOR,TWN") == {"USA": "", "GBR": "KOR", "ROC": ""}
    with pytest.raises(UnknownState):
        policy_from(LAW, "USA,XXX")
    with pytest.raises(BadInput, match="beside whom"):
        policy_from(LAW, "GBR=")
