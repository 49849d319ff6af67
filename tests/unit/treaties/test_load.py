"""The boundary: a mistake in a file is named with file, line, column and the nearest valid word; never a traceback."""

import random
from pathlib import Path
from typing import get_args

import pytest

from foedus.errors import BadFile, FoedusError
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.language.load import Tier
from foedus.treaties.library import HERE
from foedus.treaties.reading import read_treaty
from foedus.world.cooperation import TIERS

NATO = (HERE / "texts" / "nato_1949.yaml").read_text(encoding="utf-8")
CASES = (Path(__file__).parents[2] / "cases" / "open.yaml").read_text(encoding="utf-8")
FEW = CASES[: CASES.index("- id: h06")]


def changed(tmp_path: Path, text: str, old: str, new: str) -> Path:
    assert old in text
    path = tmp_path / "file.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("intra: disputed", "intro: disputed", 46, "Did you mean 'intra'?"),
        ("type: defence", "type: defense", 33, "Did you mean 'defence'?"),
        ("acts: [armed_attack]", "acts: [armed_attak]", 34, "Did you mean 'armed_attack'"),
        ("by: any", "by: anyone", 35, "Did you mean 'any'?"),
        ("GRC, TUR", "GRC, TRU", 14, "TUR"),
        ("europe, north_america", "europ, north_america", 37, "Did you mean 'europe'?"),
        ("cyber_only", "cyber_alone", 47, "no fact 'cyber_alone'"),
        ("[1949-08-24, null]", "[1949-08-24, 1940-01-01]", 11, "before it begins"),
        ("from: 1952-02-18", "from: 1952-02-31", 14, "no date of the calendar"),
        ("id: a4\n", "id: a5\n", 49, "stands twice"),
        ("verified: text_seen", "verified: seen", 84, "Did you mean"),
        ("binding: legal\n", "", 1, "'binding' is missing"),
        ("signed: 1949-04-04", "signed: soon", 10, "does not fit"),
        ("binding: legal\n", "binding: legal\ncooperation: integrated\n", 5, "tier of cooperation beside"),
        ("binding: legal\n", "binding: legal\ncooperation: deep\n", 5, "is not a word allowed here"),
    ],
)
def test_a_wrong_treaty_file_is_named_to_the_line(tmp_path, law, old, new, line, said):
    with pytest.raises(BadFile) as wrong:
        read_treaty(changed(tmp_path, NATO, old, new), law)
    assert said in str(wrong.value)
    assert abs(wrong.value.place.line - line) <= 1
    assert wrong.value.place.column > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("victim: SAR", "victim: SAX2", "no state 'SAX2'"),
        ("place: piedmont_1859", "place: piedmont_1895", "Did you mean 'piedmont_1859'"),
        ("under: franco_sardinian_1859", "under: franco_sardinian", "no treaty"),
        ("provoked: disputed", "provoked: perhaps", "perhaps"),
        ("attacker: [AUH]", "attacker: []", "nobody attacks"),
        ("kind: historical", "kindd: historical", "Did you mean 'kind'?"),
        ("op: new_treaty", "op: newtreaty", "newtreaty"),
        ("treaty: nato_1949, states: [JPN", "treaty: nato, states: [JPN", "no treaty 'nato'"),
        ("id: h03", "id: h01", "stands twice"),
        ("date: 1859-04-29", "date: 1859-04-31", "no date of the calendar"),
        ("acts: [armed_attack], initiator: AUH", "acts: [attack], initiator: AUH", "no act 'attack'"),
    ],
)
def test_a_wrong_case_file_is_named_to_the_line(tmp_path, law, old, new, said):
    with pytest.raises(BadFile) as wrong:
        read_cases(changed(tmp_path, FEW, old, new), law)
    assert said in str(wrong.value)
    assert wrong.value.place.line > 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "a: 1\na: 2",
        "- 1",
        "null",
        "cases: 3",
        "a: &x [1]\nb: *x",
        "[" * 5000,
        "\x00",
        "a: !!python/name:os 1",
        "? {a: b}\n: c",
    ],
)
def test_what_is_no_case_file_is_refused(tmp_path, law, text):
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    for read in (read_cases, read_treaty):
        with pytest.raises(FoedusError):
            read(path, law)


@pytest.mark.parametrize("seed", range(60))
def test_mutated_files_never_give_a_traceback(tmp_path, law, seed):
    """Letters, lines and words of a good file changed at random: an error of the tree, or still a good file."""
    dice = random.Random(seed)
    for text, read in ((NATO, read_treaty), (FEW, read_cases)):
        letters = list(text)
        for _ in range(dice.randint(1, 4)):
            where = dice.randrange(len(letters))
            letters[where : where + dice.choice([0, 1, 1, 5])] = dice.choice(
                [
                    "",
                    "x",
                    ":",
                    "[",
                    "}",
                    "\n",
                    "- ",
                    "'",
                    "null",
                    "1e9",
                    "2020-13-01",
                    "*a",
                    "&a ",
                    "!t ",
                    "\t",
                    "#",
                    "é",
                ]
            )
        path = tmp_path / "file.yaml"
        path.write_text("".join(letters), encoding="utf-8")
        assert read_or_refused(read, path, law) is not None


def read_or_refused(read, path, law):
    """What a file holds, or the error of the tree that refuses it."""
    try:
        return read(path, law)
    except FoedusError as wrong:
        return wrong


def test_every_text_is_sound_and_sourced(law):
    for one in law.treaties.values():
        assert one.source
        assert one.articles
        assert all(clause.art for clause in one.clauses)
    assert (
        max(len(line) for path in (HERE / "texts").glob("*.yaml") for line in path.read_text("utf-8").splitlines())
        <= 160
    )


def test_the_tiers_of_cooperation_are_those_of_the_world():
    assert get_args(Tier) == TIERS


def test_an_instrument_without_clauses_may_name_its_tier(tmp_path, law):
    text = (HERE / "texts" / "quad.yaml").read_text(encoding="utf-8")
    tier = "cooperation: dialogue\n"
    treaty = read_treaty(changed(tmp_path, text, tier, "cooperation: exercises\npublic: 2021-03-12\n"), law)
    assert treaty.cooperation == "exercises"
    assert str(treaty.public) == "2021-03-12"
