"""Named luck is the same number in plain Python and compiled, also where a part of the name is a counter of a loop."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.model.luck import EVENTS, event_key, pair_uniform, stream_key

STREAMS, YEARS, STATES = 2, 3, 4


def every_number(seed, draw, out):
    for stream in range(STREAMS):
        key = stream_key(seed, draw, stream)
        for year in range(YEARS):
            for event in range(1, EVENTS):
                named = event_key(key, year + 1, event)
                for i in range(STATES):
                    for j in range(STATES):
                        out[stream, year, event, i, j] = pair_uniform(named, i, j)


def test_compiled_luck_is_plain_luck():
    import numba

    from foedus.simulate.compiled import kernels

    kernels()
    plain, compiled = (np.zeros((STREAMS, YEARS, EVENTS, STATES, STATES)) for _ in range(2))
    name = np.uint64(1), np.uint64(3)
    with np.errstate(over="ignore"):
        every_number(*name, plain)
    fast: Any = numba.njit(every_number)
    fast(*name, compiled)
    assert (plain == compiled).all()
    used = compiled[:, :, 1:]
    assert ((used > 0) & (used < 1)).all()
    assert len(np.unique(used)) == used.size


def test_the_table_of_luck_names_what_the_year_names():
    """Thinning is exact only if the table made once holds the numbers that the year draws."""
    from foedus.model.luck import CRISIS
    from foedus.simulate.compiled import kernels

    table = np.zeros((STREAMS, YEARS, STATES, STATES))
    kernels()["luck_table"](np.array([1, 3], np.uint64), table)
    with np.errstate(over="ignore"):
        for stream in range(STREAMS):
            for year in range(YEARS):
                key = event_key(stream_key(np.uint64(1), np.uint64(3), stream), year + 1, CRISIS)
                one = np.log(pair_uniform(key, 2, 1))
                np.testing.assert_allclose(table[stream, year, 2, 1], one, rtol=1e-14)
