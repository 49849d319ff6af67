"""Blocs of two orders on the command line."""

import json

from foedus.cli import main

WORDS = ["diff", "status-quo", "shared-security", "--blocs"]


def test_blocs_of_two_orders_are_told_within_the_width(capsys):
    assert main(WORDS) == 0
    said = capsys.readouterr().out
    assert said.startswith("status-quo -> shared-security: blocs of asia-pacific (29 states), by law alone")
    assert "Blocs under shared-security" in said and "an upper bound" in said
    assert max(map(len, said.splitlines())) <= 100


def test_json_holds_both_sides_and_every_state_once(capsys):
    assert main([*WORDS, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for side in ("before", "after"):
        told = found[side]
        assert sorted(code for bloc in told["blocs"] for code in bloc["states"]) == sorted(told["states"])
        assert told["pact_dyads"] is None
    assert found["before"]["diversity"] == found["after"]["diversity"]


def test_a_day_before_the_world_is_refused(capsys):
    assert main(["diff", "1955-12-31", "status-quo", "--blocs"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "1955-12-31 is earlier" in said.err
