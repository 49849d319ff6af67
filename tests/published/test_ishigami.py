"""Sobol indices of the function of [IshigamiHomma1990]_, a = 7, b = 0.1, in closed form.

V1 = (1 + b pi**4 / 5)**2 / 2,  V2 = a**2 / 8,  V13 = 8 b**2 pi**8 / 225,  all else 0
"""

import numpy as np
import pytest

from foedus.claims.sensitivity import analysed, design, given

FIRST = (0.3139, 0.4424, 0.0)
TOTAL = (0.5576, 0.4424, 0.2437)
SINGLE = {"x1": "x1", "x2": "x2", "x3": "x3"}


def ishigami(cube: np.ndarray) -> np.ndarray:
    x, y, z = ((2.0 * cube - 1.0) * np.pi).T
    return np.sin(x) + 7.0 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)


def test_by_parameter():
    found = analysed(ishigami(design(SINGLE, 4096, 1)), SINGLE, 1)
    assert found.first == pytest.approx(FIRST, abs=0.01)
    assert found.total == pytest.approx(TOTAL, abs=0.01)
    assert found.spread == pytest.approx(np.sqrt(13.8446), rel=0.01)


def test_the_intervals_hold_the_truth():
    found = analysed(ishigami(design(SINGLE, 256, 3)), SINGLE, 3)
    assert (abs(found.first - FIRST) <= 1.5 * found.first_error).all()
    assert (abs(found.total - TOTAL) <= 1.5 * found.total_error).all()


def test_by_group():
    """x1 and x3 together carry what is not x2's: 1 - 0.4424, alone and in all, since x2 does not interact."""
    groups = {"x1": "odd", "x2": "even", "x3": "odd"}
    found = analysed(ishigami(design(groups, 4096, 1)), groups, 1)
    assert found.names == ("odd", "even")
    assert found.first == pytest.approx((0.5576, 0.4424), abs=0.01)
    assert found.total == pytest.approx((0.5576, 0.4424), abs=0.01)


def test_given_data_finds_what_each_carries_alone():
    cube = np.random.default_rng(0).random((8000, 3))
    found = given(cube, ishigami(cube), SINGLE)
    assert found.first == pytest.approx(FIRST, abs=0.04)  # eight bins smooth a sine a little
    assert np.isnan(found.total).all()
