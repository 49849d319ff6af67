"""`foedus world`: readable in 100 columns, clean JSON, exit 2 with the place of a mistake."""

import json

import pytest

from foedus.cli import main

NAME = "asia-pacific-2023"


@pytest.fixture
def say(capsys):
    """Run a command line; (exit code, stdout, stderr)."""

    def run(*words: str):
        code = main(["world", *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_list(say):
    code, out, err = say("list")
    assert (code, err) == (0, "")
    assert NAME in out
    assert json.loads(say("list", "--json")[1])["worlds"] == [
        {
            "name": NAME,
            "title": "Asia-Pacific and North Atlantic, 63 states at the end of 2023",
            "year": 2023,
            "states": 63,
        },
        {
            "name": "europe-2021",
            "title": "Europe, the Caucasus and North America, 47 states at the end of 2021",
            "year": 2021,
            "states": 47,
        },
    ]


@pytest.mark.parametrize("words", [(), ("--state", "JPN"), ("--state", "PRK"), ("--sources",)])
def test_show_fits_100_columns(say, words):
    code, out, err = say("show", NAME, *words)
    assert (code, err) == (0, "")
    assert max(len(line) for line in out.splitlines()) <= 100


def test_show_says_what_is_known_and_what_is_not(say):
    out = say("show", NAME)[1]
    assert "foedus takes no position on sovereignty" in out
    assert "567 cells, 8 missing" in out
    assert "PRK gdp_usd_bn         missing: World Bank gives no figure" in out
    assert "921 of 1953 pairs" in out
    assert "Standing rivalries (13; coded up to 2020" in out
    assert "15 of 31 listed" in out


def test_show_sources_lists_every_cell(say):
    out = say("show", NAME, "--sources")[1]
    assert sum(line.startswith("  JPN ") for line in out.splitlines()) == 9
    assert "memory" in out


def test_show_as_json(say):
    told = json.loads(say("show", NAME, "--json", "--sources")[1])
    assert len(told["states"]) == 63
    assert next(one for one in told["states"] if one["state"] == "PRK")["gdp_usd_bn"] is None
    assert len(told["cell_sources"]) == told["cells"] == 567
    japan = json.loads(say("show", NAME, "--state", "JPN", "--json")[1])
    assert japan["by_land"] == []
    assert japan["partners"]["basing"] == ["USA"]
    assert "jpn_chn_macm" in japan["institutions_that_count"]


def test_unknown_names_exit_2_with_the_nearest(say):
    code, out, err = say("show", "asia-pacific")
    assert (code, out) == (2, "")
    assert f"Did you mean '{NAME}'" in err
    code, _, err = say("show", NAME, "--state", "JPM")
    assert code == 2
    assert "Did you mean 'JPN'" in err


def test_check_of_a_users_world(say, folder, edit):
    code, out, err = say("check", str(folder))
    assert (code, err) == (0, "")
    assert "made-up: 3 states in 2023, 18 of 18 figures known" in out
    assert json.loads(say("check", str(folder), "--json")[1])["states"] == 3
    assert say("show", str(folder))[0] == 0
    edit("cells", 2, "value", "nan")
    code, out, err = say("check", str(folder))
    assert (code, out) == (2, "")
    assert "cells.csv, line 2, column 3, field 'value': 'nan' is not a finite number" in err


def test_check_of_nothing(say, tmp_path):
    code, _, err = say("check", str(tmp_path / "nowhere"))
    assert code == 2
    assert "No folder" in err
