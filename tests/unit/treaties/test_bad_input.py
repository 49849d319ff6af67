"""A wrong file at the command line: exit 2, one line with file, line, column and what is allowed, no traceback."""

from pathlib import Path

import pytest

from foedus.cli import main
from foedus.treaties.library import HERE

NATO = (HERE / "texts" / "nato_1949.yaml").read_text(encoding="utf-8")
CASES = """cases:
- id: my01
  title: A warship is hit
  date: 2023-07-01
  event: {attacker: [CHN], victim: USA, place: philippine_sea, target: [vessel], acts: [armed_attack]}
  expected:
    - {state: AUS, type: defence, toward: USA, strength: constitutional, under: anzus_1951}
"""
TREATY_MISTAKES = [
    ("a wrong key", "intra: disputed", "intro: disputed", "unknown key 'intro'", "Did you mean 'intra'?"),
    ("a wrong key far from any", "intra: disputed", "zzz: disputed", "unknown key 'zzz'", "Allowed keys: "),
    ("an unknown party", "GRC, TUR", "GRC, TRU", "no state 'TRU'", "'TUR'?"),
    ("dates in the wrong order", "[1949-08-24, null]", "[1949-08-24, 1940-01-01]", "before it begins", "in order"),
    ("a membership that ends first", "from: 1952-02-18, to: null", "from: 1952-02-18, to: 1951-01-01",
     "before it begins", "in order"),
    ("a missing area", "europe, north_america", "europ, north_america", "no area (tag) 'europ'", "Did you mean"),
    ("an unknown act", "acts: [armed_attack]", "acts: [armed_attak]", "no act 'armed_attak'", "Did you mean"),
    ("an unknown class", "by: any", "by: anyone", "no adversary 'anyone'", "Did you mean 'any'?"),
]  # fmt: skip
CASE_MISTAKES = [
    ("a missing place", "philippine_sea", "philipine_sea", "no place 'philipine_sea'", "Did you mean 'philippine_sea'"),
    ("an unknown act", "[armed_attack]", "[attack]", "no act 'attack'", "Did you mean 'armed_attack'"),
    ("an unknown target", "[vessel]", "[ship]", "no target 'ship'", "Known: "),
    ("an unknown fact", "acts: [armed_attack]", "facts: [council_findin]", "council_findin", "Did you mean"),
    ("an unknown state", "victim: USA", "victim: USX", "no state 'USX'", "Did you mean"),
    ("an unknown instrument", "anzus_1951", "anzus_1915", "no treaty 'anzus_1915'", "Did you mean 'anzus_1951'"),
    ("a wrong key", "title:", "titel:", "unknown key 'titel'", "Did you mean 'title'?"),
]


def refused(tmp_path: Path, capsys, text: str, old: str, new: str, *command: str) -> str:
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert main([*command, str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert f"mine.yaml, line {line}, column " in told.err
    assert "Traceback" not in told.err
    return " ".join(told.err.split())


@pytest.mark.parametrize(("old", "new", "found", "allowed"), [row[1:] for row in TREATY_MISTAKES],
                         ids=[row[0] for row in TREATY_MISTAKES])  # fmt: skip
def test_a_treaty_file_with(tmp_path, capsys, old, new, found, allowed):
    told = refused(tmp_path, capsys, NATO, old, new, "treaties", "check")
    assert found in told and allowed in told


@pytest.mark.parametrize(("old", "new", "found", "allowed"), [row[1:] for row in CASE_MISTAKES],
                         ids=[row[0] for row in CASE_MISTAKES])  # fmt: skip
def test_a_case_file_with(tmp_path, capsys, old, new, found, allowed):
    told = refused(tmp_path, capsys, CASES, old, new, "obligations", "--cases")
    assert found in told and allowed in told


def test_the_case_file_is_sound_before_it_is_spoilt(tmp_path, capsys):
    path = tmp_path / "mine.yaml"
    path.write_text(CASES, encoding="utf-8")
    assert main(["obligations", "--cases", str(path)]) == 0
    assert "2 rows of help" in capsys.readouterr().out
