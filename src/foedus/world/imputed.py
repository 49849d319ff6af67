"""Missing figures filled at the doorway of the model, by the rules of MODEL section 1, each one flagged.

The world itself keeps them missing. The rules, with medians over the states of the same sub-region for
which both figures are known:

- economy: the figure by purchasing power times the median of current to purchasing-power figure;
- military spending: the second source, else the median share of the economy;
- democracy, ideal point and population: the median.

A sub-region with fewer than `FEWEST` such states gives way to the whole world, and the rule says so.
Growth has no rule: where it is missing the model draws it from its prior.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from foedus.errors import BadInput
from foedus.world.fields import figures
from foedus.world.world import Cell, World

FEWEST = 3  # states that a median needs


@dataclass(frozen=True)
class Imputation:
    """One figure that no source gives, and the rule that filled it."""

    state: str
    field: str
    value: float
    rule: str


def complete(world: World) -> tuple[World, list[Imputation]]:
    """The world with no missing economy, spending, democracy, ideal point or population, and what was filled in.

    A filled cell carries the flag 'imputed' and its rule as the source. A world that misses
    nothing comes back as it is. Raises BadInput if a rule has nothing to start from.
    """
    economy, filled = _economy(world)
    arms, filled_arms = _arms(world, economy)
    democracy, filled_democracy = _by_median(world, "democracy", world.democracy)
    ideal_point, filled_points = _by_median(world, "ideal_point", world.ideal_point)
    population, filled_people = _by_median(world, "population_m", world.population_m)
    filled += filled_arms + filled_democracy + filled_points + filled_people
    if not filled:
        return world, []
    done = replace(
        world,
        gdp_usd_bn=economy,
        arms_usd_bn=arms,
        democracy=democracy,
        ideal_point=ideal_point,
        population_m=population,
        cells=_flagged(world, filled),
    )
    return done, filled


def _economy(world: World) -> tuple[np.ndarray, list[Imputation]]:
    economy, filled = world.gdp_usd_bn.copy(), []
    for i in _missing(economy):
        if np.isnan(world.gdp_ppp_bn[i]):
            raise BadInput(
                f"No economy for {world.codes[i]} in the world {world.name}: gdp_usd_bn and gdp_ppp_bn "
                "are both missing. Give one of them in cells.csv."
            )
        ratio, who = _median(world, world.gdp_usd_bn / world.gdp_ppp_bn, i, "gdp_usd_bn")
        economy[i] = world.gdp_ppp_bn[i] * ratio
        rule = f"gdp_ppp_bn times {ratio:.3f}, the median ratio of current to PPP figure of {who}"
        filled.append(Imputation(world.codes[i], "gdp_usd_bn", float(economy[i]), rule))
    return economy, filled


def _arms(world: World, economy: np.ndarray) -> tuple[np.ndarray, list[Imputation]]:
    arms, filled = world.arms_usd_bn.copy(), []
    for i in _missing(arms):
        if not np.isnan(world.arms_other_usd_bn[i]):
            arms[i] = world.arms_other_usd_bn[i]
            rule = "the second source, arms_other_usd_bn"
        else:
            share, who = _median(world, world.arms_usd_bn / world.gdp_usd_bn, i, "arms_usd_bn")
            arms[i] = economy[i] * share
            rule = f"gdp_usd_bn times {share:.4f}, the median share of {who}"
        filled.append(Imputation(world.codes[i], "arms_usd_bn", float(arms[i]), rule))
    return arms, filled


def _by_median(world: World, name: str, values: np.ndarray) -> tuple[np.ndarray, list[Imputation]]:
    whole, filled = values.copy(), []
    for i in _missing(values):
        whole[i], who = _median(world, values, i, name)
        filled.append(Imputation(world.codes[i], name, float(whole[i]), f"the median of {who}"))
    return whole, filled


def _missing(values: np.ndarray) -> list[int]:
    return np.flatnonzero(np.isnan(values)).tolist()


def _median(world: World, values: np.ndarray, i: int, name: str) -> tuple[float, str]:
    """Median of the known `values` around state i, and around whom it was taken."""
    known = ~np.isnan(values)
    near = known & (np.array(world.subregions) == world.subregions[i])
    if near.sum() >= FEWEST:
        return float(np.median(values[near])), f"{near.sum()} states of {world.subregions[i]}"
    if not known.any():
        raise BadInput(
            f"No {name} for {world.codes[i]} in the world {world.name}, and no other state to take a median from. "
            "Give it in cells.csv."
        )
    return float(np.median(values[known])), f"{known.sum()} states of the world (too few in {world.subregions[i]})"


def _flagged(world: World, filled: list[Imputation]) -> tuple[Cell, ...]:
    by_cell = {(one.state, one.field): one for one in filled}
    units = figures()

    def filled_in(cell: Cell) -> Cell:
        one = by_cell.get((cell.state, cell.field))
        if one is None:
            return cell
        return Cell(one.state, one.field, one.value, units[one.field].unit, world.year, one.rule, "imputed", "computed")

    return tuple(filled_in(cell) for cell in world.cells)
