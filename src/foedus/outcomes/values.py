"""Draw values of an outcome: one number per draw, stream and state, from an ensemble."""

from __future__ import annotations

import numpy as np

from foedus.outcomes.definitions import SYSTEM_TOTALS, outcome
from foedus.simulate.result import EXPECTED, ROUTES, Ensemble


def year_weights(report_years: tuple[int, ...], horizon: int) -> np.ndarray:
    """Weights (Y,) of the report years in the mean over years 1 to `horizon`; they sum to 1.

    Between two report years the value is interpolated linearly, before the first and after the last it is constant:
    mean = sum_y weight_y * value_y, exact for any path that is linear between report years.
    """
    at = np.arange(1, horizon + 1, dtype=np.float64)
    corners = np.eye(len(report_years))
    years = np.asarray(report_years, dtype=np.float64)
    return np.array([np.interp(at, years, corner).mean() for corner in corners])


def state_values(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int) -> np.ndarray:
    """Values of a state outcome, (draws, streams, n) float64; an expected outcome has one stream.

    `horizon` in years must be one of the ensemble's for a counted outcome, any number up to its years otherwise.
    """
    if name.replace("-", "_") in EXPECTED:
        weights = year_weights(ensemble.report_years, horizon)
        column = EXPECTED.index(name.replace("-", "_"))
        return np.einsum("dyn,y->dn", ensemble.expected[theory, architecture, ..., column], weights)[:, None, :]
    at = ensemble.horizons.index(horizon)
    if name == "at-war":
        return ensemble.war_years[theory, architecture, :, :, at].sum(axis=-1, dtype=np.float64) / horizon
    if name.startswith("at-war-"):
        route = ROUTES.index(name.removeprefix("at-war-"))
        return ensemble.war_years[theory, architecture, :, :, at, :, route] / np.float64(horizon)
    if name == "arms-burden":
        arms, gdp = (part[theory, architecture, :, :, at].astype(np.float64) for part in (ensemble.arms, ensemble.gdp))
        return 100.0 * arms / gdp
    return ensemble.loss[theory, architecture, :, :, at].astype(np.float64)


def region_burden(ensemble: Ensemble, theory: int, architecture: int, horizon: int, inside: np.ndarray) -> np.ndarray:
    """Arms burden of a region, sum of arms over sum of GDP in percent (MODEL O4); (draws, streams). inside: (n,)."""
    at = ensemble.horizons.index(horizon)
    arms, gdp = (
        part[theory, architecture, :, :, at][:, :, inside].sum(axis=-1, dtype=np.float64)
        for part in (ensemble.arms, ensemble.gdp)
    )
    return 100.0 * arms / gdp


def system_values(ensemble: Ensemble, name: str, theory: int, architecture: int, horizon: int) -> np.ndarray:
    """Yearly rate of a system outcome, (draws, streams, 1) float64."""
    at = ensemble.horizons.index(horizon)
    column = ensemble.system_names.index(SYSTEM_TOTALS[outcome(name).id])
    return ensemble.system[theory, architecture, :, :, at, column : column + 1].astype(np.float64) / horizon


def has_system(ensemble: Ensemble, name: str) -> bool:
    """Whether the ensemble carries the total behind a system outcome."""
    return SYSTEM_TOTALS[name] in ensemble.system_names
