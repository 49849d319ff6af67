"""Free re-alignment through the ensemble: frozen stays what it was, and results do not depend on who runs them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from foedus.errors import BadInput
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Ensemble, Plan
from tests.tiny import RESULTS, assert_same, draws
from tests.tiny_moves import Treaty, parted
from tests.tiny_world import world

N, YEARS = 6, 5
BUSY = {"accessions_per_state": 0.2, "exit_rate": 0.2, "pacts_per_state": 0.1}
STILL = dict.fromkeys(BUSY, 0.0)
QUO = parted(N, (Treaty((1, 5), (2, 4)), Treaty((0, 3))), YEARS)
MORE = parted(N, (Treaty((1, 5, 2), (2, 4, 0)), Treaty((0, 3))), YEARS)


def run(
    realign: bool, beliefs: Any, threads: int = 1, architectures: tuple[str, ...] = ("status-quo", "more")
) -> Ensemble:
    made = {name: {"status-quo": QUO, "more": MORE}[name] for name in architectures}
    plan = Plan(draws=len(beliefs), streams=2, years=YEARS, horizons=(YEARS,), threads=threads, realign=realign)
    laws, options = ({name: pair[at] for name, pair in made.items()} for at in (0, 1))
    return simulate(world(N), laws, {"no-theory": beliefs}, plan, options=options)


def total(ensemble: Ensemble, name: str) -> float:
    return float(ensemble.system[..., ensemble.system_names.index(name)].sum())


@pytest.fixture(scope="module")
def free() -> Ensemble:
    return run(True, draws(4, **BUSY))


def test_frozen_counts_no_moves():
    frozen = run(False, draws(4, **BUSY))
    assert [total(frozen, name) for name in ("accessions", "exits", "counter_pacts")] == [0.0] * 3
    assert frozen.provenance["alignment"] == "frozen"


def test_free_without_any_chance_to_move_is_frozen_bit_for_bit():
    assert_same(run(True, draws(4, **STILL)), run(False, draws(4, **STILL)))


def test_states_move_and_it_matters(free):
    assert min(total(free, name) for name in ("accessions", "exits", "counter_pacts")) > 0
    assert free.provenance["alignment"] == "free"
    frozen = run(False, draws(4, **BUSY))
    assert any((getattr(free, name) != getattr(frozen, name)).any() for name in RESULTS if name != "system")


def test_a_frozen_run_after_a_free_one_is_the_same(free):
    first = run(False, draws(4, **BUSY))
    run(True, draws(4, **BUSY))
    assert_same(first, run(False, draws(4, **BUSY)))


def test_threads_and_neighbours_change_nothing(free):
    assert_same(free, run(True, draws(4, **BUSY), threads=3))
    alone = run(True, draws(4, **BUSY), architectures=("status-quo",))
    assert_same(free, alone, (slice(None), slice(0, 1)))


def test_free_needs_options():
    made, _ = QUO
    plan = Plan(draws=1, streams=1, years=YEARS, horizons=(YEARS,), realign=True)
    with pytest.raises(BadInput, match="options of 'status-quo'"):
        simulate(world(N), {"status-quo": made}, {"no-theory": draws(1)}, plan)


def test_all_numbers_are_numbers(free):
    for name in RESULTS:
        assert np.isfinite(getattr(free, name)).all()
