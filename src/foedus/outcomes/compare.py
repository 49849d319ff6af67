"""Every outcome of every architecture as a difference to the status quo, per theory and pooled, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from foedus.outcomes.contrast import LEVELS, Contrast, Means, contrast, quantiles_of
from foedus.outcomes.definitions import Outcome, outcome, outcomes
from foedus.outcomes.groups import REGION, SYSTEM, Groups
from foedus.outcomes.pairs import Law, Run, pair
from foedus.outcomes.pooling import POOLED, pool_weights, pooled
from foedus.outcomes.time import TIMED, checked_rate
from foedus.outcomes.values import lacking, needed
from foedus.simulate.result import STATUS_QUO, Ensemble

Orders = Mapping[tuple[str, int], Law]  # (architecture, horizon) -> outcomes that are read from the law
DOTS = 20  # each is 1 chance in 20
NUMBERS = ("level", "difference", "p05", "p25", "p50", "p75", "p95", "p_sign", "mcse")
LABELS = ("theory", "architecture", "kind", "name", "outcome", "unit")
COLUMNS = (*LABELS, *NUMBERS, "horizon", "discount")


class Key(NamedTuple):
    """Names one row: `kind` is 'group' or 'state' and `name` a group or an ISO code."""

    theory: str
    architecture: str
    kind: str
    name: str
    outcome: str
    horizon: int


@dataclass(frozen=True, eq=False)
class Results:
    """Rows of one comparison and the draw values behind its groups.

    columns : `COLUMNS` -> (rows,) arrays; nan marks what is withheld (see outcomes/contrast.py)
    dots : (rows, 20) float32, 20 equally likely values of the difference; nan for states and where withheld
    draws : (horizon, outcome, architecture) -> (names, (T, draws, G) float32 draw differences per theory)
    weights : theory -> share in the pooled row
    measures : name -> columns of a table of its own (outcomes/measures.py)
    """

    theories: tuple[str, ...]
    architectures: tuple[str, ...]
    horizons: tuple[int, ...]
    weights: Mapping[str, float]
    columns: Mapping[str, np.ndarray]
    dots: np.ndarray
    draws: Mapping[tuple[int, str, str], tuple[tuple[str, ...], np.ndarray]]
    measures: Mapping[str, Mapping[str, np.ndarray]] = field(default_factory=dict)


class _Block(NamedTuple):
    """Rows of one theory (or the pool), architecture, outcome and horizon."""

    theory: str
    architecture: str
    outcome: Outcome
    horizon: int
    rate: float
    groups: tuple[str, ...]
    states: tuple[str, ...]
    found: Contrast


class _Asked(NamedTuple):
    """What one call compares."""

    ensemble: Ensemble
    groups: Mapping[str, Groups]
    weights: Mapping[str, float]
    rate: float
    law: Orders


def compare(
    ensemble: Ensemble,
    groups: Mapping[str, Groups],
    names: tuple[str, ...] | None = None,
    rate: float = 0.0,
    law: Orders | None = None,
) -> Results:
    """Compare every architecture with `ensemble.architectures[0]`.

    Parameters
    ----------
    groups : architecture -> its groups; of the status quo only its region is shown
    names : outcomes
        By default all that the ensemble and `law` give; one that is named and cannot be given raises.
    rate : yearly, from 0
        Discounts what is kept by year (`foedus.outcomes.time.TIMED`); column `discount` says where it did.
    law : (architecture, horizon) -> outcome of level 'law' -> values with and without the edit

    Raises
    ------
    UnknownOutcome, NotInRun, BadNumber
    """
    asked = _Asked(ensemble, groups, pool_weights(ensemble.theories), checked_rate(rate), law or {})
    blocks: list[_Block] = []
    draws: dict[tuple[int, str, str], tuple[tuple[str, ...], np.ndarray]] = {}
    for horizon in ensemble.horizons:
        for what in _chosen(asked, names):
            for block in _blocks(asked, what, horizon):
                blocks.append(block)
                if block.theory in ensemble.theories:
                    _keep_draws(draws, block, ensemble)
    columns, dots = _table(blocks)
    return Results(ensemble.theories, ensemble.architectures, ensemble.horizons, asked.weights, columns, dots, draws)


def _chosen(asked: _Asked, names: tuple[str, ...] | None) -> Iterator[Outcome]:
    """The outcomes that give rows."""
    for what in outcomes().values() if names is None else map(outcome, names):
        if what.level == "law" and asked.law:
            yield what
        elif names is not None:
            needed(asked.ensemble, what)
            yield what
        elif not lacking(asked.ensemble, what):
            yield what


def _blocks(asked: _Asked, what: Outcome, horizon: int) -> Iterator[_Block]:
    """One block per architecture for every theory and for the pool, of one outcome and horizon."""
    ensemble = asked.ensemble
    carried = pooled(ensemble.theories)
    states = ensemble.codes if what.scope == "state" else ()
    rate = asked.rate if what.id in TIMED else 0.0
    for at, name in enumerate(ensemble.architectures):
        groups, law = asked.groups[name], asked.law.get((name, horizon))
        means: list[Means] = [
            pair(ensemble, what, groups, Run(theory, at, horizon, rate), law)
            for theory in range(len(ensemble.theories))
        ]
        labels = (what, horizon, rate, _shown(what, name, groups), states)
        for theory, mean in zip(ensemble.theories, means, strict=True):
            yield _Block(theory, name, *labels, _without(contrast([mean]), name, what, groups))
        if carried:
            found = contrast([means[one] for one in carried])
            yield _Block(POOLED, name, *labels, _without(found, name, what, groups))


def _shown(what: Outcome, architecture: str, groups: Groups) -> tuple[str, ...]:
    """Names of the group columns that give rows: of the status quo itself only the region."""
    if what.scope == "system":
        return (SYSTEM,)
    return tuple(name for name in groups.names if architecture != STATUS_QUO or name in REGION)


def _without(found: Contrast, architecture: str, what: Outcome, groups: Groups) -> Contrast:
    """Drop the columns of groups that give no row."""
    if what.scope == "system" or architecture != STATUS_QUO:
        return found
    keep = np.array([name in REGION for name in groups.names] + [True] * (len(found.level) - len(groups.names)))
    return Contrast(*(part[:, keep] if at == 5 else part[keep] for at, part in enumerate(found)))


def _keep_draws(draws: dict, block: _Block, ensemble: Ensemble) -> None:
    """Store the draw differences of the groups of one theory's block."""
    key = (block.horizon, block.outcome.id, block.architecture)
    width = len(block.groups)
    if key not in draws:
        shape = (len(ensemble.theories), ensemble.draws, width)
        draws[key] = (block.groups, np.empty(shape, dtype=np.float32))
    draws[key][1][ensemble.theories.index(block.theory)] = block.found.draws[:, :width]


def _table(blocks: list[_Block]) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """All blocks below one another: labels as object arrays, numbers as float64, horizon as int64."""
    rows = [len(block.groups) + len(block.states) for block in blocks]

    def repeated(values: list) -> np.ndarray:
        return np.repeat(np.array(values), rows)

    kinds = [["group"] * len(block.groups) + ["state"] * len(block.states) for block in blocks]
    names = [[*block.groups, *block.states] for block in blocks]
    numbers = np.concatenate([_numbers(block.found) for block in blocks])
    columns: dict[str, np.ndarray] = {
        "theory": repeated([block.theory for block in blocks]),
        "architecture": repeated([block.architecture for block in blocks]),
        "kind": np.array([kind for part in kinds for kind in part]),
        "name": np.array([name for part in names for name in part]),
        "outcome": repeated([block.outcome.id for block in blocks]),
        "unit": repeated([block.outcome.unit for block in blocks]),
    }
    columns |= {name: numbers[:, at] for at, name in enumerate(NUMBERS)}
    columns["horizon"] = repeated([block.horizon for block in blocks]).astype(np.int64)
    columns["discount"] = np.repeat(np.array([block.rate for block in blocks], dtype=np.float64), rows)
    return columns, np.concatenate([_dots(block) for block in blocks])


def _numbers(found: Contrast) -> np.ndarray:
    """(G, 9) in the order of `NUMBERS`."""
    assert len(LEVELS) == found.quantiles.shape[1]
    return np.column_stack([found.level, found.difference, found.quantiles, found.p_sign, found.mcse])


def _dots(block: _Block) -> np.ndarray:
    """(rows, 20) equally likely values for the groups, nan for the states."""
    width = len(block.groups)
    found = np.full((width + len(block.states), DOTS), np.nan, dtype=np.float32)
    at = (np.arange(DOTS) + 0.5) / DOTS
    found[:width] = quantiles_of(block.found.draws[:, :width], at.tolist())
    return found
