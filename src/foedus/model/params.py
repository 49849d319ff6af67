"""The parameters of the model: one table, one record.

Every number of every law stands once, in ``params.csv``: unit, hard bounds, default, prior, source and how it is
known. `Params` has one field per row, in table order; a row of the array of `draw_dtype` has the same names.
"""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from foedus.errors import BadNumber, UnknownParameter
from foedus.tables import Column, read_table

MARKS = ("D", "W", "B", "fixed")  # identified by the record; weakly; a declared belief; not drawn
TEXTS = ("name", "symbol", "unit", "prior", "mark", "law", "meaning")
FILE = Path(__file__).with_name("params.csv")

COLUMNS = (
    Column("name"), Column("symbol"), Column("unit"), Column("low", "float"), Column("high", "float"),
    Column("default", "float"), Column("prior"), Column("mark", valid=MARKS), Column("law"), Column("source"),
    Column("meaning"),
)  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """One row of the table. `low` and `high` truncate every prior of it, in every theory."""

    name: str
    symbol: str  # as in the equations of the docs
    unit: str
    low: float
    high: float
    default: float
    prior: str  # N(mean,sd), N+(mean,sd), LN(median,sdlog), Beta(a,b), U(low,high), fixed(value)
    mark: str  # one of MARKS
    law: str
    sources: tuple[str, ...]  # keys of sources.bib, or "own estimate", "declared belief"
    meaning: str


def _read() -> dict[str, Parameter]:
    table = read_table(FILE, COLUMNS).unique("name")
    found = {}
    for row in table:
        cells: dict[str, Any] = {field: row.text(field) for field in TEXTS}
        cells |= {field: row.number(field) for field in ("low", "high", "default")}
        found[row.text("name")] = Parameter(**cells, sources=tuple(row.text("source").split(";")))
    return found


PARAMETERS: MappingProxyType[str, Parameter] = MappingProxyType(_read())
NAMES: tuple[str, ...] = tuple(PARAMETERS)

Params: Any = namedtuple("Params", NAMES)

draw_dtype = np.dtype([(name, np.float64) for name in NAMES])


def parameter(name: str) -> Parameter:
    """The row of one parameter; raises `UnknownParameter` with the nearest name."""
    if name not in PARAMETERS:
        raise UnknownParameter(name, PARAMETERS, "params.csv")
    return PARAMETERS[name]


def defaults(**changed: float) -> Any:
    """A `Params` record at the defaults of the table, with some values replaced.

    Raises
    ------
    UnknownParameter
        A name of `changed` is not in the table.
    BadNumber
        A value lies outside the bounds of the table.
    """
    for name, value in changed.items():
        row = parameter(name)
        if not row.low <= value <= row.high:
            raise BadNumber(name, value, f"between {row.low:g} and {row.high:g}")
    return Params(**{name: changed.get(name, row.default) for name, row in PARAMETERS.items()})
