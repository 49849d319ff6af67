"""Commitments: year-indexed arrays, all that the model ever sees of the law (contract in MODEL sections 0, 22, 24)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.duties import LABEL_GROUPS, Kinds, kinds_of
from foedus.architectures.periods import Period, Timetable, timetable
from foedus.errors import BadNumber
from foedus.treaties.library import Library
from foedus.treaties.library import library as embedded_library
from foedus.world.world import World

__all__ = ["LABEL_GROUPS", "Commitments", "commitments"]


@dataclass(frozen=True, eq=False)
class Commitments:
    """Duties, cooperation and institutions of n states over T + 1 years in P periods of equal law.

    Rows of duty are stored by (period p, attacker i, victim j): `start[p, i * n + j] : start[p, i * n + j + 1]`,
    ordered by role, then bearer. A kind is a set of alternatives `kind_start[q] : kind_start[q + 1]`; its weight is the
    largest over them of label weight x (chance of the disputed reading) x (tokens needed) x (1 - tokens that block).
    """

    name: str
    codes: tuple[str, ...]
    years: np.ndarray  # (T + 1,) int64 calendar years; years[0] is the year of the world, evaluated and not simulated
    period: np.ndarray  # (T + 1,) int64 law in force on 1 July of the year
    announced_period: np.ndarray  # (T + 1,) int64 law that is announced, as known in that year, for five years later
    start: np.ndarray  # (P, n * n + 1) int64
    bearer: np.ndarray  # (R,) int64 k
    role: np.ndarray  # (R,) int8: 0 k helps j, 1 k helps i, 2 k has promised i not to harm it, 3 k has promised j
    kind: np.ndarray  # (R, 3) int16 for home, sea, claimed; -1: no duty there
    kind_start: np.ndarray  # (K + 1,) int64
    alt_label: np.ndarray  # (M,) int8 index into LABEL_GROUPS
    alt_disputed: np.ndarray  # (M,) bool
    alt_tokens: np.ndarray  # (M,) uint32 bits over token_names, all needed
    alt_blocked: np.ndarray  # (M,) uint32 bits over token_names, each one stops the duty
    token_names: tuple[str, ...]
    declared_token: dict[str, tuple[float, float]]  # Beta(a, b) of tokens that MODEL section 22 does not name
    allied: np.ndarray  # (P, n, n) bool, symmetric: a clear defence row of limited_aid or more at home
    restraint: np.ndarray  # (P, n, n) bool: i owes j non-aggression
    tier: np.ndarray  # (P, n, n) int8 cooperation, 0 to 6
    depth: np.ndarray  # (P, n, n) float64 in [0, 1), joint membership in inclusive institutions
    offensive_share: np.ndarray  # (P, n) float64, NaN: not set
    distinguishability: np.ndarray  # (P, n) float64, NaN: not set
    pledge: np.ndarray  # (P, n) float64, 1 for parties to an alliance with a spending pledge (2 % of GDP)
    arms_factor: np.ndarray  # (P, n) float64, on arms and on what is desired, while the period lasts; 1: none
    claimed: np.ndarray  # (n, n) bool: i claims a place that j administers and the gazetteer knows
    treaty_of_kind: tuple[tuple[str, ...], ...]  # (K,) "treaty:clause" that give the kind, for people
    law_hash: str

    @property
    def n(self) -> int:
        """Number of states."""
        return len(self.codes)


def commitments(
    world: World, architecture: Architecture, last_year: int, library: Library | None = None
) -> Commitments:
    """Compile `architecture` for `world` from the year of the world to `last_year`, both included."""
    if last_year < world.year:
        raise BadNumber("last_year", last_year, f"the year of the world ({world.year}) or later")
    table = timetable(world, architecture, last_year, library or embedded_library())
    periods, n = table.periods, world.n
    sets = np.concatenate([one.duties.sets for one in periods])
    kind, kinds = kinds_of(sets, table.alternatives)
    base = np.cumsum([0, *(len(one.duties.pair) for one in periods)])
    start = np.stack(
        [b + np.searchsorted(one.duties.pair, np.arange(n * n + 1)) for b, one in zip(base[:-1], periods, strict=True)]
    ).astype(np.int64)
    arrays = {
        "years": np.arange(world.year, last_year + 1, dtype=np.int64),
        "period": np.array(table.period, dtype=np.int64),
        "announced_period": np.array(table.announced, dtype=np.int64),
        "start": start,
        "bearer": np.concatenate([one.duties.bearer for one in periods]).astype(np.int64),
        "role": np.concatenate([one.duties.role for one in periods]).astype(np.int8),
        "kind": np.ascontiguousarray(kind, dtype=np.int16),
        **_kind_arrays(kinds),
        **_state_arrays(periods),
        "claimed": table.claimed,
    }
    return Commitments(
        name=architecture.name,
        codes=world.codes,
        token_names=table.reading.names,
        declared_token=dict(table.declared),
        treaty_of_kind=kinds.treaties,
        law_hash=_hash(table, arrays),
        **arrays,
    )


def _kind_arrays(kinds: Kinds) -> dict[str, np.ndarray]:
    return {
        "kind_start": kinds.start,
        "alt_label": kinds.label,
        "alt_disputed": kinds.disputed,
        "alt_tokens": kinds.tokens,
        "alt_blocked": kinds.blocked,
    }


def _state_arrays(periods: list[Period]) -> dict[str, np.ndarray]:
    return {
        "allied": np.stack([one.duties.allied for one in periods]),
        "restraint": np.stack([one.duties.restraint for one in periods]),
        "tier": np.stack([one.tier for one in periods]),
        "depth": np.stack([one.depth for one in periods]),
        "offensive_share": np.stack([one.offensive_share for one in periods]),
        "distinguishability": np.stack([one.distinguishability for one in periods]),
        "pledge": np.stack([one.pledge for one in periods]),
        "arms_factor": np.stack([one.arms_factor for one in periods]),
    }


def _hash(table: Timetable, arrays: dict[str, np.ndarray]) -> str:
    """One name for equal commitments: of every array and of the tokens, not of the name of the architecture."""
    seen = hashlib.blake2b(repr((table.reading.names, sorted(table.declared.items()))).encode(), digest_size=12)
    for name in sorted(arrays):
        seen.update(name.encode() + np.ascontiguousarray(arrays[name]).tobytes())
    return seen.hexdigest()
