"""A made-up ensemble with planted effects, for the layers that read one. No simulation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pytest

from foedus.outcomes.groups import Groups, Membership, groups
from foedus.simulate.result import BOND_NAMES, PATH_NAMES, Ensemble, Plan

CODES = tuple("ABCDEFGHIJKL")
SYSTEM_NAMES = ("disputes", "fights", "wars", "parties_fight", "parties_war", "duties_called_war",
                "duties_honoured_war", "allied_disputes", "explosive")  # fmt: skip
PLAN = Plan(draws=64, streams=8, years=20, horizons=(5, 20))
Shift = Mapping[tuple[str, str], np.ndarray]  # (theory, architecture) -> (n,) added to the log of a hazard


@dataclass(frozen=True)
class Made:
    """The ensemble and what the groups need: 12 states, A and B old members, C D E new, H a rival, F G left out."""

    ensemble: Ensemble
    groups: dict[str, Groups]
    membership: dict[str, Membership]


@pytest.fixture(scope="session")
def make() -> Callable[..., Made]:
    return make_ensemble


def make_ensemble(
    theories: tuple[str, ...] = ("deterrence", "spiral", "no-theory"),
    architectures: tuple[str, ...] = ("status-quo", "pact", "same"),
    plan: Plan = PLAN,
    targeted: Shift | None = None,
    war: Shift | None = None,
    spread: float = 0.3,
) -> Made:
    """Hazards around 10 % (targeted) and 4 % (war) a year; luck and parameters shared by all architectures.

    `spread` is the sd over draws of a planted shift, as a share of it.
    """
    rng = np.random.default_rng(7)
    nature = rng.uniform(-0.3, 0.3, len(CODES)) + rng.normal(0.0, 0.4, size=(plan.draws, len(CODES)))
    belief = 1.0 + spread * rng.normal(0.0, 1.0, size=(plan.draws, 1))
    luck = rng.random((plan.draws, plan.streams, plan.years, len(CODES)))
    route = rng.integers(0, 4, size=luck.shape)
    run = (len(theories), len(architectures), plan.draws)
    expected = np.empty((*run, len(plan.report_years), len(CODES), 3), dtype=np.float32)
    war_years = np.zeros((*run, plan.streams, len(plan.horizons), len(CODES), 4), dtype=np.uint8)
    path = np.zeros((*run, plan.years, len(CODES), len(PATH_NAMES)), np.float32)
    for t, theory in enumerate(theories):
        for a, name in enumerate(architectures):
            shift = nature + belief * (targeted or {}).get((theory, name), 0.0)
            hazard = np.minimum(0.1 * np.exp(shift), 0.9)[:, None, :, None]
            expected[t, a] = hazard * np.array([1.0, 0.3, 0.05])
            shift = nature + belief * (war or {}).get((theory, name), 0.0)
            hit = luck < np.minimum(0.04 * np.exp(shift), 0.9)[:, None, None, :]
            path[t, a] = hit.mean(axis=1)[..., None] * np.array([0.1, 1.0, 1.0]) + np.array([0.0, 0.0, 2.0])
            for h, horizon in enumerate(plan.horizons):
                for r in range(4):
                    war_years[t, a, :, :, h, :, r] = (hit & (route == r))[:, :, :horizon].sum(axis=2)
    ensemble = _ensemble((theories, architectures), plan, expected, war_years, path)
    members = {name: Membership(frozenset("ABCDE"), frozenset("AB"), frozenset("ABCDEFGH")) for name in architectures}
    members["status-quo"] = Membership(frozenset())
    hostility = np.zeros((len(CODES), len(CODES)))
    hostility[2, 7] = 1.0
    sizes = {"population": np.arange(1.0, len(CODES) + 1), "gdp": np.arange(1.0, len(CODES) + 1) ** 2}
    made = {name: groups(CODES, hostility, membership, sizes) for name, membership in members.items()}
    return Made(ensemble, made, members)


def _ensemble(names: tuple, plan: Plan, expected: np.ndarray, war_years: np.ndarray, path: np.ndarray) -> Ensemble:
    """Loss and arms follow from the years at war; three system totals do too. Each year at war calls four duties owed
    to the state, of which one is not kept; each by obligation is a war it joins."""
    horizons = np.array(plan.horizons, dtype=np.float32)[:, None]
    at_war = war_years.sum(axis=-1, dtype=np.float32) / horizons
    gdp = np.full(at_war.shape, 100.0, dtype=np.float32) * np.arange(1, len(CODES) + 1, dtype=np.float32)
    system = np.zeros((*at_war.shape[:-1], len(SYSTEM_NAMES)), dtype=np.float32)
    system[..., :3] = war_years.sum(axis=(-1, -2), dtype=np.float32)[..., None] * np.array([3, 2, 1], dtype=np.float32)
    bonds = np.zeros((*at_war.shape, len(BOND_NAMES)), np.uint16)
    bonds[..., 0] = war_years[..., 2]
    bonds[..., 2:] = war_years.sum(axis=-1, dtype=np.uint16)[..., None] * np.array([4, 1], np.uint16)
    return Ensemble(
        theories=names[0],
        architectures=names[1],
        codes=CODES,
        first_year=2024,
        years=plan.years,
        report_years=plan.report_years,
        horizons=plan.horizons,
        seed=plan.seed,
        draws=plan.draws,
        streams=plan.streams,
        expected=expected,
        war_years=war_years,
        loss=at_war * np.float32(0.1),
        arms=(gdp * (0.02 + 0.01 * at_war)).astype(np.float32),
        gdp=gdp,
        spill=at_war * np.float32(0.02),
        effort=np.log(gdp * (0.02 + 0.01 * at_war)).astype(np.float32),
        bonds=bonds,
        path=path,
        system=system,
        system_names=SYSTEM_NAMES,
        provenance={"engine": "made up for tests"},
    )
