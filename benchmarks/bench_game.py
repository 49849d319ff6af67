"""Seconds of a game of who would join, measured small and extrapolated: python benchmarks/bench_game.py.

Aim (issue C): five candidates (32 coalitions), 256 draws, 2 streams, all theories under 90 s on two cores. The first
game compiles; two sizes of draws are then timed, which tells the cost of a draw from that of a game.
"""

from __future__ import annotations

import sys
import time

from foedus.architectures.load import architecture
from foedus.claims.play import play
from foedus.simulate.result import Plan
from foedus.theories.load import ORDER, theory
from foedus.world import find

AIM = 90.0
COALITIONS, DRAWS = 32, 256


def seconds(candidates: tuple[str, ...], draws: int) -> float:
    """Wall time of one game of `bloc-extension` with two streams and all theories."""
    world, theories = find("asia-pacific-2023"), [theory(name) for name in ORDER]
    began = time.perf_counter()
    play(world, architecture("bloc-extension"), candidates, theories, Plan(draws=draws, streams=2, expected=False))
    return time.perf_counter() - began


def main() -> int:
    """Print what was measured and the extrapolation; 1 when the aim is missed."""
    seconds(("JPN",), 1)
    few, many = seconds(("JPN", "KOR"), 4), seconds(("JPN", "KOR"), 12)
    each = (many - few) / 8 / 5  # per draw and body of law: status quo and four coalitions
    fixed = max(0.0, few - 4 * 5 * each) / 5
    whole = (COALITIONS + 1) * (fixed + DRAWS * each)
    print(f"4 coalitions: {few:.1f} s at 4 draws, {many:.1f} s at 12; {1e3 * each:.1f} ms per draw and coalition")
    print(f"{COALITIONS} coalitions x {DRAWS} draws, extrapolated: {whole:.0f} s (aim {AIM:.0f} s)")
    return int(whole > AIM)


if __name__ == "__main__":
    sys.exit(main())
