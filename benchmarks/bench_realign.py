"""What re-alignment costs, and how often states move: run with `python benchmarks/bench_realign.py [DRAWS]`.

Prints CPU time per draw, theory and architecture with alignment frozen and free, and the moves of a history.
"""

from __future__ import annotations

import sys
import time

from foedus.architectures.commitments import commitments
from foedus.architectures.load import architecture
from foedus.architectures.options import options
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.load import ORDER, theory
from foedus.world import find

NAMES = ("status-quo", "bloc-extension")
MOVES = ("accessions", "exits", "counter_pacts")
YEARS, STREAMS = 20, 8


def main(draws: int) -> None:
    """Run both and print one line each."""
    world = find("asia-pacific-2023")
    orders = {name: architecture(name) for name in NAMES}
    laws = {name: commitments(world, one, world.year + YEARS) for name, one in orders.items()}
    began = time.process_time()
    choices = {name: options(world, one, world.year + YEARS) for name, one in orders.items()}
    print(f"options: {(time.process_time() - began) / len(NAMES):.1f} s an architecture, once")
    beliefs = {name: draw_parameters(theory(name), 1, draws) for name in ORDER}
    for free in (False, True):
        plan = Plan(draws=draws, streams=STREAMS, years=YEARS, threads=1, realign=free)
        once = Plan(draws=1, threads=1, realign=free)  # compiles
        simulate(world, laws, {"no-theory": beliefs["no-theory"]}, once, options=choices)
        began = time.process_time()
        made = simulate(world, laws, beliefs, plan, options=choices)
        spent = 1000.0 * (time.process_time() - began) / (draws * len(ORDER) * len(NAMES))
        print(f"{'free' if free else 'frozen'}: {spent:.1f} ms a draw, theory and architecture ({STREAMS} histories)")
        for a, name in enumerate(made.architectures):
            told = [f"{made.system[:, a, ..., made.system_names.index(one)].mean():.1f} {one}" for one in MOVES]
            print(f"  {name}: {', '.join(told)} in a history of {YEARS} years")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
