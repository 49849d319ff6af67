"""The mean over a horizon from the report years; outcome names."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import NotInRun, UnknownOutcome
from foedus.outcomes.compare import compare
from foedus.outcomes.definitions import HEADLINE, outcome, outcomes
from foedus.outcomes.values import group_values, state_values, system_values, year_weights

YEARS = (1, 2, 5, 10, 15, 20)


@given(st.lists(st.floats(0, 1), min_size=6, max_size=6), st.integers(1, 20))
def test_weights_integrate_a_path_linear_between_report_years(values, horizon):
    path = np.interp(np.arange(1, horizon + 1), YEARS, values)
    assert year_weights(YEARS, horizon) @ values == pytest.approx(path.mean())


def test_year_one_reads_the_first_report_year():
    assert year_weights(YEARS, 1).tolist() == [1, 0, 0, 0, 0, 0]


def test_beyond_the_last_report_year_the_value_stays():
    assert year_weights((1, 2), 4) == pytest.approx([0.25, 0.75])


def test_values_of_a_state_outcome(make):
    ensemble = make().ensemble
    assert state_values(ensemble, "targeted", 0, 0, 20).shape == (64, 1, 12)
    war = state_values(ensemble, "at-war", 1, 1, 5)
    assert war.shape == (64, 8, 12)
    assert war.max() <= 1.0


def test_no_outcome_is_called_an_attack():
    for one in outcomes().values():
        assert "attack" not in f"{one.id} {one.title} {one.unit} {one.about}".lower()
    assert all(name in outcomes() for name in HEADLINE)


def test_an_unknown_outcome_names_the_nearest():
    with pytest.raises(UnknownOutcome, match="at-war"):
        outcome("atwar")


INSIDE = np.array([code in "CDE" for code in "ABCDEFGHIJKL"])


def believed(make):
    """The planted ensemble with beliefs about prices: a neighbour loses 10 % and its prices rise 5 points."""
    ensemble = make().ensemble
    beliefs = np.zeros(64, dtype=[("neighbour_inflation", float), ("neighbour_loss", float)])
    beliefs["neighbour_inflation"], beliefs["neighbour_loss"] = 5.0, np.linspace(0.05, 0.15, 64)
    return replace(ensemble, parameters=dict.fromkeys(ensemble.theories, beliefs.view(np.recarray)))


@pytest.mark.parametrize("name", [one.id for one in outcomes().values() if one.level != "law"])
def test_every_outcome_of_a_group_is_draws_by_streams(make, name):
    ensemble = believed(make)
    system = {*ensemble.system_names, "great_wars", "race", "energy_price"}
    values = np.ones((*ensemble.system.shape[:-1], len(system)), np.float32)
    ensemble = replace(ensemble, system=values, system_names=tuple(system))
    found = group_values(ensemble, name, 1, 1, 20, INSIDE)
    assert found.shape == (64, 1 if outcome(name).level == "expected" else 8)
    assert np.isfinite(found).all()


def test_a_group_is_the_mean_of_its_states_and_may_be_weighted(make):
    ensemble = make().ensemble
    loss = state_values(ensemble, "loss", 1, 1, 20)
    assert group_values(ensemble, "loss", 1, 1, 20, INSIDE) == pytest.approx(loss[..., 2:5].mean(axis=-1))
    weights = np.arange(12.0)
    wanted = np.average(loss[..., 2:5], axis=-1, weights=weights[2:5])
    assert group_values(ensemble, "loss", 1, 1, 20, INSIDE, weights) == pytest.approx(wanted)


def test_bonds_by_hand(make):
    """Planted: a war joined for every year at war by obligation; of four duties called one is not kept."""
    ensemble = make().ensemble
    joined = state_values(ensemble, "joined-by-duty", 0, 0, 20)
    assert np.array_equal(joined, state_values(ensemble, "at-war-obligation", 0, 0, 20))
    assert (state_values(ensemble, "entrapped", 0, 0, 20) == 0.0).all()
    lost = group_values(ensemble, "abandoned", 0, 0, 20, INSIDE)
    assert lost == pytest.approx(0.25)


def test_where_no_duty_is_called_nothing_is_abandoned_or_kept(make):
    ensemble = make().ensemble
    bonds = ensemble.bonds.copy()
    bonds[..., 0, 2:] = 0
    found = state_values(replace(ensemble, bonds=bonds), "abandoned", 0, 0, 20)
    assert np.isnan(found[..., 0]).all()
    made = make()
    columns = compare(replace(made.ensemble, bonds=bonds), made.groups, ("abandoned",)).columns
    alone = (columns["kind"] == "state") & (columns["name"] == "A")
    assert np.isnan(columns["level"][alone]).all() and np.isnan(columns["p_sign"][alone]).all()


def test_ratios_of_the_system_by_hand(make):
    """Planted: three disputes and one war for every year at war; no parties of wars."""
    ensemble = make().ensemble
    found = system_values(ensemble, "war-per-crisis", 0, 0, 20)
    assert found[~np.isnan(found)] == pytest.approx(1 / 3)
    assert system_values(ensemble, "war-size", 0, 0, 20).shape == (64, 8, 1)


def test_inflation_follows_the_loss_from_wars_of_others(make):
    ensemble = believed(make)
    spill, found = (state_values(ensemble, name, 0, 0, 20) for name in ("spillover", "inflation"))
    assert found[0] == pytest.approx(spill[0] * 5.0 / 0.05)
    assert found[-1] == pytest.approx(spill[-1] * 5.0 / 0.15)


def test_what_a_run_lacks_is_said_by_name(make):
    ensemble = make().ensemble
    with pytest.raises(NotInRun, match="'energy-price' is not in this run: the world carries no energy cells"):
        group_values(ensemble, "energy-price", 0, 0, 20, INSIDE)
    with pytest.raises(NotInRun, match="beliefs of its draws"):
        group_values(ensemble, "inflation", 0, 0, 20, INSIDE)
    with pytest.raises(NotInRun, match="no total great_wars"):
        group_values(ensemble, "great-wars", 0, 0, 20, INSIDE)
