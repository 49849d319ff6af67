"""What the calm game of far pairs costs in accuracy: expected outcomes as they are, against every pair in full.

    python benchmarks/bench_expected.py [--draws 8]

In a report year the pairs that carry `tail.CLOSE_SHARE` of the rate play the whole game of the year; the others take
that of year 0 without errors of belief. Here both are run on the same draws; the run in full compiles apart.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ARCHITECTURES = ("status-quo", "bloc-extension", "shared-security", "collective-security")


def main() -> None:
    """Run both in processes of their own and compare."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--draws", type=int, default=8)
    ask.add_argument("--save", type=Path, help=argparse.SUPPRESS)
    ask.add_argument("--whole", action="store_true", help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.save:
        np.save(asked.save, expected(asked.draws, asked.whole))
        return
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for extra in ((), ("--whole",)):
            file = Path(folder) / f"{len(extra)}.npy"
            command = [sys.executable, __file__, "--draws", str(asked.draws), "--save", str(file), *extra]
            subprocess.run(command, check=True)
            found.append(np.load(file))
    report(*found)


def expected(draws: int, whole: bool) -> np.ndarray:
    """(T, A, draws, Y, n, 3) expected outcomes of one stream."""
    from foedus.architectures.commitments import commitments
    from foedus.architectures.load import architecture
    from foedus.model import tail
    from foedus.simulate import compiled
    from foedus.simulate.ensemble import simulate
    from foedus.simulate.result import Plan
    from foedus.theories.draws import draw_parameters
    from foedus.theories.load import theories
    from foedus.world.load import embedded

    if whole:
        tail.CLOSE_SHARE, tail.FAR_SHARE = 1.0, 0.0
        ours = compiled.source_hash()
        compiled.source_hash = lambda: f"{ours}-whole"
    world = embedded("asia-pacific-2023")
    laws = {name: commitments(world, architecture(name), world.year + 20) for name in ARCHITECTURES}
    beliefs = {name: draw_parameters(theory, 1, draws) for name, theory in theories().items()}
    return simulate(world, laws, beliefs, Plan(1, draws, 1, 20, (20,), 2)).expected.astype(float)


def report(taken: np.ndarray, full: np.ndarray) -> None:
    """Print errors of the mean over report years: of levels, and of differences to the status quo."""
    for outcome, name in enumerate(("targeted", "force used", "at war as target")):
        a, b = taken[..., outcome].mean(axis=3), full[..., outcome].mean(axis=3)
        print(f"{name}: level {100 * b.mean():.3f} %, off by {100 * (a - b).mean():+.3f} points on average")
        for number, architecture in enumerate(ARCHITECTURES[1:], start=1):
            change_a, change_b = (x[:, number] - x[:, 0] for x in (a, b))
            mean_a, mean_b = change_a.mean(axis=1), change_b.mean(axis=1)
            slope = (mean_a * mean_b).sum() / (mean_b**2).sum()
            rest = np.abs(mean_a - mean_b).max()
            print(f"  {architecture}: differences by theory and state are {slope:.3f} times those in full, "
                  f"at most {100 * rest:.3f} points apart (largest {100 * np.abs(mean_b).max():.2f})")  # fmt: skip


if __name__ == "__main__":
    main()
