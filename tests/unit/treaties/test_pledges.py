"""What a treaty promises year by year, in the coarse terms of alliance data."""

import itertools
from datetime import date

import pytest

from foedus.treaties.cow_codes import code_in, codes_between, cow_codes
from foedus.treaties.pledges import bound, pledges, years
from foedus.treaties.treaty import Party, Suspension
from foedus.world.load import embedded
from tests.unit.treaties.made_up import clause, pact

ALL = {(one, other) for one in ("FRA", "GBR", "ITA", "POL") for other in ("FRA", "GBR", "ITA", "POL") if one != other}


def found(*clauses, kind="defence", **keys):
    return pledges(pact(*clauses, **keys), 2100)[kind]


@pytest.mark.parametrize(
    ("keys", "pairs"),
    [
        ({}, ALL),
        ({"victim": ("POL",)}, {pair for pair in ALL if pair[1] == "POL"}),
        ({"duty": ("GBR",)}, {pair for pair in ALL if pair[0] == "GBR"}),
        ({"duty": ("GBR",), "victim": ("ROU",)}, set()),
        ({"duty_not": ("ITA",)}, {pair for pair in ALL if pair[0] != "ITA"}),
        ({"duty_in": ("ITA",)}, {pair for pair in ALL if pair[0] == "ITA"}),
        ({"hub": "FRA"}, {pair for pair in ALL if "FRA" in pair}),
        ({"victim": "any", "duty": "parties"}, ALL),
        ({"initiator": ("GBR",), "involvement": "initiates"}, {pair for pair in ALL if pair[1] == "GBR"}),
        ({"initiator": ("GBR",), "involvement": "initiates", "duty": "initiator"}, {p for p in ALL if p[0] == "GBR"}),
        ({"dyads": (("ITA", "FRA"),)}, {("GBR", "ITA"), ("POL", "ITA"), ("GBR", "FRA"), ("POL", "FRA")}),
        ({"by": ("ITA",)}, {pair for pair in ALL if pair[0] != "ITA"}),
    ],
)
def test_who_owes_whom(keys, pairs):
    assert set(found(clause(**keys))) == pairs


def test_restraint_runs_from_each_attacker_to_those_protected():
    keys = {"type": "nonaggression", "strength": "abstain", "duty": "attacker"}
    assert set(found(clause(**keys), kind="nonaggression")) == ALL
    two = clause(**keys, dyad=("FRA", "ITA"))
    assert set(found(two, kind="nonaggression")) == {("FRA", "ITA"), ("ITA", "FRA")}


def test_years_are_those_in_which_one_day_counts():
    late = clause(start=date(2003, 12, 31), end=date(2005, 1, 1), ends_for={"ITA": date(2004, 6, 1)})
    made = found(late)
    assert years(made["FRA", "POL"]) == [2003, 2004, 2005]
    assert years(made["FRA", "ITA"]) == years(made["ITA", "FRA"]) == [2003, 2004]
    parties = (Party("FRA", date(2000, 1, 1)), Party("POL", date(2002, 7, 1), date(2003, 2, 1)), Party("ITA", None))
    assert {pair: years(mask) for pair, mask in bound(pact(parties=parties), 2100).items()} == {
        ("FRA", "POL"): [2002, 2003],
        ("POL", "FRA"): [2002, 2003],
    }
    assert years(bound(pact(), 2002)["FRA", "POL"]) == [2000, 2001, 2002]
    assert bound(pact(force=(None, None)), 2100) == {}


def test_a_suspended_pair_owes_nothing_while_it_lasts_and_a_suspended_state_still_counts():
    stop = Suspension(("FRA", "POL"), (), date(2001, 1, 1), date(2038, 12, 31))
    state = Suspension((), ("ITA",), date(2001, 1, 1))
    made = found(clause(), suspended=(stop, state))
    assert years(made["POL", "FRA"]) == [2000, 2039, 2040]
    assert len(years(made["ITA", "FRA"])) == 41


def test_one_number_has_one_code_a_day_and_the_world_agrees():
    for spans in cow_codes().values():
        for one, other in itertools.pairwise(spans):
            assert one.start <= one.end < other.start
    assert [code_in(365, year) for year in (1900, 1950, 2000)] == ["RUS", "SUN", "RUS"]
    assert code_in(345, 2000) == "" and code_in(260, 1960) == code_in(255, 2000) == "DEU"
    assert [one.code for one in codes_between(710, date(1900, 1, 1), date(2000, 1, 1))] == ["QNG", "ROC", "CHN"]


def test_every_state_of_the_world_and_of_the_law_has_a_number(law):
    codes = {one.code for spans in cow_codes().values() for one in spans}
    assert {law.law_code(one) for one in embedded("asia-pacific-2023").codes} <= codes
    assert {code for code, one in law.states.items() if one.kind == "state"} <= codes
