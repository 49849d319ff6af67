"""Named luck behaves as independent uniform numbers, and a name is all that matters."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from foedus.model.luck import (
    EVENTS,
    event_key,
    normal_quantile,
    pair_normal,
    pair_uniform,
    stream_key,
    third_normal,
    third_uniform,
    uniform,
)

N = 60
I, J = (axis.ravel().astype(np.uint64) for axis in np.meshgrid(np.arange(N), np.arange(N), indexing="ij"))
SEEDS = (0, 1, 2, 12345, 2**63)


def key(seed: int, draw: int = 0, stream: int = 0, year: int = 1, event: int = 1) -> np.uint64:
    return event_key(stream_key(np.uint64(seed), np.uint64(draw), np.uint64(stream)), year, np.uint64(event))


def field(*name: int) -> np.ndarray:
    """Luck of 3600 ordered pairs under one key."""
    return np.asarray(pair_uniform(key(*name), I, J))


@pytest.mark.parametrize("seed", SEEDS)
def test_uniform(seed):
    u = field(seed)
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    assert stats.chisquare(np.bincount((u * 64).astype(int), minlength=64)).pvalue > 1e-4
    low_bits = np.bincount((u * 2**40 % 1 * 16).astype(int), minlength=16)
    assert stats.chisquare(low_bits).pvalue > 1e-4


@pytest.mark.parametrize("seed", SEEDS)
def test_neighbours_in_every_part_of_the_name_are_unrelated(seed):
    base = field(seed, 3, 1, 4, 2)
    others = [field(seed + 1, 3, 1, 4, 2), field(seed, 4, 1, 4, 2), field(seed, 3, 2, 4, 2), field(seed, 3, 1, 5, 2),
              field(seed, 3, 1, 4, 3), base.reshape(N, N).T.ravel(), np.roll(base, 1), np.roll(base, N)]  # fmt: skip
    for other in others:
        apart = np.abs(other - base) > 0  # the diagonal is its own transpose
        assert abs(np.corrcoef(base[apart], other[apart])[0, 1]) < 5 / np.sqrt(apart.sum())


def test_events_are_independent_of_each_other():
    fields = np.stack([field(7, 0, 0, 1, event) for event in range(1, EVENTS)])
    size = fields.shape[1]
    assert np.abs(np.corrcoef(fields) - np.eye(len(fields))).max() < 5 / np.sqrt(size)
    for a, b in combinations((0, 1, 2, 8, 12), 2):
        cells = np.histogram2d(fields[a], fields[b], bins=6, range=[[0, 1], [0, 1]])[0]
        assert stats.chisquare(cells.ravel()).pvalue > 1e-5


def test_years_of_one_pair_are_not_related():
    series = np.array(
        [[pair_uniform(key(3, 0, 0, year), 2, 5), pair_uniform(key(3, 0, 0, year), 5, 2)] for year in range(1, 1500)]
    )
    assert abs(np.corrcoef(series[:-1, 0], series[1:, 0])[0, 1]) < 5 / np.sqrt(1500)
    assert abs(np.corrcoef(series.T)[0, 1]) < 5 / np.sqrt(1500)
    assert stats.kstest(series[:, 0], "uniform").pvalue > 1e-4


def test_the_third_state_matters():
    u = np.array([third_uniform(key(5), 1, 2, k) for k in range(3000)])
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    assert len({third_uniform(key(5), i, j, k) for i in range(8) for j in range(8) for k in range(8)}) == 512


def test_the_order_of_asking_changes_nothing():
    names = [(year, event, i, j) for year in (1, 2) for event in (1, 9) for i in range(4) for j in range(4)]
    forward = {name: pair_uniform(key(1, 0, 0, *name[:2]), *name[2:]) for name in names}
    backward = {name: pair_uniform(key(1, 0, 0, *name[:2]), *name[2:]) for name in reversed(names)}
    assert forward == backward
    assert len(set(forward.values())) == len(names)


def test_signed_and_unsigned_parts_name_the_same_luck():
    assert pair_uniform(key(1), 3, np.int64(4)) == pair_uniform(key(1), np.uint64(3), np.uint64(4))


def test_normal_quantile_against_scipy():
    u = np.concatenate(
        [np.linspace(1e-6, 1 - 1e-6, 801), 10.0 ** -np.arange(1, 17), [0.075, 0.925, 0.5, 2**-53, 1e-300]]
    )
    ours = np.array([normal_quantile(float(one)) for one in u])
    np.testing.assert_allclose(ours, stats.norm.ppf(u), rtol=1e-13, atol=1e-15)


def test_normals_are_standard():
    z = np.array(
        [pair_normal(key(9), i, 7) for i in range(2000)] + [third_normal(key(9), 1, 2, k) for k in range(2000)]
    )
    assert stats.kstest(z, "norm").pvalue > 1e-4


def test_no_number_is_0_or_1():
    largest, smallest = np.uint64(2**64 - 1), np.uint64(0)
    assert 0.0 < uniform(smallest) < uniform(largest) < 1.0
