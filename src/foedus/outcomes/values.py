"""Draw values of an outcome: one number per draw, stream and state, from an ensemble."""

from __future__ import annotations

import numpy as np

from foedus.errors import NotBuilt, NotInRun
from foedus.outcomes.definitions import AT_THE_END, RATIOS, SYSTEM_TOTALS, Outcome, outcome
from foedus.outcomes.ratio import Parts, stream_values
from foedus.simulate.result import BOND_NAMES, EXPECTED, ROUTES, Ensemble

MEANS = {"loss": "loss", "spillover": "spill", "effort": "effort"}  # outcome id -> array of the ensemble
YEARLY = ("joined-by-duty", "entrapped")  # totals of Ensemble.bonds


def year_weights(report_years: tuple[int, ...], horizon: int, rate: float = 0.0) -> np.ndarray:
    """Weights (Y,) of the report years in the mean over years 1 to `horizon`, discounted at `rate`; they sum to 1.

    Between two report years the value is interpolated linearly, before the first and after the last it is constant:
    mean = sum_y weight_y * value_y, exact for any path that is linear between report years. Year t counts for
    (1 + rate)**(1 - t).
    """
    at = np.arange(1, horizon + 1, dtype=np.float64)
    counts = (1.0 + rate) ** (1.0 - at)
    corners = np.eye(len(report_years))
    years = np.asarray(report_years, dtype=np.float64)
    return np.array([np.average(np.interp(at, years, corner), weights=counts) for corner in corners])


def state_values(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int) -> np.ndarray:
    """Values of a state outcome, (draws, streams, n) float64; an expected outcome has one stream.

    `horizon` in years must be one of the ensemble's for a counted outcome, any number up to its years otherwise. Of a
    ratio: see `foedus.outcomes.ratio.stream_values`.
    """
    if name.replace("-", "_") in EXPECTED:
        weights = year_weights(ensemble.report_years, horizon)
        column = EXPECTED.index(name.replace("-", "_"))
        return np.einsum("dyn,y->dn", ensemble.expected[theory, architecture, ..., column], weights)[:, None, :]
    run, at = (theory, architecture), ensemble.horizons.index(horizon)
    if name == "at-war":
        return ensemble.war_years[*run, :, :, at].sum(axis=-1, dtype=np.float64) / horizon
    if name.startswith("at-war-"):
        route = ROUTES.index(name.removeprefix("at-war-"))
        return ensemble.war_years[*run, :, :, at, :, route] / np.float64(horizon)
    if name == "arms-burden":
        arms, gdp = (part[*run, :, :, at].astype(np.float64) for part in (ensemble.arms, ensemble.gdp))
        return 100.0 * arms / gdp
    if name in YEARLY:
        return ensemble.bonds[*run, :, :, at, :, BOND_NAMES.index(name)] / np.float64(horizon)
    if name == "abandoned":
        return stream_values(ratio_parts(ensemble, name, theory, architecture, horizon))
    if name == "inflation":
        scale = inflation_scale(ensemble, theory)
        return scale[:, None, None] * ensemble.spill[*run, :, :, at].astype(np.float64)
    return getattr(ensemble, MEANS[name])[*run, :, :, at].astype(np.float64)


def inflation_scale(ensemble: Ensemble, theory: int) -> np.ndarray:
    """(draws,) percentage points of inflation for one of output lost to wars of others: what a neighbour's prices rise
    over what a neighbour loses, both over the same five years (O12). Raises NotInRun.
    """
    beliefs = ensemble.parameters.get(ensemble.theories[theory])
    if beliefs is None:
        raise NotInRun("inflation", "the beliefs of its draws were not kept", "Make the run again with foedus compare.")
    return beliefs["neighbour_inflation"] / beliefs["neighbour_loss"]


def ratio_parts(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int) -> Parts:
    """What a ratio counts, and among what: (draws, streams, n), or one column for a system outcome."""
    run, at = (theory, architecture), ensemble.horizons.index(horizon)
    if name == "abandoned":
        bonds = ensemble.bonds[*run, :, :, at].astype(np.float64)
        return Parts(bonds[..., BOND_NAMES.index("abandoned")], bonds[..., BOND_NAMES.index("owed")])
    columns = [ensemble.system_names.index(one) for one in RATIOS[name]]
    return Parts(*(ensemble.system[*run, :, :, at, one : one + 1].astype(np.float64) for one in columns))


def region_burden(ensemble: Ensemble, theory: int, architecture: int, horizon: int, inside: np.ndarray) -> np.ndarray:
    """Arms burden of a region, sum of arms over sum of GDP in percent (MODEL O4); (draws, streams). inside: (n,)."""
    at = ensemble.horizons.index(horizon)
    arms, gdp = (
        part[theory, architecture, :, :, at][:, :, inside].sum(axis=-1, dtype=np.float64)
        for part in (ensemble.arms, ensemble.gdp)
    )
    return 100.0 * arms / gdp


def system_values(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int) -> np.ndarray:
    """Yearly rate of a system outcome, or its value at the end, (draws, streams, 1) float64."""
    if name in RATIOS:
        return stream_values(ratio_parts(ensemble, name, theory, architecture, horizon))
    at = ensemble.horizons.index(horizon)
    column = ensemble.system_names.index(SYSTEM_TOTALS[outcome(name).id])
    found = ensemble.system[theory, architecture, :, :, at, column : column + 1].astype(np.float64)
    return found if name in AT_THE_END else found / horizon


def lacking(ensemble: Ensemble, what: Outcome) -> str:
    """What the ensemble lacks to give an outcome; '' where it lacks nothing."""
    if what.level == "law":
        return "it is read from the law and the world, not from simulated histories"
    if what.id == "inflation":
        return "" if ensemble.parameters else "the beliefs of its draws were not kept"
    if what.scope == "state":
        return ""
    names = RATIOS.get(what.id) or (SYSTEM_TOTALS[what.id],)
    if all(name in ensemble.system_names for name in names):
        return ""
    return (
        "the world carries no energy cells" if what.id == "energy-price" else f"it has no total {' and '.join(names)}"
    )


def needed(ensemble: Ensemble, what: Outcome) -> None:
    """Raise NotInRun (NotBuilt for what is read from the law) unless the ensemble gives the outcome."""
    if lacks := lacking(ensemble, what):
        if what.level == "law":
            raise NotBuilt(f"'{what.id}' in answer to simulated histories", "It is given per architecture, by law.")
        raise NotInRun(what.id, lacks, "Choose another outcome, or a world that carries what it needs.")


def group_values(
    ensemble: Ensemble,
    name: str,
    theory: int,
    architecture: int,
    horizon: int,
    mask: np.ndarray,
    weights: np.ndarray | None = None,
) -> np.ndarray:
    """Values of an outcome for a group, (draws, streams) float64; an expected outcome has one stream.

    The mean over the states of `mask` (n,) bool, weighted by `weights` (n,) or alike; of a ratio the ratio of their
    sums, nan in draws without a case. Of a system outcome the mask is not read.

    Raises
    ------
    UnknownOutcome, NotInRun
    """
    what = outcome(name)
    needed(ensemble, what)
    if what.scope == "system":
        return system_values(ensemble, name, theory, architecture, horizon)[:, :, 0]
    share = np.where(mask, 1.0 if weights is None else weights, 0.0)
    share = share / share.sum()
    if what.level == "ratio":
        parts = ratio_parts(ensemble, name, theory, architecture, horizon)
        return stream_values(Parts(*((part @ share)[..., None] for part in parts)))[..., 0]
    return state_values(ensemble, name, theory, architecture, horizon) @ share
