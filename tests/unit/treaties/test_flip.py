"""The nearest flip: what is told is evaluated, the smallest comes first, and known cases turn as a lawyer would say."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from foedus.treaties.cases.answers import states_of
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.event import Event
from foedus.treaties.flip import NO, level, nearest_flips
from foedus.treaties.library import library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import rows_only
from foedus.treaties.treaty import HELP_TYPES, Where
from tests.unit.treaties.made_up import clause

OPEN = read_cases(Path(__file__).parents[2] / "cases" / "open.yaml", library())
SHOAL = Event(("CHN",), "PHL", "second_thomas_shoal", date(2026, 3, 1))
ASKED = [
    pytest.param(case, state, one.under, one.type, id=f"{case.id} {state} {one.under}")
    for case in OPEN.cases
    for one in case.expected_not
    if one.under is not None
    for state in states_of(one.states, one.under, one.but, None, case, OPEN.libraries[case.id])[:2]
]


@pytest.mark.parametrize(("case", "state", "under", "type_"), ASKED)
def test_a_flip_told_for_an_open_case_truly_turns_it(case, state, under, type_):
    """The changed event, asked of the whole law, gives what the flip says; and the original gave something else."""
    law = OPEN.libraries[case.id]
    types = HELP_TYPES if type_ is None else {type_}
    for flip in nearest_flips(law, case.event, state, under, type=type_):
        rows = [
            row
            for row in merged(rows_only(law, flip.event))
            if row.state == state and row.treaty == under and row.type in types
        ]
        assert level(rows) == flip.after != flip.before == NO


def test_many_absences_of_the_open_cases_have_a_flip():
    """Of those asked about above: more than a third turn by one fact or two; the rest have no link to the victim."""
    found = 0
    for one in ASKED:
        case, state, under, type_ = cast(Any, one.values)
        found += bool(nearest_flips(OPEN.libraries[case.id], case.event, state, under, limit=1, type=type_))
    assert found / len(ASKED) > 0.33


@pytest.mark.parametrize(
    ("event", "state", "treaty", "words"),
    [
        (SHOAL, "USA", "us_philippines_1951", "a public vessel is hit|vessel"),
        (Event(("RUS",), "FIN", "helsinki", date(2023, 4, 3)), "USA", "nato_1949", "on or after 2023-04-04"),
        (Event(("UKR",), "RUS", "kursk", date(2025, 1, 15)), "BLR", "cst_csto_1992", "the victim has asked for help"),
        (Event(("ARG",), "GBR", "falklands", date(1982, 4, 2)), "USA", "nato_1949", "gibraltar"),
    ],
)
def test_the_nearest_flip_of_known_questions(law, event, state, treaty, words):
    first = nearest_flips(law, event, state, treaty)[0]
    assert any(one in first.words for one in words.split("|"))
    assert len(first.changes) == 1


def test_a_row_turns_too_and_the_smallest_change_comes_first(law):
    flips = nearest_flips(law, Event(("UKR",), "RUS", "kursk", date(2025, 1, 15), initiator="RUS"), "PRK")
    assert {(one.before, one.after) for one in flips} == {("disputed", NO), ("disputed", "clear")}
    sizes = [(len(one.changes), one.size) for one in flips]
    assert sizes == sorted(sizes)
    to_clear = next(one for one in flips if one.after == "clear")
    assert "UKR is taken to have begun it" in to_clear.words


def test_two_changes_are_told_only_where_one_is_not_enough(only, attack):
    law = only(clause(needs=("council_finding",), request=True))
    (flip,) = nearest_flips(law, attack, "FRA")
    assert len(flip.changes) == 2
    assert {word for one in flip.changes for word in one.gives} == {"council_finding", "request"}
    law = only(clause(request=True))
    assert [len(one.changes) for one in nearest_flips(law, attack, "FRA")] == [1]


@pytest.mark.parametrize(
    ("keys", "event", "kind"),
    [
        ({"where": (Where(target=("vessel",)),)}, {}, "target"),
        ({"where": (Where(adm=("FRA",)),)}, {}, "place"),
        ({"acts": ("mobilisation",)}, {}, "act"),
        ({"unprovoked": "any"}, {"provoked": True}, "provoked"),
        ({"unprovoked": "aggressor_only"}, {"initiator": "POL"}, "initiator"),
        ({"by": ("CHN",)}, {}, "adversary"),
        ({"by": "party"}, {}, "adversary"),
        ({"intra": "excluded"}, {"attacker": ("GBR",)}, "adversary"),
        ({"supported_by": ("BLR",)}, {}, "beside"),
        ({"not_supported_by": ("BLR",)}, {"with_attacker": ("BLR",)}, "beside"),
        ({"min_enemies": 2}, {}, "beside"),
        ({"max_enemies": 1}, {"with_attacker": ("BLR",)}, "beside"),
        ({"start": date(2021, 1, 1)}, {}, "date"),
        ({"end": date(2019, 12, 31)}, {}, "date"),
        ({"blocked_by": ("request",)}, {"facts": frozenset({"request"})}, "fact"),
        ({"by_state": True}, {"facts": frozenset({"non_state"})}, "fact"),
        ({"dyad": ("CHN", "POL")}, {}, "adversary"),
        ({"involvement": "at_war", "min_enemies": 2}, {"attacker": ("GBR",), "victim": "RUS"}, "beside"),
        ({"excluded_if": ({"initiator": "RUS", "opponent": "RUS"},)}, {}, "initiator"),
    ],
)
def test_each_kind_of_test_has_its_flip(only, attack, keys, event, kind):
    law = only(clause(**keys))
    asked = replace(attack, **event)
    flips = nearest_flips(law, asked, "FRA")
    assert flips, "no flip found"
    assert flips[0].kinds == (kind,)
    assert any(row.state == "FRA" for row in rows_only(law, flips[0].event))


def test_no_flip_where_the_state_may_not_bear_or_the_ally_is_no_party(only, attack):
    assert nearest_flips(only(clause(duty_not=("FRA",))), attack, "FRA") == ()
    assert nearest_flips(only(clause(request=True)), replace(attack, victim="UKR"), "FRA") == ()
