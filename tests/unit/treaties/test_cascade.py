"""The three worked cascades of the treaty language (its section 12), and what holds for every cascade."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedus.treaties.cascade import Conditional, cascade
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.treaty import HELP_TYPES

BAKU = Event(("IRN",), "AZE", "baku", date(2023, 7, 1))
YEONPYEONG = Event(("PRK",), "KOR", "yeonpyeong", date(2025, 1, 15))
OPEN = Path(__file__).parents[2] / "cases" / "open.yaml"


def helpers(one: Conditional) -> dict[tuple[str, str], tuple[str, str]]:
    """(state, treaty) -> (strength, status) of the rows of help."""
    return {(row.state, row.treaty): (row.strength, row.status) for row in one.rows if row.type in HELP_TYPES}


def test_t1_iran_attacks_azerbaijan(law):
    course = cascade(law, BAKU, ["TUR"], {"TUR": "izmir"})
    first, fight, struck = course.events
    aid = ("aid_assist", "clear")
    assert helpers(first) == {("TUR", "turkey_azerbaijan_2010"): aid, ("TUR", "shusha_2021"): aid}
    assert [one.state for one in course.joined] == ["TUR"]
    assert (fight.kind, fight.event.place, fight.event.initiators) == ("fight", "iran", ("IRN",))
    assert not [row for row in fight.rows if row.type == "defence"]
    found = helpers(struck)
    assert len([one for one in found.items() if one == ((one[0][0], "nato_1949"), ("deemed_necessary", "clear"))]) == 30
    assert {key: value for key, value in found.items() if key[1] != "nato_1949"} == {
        ("AZE", "turkey_azerbaijan_2010"): aid,
        ("AZE", "shusha_2021"): aid,
    }


def test_t2_north_korea_attacks_south_korea(law):
    course = cascade(law, YEONPYEONG, ["USA"], {"USA": "hawaii", "PRK": "pyongyang"})
    first, fight, struck = course.events
    constitutional = ("constitutional", "clear")
    assert helpers(first) == {("USA", "us_rok_1953"): constitutional}
    assert helpers(fight) == {
        ("CHN", "china_dprk_1961"): ("all_means", "disputed"),
        ("RUS", "russia_dprk_2024"): ("all_means", "disputed"),
    }
    assert helpers(struck) == {
        ("AUS", "anzus_1951"): constitutional,
        ("PHL", "us_philippines_1951"): constitutional,
        ("KOR", "us_rok_1953"): constitutional,
    }
    assert course.conflicts == ()


def test_t3_an_inclusive_pact_calls_to_both_sides(law):
    file = read_cases(OPEN, law)
    inclusive = file.libraries[next(one.id for one in file.cases if one.given == ("inclusive_pact_with_finding",))]
    event = replace(YEONPYEONG, date=date(2027, 6, 1), facts=frozenset({"council_finding"}))
    course = cascade(inclusive, event, ["USA"])
    first, fight = course.events[:2]
    pact = {state for state, treaty in helpers(first) if treaty == "apssp_2026"}
    assert len(pact) == 13
    assert {"CHN", "RUS", "USA"} <= pact
    assert helpers(first)["USA", "us_rok_1953"] == ("constitutional", "clear")
    assert {key[0] for key in helpers(fight)} == {"CHN", "RUS"}
    assert course.conflicts == ("CHN", "RUS")
    talk = [
        row for row in fight.rows if row.treaty == "apssp_2026" and row.type == "consultation" and row.toward == "PRK"
    ]
    assert len(talk) == 12


@pytest.mark.parametrize("policy", ["none", "clear", "clear and disputed"])
def test_a_state_joins_once_and_the_course_ends(law: Library, policy: str):
    for event in (BAKU, YEONPYEONG):
        course = cascade(law, event, policy)
        names = [one.state for one in course.joined]
        assert len(names) == len(set(names))
        assert not set(names) & {*event.attacker, event.victim}
        keys = [(one.row.state, one.row.treaty, one.row.clause, one.row.toward) for one in course.rows]
        assert len(keys) == len(set(keys))
        assert policy != "none" or (course.joined == () and len(course.events) == 1)


def test_rows_toward_a_joiner_come_only_from_its_own_events(law):
    course = cascade(law, BAKU, "clear and disputed")
    joined = {one.state for one in course.joined}
    for one in course.events:
        for row in one.rows:
            if row.toward in joined:
                assert row.toward in (one.event.victim, *one.event.attacker)


def test_a_path_is_disputed_if_a_step_is_and_requests_are_not_copied(law):
    course = cascade(law, replace(YEONPYEONG, facts=frozenset({"request", "isolated_incident"})), ["USA", "CHN"])
    later = [one for one in course.events if one.round == 2]
    assert later
    assert all(one.status == "disputed" and "CHN" in one.path for one in later)
    assert all(one.event.facts == {"isolated_incident"} for one in course.events if one.round)


def test_a_choice_without_a_duty_is_marked(law):
    course = cascade(law, YEONPYEONG, {"GBR": "KOR"})
    assert [(one.state, one.duty) for one in course.joined] == [("GBR", False)]
