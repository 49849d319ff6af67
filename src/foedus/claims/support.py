"""How far a design lies from anything that history has tried, and which cases come nearest.

Features, 0 to 1: members (log), great powers inside, rivals inside, outward, duty (mean weight between members),
finding (whether a duty waits for one), nuclear_target (a rival outside has nuclear weapons), basing (depth of military
cooperation), outside (share of members from outside the region), restraint (promises of non-aggression among members).
Distance is Gower's: the mean of the differences. History cannot speak for what it has not tried: that is said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from foedus.architectures.architecture import STATUS_QUO, Architecture
from foedus.architectures.commitments import Commitments
from foedus.outcomes.groups import RIVAL_AT, Groups
from foedus.outcomes.ties import obligations
from foedus.tables import Column, read_table
from foedus.world.world import World

FILE = Path(__file__).with_name("analogues.csv")
GREAT_POWERS = ("CHN", "FRA", "GBR", "RUS", "USA")  # permanent members of the Security Council
MOST_MEMBERS = 64
FEATURES = ("members", "great_powers", "rivals_inside", "outward", "duty", "finding", "nuclear_target", "basing",
            "outside", "restraint")  # fmt: skip
FINDING = {"accused not voting": 0.5, "accused may veto": 1.0, "each state for itself": 0.0, "none": 0.0}
SHOWN = 4
ALWAYS = "seato_1954"  # the one earlier pact of this kind in Asia is named wherever it comes
SHARES = tuple(Column(name, "float", low=0, high=1) for name in FEATURES[1:])
COLUMNS = (Column("id"), Column("title"), Column("year", "int"), Column("members", "int", low=2), *SHARES,
           Column("fate"), Column("source"))  # fmt: skip


@dataclass(frozen=True)
class Analogue:
    """One arrangement of the past, with its features in the order of `FEATURES`."""

    id: str
    title: str
    year: int
    features: tuple[float, ...]
    fate: str
    source: str


@dataclass(frozen=True)
class Support:
    """score: 1 - distance to the nearest case. beyond: further from it than any case is from its own nearest."""

    score: float
    nearest: tuple[tuple[Analogue, float], ...]  # (case, distance), the nearest first
    beyond: bool
    features: tuple[float, ...]
    apart: tuple[str, ...]  # features in which it differs most from the nearest case

    @property
    def kin(self) -> int:
        """How many of the cases named rest on the treaty of the nearest one: rounds of one treaty are one witness."""
        return sum(_treaty(one) == _treaty(self.nearest[0][0]) for one, _ in self.nearest)

    @property
    def named(self) -> str:
        """'North Atlantic Treaty of 1949 (0.12), ...', and whether they are one cluster."""
        said = ", ".join(f"{one.title} ({distance:.2f})" for one, distance in self.nearest)
        return said + (f"; {self.kin} of these are one treaty and one witness" if self.kin > 1 else "")


@cache
def analogues() -> tuple[Analogue, ...]:
    """All cases of the table."""
    found = []
    for row in read_table(FILE, COLUMNS).unique("id"):
        values = (_size(row.number("members")), *(row.number(name) for name in FEATURES[1:]))
        texts = {name: row.text(name) for name in ("id", "title", "fate", "source")}
        found.append(Analogue(year=int(row.number("year")), features=values, **texts))
    return tuple(found)


def support(world: World, architecture: Architecture, laws: Commitments, groups: Groups) -> Support | None:
    """How near the cases of the record come to `architecture` once all its steps act; None for the status quo."""
    if architecture.name == STATUS_QUO or "members" not in groups.names:
        return None
    return compared(features_of(world, architecture, laws, groups))


def compared(features: tuple[float, ...]) -> Support:
    """The cases nearest to given features."""
    table = np.array([one.features for one in analogues()])
    away = np.abs(table - np.array(features))
    distance = away.mean(axis=1)
    order = np.argsort(distance, kind="stable")
    least, named = order[0], list(order[:SHOWN])
    named += [at for at in order[SHOWN:] if analogues()[at].id == ALWAYS]
    most = np.argsort(-away[least], kind="stable")
    apart = tuple(FEATURES[at] for at in most[:3] if away[least, at] >= 0.25)
    nearest = tuple((analogues()[at], float(distance[at])) for at in named)
    return Support(float(1.0 - distance[least]), nearest, bool(distance[least] > widest()), features, apart)


@cache
def widest() -> float:
    """The largest distance of a case of the table to its own nearest."""
    table = np.array([one.features for one in analogues()])
    distance = np.abs(table[:, None, :] - table[None, :, :]).mean(axis=2)
    np.fill_diagonal(distance, np.inf)
    return float(distance.min(axis=1).max())


def features_of(world: World, architecture: Architecture, laws: Commitments, groups: Groups) -> tuple[float, ...]:
    """Features of a design in the order of `FEATURES`, read from its law and its design record."""
    inside = groups.inside[groups.names.index("members")]
    period = int(laws.period[-1])
    pairs = np.outer(inside, inside) & ~np.eye(world.n, dtype=bool)
    hostility = np.maximum(world.hostility_0, world.hostility_0.T)
    rivals = (hostility[inside] >= RIVAL_AT).any(axis=0) & ~inside
    if "rivals" in groups.names:
        rivals |= groups.inside[groups.names.index("rivals")] & ~inside
    codes = np.array(world.codes)
    region = np.isin(codes, world.regions.get(architecture.design.region, world.codes))
    direction = architecture.design.direction
    return (
        _size(int(inside.sum())),
        float(np.isin(GREAT_POWERS, codes[inside]).mean()),
        float((hostility[pairs] >= RIVAL_AT).any()),
        {"outward": 1.0, "inward": 0.0}.get(direction, 0.5),
        _mean(obligations(laws, period)[pairs]),
        FINDING[architecture.design.vote],
        float(direction == "outward" and world.nuclear[rivals].any()),
        _mean(laws.tier[period][pairs] / 6.0),
        float((inside & ~region).sum() / max(1, inside.sum())),
        _mean(laws.restraint[period][pairs]),
    )


def _treaty(one: Analogue) -> str:
    return one.source.split(";")[0]


def _size(members: float) -> float:
    return min(1.0, math.log(max(members, 1.0)) / math.log(MOST_MEMBERS))


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else 0.0
