"""An answer in words: conflicts are reported, disputed places are told with administrator and claimants."""

from datetime import date

from foedus.treaties.event import Event
from foedus.treaties.obligations import evaluate
from foedus.treaties.told import Teller, groups, short_name, wrapped
from foedus.treaties.treaty import Clause


def told(law, event: Event) -> str:
    return "\n".join(Teller(law, evaluate(law, event, traced=True)).lines(explain=True))


def test_help_to_one_side_and_neutrality_to_the_other_is_a_conflict(only):
    help_ = Clause("a1", "1", "defence", ("armed_attack",), "others", "aid_assist")
    neutral = Clause("a2", "2", "neutrality", ("armed_attack",), "others", "strict_neutrality", involvement="at_war")
    law = only(help_, neutral)
    text = told(law, Event(("GBR",), "POL", "warsaw", date(2020, 5, 5)))
    assert "Conflict of duties (reported, not resolved)" in text
    assert (
        "FRA ITA: help in defence toward POL (pact, Art. 1, clear); neutrality toward GBR (pact, Art. 2, clear)"
        in " ".join(text.split())
    )
    assert "Undecided" in text


def test_no_conflict_is_invented(law):
    assert "Conflict" not in told(law, Event(("PRK",), "KOR", "seoul", date(2025, 1, 15)))


def test_a_disputed_place_names_administrator_and_claimants(law):
    text = told(law, Event(("CHN",), "JPN", "senkaku", date(2023, 7, 1)))
    assert "administered by JPN, claimed by CHN, TWN" in text
    nowhere = told(law, Event(("CHN",), "JPN", None, date(2023, 7, 1)))
    assert "every clause that looks at a place fails" in nowhere


def test_every_line_fits_for_many_events(law):
    for attacker, victim, place, day in (
        ("DEU", "POL", "poland_west_1939", date(1939, 9, 1)),
        ("ITA", "ETH", "ethiopia", date(1935, 10, 3)),
        ("AUH", "SRB", "serbia", date(1914, 7, 28)),
        ("IRQ", "KWT", "kuwait", date(1990, 8, 2)),
        ("RUS", "EST", "narva", date(2024, 7, 1)),
    ):
        assert max(map(len, told(law, Event((attacker,), victim, place, day)).splitlines())) <= 100


def test_rows_are_put_together_clear_and_strong_first(law):
    rows = evaluate(law, Event(("RUS",), "EST", "narva", date(2024, 7, 1))).called
    made = groups(row for row in rows if row.type == "defence")
    assert [one.first.strength for one in made] == ["all_means", "deemed_necessary"]
    assert len(made[1].rows) == 31


def test_names_lose_their_bracket():
    assert short_name("China (People's Republic)") == "China"
    assert short_name("China (Republic of), Taiwan") == "China (Republic of), Taiwan"
    assert short_name("Germany, Federal Republic from 1949") == "Germany"
    assert wrapped("word " * 40, 2, 4)[1].startswith("      word")
