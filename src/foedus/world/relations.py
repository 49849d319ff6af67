"""The files of a world that tie states together: borders, rivalries, hostility, claims, institutions, cooperation.

Each reader takes the folder and the codes of the states, and raises BadFile at the first mistake.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import BadFile
from foedus.tables import Row
from foedus.world.fields import only_choice, read_rows
from foedus.world.world import Claim, GroupMember, Institution, Member, Rivalry, Tie

Codes = tuple[str, ...]
RIVALRY = 1.0  # hostility of a coded rivalry, the unit
EVERYONE, NONE_FOUND = "all", "C0"  # the group and the rule of a line that says: nothing was found for the other pairs


def _pair(row: Row, first: str, second: str, codes: Codes) -> tuple[int, int]:
    if row.text(first) == row.text(second):
        raise BadFile(row.place(second), f"'{row.text(second)}' twice in one pair", "A pair needs two states.")
    return codes.index(row.text(first)), codes.index(row.text(second))


def read_contiguity(folder: Path, codes: Codes) -> tuple[np.ndarray, np.ndarray]:
    """Two (n, n) bool arrays, symmetric: contiguous by land, contiguous by sea only."""
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


def read_distance(folder: Path, codes: Codes, distance: np.ndarray) -> np.ndarray:
    """(n, n) km: `distance` between the capitals, replaced where the file says so. One direction is enough."""
    distance = distance.copy()
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


def read_hostility(folder: Path, codes: Codes, rivalries: tuple[Rivalry, ...]) -> np.ndarray:
    """(n, n) H_0: the file's figure, at least `RIVALRY` between coded rivals."""
    hostility = np.zeros((len(codes), len(codes)))
    for row in read_rows(folder, "hostility", codes).unique("state", "toward"):
        i, j = _pair(row, "state", "toward", codes)
        hostility[i, j] = row.number("h0")
    for rivalry in rivalries:
        i, j = codes.index(rivalry.a), codes.index(rivalry.b)
        hostility[i, j] = max(hostility[i, j], RIVALRY)
        hostility[j, i] = max(hostility[j, i], RIVALRY)
    return hostility


def read_rivalries(folder: Path, codes: Codes) -> tuple[Rivalry, ...]:
    """Coded rivalries, each between two states."""
    rows = read_rows(folder, "rivalries", codes)
    for row in rows:
        _pair(row, "state_a", "state_b", codes)
    return tuple(Rivalry(**_named(row, state_a="a", state_b="b")) for row in rows)


def read_claims(folder: Path, codes: Codes) -> tuple[Claim, ...]:
    """Claims, each of one state on a place that another administers."""
    rows = read_rows(folder, "claims", codes)
    for row in rows:
        _pair(row, "claimant", "administrator", codes)
    return tuple(Claim(**_named(row, claim="id")) for row in rows)


def read_institutions(folder: Path, codes: Codes) -> tuple[Institution, ...]:
    """Institutions of `institutions.csv` with their members of `members.csv`."""
    bodies = read_rows(folder, "institutions")
    ids = tuple(row.text("institution") for row in bodies)
    inside: dict[str, list[Member]] = {one: [] for one in ids}
    for row in read_rows(folder, "members", codes):
        if row.text("institution") not in inside:
            raise only_choice(row, "institution", ids, "institution")
        cells = _named(row)
        inside[cells.pop("institution")].append(Member(**cells))
    return tuple(
        Institution(**_named(row, institution="id"), members=tuple(inside[row.text("institution")])) for row in bodies
    )


def read_group_members(folder: Path, codes: Codes) -> tuple[GroupMember, ...]:
    """Members of the groups that lines of cooperation may name."""
    rows = read_rows(folder, "groups", codes)
    return tuple(GroupMember(**_named(row)) for row in rows)


def read_cooperation(folder: Path, codes: Codes, members: tuple[GroupMember, ...]) -> tuple[Tie, ...]:
    """Lines of cooperation, each of a pair or of a known group."""
    groups = tuple(dict.fromkeys(member.group for member in members))
    ties = []
    for row in read_rows(folder, "cooperation", codes):
        a, b, group = row.text("state_a"), row.text("state_b"), row.text("group")
        if bool(a) != bool(b) or bool(a) == bool(group):
            said = f"pair '{a}', '{b}' with group '{group}'"
            raise BadFile(row.place("group"), said, "Fill both states or the group.")
        if (row.text("tier") == "none") != (row.text("rule") == NONE_FOUND):
            said = f"tier '{row.text('tier')}' under rule {row.text('rule')}"
            raise BadFile(row.place("rule"), said, f"Tier none and rule {NONE_FOUND} go together.")
        if group and group not in groups and (group, row.text("rule")) != (EVERYONE, NONE_FOUND):
            raise only_choice(row, "group", groups, "group in groups.csv")
        if a:
            _pair(row, "state_a", "state_b", codes)
        ties.append(Tie(**_named(row, tie="id", state_a="a", state_b="b")))
    return tuple(ties)


def read_regions(folder: Path, codes: Codes) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """States by region, and the source by region."""
    found: dict[str, list[str]] = {}
    sources: dict[str, str] = {}
    for row in read_rows(folder, "regions", codes).rows:
        found.setdefault(row.text("region"), []).append(row.text("state"))
        sources.setdefault(row.text("region"), row.text("source"))
    return {name: tuple(states) for name, states in found.items()}, sources


def _named(row: Row, **rename: str) -> dict[str, Any]:
    """The cells of a row by the names of the record's fields; an empty cell is ''."""
    return {rename.get(name, name): "" if value is None else value for name, value in row.values.items()}
