"""A run folder is complete or not there; it opens again with the same numbers."""

import json
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import foedus.report.run as run
from foedus.errors import BadFile, BadInput, NotInRun
from foedus.outcomes.compare import COLUMNS
from foedus.report.frames import BY, UnknownColumn, frame, payload
from foedus.report.run import read_run, write_run
from foedus.report.spec import spec_from, spec_text

FILES = {"spec.json", "results.parquet", "results.csv", "dots.parquet", "draws.parquet", "answer.txt", "figures",
         "page.html"}  # fmt: skip


@pytest.fixture(scope="module")
def written(results, spec, tmp_path_factory):
    folder = tmp_path_factory.mktemp("with a space") / "run"
    assert write_run(folder, results[0], spec) == folder / "page.html"
    return folder


def test_a_run_holds_all_its_files_and_leaves_no_other(written):
    assert {file.name for file in written.iterdir()} == FILES
    assert {file.name for file in (written / "figures").iterdir()} == {"grid.png", "grid.pdf", "signs.png", "signs.pdf"}
    assert [file.name for file in written.parent.iterdir()] == ["run"]


def test_a_run_opens_with_the_same_numbers(written, results, spec):
    found, said = read_run(written)
    assert said == spec
    for name in COLUMNS:
        one, other = found.columns[name], results[0].columns[name]
        assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), name
    assert np.array_equal(found.dots, results[0].dots, equal_nan=True)


def test_csv_and_parquet_hold_the_same_rows(written):
    one, other = (
        pl.read_csv(written / "results.csv", infer_schema_length=None),
        pl.read_parquet(written / "results.parquet"),
    )
    assert one.columns == list(COLUMNS)
    assert len(one) == len(other)
    assert np.allclose(one["level"].to_numpy(), other["level"].to_numpy())


def test_draws_give_back_the_mean_of_a_group(written):
    draws = pl.read_parquet(written / "draws.parquet").filter(
        theory="spiral", architecture="bloc-extension", group="new-members", outcome="targeted", horizon=20
    )
    made = pl.read_parquet(written / "results.parquet").filter(
        theory="spiral", architecture="bloc-extension", name="new-members", outcome="targeted", horizon=20
    )
    assert len(draws) == 64
    assert draws["difference"].mean() == pytest.approx(made["difference"][0], rel=1e-4)


def test_a_folder_that_is_no_run_is_never_touched(results, spec, tmp_path):
    (tmp_path / "thesis.txt").write_text("do not lose me")
    with pytest.raises(BadInput, match="nothing is overwritten"):
        write_run(tmp_path, results[0], spec)
    assert (tmp_path / "thesis.txt").read_text() == "do not lose me"
    with pytest.raises(BadInput, match="is a file"):
        write_run(tmp_path / "thesis.txt", results[0], spec)


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, OSError])
def test_a_run_that_is_stopped_leaves_nothing_half_written(results, spec, tmp_path, monkeypatch, stopped):
    def stop(*anything):
        raise stopped

    monkeypatch.setattr(run, "page", stop)
    with pytest.raises(stopped):
        write_run(tmp_path / "run", results[0], spec)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_stopped_keeps_the_old_one(results, spec, tmp_path, monkeypatch):
    old = tmp_path / "run"
    old.mkdir()
    (old / "spec.json").write_text("{}")

    def stop(*anything):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "write_figures", stop)
    with pytest.raises(KeyboardInterrupt):
        write_run(old, results[0], spec)
    assert (old / "spec.json").read_text() == "{}"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_a_folder_without_a_spec_cannot_be_opened(tmp_path):
    with pytest.raises(BadInput, match="no run folder"):
        read_run(tmp_path)
    (tmp_path / "spec.json").write_text("[]")
    with pytest.raises(BadFile, match="no spec of a run"):
        read_run(tmp_path)
    (tmp_path / "spec.json").write_text('{"format": 99}')
    with pytest.raises(BadFile, match="format 99"):
        read_run(tmp_path)


def test_a_frame_is_tidy(results):
    made = frame(results[0], "targeted", by=["theory", "group"])
    assert made.columns[:5] == ["theory", "architecture", "group", "horizon", "unit"]
    assert {"estimate", "low", "high", "mcse"} <= set(made.columns)
    assert not made.select("theory", "architecture", "group", "horizon").is_duplicated().any()
    states = frame(results[0], "at-war", by=["state", "horizon"])
    assert states["state"].n_unique() == 12
    assert states["horizon"].unique().to_list() == [5, 20]
    assert frame(results[0], "wars", by=[])["theory"].unique().to_list() == ["equal-weighted"]
    with pytest.raises(UnknownColumn, match="theory"):
        frame(results[0], "targeted", by=["theories"])
    assert "group" in BY


def test_an_outcome_without_a_row_says_what_the_run_lacks(results):
    with pytest.raises(NotInRun, match="'energy-price' is not in this run: the world carries no energy cells"):
        frame(results[0], "energy-price")
    with pytest.raises(NotInRun, match="no row of it. In this run: targeted"):
        frame(results[0], "polarisation")


def test_json_has_the_keys_of_the_contract(results, spec):
    told = json.loads(json.dumps(payload(results[0], spec), allow_nan=False))
    assert list(told) == ["world", "year", "seed", "draws", "years", "versions", "weights", "results", "notes"]
    numbers = ["level", "difference", "p05", "p25", "p50", "p75", "p95", "p_sign", "mcse", "horizon", "discount"]
    for row in told["results"]:
        assert list(row) in (
            ["theory", "architecture", "group", "outcome", "unit", *numbers],
            ["theory", "architecture", "state", "outcome", "unit", *numbers],
        )
        assert "attack" not in row["outcome"]
        assert row["p_sign"] is None or 0 <= row["p_sign"] <= 1
    assert {row["theory"] for row in told["results"]} == {*spec.theories, "equal-weighted"}
    same = [row for row in told["results"] if row["architecture"] == "status-quo"]
    assert same
    assert all(row["difference"] == 0 for row in same)


def test_rival_forms_are_kept_with_a_run_and_an_older_run_has_none(spec):
    text = spec_text(replace(spec, forms=("contest=difference",)))
    assert spec_from(text, "spec.json").forms == ("contest=difference",)
    older = json.loads(text)
    del older["forms"]
    assert spec_from(json.dumps(older), "spec.json").forms == ()
