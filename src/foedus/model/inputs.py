"""The doorway of the model: a world and a body of law become plain arrays, checked once, trusted inside.

Everything right of here sees C-ordered float64, int64 or int8 arrays and nothing else. `A[i, j]` is i towards j.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from foedus.errors import BadInput, BadNumber
from foedus.model.params import PARAMETERS

EXPECTATION_YEARS = 5  # h of E10: how far ahead states look


class Ground(NamedTuple):
    """What a world hands to the model; n states. Missing cells are already imputed and flagged (MODEL section 1)."""

    gdp: np.ndarray  # (n,) bn USD a year, > 0
    arms: np.ndarray  # (n,) military spending, bn USD a year, > 0 after the floor of .0005 GDP
    growth: np.ndarray  # (n,) real growth of GDP, log a year; nan where the world has none (then the draw's)
    democracy: np.ndarray  # (n,) 0 to 1
    population: np.ndarray  # (n,) million persons, > 0, of the year of the world; read by a rival form of power only
    nuclear: np.ndarray  # (n,) 0 or 1
    major: np.ndarray  # (n,) 0 or 1
    land: np.ndarray  # (n, n) 1 where i and j share a land border
    sea: np.ndarray  # (n, n) 1 where they are contiguous by sea only
    sea_only: np.ndarray  # (n, n) 1 where no land route joins them
    claim: np.ndarray  # (n, n) salience of i's claim on what j administers, 0 to 1
    distance: np.ndarray  # (n, n) km, 0 on the diagonal
    hostility: np.ndarray  # (n, n) H_0, one standing rivalry = 1
    energy: np.ndarray  # (n, n) share of i's energy imports that comes from j, 0 to 1; 0 where it is not known
    supply: np.ndarray  # (n,) share of the world's supply of energy that comes from a state; 0 where it is not known
    declared: np.ndarray  # (E, 3) int64: year, initiator, target of wars that a scenario declares
    pace: float  # disputes a year of this world over those of the 63 states of 2023
    post45: float  # 1 from 1946, else 0


class Law(NamedTuple):
    """What the model sees of the law of one architecture: P bodies of law, R duty rows, K kinds, M alternatives."""

    period: np.ndarray  # (T+1,) int64, the law of each year; year 0 is the year of the world
    announced: np.ndarray  # (T+1,) int64, the law announced for EXPECTATION_YEARS later
    first: np.ndarray  # (P, n * n) int64, first row of the event "i attacks j" of period p; equal events share rows
    last: np.ndarray  # (P, n * n) int64, one past its last row
    crowd: np.ndarray  # (C, 3) int64: first, last, by how many attackers; per target, each set of rows once
    crowd_start: np.ndarray  # (P * n,) int64, first entry of `crowd` of each target in each period
    crowd_end: np.ndarray  # (P * n,) int64, one past the last
    bearer: np.ndarray  # (R,) int64
    role: np.ndarray  # (R,) int64: 0 helps j, 1 helps i, 2 promise toward i, 3 promise toward j
    kind: np.ndarray  # (R, 3) int64, per place class home, sea, claimed; -1 none
    claimed: np.ndarray  # (R,) float64, 1 where the initiator claims what the target administers
    kind_start: np.ndarray  # (K+1,) int64
    alt_label: np.ndarray  # (M,) int64, strength group
    alt_disputed: np.ndarray  # (M,) int64, 0 or 1
    alt_tokens: np.ndarray  # (M,) int64, bit mask of tokens that are needed
    alt_blocked: np.ndarray  # (M,) int64, bit mask of tokens that stop it
    allied: np.ndarray  # (P, n, n) float64, 0 or 1
    restraint: np.ndarray  # (P, n, n) float64: i owes j non-aggression
    tier: np.ndarray  # (P, n, n) int64, 0 to 6
    depth: np.ndarray  # (P, n, n) float64, g_ij
    offensive_share: np.ndarray  # (P, n) float64, nan where not set
    distinguishability: np.ndarray  # (P, n) float64, nan where not set
    arms_factor: np.ndarray  # (P, n) float64, 1 where not set
    pledge: np.ndarray  # (P, n) float64, 1 for members of an alliance with a spending pledge
    periods: int  # P; arrays that hold the moving law too are longer (`moving`)
    rows: int  # R


def ground(world: Any) -> Ground:
    """Arrays of a completed world.

    Parameters
    ----------
    world : World without missing cells (``foedus.world.imputed.complete``)

    Raises
    ------
    BadNumber
        A value is missing, negative or not finite.
    """
    gdp = _positive("gdp_usd_bn", world.gdp_usd_bn, world.codes)
    arms = np.maximum(_finite("arms_usd_bn", world.arms_usd_bn, world.codes), 0.0005 * gdp)
    democracy = _finite("democracy", world.democracy, world.codes)
    plain = (world.nuclear, world.major, world.land, world.sea, world.sea_only, world.claim, world.distance_km)
    people = _positive("population_m", world.population_m, world.codes)
    arrays = (gdp, arms, world.growth, democracy, people, *plain, world.hostility_0)
    checked = tuple(np.ascontiguousarray(array, np.float64) for array in arrays)
    n = len(world.codes)
    energy, supply = (known_or_zero(array, shape) for array, shape in ((world.energy, (n, n)), (world.supply, (n,))))
    rest = (energy, supply, np.zeros((0, 3), np.int64), pace(world), 1.0 if world.year > 1945 else 0.0)
    return Ground._make((*checked, *rest))


def known_or_zero(values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """A float64 array of `shape`: the values, 0 where they are missing or where the world has none at all."""
    return np.ascontiguousarray(np.nan_to_num(values, nan=0.0) if values.size else np.zeros(shape), np.float64)


def pace(world: Any) -> float:
    """Disputes a year that `about.csv` of the world gives, over the centre of the prior; 1 where it gives none."""
    said = world.about.get("disputes_per_year", "")
    return float(said) / PARAMETERS["disputes_per_year_target"].default if said else 1.0


def law(commitments: Any, claim: np.ndarray) -> Law:
    """Arrays of the commitments of one architecture, in the types that compiled loops expect.

    Events with the same duties are many (every outsider against one member), so their rows are kept once.

    Parameters
    ----------
    commitments : Commitments
    claim : (n, n)
        Salience of i's claim on what j administers; only whether there is one matters here.

    Raises
    ------
    BadInput
        The commitments do not cover the same states in every array.
    """
    arrays = _shared_rows(commitments, claim)
    for name in ("period", "kind_start", "alt_label", "alt_disputed", "alt_tokens", "alt_blocked"):
        arrays[name] = np.ascontiguousarray(getattr(commitments, name), np.int64)
    arrays["announced"] = np.ascontiguousarray(commitments.announced_period, np.int64)
    arrays["tier"] = np.ascontiguousarray(commitments.tier, np.int64)
    arrays["periods"], arrays["rows"] = arrays["first"].shape[0], arrays["bearer"].shape[0]
    for name in ("allied", "restraint", "depth", "offensive_share", "distinguishability", "arms_factor", "pledge"):
        arrays[name] = np.ascontiguousarray(getattr(commitments, name), np.float64)
    n = arrays["allied"].shape[1]
    if arrays["first"].shape[1] != n * n or arrays["tier"].shape[1] != n:
        raise BadInput(f"Commitments are for {n} states in one array and another number elsewhere. Compile them again.")
    return Law(**{name: arrays[name] for name in Law._fields})


def _shared_rows(commitments: Any, claim: np.ndarray) -> dict[str, Any]:
    """The duty rows with equal events sharing theirs: `first` and `last` of each event, and the columns of a row."""
    start = np.asarray(commitments.start)
    flags = (np.asarray(claim) > 0.0).astype(np.int64).ravel()
    table = np.column_stack([commitments.bearer, commitments.role, commitments.kind]).astype(np.int64)
    first = np.zeros((start.shape[0], start.shape[1] - 1), np.int64)
    last, known, kept, rows = np.zeros_like(first), {}, [], 0
    for period, bounds in enumerate(start.tolist()):
        for pair, flag in enumerate(flags.tolist()):
            content = table[bounds[pair] : bounds[pair + 1]]
            if len(content):
                name = (flag, content.tobytes())
                if name not in known:
                    known[name] = rows, rows + len(content)
                    kept.append(np.column_stack([content, np.full(len(content), flag)]))
                    rows += len(content)
                first[period, pair], last[period, pair] = known[name]
    joined = np.concatenate(kept) if kept else np.zeros((0, table.shape[1] + 1), np.int64)
    bearer, role, kind, claimed = joined[:, 0], joined[:, 1], joined[:, 2:5], joined[:, 5]
    columns = {"bearer": bearer, "role": role, "kind": kind}
    made = {name: np.ascontiguousarray(column, np.int64) for name, column in columns.items()}
    return {"first": first, "last": last, "claimed": claimed.astype(np.float64), **made, **_crowds(first, last)}


def _crowds(first: np.ndarray, last: np.ndarray) -> dict[str, np.ndarray]:
    """For each target in each period: which sets of rows attackers meet, and how many attackers meet each."""
    n = int(np.sqrt(first.shape[1]))
    start, entries = [0], []
    for period in range(first.shape[0]):
        for j in range(n):
            met = np.column_stack([first[period, j::n], last[period, j::n]])
            sets, counts = np.unique(met[met[:, 0] < met[:, 1]], axis=0, return_counts=True)
            entries.append(np.column_stack([sets, counts]))
            start.append(start[-1] + len(sets))
    bounds = {"crowd_start": np.array(start[:-1], np.int64), "crowd_end": np.array(start[1:], np.int64)}
    return {"crowd": np.ascontiguousarray(np.concatenate(entries), np.int64), **bounds}


def _finite(name: str, values: np.ndarray, codes: tuple[str, ...]) -> np.ndarray:
    values = np.asarray(values, float)
    bad = np.flatnonzero(~np.isfinite(values) | (values < 0))
    if bad.size:
        raise BadNumber(
            f"{name} of {codes[bad[0]]}", values[bad[0]], "a number of 0 or more (impute missing cells first)"
        )
    return values


def _positive(name: str, values: np.ndarray, codes: tuple[str, ...]) -> np.ndarray:
    values = _finite(name, values, codes)
    if (values == 0).any():
        raise BadNumber(f"{name} of {codes[int(np.argmin(values))]}", 0, "above 0")
    return values
