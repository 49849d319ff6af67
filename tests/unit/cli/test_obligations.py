"""The further questions of ``foedus obligations`` as a user sees them: words and JSON."""

import json
from pathlib import Path

import pytest

from foedus.cli import main

SHOAL = ["obligations", "CHN", "PHL", "--at", "second_thomas_shoal", "--on", "2026-03-01"]
KURSK = ["obligations", "UKR", "RUS", "--at", "kursk", "--on", "2025-01-15", "--initiator", "RUS"]


def told(capsys, *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "question",
    [
        [*SHOAL, "--target", "vessel"],
        ["obligations", "PRK", "KOR", "--at", "yeonpyeong", "--on", "2026-03-01"],
        ["obligations", "RUS", "EST", "--on", "2026-03-01"],
        ["obligations", "CHN", "TWN", "--on", "2027-03-01"],
        ["obligations", "ARG", "GBR", "--at", "falklands", "--on", "1982-04-02", "--target", "forces"],
    ],
)
def test_every_line_of_an_explained_answer_fits_and_names_the_holder_of_the_place(capsys, question):
    text = told(capsys, *question, "--explain")
    assert max(map(len, text.splitlines())) <= 100
    assert "administered by" in text
    assert "Decided by" in text


def test_an_explained_row_has_event_clause_tests_status_flip_and_source(capsys):
    text = one_line(told(capsys, *SHOAL, "--target", "vessel", "--explain"))
    for said in (
        "event: armed_attack by CHN against PHL at second_thomas_shoal on 2026-03-01",
        "clause: us_philippines_1951, Art. IV-V, clause a4 (help in defence)",
        "disputed if PHL is taken to have begun it",
        "Decided by the facts (",
        "Status: 1951-08-30 signed; 1952-08-27 in force.",
        "Nearest flip: if ",
        "How verified: operative words seen.",
        "Reading: the clause applies (holder not recorded) -> help in defence, clear",
        "claimed by CHN",
    ):
        assert said in text


def test_why_tells_failed_tests_flips_and_the_kinds_of_no(capsys):
    text = one_line(told(capsys, *SHOAL, "--why", "USA"))
    assert "failed tests: - where: required" in text
    assert "Nearest flip: if armed forces are hit [target forces] (likewise: target vessel" in text
    for kind in ("instrument exists and is not triggered", "No instrument between the two", "Not in this collection"):
        assert kind in text
    assert "us_roc_1954 (1955-03-03 to 1979-12-31)" in text


def test_json_of_an_explained_answer_has_its_documented_keys(capsys):
    data = json.loads(told(capsys, *SHOAL, "--target", "vessel", "--explain", "--json"))
    page = (Path(__file__).parents[3] / "docs" / "reference" / "obligations-json.md").read_text("utf-8")
    for key in data:
        assert f"`{key}`" in page
    row = next(one for one in data["called"] if one["treaty"] == "us_philippines_1951" and one["type"] == "defence")
    for key in (*row, *row["chain"][0], *row["flips"][0], *row["procedure"]):
        assert f"`{key}`" in page
    assert "where" in row["decided_by"]
    assert {one["kind"] for one in data["not_called"]} == {"not triggered", "no instrument"}
    assert data["disputed"][0]["questions"][0]["readings"][0]["who"] is None
    assert data["same_duty"][0]["treaties"] == ["manila_pact_1954", "us_philippines_1951"]


def test_json_of_one_state_has_failed_tests_and_flips(capsys):
    data = json.loads(told(capsys, *SHOAL, "--why", "USA", "--json"))
    page = (Path(__file__).parents[3] / "docs" / "reference" / "obligations-json.md").read_text("utf-8")
    one = next(one for one in data["not_called"] if one["treaty"] == "us_philippines_1951")
    assert one["failed"][0]["tests"][0]["predicate"] == "where"
    assert one["flips"][0]["after"] == "clear"
    for key in (*one, *one["failed"][0], *one["failed"][0]["tests"][0]):
        assert f"`{key}`" in page


def test_readings_stand_side_by_side(capsys):
    ask = [*KURSK, "--reading", "Charter:initiator=RUS", "--reading", "Moscow and Pyongyang:initiator=UKR"]
    text = one_line(told(capsys, *ask))
    assert "(2) Moscow and Pyongyang: UKR began it" in text
    assert "differs: PRK: help in defence toward RUS" in text
    assert "(0) disputed; (1) disputed; (2) clear" in text
    data = json.loads(told(capsys, *ask, "--json"))
    row = next(one for one in data["observers"]["rows"] if one["treaty"] == "russia_dprk_2024" and one["differs"])
    assert row["statuses"] == ["disputed", "disputed", "clear"]
    assert main([*KURSK, "--reading", "Charter"]) == 2


def test_unknown_facts_are_ranked(capsys):
    ask = ["obligations", "RUS", "EST", "--on", "2026-03-01", "--what-if-unknown"]
    text = told(capsys, *ask)
    assert "states  rows  if" in text
    assert max(map(len, text.splitlines())) <= 100
    data = json.loads(told(capsys, *ask, "--json"))["unknown"]
    assert [one["states"] for one in data] == sorted((one["states"] for one in data), reverse=True)
    stated = json.loads(told(capsys, *ask, "--target", "territory", "--json"))["unknown"]
    assert "target" in {one["kind"] for one in data}
    assert "target" not in {one["kind"] for one in stated}


def test_conflicts_stand_in_the_answer_and_in_the_cascade(capsys):
    kuwait = ["obligations", "IRQ", "KWT", "--at", "kuwait", "--on", "1990-08-06", "--fact", "unsc_decision"]
    assert "Rule that applies: Charter 103 (for un_charter_1945)" in one_line(told(capsys, *kuwait))
    data = json.loads(told(capsys, *kuwait, "--cascade", "--join", "none", "--json"))
    assert data["conflicts"][0]["rule"] == "Charter 103"
    assert "conflicts_of_duty" in data["cascade"]


def test_a_point_is_a_place_and_a_half_given_one_a_mistake(capsys):
    ask = ["obligations", "CHN", "PHL", "--lat", "9.7", "--lon", "115.9", "--on", "2026-03-01", "--target", "vessel"]
    data = json.loads(told(capsys, *ask, "--adm", "PHL", "--json"))
    assert data["place"]["administered_by"] == "PHL"
    for wrong in (
        ask[:5],
        [*ask, "--at", "manila"],
        [*SHOAL, "--adm", "PHL"],
        ["obligations", "CHN", "PHL", "--lat", "9"],
    ):
        assert main(wrong) == 2
        assert capsys.readouterr().err.startswith("foedus: ")


def test_a_figure_is_written(capsys, tmp_path):
    file = tmp_path / "called.svg"
    told(capsys, *SHOAL, "--target", "vessel", "--figure", str(file))
    assert "<svg" in file.read_text("utf-8")[:2000]
