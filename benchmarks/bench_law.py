"""What a question to the law costs: one event against all instruments, with and without reasons; one cascade.

Run: python benchmarks/bench_law.py [REPEATS]. CPU milliseconds, median of batches. Budget: under 4 ms with all
reasons, under 1 s to compile one date, under 1 s for 10,000 events through the compiled arrays. Events: random states,
places and days, drawn once with a fixed seed.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from foedus.treaties.arrays import law_arrays
from foedus.treaties.cascade import cascade
from foedus.treaties.event import Event
from foedus.treaties.library import Library, library
from foedus.treaties.obligations import evaluate, rows_only


def events(number: int, first: date, days: int) -> list[Event]:
    """Random events: an armed attack on territory or a vessel."""
    dice, law = random.Random(1), library()
    codes = sorted(code for code, one in law.states.items() if one.kind == "state")
    places = sorted(law.places)
    made = []
    for _ in range(number):
        attacker, victim = dice.sample(codes, 2)
        day = first + timedelta(days=dice.randrange(days))
        target = dice.choice([("territory",), ("vessel", "forces")])
        made.append(Event((attacker,), victim, dice.choice(places), day, target))
    return made


def milliseconds(ask: Callable[[Event], object], asked: list[Event], repeats: int) -> float:
    """CPU milliseconds per event, median over the batches."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        for one in asked:
            ask(one)
        times.append((time.process_time() - start) / len(asked) * 1e3)
    return statistics.median(times)


def compiled(law: Library, day: date, number: int, repeats: int) -> tuple[int, float, float]:
    """(states, seconds to compile one date, seconds for `number` random events), CPU, medians."""
    homes = {one.home_of for one in law.places.values()} & {one.sea_of for one in law.places.values()}
    codes = tuple(sorted(law.world_code(code) for code in homes if code))
    build, ask = [], []
    for _ in range(repeats):
        start = time.process_time()
        arrays = law_arrays(law, day, codes)
        build.append(time.process_time() - start)
        dice = random.Random(1)
        asked = [(*dice.sample(range(len(codes)), 2), dice.randrange(3)) for _ in range(number)]
        start = time.process_time()
        attackers, victims, places = np.array(asked).T
        for clause in arrays.rows:
            clause.of_events(attackers, victims, places)
        ask.append(time.process_time() - start)
    return len(codes), statistics.median(build), statistics.median(ask)


def main(repeats: int = 5) -> None:
    """One line per kind of question."""
    law = library()
    day = date(2023, 7, 1)
    known = [Event(("CHN",), "PHL", "second_thomas_shoal", day), *events(199, day, 1)]
    for name, ask in (
        ("rows only", lambda one: rows_only(law, one)),
        ("with all reasons", lambda one: evaluate(law, one)),
        ("with reasons and chains", lambda one: evaluate(law, one, traced=True)),
    ):
        print(f"  {name:<26} {milliseconds(ask, known, repeats):8.3f} ms per event ({len(law.treaties)} instruments)")
    states, build, ask = compiled(law, day, 10_000, repeats)
    print(f"  {'one date compiled':<26} {build:8.3f} s for {states} states")
    print(f"  {'10,000 compiled events':<26} {ask:8.3f} s")
    war = [Event(("RUS",), "EST", "narva", day)]
    print(f"  {'cascade, Narva, clear':<26} {milliseconds(lambda one: cascade(law, one), war, 1):8.1f} ms")


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
