"""A world from a folder of CSV files: the form of `fields.csv`, checked, every mistake with its place."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from foedus.errors import BadFile, BadInput, Place, UnknownWorld
from foedus.tables import Row
from foedus.world.claims import claim_matrix
from foedus.world.fields import figures, only_choice, read_rows
from foedus.world.geography import great_circle_km, sea_only
from foedus.world.world import Cell, Claim, GroupMember, Institution, Member, Rivalry, Tie, World

HERE = Path(__file__).parent
OPTIONAL = ("gdp_ppp_bn", "arms_other_usd_bn", "growth")  # no line needed per state
RIVALRY = 1.0  # hostility of a coded rivalry, the unit


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
    value = _values(cells)
    latitude, longitude = states["latitude"], states["longitude"]
    land, sea = _contiguity(folder, codes)
    rivalries = _rivalries(folder, codes)
    claims = _claims(folder, codes)
    members = _group_members(folder, codes)
    regions, region_sources = _regions(folder, codes)
    return World(
        name=about["name"],
        title=about["title"],
        year=int(about["year"]),
        codes=codes,
        names=tuple(row.text("name") for row in states),
        cow=tuple(0 if math.isnan(row.number("cow")) else int(row.number("cow")) for row in states),
        subregions=tuple(row.text("subregion") for row in states),
        capitals=tuple(row.text("capital") for row in states),
        **{name: _array(value, name, codes) for name in figures() if name != "nuclear_stockpile"},
        latitude=latitude,
        longitude=longitude,
        nuclear=_array(value, "nuclear_stockpile", codes) > 0.0,
        major=states["major"],
        distance_km=_distance(folder, codes, great_circle_km(latitude, longitude)),
        land=land,
        sea=sea,
        sea_only=sea_only(land),
        claim=claim_matrix(codes, claims, about["year"]),
        hostility_0=_hostility(folder, codes, rivalries),
        rivalries=rivalries,
        claims=claims,
        institutions=_institutions(folder, codes),
        cooperation=_cooperation(folder, codes, members),
        group_members=members,
        cells=cells,
        regions=regions,
        region_sources=region_sources,
        about=about,
    )


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
    table = read_rows(folder, "cells", codes).unique("state", "field")
    wanted = figures()
    cells = []
    for row in table:
        name = row.text("field")
        if name not in wanted:
            raise only_choice(row, "field", tuple(wanted), "figure")
        _check_cell(row, wanted[name])
        number = row.number("value")
        cells.append(
            Cell(
                row.text("state"), name, None if math.isnan(number) else number, row.text("unit"),
                int(row.number("year")), row.text("source"), row.text("flag"), row.text("known"),
            )
        )  # fmt: skip
    have = {(cell.state, cell.field) for cell in cells}
    for name in wanted:
        absent = [code for code in codes if (code, name) not in have]
        if absent and name not in OPTIONAL:
            raise BadFile(
                Place(table.file), f"no line for state {absent[0]}, field '{name}' ({len(absent)} states lack it)",
                "Write one line per state and field; a missing value is an empty cell with its reason in 'flag'.",
            )  # fmt: skip
    return tuple(cells)


def _check_cell(row: Row, field) -> None:
    """The value within the bounds of its figure; a missing value with its reason, a known one with its source."""
    number = row.number("value")
    if row.text("unit") != field.unit:
        said = f"'{row.text('unit')}' as the unit of {field.name}"
        raise BadFile(row.place("unit"), said, f"It must be '{field.unit}'.")
    if math.isnan(number):
        if not field.missing:
            raise BadFile(row.place("value"), f"{field.name} is empty", "This figure may not be missing.")
        if not row.text("flag").startswith("missing: "):
            raise BadFile(row.place("flag"), "an empty value without a reason", "Write 'missing: ' and the reason.")
        return
    if not field.low <= number <= field.high:
        raise BadFile(
            row.place("value"), f"{field.name} is {number:g}",
            f"It must be from {field.low:g} to {field.high:g} ({field.unit}).",
        )  # fmt: skip
    if not row.text("source"):
        raise BadFile(row.place("source"), "a value without a source", "Name where the figure comes from.")
    if row.text("flag").startswith("missing"):
        raise BadFile(row.place("flag"), "flagged missing with a value", "Empty the value or change the flag.")


def _values(cells: Iterable[Cell]) -> dict[tuple[str, str], float]:
    return {(cell.state, cell.field): cell.value for cell in cells if cell.value is not None}


def _array(value: dict[tuple[str, str], float], name: str, codes: tuple[str, ...]) -> np.ndarray:
    return np.array([value.get((code, name), math.nan) for code in codes], dtype=np.float64)


def _pair(row: Row, first: str, second: str, codes: tuple[str, ...]) -> tuple[int, int]:
    if row.text(first) == row.text(second):
        raise BadFile(row.place(second), f"'{row.text(second)}' twice in one pair", "A pair needs two states.")
    return codes.index(row.text(first)), codes.index(row.text(second))


def _contiguity(folder: Path, codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    n = len(codes)
    border = {"land": np.zeros((n, n), dtype=bool), "sea": np.zeros((n, n), dtype=bool)}
    for row in read_rows(folder, "contiguity", codes):
        i, j = _pair(row, "state_a", "state_b", codes)
        if border["land"][i, j] or border["sea"][i, j]:
            said = f"the pair {codes[i]}, {codes[j]} stands twice"
            raise BadFile(row.place("state_a"), said, "Keep one line a pair.")
        kind = border[row.text("kind")]
        kind[i, j] = kind[j, i] = True
    return border["land"], border["sea"]


def _distance(folder: Path, codes: tuple[str, ...], distance: np.ndarray) -> np.ndarray:
    given: dict[tuple[int, int], float] = {}
    for row in read_rows(folder, "distance", codes):
        i, j = _pair(row, "state_a", "state_b", codes)
        km = row.number("km")
        if (i, j) in given and given[i, j] != km:
            said = f"asymmetric distance: {codes[i]} to {codes[j]} is {km:g} km here and {given[i, j]:g} km above"
            raise BadFile(row.place("km"), said, "A distance is the same in both directions; keep one.")
        given[i, j] = given[j, i] = km
        distance[i, j] = distance[j, i] = km
    return distance


def _hostility(folder: Path, codes: tuple[str, ...], rivalries: tuple[Rivalry, ...]) -> np.ndarray:
    """(n, n) H_0: the file's figure, at least `RIVALRY` between coded rivals."""
    hostility = np.zeros((len(codes), len(codes)))
    for row in read_rows(folder, "hostility", codes).rows:
        i, j = _pair(row, "state", "toward", codes)
        if hostility[i, j]:
            raise BadFile(row.place("state"), f"{codes[i]} toward {codes[j]} stands twice", "Keep one line.")
        hostility[i, j] = row.number("h0")
    for rivalry in rivalries:
        i, j = codes.index(rivalry.a), codes.index(rivalry.b)
        hostility[i, j] = max(hostility[i, j], RIVALRY)
        hostility[j, i] = max(hostility[j, i], RIVALRY)
    return hostility


def _rivalries(folder: Path, codes: tuple[str, ...]) -> tuple[Rivalry, ...]:
    rows = read_rows(folder, "rivalries", codes)
    for row in rows:
        _pair(row, "state_a", "state_b", codes)
    name = {"state_a": "a", "state_b": "b"}
    return tuple(Rivalry(**{name.get(k, k): _plain(row[k]) for k in row.values}) for row in rows)


def _claims(folder: Path, codes: tuple[str, ...]) -> tuple[Claim, ...]:
    rows = read_rows(folder, "claims", codes)
    for row in rows:
        _pair(row, "claimant", "administrator", codes)
    return tuple(Claim(**{"id" if k == "claim" else k: _plain(row[k]) for k in row.values}) for row in rows)


def _institutions(folder: Path, codes: tuple[str, ...]) -> tuple[Institution, ...]:
    bodies = read_rows(folder, "institutions")
    ids = tuple(row.text("institution") for row in bodies)
    inside: dict[str, list[Member]] = {one: [] for one in ids}
    for row in read_rows(folder, "members", codes):
        if row.text("institution") not in inside:
            raise only_choice(row, "institution", ids, "institution")
        inside[row.text("institution")].append(
            Member(**{k: str(_plain(row[k])) for k in row.values if k != "institution"})
        )
    return tuple(
        Institution(
            **{"id" if k == "institution" else k: _plain(row[k]) for k in row.values},
            members=tuple(inside[row.text("institution")]),
        )
        for row in bodies
    )


def _group_members(folder: Path, codes: tuple[str, ...]) -> tuple[GroupMember, ...]:
    rows = read_rows(folder, "groups", codes)
    return tuple(GroupMember(**{k: str(_plain(row[k])) for k in row.values}) for row in rows)


def _cooperation(folder: Path, codes: tuple[str, ...], members: tuple[GroupMember, ...]) -> tuple[Tie, ...]:
    groups = tuple(dict.fromkeys(member.group for member in members))
    ties = []
    for row in read_rows(folder, "cooperation", codes):
        a, b, group = row.text("state_a"), row.text("state_b"), row.text("group")
        if bool(a) != bool(b) or bool(a) == bool(group):
            said = f"pair '{a}', '{b}' with group '{group}'"
            raise BadFile(row.place("group"), said, "Fill both states or the group.")
        if group and group not in groups:
            raise only_choice(row, "group", groups, "group in groups.csv")
        if a:
            _pair(row, "state_a", "state_b", codes)
        name = {"tie": "id", "state_a": "a", "state_b": "b"}
        ties.append(Tie(**{name.get(k, k): str(_plain(row[k])) for k in row.values}))
    return tuple(ties)


def _regions(folder: Path, codes: tuple[str, ...]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    found: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    for row in read_rows(folder, "regions", codes).rows:
        found.setdefault(row.text("region"), []).append(row.text("state"))
        sources.setdefault(row.text("region"), row.text("source"))
    return {name: tuple(states) for name, states in found.items()}, sources


def _plain(value):
    return "" if value is None else value
