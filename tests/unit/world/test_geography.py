"""Great circles and pieces of land: known distances, closed forms, and a slow search as the oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from foedus.world.geography import EARTH_RADIUS_KM, great_circle_km, land_components, sea_only

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
points = st.lists(st.tuples(latitudes, longitudes), min_size=3, max_size=6)


@st.composite
def borders(draw):
    n = draw(st.integers(1, 9))
    upper = np.triu(draw(arrays(bool, (n, n))), 1)
    return upper | upper.T


def test_a_quarter_and_a_half_of_the_equator():
    km = great_circle_km(np.array([0.0, 0.0, 0.0]), np.array([0.0, 90.0, 180.0]))
    assert km[0, 1] == pytest.approx(np.pi / 2 * EARTH_RADIUS_KM, rel=1e-12)
    assert km[0, 2] == pytest.approx(np.pi * EARTH_RADIUS_KM, rel=1e-12)


def test_across_the_date_line_is_near():
    km = great_circle_km(np.array([0.0, 0.0]), np.array([179.5, -179.5]))
    assert km[0, 1] == pytest.approx(np.radians(1.0) * EARTH_RADIUS_KM, rel=1e-9)


@given(points)
def test_distances_are_symmetric_and_obey_the_triangle(where):
    latitude, longitude = np.array(where).T
    km = great_circle_km(latitude, longitude)
    assert np.array_equal(km, km.T)
    assert (np.diag(km) == 0).all()
    assert (km >= 0).all()
    assert km.max() <= np.pi * EARTH_RADIUS_KM + 1e-6
    assert (km[:, :, None] <= km[:, None, :] + km[None, :, :] + 1e-3).all()


@given(borders())
def test_pieces_of_land_are_what_a_walk_finds(land):
    n = len(land)
    reach = np.linalg.matrix_power((land | np.eye(n, dtype=bool)).astype(int), n) > 0
    assert np.array_equal(sea_only(land), ~reach)
    label = land_components(land)
    assert (label <= np.arange(n)).all()
    assert (label[label] == label).all()


def test_islands_and_continents_of_the_embedded_world(world):
    at = world.codes.index
    assert world.sea_only[at("JPN")].sum() == world.n - 1
    assert not world.sea_only[at("FRA"), at("VNM")]
    assert not world.sea_only[at("USA"), at("CAN")]
    assert world.sea_only[at("USA"), at("RUS")]
    assert world.distance_km[at("JPN"), at("USA")] == pytest.approx(10_900, abs=30)
    assert world.distance_km[at("GBR"), at("FRA")] == pytest.approx(343, abs=10)
