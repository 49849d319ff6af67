"""Which results a theory's restriction forces: a small declared table (by_construction.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus.report.messages import say
from foedus.tables import Column, parse_table

COLUMNS = (
    Column("architecture"),
    Column("theory"),
    Column("outcome"),
    Column("effect", valid=("none", "less")),
    Column("message"),
    Column("source"),
)


@dataclass(frozen=True)
class Forced:
    """A sign that a theory gives rather than finds."""

    effect: str
    text: str
    source: str


@cache
def _table() -> dict[tuple[str, str, str], Forced]:
    name = "by_construction.csv"
    text = files("foedus.report").joinpath(name).read_text(encoding="utf-8")
    return {
        (row.text("architecture"), row.text("theory"), row.text("outcome")): Forced(
            row.text("effect"), say(f"construction.{row.text('message')}"), row.text("source")
        )
        for row in parse_table(text, COLUMNS, name)
    }


def forced(architecture: str, theory: str, outcome: str) -> Forced | None:
    """The declared restriction that forces this result, None if there is none. Variants follow their base."""
    for name in (architecture, _base(architecture)):
        for what in (outcome, "*"):
            found = _table().get((name, theory, what))
            if found:
                return found
    return None


def _base(architecture: str) -> str:
    """'shared-security-without-usa' -> 'shared-security'."""
    known = {name for name, _, _ in _table()}
    return next((name for name in known if architecture.startswith(f"{name}-")), architecture)
