"""What it costs to compile law: one date to arrays, one architecture to commitments over 21 years.

Run: python benchmarks/bench_commitments.py [REPEATS]. CPU seconds, median; 63 states of 2023.
Budgets: a date under 1 s, an architecture under 2 s.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture, names
from foedus.architectures.periods import claimed_places
from foedus.treaties.arrays import law_arrays
from foedus.treaties.library import library
from foedus.world.load import embedded


def seconds(task: Callable[[], object], repeats: int) -> float:
    """CPU seconds of one call, median."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return statistics.median(times)


def main(repeats: int = 3) -> None:
    """Print one line per date and architecture, with the sizes of the arrays."""
    world, law = embedded("asia-pacific-2023"), library()
    claims = claimed_places(world, law)
    day = date(2023, 7, 1)
    rows = law_arrays(law, day, world.codes, claims).rows
    spent = seconds(lambda: law_arrays(law, day, world.codes, claims), repeats)
    print(f"{'law of one date':<28} {spent:6.3f} s  {len(rows)} clauses")
    for name in names():
        plan = architecture(name)
        made = commitments(world, plan, 2043)
        spent = seconds(lambda plan=plan: commitments(world, plan, 2043), repeats)
        kinds = len(made.kind_start) - 1
        print(f"{name:<28} {spent:6.3f} s  {len(made.start)} periods, {len(made.bearer)} rows, {kinds} kinds")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
