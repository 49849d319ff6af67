"""A world: states of one region in one year, as a record that nothing changes.

Entities are listed as the cited data sets list them; foedus takes no position on sovereignty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from foedus.errors import UnknownState
from foedus.world.energy import EnergyCell


@dataclass(frozen=True)
class Cell:
    """One figure of one state, with its source. `value` is None if missing; then `flag` gives the reason."""

    state: str
    field: str
    value: float | None
    unit: str
    year: int
    source: str
    flag: str
    known: str  # data | seen | memory


@dataclass(frozen=True)
class Rivalry:
    """Two states that a source codes as strategic rivals up to `last_coded`."""

    a: str
    b: str
    since: int
    kind: str
    last_coded: int
    also_in_2010: str
    source: str
    known: str
    note: str


@dataclass(frozen=True)
class Claim:
    """`claimant` claims, by an official act, a place that `administrator` holds in fact."""

    id: str
    claimant: str
    administrator: str
    place: str
    place_name: str
    in_gazetteer: bool
    kind: str  # land | island | maritime
    since: str
    until: str
    status: str  # standing | settled
    salience: str  # high | medium | low
    basis: str
    source: str
    known: str
    note: str


@dataclass(frozen=True)
class Member:
    """One member of one institution; `standing` is that of the world's year."""

    state: str
    since: str = ""
    until: str = ""
    standing: str = "active"  # active | suspended | ended | later
    source: str = ""
    known: str = ""
    known_date: str = ""
    note: str = ""


@dataclass(frozen=True)
class Institution:
    """A security institution and its members."""

    id: str
    name: str
    kind: str
    depth: str  # dialogue | forum | notification | inspection
    outward_duty: bool
    inclusive: bool
    counts: bool
    reason: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Tie:
    """One line of cooperation short of duty: of the pair `a`, `b`, or of all pairs that `group` gives."""

    id: str
    a: str
    b: str
    group: str
    tier: str
    since: str
    until: str
    rule: str
    instrument: str
    fact: str
    source: str
    known: str
    note: str


@dataclass(frozen=True)
class GroupMember:
    """One state in a group that cooperates."""

    group: str
    state: str
    role: str  # member | partner | participant | host | trainee
    since: str
    until: str
    source: str
    known: str


@dataclass(frozen=True, eq=False)
class World:
    """States of one region in one year, with n states in the order of `codes`.

    In every matrix `A[i, j]` is i towards j. A world without energy files has no entry in
    `energy` and `supply`. A missing figure is NaN here and a reason in `cells`;
    `foedus.world.imputed.complete` fills it by declared rules. Units and bounds: `fields.csv`.
    """

    name: str
    title: str
    year: int
    codes: tuple[str, ...]  # (n,) ISO 3166 alpha-3
    names: tuple[str, ...]
    cow: tuple[int, ...]  # Correlates of War numbers, 0 if none
    subregions: tuple[str, ...]
    capitals: tuple[str, ...]
    gdp_usd_bn: np.ndarray  # (n,)
    gdp_ppp_bn: np.ndarray  # (n,) 2017 international dollars
    arms_usd_bn: np.ndarray  # (n,)
    arms_other_usd_bn: np.ndarray  # (n,) second source
    population_m: np.ndarray  # (n,)
    democracy: np.ndarray  # (n,) 0 to 1
    ideal_point: np.ndarray  # (n,)
    growth: np.ndarray  # (n,) share per year
    latitude: np.ndarray  # (n,) of the capital
    longitude: np.ndarray  # (n,)
    nuclear: np.ndarray  # (n,) bool
    major: np.ndarray  # (n,) bool
    distance_km: np.ndarray  # (n, n) between capitals
    land: np.ndarray  # (n, n) bool, land contiguity
    sea: np.ndarray  # (n, n) bool, contiguous by sea and not by land
    sea_only: np.ndarray  # (n, n) bool, no way over land through states of this world
    claim: np.ndarray  # (n, n) i claims a place that j administers: 1, .6, .3 or 0
    hostility_0: np.ndarray  # (n, n) unit: one standing rivalry
    rivalries: tuple[Rivalry, ...]
    claims: tuple[Claim, ...]
    institutions: tuple[Institution, ...]
    cooperation: tuple[Tie, ...]
    group_members: tuple[GroupMember, ...]
    cells: tuple[Cell, ...]
    regions: Mapping[str, tuple[str, ...]]
    region_sources: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)
    energy: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))  # (n, n) share of i's energy imports from j
    supply: np.ndarray = field(default_factory=lambda: np.zeros(0))  # (n,) share of the world's supply of energy
    energy_cells: tuple[EnergyCell, ...] = ()

    @property
    def n(self) -> int:
        """Number of states."""
        return len(self.codes)


def position(world: World, code: str) -> int:
    """Index of the state `code` in `world.codes`. Raises UnknownState with the nearest code."""
    try:
        return world.codes.index(code)
    except ValueError:
        raise UnknownState(
            code, world.codes, f"the world {world.name}", f"List them with: foedus world show {world.name}"
        ) from None
