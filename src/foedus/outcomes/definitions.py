"""What is reported: one record per outcome, read from one table (outcomes.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foedus.errors import UnknownOutcome
from foedus.tables import Column, parse_table

HEADLINE = ("targeted", "at-war")  # always shown side by side (DESIGN section 3)
SYSTEM_TOTALS = {  # outcome id -> name in Ensemble.system_names
    "disputes": "disputes",
    "fights": "fights",
    "wars": "wars",
    "parties-war": "parties_war",
    "duties-called": "duties_called_war",
    "duties-honoured": "duties_honoured_war",
    "great-wars": "great_wars",
    "arms-race": "race",
    "energy-price": "energy_price",  # total over the horizon of the yearly log change; no world carries energy yet
}
AT_THE_END = ("arms-race",)  # system outcomes that are no totals
RATIOS = {  # system outcome id -> names of what is counted and among what
    "war-per-crisis": ("wars", "disputes"),
    "war-size": ("parties_war", "wars"),
}

LEVELS = ("expected", "counted", "ratio", "law")
COLUMNS = (
    Column("id"),
    Column("title"),
    Column("unit"),
    Column("level", valid=LEVELS),
    Column("scope", valid=("state", "system")),
    Column("factor", "float", low=0),
    Column("shown_unit"),
    Column("about"),
    Column("source"),
)


@dataclass(frozen=True)
class Outcome:
    """One reported quantity.

    `level` says whether draw values are expected along a path, counted over streams (MODEL section 13), a ratio of
    counts (outcomes/ratio.py), or read from the law without simulation; `scope` whether it belongs to a state or to
    the whole world. People see value * `factor` in `shown_unit`.
    """

    id: str
    title: str
    unit: str
    level: str
    scope: str
    factor: float
    shown_unit: str
    about: str
    source: str


@cache
def outcomes() -> dict[str, Outcome]:
    """All outcomes by id, in the order of the table."""
    name = "outcomes.csv"
    text = files("foedus.outcomes").joinpath(name).read_text(encoding="utf-8")
    table = parse_table(text, COLUMNS, name).unique("id")
    return {row.text("id"): _outcome(row.values) for row in table}


def outcome(name: str) -> Outcome:
    """The outcome called `name`; UnknownOutcome names the nearest."""
    known = outcomes()
    if name not in known:
        raise UnknownOutcome(name, known)
    return known[name]


def _outcome(values: dict) -> Outcome:
    return Outcome(**{column.name: values[column.name] for column in COLUMNS})
