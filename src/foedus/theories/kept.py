"""The prior predictive of the library as it was last written: a table in the package, so that a card needs no run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foedus.model.params import PARAMETERS
from foedus.tables import Column, read_table
from foedus.theories.check import Entry, Predictive
from foedus.theories.figures import figure
from foedus.theories.theory import Theory, beliefs_of

FILE = Path(__file__).with_name("predictive.csv")
COLUMNS = (
    Column("theory"), Column("priors"), Column("figure"), Column("value", "float", optional_cells=True),
    Column("mcse", "float", optional_cells=True),
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """Figures of one theory from a stored run."""

    entries: tuple[Entry, ...]
    made: str  # command and versions
    current: bool  # the priors are those that were simulated


def priors_hash(theory: Theory) -> str:
    """Eight hex digits of every prior that a draw of the theory uses."""
    held = [{name: str(one.prior) for name, one in reading.items()} for reading in beliefs_of(theory)]
    used = [[name, *(reading.get(name, row.prior) for reading in held)] for name, row in PARAMETERS.items()]
    return hashlib.sha256(repr(used).encode()).hexdigest()[:8]


def kept(theory: Theory) -> Kept | None:
    """The stored figures of a theory; None for one that is not in the table."""
    rows = [row for row in read_table(FILE, COLUMNS) if row.text("theory") == theory.id]
    if not rows:
        return None
    entries = [Entry(theory.id, figure(row.text("figure")), row.number("value"), row.number("mcse")) for row in rows]
    first = FILE.read_text(encoding="utf-8").split("\n", 1)[0]
    return Kept(tuple(entries), first.lstrip("# "), rows[0].text("priors") == priors_hash(theory))


def as_table(table: Predictive, theories: Mapping[str, Theory], made: str) -> str:
    """The stored form of a table."""
    lines = [f"# {made}", "theory,priors,figure,value,mcse"]
    for one in table.entries:
        numbers = ("" if number != number else f"{number:.6g}" for number in (one.value, one.mcse))
        lines.append(",".join([one.theory, priors_hash(theories[one.theory]), one.figure.id, *numbers]))
    return "\n".join(lines) + "\n"
