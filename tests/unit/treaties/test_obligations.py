"""Section 5 of the treaty language: who owes what, predicate by predicate, and what must hold for every event."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import UnknownPlace, UnknownState, UnknownToken
from foedus.treaties.event import Event
from foedus.treaties.library import library
from foedus.treaties.obligations import PARTIES, evaluate, rows_only
from foedus.treaties.treaty import HELP_TYPES, Party, Suspension, Where
from tests.unit.treaties.made_up import DAY, clause


def who(law, event) -> dict[str, str]:
    """State -> status of each row."""
    return {row.state: row.status for row in rows_only(law, event)}


CLEAR = {"FRA": "clear", "GBR": "clear", "ITA": "clear"}
DISPUTED = dict.fromkeys(CLEAR, "disputed")


def test_all_other_parties_help_the_one_attacked(only, attack):
    assert who(only(clause()), attack) == CLEAR


def test_first_and_last_day_in_force_are_inside(only, attack):
    law = only(clause())
    for day, bound in (
        (date(2000, 1, 1), True),
        (date(2040, 12, 31), True),
        (date(1999, 12, 31), False),
        (date(2041, 1, 1), False),
    ):
        assert bool(who(law, replace(attack, date=day))) is bound


def test_a_signed_treaty_that_never_entered_into_force_binds_nobody(only, attack):
    assert who(only(clause(), force=(None, None)), attack) == {}


@pytest.mark.parametrize(
    ("keys", "change", "expected"),
    [
        ({"acts": ("mobilisation",)}, {}, {}),
        ({"acts": ("threat_of_force",)}, {}, CLEAR),
        ({"needs": ("council_finding",)}, {}, {}),
        ({"needs": ("council_finding",)}, {"facts": frozenset({"council_finding"})}, CLEAR),
        ({"blocked_by": ("dokdo",)}, {"facts": frozenset({"dokdo"})}, {}),
        ({"request": True}, {}, {}),
        ({"request": True}, {"facts": frozenset({"request"})}, CLEAR),
        ({"disputed_if": ("cyber_only",)}, {"facts": frozenset({"cyber_only"})}, DISPUTED),
        ({"status": "disputed"}, {}, DISPUTED),
        ({"status": "disputed_form"}, {}, CLEAR),
        ({"by": ("DEU",)}, {}, {}),
        ({"by": ("RUS",)}, {}, CLEAR),
        ({"by": "nonparty"}, {"attacker": ("GBR",)}, {}),
        ({"by": "party"}, {}, {}),
        ({"by": "communist_state"}, {}, {}),
        ({"by": "communist_state"}, {"attacker": ("CHN",)}, CLEAR),
        ({"by_not": ("RUS",)}, {}, {}),
        ({"by_state": True}, {"facts": frozenset({"non_state"})}, {}),
        ({"by_state": True}, {"facts": frozenset({"non_state_attackers"})}, CLEAR),
        ({"supported_by": ("BLR",)}, {}, {}),
        ({"supported_by": ("BLR",)}, {"with_attacker": ("BLR",)}, CLEAR),
        ({"not_supported_by": ("BLR",)}, {"with_attacker": ("BLR",)}, {}),
        ({"min_enemies": 2}, {}, {}),
        ({"min_enemies": 2}, {"with_attacker": ("BLR",)}, CLEAR),
        ({"max_enemies": 1}, {"attacker": ("RUS", "BLR")}, {}),
        ({"unprovoked": "any"}, {"provoked": True}, {}),
        ({"unprovoked": "direct"}, {"provoked": "disputed"}, DISPUTED),
        ({"unprovoked": "any"}, {"initiator": "POL"}, {}),
        ({"unprovoked": "aggressor_only"}, {"initiator": "POL"}, {}),
        ({"unprovoked": "aggressor_only"}, {"provoked": True}, CLEAR),
        ({}, {"initiator": "POL"}, DISPUTED),
        ({"type": "consultation"}, {"initiator": "POL"}, CLEAR),
        ({"victim": ("ITA",)}, {}, {}),
        ({"victim": ("UKR",)}, {"victim": "UKR"}, {**CLEAR, "POL": "clear"}),
        ({"victim": ("UKR",), "victim_party": True}, {"victim": "UKR"}, {}),
        ({"dyads": (("RUS", "POL"),)}, {}, CLEAR),
        ({"dyads": (("DEU", "POL"),)}, {}, {}),
        ({"excluded_if": ({"initiator": "RUS", "opponent": "RUS"},)}, {}, {}),
        ({"where": (Where(tags=("pacific",)),)}, {}, {}),
        ({"where": (Where(tags=("pacific",)), Where(any_tags=("europe",)))}, {}, CLEAR),
        ({"where": (Where(sov="victim", target=("territory",)),)}, {}, CLEAR),
        ({"where": (Where(sov="victim", target=("vessel",)),)}, {}, {}),
        ({"where": (Where(any_tags=("europe",)),)}, {"place": None}, {}),
        ({"where": (Where(any_tags=("europe",), until=date(2019, 1, 1)),)}, {}, {}),
        ({"where": (Where(adm=("POL",), not_tags=("pacific",), sov_in_parties=True),)}, {}, CLEAR),
        ({"duty": ("ITA", "DEU")}, {}, {"ITA": "clear"}),
        ({"duty_not": ("ITA",)}, {}, {"FRA": "clear", "GBR": "clear"}),
        ({"hub": "GBR"}, {}, {"GBR": "clear"}),
        ({"hub": "POL"}, {}, CLEAR),
        ({"ends_for": {"ITA": date(2020, 5, 4)}}, {}, {"FRA": "clear", "GBR": "clear"}),
        ({"ends_for": {"ITA": date(2020, 5, 5)}}, {}, CLEAR),
        ({"start": date(2020, 5, 6)}, {}, {}),
        ({"end": date(2020, 5, 5)}, {}, CLEAR),
        ({"intra": "excluded"}, {"attacker": ("GBR",)}, {}),
        ({"intra": "disputed"}, {"attacker": ("GBR",)}, {"FRA": "disputed", "ITA": "disputed"}),
        ({}, {"attacker": ("GBR",)}, {"FRA": "clear", "ITA": "clear"}),
        ({"intra": "excluded", "by": ("GBR",)}, {"attacker": ("GBR",)}, {"FRA": "clear", "ITA": "clear"}),
    ],
)
def test_one_predicate_at_a_time(only, attack, keys, change, expected):
    assert who(only(clause(**keys)), replace(attack, **change)) == expected


def test_at_war_binds_for_victim_and_attacker_and_asks_nothing_about_fault(only, attack):
    law = only(clause(involvement="at_war", unprovoked="any"))
    assert who(law, replace(attack, provoked=True)) == CLEAR
    started = Event(("POL",), "RUS", "kaliningrad", DAY)
    assert who(law, started) == CLEAR


def test_initiates_binds_only_for_an_attacker_that_began(only):
    law = only(clause(involvement="initiates", type="offence", initiator=("POL",)))
    started = Event(("POL",), "RUS", "kaliningrad", DAY)
    assert who(law, started) == CLEAR
    assert who(law, replace(started, initiator="RUS")) == {}


def test_duty_of_the_initiator_runs_to_the_other_parties(only):
    law = only(clause(involvement="initiates", type="consultation", duty="initiator", victim=("POL", "ITA")))
    rows = rows_only(law, Event(("POL",), "RUS", "kaliningrad", DAY))
    assert [(row.state, row.toward) for row in rows] == [("POL", "ITA")]


def test_a_trigger_binds_every_party_toward_the_adversary(only, attack):
    law = only(clause(duty="parties", trigger="mobilisation", acts=("mobilisation",), by=("RUS",)))
    rows = rows_only(law, replace(attack, acts=("mobilisation",)))
    assert {(row.state, row.toward) for row in rows} == {(one, "RUS") for one in ("FRA", "GBR", "ITA", "POL")}


def test_victim_any_runs_between_the_parties(only):
    law = only(clause(type="consultation", duty="parties", victim="any", where=(Where(tags=("far_east",)),)))
    rows = rows_only(law, Event(("CHN",), "ROC", "taiwan", DAY))
    assert {row.toward for row in rows} == {PARTIES}
    assert len(rows) == 4


def test_restraint_is_owed_by_attackers_and_not_toward_whoever_began(only, attack):
    law = only(clause(type="nonaggression", duty="attacker", strength="abstain"))
    inside = replace(attack, attacker=("GBR",))
    assert who(law, inside) == {"GBR": "clear"}
    assert who(law, attack) == {}
    assert who(law, replace(inside, initiator="POL")) == {}
    assert who(law, replace(inside, victim="UKR")) == {}
    anyone = only(clause(type="nonaggression", duty="attacker", strength="abstain", duty_any=True))
    assert who(anyone, replace(inside, victim="UKR")) == {"GBR": "clear"}


def test_suspended_pair_owes_nothing_and_a_frozen_state_is_disputed(only, attack):
    pair = Suspension(("POL", "FRA"), (), date(2010, 1, 1))
    assert who(only(clause(), suspended=(pair,)), attack) == {"GBR": "clear", "ITA": "clear"}
    froze = Suspension((), ("ITA",), date(2010, 1, 1))
    assert who(only(clause(), suspended=(froze,)), attack) == {**CLEAR, "ITA": "disputed"}


def test_a_listed_attacker_stays_bound_to_talk_but_not_to_help(only, attack):
    inside = replace(attack, attacker=("GBR",))
    assert who(only(clause(type="consultation", duty=("GBR",))), inside) == {"GBR": "clear"}
    assert who(only(clause(duty=("GBR",))), inside) == {}


def test_membership_has_dates(only, attack):
    parties = (Party("POL", date(2000, 1, 1)), Party("FRA", date(2000, 1, 1), date(2020, 5, 4)), Party("GBR", DAY))
    assert who(only(clause(), parties=parties), attack) == {"GBR": "clear"}


def test_unknown_words_states_and_places_are_errors(law, attack):
    for change, error in (
        ({"acts": ("attack",)}, UnknownToken),
        ({"facts": frozenset({"asked"})}, UnknownToken),
        ({"place": "atlantis"}, UnknownPlace),
        ({"victim": "JPM"}, UnknownState),
    ):
        with pytest.raises(error):
            rows_only(law, replace(attack, **change))


def test_rights_and_domestic_policy_are_no_duties(law):
    answer = evaluate(law, Event(("CHN",), "ROC", "taiwan", date(2023, 7, 1)))
    assert {row.treaty for row in answer.other} == {"taiwan_relations_act_1979"}
    assert not [row for row in answer.called if row.type in HELP_TYPES]


CODES = sorted(code for code, one in library().states.items() if one.kind == "state")
TOKENS = library().tokens


@st.composite
def events(draw) -> Event:
    """Any event the language can say."""
    states = draw(st.lists(st.sampled_from(CODES), min_size=3, max_size=5, unique=True))
    day = date(1860, 1, 1) + timedelta(days=draw(st.integers(0, 62000)))
    return Event(
        attacker=tuple(states[1:2]),
        victim=states[0],
        place=draw(st.none() | st.sampled_from(sorted(library().places))),
        date=day,
        target=tuple(draw(st.sets(st.sampled_from(sorted(TOKENS.targets)), min_size=1, max_size=2))),
        acts=tuple(draw(st.sets(st.sampled_from(sorted(TOKENS.acts)), min_size=1, max_size=3))),
        with_attacker=tuple(states[3:]),
        initiator=draw(st.none() | st.sampled_from(states)),
        provoked=draw(st.sampled_from([False, True, "disputed"])),
        facts=frozenset(draw(st.sets(st.sampled_from(sorted(TOKENS.facts)), max_size=4))),
    )


@settings(max_examples=150)
@given(event=events())
def test_the_order_of_the_treaties_does_not_matter(event: Event):
    law = library()
    turned = replace(law, treaties={name: law.treaties[name] for name in sorted(law.treaties, reverse=True)})
    assert sorted(rows_only(law, event), key=repr) == sorted(rows_only(turned, event), key=repr)


@settings(max_examples=150)
@given(event=events())
def test_what_holds_for_every_row(event: Event):
    law = library()
    for row in rows_only(law, event):
        treaty = law.treaty(row.treaty)
        assert treaty.in_force(event.date)
        assert treaty.clause(row.clause).valid_on(event.date)
        assert row.state in treaty.parties_on(event.date)
        assert row.state != row.toward
        if row.type == "defence" and row.toward == event.victim:
            assert row.state not in event.attacker
        if row.type == "nonaggression":
            assert row.state in event.attacker


@settings(max_examples=100)
@given(event=events())
def test_an_answer_names_each_party_once_as_helper_or_with_reasons(event: Event):
    law = library()
    answer = evaluate(law, event)
    helpers = {(row.treaty, row.state) for row in answer.called if row.type in HELP_TYPES}
    absent = {(one.treaty, one.state) for one in answer.not_called}
    assert not helpers & absent
    everyone = {
        (one.id, state)
        for one in law.treaties.values()
        if one.in_force(event.date)
        for state in one.parties_on(event.date)
    }
    assert helpers | absent == everyone
    assert all(one.reasons for one in answer.not_called)


@settings(max_examples=60)
@given(event=events())
def test_the_same_answer_twice_and_after_an_edit_of_nothing(event: Event):
    law = library()
    assert rows_only(law, event) == rows_only(law, event) == rows_only(replace(law), event)


def test_a_promise_not_to_attack_listed_parties_ends_with_their_membership(only, attack):
    keys = {"type": "nonaggression", "duty": "attacker", "victim": ("POL", "FIN"), "strength": "abstain"}
    by_party, outsider = replace(attack, attacker=("GBR",)), replace(attack, attacker=("GBR",), victim="FIN")
    assert [row.toward for row in rows_only(only(clause(**keys)), by_party)] == ["POL"]
    assert [row.toward for row in rows_only(only(clause(**keys)), outsider)] == ["FIN"]
    assert rows_only(only(clause(**keys, victim_party=True)), outsider) == ()
