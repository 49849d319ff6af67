"""The embedded world, and a small world of made-up figures written as the files a user would write."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from foedus.world.fields import figures
from foedus.world.load import embedded

FIGURES = {"gdp_usd_bn": "100", "arms_usd_bn": "2", "population_m": "10"}
FIGURES |= {"democracy": "0.5", "ideal_point": "0.1", "nuclear_stockpile": "0"}
STATES = (("AAA", "1", "10", "20"), ("BBB", "2", "11", "25"), ("CCC", "", "-40", "170"))


@pytest.fixture(scope="session")
def world():
    return embedded("asia-pacific-2023")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid world of three states: the files that are needed and no other."""
    place = tmp_path / "made up"
    place.mkdir()
    write(place, "about", ["key,value", "name,made-up", "title,Three states", "year,2023"])
    lines = ["state,name,cow,subregion,capital,latitude,longitude,major,source"]
    lines += [f"{code},State {code},{cow},East,City,{lat},{lon},no,made up" for code, cow, lat, lon in STATES]
    write(place, "states", lines)
    lines = ["state,field,value,unit,year,source,flag,known"]
    for code, *_ in STATES:
        lines += [f"{code},{name},{value},{figures()[name].unit},2023,made up,,data" for name, value in FIGURES.items()]
    write(place, "cells", lines)
    return place


def write(folder: Path, table: str, lines: list[str]) -> None:
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def put(folder: Path) -> Callable[..., None]:
    """`put("distance", "AAA,BBB,900,map")` writes a file with the header of the table and these lines."""
    from foedus.world.fields import fields

    def add(table: str, *lines: str) -> None:
        write(folder, table, [",".join(fields()[table]), *lines])

    return add


@pytest.fixture
def edit(folder: Path) -> Callable[..., None]:
    """`edit("cells", 3, "value", "nan")` changes one cell; lines count from 1 with the header."""

    def change(table: str, line: int, column: str, value: str) -> None:
        path = folder / f"{table}.csv"
        with open(path, newline="", encoding="utf-8") as handle:
            rows = list(csv.reader(handle))
        rows[line - 1][rows[0].index(column)] = value
        with open(path, "w", newline="", encoding="utf-8") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)

    return change
