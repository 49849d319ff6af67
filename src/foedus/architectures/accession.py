"""Which treaties of defence states may join of their own accord, and who may (E20)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from foedus.architectures.architecture import Architecture, adds_treaties
from foedus.architectures.edit import AddParty
from foedus.tables import Column, read_table
from foedus.treaties.library import Library

FILE = Path(__file__).with_name("accession.csv")
COLUMNS = (
    Column("treaty"), Column("article"), Column("open_to", valid=("any", "europe")), Column("consent", "bool"),
    Column("source"),
)  # fmt: skip
# States that lie in Europe in whole or in part (the states of the Council of Europe, Belarus, Kazakhstan and Russia).
EUROPE = frozenset(
    {
        "ALB", "AND", "ARM", "AUT", "AZE", "BEL", "BGR", "BIH", "BLR", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
        "FIN", "FRA", "GBR", "GEO", "GRC", "HRV", "HUN", "IRL", "ISL", "ITA", "KAZ", "LIE", "LTU", "LUX", "LVA", "MCO",
        "MDA", "MKD", "MLT", "MNE", "NLD", "NOR", "POL", "PRT", "ROU", "RUS", "SMR", "SRB", "SVK", "SVN", "SWE", "TUR",
        "UKR",
    }
)  # fmt: skip


class Opening(NamedTuple):
    """Who may join one treaty, and whether the members have to agree."""

    treaty: str
    article: str
    states: frozenset[str] | None  # world codes; None: any state
    consent: bool
    source: str


@cache
def openings() -> dict[str, Opening]:
    """The treaties whose text says who may accede, by id."""
    found = {}
    for row in read_table(FILE, COLUMNS).unique("treaty"):
        states = EUROPE if row.text("open_to") == "europe" else None
        cells = row.text("treaty"), row.text("article"), states, row["consent"] is True, row.text("source")
        found[cells[0]] = Opening._make(cells)
    return found


def opened(architecture: Architecture, library: Library) -> dict[str, Opening]:
    """The same under an architecture: what it creates or admits states to is open to every state (declared belief)."""
    edits = [edit for step in architecture.steps for edit in step.edits]
    admits = [library.treaty(edit.treaty).id for edit in edits if isinstance(edit, AddParty) and _known(library, edit)]
    found = dict(openings())
    for name in (*adds_treaties(architecture), *admits):
        found[name] = Opening(name, "", None, True, f"architecture {architecture.name}")
    return found


def _known(library: Library, edit: AddParty) -> bool:
    """Whether the treaty stands in the library (an architecture may add states to an instrument of its own)."""
    return edit.treaty in library.treaties
