"""The answers that a sensitivity design asks for: every row simulated under one and the same luck.

The rows are the theories of small ensembles with one draw each, so that all of them meet the luck of draw 0: what moves
the answer is the beliefs alone. A row whose simulation fails is found, counted, and answered with nan.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from foedus.architectures.commitments import commitments
from foedus.claims.claim import Claim
from foedus.claims.evaluate import weights_of
from foedus.claims.run import check_claims, is_law, orders_of, plan_for
from foedus.errors import BadInput, NotBuilt, SimulationFailed
from foedus.model.params import PARAMETERS, draw_dtype
from foedus.outcomes.definitions import outcome
from foedus.outcomes.groups import SYSTEM, Groups
from foedus.outcomes.membership import world_groups
from foedus.outcomes.values import group_values
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Ensemble, Plan
from foedus.theories.draws import SECTION_PRIORS, TIERS
from foedus.theories.priors import quantile
from foedus.world.world import World

BLOCK = 48  # rows of one small ensemble
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Answers:
    """values : (rows,) answer of every row, nan where it failed;  seconds : they took;  errors : what failed, once"""

    values: np.ndarray
    seconds: float
    errors: tuple[str, ...]


def usable(claim: Claim) -> Claim:
    """The claim, if its value is a difference that beliefs can move.

    Raises
    ------
    BadInput (the law alone answers it), NotBuilt (a dilemma, a crossing, a discounted value)
    """
    if is_law(claim):
        raise BadInput(f"Claim '{claim.name}' is answered by the law alone: no parameter can move it.")
    if claim.measure not in ("difference", "gap") or claim.discount:
        what = f"Sensitivity of a {claim.measure}" if claim.measure != "difference" else "Sensitivity, discounted,"
        raise NotBuilt(what, "What works today: claims on a difference or a gap without discount.")
    return claim


def beliefs_at(cube: np.ndarray, names: Sequence[str]) -> np.recarray:
    """Parameters at points of the unit cube, (rows,) recarray: quantiles of the section priors; the rest at defaults.

    cube : (rows, len(names)), strictly between 0 and 1. The six tier values are sorted, as in every draw.
    """
    found = np.zeros(len(cube), draw_dtype)
    for name, row in PARAMETERS.items():
        found[name] = row.default
    for column, name in enumerate(names):
        row = PARAMETERS[name]
        found[name] = quantile(SECTION_PRIORS[name], cube[:, column], row.low, row.high)
    ladder = np.sort(np.stack([found[tier] for tier in TIERS]), axis=0)
    for value, tier in zip(ladder, TIERS, strict=True):
        found[tier] = value
    return found.view(np.recarray)


def answers(claim: Claim, world: World, beliefs: np.recarray, seed: int, streams: int | None, tell: Tell) -> Answers:
    """Simulate every row and give the value of the claim in it, in the shown unit of the outcome."""
    plan = replace(plan_for([usable(claim)], 1, seed, streams or 1), threads=1)
    orders = orders_of([claim])
    groups = {name: world_groups(world, one) for name, one in orders.items()}
    check_claims([claim], world, groups, plan)
    laws = {}
    for at, (name, one) in enumerate(orders.items()):
        tell("law", at, len(orders))
        laws[name] = commitments(world, one, world.year + plan.years)
    began, found, errors = time.perf_counter(), np.full(len(beliefs), np.nan), dict[str, None]()

    def block(first: int) -> int:
        rows = _part(beliefs, first, first + BLOCK)
        found[first : first + len(rows)], wrong = _block(claim, world, laws, rows, (groups, plan))
        errors.update(dict.fromkeys(wrong))
        return len(rows)

    done = 0
    tell("simulate", 0, len(beliefs))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for number in pool.map(block, range(0, len(beliefs), BLOCK)):
            done += number
            tell("simulate", done, len(beliefs))
    return Answers(found, time.perf_counter() - began, tuple(errors))


def _block(
    claim: Claim, world: World, laws: Mapping, rows: np.recarray, how: tuple[Mapping[str, Groups], Plan]
) -> tuple[np.ndarray, list[str]]:
    """Values of some rows; where one fails the block is halved until the rows that fail stand alone."""
    groups, plan = how
    named = {f"row {at}": _part(rows, at, at + 1) for at in range(len(rows))}
    try:
        made = simulate(world, laws, named, plan)
    except SimulationFailed as wrong:
        if len(rows) == 1:
            return np.array([np.nan]), [str(wrong).split(", ", 1)[-1]]
        half = len(rows) // 2
        parts = [_block(claim, world, laws, part, how) for part in (_part(rows, 0, half), _part(rows, half, len(rows)))]
        return np.concatenate([values for values, _ in parts]), [one for _, several in parts for one in several]
    return np.array([_value(claim, made, groups, at) for at in range(len(rows))]), []


def _part(rows: np.recarray, first: int, last: int) -> np.recarray:
    return rows[first:last].view(np.recarray)


def _value(claim: Claim, made: Ensemble, groups: Mapping[str, Groups], row: int) -> float:
    """What the claim is about, in one row: the change of its group, less that of the group of a gap."""
    numbers = [made.architectures.index(name) for name in (claim.architecture, claim.against)]
    changes = []
    for name in claim.groups:
        none = np.zeros(len(made.codes))
        weights = none if name == SYSTEM else weights_of(claim, name, groups, made.codes)
        levels = [
            group_values(made, claim.outcome, row, at, claim.horizon, weights > 0, weights if weights.any() else None)
            for at in numbers
        ]
        changes.append(float((levels[0] - levels[1]).mean()))
    factor = outcome(claim.outcome).factor
    return factor * (changes[0] - changes[1] if claim.than else changes[0])
