"""Two clauses that give the same duty are one row, with the better status."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.treaties.obligations import Row


def merged(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows once per (state, type, toward, strength, treaty); a clear one wins over a disputed one."""
    best: dict[tuple[str, str, str, str, str], Row] = {}
    for row in rows:
        key = (row.state, row.type, row.toward, row.strength, row.treaty)
        if key not in best or (best[key].status == "disputed" and row.status == "clear"):
            best[key] = row
    return tuple(best.values())
