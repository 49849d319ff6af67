"""The tree of errors: every one says what was found, where, and what to do."""

import pytest

from foedus import errors
from foedus.errors import BadDate, BadFile, BadNumber, CheckFailed, FoedusError, NotBuilt, Place, UnknownState, nearest


def test_every_error_stands_in_the_tree_and_exits_with_1_or_2():
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, FoedusError)]
    assert len(classes) > 10
    exceptions = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, Exception)]
    assert classes == exceptions
    assert all(one.exit_code in (1, 2) for one in classes)
    assert CheckFailed("no").exit_code == 1 and NotBuilt("This").exit_code == 2


def test_an_unknown_name_gives_the_nearest_that_exists():
    wrong = UnknownState("JPM", ["JPN", "USA", "PHL"], "the 2023 world", "List them with: foedus world show")
    assert str(wrong).startswith("No state 'JPM' in the 2023 world (3 known). Did you mean 'JPN'?")
    assert str(wrong).endswith("List them with: foedus world show")
    assert wrong.near[0] == "JPN"


def test_an_unknown_name_with_nothing_near_lists_a_short_list():
    assert "Valid: one, two." in str(errors.UnknownTheory("xyzzy", ["two", "one"]))
    assert "Valid" not in str(errors.UnknownPlace("xyzzy", [f"place_{i}" for i in range(40)]))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", 3), "a.csv, line 3"),
        (Place("a.csv", 3, 4, "gdp"), "a.csv, line 3, column 4, field 'gdp'"),
    ],
)
def test_a_place_reads_as_a_sentence_part(place, said):
    assert str(place) == said
    assert str(BadFile(place, "it is wrong", "Mend it.")) == f"{said}: it is wrong. Mend it."
    assert BadFile(place, "it is wrong", "Mend it.").place == place


def test_dates_numbers_and_parts_not_built_say_what_to_do():
    assert str(BadDate("2023-02-30", "own.yaml")).startswith("own.yaml: '2023-02-30' is no usable date. Write it as")
    assert str(BadNumber("--draws", 0, "1 or more")) == "--draws is 0; it must be 1 or more."
    assert str(NotBuilt("foedus flip", "Use X.")) == "foedus flip is not built yet. Use X."


def test_nearest_ignores_case_and_gives_the_best_first():
    assert nearest("jpn", ["USA", "JPN"]) == ["JPN"]
    assert nearest("zzz", ["USA", "JPN"]) == []
