"""What a world holds, as plain data for the command line and for programs."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np

from foedus.world.cooperation import TIERS, standing_ties, tier_matrix
from foedus.world.dates import as_date, stands
from foedus.world.fields import figures
from foedus.world.imputed import complete
from foedus.world.institutions import counts_on, members_on
from foedus.world.world import Institution, World, position

NO_POSITION = "Entities are listed as the cited data sets list them; foedus takes no position on sovereignty."


def overview(world: World) -> dict[str, Any]:
    """The whole world in short, as it stands at the end of its year: states, what is missing, ties and quarrels."""
    day = str(world.year)
    upper = np.triu_indices(world.n, 1)
    tiers = Counter(tier_matrix(world, day)[upper].tolist())
    return {
        "name": world.name,
        "title": world.title,
        "year": world.year,
        "note": NO_POSITION,
        "states": [_state_line(world, i) for i in range(world.n)],
        "cells": len(world.cells),
        "missing": [{"state": c.state, "field": c.field, "reason": c.flag} for c in world.cells if c.value is None],
        "imputed_by_the_model": [vars(one) for one in complete(world)[1]],
        "pairs": len(upper[0]),
        "by_land": int(world.land[upper].sum()),
        "by_sea": int(world.sea[upper].sum()),
        "rivalries": [vars(rivalry) for rivalry in world.rivalries],
        "hostility_sum": round(float(world.hostility_0.sum()), 2),
        "hostility_pairs": int((world.hostility_0 > 0).sum()),
        "claims": [vars(claim) for claim in world.claims],
        "institutions": [_institution(world, one, day) for one in world.institutions],
        "cooperation": {tier: tiers.get(level, 0) for level, tier in enumerate(TIERS)},
        "regions": {name: list(states) for name, states in world.regions.items()},
    }


def portrait(world: World, code: str) -> dict[str, Any]:
    """One state: its cells with sources, neighbours, rivals, claims, institutions and partners by tier."""
    i = position(world, code)
    day = as_date(str(world.year))
    partners: dict[str, list[str]] = {tier: [] for tier in TIERS[:0:-1]}
    for other, level in zip(world.codes, tier_matrix(world, day)[i], strict=True):
        if level:
            partners[TIERS[level]].append(other)
    return {
        **_state_line(world, i),
        "cells": [vars(cell) for cell in world.cells if cell.state == code],
        "by_land": _marked(world, world.land[i]),
        "by_sea": _marked(world, world.sea[i]),
        "rivalries": [vars(rivalry) for rivalry in world.rivalries if code in (rivalry.a, rivalry.b)],
        "hostility_toward": _above_zero(world, world.hostility_0[i]),
        "claims_made": [vars(c) for c in world.claims if c.claimant == code and stands(c.since, c.until, day)],
        "claims_met": [vars(c) for c in world.claims if c.administrator == code and stands(c.since, c.until, day)],
        "institutions": [one.id for one in world.institutions if code in members_on(one, day)],
        "institutions_that_count": [
            one.id for one in world.institutions if code in members_on(one, day) and counts_on(world, one, day)
        ],
        "partners": partners,
        "ties": [
            {"with": b if a == code else a, **vars(tie)} for a, b, tie in standing_ties(world, day) if code in (a, b)
        ],
    }


def _state_line(world: World, i: int) -> dict[str, Any]:
    numbers = {
        name: _none_if_missing(getattr(world, name)[i]) for name in (*figures(), "latitude", "longitude")
        if name != "nuclear_stockpile"
    }  # fmt: skip
    return {
        "state": world.codes[i],
        "name": world.names[i],
        "subregion": world.subregions[i],
        "capital": world.capitals[i],
        "nuclear": bool(world.nuclear[i]),
        "major": bool(world.major[i]),
        **numbers,
    }


def _none_if_missing(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _institution(world: World, one: Institution, day: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "depth": one.depth,
        "inclusive": one.inclusive,
        "counts": counts_on(world, one, day),
        "reason": one.reason,
        "members": list(members_on(one, day)),
    }


def _marked(world: World, row: np.ndarray) -> list[str]:
    return [code for code, yes in zip(world.codes, row, strict=True) if yes]


def _above_zero(world: World, row: np.ndarray) -> dict[str, float]:
    pairs = sorted(zip(row.tolist(), world.codes, strict=True), key=lambda pair: -pair[0])
    return {code: value for value, code in pairs if value > 0}
