"""All that is said about where one claim reverses: pooled over theories, theory by theory, one and two parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.claims.assumptions import Assumptions, marks_of
from foedus.claims.curves import Curve, Tiles, curve, share_error, shares, tiles
from foedus.claims.flip import FEWEST, NOWHERE, REVERSES, Flip, flip
from foedus.claims.prim import inside

CURVES = 6
RECORD_CANNOT, RECORD_PARTLY, RECORD_CAN = "cannot", "partly", "can"


@dataclass(frozen=True)
class TheoryRow:
    """One theory: the claim over all its draws, and over those that lie in the pooled region.

    flip : its own region, from its own rows; None where the rows are too few
    """

    theory: str
    chance: float
    error: float
    rows: int
    inside: float  # share of its draws that lie in the pooled region; nan where there is none
    chance_inside: float
    flip: Flip | None


@dataclass(frozen=True, eq=False)
class FlipAnswer:
    """Where one claim reverses.

    rows : the rows of the theories that are pooled
    pooled : region over their union
    theories : every theory by itself
    record : whether data can tell if the world lies in the region: 'cannot' where all its limits are on unidentified
        parameters, 'partly', 'can'; '' where there is no region
    curves : parameter -> curve, those that matter most first; luck beside each
    pair, tiles : the two parameters that matter most, and the chance over both; None with fewer than two
    """

    rows: Assumptions
    pooled: Flip
    theories: tuple[TheoryRow, ...]
    record: str
    curves: Mapping[str, Curve]
    pair: tuple[str, str] | None
    tiles: Tiles | None


def flip_answer(rows: Assumptions, pooled: Sequence[str]) -> FlipAnswer:
    """Look for the regions.

    rows : of every theory
    pooled : the theories whose union is the assumption space
    """
    union = rows.of(pooled)
    found = flip(union.table, union.truth, union.draws)
    order = ranked(union, found)
    names = [union.names[at] for at in order]
    drawn = {name: _curve(union, name) for name in names[:CURVES]}
    pair = (names[0], names[1]) if len(names) > 1 else None
    return FlipAnswer(
        rows=union,
        pooled=found,
        theories=tuple(_theory(rows.of([one]), one, found) for one in rows.theories),
        record=_record(found, union.names),
        curves=drawn,
        pair=pair,
        tiles=_tiles(union, pair) if pair else None,
    )


def ranked(rows: Assumptions, found: Flip) -> list[int]:
    """Columns in the order in which they matter.

    What a shown region limits comes first; then the share of the variance of truth that a parameter alone carries.
    """
    alone, luck = shares(rows.table, rows.truth, rows.draws)
    order = np.lexsort((-alone, luck)).tolist()
    if found.box is not None and found.verdict == REVERSES:
        limited = found.box.parts[0].restricted
        order.sort(key=lambda at: at not in limited)  # stable: the order within stays
    return order


def _curve(rows: Assumptions, name: str) -> Curve:
    return curve(rows.table[:, rows.names.index(name)], rows.truth, rows.draws, looked_at=len(rows.names))


def _tiles(rows: Assumptions, pair: tuple[str, str]) -> Tiles:
    first, second = (rows.table[:, rows.names.index(one)] for one in pair)
    return tiles(first, second, rows.truth, side=5 if len(rows.truth) >= 500 else 3)


def _theory(rows: Assumptions, theory: str, pooled: Flip) -> TheoryRow:
    share = there = math.nan
    if pooled.box is not None and len(rows.truth):
        within = inside(pooled.box.parts[0], rows.table)
        share = float(within.mean())
        there = float(rows.truth[within].mean()) if within.any() else math.nan
    if not len(rows.truth):
        return TheoryRow(theory, math.nan, math.nan, 0, share, there, None)
    own = flip(rows.table, rows.truth, rows.draws) if len(rows.truth) >= FEWEST else None
    error = share_error(rows.truth, rows.draws)
    return TheoryRow(theory, float(rows.truth.mean()), error, len(rows.truth), share, there, own)


def _record(found: Flip, names: Sequence[str]) -> str:
    """Whether the record can say if the world lies in the region."""
    if found.box is None or found.verdict == NOWHERE:
        return ""
    marks = set(marks_of(found.box.parts[0], names))
    if marks == {"B"}:
        return RECORD_CANNOT
    return RECORD_PARTLY if "B" in marks else RECORD_CAN
