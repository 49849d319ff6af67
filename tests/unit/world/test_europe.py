"""The world of 2021: states, sources, energy, and a cell of cooperation for every pair of both embedded worlds."""

import csv
from itertools import combinations

import numpy as np
import pytest

from foedus.errors import BadFile
from foedus.world.cooperation import pair_cells, tier_matrix
from foedus.world.energy import read_energy
from foedus.world.load import HERE, embedded, names
from foedus.world.published import published

DAY = {"asia-pacific-2023": "2023", "europe-2021": "2021"}


@pytest.fixture(scope="module")
def europe():
    return embedded("europe-2021")


def test_there_are_47_states_and_every_figure_has_a_source_or_a_reason(europe):
    assert europe.n == len(set(europe.codes)) == 47
    for cell in europe.cells:
        assert cell.source if cell.value is not None else cell.flag.startswith("missing: ")
    missing = {(cell.state, cell.field) for cell in europe.cells if cell.value is None}
    assert missing == {("XKX", "arms_usd_bn"), ("XKX", "ideal_point")}


@pytest.mark.parametrize("table", ["claims", "members", "cooperation", "groups", "rivalries", "supply", "fuels"])
def test_every_line_says_its_source_and_how_it_is_known(table):
    with open(HERE / "europe-2021" / f"{table}.csv", newline="", encoding="utf-8") as handle:
        lines = list(csv.DictReader(handle))
    assert lines
    assert all(line["source"] and line["known"] in ("data", "seen", "memory") for line in lines)


@pytest.mark.parametrize("name", names())
def test_every_pair_has_one_cell_with_a_source_and_the_cells_are_the_matrix(name):
    world = embedded(name)
    cells = pair_cells(world, DAY[name])
    assert [(one.a, one.b) for one in cells] == list(combinations(world.codes, 2))
    assert all(one.source and one.ties for one in cells)
    assert all((one.tier == "none") == (one.rule == "C0") for one in cells)
    tiers = tier_matrix(world, DAY[name])[np.triu_indices(world.n, 1)]
    assert [one.tier != "none" for one in cells] == (tiers > 0).tolist()


def test_shares_are_weighted_over_the_fuels_that_are_known(europe):
    at, rus = europe.codes.index, europe.codes.index("RUS")
    assert europe.energy[at("DEU"), rus] == pytest.approx((62 * 0.34 + 25 * 0.661) / 87)
    assert europe.energy[at("LVA"), rus] == 1.0  # gas alone
    assert europe.energy[at("NOR"), rus] == 0.0  # a net exporter
    assert np.isnan(europe.energy[at("SRB"), rus])
    assert np.isnan(europe.energy[at("DEU"), at("NOR")])
    assert europe.supply[rus] == pytest.approx((62 * 0.11 + 25 * 0.16) / 87)
    assert np.isnan(np.delete(europe.supply, rus)).all()


def test_the_older_world_carries_no_energy():
    world = embedded("asia-pacific-2023")
    assert world.energy.size == world.supply.size == 0
    assert published("asia-pacific-2023") == ()


def test_a_fuel_without_a_weight_is_named_with_its_place(tmp_path):
    (tmp_path / "supply.csv").write_text(
        "supplier,fuel,share,year,source,flag,known,note\nAAA,coal,5,2021,made up,,data,\n", encoding="utf-8"
    )
    with pytest.raises(BadFile, match="no weight for the fuel 'coal'"):
        read_energy(tmp_path, ("AAA", "BBB"))


def test_published_figures_have_a_source_and_something_to_say():
    found = published("europe-2021")
    assert {one.figure for one in found} >= {"inflation-part", "output-part", "gas-price"}
    assert all(one.source and one.ends[0] <= one.ends[1] for one in found)
