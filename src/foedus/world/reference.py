"""The tables of `docs/reference/world-files.md`, written from `fields.csv`.

python -m foedus.world.reference     prints them; a test holds the page equal to what is printed.
"""

from __future__ import annotations

import math
import sys

from foedus.world.fields import Field, fields

WHAT = {
    "about": "needed; one line per key",
    "states": "needed; one line per state, and their order is that of all arrays",
    "cells": "needed; one line per state and figure",
    "value": "the figures that `cells.csv` may hold, under their names in column `field`",
    "contiguity": "optional; one line per pair, either order; a pair without a line does not touch",
    "distance": "optional; one line per pair, either order; other pairs keep the great circle between capitals",
    "hostility": "optional; one line per directed pair; a pair without a line has 0, coded rivals have at least 1",
    "rivalries": "optional; one line per pair",
    "claims": "optional; one line per directed claim at one place",
    "institutions": "optional; one line per institution",
    "members": "optional; one line per member of an institution",
    "cooperation": "optional; one line per pair, or per group, with one tier and one instrument",
    "groups": "optional; one line per member of a group that `cooperation.csv` names",
    "regions": "optional; one line per region and state",
    "energy": "optional; one line per importing state, supplier and fuel; a pair without a line is not known",
    "dependence": "optional; one line per state; imports of a net exporter do not count",
    "supply": "optional; one line per supplier and fuel",
    "fuels": "needed beside `energy.csv` or `supply.csv`; one line per fuel",
    "published": "optional; one line per figure that a page compares with what the model gives; sets nothing",
}


def reference_tables() -> str:
    """Markdown: one section per file, one line per column."""
    sections = []
    for table, columns in fields().items():
        title = "Figures of cells.csv" if table == "value" else f"{table}.csv"
        lines = [f"### {title}", "", WHAT[table][0].upper() + WHAT[table][1:] + ".", ""]
        lines += [
            "| name | what it holds | may be empty | unit, bounds or words | usual source |",
            "|---|---|---|---|---|",
        ]
        lines += [_line(field) for field in columns.values()]
        sections.append("\n".join(lines))
    return "\n\n".join(sections) + "\n"


def _line(field: Field) -> str:
    empty = "yes" if field.missing else "no"
    return f"| `{field.name}` | {field.meaning} | {empty} | {_allowed(field)} | {field.source} |"


def _allowed(field: Field) -> str:
    if field.choices:
        return ", ".join(f"`{one}`" for one in field.choices)
    words = {"code": "a state of states.csv", "newcode": "three capital letters", "yesno": "`yes`, `no`"}
    words |= {"date": "YYYY, YYYY-MM or YYYY-MM-DD", "key": "a word, each once"}
    if math.isfinite(field.low) and math.isfinite(field.high):
        return f"{_plain(field.low)} to {_plain(field.high)}" + (f" ({field.unit})" if field.unit else "")
    return words.get(field.kind, "")


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) and abs(number) >= 10_000 else f"{number:g}"


if __name__ == "__main__":
    sys.stdout.write(reference_tables())
