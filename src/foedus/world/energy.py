"""Energy that states import: from whom, and what part of the world's supply comes from where (En of MODEL section 0).

A share per fuel becomes one number by the weights of `fuels.csv`, over the fuels that are known; where none is, it
stays missing. A band is no value. The imports of a net exporter do not count: a large share of almost nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import BadFile
from foedus.tables import Row, Table
from foedus.world.fields import read_rows

ALL_SHARE = 100.0  # percent


@dataclass(frozen=True)
class EnergyCell:
    """Share of `supplier` in the imports of one fuel by `state`, in percent; None if missing, then `flag` says why."""

    state: str
    supplier: str
    fuel: str
    share: float | None
    low: float | None
    high: float | None
    year: int
    basis: str
    source: str
    flag: str
    known: str
    note: str


def read_energy(folder: Path, codes: tuple[str, ...]) -> dict[str, Any]:
    """Fields of a world that its energy files fill: `energy` (n, n), `supply` (n,), `energy_cells`.

    Both arrays are shares from 0 to 1, nan where missing, and have no entry at all where the world carries no energy.
    """
    table = read_rows(folder, "energy", codes).unique("state", "supplier", "fuel")
    world_supply = read_rows(folder, "supply", codes).unique("supplier", "fuel")
    if not table.rows and not world_supply.rows:
        return {}
    weights = {row.text("fuel"): row.number("weight") for row in read_rows(folder, "fuels").unique("fuel")}
    for row in (*table, *world_supply):
        _check(row, weights)
    energy = np.full((len(codes), len(codes)), np.nan)
    for pair, rows in _by(table, "state", "supplier").items():
        energy[codes.index(pair[0]), codes.index(pair[1])] = mixed(rows, weights)
    for row in read_rows(folder, "dependence", codes).unique("state"):
        if row.number("share") <= 0.0:
            known = energy[codes.index(row.text("state"))]
            known[~np.isnan(known)] = 0.0
    supply = np.full(len(codes), np.nan)
    for (supplier,), rows in _by(world_supply, "supplier").items():
        supply[codes.index(supplier)] = mixed(rows, weights)
    return {"energy": energy, "supply": supply, "energy_cells": tuple(_cell(row) for row in table)}


def mixed(rows: list[Row], weights: dict[str, float]) -> float:
    """Weighted mean of the shares that are known, 0 to 1; nan where none is."""
    known = [row for row in rows if not math.isnan(row.number("share"))]
    total = sum(weights[row.text("fuel")] for row in known)
    if not total:
        return math.nan
    return sum(weights[row.text("fuel")] * row.number("share") for row in known) / total / ALL_SHARE


def _by(table: Table, *columns: str) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in table:
        found.setdefault(tuple(row.text(name) for name in columns), []).append(row)
    return found


def _check(row: Row, weights: dict[str, float]) -> None:
    """The fuel has a weight; a share has its source and a missing one its reason."""
    if row.text("fuel") not in weights:
        said = f"no weight for the fuel '{row.text('fuel')}'"
        raise BadFile(row.place("fuel"), said, "Write a line for it in fuels.csv.")
    if not math.isnan(row.number("share")):
        if not row.text("source"):
            raise BadFile(row.place("source"), "a share without a source", "Name where the figure comes from.")
    elif not row.text("flag").startswith("missing: "):
        raise BadFile(row.place("flag"), "an empty share without a reason", "Write 'missing: ' and the reason.")


def _cell(row: Row) -> EnergyCell:
    texts: dict[str, Any] = {
        name: row.text(name) for name in ("state", "supplier", "fuel", "basis", "source", "flag", "known", "note")
    }
    numbers = {name: row.number(name) for name in ("share", "low", "high")}
    plain: dict[str, Any] = {name: None if math.isnan(value) else value for name, value in numbers.items()}
    return EnergyCell(year=int(row.number("year")), **texts, **plain)
