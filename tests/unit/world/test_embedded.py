"""The world of 2023 as shipped: shapes, sources, nothing missing read as 0, light to load."""

import csv
import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from foedus.errors import UnknownState, UnknownWorld
from foedus.world.fields import fields, figures
from foedus.world.load import HERE, embedded, names
from foedus.world.world import position

ENERGY = {"energy", "dependence", "supply", "fuels", "published"}
FLAGS = {"", "estimate", "uncertain", "derived", "not listed"}
VECTORS = [name for name in figures() if name != "nuclear_stockpile"]


def test_there_are_63_states_and_two_worlds(world):
    assert names() == ("asia-pacific-2023", "europe-2021")
    assert world.n == len(set(world.codes)) == 63
    assert world.year == 2023
    assert "no position on sovereignty" in world.about["note"]


@pytest.mark.parametrize("name", [*VECTORS, "latitude", "longitude"])
def test_every_vector_is_float64_with_n_entries(world, name):
    values = getattr(world, name)
    assert values.shape == (63,)
    assert values.dtype == np.float64


@pytest.mark.parametrize("name", ["distance_km", "claim", "hostility_0"])
def test_every_matrix_is_float64_n_by_n_with_nothing_on_the_diagonal(world, name):
    matrix = getattr(world, name)
    assert matrix.shape == (63, 63)
    assert matrix.dtype == np.float64
    assert (np.diag(matrix) == 0).all()
    assert np.isfinite(matrix).all()
    assert (matrix >= 0).all()


def test_land_and_sea_contiguity_are_symmetric_and_disjoint(world):
    assert world.land.dtype == world.sea.dtype == world.sea_only.dtype == bool
    assert np.array_equal(world.land, world.land.T)
    assert np.array_equal(world.sea, world.sea.T)
    assert not (world.land & world.sea).any()
    assert not (world.land & world.sea_only).any()
    assert (world.land.sum(), world.sea.sum()) == (182, 154)


def test_every_cell_stands_once_and_has_its_source_or_the_reason_it_is_missing(world):
    assert len({(cell.state, cell.field) for cell in world.cells}) == len(world.cells) == 63 * len(figures())
    for cell in world.cells:
        if cell.value is None:
            assert cell.flag.startswith("missing: ")
        else:
            assert cell.source
            assert cell.flag in FLAGS


def test_what_is_missing_is_known_by_name_and_never_zero(world):
    missing = {(cell.state, cell.field) for cell in world.cells if cell.value is None}
    assert missing == {
        ("PRK", "gdp_usd_bn"), ("PRK", "arms_usd_bn"), ("PRK", "arms_other_usd_bn"), ("LAO", "arms_usd_bn"),
        ("LAO", "arms_other_usd_bn"), ("VNM", "arms_usd_bn"), ("BRN", "democracy"), ("TWN", "ideal_point"),
    }  # fmt: skip
    for state, name in missing:
        assert np.isnan(getattr(world, name)[world.codes.index(state)])
    for name in VECTORS:
        absent = {state for state, field in missing if field == name}
        assert {world.codes[i] for i in np.flatnonzero(np.isnan(getattr(world, name)))} == absent
    assert [code for code, arms in zip(world.codes, world.arms_usd_bn, strict=True) if arms == 0] == ["ISL"]


def test_figures_of_some_states(world):
    at = world.codes.index
    assert world.gdp_usd_bn[at("USA")] == 27360.935
    assert world.arms_usd_bn[at("JPN")] == 48.189
    assert [code for code, yes in zip(world.codes, world.nuclear, strict=True) if yes] == [
        "USA", "GBR", "FRA", "PRK", "CHN", "RUS", "IND", "PAK",
    ]  # fmt: skip
    assert {code for code, yes in zip(world.codes, world.major, strict=True) if yes} == {
        "USA", "GBR", "FRA", "DEU", "JPN", "CHN", "RUS",
    }  # fmt: skip


def test_hostility_at_the_start(world):
    """MODEL section 23: the sum over directed pairs is 44; a coded rivalry is 1."""
    assert world.hostility_0.sum() == pytest.approx(44, abs=0.5)
    assert np.array_equal(world.hostility_0, world.hostility_0.T)
    for rivalry in world.rivalries:
        i, j = world.codes.index(rivalry.a), world.codes.index(rivalry.b)
        assert world.hostility_0[i, j] == world.hostility_0[j, i] == 1.0
    assert len(world.rivalries) == 13


def test_regions_are_lists_of_known_states(world):
    assert len(world.regions["asia-pacific"]) == 29
    assert {"JPN", "CHN", "USA", "RUS", "IND"} <= set(world.regions["asia-pacific"])
    for name, states in world.regions.items():
        assert set(states) <= set(world.codes)
        assert world.region_sources[name]


@pytest.mark.parametrize("table", ["claims", "members", "cooperation", "groups", "rivalries"])
def test_every_line_of_a_relation_says_its_source_and_how_it_is_known(table):
    with open(HERE / "asia-pacific-2023" / f"{table}.csv", newline="", encoding="utf-8") as handle:
        lines = list(csv.DictReader(handle))
    assert {line["known"] for line in lines} <= {"seen", "data", "memory"}
    assert all(line["source"] for line in lines)
    sizes = {"claims": 99, "members": 462, "cooperation": 234, "groups": 564, "rivalries": 13}
    assert len(lines) == sizes[table]


def test_no_line_names_a_file_of_another_place():
    for path in (HERE / "asia-pacific-2023").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert ".yaml" not in text
        assert ".parquet" not in text
        assert ".csv" not in text


def test_a_world_is_frozen(world):
    with pytest.raises(dataclasses.FrozenInstanceError):
        world.year = 2024


def test_unknown_names_say_the_nearest_one(world):
    with pytest.raises(UnknownWorld, match="Did you mean 'asia-pacific-2023'"):
        embedded("asia-pacific-2032")
    with pytest.raises(UnknownState, match="No state 'JPM'.*Did you mean 'JPN'"):
        position(world, "JPM")


def test_loading_a_world_imports_no_slow_library():
    code = (
        "import sys; from foedus.world.load import embedded; from foedus.world.imputed import complete; "
        "complete(embedded('asia-pacific-2023')); "
        "print([name for name in ('pandas', 'polars', 'numba', 'jax', 'pydantic', 'xarray') if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_file_of_the_folder_is_in_the_table_of_fields():
    files = {path.stem for path in (HERE / "asia-pacific-2023").glob("*.csv")}
    assert files == set(fields()) - {"value", "distance", *ENERGY}
    europe = {path.stem for path in (HERE / "europe-2021").glob("*.csv")}
    assert europe == files | ENERGY
