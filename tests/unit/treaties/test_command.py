"""The commands as a user sees them: words, JSON, exit codes, and nothing heavy imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.cli import main

SHOAL = ["obligations", "CHN", "PHL", "--at", "second_thomas_shoal", "--on", "2026-03-01"]
OPEN = str(Path(__file__).parents[2] / "cases" / "open.yaml")


def told(capsys, *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_answer_says_event_assumptions_duties_and_three_kinds_of_no(capsys):
    text = told(capsys, *SHOAL)
    first = text.splitlines()[0]
    assert "armed attack on territory by China (CHN), against Philippines (PHL)" in first
    assert "inputs of the question, not findings" in " ".join(text.split())
    assert "administered by PHL, claimed by CHN, TWN" in text
    for title in (
        "Called to help",
        "Called to consult",
        "instrument exists and is not triggered",
        "no instrument",
        "Not in this collection",
    ):
        assert title in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_vessel_makes_the_treaty_of_1951_fire(capsys):
    data = json.loads(told(capsys, *SHOAL, "--target", "vessel", "--json"))
    rows = {(row["state"], row["treaty"]): row["status"] for row in data["called"] if row["type"] == "defence"}
    assert rows["USA", "us_philippines_1951"] == "clear"
    assert set(data["called"][0]) == {
        "state", "type", "toward", "strength", "treaty", "article", "clause", "binding", "status"
    }  # fmt: skip


def test_the_worlds_code_is_accepted_and_printed(capsys):
    data = json.loads(
        told(capsys, "obligations", "CHN", "TWN", "--at", "taiwan", "--on", "2023-07-01", "--json", "--explain")
    )
    assert data["event"]["victim"] == "TWN"
    assert data["other"][0]["toward"] == "TWN"
    assert data["other"][0]["chain"]
    assert data["other"][0]["source"]


def test_why_one_state_owes_nothing(capsys):
    text = told(capsys, *SHOAL, "--why", "KOR")
    assert "Why Korea, Republic of (KOR)?" in text
    assert "No instrument binds it" in text or "exists and is not triggered" in text


def test_the_chain_names_predicates_and_source(capsys):
    text = told(capsys, *SHOAL, "--explain")
    assert "* where: required in scs" in text
    assert "How verified" in text


def test_the_cascade_is_told_with_if(capsys):
    ask = [
        "obligations",
        "PRK",
        "KOR",
        "--at",
        "yeonpyeong",
        "--on",
        "2025-01-15",
        "--cascade",
        "--struck-at",
        "USA=hawaii",
    ]
    text = told(capsys, *ask)
    assert "└─ Round 1, if USA joins beside KOR (called, path clear)" in text
    assert "├─ if PRK attacks USA at hawaii" in text
    assert "disputed: CHN owes help (all_means) toward PRK, china_dprk_1961 II" in text
    assert "Called and not joining under this policy (disputed): CHN" in text
    assert max(map(len, text.splitlines())) <= 100
    course = json.loads(told(capsys, *ask, "--join", "USA", "--json"))["cascade"]
    assert [one["state"] for one in course["joined"]] == ["USA"]
    assert main([*ask[:-1], "hawaii"]) == 2


def test_case_files_are_answered_and_checked(capsys, tmp_path):
    data = json.loads(told(capsys, "obligations", "--cases", OPEN, "--json"))
    assert len(data["cases"]) == 95
    assert set(data["cases"][0]) == {"id", "called", "other", "not_called", "unread"}
    assert "All 95 cases" in told(capsys, "obligations", "--cases", OPEN, "--check")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(Path(OPEN).read_text("utf-8").replace("strength: full_force", "strength: all_means", 1), "utf-8")
    assert main(["obligations", "--cases", str(wrong), "--check"]) == 1
    assert "h01" in capsys.readouterr().err


def test_treaties_are_listed_shown_and_checked(capsys, law):
    assert "us_japan_1960" in told(
        capsys, "treaties", "list", "--state", "JPN", "--in-force", "2023-06-01", "--type", "defence"
    )
    assert len(json.loads(told(capsys, "treaties", "list", "--json"))["treaties"]) == len(law.treaties)
    page = told(capsys, "treaties", "show", "nato_1949")
    assert "Finland (FIN)" in page and "SOURCES" in page
    assert json.loads(told(capsys, "treaties", "show", "cofa", "--json"))["id"] == "cofa"


@pytest.mark.parametrize(
    "name", ["un_charter_1945", "triple_alliance_1882", "quad", "pukpuk_2025", "uk_guarantees_1939"]
)
def test_every_kind_of_page_fits(capsys, name):
    assert max(map(len, told(capsys, "treaties", "show", name).splitlines())) <= 100


@pytest.mark.parametrize(
    "arguments",
    [
        ["CHM", "PHL"],
        ["CHN", "PHL", "--at", "second_thomas"],
        ["CHN", "PHL", "--on", "2026-02-30"],
        ["CHN", "PHL", "--fact", "asked"],
        ["CHN", "PHL", "--act", "attack"],
        ["CHN", "PHL", "--target", "ship"],
        ["CHN", "PHL", "--provoked", "maybe"],
        ["CHN", "PHL", "--architecture", "nowhere"],
        ["CHN"],
        ["CHN", "CHN"],
        [",", "PHL"],
        ["CHN", "PHL", "--with", "PHL"],
        ["CHN", "PHL", "--cascade", "--join", "NOBODY"],
        ["CHN", "PHL", "--cascade", "--struck-at", "USA"],
        ["SUN", "USA", "--on", "2020-01-01"],
        ["CHN", "TUV"],
        ["--cases", "nowhere.yaml"],
    ],
)
def test_bad_input_exits_with_two_and_says_what_to_do(capsys, arguments):
    assert main(["obligations", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert shown.err.startswith("foedus: ")


def test_a_question_loads_nothing_heavy():
    code = (
        f"import sys; from foedus.cli import main; main({SHOAL!r}); "
        "heavy = ('numba', 'polars', 'pandas', 'matplotlib', 'ruamel', 'foedus.treaties.load'); "
        "sys.exit(sum(one in sys.modules for one in heavy))"
    )
    assert main([*SHOAL, "--json"]) == 0  # the index is on disk from here on
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
