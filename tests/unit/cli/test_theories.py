"""``foedus theories list`` and ``show``."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from foedus.cli.theories import app
from foedus.model.params import PARAMETERS
from foedus.theories.load import ORDER, theories


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_list_names_all_seven():
    text = run("list")
    assert all(name in text for name in ORDER)
    assert [row["id"] for row in json.loads(run("list", "--json"))] == list(ORDER)


@pytest.mark.parametrize("id", ORDER)
def test_show_has_every_row(id):
    one = json.loads(run("show", id, "--json"))
    count = len(theories()[id].beliefs) + sum(len(variant.beliefs) for variant in theories()[id].variants)
    assert len(one["rows"]) == count
    assert all(row["source"] and row["mark"] in "DWB" for row in one["rows"])
    assert max(len(line) for line in run("show", id).splitlines()) <= 100


def test_show_all_has_every_parameter():
    rows = json.loads(run("show", "no-theory", "--all", "--json"))["rows"]
    assert {row["parameter"] for row in rows} == set(PARAMETERS)


def test_variants_are_told_apart():
    assert "balance-of-power" in run("show", "power")
