"""From a question to a comparison, in Python and on the command line. The simulator is made up; one run is real."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

import foedus
import foedus.report.inquiry as inquiry
from foedus.cli import main
from foedus.errors import (
    BadInput,
    BadNumber,
    UnknownArchitecture,
    UnknownName,
    UnknownOutcome,
    UnknownTheory,
    UnknownWorld,
)
from foedus.report.messages import UnknownYardstick
from foedus.simulate.result import BOND_NAMES, EXPECTED, PATH_NAMES, ROUTES, Ensemble
from foedus.world import find

SYSTEM = ("disputes", "fights", "wars")


def made_up(world, architectures, theories, plan, progress=None, options=None):
    """A world of 63 states in which every architecture raises what it touches a little; same call as `simulate`."""
    rng = np.random.default_rng(plan.seed)
    runs, n = (len(theories), len(architectures), plan.draws), len(world.codes)
    counted = (*runs, plan.streams, len(plan.horizons))
    base = rng.uniform(0.02, 0.2, (1, 1, plan.draws, 1, n, 1)) * np.ones((*runs, len(plan.report_years), 1, 3))
    lift = 1 + 0.1 * np.arange(len(architectures))[:, None, None, None, None]
    war = np.zeros((*counted, n, len(ROUTES)), np.uint8)
    war[..., 0] = rng.random((1, 1, plan.draws, plan.streams, 1, n)) < 0.1
    if progress:
        progress(0, plan.draws)
        progress(plan.draws, plan.draws)
    return Ensemble(
        theories=tuple(theories),
        architectures=tuple(architectures),
        codes=world.codes,
        first_year=world.year + 1,
        years=plan.years,
        report_years=plan.report_years,
        horizons=plan.horizons,
        seed=plan.seed,
        draws=plan.draws,
        streams=plan.streams,
        expected=(base * lift).astype(np.float32)[..., : len(EXPECTED)],
        war_years=war,
        loss=np.full((*counted, n), 0.001, np.float32),
        arms=np.full((*counted, n), 2.0, np.float32),
        gdp=np.full((*counted, n), 100.0, np.float32),
        spill=np.full((*counted, n), 0.0002, np.float32),
        effort=np.ones((*counted, n), np.float32),
        bonds=np.zeros((*counted, n, len(BOND_NAMES)), np.uint16),
        path=np.zeros((*runs, plan.years, n, len(PATH_NAMES)), np.float32),
        system=np.ones((*counted, len(SYSTEM)), np.float32),
        system_names=SYSTEM,
        provenance={"law": dict.fromkeys(architectures, "0")},
    )


@pytest.fixture
def quick(monkeypatch):
    """Simulator and law compiler replaced: a comparison takes a moment."""
    monkeypatch.setattr(inquiry, "simulate", made_up)
    monkeypatch.setattr(inquiry, "commitments", lambda *words: SimpleNamespace(treaty_of_kind=()))
    monkeypatch.setattr(inquiry, "law_outcomes", lambda *words: {})


@pytest.fixture
def made(quick):
    return foedus.compare("asia-pacific-2023", ["bloc-extension"], draws=8, streams=2, horizon=[5, 20])


def test_a_comparison_is_a_dataset(made):
    assert made.ds.targeted.dims == ("theory", "architecture", "draw", "year", "state")
    assert made.ds.at_war.dims == ("theory", "architecture", "draw", "horizon", "state")
    assert made.ds.sizes["state"] == 63
    assert made.ds.year.values.tolist() == [2024, 2025, 2028, 2033, 2038, 2043]
    one = made.ds.targeted.sel(theory="spiral", architecture="bloc-extension", state="JPN")
    other = made.ds.targeted.sel(theory="spiral", architecture="status-quo", state="JPN")
    assert (one > other).all()
    assert made.ds.attrs["seed"] == 1
    assert made.ds.targeted.attrs["units"] == "chance in a year"


def test_a_comparison_answers_in_words_frames_and_pictures(made):
    assert "under bloc-extension: for new members (JPN, KOR, AUS, NZL), being targeted more often" in made.sentence()
    frame = made.frame("targeted", by=["theory", "group"])
    assert {"rivals", "new-members", "old-members", "left-out"} <= set(frame["group"])
    assert "Compared with the status quo" in made._repr_html_()
    assert made.plot().axes
    assert made.plot("signs").axes
    with pytest.raises(UnknownOutcome):
        made.frame("attacked")


def test_a_frame_comes_as_pandas_on_request(made):
    pd = pytest.importorskip("pandas")
    frame = made.frame("targeted", by=["state"], pandas=True)
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == 2 * 63


def test_a_comparison_says_how_to_make_it_again(made):
    said = made.provenance()
    assert said["command"] == "foedus compare bloc-extension --draws 8 --streams 2 --horizon 5,20"
    assert said["python"] == "foedus.compare(architectures=['bloc-extension'], draws=8, streams=2, horizon=[5, 20])"
    assert said["sources"]["spiral"][0].startswith("Snyder (1984)")
    assert any("North Atlantic Treaty" in source for source in said["sources"]["bloc-extension"])
    assert {"foedus", "numpy", "python"} <= set(said["versions"])
    assert set(said["provenance"]) >= {"law", "world", "theories"}


def test_words_follow_the_yardstick_that_is_asked_for(quick):
    made = foedus.compare(architectures="neutrality", draws=8, streams=2, years=2, yardstick="ipcc")
    assert "virtually certain" in made.sentence()


def test_a_run_can_be_opened_and_asked(quick, tmp_path):
    made = foedus.compare(architectures=["neutrality"], draws=4, streams=2, years=2, out=tmp_path / "run")
    again = foedus.open_run(tmp_path / "run")
    assert again.sentence() == made.sentence()
    assert again.table() == made.table()
    with pytest.raises(BadInput, match="Make the run again"):
        _ = again.ds


def test_the_status_quo_is_added_once_and_comes_first(quick):
    made = foedus.compare(architectures=["neutrality", "status-quo"], theories="spiral", draws=2, streams=1, years=1)
    assert list(made.spec.architectures) == ["status-quo", "neutrality"]
    with pytest.raises(BadInput, match="Two architectures"):
        foedus.compare(architectures=["neutrality", "neutrality"], draws=2, streams=1, years=1)


def test_the_groups_are_those_of_the_design_record(made):
    groups = made.spec.groups["bloc-extension"]
    assert groups["new-members"] == ("JPN", "KOR", "AUS", "NZL")
    assert "SWE" in groups["old-members"]  # bound in 2024 without any edit
    assert {"CHN", "PRK"} <= set(groups["rivals"])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"architectures": ["bloc-extensoin"]}, UnknownArchitecture),
        ({"theories": ["deterence"]}, UnknownTheory),
        ({"world": "asia-pacific-2032"}, UnknownWorld),
        ({"yardstick": "phi"}, UnknownYardstick),
        ({"draws": 0}, BadNumber),
        ({"seed": -1}, BadNumber),
        ({"horizon": 21}, BadNumber),
        ({"years": 2.5}, BadNumber),
    ],
)
def test_bad_input_is_named_before_anything_runs(words, error):
    with pytest.raises(error):
        foedus.compare(**words)


def test_an_unknown_name_of_the_package_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'comapre'"):
        _ = foedus.comapre  # pyright: ignore
    assert {"compare", "world", "diff"} <= set(dir(foedus))


def test_the_law_answers_without_a_simulation():
    assert foedus.diff("status-quo", "bloc-extension").changes
    answer = foedus.obligations("CHN", "PHL", "2026-03-01", "second_thomas_shoal")
    assert "USA" in {row.state for row in answer.called}
    at_home = foedus.obligations("USA", "PRK", "2026-06-01")
    assert {row.state for row in at_home.called if row.type == "defence"} == {"CHN", "RUS"}
    assert find("asia-pacific", 2023).n == 63
    assert callable(foedus.world)


def test_the_command_prints_sentence_table_and_notes(quick, capsys, tmp_path):
    assert main(["compare", "bloc-extension", "--draws", "4", "--streams", "2", "-o", str(tmp_path / "run")]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Compared with the status quo")
    assert "page.html" in said
    assert "Not modelled" in said
    assert (
        max(len(line) for line in said.splitlines() if not line.startswith(("Page", "Run", "Command", "Python"))) <= 100
    )
    assert (tmp_path / "run" / "page.html").is_file()


def test_json_is_all_that_stands_on_stdout(quick, capsys):
    words = ["asia-pacific-2023", "neutrality", "--draws", "3", "--streams", "2", "--theories", "spiral,no-theory"]
    assert main(["compare", *words, "--horizon", "1,5", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["weights"] == {"spiral": 1.0, "no-theory": 0.0}
    assert {row["horizon"] for row in told["results"]} == {1, 5}


@pytest.mark.parametrize(
    "words",
    [["--alignment", "loose"], ["--discount", "3"], ["--horizon", "five"], ["asia-pacific-2024"], ["bloc-extenson"],
     ["--theories", "spral"], ["--draws", "0"]],
)  # fmt: skip
def test_bad_words_exit_with_2_and_say_what_to_do(words, capsys):
    assert main(["compare", *words]) == 2
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith("foedus: ")


def test_alignment_is_frozen_or_free(quick):
    with pytest.raises(BadInput, match="frozen or free"):
        foedus.compare(alignment="loose")
    made = foedus.compare(architectures=["neutrality"], draws=2, streams=1, years=2)
    assert made.spec.alignment == "frozen"
    assert "--alignment" not in made.spec.command


def test_discounted_runs_keep_their_rate_and_their_measures(quick, capsys, tmp_path):
    made = foedus.compare(
        architectures=["neutrality"], draws=4, streams=2, years=2, out=tmp_path / "run", discount=0.03
    )
    assert "--discount 0.03" in made.spec.command
    for name in ("dilemma", "gap", "crossing"):
        again = foedus.study.open_run(tmp_path / "run").measure(name)
        assert again.equals(made.measure(name)) and len(again) > 0
        assert main(["table", str(tmp_path / "run"), name]) == 0
        assert capsys.readouterr().out.splitlines()[0] == ",".join(again.columns)
    row = made.frame("at-war", by=["group"]).row(0, named=True)
    assert row["unit"] == "share of years"
    assert set(made.results.columns["discount"].tolist()) == {0.0, 0.03}
    with pytest.raises(UnknownName, match="dilemma"):
        made.measure("dilema")


@pytest.mark.parametrize("kind", ["csv", "md", "parquet", "dta"])
def test_tables_for_other_programs(quick, capsys, tmp_path, kind):
    if kind == "dta":
        pytest.importorskip("pandas")
    foedus.compare(architectures=["neutrality"], draws=4, streams=2, years=2, out=tmp_path / "run")
    out = tmp_path / f"table.{kind}"
    words = ["table", str(tmp_path / "run"), "at-war", "--by", "theory,group", "--format", kind, "-o", str(out)]
    assert main(words) == 0
    assert out.stat().st_size > 100
    assert main(["table", str(tmp_path / "run"), "at-war", "--format", "xlsx"]) == 2
    assert main(["table", str(tmp_path / "run"), "attacked"]) == 2
    assert "csv" in capsys.readouterr().err


def test_a_small_real_run_reaches_the_answer(tmp_path):
    words = {"draws": 2, "streams": 2, "years": 2, "theories": ["deterrence", "spiral"]}
    made = foedus.compare(architectures=["bloc-extension"], out=tmp_path / "run", **words)
    assert made.sentence().startswith("Compared with the status quo, over 2 years under bloc-extension")
    again = foedus.compare(architectures=["bloc-extension"], threads=1, **words)
    for name, column in made.results.columns.items():
        assert np.array_equal(column, again.results.columns[name], equal_nan=column.dtype.kind == "f"), name
