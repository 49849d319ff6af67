"""Which test decided: found by turning it, not by its name; and the branches of a disputed row."""

from dataclasses import replace
from datetime import date

from foedus.treaties.branches import branches, recorded
from foedus.treaties.decided import NO_ROW, Decisions
from foedus.treaties.event import Event
from foedus.treaties.explain import Step
from foedus.treaties.obligations import evaluate
from foedus.treaties.procedure import procedure
from foedus.treaties.status_chain import status_chain
from foedus.treaties.treaty import Reading, Where
from tests.unit.treaties.made_up import clause

KURSK = Event(("UKR",), "RUS", "kursk", date(2025, 1, 15), initiator="RUS")
SHOAL = Event(("CHN",), "PHL", "second_thomas_shoal", date(2026, 3, 1), target=("vessel",))


def steps(law, event: Event, state: str, treaty: str, kind: str = "defence") -> dict[str, Step]:
    answer = evaluate(law, event, [treaty], traced=True)
    row = next(one for one in answer.called if one.state == state and one.type == kind)
    made: dict[str, Step] = {}
    for one in Decisions(law, event).decided(row):
        made.setdefault(one.predicate, one)
    return made


def test_what_was_hit_decides_at_the_shoal_and_the_adversary_does_not(law):
    made = steps(law, SHOAL, "USA", "us_philippines_1951")
    assert made["where"].turns == NO_ROW
    assert made["acts"].turns == NO_ROW
    assert made["unprovoked"].turns == "disputed"
    assert not made["by"].decisive  # anyone is an adversary: no other attacker takes the row away


def test_the_reservation_makes_the_adversary_decide_for_the_usa_alone(law):
    """The Manila Pact: communist aggression for the USA, any for the others."""
    assert steps(law, SHOAL, "USA", "manila_pact_1954")["by"].turns == NO_ROW
    assert not steps(law, SHOAL, "AUS", "manila_pact_1954")["by"].decisive


def test_who_began_it_decides_whether_pyongyang_is_clearly_bound(law):
    made = steps(law, KURSK, "PRK", "russia_dprk_2024")
    assert made["unprovoked"].effect == "disputed"
    assert made["unprovoked"].turns == "clear"
    assert "UKR is taken to have begun it" in made["unprovoked"].flipped


def test_a_test_does_not_decide_where_a_second_clause_gives_the_same_row(only, attack):
    narrow, wide = clause(where=(Where(target=("territory",)),)), clause(id="a2", art="2")
    assert steps(only(narrow), attack, "FRA", "pact")["where"].decisive
    assert not steps(only(narrow, wide), attack, "FRA", "pact").get("where", Step("", "", "", "")).decisive


def test_a_suspension_and_a_finding_decide(only, attack):
    given = replace(attack, facts=frozenset({"council_finding"}))
    made = steps(only(clause(needs=("council_finding",))), given, "FRA", "pact")
    assert made["needs"].turns == NO_ROW
    assert made["needs"].by == "organ"


def test_both_readings_of_a_disputed_row_are_answered(law):
    row = next(one for one in evaluate(law, KURSK, ["russia_dprk_2024"]).called if one.type == "defence")
    for_it, against = branches(law, KURSK, row)
    assert [one.status for one in for_it.answer] == ["clear"]
    assert all(one.type != "defence" for one in against.answer)
    assert not recorded(for_it)
    assert for_it.who == "holder not recorded"


def test_a_recorded_reading_names_its_holder(only, attack):
    law = only(clause(status="disputed", note="a reef", readings=(Reading("a court", "it is covered", "1999"),)))
    row = evaluate(law, attack).called[0]
    found = branches(law, attack, row)
    assert [one.who for one in found if recorded(one)] == ["a court"]
    assert [len(one.answer) for one in found if not recorded(one)] == [1, 0]
    assert branches(law, attack, replace(row, status="clear")) == ()


def test_each_cause_of_doubt_is_a_question_of_its_own(only, attack):
    law = only(clause(unprovoked="any", intra="disputed", disputed_if=("cyber_only",)))
    event = replace(attack, attacker=("GBR",), provoked="disputed", facts=frozenset({"cyber_only"}))
    row = evaluate(law, event).called[0]
    questions = dict.fromkeys(one.question for one in branches(law, event, row))
    assert len(questions) == 3


def test_without_the_finding_nothing_but_talk_is_owed(only, attack):
    talk = clause(id="a2", art="2", type="consultation", strength="consult")
    law = only(clause(needs=("council_finding",)), talk, qualifications="two thirds, the accused not voting")
    given = replace(attack, facts=frozenset({"council_finding"}))
    found = procedure(law, given, "FRA", "pact", "a1")
    assert [one.by for one in found.decisions] == ["organ"]
    assert [one.type for one in found.decisions[0].without] == ["consultation"]
    assert found.voting.startswith("two thirds")


def test_the_chain_of_status_is_in_order_of_days(law):
    treaty = law.treaty("nato_1949")
    links = status_chain(treaty, treaty.clauses[0], ("FIN", "EST"), date(2024, 1, 1))
    days = [one.day for one in links if one.day]
    assert days == sorted(days)
    assert any(one.day == date(2023, 4, 4) and "FIN" in one.what for one in links)


def test_a_reservation_stands_in_the_chain_of_status(law):
    treaty = law.treaty("manila_pact_1954")
    links = status_chain(treaty, treaty.clause("a4_1_sea_us"), ("USA", "PHL"), date(2026, 3, 1))
    assert any("USA stands apart from Art. IV(1)" in one.what for one in links)
    links = status_chain(treaty, treaty.clause("a4_1_sea"), ("AUS", "PHL"), date(2026, 3, 1))
    assert not any("stands apart" in one.what for one in links)
