"""All draws of an ensemble as a labelled xarray.Dataset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.outcomes.definitions import outcome
from foedus.outcomes.values import YEARLY
from foedus.simulate.result import BOND_NAMES, EXPECTED, ROUTES, Ensemble

if TYPE_CHECKING:
    import xarray as xr

RUN = ("theory", "architecture", "draw")


def dataset(ensemble: Ensemble, attributes: Mapping[str, Any]) -> xr.Dataset:
    """Expected outcomes by (theory, architecture, draw, year, state), counted ones with horizon in the place of year.

    Variables are called as outcomes with '_' for '-'. Counted ones are means over the streams of a draw: at_war and
    its routes as shares of years, loss and spillover as shares of GDP a year, arms_burden in % of GDP, effort in logs,
    joined_by_duty and entrapped in wars a year; abandoned is the share over all streams, nan where nothing is owed.
    `year` is a calendar year, `horizon` a number of years from the start.
    """
    import xarray as xr

    coordinates = {
        "theory": list(ensemble.theories),
        "architecture": list(ensemble.architectures),
        "draw": np.arange(ensemble.draws),
        "year": ensemble.first_year - 1 + np.array(ensemble.report_years),
        "horizon": np.array(ensemble.horizons),
        "state": list(ensemble.codes),
    }
    found = {name: ((*RUN, "year", "state"), ensemble.expected[..., at]) for at, name in enumerate(EXPECTED)}
    found |= {name: ((*RUN, "horizon", "state"), values) for name, values in _counted(ensemble).items()}
    made = xr.Dataset(found, coords=coordinates, attrs=dict(attributes))
    for name in made.data_vars:
        what = outcome(str(name).replace("_", "-"))
        made[name].attrs = {"long_name": what.title, "units": what.unit, "about": what.about}
    return made


def _counted(ensemble: Ensemble) -> dict[str, np.ndarray]:
    """Variable -> (T, A, draws, H, n) float32."""
    horizons = np.array(ensemble.horizons, dtype=np.float32)[:, None]
    routes = ensemble.war_years.mean(axis=3, dtype=np.float32) / horizons[..., None]
    found = {"at_war": routes.sum(axis=-1)}
    found |= {f"at_war_{route}": routes[..., at] for at, route in enumerate(ROUTES)}
    found |= {"loss": ensemble.loss.mean(axis=3), "spillover": ensemble.spill.mean(axis=3)}
    found["effort"] = ensemble.effort.mean(axis=3)
    bonds = dict(zip(BOND_NAMES, np.moveaxis(ensemble.bonds.mean(axis=3, dtype=np.float32), -1, 0), strict=True))
    found |= {name.replace("-", "_"): bonds[name] / horizons for name in YEARLY}
    owed = bonds["owed"]
    found["abandoned"] = np.divide(bonds["abandoned"], owed, out=np.full_like(owed, np.nan), where=owed > 0)
    found["arms_burden"] = 100.0 * (ensemble.arms / ensemble.gdp).mean(axis=3)
    return found
