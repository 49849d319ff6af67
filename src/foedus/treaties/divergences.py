"""Why we differ from ATOP: what the two records themselves show, else a table of reasons with sources, else nothing.

`divergences.csv` holds one reason a line, for one ATOP number, cause, type and side. What no line and no record
explains is said to be not yet explained and is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from foedus.tables import Column, read_table
from foedus.treaties.atop import Alliance
from foedus.treaties.pledges import TYPES, Pair, years
from foedus.treaties.treaty import Treaty

FILE = Path(__file__).with_name("divergences.csv")
CAUSES = {
    "type": "the other source sees no such obligation in the instrument",
    "who": "the other source sees the obligation between other members",
    "direction": "the other source sees it the other way round only",
    "phase": "the other source sees it in other years, while both are bound",
    "begin": "years before the other source begins",
    "end": "years after the other source ends",
    "gap": "years in which the other source has a gap",
    "members": "pairs that only one source binds together",
}
COLUMNS = (
    Column("atop", "int", low=1),
    Column("cause", valid=tuple(CAUSES)),
    Column("type", valid=TYPES, optional_cells=True),  # empty: every type
    Column("side", valid=("ours", "theirs"), optional_cells=True),  # empty: either
    Column("reason"),
    Column("source"),
)
NEAR = timedelta(days=31)


@dataclass(frozen=True)
class Divergence:
    """Cells (directed dyad, year, type) that one side has and the other has not. `known`: records, table or ''."""

    atop: int
    treaties: tuple[str, ...]
    cause: str
    type: str
    side: str
    cells: int
    states: tuple[str, ...]
    first_year: int
    last_year: int
    reason: str
    source: str
    known: str


def explained(
    ours: Sequence[Treaty], alliance: Alliance, key: tuple[str, str, str], cells: int, shown: Mapping[Pair, int]
) -> Divergence:
    """The divergence with its reason, if any is known."""
    cause, kind, side = key
    reason, source, known = _reason(ours, alliance, key)
    every = sorted(year for mask in shown.values() for year in (years(mask)[0], years(mask)[-1]))
    states = tuple(sorted({state for pair in shown for state in pair}))
    if cause == "members":
        states = _alone(shown)
    return Divergence(
        alliance.id, tuple(one.id for one in ours), cause, kind, side, cells, states, every[0], every[-1], reason,
        source, known,
    )  # fmt: skip


def _alone(shown: Mapping[Pair, int]) -> tuple[str, ...]:
    """The fewest states, taken greedily, that every pair of `shown` touches: those that make the difference."""
    left, made = {tuple(sorted(pair)) for pair in shown}, []
    while left:
        count: dict[str, int] = {}
        for pair in left:
            for state in pair:
                count[state] = count.get(state, 0) + 1
        best = max(sorted(count), key=count.__getitem__)
        made.append(best)
        left = {pair for pair in left if best not in pair}
    return tuple(sorted(made))


def _reason(ours: Sequence[Treaty], alliance: Alliance, key: tuple[str, str, str]) -> tuple[str, str, str]:
    for number, cause, kind, side, reason, source in _table():
        if number == alliance.id and cause == key[0] and kind in ("", key[1]) and side in ("", key[2]):
            return reason, source, "table"
    said = _from_records(ours, alliance, key)
    return (said, "the two records", "records") if said else ("", "", "")


def _from_records(ours: Sequence[Treaty], alliance: Alliance, key: tuple[str, str, str]) -> str:
    """What the dates and the heading of the record show without a lawyer."""
    cause, kind, side = key
    starts = [one.force[0] for one in ours if one.force[0]]
    signed = [one.signed for one in ours if one.signed]
    if cause == "begin" and side == "theirs" and starts and signed:
        late = min(starts)
        if abs(alliance.begin - min(signed)) <= NEAR and late > alliance.begin:
            return f"ATOP counts from signature ({alliance.begin}); here from entry into force ({late})"
    if cause == "type" and side == "theirs" and any(kind in one.types for one in ours):
        return "the heading of the record names it; no clause states it as a duty of its own"
    if cause == "members" and side == "theirs" and alliance.uncoded:
        return ""
    return ""


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[int, str, str, str, str, str], ...]:
    return tuple(
        (int(row.number("atop")), *(row.text(name) for name in ("cause", "type", "side", "reason", "source")))  # type: ignore[misc]
        for row in read_table(FILE, COLUMNS)
    )
