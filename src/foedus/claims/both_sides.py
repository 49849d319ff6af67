"""The same design made by one side and by the other: who becomes safer, who less safe, each against its own start.

The design asked about is compared with the status quo. The reversed one is compared with the order it starts from: the
status quo with the pacts that the role file makes first, where it makes any (`start`), so that both differences are of
the same edits. What the pacts alone do is shown as rows of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture as library_architecture
from foedus.architectures.mirror import base, mirrored
from foedus.architectures.roles.record import Roles
from foedus.outcomes.contrast import contrast, paired_means
from foedus.outcomes.definitions import outcome
from foedus.outcomes.pooling import pools
from foedus.outcomes.values import group_values
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import STATUS_QUO, Ensemble, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.theory import Theory
from foedus.world.world import World

OUTCOMES = ("targeted", "at-war", "arms-burden")
OTHERS = "others"
ASKED, REVERSED, START = "as asked", "reversed", "start"
Progress = Callable[[str, int, int], None]


class Row(NamedTuple):
    """One difference. Numbers in the unit of the outcome's file; nan where withheld (outcomes/contrast.py)."""

    theory: str
    design: str  # as asked | reversed | start
    who: str  # a proposer, or `others`
    outcome: str
    unit: str
    level: float
    difference: float
    p05: float
    p95: float
    p_sign: float
    mcse: float


@dataclass(frozen=True, eq=False)
class BothSides:
    """What the design does to the proposers and the others, made by either side."""

    design: Architecture
    reversed: Architecture
    hubs: tuple[str, str]
    others: tuple[str, ...]
    theories: tuple[str, ...]
    plan: Plan
    rows: tuple[Row, ...]


def both_sides(
    world: World,
    design: Architecture,
    roles: Roles,
    theories: Sequence[Theory],
    plan: Plan,
    tell: Progress,
) -> BothSides:
    """Simulate the design and its reverse under the same luck and compare each with its start."""
    turned = mirrored(design, roles)
    start = base(turned, roles)
    orders = {STATUS_QUO: library_architecture(STATUS_QUO), ASKED: design, REVERSED: turned}
    if start.steps:
        orders[START] = start
    laws = {}
    for at, (name, one) in enumerate(orders.items()):
        tell("law", at, len(orders))
        laws[name] = commitments(world, one, world.year + plan.years)
    tell("theories", 0, 0)
    beliefs = {one.id: draw_parameters(one, plan.seed, plan.draws) for one in theories}
    ensemble = simulate(world, laws, beliefs, plan, lambda done, in_all: tell("simulate", done, in_all))
    region = world.regions.get(design.design.region, world.codes)
    others = tuple(code for code in region if code not in roles.hubs)
    masks = {hub: np.array([code == hub for code in world.codes]) for hub in roles.hubs}
    masks[OTHERS] = np.isin(world.codes, others)
    rows = tuple(_rows(ensemble, masks, plan.horizons[-1]))
    return BothSides(design, turned, roles.hubs, others, ensemble.theories, plan, rows)


def _rows(ensemble: Ensemble, masks: dict[str, np.ndarray], horizon: int) -> Iterator[Row]:
    """Every design against its start, by theory and pooled."""
    names = ensemble.architectures
    against = {ASKED: STATUS_QUO, REVERSED: START if START in names else STATUS_QUO, START: STATUS_QUO}
    for design in (name for name in (ASKED, REVERSED, START) if name in names):
        pair = (names.index(design), names.index(against[design]))
        for what in map(outcome, OUTCOMES):
            means = []
            for theory in range(len(ensemble.theories)):
                edited, without = (
                    np.stack(
                        [group_values(ensemble, what.id, theory, at, horizon, mask) for mask in masks.values()], axis=-1
                    )
                    for at in pair
                )
                means.append(paired_means(edited, without, what.level == "counted"))
            for theory, members in pools(ensemble.theories):
                found = contrast([means[one] for one in members])
                for at, who in enumerate(masks):
                    spread = found.quantiles[at]
                    numbers = (found.level[at], found.difference[at], spread[0], spread[-1])
                    numbers = (*numbers, found.p_sign[at], found.mcse[at])
                    yield Row(theory, design, who, what.id, what.unit, *map(float, numbers))
