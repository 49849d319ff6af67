"""Polarisation of an order beside the diversity of its region and the cohesion of its blocs (MODEL O7, section 28).

Nothing is simulated: duties stand at the means of their weights (or at those of a draw), hostility is that of the year
of the world unless another is given, strength is that of year 0 at the default parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.architectures.commitments import Commitments
from foedus.architectures.weights import Order, weighed
from foedus.errors import NotBuilt, UnknownRegion
from foedus.model.params import defaults
from foedus.model.power import arms_floored, stock_start, strength
from foedus.outcomes.blocs import (
    communities,
    cross_density,
    effective_number,
    frustration,
    polarisation,
    shares_of,
)
from foedus.outcomes.diversity import between_share, quadratic_entropy, traits
from foedus.outcomes.pairs import Law
from foedus.outcomes.ties import HELPS_TARGET, obligations, signed_ties
from foedus.simulate.result import BOND_NAMES, Ensemble
from foedus.world.imputed import complete
from foedus.world.world import World


@dataclass(frozen=True)
class Bloc:
    """One bloc of a region."""

    states: tuple[str, ...]
    share: float  # of the strength of the region
    spread: float  # sd of ideal points, in the unit of the source
    inside: float  # mean positive tie between two of its states; nan for one state
    across: float  # mean positive tie to a state of another bloc; nan where there is no other


@dataclass(frozen=True)
class Structure:
    """How a region is split under one order. Shares and densities are 0 to 1."""

    region: str
    states: tuple[str, ...]
    polarisation: float
    blocs: tuple[Bloc, ...]  # the strongest first
    effective_blocs: float
    modularity: float
    frustration: float
    frustration_exact: bool  # False: an upper bound, found by search
    cohesion: float  # share of the spread of ideal points that lies between blocs
    pact_dyads: float  # share of dyads bound by a clear duty of defence, either way
    diversity: float  # Rao's quadratic entropy, each state alike
    diversity_by_population: float

    def outcomes(self) -> dict[str, float]:
        """The part that differs between orders, by outcome id."""
        return {
            "polarisation": self.polarisation,
            "blocs": self.effective_blocs,
            "modularity": self.modularity,
            "frustration": self.frustration,
            "cohesion": self.cohesion,
            "pact-dyads": self.pact_dyads,
        }


def of_order(
    world: World,
    commitments: Commitments,
    period: int,
    region: str = "",
    hostility: np.ndarray | None = None,
    weights: np.ndarray | None = None,
) -> Structure:
    """How `region` (default: all states of the world) is split under one body of law.

    Parameters
    ----------
    period : int
        Which body of law: `commitments.period[t]` is that of year t.
    hostility : (n, n), default that of the year of the world; the end of a run may be given
    weights : (K,) of the kinds of duty, default at the means of their priors (`foedus.outcomes.ties.mean_weights`)

    Raises
    ------
    UnknownRegion
    """
    enmity = world.hostility_0 if hostility is None else hostility
    ties = signed_ties(obligations(commitments, period, weights), commitments.depth[period], enmity)
    return _structure(world, ties, region, commitments.allied[period])


def of_law(world: World, order: Order, region: str = "") -> Structure:
    """The same of the law of one day (`foedus.architectures.weights.order_on`), with hostility of the world's year.

    `pact_dyads` is nan: the measures of a day do not keep who is allied.
    """
    duty = weighed(order).duty[HELPS_TARGET].max(axis=0).T
    return _structure(world, signed_ties(duty, order.settings.depth, world.hostility_0), region, None)


def _structure(world: World, ties: np.ndarray, region: str, allied: np.ndarray | None) -> Structure:
    if region and region not in world.regions:
        raise UnknownRegion(region, world.regions, f"the world {world.name}")
    full, _ = complete(world)
    codes = full.regions[region] if region else full.codes
    inside = np.array([full.codes.index(code) for code in codes], dtype=np.intp)
    square = np.ix_(inside, inside)
    here, points = ties[square], traits(full)[inside]
    label, modularity = communities(here)
    shares = shares_of(label, strengths(full)[inside])
    violated, exact = frustration(here)
    return Structure(
        region=region or "world",
        states=tuple(codes),
        polarisation=polarisation(shares, cross_density(here, label)),
        blocs=_blocs(codes, label, shares, here, full.ideal_point[inside]),
        effective_blocs=effective_number(shares),
        modularity=modularity,
        frustration=violated,
        frustration_exact=exact,
        cohesion=between_share(full.ideal_point[inside], label),
        pact_dyads=float("nan") if allied is None else _dyads(allied[square]),
        diversity=quadratic_entropy(points),
        diversity_by_population=quadratic_entropy(points, full.population_m[inside]),
    )


def strengths(world: World) -> np.ndarray:
    """(n,) strength of every state in year 0 at the default parameters (E1)."""
    p = defaults()
    arms = arms_floored(world.arms_usd_bn, world.gdp_usd_bn, p)
    return np.asarray(strength(stock_start(arms, p), world.gdp_usd_bn, p))


def law_outcomes(
    world: World, orders: Mapping[str, tuple[Commitments, str]], horizons: Iterable[int]
) -> dict[tuple[str, int], Law]:
    """Outcomes of level 'law' for `compare`: of the order in force at the end of each horizon, with and without.

    orders : name -> (commitments, region), the status quo first; each is set against the status quo in its own region
    """
    known: dict[tuple[str, int, str], dict[str, float]] = {}

    def values(made: Commitments, year: int, region: str) -> dict[str, float]:
        key = (made.law_hash, int(made.period[year]), region)
        if key not in known:
            known[key] = of_order(world, made, key[1], region).outcomes()
        return known[key]

    base = next(iter(orders.values()))[0]
    found: dict[tuple[str, int], Law] = {}
    for name, (made, named) in orders.items():
        region = named if named in world.regions else ""
        for year in horizons:
            edited, without = values(made, year, region), values(base, year, region)
            found[name, year] = {outcome: (edited[outcome], without[outcome]) for outcome in edited}
    return found


def honoured_share(ensemble: Ensemble, theory: int, architecture: int, horizon: int, states: Iterable[str]) -> float:
    """Share of the clear duties of aid toward `states`, called by wars, that were kept; nan where none was called."""
    inside = np.isin(ensemble.codes, list(states))
    bonds = ensemble.bonds[theory, architecture, :, :, ensemble.horizons.index(horizon)][..., inside, :]
    owed, lost = (bonds[..., BOND_NAMES.index(name)].sum(dtype=np.int64) for name in ("owed", "abandoned"))
    return float(1.0 - lost / owed) if owed else float("nan")


def exit_hazard(ensemble: Ensemble) -> np.ndarray:
    """Yearly chance that a member leaves its bloc, the third part of cohesion."""
    raise NotBuilt("The exit hazard of a bloc", "States do not leave in a run yet; see spread and honoured share.")


def _blocs(
    codes: tuple[str, ...], label: np.ndarray, shares: np.ndarray, ties: np.ndarray, ideal: np.ndarray
) -> tuple[Bloc, ...]:
    friendly, made = np.clip(ties, 0.0, 1.0), []
    for number in np.argsort(-shares, kind="stable"):
        member = label == number
        m, others = int(member.sum()), int((~member).sum())
        within, out = friendly[np.ix_(member, member)].sum(), friendly[np.ix_(member, ~member)].sum()
        made.append(
            Bloc(
                states=tuple(code for code, is_in in zip(codes, member, strict=True) if is_in),
                share=float(shares[number]),
                spread=float(ideal[member].std()),
                inside=float(within / (m * (m - 1))) if m > 1 else float("nan"),
                across=float(out / (m * others)) if others else float("nan"),
            )
        )
    return tuple(made)


def _dyads(allied: np.ndarray) -> float:
    either = np.triu(allied | allied.T, 1).sum()
    n = len(allied)
    return float(either / (n * (n - 1) / 2)) if n > 1 else 0.0
