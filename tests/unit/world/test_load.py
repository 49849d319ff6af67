"""A user's own world: the smallest that works, and every mistake with its file, line, column and what is valid."""

import re

import numpy as np
import pytest

from foedus.errors import BadFile, BadInput
from foedus.world.cooperation import tier_matrix
from foedus.world.fields import fields
from foedus.world.institutions import depth_matrix
from foedus.world.load import HERE, read_world


def mistake(folder) -> BadFile:
    with pytest.raises(BadFile) as caught:
        read_world(folder)
    return caught.value


def test_three_files_are_enough(folder):
    world = read_world(folder)
    assert (world.name, world.year, world.codes, world.cow) == ("made-up", 2023, ("AAA", "BBB", "CCC"), (1, 2, 0))
    assert world.gdp_usd_bn.tolist() == [100.0] * 3
    assert np.isnan(world.growth).all()
    assert world.hostility_0.sum() == world.claim.sum() == 0
    assert not world.land.any()
    assert world.regions == {}
    assert depth_matrix(world, "2023").sum() == tier_matrix(world, "2023").sum() == 0


def test_all_files_are_read(folder, put):
    put("contiguity", "AAA,BBB,land,,2023,made up,data", "CCC,BBB,sea,24,2023,made up,data")
    put("distance", "AAA,CCC,5000,made up")
    put("rivalries", "AAA,BBB,1990,spatial,2020,no,made up,data,")
    put("hostility", "CCC,AAA,0.25,declared")
    put("claims", "k1,AAA,BBB,rock,A rock,no,island,1970,,standing,medium,M: seen,made up,data,")
    put("institutions", "talks,Talks,security forum,forum,no,yes,yes,")
    put("members", "talks,AAA,2000,,active,made up,data,,", "talks,BBB,2000,,active,made up,data,,")
    put("groups", "drill,AAA,member,,,made up,data", "drill,CCC,member,,,made up,data")
    put(
        "cooperation",
        "t1,,,drill,exercises,2020,,C3m,drill,,made up,data,",
        "t2,AAA,CCC,,access,2024,,C4,pact,,made up,data,",
    )
    put("regions", "east,AAA,declared", "east,BBB,declared")
    world = read_world(folder)
    assert world.land[1, 0]
    assert world.sea[1, 2]
    assert world.sea_only.sum() == 4
    assert world.distance_km[0, 2] == world.distance_km[2, 0] == 5000
    assert world.hostility_0.tolist() == [[0, 1, 0], [1, 0, 0], [0.25, 0, 0]]
    assert world.claim[0, 1] == 0.6
    assert depth_matrix(world, "2023")[0, 1] == pytest.approx(0.2)
    assert (tier_matrix(world, "2023")[0, 2], tier_matrix(world, "2024")[0, 2]) == (3, 4)
    assert world.regions == {"east": ("AAA", "BBB")}


def test_a_copy_of_the_embedded_world_reads_the_same(world, tmp_path):
    for path in (HERE / world.name).glob("*.csv"):
        (tmp_path / path.name).write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    again = read_world(tmp_path)
    assert again.codes == world.codes
    assert again.cells == world.cells
    assert np.array_equal(again.hostility_0, world.hostility_0)


def test_an_empty_value_needs_its_reason(folder, edit):
    edit("cells", 2, "value", "")
    edit("cells", 2, "source", "")
    assert "without a reason" in str(mistake(folder))
    edit("cells", 2, "flag", "missing: no figure is published")
    world = read_world(folder)
    assert np.isnan(world.gdp_usd_bn[0])
    assert world.cells[0].value is None


CELLS = [
    ("states", 3, "state", "Aus", "no state code", "three capital letters"),
    ("states", 3, "latitude", "91", "91", "-90 to 90"),
    ("states", 3, "longitude", "", "empty", "-180 to 180"),
    ("states", 3, "major", "perhaps", "perhaps", "true or false"),
    ("states", 4, "state", "AAA", "line 2", "Keep one"),
    ("cells", 5, "state", "AAB", "AAB", "Did you mean 'AAA'? It needs one of: AAA, BBB, CCC"),
    ("cells", 2, "field", "gdp_usd", "no figure 'gdp_usd'", "Did you mean 'gdp_usd_bn'"),
    ("cells", 2, "value", "nan", "nan", "Leave the cell empty"),
    ("cells", 2, "value", "inf", "inf", "Leave the cell empty"),
    ("cells", 2, "value", "a lot", "no number", "a number"),
    ("cells", 2, "value", "-5", "gdp_usd_bn is -5", "from 0.001 to 1e+06 (billion current USD)"),
    ("cells", 5, "value", "1.5", "democracy is 1.5", "from 0 to 1"),
    ("cells", 4, "value", "", "population_m is empty", "may not be missing"),
    ("cells", 7, "value", "", "nuclear_stockpile is empty", "may not be missing"),
    ("cells", 2, "unit", "million USD", "million USD", "billion current USD"),
    ("cells", 2, "year", "last", "no number", "whole number"),
    ("cells", 2, "year", "20233", "20233", "1000 to 2100"),
    ("cells", 2, "source", "", "without a source", "Name where"),
    ("cells", 2, "known", "heard", "heard", "data, seen, memory"),
    ("cells", 2, "flag", "estimat", "no flag 'estimat'", "Did you mean 'estimate'"),
    ("cells", 2, "flag", "missing: yes", "flagged missing", "change the flag"),
    ("about", 4, "value", "MMXXIII", "is no year", "1000 to 2100"),
    ("about", 2, "key", "nom", "nom", "name, title, year"),
]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case[0]}-{case[2]}-{case[3]}")
def test_a_bad_cell_is_named_with_its_place(folder, edit, case):
    table, line, column, value, found, valid = case
    edit(table, line, column, value)
    error = mistake(folder)
    assert found in str(error)
    assert valid in str(error)
    assert error.place.file == str(folder / f"{table}.csv")
    assert error.place.line == line
    assert error.place.column == 1 + list(fields()[table]).index(column)
    assert error.place.field == column
    assert error.exit_code == 2


RELATIONS = [
    ("distance", ["AAA,BBB,900,x", "BBB,AAA,901,x"], 3, "asymmetric distance: BBB to AAA is 901 km here and 900"),
    ("distance", ["AAA,BBB,-1,x"], 2, "It needs a number from 0 to 20040"),
    ("distance", ["AAA,AAA,0,x"], 2, "'AAA' twice in one pair"),
    ("contiguity", ["AAA,BBB,land,,2023,x,data", "BBB,AAA,sea,12,2023,x,data"], 3, "stands twice"),
    ("contiguity", ["AAA,BBB,river,,2023,x,data"], 2, "It needs one of: land, sea"),
    ("hostility", ["AAA,BBB,nan,declared"], 2, "'nan' is not a finite number"),
    ("hostility", ["AAA,BBB,3.5,declared"], 2, "It needs a number from 0 to 3"),
    ("hostility", ["AAA,BBB,0,declared", "AAA,BBB,1,declared"], 3, "stands already in line 2"),
    ("rivalries", ["AAA,DDD,1990,,2020,no,x,data,"], 2, "one of: AAA, BBB, CCC"),
    ("claims", ["k,AAA,BBB,p,P,no,island,1970-13,,standing,low,,x,data,"], 2, "'1970-13' is no date"),
    ("claims", ["k,AAA,BBB,p,P,no,island,1970,1960,standing,low,,x,data,"], 2, "ends 1960 and begins 1970"),
    ("claims", ["k,AAA,BBB,p,P,no,island,1970,,standing,huge,,x,data,"], 2, "one of: high, medium, low"),
    ("members", ["talk,AAA,,,active,x,data,,"], 2, "no institution 'talk'. Did you mean 'talks'"),
    ("cooperation", ["t,AAA,,,access,,,C4,pact,,x,data,"], 2, "Fill both states or the group"),
    ("cooperation", ["t,AAA,BBB,drill,access,,,C4,pact,,x,data,"], 2, "Fill both states or the group"),
    ("cooperation", ["t,,,dril,access,,,C4,pact,,x,data,"], 2, "Did you mean 'drill'"),
    ("cooperation", ["t,AAA,BBB,,acess,,,C4,pact,,x,data,"], 2, "Did you mean 'access'"),
    ("regions", ["east,EEE,declared"], 2, "one of: AAA, BBB, CCC"),
]


@pytest.mark.parametrize(("table", "lines", "line", "said"), RELATIONS)
def test_a_bad_relation_is_named_with_its_place(folder, put, table, lines, line, said):
    put("institutions", "talks,Talks,security forum,forum,no,yes,yes,")
    put("groups", "drill,AAA,member,,,made up,data", "drill,CCC,member,,,made up,data")
    put(table, *lines)
    error = mistake(folder)
    assert said in str(error)
    assert error.place.file == str(folder / f"{table}.csv")
    assert error.place.line == line


@pytest.mark.parametrize("table", ["about", "states", "cells"])
def test_a_needed_file_that_is_not_there(folder, table):
    (folder / f"{table}.csv").unlink()
    error = mistake(folder)
    assert error.place.file.endswith(f"{table}.csv")
    assert "about.csv, states.csv and cells.csv" in str(error)


@pytest.mark.parametrize(
    ("header", "said"),
    [("state,name,cow,subregion,capital,latitude,major,source", "missing column 'longitude'"),
     ("state,name,cow,subregion,capital,latitude,longitud,major,source", "Did you mean 'longitude'"),
     ("state,name,cow,subregion,capital,latitude,latitude,longitude,major,source", "stands twice")],
)  # fmt: skip
def test_a_header_with_a_mistake(folder, header, said):
    path = folder / "states.csv"
    path.write_text(header + "\n" + path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert said in str(mistake(folder))


def test_a_state_without_a_line_for_a_figure(folder):
    path = folder / "cells.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert "no line for state CCC, field 'nuclear_stockpile' (1 of 3 states lack it)" in str(mistake(folder))


def test_one_state_is_no_world(folder):
    path = folder / "states.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    assert "at least two" in str(mistake(folder))


def test_about_without_a_year(folder):
    (folder / "about.csv").write_text("key,value\nname,x\ntitle,y\n", encoding="utf-8")
    assert "no line for 'year'" in str(mistake(folder))


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(BadInput, match=re.escape("docs/reference/world-files.md")):
        read_world(tmp_path / "nowhere")


def test_bytes_that_are_no_text(folder):
    (folder / "states.csv").write_bytes(b"state,name\n\xff\xfe,x\n")
    assert "is no UTF-8" in str(mistake(folder))
