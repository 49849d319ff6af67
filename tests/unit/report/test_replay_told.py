"""A year in words: what every reader is told, and that parts that are left out are few and said."""

from __future__ import annotations

import json

import pytest

from foedus.report.replay_told import MOST, block, payload, row, sentence, told
from foedus.simulate.story import Happened, PairStory, Story, Sum, Term

PARTS = tuple(Term(f"part {at}", 0.1 * at) for at in range(12))


def some_sum(name: str, change: float = 0.0) -> Sum:
    parts = (*PARTS, Term("alliance", change))
    return Sum(name, "E1", "log", sum(term.value for term in parts), parts)


def story(architecture: str, change: float) -> Story:
    names = ("strength", "share", "threat", "help", "loss", "growth", "arms", "hostility KOR PRK")
    pair = PairStory(
        "PRK", "KOR",
        dict.fromkeys(("dispute", "challenge", "resist", "fight", "win"), 0.5),
        {name: some_sum(name, change) for name in ("rate", "war", "quiet", "challenge", "defence", "attack")},
    )  # fmt: skip
    called = ({"state": "USA", "toward": "KOR", "weight": 1.0, "clear": True, "kept": True},)
    event = Happened("PRK", "KOR", "war", 0.3, 0.1, "at home", ("request",), ("USA",), ("CHN",), called)
    return Story(
        state="KOR", name="South Korea", year=2031, architecture=architecture, theory="spiral", draw=3, stream=1,
        gap=3e-16, facts=dict.fromkeys(("gdp", "arms", "burden", "stock", "share", "allies"), 123456.789),
        expected={"targeted": 0.2 + change, "force_used": 0.1, "war_as_target": 0.01},
        sums={name: some_sum(name, change) for name in names}, rivals={},
        targeted_by={"PRK": 0.15, "CHN": 0.05}, initiates={"PRK": 0.02, "CHN": 0.0},
        pairs={"PRK KOR": pair}, happened=(event,), at_war="victim",
    )  # fmt: skip


@pytest.fixture
def pair() -> tuple[Story, Story]:
    return story("bloc-extension", 0.05), story("status-quo", 0.0)


def test_no_line_is_wider_than_a_page(pair):
    for text in (told(*pair), told(pair[1], None)):
        assert max(len(line) for line in text.splitlines()) <= 100
        assert "..." not in text


def test_the_sentence_names_chance_rivals_and_what_changed(pair):
    said = sentence(*pair)
    assert "South Korea is targeted was 25.0 % (status quo 20.0 %), most of it from PRK (15.0 %)" in said
    assert "alliance (+0.050 utils)" in said
    assert "at war" in said


def test_what_happened_names_sides_and_duties(pair):
    said = told(*pair)
    for words in ("it comes to a war at home", "With KOR: USA", "With PRK: CHN", "Called by a duty and came: USA"):
        assert words in said, words


def test_parts_that_are_left_out_are_added_up(pair):
    lines = block("title", pair[0].sums["strength"], pair[1].sums["strength"])
    assert len(lines) == MOST + 2
    assert "other parts" in lines[-1]
    columns = [line.split()[-3:] for line in lines]
    total, *parts = ([float(cell.replace(",", "")) for cell in cells] for cells in columns)
    for column in range(3):
        assert sum(part[column] for part in parts) == pytest.approx(total[column], abs=0.002 * len(parts))


def test_a_difference_that_rounds_to_nothing_has_no_sign():
    assert row("x", 1.00001, 1.0, 3).split() == ["x", "1.000", "1.000", "0"]
    assert row("x", -0.00001, 0.0, 3).split() == ["x", "0.000", "0.000", "0"]


def test_json_is_plain(pair):
    made = json.loads(json.dumps(payload(pair[0], pair[1], {"seed": 1})))
    assert made["story"]["sums"]["threat"]["terms"][0] == {"name": "part 0", "value": 0.0}
    assert made["status_quo"]["year"] == 2031
    assert payload(pair[1], None, {})["status_quo"] is None
