"""Edits are pure: the old library stays, the new one answers differently."""

from datetime import date

import pytest

from foedus.errors import BadDate, BadInput, UnknownState, UnknownTreaty
from foedus.treaties import edits
from foedus.treaties.event import Event
from foedus.treaties.obligations import rows_only
from foedus.treaties.treaty import Clause

ACCESSION = date(2026, 1, 1)
CLAUSE = Clause("asia", "5-6 (2026)", "defence", ("armed_attack",), "others", "deemed_necessary", start=ACCESSION)
HOKKAIDO = Event(("RUS",), "JPN", "hokkaido", date(2027, 6, 1))


def helpers(law, treaty: str) -> set[str]:
    return {row.state for row in rows_only(law, HOKKAIDO) if row.type == "defence" and row.treaty == treaty}


def test_accession_alone_brings_consultation_and_the_new_clause_brings_help(law):
    member = edits.add_party(law, "nato_1949", ["JPN", "KOR"], ACCESSION)
    assert helpers(member, "nato_1949") == set()
    assert {row.type for row in rows_only(member, HOKKAIDO) if row.treaty == "nato_1949"} == {"consultation"}
    assert len(helpers(edits.add_clause(member, "nato_1949", CLAUSE), "nato_1949")) == 33
    assert "JPN" not in law.treaty("nato_1949").parties_on(HOKKAIDO.date)


def test_first_day_bound_and_last_day_bound_are_inside(law):
    law = edits.add_party(law, "nato_1949", ["JPN"], ACCESSION, date(2026, 6, 30))
    members = law.treaty("nato_1949").parties_on
    assert ["JPN" in members(day) for day in (date(2025, 12, 31), ACCESSION, date(2026, 6, 30), date(2026, 7, 1))] == [
        False, True, True, False
    ]  # fmt: skip
    gone = edits.remove_party(law, "nato_1949", ["TUR"], date(2026, 1, 1))
    assert "TUR" in gone.treaty("nato_1949").parties_on(date(2026, 1, 1))
    assert "TUR" not in gone.treaty("nato_1949").parties_on(date(2026, 1, 2))


def test_termination_names_the_last_day_in_force(law):
    ended = edits.terminate(law, "us_japan_1960", date(2026, 12, 31))
    assert ended.treaty("us_japan_1960").in_force(date(2026, 12, 31))
    assert helpers(ended, "us_japan_1960") == set()
    assert helpers(law, "us_japan_1960") == {"USA"}


def test_the_worlds_code_is_understood(law):
    assert "ROC" in edits.add_party(law, "tac_1976", ["TWN"], ACCESSION).treaty("tac_1976").parties_on(ACCESSION)


def test_a_new_treaty_is_one_more(law):
    made = edits.new_treaty(law, edits.replace(law.treaty("quad"), id="quad_2"))
    assert len(made.treaties) == len(law.treaties) + 1


def test_mistakes_are_errors(law):
    with pytest.raises(UnknownTreaty):
        edits.terminate(law, "nato", ACCESSION)
    with pytest.raises(UnknownState):
        edits.add_party(law, "nato_1949", ["JPM"], ACCESSION)
    with pytest.raises(BadInput):
        edits.add_party(law, "nato_1949", ["FRA"], ACCESSION)
    with pytest.raises(BadDate):
        edits.add_party(law, "nato_1949", ["JPN"], ACCESSION, date(2025, 1, 1))
    with pytest.raises(BadDate):
        edits.terminate(law, "nato_1949", date(1900, 1, 1))
    with pytest.raises(BadInput):
        edits.remove_party(law, "nato_1949", ["JPN"], ACCESSION)
    with pytest.raises(BadInput):
        edits.new_treaty(law, law.treaty("quad"))
    with pytest.raises(BadInput):
        edits.add_clause(law, "nato_1949", law.treaty("nato_1949").clauses[0])
