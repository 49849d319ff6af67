"""Whose finding, and what is not known: runs per reading side by side; facts not stated by what they turn."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foedus.errors import BadInput
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.event import Event
from foedus.treaties.merge import merged
from foedus.treaties.obligations import rows_only
from foedus.treaties.observers import Observer, observer_from, side_by_side
from foedus.treaties.treaty import Where
from foedus.treaties.unknown import unknowns
from tests.unit.treaties.made_up import clause


def test_e46_is_disputed_on_one_reading_and_clear_on_the_other(law):
    file = read_cases(Path(__file__).parents[2] / "cases" / "open.yaml", law)
    event = next(one.event for one in file.cases if one.id == "e46")
    seen = side_by_side(law, event, [observer_from("Moscow and Pyongyang:initiator=UKR", law)])
    rows = {(one.row.state, one.row.type, one.row.treaty): one for one in seen.rows}
    assert rows["PRK", "defence", "russia_dprk_2024"].statuses == ("disputed", "clear")
    assert rows["CHN", "consultation", "sino_russian_2001"].statuses == ("clear", "clear")
    assert not rows["CHN", "consultation", "sino_russian_2001"].differs
    assert [one.name for one in seen.observers] == ["as asked", "Moscow and Pyongyang"]


def test_each_run_is_the_law_asked_alone(only, attack):
    law = only(clause(needs=("council_finding",), unprovoked="any"))
    every = [Observer("finding", facts=frozenset({"council_finding"})), Observer("provoked", provoked=True)]
    seen = side_by_side(law, attack, every)
    for number, event in enumerate(seen.events):
        alone = {(row.state, row.treaty): row.status for row in merged(rows_only(law, event))}
        together = {(one.row.state, one.row.treaty): one.statuses[number] for one in seen.rows if one.statuses[number]}
        assert together == alone


def test_an_observer_may_deny_a_finding(only, attack):
    law = only(clause(needs=("council_finding",)))
    event = replace(attack, facts=frozenset({"council_finding"}))
    seen = side_by_side(law, event, [observer_from("the accused:without=council_finding", law)])
    assert {one.statuses for one in seen.rows} == {("clear", "")}


@pytest.mark.parametrize(
    "text", ["Moscow", ":initiator=UKR", "x:", "x:who=UKR", "x:provoked=perhaps", "x:fact=nothing", "x:initiator=ZZZ"]
)
def test_a_reading_that_says_nothing_is_a_mistake(law, text):
    with pytest.raises(BadInput):
        observer_from(text, law)


def test_facts_not_stated_are_ranked_by_the_states_they_turn(only, attack):
    reef = clause(id="a2", art="2", where=(Where(target=("vessel",)),), duty=("FRA",), strength="limited_aid")
    law = only(clause(request=True, strength="aid_assist"), reef)
    found = unknowns(law, attack, {"act", "place", "initiator", "provoked"})
    assert found[0].change.gives == {"request"}
    assert found[0].gained == ("FRA", "GBR", "ITA")
    vessel = next(one for one in found if one.change.tag == "target vessel")
    assert vessel.gained == ("FRA",)
    assert [one.states for one in found] == sorted((one.states for one in found), reverse=True)


def test_what_the_question_states_is_not_supposed_otherwise(law):
    event = Event(("RUS",), "EST", "narva", date(2024, 7, 1))
    every = {one.change.kind for one in unknowns(law, event)}
    assert {"fact", "act", "target", "initiator"} <= every
    stated = unknowns(law, event, {"act", "target", "place", "initiator", "provoked"})
    assert {one.change.kind for one in stated} == {"fact"}
    cyber = next(one for one in stated if "cyber_only" in one.change.gives)
    assert "USA" in cyber.doubtful
