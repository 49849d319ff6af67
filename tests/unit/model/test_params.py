"""The record of parameters follows its table."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from foedus.errors import BadNumber, UnknownParameter
from foedus.model.params import NAMES, PARAMETERS, Params, defaults, draw_dtype, parameter


def test_fields_follow_the_table():
    assert Params._fields == NAMES == draw_dtype.names
    assert tuple(defaults()) == tuple(row.default for row in PARAMETERS.values())
    assert np.zeros(2, draw_dtype).view(np.recarray).decisiveness.shape == (2,)


def test_a_value_can_be_set_by_name():
    assert defaults(fear=0.3).fear == 0.3
    with pytest.raises(UnknownParameter, match="Did you mean 'fear'"):
        defaults(fere=0.3)
    with pytest.raises(BadNumber, match="decisiveness is 9"):
        defaults(decisiveness=9.0)


def test_a_row_is_found_by_name():
    assert parameter("hidden_commitment_sd").symbol == "s_u"
    with pytest.raises(UnknownParameter):
        parameter("s_u")


def test_symbols_of_the_equations_are_one_to_one():
    drawn = [row.symbol for row in PARAMETERS.values() if row.symbol not in ("-", "c")]
    assert len(drawn) == len(set(drawn))


def test_the_model_imports_numpy_only():
    heavy = ("scipy", "numba", "pydantic")
    code = f"import foedus.model.params, foedus.model.escalation, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
