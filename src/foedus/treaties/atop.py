"""The ATOP tables of a folder (Alliance Treaty Obligations and Provisions), read as they stand and nothing kept.

Member and alliance files: ATOP 4.01 [LeedsRitterMitchellLong2002]_, to 2016. Directed dyad-years: ATOP 5.1, to 2018.
States are Correlates of War numbers there; `cow_codes.csv` gives their codes here, by date. polars is imported only
when a table is read.
"""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import BadInput
from foedus.treaties.cow_codes import code_in, codes_between
from foedus.treaties.pledges import TYPES, Pair, Span, bits, common

if TYPE_CHECKING:
    import polars as pl

MEMBERS, ALLIANCES, DYADS = "atop401_member.parquet", "atop401_alliance.parquet", "atop_ddy.parquet"
WORDS = dict(zip(("defense", "offense", "neutral", "nonagg", "consul"), TYPES, strict=True))
CONDITIONS = {"adversary": "defcoadv", "location": "defcoloc", "provocation": "defconpr", "number": "defconum"}
COLUMNS: dict[str, tuple[str, ...]] = {
    MEMBERS: (
        "atopid", "member", "yrent", "moent", "dayent", "yrexit", "moexit", "dayexit", "phase", "version", *WORDS,
        *CONDITIONS.values(),
    ),
    ALLIANCES: ("atopid", "begyr", "begmo", "begday", "endyr", "endmo", "endday", "ineffect", *WORDS),
    DYADS: ("ccode1", "ccode2", "year", *(f"atop_{word}" for word in WORDS)),
}  # fmt: skip
YEARS = ("yrent", "yrexit", "begyr", "endyr", "year")


@dataclass(frozen=True)
class Member:
    """One state in one phase of an alliance, with the obligations of that member."""

    number: int
    code: str
    days: Span
    types: frozenset[str]


@dataclass(frozen=True)
class Alliance:
    """One alliance: dates as coded (`end` None: in effect when coding ended), obligations of any member, members."""

    id: int
    begin: date
    end: date | None
    types: frozenset[str]
    members: tuple[Member, ...]
    uncoded: tuple[int, ...]  # numbers that have no code here at that time
    conditions: frozenset[str] = frozenset()  # of defence, of any member

    def bound(self, last_year: int) -> dict[Pair, int]:
        """Years in which two members are bound together."""
        return self._masks(None, last_year)

    def pledges(self, last_year: int) -> dict[str, dict[Pair, int]]:
        """type -> (bearer, protected) -> years in which the bearer's own record carries the obligation."""
        return {kind: self._masks(kind, last_year) for kind in TYPES}

    def _masks(self, kind: str | None, last_year: int) -> dict[Pair, int]:
        made: dict[Pair, int] = {}
        for one in self.members:
            if kind is not None and kind not in one.types:
                continue
            for other in self.members:
                days = common(one.days, other.days) if one.code != other.code else None
                if days:
                    made[one.code, other.code] = made.get((one.code, other.code), 0) | bits(*days, last_year)
        return made


@dataclass(frozen=True, eq=False)
class Atop:
    """What the folder holds. `first_year`, `last_year`: the years of the member file; `hashes`: sha256 of each file."""

    alliances: Mapping[int, Alliance]
    version: str
    first_year: int
    last_year: int
    dyads: pl.DataFrame
    hashes: Mapping[str, str]

    @property
    def last_dyad_year(self) -> int:
        """Last year of the directed dyad-years."""
        return int(self.dyads["year"].max())  # type: ignore[arg-type]

    def flags(self, year: int) -> dict[str, set[Pair]]:
        """type -> (bearer, protected) in the directed dyad-years of one year, where both states have a code here."""
        rows = self.dyads.filter(self.dyads["year"] == year).to_dicts()
        made: dict[str, set[Pair]] = {kind: set() for kind in TYPES}
        for row in rows:
            pair = code_in(row["ccode1"], year), code_in(row["ccode2"], year)
            for word, kind in WORDS.items():
                if all(pair) and row[f"atop_{word}"] == 1:
                    made[kind].add(pair)
        return made


def read_atop(folder: Path) -> Atop:
    """Read the three tables of `folder`. Raises BadInput for a folder, file or column that is not there."""
    if not folder.is_dir():
        raise BadInput(f"No folder '{folder}'. Name the folder that holds {MEMBERS} with --data, e.g. ../shared/data.")
    tables = {name: _table(folder / name, columns) for name, columns in COLUMNS.items()}
    last_year = int(tables[MEMBERS].select("yrent", "yrexit").max().to_numpy().max())
    members: dict[int, list[dict[str, Any]]] = {}
    for row in tables[MEMBERS].to_dicts():
        members.setdefault(row["atopid"], []).append(row)
    return Atop(
        alliances={
            row["atopid"]: _alliance(row, members.get(row["atopid"], [])) for row in tables[ALLIANCES].to_dicts()
        },
        version=f"{float(tables[MEMBERS]['version'].max()):.2f}",  # type: ignore[arg-type]
        first_year=int(tables[MEMBERS]["yrent"].min()),  # type: ignore[arg-type]
        last_year=last_year,
        dyads=tables[DYADS],
        hashes={name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in COLUMNS},
    )


def _table(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    import polars as pl

    if not path.is_file():
        raise BadInput(f"No file '{path.name}' in '{path.parent}'. The comparison needs: {', '.join(COLUMNS)}.")
    try:
        table = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        said = str(error).splitlines()[0]
        raise BadInput(f"Cannot read '{path}' as Parquet: {said}. Fetch the file again.") from None
    absent = [one for one in columns if one not in table.columns]
    if absent:
        raise BadInput(
            f"'{path}' has no column {', '.join(map(repr, absent))}. It needs: {', '.join(columns)} (ATOP's names)."
        )
    table = table.select(columns)
    for name in columns:
        if not table[name].dtype.is_numeric():
            raise BadInput(f"'{path}', column '{name}' holds {table[name].dtype}, not numbers. Use ATOP's own coding.")
        if table[name].null_count() and not name.startswith(("day", "begday", "endday")):  # an unknown day is empty
            raise BadInput(
                f"'{path}', column '{name}' has {table[name].null_count()} empty cells. Use ATOP's own coding."
            )
        if table.height and name in YEARS and not 0 <= int(table[name].min()) <= int(table[name].max()) <= 9999:  # type: ignore[arg-type]
            raise BadInput(
                f"'{path}', column '{name}' holds {table[name].min()}, which is no year. Use ATOP's own coding."
            )
    if not table.height:
        raise BadInput(f"'{path}' has no row. Fetch the file again.")
    return table.fill_null(0)


def _alliance(row: Mapping[str, Any], members: list[dict[str, Any]]) -> Alliance:
    found = [one for member in members for one in _members(member)]
    numbers = {member["member"] for member in members}
    return Alliance(
        id=row["atopid"],
        begin=_day(row["begyr"], row["begmo"], row["begday"], first=True),
        end=None if row["endyr"] == 0 else _day(row["endyr"], row["endmo"], row["endday"], first=False),
        types=frozenset(kind for word, kind in WORDS.items() if row[word] == 1),
        members=tuple(found),
        uncoded=tuple(sorted(numbers - {one.number for one in found})),
        conditions=frozenset(
            name for name, column in CONDITIONS.items() if any(member[column] == 1 for member in members)
        ),
    )


def _members(row: Mapping[str, Any]) -> Iterator[Member]:
    start = _day(row["yrent"], row["moent"], row["dayent"], first=True)
    end = date.max if row["yrexit"] == 0 else _day(row["yrexit"], row["moexit"], row["dayexit"], first=False)
    types = frozenset(kind for word, kind in WORDS.items() if row[word] == 1)
    for one in codes_between(row["member"], start, end):
        yield Member(row["member"], one.code, (one.start, one.end), types)


def _day(year: int, month: int, day: int, first: bool) -> date:
    """A coded date; an unknown month or day is the first or last of what it may be, as `first` says."""
    month = month if 1 <= month <= 12 else (1 if first else 12)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day, last) if day >= 1 else (1 if first else last))
