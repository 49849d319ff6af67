"""Room for one draw: frames, situation and tally as arrays that a thread fills again for every draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from foedus.errors import UnknownToken
from foedus.model.inputs import Ground, Law
from foedus.model.moving import BUFFERS
from foedus.model.situation import BONDS, PATH, ROUTES, SYSTEM, TIERS, Frame, Shelf, Situation, Tally, situation
from foedus.simulate.moves import moves_of, with_buffers
from foedus.simulate.result import EXPECTED, Ensemble, Plan

RESULTS = (
    "expected",
    "war_years",
    "loss",
    "arms",
    "gdp",
    "spill",
    "effort",
    "bonds",
    "path",
    "system",
)
LABELS = 6  # strength groups of MODEL section 22
TOKEN_PARAMETER = {
    "request": "token_request",
    "council_finding": "token_finding",
    "council_finding_veto": "token_finding_veto",
    "all_guarantors_act": "token_all_guarantors",
}


def cooperation_values(p: Any) -> np.ndarray:
    """(7,) value of each tier of cooperation in one draw, from none (0) to integrated."""
    return np.array([0.0, *(p[f"tier_u{tier}"] for tier in range(1, TIERS))])


def token_chances(names: tuple[str, ...], declared: Mapping[str, tuple[float, float]], p: Any) -> np.ndarray:
    """(tokens,) chance that each token is given, in one draw.

    A token that an architecture declares as Beta(a, b) takes that law at the same quantile as a finding: the
    odds of the draw's finding against its mean scale the declared mean.

    Raises
    ------
    UnknownToken
        A token without a parameter and without a declaration.
    """
    chances = []
    for name in names:
        if name in TOKEN_PARAMETER:
            chances.append(p[TOKEN_PARAMETER[name]])
        elif name in declared:
            a, b = declared[name]
            odds = a / b * (p["token_finding"] / (1.0 - p["token_finding"])) / (2.0 / 5.0)
            chances.append(odds / (1.0 + odds))
        else:
            todo = "Declare its chance in the architecture."
            raise UnknownToken(name, [*TOKEN_PARAMETER, *declared], "the commitments", todo)
    return np.array(chances)


def quarrels(ground: Ground) -> np.ndarray:
    """(m, 2) ordered pairs with hostility in year 0, in table order."""
    return np.ascontiguousarray(np.argwhere(ground.hostility > 0.0).astype(np.int64))


def borders(land: np.ndarray) -> np.ndarray:
    """(n, most + 1) int64: how many land neighbours each state has, then which."""
    counts = (land > 0.0).sum(axis=1)
    table = np.zeros((land.shape[0], int(counts.max(initial=0)) + 1), np.int64)
    table[:, 0] = counts
    for state, count in enumerate(counts):
        table[state, 1 : count + 1] = np.flatnonzero(land[state] > 0.0)
    return table


class Room:
    """Workspaces of one thread for all architectures of a run; nothing in it outlives a draw."""

    def __init__(
        self,
        ground: Ground,
        laws: tuple[Law, ...],
        twin_tables: list[tuple[np.ndarray, np.ndarray]],
        plan: Plan,
        options: Sequence[Any] = (),
    ) -> None:
        n = ground.gdp.shape[0]
        if plan.realign:
            laws = tuple(with_buffers(law) for law in laws)
            more = np.zeros((BUFFERS, n, n), np.int64)
            twin_tables = [(np.concatenate([one, more]), np.concatenate([kin, more])) for one, kin in twin_tables]
        pairs = quarrels(ground)
        shared = {"static": np.zeros((n, n)), "base": np.zeros(n), "close": np.zeros(1), "far": np.zeros(n)}
        shared["borders"] = borders(ground.land)
        self.now: Situation = situation(n, plan.years)
        self.frames = [_frame(ground, law, pairs, one, shared) for law, one in zip(laws, twin_tables, strict=True)]
        first = self.frames[0]
        ties = (first.law.depth, first.law.restraint, first.law.allied)
        shelf = Shelf(first.partner, first.helper, first.circle, first.tail, *ties)
        self.frames = [frame._replace(shelf=shelf) for frame in self.frames]
        self.kinds = [np.zeros(law.kind_start.shape[0]) for law in laws]
        level = np.zeros(2)
        self.moves = [moves_of(laws[a], one, level, self.kinds[a]) for a, one in enumerate(options)]
        self.luck = np.zeros((plan.streams, plan.years, n, n))
        self.rates = np.zeros((2, n * n))
        self.totals = (np.zeros((n, ROUTES)), np.zeros((n, BONDS)), np.zeros((5, n)), np.zeros(len(SYSTEM)))

    def tally(self, out: Ensemble, at: tuple[int, int, int]) -> Tally:
        """Where the results of one theory, architecture and draw go."""
        slices = tuple(getattr(out, name)[at] for name in RESULTS)
        horizons = np.array(out.horizons, np.int64)
        return Tally._make((horizons, np.array(out.report_years, np.int64), *slices, *self.totals))


def _frame(
    ground: Ground,
    law: Law,
    pairs: np.ndarray,
    tables: tuple[np.ndarray, np.ndarray],
    shared: dict[str, np.ndarray],
) -> Frame:
    """A frame with empty arrays; `shared` holds what all architectures of a draw have in common."""
    n, periods, m = ground.gdp.shape[0], law.first.shape[0], pairs.shape[0]
    rows = law.bearer.shape[0]
    return Frame(
        p=None,
        ground=ground,
        law=law,
        label=np.zeros(LABELS),
        token=np.zeros(0),
        cooperation=np.zeros(TIERS),
        mean=np.zeros(rows),
        home=np.zeros(rows),
        owed=np.zeros((periods, n, n)),
        reach=np.zeros((periods, n, n)),
        plain=np.zeros((n, n)),
        reliability=np.zeros(n),
        offensive=np.zeros((periods, n)),
        clarity=np.zeros((periods, n)),
        factor=np.zeros(4),
        alone=np.zeros(n),
        tiers=np.zeros((3, TIERS)),
        pull=np.zeros((periods, n, n)),
        pairs=pairs,
        partner=np.zeros((periods, n, m)),
        helper=np.zeros((periods, n, m)),
        circle=np.zeros((periods, n, m)),
        anyone=np.zeros((periods, n, n)),
        twin=tables[0],
        kin=tables[1],
        shelf=None,
        tail=np.zeros((periods, 3, n, n)),
        **shared,
    )


def totals_of(world: Any) -> tuple[str, ...]:
    """Names of the system totals that a run of this world keeps: the price of energy only where it carries energy."""
    return SYSTEM if world.energy.size else SYSTEM[:-1]


def empty_arrays(runs: tuple[int, int, int], n: int, plan: Plan, totals: int = len(SYSTEM)) -> dict[str, np.ndarray]:
    """The arrays of an Ensemble before any draw is run, by field."""
    counted = (*runs, plan.streams, len(plan.horizons))
    return {
        "expected": np.zeros((*runs, len(plan.report_years), n, len(EXPECTED)), np.float32),
        "war_years": np.zeros((*counted, n, ROUTES), np.uint8),
        **{name: np.zeros((*counted, n), np.float32) for name in ("loss", "arms", "gdp", "spill", "effort")},
        "bonds": np.zeros((*counted, n, BONDS), np.uint16),
        "path": np.zeros((*runs, plan.years, n, PATH), np.float32),
        "system": np.zeros((*counted, totals), np.float32),
    }
