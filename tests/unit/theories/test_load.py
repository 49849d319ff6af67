"""Theory files: what is refused, where, and with which hint."""

from __future__ import annotations

import pytest

from foedus.errors import BadFile, UnknownTheory
from foedus.theories.load import LIBRARY, ORDER, parse_theory, read_theory, theories, theory

GOOD = (LIBRARY / "power.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("parameter: duty_weight", "parameter: duty_wieght", 7, "Did you mean 'duty_weight'"),
        ("prior: N(2.9,0.5)", "prior: N(2.9,-0.5)", 8, "0 or more"),
        ("prior: N(2.9,0.5)", "prior: 0", 8, r"no effect is written N\(0,0.02\)"),
        ("prior: LN(1.6,0.3)", "prior: N(9,0.1)", 14, "between 0.15 and 2.5"),
        ("mark: D", "mark: X", 9, "'D', 'W' or 'B'"),
        ("mark: D", "mark: B", 9, "a theory cannot change what the record can say"),
        ("[LeedsLongMitchell2000]", "[LeedzLongMitchell2000]", 10, "Did you mean 'LeedsLongMitchell2000'"),
        ("[LeedsLongMitchell2000]", "[]", 10, "at least 1 item"),
        ("    note:", "    nota:", 11, "Did you mean 'note'"),
        ("name: Power\n", "", 1, "'name' is missing"),
        ("id: power\n", "id: 3\n", 1, "valid string"),
        ("id: power\n", "id: Power!\n", 1, "match pattern"),
        ("parameter: decisiveness", "parameter: duty_weight", 13, "stands twice"),
        ("parameter: parity_danger", "parameter: fear", 0, "is a common row too"),
        ("source: [Mearsheimer2001]", "source: [Mearsheimer2001", 0, "this is no YAML"),
        ("    prior: N(2.9,0.5)\n", "", 7, "has no prior"),
        ("parity_danger\n        prior: N(-0.6", "claim_rate\n        prior: N(-0.6", 0,
         "'power-transition' has no row for 'claim_rate'"),
        ("parameters: [decisiveness]", "parameters: [decisive]", 0, "of which the theory has no row. Did you mean"),
        ("parameters: [decisiveness]", "parameters: [join_major]", 0, "the card judges 'join_major'"),
        ("held_by: [Waltz1979,", "held_by: [Walz1979,", 0, "Did you mean 'Waltz1979'"),
        ("source: [CarrollKenkel2019]", "source: [CarrolKenkel2019]", 0, "Did you mean 'CarrollKenkel2019'"),
        ("  silent:", "  silence:", 0, "Did you mean 'silent'"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_and_where(old, new, line, said):
    with pytest.raises(BadFile, match=said) as caught:
        parse_theory(GOOD.replace(old, new, 1), "my.yaml")
    assert caught.value.place.file == "my.yaml"
    if line:
        assert caught.value.place.line == line


def test_a_theory_that_says_nothing_is_refused():
    nothing = "id: mine\nname: Mine\nsummary: None.\nrows: []\n"
    with pytest.raises(BadFile, match="says nothing of any parameter"):
        parse_theory(nothing, "mine.yaml")
    with pytest.raises(BadFile, match="'rows' is missing"):
        parse_theory(nothing.replace("rows: []\n", ""), "mine.yaml")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "a: [\n"])
def test_refuses_what_is_no_theory(text):
    with pytest.raises(BadFile):
        parse_theory(text, "my.yaml")


def test_names_the_nearest_theory():
    with pytest.raises(UnknownTheory, match="Did you mean 'deterrence'"):
        theory("detterence")


def test_reads_a_theory_of_ones_own(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace("id: power", "id: mine"), encoding="utf-8")
    assert theory(str(path)).id == "mine"
    with pytest.raises(BadFile, match="cannot be read"):
        read_theory(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"id: caf\xe9\n")
    with pytest.raises(BadFile, match="UTF-8"):
        read_theory(tmp_path / "latin.yaml")


def test_the_library_is_in_order():
    assert tuple(theories()) == ORDER
    assert sorted(f"{name}.yaml" for name in ORDER) == sorted(file.name for file in LIBRARY.iterdir())
