"""Sensitivity: groups hold every parameter, failed rows are counted, nulls move nothing, a run's draws are read."""

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.claims import sensitivity_run
from foedus.claims.assumptions import free_parameters
from foedus.claims.claim import Claim
from foedus.claims.sensitivity import SECTIONS, UnknownGrouping, analysed, design, given, groups_by
from foedus.claims.sensitivity_run import beliefs_at, usable
from foedus.cli import main
from foedus.errors import BadInput, BadNumber, NotBuilt, SimulationFailed, UnknownTheory
from foedus.model.params import PARAMETERS
from foedus.report.run_draws import parameters_of, theory_of, values_of
from foedus.report.sensitivity_told import payload, told
from foedus.report.spec import Spec, spec_text
from foedus.theories.draws import TIERS, draw_parameters
from foedus.theories.load import theory

SMALL = {name: name for name in ("a", "b", "c")}
CLAIM = Claim("c", "d", "t", ("own estimate",), "new-members", "targeted", "less", "bloc-extension")


def test_every_free_parameter_is_in_one_group():
    for by, count in (("mark", 3), ("section", len(SECTIONS)), ("parameter", len(free_parameters()))):
        groups = groups_by(by)
        assert tuple(groups) == free_parameters() and len(set(groups.values())) == count
    with pytest.raises(UnknownGrouping, match="section"):
        groups_by("sections")


def test_a_failed_row_takes_its_block_with_it_and_is_counted():
    cube = design(SMALL, 64, 1)
    values = cube[:, 0] + 0.5 * cube[:, 1]
    whole = analysed(values, SMALL, 1)
    values[[7, 8, 100]] = np.nan
    found = analysed(values, SMALL, 1)
    assert (found.failed, found.dropped, found.rows) == (3, 10, 64 * 5 - 10)
    assert found.first == pytest.approx(whole.first, abs=0.1)
    said = told(found, "T", "%")
    assert "3 rows failed; 10 were left out with their blocks." in said
    assert payload(found, {})["failed"] == 3


def test_too_many_failures_are_no_answer():
    values = design(SMALL, 8, 1)[:, 0]
    values[::5] = np.nan
    with pytest.raises(BadNumber, match="blocks without a failed run"):
        analysed(values, SMALL, 1)


def test_what_nothing_moves_is_said():
    found = analysed(np.full(8 * 5, 3.0), SMALL, 1)
    assert found.spread == 0.0 and (found.total == 0.0).all()
    assert "Nothing moves the answer" in told(found, "T", "%")


def test_a_planted_parameter_is_found_and_the_others_are_not():
    names = free_parameters()
    table = np.random.default_rng(0).random((256, len(names)))
    at = names.index("distinguishability")
    values = table[:, at] + 0.3 * np.random.default_rng(1).normal(size=256)
    single = given(table, values, groups_by("parameter"))
    assert int(np.argmax(single.first)) == at and single.first[at] - single.first_error[at] > 0.1
    marks = given(table, values, groups_by("mark"))
    shares = dict(zip(marks.names, marks.first, strict=True))
    assert shares["unidentified"] == pytest.approx((1 / 12) / (1 / 12 + 0.09), abs=0.2)
    assert abs(shares["data"]) < 0.2 and abs(shares["weak"]) < 0.2


def test_a_design_wants_a_power_of_two():
    for base in (0, 3, 48, True):
        with pytest.raises(BadNumber, match="power of two"):
            design(SMALL, base, 1)


def test_beliefs_are_quantiles_of_the_section_priors():
    names = free_parameters()
    middle = beliefs_at(np.full((2, len(names)), 0.5), names)
    assert middle["land_border"] == pytest.approx(2.4) and middle["fear"] == pytest.approx(0.0)
    cube = np.random.default_rng(0).random((64, len(names)))
    found = beliefs_at(cube, names)
    for name, row in PARAMETERS.items():
        assert (found[name] >= row.low).all() and (found[name] <= row.high).all(), name
    ladder = np.stack([found[tier] for tier in TIERS])
    assert (np.diff(ladder, axis=0) >= 0).all()
    assert (found["distance_scale_km"] == 500).all()


def test_a_row_that_fails_is_found_by_halving(monkeypatch):
    """Rows 3 and 6 of 10 fail; each block that holds one of them fails as a whole."""

    def simulate(world, laws, rows, plan):
        bad = [int(one["fear"][0]) for one in rows.values() if int(one["fear"][0]) in (3, 6)]
        if bad:
            raise SimulationFailed(f"theory row, architecture x, draw 0, year {bad[0]}: a number that is not one.")
        return [float(one["fear"][0]) for one in rows.values()]

    monkeypatch.setattr(sensitivity_run, "simulate", simulate)
    monkeypatch.setattr(sensitivity_run, "_value", lambda claim, made, groups, row: made[row])
    rows = beliefs_at(np.full((10, 1), 0.5), ("war_cost",))
    rows["fear"] = np.arange(10)
    values, errors = sensitivity_run._block(CLAIM, None, {}, rows, ({}, None))
    assert np.flatnonzero(np.isnan(values)).tolist() == [3, 6] and len(errors) == 2
    assert values[~np.isnan(values)].tolist() == [0, 1, 2, 4, 5, 7, 8, 9]


def test_what_has_no_plain_difference_is_refused():
    with pytest.raises(NotBuilt, match="crossing"):
        usable(Claim("c", "d", "t", (), "members", "loss", "more", "bloc-extension", measure="crossing"))
    with pytest.raises(BadInput, match="law alone"):
        usable(Claim("c", "d", "t", (), "system", "polarisation", "more", "bloc-extension"))


@pytest.fixture
def run(tmp_path) -> Path:
    """A run folder with 128 draws of no-theory; the difference follows distinguishability."""
    import polars as pl

    beliefs = draw_parameters(theory("no-theory"), 4, 128)
    rows = {"horizon": 20, "outcome": "targeted", "architecture": "bloc-extension", "theory": "no-theory"}
    table = pl.DataFrame({"group": ["new-members"] * 128, "draw": np.arange(128, dtype=np.int32),
                          "difference": (beliefs["distinguishability"] - 0.5).astype(np.float32)})  # fmt: skip
    table.with_columns(*(pl.lit(value).alias(name) for name, value in rows.items())).write_parquet(
        tmp_path / "draws.parquet"
    )
    names = {"status-quo": "s", "bloc-extension": "b"}
    spec = Spec("w", "W", 2023, 4, 128, 8, 20, (20,), ("spiral", "no-theory"), names, {}, {}, {})
    (tmp_path / "spec.json").write_text(spec_text(spec), encoding="utf-8")
    return tmp_path


def test_the_draws_of_a_run_are_read_beside_their_parameters(run, capsys):
    assert main(["sensitivity", str(run), "--by", "parameter", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["how"] == "given data" and found["theory"] == "no-theory" and found["rows"] == 128
    best = max(found["indices"], key=lambda one: one["first"])
    assert best["name"] == "distinguishability" and best["mark"] == "B" and best["total"] is None
    assert main(["sensitivity", str(run)]) == 0
    said = capsys.readouterr().out
    assert "Given data: 128 draws" in said and "no new simulation" in said and "Clear of zero: unidentified" in said
    assert all(len(line) <= 100 for line in said.split("\n"))


def test_what_a_run_does_not_keep_is_said(run, capsys):
    assert main(["sensitivity", str(run), "--group", "rivals"]) == 2
    assert "keeps no draws of 'targeted' of 'rivals'" in capsys.readouterr().err
    assert main(["sensitivity", str(run), "--theory", "power"]) == 2
    assert main(["sensitivity", str(run), "--architecture", "two-blocs"]) == 2
    assert main(["sensitivity", "a", "b", "c"]) == 2


def test_a_theory_that_changed_since_the_run_is_refused(run):
    text = json.loads((run / "spec.json").read_text(encoding="utf-8"))
    spec = Spec(
        "w", "W", 2023, 4, 128, 8, 20, (20,), ("no-theory",), {}, {}, {}, {}, {}, {"theories": {"no-theory": "0"}}
    )
    assert text["seed"] == 4
    with pytest.raises(BadInput, match="has changed since"):
        parameters_of(spec, "no-theory", ("fear",))
    with pytest.raises(UnknownTheory):
        theory_of(spec, "spiral")
    spec = Spec(
        "w", "W", 2023, 4, 128, 8, 20, (20,), ("no-theory",), {"status-quo": "", "bloc-extension": ""}, {}, {}, {}
    )
    assert np.isfinite(values_of(CLAIM, run, spec, "no-theory")).all()
