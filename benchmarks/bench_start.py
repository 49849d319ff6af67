"""What it costs to begin: ``import foedus`` beside ``import numpy``, the help, and a second treaty question.

Run: python benchmarks/bench_start.py [REPEATS]. CPU seconds (user + system) of a fresh interpreter, median.
Budgets: ``import foedus`` at most twice ``import numpy``; a second treaty question under half a second.
"""

import resource
import statistics
import subprocess
import sys

QUESTION = "['obligations', 'CHN', 'PHL', '--at', 'second_thomas_shoal', '--on', '2026-03-01']"
STARTS = {
    "python": "pass",
    "import numpy": "import numpy",
    "import foedus": "import foedus",
    "foedus --help": "from foedus.cli import main; main(['--help'])",
    "foedus obligations": f"from foedus.cli import main; raise SystemExit(main({QUESTION}))",
}


def cpu_seconds(code: str) -> float:
    """CPU time of one fresh interpreter that runs ``code``, its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(repeats: int = 7) -> None:
    """Print one line per start; the first run of each is not counted (it fills the caches)."""
    print("CPU seconds, median of", repeats)
    for name, code in STARTS.items():
        try:
            times = [cpu_seconds(code) for _ in range(repeats + 1)][1:]
        except subprocess.CalledProcessError as failed:
            print(f"  {name:<20} failed with exit code {failed.returncode}")
            continue
        print(f"  {name:<20} {statistics.median(times):.3f}   ({min(times):.3f} to {max(times):.3f})")


if __name__ == "__main__":
    main(*[int(one) for one in sys.argv[1:2]])
