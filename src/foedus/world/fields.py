"""The one table of all files, columns, figures and bounds of a world: `fields.csv`.

The reader, the checks and the reference page `docs/reference/world-files.md` take their facts from it.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from foedus.errors import BadDate, BadFile, nearest
from foedus.tables import Column, Kind, Row, Table, read_table
from foedus.world.dates import check_date

KINDS = {"text": "str", "key": "str", "code": "str", "newcode": "str", "date": "str"}
KINDS |= {"number": "float", "integer": "int", "yesno": "bool"}


@dataclass(frozen=True)
class Field:
    """One line of `fields.csv`: a column of a file or, under the table `value`, a figure of `cells.csv`."""

    table: str
    name: str
    kind: str  # text, key, code, newcode, number, integer, yesno, date
    unit: str
    low: float
    high: float
    missing: bool  # may be empty
    choices: tuple[str, ...]
    meaning: str
    source: str


@lru_cache(maxsize=1)
def fields() -> dict[str, dict[str, Field]]:
    """Table name -> column name -> Field."""
    tables: dict[str, dict[str, Field]] = {}
    with open(Path(__file__).with_name("fields.csv"), newline="", encoding="utf-8") as handle:
        for line in csv.DictReader(handle):
            field = Field(
                table=line["table"],
                name=line["name"],
                kind=line["kind"],
                unit=line["unit"],
                low=float(line["low"] or -math.inf),
                high=float(line["high"] or math.inf),
                missing=line["missing"] == "yes",
                choices=tuple(line["choices"].split("|")) if line["choices"] else (),
                meaning=line["meaning"],
                source=line["source"],
            )
            tables.setdefault(field.table, {})[field.name] = field
    return tables


def figures() -> dict[str, Field]:
    """The figures that `cells.csv` may hold, with unit and bounds."""
    return fields()["value"]


def read_rows(folder: Path, table: str, codes: tuple[str, ...] = ()) -> Table:
    """Rows of `<table>.csv` in `folder`, each value checked; an absent file gives no rows.

    `codes` are the states that a column of kind `code` may name. Raises BadFile with file, line
    and column at the first mistake.
    """
    path = folder / f"{table}.csv"
    if not path.is_file():
        return Table(str(path), (), ())
    wanted = fields()[table]
    found = read_table(path, tuple(_column(field, codes) for field in wanted.values()))
    for field in wanted.values():
        if field.kind == "key":
            found.unique(field.name)
        elif field.kind in ("date", "newcode"):
            for row in found:
                _check_text(row, field)
    if {"since", "until"} <= wanted.keys():
        for row in found:
            _check_order(row)
    return found


def only_choice(row: Row, column: str, valid: tuple[str, ...], what: str) -> BadFile:
    """The error for a cell that is not in a list: nearest names first, then the list."""
    near = nearest(row.text(column), valid)
    hint = "Did you mean " + " or ".join(f"'{one}'" for one in near) + "? " if near else ""
    return BadFile(row.place(column), f"no {what} '{row.text(column)}'", f"{hint}Valid: {', '.join(valid)}.")


def _column(field: Field, codes: tuple[str, ...]) -> Column:
    kind = KINDS[field.kind]
    assert kind in get_args(Kind)
    return Column(
        name=field.name,
        kind=kind,  # type: ignore[arg-type]
        optional_cells=field.missing,
        low=field.low,
        high=field.high,
        valid=codes if field.kind == "code" else field.choices,
        unit=field.unit,
        source=field.source,
    )


def _check_text(row: Row, field: Field) -> None:
    text = row.text(field.name)
    if field.kind == "newcode":
        if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
            said = f"'{text}' is no state code"
            raise BadFile(row.place(field.name), said, "Write three capital letters, for example JPN.")
    elif text:
        try:
            check_date(text)
        except BadDate:
            said = f"'{text}' is no date"
            todo = "Write YYYY, YYYY-MM or YYYY-MM-DD, for example 2023-07-12."
            raise BadFile(row.place(field.name), said, todo) from None


def _check_order(row: Row) -> None:
    since, until = row.text("since"), row.text("until")
    if since and until and check_date(until)[1] < check_date(since)[0]:
        raise BadFile(row.place("until"), f"ends {until} and begins {since}", "An end may not come before its start.")
