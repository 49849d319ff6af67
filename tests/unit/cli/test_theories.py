"""``foedus theories``: list, cards, and the check with its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import foedus.cli.theories as command
from foedus.cli import main
from foedus.cli.theories import app, cards_page
from foedus.model.params import PARAMETERS
from foedus.theories.check import Entry, Predictive
from foedus.theories.figures import FIGURES
from foedus.theories.load import ORDER, theories

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "theories.md"
MINE = """id: mine
name: Mine
summary: One row.
rows:
  - parameter: duty_weight
    elicited:
      bins: [0, 1, 2, 3, 4, 5]
      experts:
        - {name: A, chips: [0, 2, 5, 3, 1]}
    mark: D
    source: [LeedsLongMitchell2000]
    note: From one expert.
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_list_names_all_seven():
    text = run("list")
    assert all(name in text for name in ORDER)
    assert "power-transition, balance-of-power" in " ".join(text.split())
    assert [row["id"] for row in json.loads(run("list", "--json"))] == list(ORDER)


@pytest.mark.parametrize("id", [*ORDER, "power-transition", "balance-of-power"])
def test_show_has_every_row_in_100_columns(id):
    one = json.loads(run("show", id, "--json"))
    if id in ORDER:
        count = len(theories()[id].beliefs) + sum(len(variant.beliefs) for variant in theories()[id].variants)
        assert len(one["rows"]) == count
    assert all(row["source"] and row["mark"] in "DWB" for row in one["rows"])
    text = run("show", id)
    assert max(len(line) for line in text.splitlines()) <= 100
    assert all(row["parameter"] in text for row in one["rows"])
    assert "Before any treaty changes" in text
    assert "What it does not say:" in text
    assert ("What would count against it:" in text) is (id != "no-theory")


def test_show_all_has_every_parameter():
    rows = json.loads(run("show", "no-theory", "--all", "--json"))["rows"]
    assert {row["parameter"] for row in rows} == set(PARAMETERS)


def test_b_reads_unidentified():
    text = run("show", "institutions")
    assert "No record here can" in text
    assert "unidentified: a declared belief" in text
    rows = {row["parameter"]: row["known"] for row in json.loads(run("show", "institutions", "--json"))["rows"]}
    assert rows["institution_calming"] == "unidentified"
    assert rows["trade_peace"] == "weak"
    assert rows["duty_weight"] == "data"


def test_variants_are_told_apart():
    assert "balance-of-power" in run("show", "power")


def test_the_page_of_cards_is_what_is_written():
    told = "docs/reference/theories.md is old: foedus theories list --write docs/reference/theories.md"
    assert PAGE.read_text(encoding="utf-8") == cards_page(), told


def test_a_theory_of_ones_own_has_a_card_without_figures(tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    text = " ".join(run("show", str(tmp_path / "mine.yaml")).split())
    assert "Fitted to chips of one expert; largest gap" in text
    assert "not simulated yet. Run: foedus theories check" in text


def test_a_bad_judgement_is_exit_2_with_its_place(tmp_path, capsys):
    (tmp_path / "mine.yaml").write_text(MINE.replace("[0, 2, 5, 3, 1]", "[0, 2, x, 3, 1]"), encoding="utf-8")
    assert main(["theories", "check", str(tmp_path / "mine.yaml")]) == 2
    assert "mine.yaml, line 9, column 35" in capsys.readouterr().err


def made(value: float, mcse: float = 0.0):
    """Stands for a run: every figure in its range, hostility as given."""

    def predictive(asked, world, amount):
        entries = [
            Entry(name, one, value if one.id == "hostility" else (one.low + one.high) / 2, mcse)
            for name in asked for one in FIGURES
        ]  # fmt: skip
        return Predictive(tuple(entries), tuple(asked), f"{amount['draws']} draws", world)

    return predictive


@pytest.mark.parametrize(
    ("value", "mcse", "code", "said"),
    [(1.0, 0.0, 0, "All 16"), (0.66, 0.0, 0, "1 of 16 lie outside the record"),
     (4.0, 0.1, 1, "1 of 16 figures are absurd"), (4.0, 2.0, 0, "No figure is absurd")],
)  # fmt: skip
def test_outside_the_record_passes_and_absurd_does_not(monkeypatch, capsys, value, mcse, code, said):
    monkeypatch.setattr(command, "_predictive", made(value, mcse))
    assert main(["theories", "check", "spiral"]) == code
    told = capsys.readouterr()
    assert said in told.out
    assert ("sum of hostility, end / start 4.000, possible .33-3.00" in told.err) is (code == 1)


def test_check_takes_names_files_and_readings(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(command, "_predictive", made(1.0))
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")

    def asked(*words: str) -> tuple[list[str], str]:
        assert main(["theories", "check", *words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return list(dict.fromkeys(row["theory"] for row in told["rows"])), told["made"]

    assert asked() == (list(ORDER), "320 draws")
    assert asked("--readings", "--quick") == ([*ORDER, "power-transition", "balance-of-power"], "48 draws")
    assert asked(str(tmp_path / "mine.yaml"), "spiral", "--draws", "8") == (["mine", "spiral"], "8 draws")
    assert main(["theories", "check", "spiral", "spiral"]) == 2
    assert "Two theories are called 'spiral'" in capsys.readouterr().err
    assert main(["theories", "check", "spirl"]) == 2
    assert "Did you mean 'spiral'" in capsys.readouterr().err


def test_check_writes_a_page_and_a_table(monkeypatch, tmp_path):
    monkeypatch.setattr(command, "_predictive", made(0.66))
    page, table = tmp_path / "page.md", tmp_path / "table.csv"
    assert main(["theories", "check", "spiral", "--seed", "3", "--write", str(page), "--write", str(table)]) == 0
    text = page.read_text(encoding="utf-8")
    assert (
        "`foedus theories check spiral --world asia-pacific-2023 --draws 320 --streams 1 --years 20 --seed 3`" in text
    )
    assert "numba" in text
    assert "| .66* |" in text
    assert len(table.read_text(encoding="utf-8").splitlines()) == 2 + len(FIGURES)


def test_check_simulates(capsys):
    """A true run, too short to judge anything but that the figures are there."""
    assert main(["theories", "check", "no-theory", "--draws", "2", "--years", "2", "--json"]) in (0, 1)
    told = capsys.readouterr()
    rows = {row["figure"]: row for row in json.loads(told.out)["rows"]}
    assert set(rows) == {one.id for one in FIGURES}
    assert 1.0 < rows["disputes"]["value"] < 60.0
    assert rows["disputes"]["mcse"] > 0.0
