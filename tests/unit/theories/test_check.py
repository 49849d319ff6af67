"""The prior predictive table from an ensemble whose totals are known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from foedus.errors import BadInput
from foedus.theories.check import TOTALS, Entry, Predictive, Start, prior_predictive
from foedus.theories.check_text import as_markdown, as_rows, as_text, refused, verdict
from foedus.theories.figures import FIGURES, beyond, figure

DRAWS, STREAMS, YEARS, STATES = 6, 2, 20, 4
NAMES = ("deterrence", "no-theory")


def ensemble(**changed: float) -> SimpleNamespace:
    """Totals of a region that behaves like the record; every history the same."""
    totals = {
        "disputes": 232.0, "reciprocated": 116.0, "fights": 92.8, "wars": 2.0, "parties_fight": 2.4 * 90.8,
        "parties_war": 7.6, "duties_called_war": 4.0, "duties_honoured_war": 2.0, "major_duties_called_war": 2.0,
        "major_duties_honoured_war": 1.0, "allied_disputes": 27.84, "hostility": 48.4, "arms_multiple": 0.9,
        "explosive": 0.0,
    } | changed  # fmt: skip
    system = np.zeros((2, 1, DRAWS, STREAMS, 2, len(TOTALS)), np.float32)
    system[...] = [totals[name] for name in TOTALS]
    system[..., 0, TOTALS.index("disputes")] -= 5 * 1.2 * 11.6
    return SimpleNamespace(theories=NAMES, system=system, system_names=TOTALS, horizons=(YEARS - 5, YEARS),
                           draws=DRAWS, streams=STREAMS, codes=("A",) * STATES, first_year=2024, seed=1)  # fmt: skip


def parameters() -> dict[str, dict[str, np.ndarray]]:
    return {
        name: {"war_share": np.full(DRAWS, 0.02), "disputes_per_year_target": np.full(DRAWS, 11.6)} for name in NAMES
    }


def test_every_figure_by_hand():
    table = prior_predictive(ensemble(), parameters(), Start(2.4, 44.0))
    values = {entry.figure.id: entry.value for entry in table.entries if entry.theory == "no-theory"}
    by_hand = {
        "disputes": 11.6, "disputes-low": 11.6, "disputes-high": 11.6, "drift": 1.2, "reciprocated": 0.5, "fights": 0.8,
        "wars-median": 0.0928, "wars": 0.1, "parties-fight": 2.4, "parties-war": 3.8, "honoured": 0.5,
        "honoured-majors": 0.5, "burden": 2.16, "hostility": 1.1, "allies": 0.12, "explosive": 0.0,
    }  # fmt: skip
    assert values == pytest.approx(by_hand, rel=1e-5)
    assert not table.of("outside", "absurd", "unseen")
    assert "All 32 figures lie within the range of the record." in as_text(table)
    assert all(entry.mcse == pytest.approx(0.0, abs=1e-9) for entry in table.entries)  # every history the same


def test_outside_the_record_is_told_and_not_absurd():
    table = prior_predictive(ensemble(hostility=0.66 * 44.0), parameters(), Start(2.4, 44.0))
    assert {entry.figure.id for entry in table.of("outside")} == {"hostility"}
    assert not table.of("absurd")
    text = as_text(table)
    assert ".66*" in text
    assert "No figure is absurd; 2 of 32 lie outside the record (*):" in text
    assert "deterrence: sum of hostility, end / start .660 (s.e. .000); record 1, admissible .80-1.80" in text
    assert "possible .33-3.00." in text


def test_an_absurd_figure_is_named_with_its_range_and_reason():
    table = prior_predictive(ensemble(disputes=900.0), parameters(), Start(2.4, 44.0))
    assert {entry.figure.id for entry in table.of("absurd")} >= {"disputes", "reciprocated"}
    assert "45.0!" in as_text(table)
    said = refused(table)
    assert said.startswith("Refused as absurd before any treaty changes: 'deterrence', 'no-theory'.")
    assert "deterrence: disputes a year, median 45.00, possible 3.9-34.8" in said
    text = " ".join(as_text(table).split())
    assert "possible 3.9-34.8: more than threefold off the record's rate." in text
    assert verdict(table)[0].endswith("figures are absurd (!), 2 lie outside the record (*):")


def test_the_possible_range_is_threefold_beyond_the_record():
    assert beyond(0.05, 0.13) == pytest.approx((0.05 / 3, 0.39))
    assert beyond(0.5, 0.5, share=True) == pytest.approx((0.25, 0.75))
    for one in FIGURES:
        assert one.possible[0] <= one.low < one.high <= one.possible[1] + 1e-9, one.id
    assert figure("honoured").possible == pytest.approx((0.0859, 0.9), abs=1e-4)


def test_absurd_only_where_chance_cannot_explain_it():
    wars = figure("wars")
    assert Entry("mine", wars, 0.45, 0.02).verdict == "absurd"
    assert Entry("mine", wars, 0.45, 0.04).verdict == "outside"
    assert Entry("mine", wars, 0.1, 9.0).verdict == "fits"
    assert Entry("mine", wars, 9.0, judged=False).verdict == "unjudged"


def test_the_monte_carlo_error_is_that_of_the_draws():
    """Median of n normal draws: sd * sqrt(pi / 2 / n)."""
    one, draws = ensemble(), 400
    spread = np.random.default_rng(1).normal(232.0, 40.0, (draws, 1))
    system = np.repeat(one.system[:, :, :1, :1], draws, axis=2)
    system[..., 1, TOTALS.index("disputes")] = spread
    system[..., 0, TOTALS.index("disputes")] = spread - 60.0
    one.system, one.draws, one.streams = system, draws, 1
    held = {name: {key: np.repeat(value[:1], draws) for key, value in parameters()[name].items()} for name in NAMES}
    table = prior_predictive(one, held, Start(2.4, 44.0))
    found = next(entry for entry in table.entries if entry.figure.id == "disputes")
    assert found.mcse == pytest.approx(2.0 * np.sqrt(np.pi / 2 / draws), rel=0.3)
    again = prior_predictive(one, held, Start(2.4, 44.0))
    assert [entry.mcse for entry in again.entries] == [entry.mcse for entry in table.entries]


def test_no_war_is_said_and_not_counted_as_fine():
    table = prior_predictive(ensemble(wars=0.0, parties_war=0.0), parameters(), Start(2.4, 44.0))
    assert {entry.figure.id for entry in table.of("unseen")} == {"parties-war"}
    assert {entry.figure.id for entry in table.of("absurd")} == {"wars"}
    assert "parties in a war: nothing to count; use more draws." in " ".join(as_text(table).split())
    row = next(row for row in as_rows(table) if row["figure"] == "parties-war")
    assert row["value"] is None
    assert row["verdict"] == "unseen"


def test_amounts_of_another_world_are_shown_and_not_judged():
    table = prior_predictive(ensemble(disputes=900.0), parameters(), Start(2.4, 44.0), "elsewhere")
    judged = {entry.figure.id: entry.verdict for entry in table.entries}
    assert judged["disputes"] == "unjudged"
    assert judged["reciprocated"] == "absurd"
    assert "the record is that of 'asia-pacific-2023'" in as_text(table)


def test_fits_a_terminal_and_a_page():
    table = prior_predictive(ensemble(), parameters(), Start(2.4, 44.0))
    page = as_markdown(table)
    seven = Predictive(
        tuple(Entry(f"theory-{at}", one, 1.0) for at in range(9) for one in FIGURES),
        tuple(f"theory-{at}" for at in range(9)), "made",
    )  # fmt: skip
    assert max(map(len, as_text(seven).splitlines())) <= 100
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len(rows) == len(FIGURES) + 2
    assert {row.count("|") for row in rows} == {7}


def test_refuses_an_ensemble_without_its_totals():
    poor = ensemble()
    poor.system_names = TOTALS[1:]
    with pytest.raises(BadInput, match="disputes"):
        prior_predictive(poor, parameters(), Start(2.4, 44.0))
    with pytest.raises(BadInput, match="deterrence"):
        prior_predictive(ensemble(), {}, Start(2.4, 44.0))
