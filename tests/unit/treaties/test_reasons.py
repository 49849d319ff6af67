"""Every reason code: it is given when it holds and not given when it does not."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from foedus.treaties.event import Event
from foedus.treaties.obligations import evaluate
from foedus.treaties.reasons import asked_clauses, reasons
from foedus.treaties.treaty import Suspension, Where
from foedus.treaties.unread import unread
from foedus.treaties.words import SENTENCE, in_order, sentences
from tests.unit.treaties.made_up import DAY, clause


@pytest.mark.parametrize(
    ("keys", "change", "expected"),
    [
        ({"acts": ("mobilisation",)}, {}, {"below_threshold"}),
        ({"needs": ("council_finding",)}, {}, {"condition_unmet"}),
        ({"needs": ("all_guarantors_act",), "strength": "guarantee_joint"}, {}, {"condition_unmet", "collective_only"}),
        ({"blocked_by": ("dokdo",)}, {"facts": frozenset({"dokdo"})}, {"condition_unmet"}),
        ({"request": True}, {}, {"request_missing"}),
        ({"by": ("DEU",)}, {}, {"wrong_adversary"}),
        ({"by_not": ("RUS",)}, {}, {"wrong_adversary", "excluded_party", "reservation"}),
        ({"by": "nonparty"}, {"attacker": ("ITA",)}, {"wrong_adversary", "excluded_party", "ally_is_aggressor"}),
        ({"by_state": True}, {"facts": frozenset({"non_state"})}, {"no_state_attacker"}),
        ({"by": ("DEU",)}, {"attacker": ("ISIL",)}, {"wrong_adversary", "no_state_attacker"}),
        ({"supported_by": ("BLR",)}, {}, {"condition_unmet"}),
        ({"min_enemies": 2}, {}, {"condition_unmet"}),
        ({"unprovoked": "any"}, {"provoked": True}, {"provoked"}),
        ({"unprovoked": "aggressor_only"}, {"initiator": "POL"}, {"provoked", "ally_is_aggressor"}),
        ({"victim": ("ITA",)}, {}, {"victim_not_protected", "one_sided", "no_reciprocity"}),
        ({"where": (Where(tags=("pacific",)),)}, {}, {"out_of_scope"}),
        ({"dyads": (("DEU", "POL"),)}, {}, {"out_of_scope"}),
        ({"duty": ("ITA",)}, {}, {"one_sided", "no_reciprocity"}),
        ({"duty_not": ("FRA",)}, {}, {"reservation"}),
        ({"hub": "ITA"}, {}, {"one_sided", "no_reciprocity"}),
        ({"ends_for": {"FRA": date(2020, 1, 1)}}, {}, {"expired", "terminated"}),
        ({"end": date(2020, 1, 1)}, {}, {"expired", "terminated"}),
        ({"start": date(2021, 1, 1)}, {}, {"not_in_force"}),
        ({"intra": "excluded"}, {"attacker": ("ITA",)}, {"excluded_party", "ally_is_aggressor"}),
        ({}, {"attacker": ("FRA",)}, {"excluded_party"}),
        ({}, {"victim": "UKR"}, {"not_party", "not_attacked"}),
        ({}, {"victim": "FRA"}, {"not_attacked"}),
        ({"involvement": "initiates"}, {}, {"condition_unmet", "not_party"}),
        (
            {"involvement": "initiates"},
            {"attacker": ("POL",), "victim": "RUS", "initiator": "RUS"},
            {"condition_unmet", "ally_is_aggressor"},
        ),
        ({"type": "consultation", "duty": ("GBR",)}, {}, {"no_clause", "one_sided", "no_reciprocity"}),
        ({"type": "consultation", "acts": ("mobilisation",)}, {}, {"no_clause", "consult_only", "below_threshold"}),
        ({"type": "right"}, {}, {"no_clause", "right_not_duty"}),
        ({"type": "enforcement", "needs": ("unsc_decision",)}, {}, {"no_clause", "power_not_duty", "condition_unmet"}),
        ({"binding": "political", "acts": ("mobilisation",)}, {}, {"not_binding", "below_threshold"}),
        ({"binding": "domestic_law", "acts": ("mobilisation",)}, {}, {"domestic_law_only", "below_threshold"}),
    ],
)
def test_exactly_the_codes_that_hold(only, attack, keys, change, expected):
    law = only(clause(**keys))
    assert set(reasons(law, replace(attack, **change), "FRA", "pact")) == expected


def test_outsiders_and_suspended_pairs(only, attack):
    assert set(reasons(only(clause()), attack, "DEU", "pact")) == {"not_party"}
    pair = Suspension(("POL", "FRA"), (), date(2010, 1, 1))
    assert reasons(only(clause(), suspended=(pair,)), attack, "FRA", "pact") == ("suspended",)
    assert reasons(only(clause(), force=(None, None)), attack, "FRA", "pact") == ("not_in_force",)
    ended = replace(attack, date=date(2041, 1, 1))
    assert set(reasons(only(clause()), ended, "FRA", "pact")) == {"not_party", "expired", "terminated"}
    early = replace(attack, date=date(1999, 1, 1))
    assert set(reasons(only(clause()), early, "FRA", "pact")) == {"not_party", "not_in_force"}


def test_a_question_with_a_type_looks_at_that_type_only(only, attack):
    law = only(clause(where=(Where(tags=("pacific",)),)), clause(id="c", type="consultation", acts=("mobilisation",)))
    assert reasons(law, attack, "FRA", "pact") == ("out_of_scope",)
    assert reasons(law, attack, "FRA", "pact", "consultation") == ("below_threshold",)
    assert reasons(law, attack, "FRA", "pact", "sanctions") == ("no_clause",)


def test_an_older_version_of_the_same_article_is_no_reason(only, attack):
    old = clause(id="old", end=date(2010, 1, 1))
    law = only(old, clause(where=(Where(tags=("pacific",)),)))
    assert reasons(law, attack, "FRA", "pact") == ("out_of_scope",)
    assert asked_clauses(law.treaty("pact"), None) == law.treaty("pact").clauses


def test_without_an_instrument_the_reason_begins_with_no_treaty(law):
    event = Event(("CHN",), "JPN", "senkaku", date(2023, 7, 1))
    assert reasons(law, event, "IND", None)[0] == "no_treaty"


def test_nearly_every_code_has_a_sentence_of_its_own():
    assert len(set(SENTENCE.values())) == len(SENTENCE) == 27
    assert in_order(["provoked", "not_party", "provoked"]) == ("not_party", "provoked")
    assert sentences(["request_missing"]).endswith("none is given.")


def test_words_that_no_clause_reads_are_reported(law):
    event = Event(("CHN",), "JPN", "senkaku", DAY, facts=frozenset({"directed_from_abroad", "request"}))
    assert unread(law, event) == ("directed_from_abroad",)
    assert unread(law, replace(event, facts=frozenset(), acts=("nuclear_attack", "war_elsewhere"))) == ()


def test_parties_named_alike_share_the_answer_that_each_would_get(law):
    dice = random.Random(5)
    codes = sorted(code for code, one in law.states.items() if one.kind == "state")
    for _ in range(40):
        attacker, victim = dice.sample(codes, 2)
        day = date(1830, 1, 1) + timedelta(days=dice.randrange(70_000))
        event = Event((attacker,), victim, dice.choice(sorted(law.places)), day)
        for one in evaluate(law, event).not_called:
            assert one.reasons == reasons(law, event, one.state, one.treaty)
