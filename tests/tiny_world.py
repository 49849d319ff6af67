"""A made-up world of a few states, for tests of the engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np


@dataclass(frozen=True, eq=False)
class TinyWorld:
    """The fields of a World that the model reads, none missing but growth."""

    codes: tuple[str, ...]
    gdp_usd_bn: np.ndarray
    arms_usd_bn: np.ndarray
    growth: np.ndarray
    democracy: np.ndarray
    ideal_point: np.ndarray
    nuclear: np.ndarray
    major: np.ndarray
    land: np.ndarray
    sea: np.ndarray
    sea_only: np.ndarray
    claim: np.ndarray
    distance_km: np.ndarray
    hostility_0: np.ndarray
    population_m: np.ndarray = field(default_factory=lambda: np.zeros(0))
    name: str = "tiny"
    year: int = 2023
    energy: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    supply: np.ndarray = field(default_factory=lambda: np.zeros(0))
    about: dict[str, str] = field(default_factory=dict)


def world(n: int = 6, seed: int = 3) -> TinyWorld:
    """States on a plane of 6000 km; 0 to 3 on one landmass, the rest are islands; 0 and 1, 2 and 3 are rivals."""
    rng = np.random.default_rng(seed)
    place = rng.uniform(0.0, 6000.0, (n, 2))
    distance = np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=-1))
    land, sea, sea_only, claim, hostility = (np.zeros((n, n)) for _ in range(5))
    for a, b in ((0, 1), (1, 2), (2, 3)):
        land[a, b] = land[b, a] = 1.0
    sea[3, n - 1] = sea[n - 1, 3] = 1.0 if n > 4 else 0.0
    sea_only[4:, :] = sea_only[:, 4:] = 1.0
    np.fill_diagonal(sea_only, 0.0)
    claim[0, 2], claim[3, 1] = 1.0, 0.6
    hostility[0, 1], hostility[1, 0], hostility[2, 3], hostility[3, 2], hostility[0, 3] = 1.0, 0.8, 0.5, 0.5, 0.3
    gdp = rng.lognormal(5.0, 1.2, n)
    growth = np.full(n, np.nan)
    growth[:2] = 0.05, 0.01
    return TinyWorld(
        codes=tuple(letter * 3 for letter in "ABCDEFGHIJ"[:n]),
        gdp_usd_bn=gdp,
        arms_usd_bn=gdp * rng.uniform(0.01, 0.05, n),
        growth=growth,
        democracy=rng.uniform(0.0, 1.0, n),
        ideal_point=np.zeros(n),
        nuclear=np.arange(n) < 2,
        major=np.isin(np.arange(n), (0, 2)),
        land=land > 0,
        sea=sea > 0,
        sea_only=sea_only > 0,
        claim=claim,
        distance_km=distance,
        hostility_0=hostility,
        population_m=np.geomspace(3.0, 300.0, n),
    )


def relabelled(old: TinyWorld, order: np.ndarray) -> TinyWorld:
    """The same world with its states in another order: new state a is old state order[a]."""
    both = ("land", "sea", "sea_only", "claim", "distance_km", "hostility_0")
    one = ("gdp_usd_bn", "arms_usd_bn", "growth", "democracy", "ideal_point", "nuclear", "major", "population_m")
    changed: dict[str, Any] = {name: getattr(old, name)[np.ix_(order, order)] for name in both}
    changed |= {name: getattr(old, name)[order] for name in one}
    return replace(old, codes=tuple(old.codes[a] for a in order), **changed)
