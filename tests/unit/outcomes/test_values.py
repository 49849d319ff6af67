"""The mean over a horizon from the report years; outcome names."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import UnknownOutcome
from foedus.outcomes.definitions import HEADLINE, outcome, outcomes
from foedus.outcomes.values import state_values, year_weights

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
