"""What it costs to look for a region and to analyse a design: no simulation.

Run: python benchmarks/bench_flip.py [REPEATS]. Seconds of the wall clock, best of the repeats. Budgets: PRIM on
100,000 x 30 under 5 s; the Sobol analysis of 22,528 rows under 1 s.
"""

import sys
import time
from collections.abc import Callable

import numpy as np

from foedus.claims.flip import flip
from foedus.claims.prim import path
from foedus.claims.sensitivity import analysed, design


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The fastest of some repeats."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(repeats: int = 3) -> None:
    """One line for each."""
    rng = np.random.default_rng(1)
    table = rng.random((100_000, 30))
    inside = (table[:, 3] < 0.4) & (table[:, 7] > 0.5)
    interest = (rng.random(100_000) < np.where(inside, 0.9, 0.1)).astype(float)
    groups = {f"x{at}": f"x{at}" for at in range(20)}
    cube = design(groups, 1024, 1)
    space, draws = rng.random((1536, 110)), np.tile(np.arange(256), 6)
    truth = (rng.random(1536) < np.where(space[:, 0] < 0.4, 0.2, 0.9)).astype(float)
    for name, work, budget in (
        ("PRIM, 100,000 x 30", lambda: path(table, interest), 5.0),
        (f"Sobol analysis, {len(cube):,} rows", lambda: analysed(cube[:, 0] + cube[:, 1] ** 2, groups, 1), 1.0),
        ("flip, 1,536 x 110", lambda: flip(space, truth, draws), 2.0),
    ):
        print(f"  {name:<32} {seconds(work, repeats):7.2f} s (budget {budget:g} s)")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
