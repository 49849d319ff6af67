"""Energy that a war cuts off (E16), and wars that a scenario declares: by hand on a made-up world."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import BadInput, BadNumber, UnknownState
from foedus.model.economy import war_loss
from foedus.outcomes.values import group_values
from foedus.report.war_prices import first_year, verdict
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import STATUS_QUO, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from foedus.world.published import Published
from tests.tiny import always, some_law
from tests.tiny_world import world as tiny_world

PLAN = Plan(seed=1, draws=6, streams=2, years=2, horizons=(1, 2), threads=1)


def run(wars=(), energy=True):
    place = tiny_world()
    if energy:
        shares, supply = np.full((6, 6), np.nan), np.full(6, np.nan)
        shares[3, 0], supply[0] = 0.5, 0.12
        place = replace(place, energy=shares, supply=supply)
    draws = {"no-theory": draw_parameters(theory("no-theory"), PLAN.seed, PLAN.draws)}
    return place, simulate(place, {STATUS_QUO: always(some_law(), PLAN.years)}, draws, PLAN, wars=wars)


def test_a_declared_war_costs_bystanders_what_the_laws_say():
    place, ensemble = run(wars=[(2024, "AAA", "BBB")])
    p = ensemble.parameters["no-theory"]
    assert ensemble.war_years[0, 0, :, :, 0, :2].sum(axis=-1).all()  # both are at war, in every history
    at_war = ensemble.war_years[0, 0, :, :, 0].sum(axis=-1) > 0
    checked = 0
    for d in range(PLAN.draws):
        for s in range(PLAN.streams):
            if at_war[d, s].sum() == 2 and not at_war[d, s, 3]:
                checked += 1
                near = war_loss(0.0, 0.0, place.distance_km[3, 1], 0.0, p[d])
                cut = p[d].energy_loss * p[d].supply_cut * 0.5
                assert ensemble.spill[0, 0, d, s, 0, 3] == pytest.approx(near, rel=1e-5)
                assert ensemble.loss[0, 0, d, s, 0, 3] == pytest.approx(near + cut, rel=1e-5)
                price = ensemble.system[0, 0, d, s, 0, -1]
                assert price == pytest.approx(0.12 * p[d].supply_cut / p[d].supply_elasticity, rel=1e-5)
                assert ensemble.system[0, 0, d, s, 1, -1] == price  # lost once, in the first year
    assert checked


def test_the_energy_price_is_an_outcome_only_where_a_world_has_energy():
    mask = np.ones(6, bool)
    assert group_values(run()[1], "energy-price", 0, 0, 2, mask).shape == (PLAN.draws, PLAN.streams)
    with pytest.raises(BadInput, match="energy"):
        group_values(run(energy=False)[1], "energy-price", 0, 0, 2, mask)


def test_energy_changes_nothing_before_a_supplier_is_at_war():
    with_it, without = run()[1], run(energy=False)[1]
    calm = (with_it.war_years[..., 0, :].sum(axis=-1) == 0).all(axis=-1)[0, 0]
    assert calm.any()
    assert np.array_equal(with_it.loss[0, 0][calm], without.loss[0, 0][calm])


def test_first_year_keeps_only_histories_without_a_third_state_at_war():
    war = (2024, "AAA", "BBB")
    ensemble = run(wars=[war])[1]
    given = first_year(ensemble, war)
    assert 0 < given.kept <= given.all == PLAN.draws * PLAN.streams
    assert given.output.shape == (given.kept, 6)
    assert (given.energy_price > 0).all()


@pytest.mark.parametrize(
    ("war", "error"),
    [((2023, "AAA", "BBB"), BadNumber), ((2024, "AAA", "AAA"), BadInput), ((2024, "AAA", "ZZZ"), UnknownState)],
)
def test_a_war_that_cannot_begin_is_refused(war, error):
    with pytest.raises(error):
        run(wars=[war])


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.0, 2.0, "hit"),
        (0.5, 2.0, "MISS: in part inside"),
        (4.0, 5.0, "MISS: outside"),
        (0.0, 9.0, "MISS: in part inside"),
    ],
)
def test_a_verdict_needs_the_whole_range_inside(low, high, said):
    one = Published("X", "output-part", "main", None, low, high, "pp", 2022, "", "made up", "data", "")
    assert verdict((1.0, 2.0, 3.0), one) == said
