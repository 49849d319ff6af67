"""A base rule with labelled exceptions: what it is compiled to, and what may not be said twice."""

import pytest

from foedus.errors import BadFile
from foedus.treaties.event import Event
from foedus.treaties.language.rules import flat
from foedus.treaties.library import HERE
from foedus.treaties.obligations import rows_only
from foedus.treaties.reading import read_treaty
from tests.unit.treaties.made_up import DAY

RULE = {"id": "a1", "art": "1", "type": "defence", "acts": ["armed_attack"], "duty": "others", "strength": "aid_assist"}
UNLESS = {"label": "understanding", "art": "1 + understanding", "for": ["GBR"], "unless": {"by": ["RUS"]}}
TALK = {"type": "consultation", "strength": "consult"}


def test_a_rule_without_exceptions_is_one_clause():
    assert flat(RULE) == [RULE]


def test_an_understanding_is_a_second_clause_and_the_rule_leaves_its_state_out():
    rule, own, talk = flat({**RULE, "exceptions": [{**UNLESS, "then": TALK}]})
    assert rule == {**RULE, "duty_not": ["GBR"]}
    assert own == {**RULE, "id": "a1_understanding", "art": "1 + understanding", "duty": ["GBR"], "by": ["RUS"]}
    named = {"id": "a1_understanding_then", "art": "1 + understanding", "duty": ["GBR"]}
    assert talk == {**RULE, **TALK, **named}


def test_where_an_exception_takes_the_place_of_the_rule_the_rule_stops():
    one = {"label": "veto", "art": "2", "when": {"needs": ["council_finding_veto"]}, "then": TALK}
    rule, instead = flat({**RULE, "exceptions": [one]})
    assert rule["blocked_by"] == ["council_finding_veto"] and instead["needs"] == ["council_finding_veto"]
    for_one = flat({**RULE, "exceptions": [{**one, "for": ["GBR"]}]})
    assert [one["duty"] for one in for_one] == ["others", ["GBR"], ["GBR"]]


TEXT = (HERE / "texts" / "nato_1949.yaml").read_text(encoding="utf-8")
TWO = (
    "{label: a, art: '1', for: [USA], unless: {by: [RUS]}}, {label: b, art: '1', for: [USA], unless: {by: [RUS, CHN]}}"
)
AT = "    strength: deemed_necessary\n"


def written(tmp_path, exceptions):
    path = tmp_path / "file.yaml"
    assert AT in TEXT
    path.write_text(TEXT.replace(AT, AT + f"    exceptions: [{exceptions}]\n", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("exceptions", "said"),
    [
        (TWO, "can both apply and say different things"),
        ("{label: a, art: '1', for: [USA], unless: {by: [RUX]}}", "no state 'RUX'"),
        ("{label: a, art: '1', for: [USX], unless: {by: [RUS]}}", "no state 'USX'"),
        ("{label: a, art: '1', for: [USA]}", "exactly one of 'unless' and 'when'"),
        ("{label: a, art: '1', when: {by: communist_state}}", "cannot be written as a clause"),
        ("{label: a, art: '1', unless: {by: [RUS]}, then: {type: defence, strength: consult}}", "the same type"),
        ("{label: a, art: '1', unles: {by: [RUS]}}", "Did you mean 'unless'?"),
        ("{label: a, art: '1', unless: {byy: [RUS]}}", "Did you mean 'by"),
    ],
)  # fmt: skip
def test_a_wrong_exception_is_named_to_the_line(tmp_path, law, exceptions, said):
    with pytest.raises(BadFile) as wrong:
        read_treaty(written(tmp_path, exceptions), law)
    assert said in str(wrong.value)
    assert wrong.value.place.line > 30 and wrong.value.place.column > 0


def test_the_order_of_exceptions_changes_nothing(tmp_path, law):
    one, other = (
        "{label: a, art: '1', for: [USA], unless: {by: [RUS]}}",
        "{label: b, art: '1', for: [GBR], unless: {by: [CHN]}}",
    )
    event = Event(("RUS",), "POL", "warsaw", DAY)
    given = []
    for some in (f"{one}, {other}", f"{other}, {one}"):
        treaty = read_treaty(written(tmp_path, some), law)
        rows = rows_only(law.with_treaty(treaty), event)
        given.append({(row.state, row.type, row.clause, row.status) for row in rows if row.treaty == "nato_1949"})
    assert given[0] == given[1]
    assert "USA" in {row[0] for row in given[0] if row[1] == "defence"}
    assert "GBR" not in {row[0] for row in given[0] if row[1] == "defence"}
