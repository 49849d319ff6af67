"""Read a CSV table of the project, with every mistake named by file, line and column.

Used for the parameters, the tables of a world and a user's own files. NumPy and the standard library only.
The first line holds the column names; lines that begin with ``#`` before it are comments. Lines and columns count
from 1; a cell's column is the position of its field, so that a spreadsheet shows the same place.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from foedus.errors import BadFile, Place, nearest

Kind = Literal["str", "float", "int", "bool", "date"]
Value = str | float | int | bool | datetime.date | None

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(nan|inf)(inity)?", re.IGNORECASE)
TRUE_WORDS = ("true", "1", "yes")
FALSE_WORDS = ("false", "0", "no")
EMPTY: dict[str, Value] = {"str": "", "float": math.nan, "int": None, "bool": False, "date": None}


@dataclass(frozen=True)
class Column:
    """What one column of a table may hold.

    ``required``: the column must stand in the header and no cell of it may be empty. A column that is not required may
    be absent or have empty cells; then a value is missing: ``nan`` (float), ``None`` (int, date), ``False`` (bool) or
    ``''`` (str), never 0. ``low`` and ``high`` are inclusive bounds of a number; ``valid`` lists the words allowed.
    ``optional_cells``: with ``required``, the header must name the column but its cells may be empty.
    """

    name: str
    kind: Kind = "str"
    required: bool = True
    low: float = -math.inf
    high: float = math.inf
    valid: tuple[str, ...] = ()
    optional_cells: bool = False
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a table: ``row["gdp"]``, and ``row.place("gdp")`` says where that cell stands in the file."""

    file: str
    line: int
    values: dict[str, Value]
    positions: dict[str, int]

    def __getitem__(self, column: str) -> Value:
        return self.values[column]

    def text(self, column: str) -> str:
        """The cell as text; '' when it is empty."""
        value = self.values[column]
        return "" if value is None else str(value)

    def number(self, column: str) -> float:
        """The cell as a float; nan when it is empty."""
        value = self.values[column]
        return float(value) if isinstance(value, int | float) else math.nan

    def place(self, column: str = "") -> Place:
        """File, line and column of one cell, for an error that a later check raises."""
        return Place(self.file, self.line, self.positions.get(column, 0), column)


@dataclass(frozen=True)
class Table:
    """Rows of one file in file order; iterate it, or take one typed column as an array."""

    file: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, column: str) -> np.ndarray:
        """One column, shape (rows,): float64 for float and int (missing is nan), bool, else objects."""
        kind = next(one.kind for one in self.columns if one.name == column)
        if kind in ("float", "int"):
            return np.array([row.number(column) for row in self.rows], dtype=np.float64)
        values = [row[column] for row in self.rows]
        return np.array(values, dtype=bool if kind == "bool" else object)

    def unique(self, *columns: str) -> Table:
        """The table itself, or `BadFile` at the first row whose ``columns`` repeat those of an earlier row."""
        seen: dict[tuple[Value, ...], int] = {}
        for row in self.rows:
            key = tuple(row[column] for column in columns)
            if key in seen:
                said = ", ".join(str(part) for part in key)
                raise BadFile(
                    row.place(columns[0]), f"'{said}' stands already in line {seen[key]}", "Keep one of them."
                )
            seen[key] = row.line
        return self


def read_table(path: str | Path, columns: tuple[Column, ...]) -> Table:
    """Read the CSV file ``path`` (UTF-8) whose header must hold every required column and no unknown one."""
    name = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise BadFile(Place(name), "no such file", "Check the path; a table is a CSV file.") from None
    except IsADirectoryError:
        raise BadFile(Place(name), "this is a folder", "Give the CSV file in it.") from None
    except PermissionError:
        raise BadFile(Place(name), "the file may not be read", "Change its permissions.") from None
    except UnicodeDecodeError as wrong:
        raise BadFile(Place(name), f"byte {wrong.start} is no UTF-8", "Save the file as CSV in UTF-8.") from None
    return parse_table(text, columns, name)


def parse_table(text: str, columns: tuple[Column, ...], name: str) -> Table:
    """As `read_table`, from the text of a file called ``name``."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: dict[str, int] = {}
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            started, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells) or (not header and cells[0].lstrip().startswith("#")):
                continue
            if header:
                rows.append(_row(cells, header, columns, name, started))
            else:
                header = _header(cells, columns, name, started)
    except csv.Error as wrong:
        raise BadFile(Place(name, line), f"the line is no CSV ({wrong})", "Check the quotation marks.") from None
    if not header:
        raise BadFile(Place(name, 1), "the file is empty", "Its first line must be: " + ",".join(_names(columns)))
    return Table(name, columns, tuple(rows))


def _names(columns: tuple[Column, ...]) -> list[str]:
    return [column.name for column in columns]


def _header(cells: list[str], columns: tuple[Column, ...], name: str, line: int) -> dict[str, int]:
    """Position (from 1) of every column of the file."""
    known = _names(columns)
    found: dict[str, int] = {}
    for position, cell in enumerate(cells, start=1):
        title = cell.strip()
        place = Place(name, line, position)
        if title not in known:
            if len(cells) == 1 and (";" in title or "\t" in title):
                raise BadFile(place, "the columns are not separated by commas", "Save the file as CSV with commas.")
            near = nearest(title, known)
            todo = f"Did you mean '{near[0]}'?" if near else "Valid columns: " + ", ".join(known) + "."
            raise BadFile(place, f"unknown column '{title}'", todo)
        if title in found:
            raise BadFile(place, f"column '{title}' stands twice", "Remove one of them.")
        found[title] = position
    missing = [column.name for column in columns if column.required and column.name not in found]
    if missing:
        said = "missing column " + ", ".join(f"'{one}'" for one in missing)
        raise BadFile(Place(name, line), said, "Valid columns: " + ", ".join(known) + ".")
    return found


def _row(cells: list[str], header: dict[str, int], columns: tuple[Column, ...], name: str, line: int) -> Row:
    """One line of the file, every cell typed and checked."""
    if len(cells) != len(header):
        said = f"{len(cells)} cells where the header has {len(header)}"
        raise BadFile(Place(name, line), said, "Quote a cell that holds a comma; an empty cell needs its comma.")
    values: dict[str, Value] = {}
    for column in columns:
        position = header.get(column.name, 0)
        cell = cells[position - 1].strip() if position else ""
        if cell:
            values[column.name] = _value(cell, column, Place(name, line, position, column.name))
        elif column.required and not column.optional_cells:
            raise BadFile(Place(name, line, position, column.name), "the cell is empty", f"It needs {_wanted(column)}.")
        else:
            values[column.name] = EMPTY[column.kind]
    return Row(name, line, values, header)


def _value(cell: str, column: Column, place: Place) -> Value:
    if column.kind in ("float", "int"):
        return _number(cell, column, place)
    if column.kind == "bool":
        if cell.lower() in TRUE_WORDS + FALSE_WORDS:
            return cell.lower() in TRUE_WORDS
        raise BadFile(place, f"'{cell}' is neither true nor false", f"It needs {_wanted(column)}.")
    if column.kind == "date":
        try:
            return datetime.date.fromisoformat(cell if DATE.fullmatch(cell) else "")
        except ValueError:
            raise BadFile(place, f"'{cell}' is no date", f"It needs {_wanted(column)}.") from None
    if column.valid and cell not in column.valid:
        near = nearest(cell, column.valid)
        todo = f"Did you mean '{near[0]}'? " if near else ""
        raise BadFile(place, f"'{cell}' is not allowed here", f"{todo}It needs {_wanted(column)}.")
    return cell


def _number(cell: str, column: Column, place: Place) -> float | int:
    try:
        number = (int if column.kind == "int" else float)(cell if NUMBER.fullmatch(cell) else "")
        finite = math.isfinite(number)
    except (ValueError, OverflowError):
        raise BadFile(place, f"'{cell}' is no number", f"It needs {_wanted(column)}.") from None
    if not finite:
        todo = "Leave the cell empty if the value is not known." if not column.required or column.optional_cells else ""
        raise BadFile(place, f"'{cell}' is not a finite number", todo or f"It needs {_wanted(column)}.")
    if not column.low <= number <= column.high:
        raise BadFile(place, f"{cell} is out of bounds", f"It needs {_wanted(column)}.")
    return number


def _wanted(column: Column) -> str:
    """What a cell of this column must be, in words."""
    if column.valid:
        return "one of: " + ", ".join(column.valid)
    if column.kind == "bool":
        return "true or false"
    if column.kind == "date":
        return "a date YYYY-MM-DD"
    if column.kind == "str":
        return "a word or text"
    said = "a whole number" if column.kind == "int" else "a number"
    if math.isfinite(column.low) and math.isfinite(column.high):
        return f"{said} from {column.low:g} to {column.high:g}"
    if math.isfinite(column.low):
        return f"{said} of {column.low:g} or more"
    return f"{said} of {column.high:g} or less" if math.isfinite(column.high) else said
