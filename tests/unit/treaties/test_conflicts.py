"""Conflicts of duty: both rows, the rule in the order of the treaty language, or undecided; one duty counts once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from foedus.treaties.cascade import cascade
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.conflicts import AGAINST, APART, BOTH, UNDECIDED, conflicts, one_duty, sides_joined, sides_of
from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import rows_only
from foedus.treaties.told_conflicts import conflict_lines
from tests.unit.treaties.made_up import clause, pact


def found(law: Library, event: Event):
    return conflicts(law, merged(rows_only(law, event)), sides_of(event))


def open_case(law, name: str):
    file = read_cases(Path(__file__).parents[2] / "cases" / "open.yaml", law)
    case = next(one for one in file.cases if one.id == name)
    return case.event, file.libraries[name]


def test_y10_russia_and_north_korea_owe_aid_against_their_partner(law):
    event, edited = open_case(law, "y10")
    by_pair = {(one.state, one.second.treaty): one for one in found(edited, event)}
    for pair in (("RUS", "sino_russian_2001"), ("PRK", "china_dprk_1961")):
        one = by_pair[pair]
        assert one.kind == AGAINST
        assert one.first.treaty == "apssp_2026"
        assert (one.rule, one.prior) == ("aggressor", "apssp_2026")
        assert "council_finding" in one.why


def test_h65_measures_of_the_security_council_prevail(law):
    event, edited = open_case(law, "h65")
    one = next(one for one in found(edited, event) if one.second.treaty == "soviet_iraq_1972")
    assert one.state == "SUN"
    assert one.first.strength == "unsc_measures"
    assert (one.rule, one.prior) == ("Charter 103", "un_charter_1945")


def test_help_to_one_side_and_staying_out_toward_the_other_is_undecided_within_one_text(only, attack):
    law = only(clause(), clause(id="a2", type="neutrality", involvement="at_war", strength="strict_neutrality"))
    made = found(law, replace(attack, attacker=("GBR",)))
    assert {(one.state, one.kind, one.rule, one.prior) for one in made} == {
        ("FRA", APART, UNDECIDED, None),
        ("ITA", APART, UNDECIDED, None),
    }


def two(law: Library, first: dict, second: dict, **keys) -> Library:
    """A pact of FRA, GBR, ITA, POL, and one of FRA, RUS that helps Russia in any war."""
    other = pact(clause(involvement="at_war", **second), id="other", name="other", **keys)
    parties = tuple(replace(one, state=state) for one, state in zip(other.parties, ("FRA", "RUS"), strict=False))
    mine = pact(clause(**first))
    return replace(law, treaties={"pact": mine, "other": replace(other, parties=parties)})


def test_the_rules_are_tried_in_their_order(law, attack):
    later = {"signed": date(2010, 1, 1)}
    both = found(two(law, {}, {}), attack)
    assert [(one.kind, one.rule) for one in both if one.state == "FRA"] == [(BOTH, UNDECIDED)]
    assert found(two(law, {}, {}, **later), attack)[0].rule == "later special text"
    clause_of_fault = found(two(law, {"unprovoked": "any"}, {}, **later), attack)[0]
    assert (clause_of_fault.rule, clause_of_fault.prior) == ("aggressor", "pact")
    own_words = found(two(law, {"unprovoked": "any"}, {}, without_prejudice=("pact",)), attack)[0]
    assert (own_words.rule, own_words.prior) == ("does not affect", "pact")
    charter = found(two(law, {}, {"strength": "unsc_measures"}, without_prejudice=("pact",)), attack)[0]
    assert (charter.rule, charter.prior) == ("Charter 103", "other")


def test_a_bare_promise_not_to_attack_is_no_conflict_with_help_against_one_who_began(law, attack):
    other = pact(clause(type="nonaggression", duty="attacker", strength="abstain"), id="other", name="other")
    parties = tuple(replace(one, state=state) for one, state in zip(other.parties, ("FRA", "RUS"), strict=False))
    library = replace(law, treaties={"pact": pact(clause()), "other": replace(other, parties=parties)})
    assert found(library, attack) == ()
    assert [one.state for one in found(library, replace(attack, initiator="POL"))] == ["FRA"]


def test_one_duty_under_two_instruments_is_told_once(law):
    event = Event(("CHN",), "PHL", "second_thomas_shoal", date(2026, 3, 1), target=("vessel",))
    told = one_duty(merged(rows_only(law, event)))
    assert [(one.state, one.toward, one.treaties) for one in told] == [
        ("USA", "PHL", ("manila_pact_1954", "us_philippines_1951"))
    ]


def test_in_a_cascade_a_state_called_to_both_sides_is_a_conflict(law):
    """T3 of the treaty language: once the USA fights, China and Russia owe help to both."""
    event, edited = open_case(law, "y10")
    event = Event(("PRK",), "KOR", "yeonpyeong", date(2027, 6, 1), facts=frozenset({"council_finding"}))
    course = cascade(edited, event, ("USA",))
    sides = sides_joined(event, ((one.state, one.beside) for one in course.joined))
    rows = [replace(one.row, status=one.status) for one in course.rows]
    both = {one.state for one in conflicts(edited, rows, sides) if one.kind == BOTH}
    assert {"CHN", "RUS"} <= both
    assert set(course.conflicts) <= both


def test_the_embedded_texts_say_what_they_do_not_affect(law):
    assert law.treaty("eu_teu_42_7").without_prejudice == ("nato_1949",)
    for treaty in law.treaties.values():
        assert set(treaty.without_prejudice) <= set(law.treaties)


def test_pacts_that_nothing_calls_on_are_told_in_one_line_a_partner(law):
    """Members of the alliance of 1949 have treaties with Russia that wait for an attack on it."""
    made = found(law, Event(("RUS",), "EST", "narva", date(2026, 3, 1)))
    idle = [one for one in made if not one.engaged]
    assert {"DEU", "TUR"} <= {one.state for one in idle}
    assert {(one.rule, one.prior == one.first.treaty) for one in idle} == {("aggressor", True)}
    lines = list(conflict_lines(law, made))
    assert sum("Rule that applies: aggressor" in line for line in lines) == 1
    assert max(map(len, lines)) <= 100
