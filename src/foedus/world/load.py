"""A world from a folder of CSV files: the form of `fields.csv`, checked, every mistake with its place."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import BadFile, BadInput, Place, UnknownWorld
from foedus.tables import Row, Table
from foedus.world.claims import claim_matrix
from foedus.world.energy import read_energy
from foedus.world.fields import Field, figures, only_choice, read_rows
from foedus.world.geography import great_circle_km, sea_only
from foedus.world.relations import (
    read_claims,
    read_contiguity,
    read_cooperation,
    read_distance,
    read_group_members,
    read_hostility,
    read_institutions,
    read_regions,
    read_rivalries,
)
from foedus.world.world import Cell, World

HERE = Path(__file__).parent
FLAGS = ("estimate", "uncertain", "derived", "not listed", "imputed")  # or "missing: reason"
OPTIONAL = ("gdp_ppp_bn", "arms_other_usd_bn", "growth")  # no line needed per state


def names() -> tuple[str, ...]:
    """Names of the embedded worlds."""
    return tuple(sorted(folder.name for folder in HERE.iterdir() if (folder / "states.csv").is_file()))


def embedded(name: str) -> World:
    """The embedded world `name`. Raises UnknownWorld with the nearest name."""
    if name not in names():
        raise UnknownWorld(name, names(), todo="List them with: foedus world list")
    return read_world(HERE / name)


def read_world(folder: str | Path) -> World:
    """World of the CSV files in `folder` (about, states and cells are needed, the rest is optional).

    Raises BadInput if the folder is not there, else BadFile at the first mistake: file, line,
    column, what was found and what is valid.
    """
    folder = Path(folder)
    _needed(folder)
    about = _about(folder)
    states = read_rows(folder, "states").unique("state")
    codes = tuple(row.text("state") for row in states)
    if len(codes) < 2:
        raise BadFile(Place(states.file), f"{len(codes)} states", "A world needs at least two.")
    cells = _cells(folder, codes)
    return World(
        name=about["name"],
        title=about["title"],
        year=int(about["year"]),
        about=about,
        codes=codes,
        cells=cells,
        **_of_states(states),
        **_figures(cells, codes),
        **_of_pairs(folder, codes, states, about["year"]),
        **read_energy(folder, codes),
    )


def _of_states(states: Table) -> dict[str, Any]:
    """Fields of the record that `states.csv` fills."""
    numbers = [row.number("cow") for row in states]
    return {
        "names": tuple(row.text("name") for row in states),
        "cow": tuple(0 if math.isnan(number) else int(number) for number in numbers),
        "subregions": tuple(row.text("subregion") for row in states),
        "capitals": tuple(row.text("capital") for row in states),
        "latitude": states["latitude"],
        "longitude": states["longitude"],
        "major": states["major"],
    }


def _of_pairs(folder: Path, codes: tuple[str, ...], states: Table, year: str) -> dict[str, Any]:
    """Fields of the record that tie states together."""
    land, sea = read_contiguity(folder, codes)
    rivalries = read_rivalries(folder, codes)
    claims = read_claims(folder, codes)
    members = read_group_members(folder, codes)
    regions, region_sources = read_regions(folder, codes)
    return {
        "distance_km": read_distance(folder, codes, great_circle_km(states["latitude"], states["longitude"])),
        "land": land,
        "sea": sea,
        "sea_only": sea_only(land),
        "rivalries": rivalries,
        "hostility_0": read_hostility(folder, codes, rivalries),
        "claims": claims,
        "claim": claim_matrix(codes, claims, year),
        "institutions": read_institutions(folder, codes),
        "group_members": members,
        "cooperation": read_cooperation(folder, codes, members),
        "regions": regions,
        "region_sources": region_sources,
    }


def _needed(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput(f"No folder '{folder}'. A world is a folder of CSV files; see docs/reference/world-files.md.")
    for table in ("about", "states", "cells"):
        if not (folder / f"{table}.csv").is_file():
            raise BadFile(
                Place(str(folder / f"{table}.csv")), "this file is needed and not there",
                "A world needs about.csv, states.csv and cells.csv; see docs/reference/world-files.md.",
            )  # fmt: skip


def _about(folder: Path) -> dict[str, str]:
    table = read_rows(folder, "about").unique("key")
    about = {row.text("key"): row.text("value") for row in table}
    for key in ("name", "title", "year"):
        if not about.get(key):
            raise BadFile(Place(table.file), f"no line for '{key}'", "Needed: name, title and year.")
    year = next(row for row in table if row["key"] == "year")
    if not (about["year"].isascii() and about["year"].isdigit() and 1000 <= int(about["year"]) <= 2100):
        said = f"'{about['year']}' is no year"
        raise BadFile(year.place("value"), said, "Write a year from 1000 to 2100, for example 2023.")
    return about


def _cells(folder: Path, codes: tuple[str, ...]) -> tuple[Cell, ...]:
    """All cells, checked; every state has a line for every figure that is not optional."""
    table = read_rows(folder, "cells", codes).unique("state", "field")
    wanted = figures()
    cells = []
    for row in table:
        if row.text("field") not in wanted:
            raise only_choice(row, "field", tuple(wanted), "figure")
        _check_cell(row, wanted[row.text("field")])
        value = None if math.isnan(row.number("value")) else row.number("value")
        year = int(row.number("year"))
        texts = {name: row.text(name) for name in ("state", "field", "unit", "source", "flag", "known")}
        cells.append(Cell(value=value, year=year, **texts))
    have = {(cell.state, cell.field) for cell in cells}
    for name in wanted:
        absent = [code for code in codes if (code, name) not in have]
        if absent and name not in OPTIONAL:
            said = f"no line for state {absent[0]}, field '{name}' ({len(absent)} of {len(codes)} states lack it)"
            todo = "Write one line per state and field; a missing value is an empty cell with its reason in 'flag'."
            raise BadFile(Place(table.file), said, todo)
    return tuple(cells)


def _check_cell(row: Row, field: Field) -> None:
    """The value within the bounds of its figure; a missing value with its reason, a known one with its source."""
    number = row.number("value")
    if row.text("unit") != field.unit:
        said = f"'{row.text('unit')}' as the unit of {field.name}"
        raise BadFile(row.place("unit"), said, f"It must be '{field.unit}'.")
    flag = row.text("flag")
    if flag and flag not in FLAGS and not flag.startswith("missing"):
        raise only_choice(row, "flag", (*FLAGS, "missing: reason"), "flag")
    if math.isnan(number):
        if not field.missing:
            raise BadFile(row.place("value"), f"{field.name} is empty", "This figure may not be missing.")
        if not flag.startswith("missing: "):
            raise BadFile(row.place("flag"), "an empty value without a reason", "Write 'missing: ' and the reason.")
        return
    if not field.low <= number <= field.high:
        raise BadFile(
            row.place("value"), f"{field.name} is {number:g}",
            f"It must be from {field.low:g} to {field.high:g} ({field.unit}).",
        )  # fmt: skip
    if not row.text("source"):
        raise BadFile(row.place("source"), "a value without a source", "Name where the figure comes from.")
    if flag.startswith("missing"):
        raise BadFile(row.place("flag"), "flagged missing with a value", "Empty the value or change the flag.")


def _figures(cells: tuple[Cell, ...], codes: tuple[str, ...]) -> dict[str, np.ndarray]:
    """One (n,) float64 array per figure, NaN where missing; the stockpile becomes `nuclear`, bool."""
    value = {(cell.state, cell.field): cell.value for cell in cells if cell.value is not None}
    arrays = {
        name: np.array([value.get((code, name), math.nan) for code in codes], dtype=np.float64) for name in figures()
    }
    return {"nuclear": arrays.pop("nuclear_stockpile") > 0.0, **arrays}
