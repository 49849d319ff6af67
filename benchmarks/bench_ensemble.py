"""How long an ensemble takes: CPU-nanoseconds per dyad-year, the share of set-up, wall time and memory.

    python benchmarks/bench_ensemble.py [--draws 8] [--streams 8] [--threads 2] [--full]

A dyad-year is one ordered pair of states in one simulated year of one history. The first run on new sources compiles,
which is reported apart. ``--full`` is the size
of the default question: 7 theories, 9 architectures, 256 draws, 8 streams, 20 years.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time

from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture, names
from foedus.simulate.compiled import is_warm
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theories
from foedus.world.load import embedded

YEARS = 20


def main() -> None:
    """Run and print."""
    ask = argparse.ArgumentParser()
    for name, default in (("draws", 8), ("streams", 8), ("threads", 2)):
        ask.add_argument(f"--{name}", type=int, default=default)
    ask.add_argument("--full", action="store_true")
    asked = ask.parse_args()
    draws = 256 if asked.full else asked.draws
    world = embedded("asia-pacific-2023")
    began = time.process_time()
    laws = {name: commitments(world, architecture(name), world.year + YEARS) for name in names("base")}
    print(f"law of {len(laws)} architectures: {time.process_time() - began:.1f} s of CPU")
    beliefs = {name: draw_parameters(theory, 1, draws) for name, theory in theories().items()}
    warm = is_warm()
    timed(world, laws, beliefs, Plan(1, 1, 1, YEARS, (YEARS,), 1))
    if not warm:
        print("(the first line includes compiling)")
    timed(world, laws, beliefs, Plan(1, draws, asked.streams, YEARS, (1, 5, 20), asked.threads))
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


def timed(world, laws, beliefs, plan: Plan) -> None:
    """One ensemble, with its cost per dyad-year."""
    wall, cpu = time.perf_counter(), time.process_time()
    simulate(world, laws, beliefs, plan, lambda done, of: print(f"\r{done}/{of} draws", end="", file=sys.stderr))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    n = len(world.codes)
    pairs = len(laws) * len(beliefs) * plan.draws * plan.streams * plan.years * n * (n - 1)
    print(
        f"\n{plan.draws} draws x {plan.streams} streams, {plan.threads} threads: {wall:.1f} s, {cpu:.1f} s of CPU, "
        f"{cpu / pairs * 1e9:.1f} CPU-ns per dyad-year"
    )


if __name__ == "__main__":
    main()
