"""H_0: hostility per directed pair at the start, from the record of disputes to 2010 and coded rivalries.

    python -m foedus.world.hostility_record --data DIR [--world NAME]  > hostility.csv

`DIR` holds the table `gml_dirdisp.parquet` (Gibler, Miller and Little, militarised interstate disputes,
directed dyadic dispute-years). The rule is that of MODEL E19:

    H_0 = max(coded rivalry, .06 * past disputes decayed at .048 a year)

read as follows. Past disputes are onsets in which both states are originators (joiners do not count),
in either direction, as in E19 itself, so H_0 is symmetric. They decay to 2010, the last year of the
record, and no further: later years are not observed, and to let the memory fade through them would assert
that nothing happened. Two decimals; a pair that rounds to 0.00 has no hostility.

Sum over the 63 states of 2023 by reading: this one 44 (the figure in MODEL section 23); decayed to 2023
36; only disputes a state began itself 35 (to 2010) or 31 (to 2023); joiners too 47.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from foedus.errors import BadInput
from foedus.world.load import embedded
from foedus.world.relations import RIVALRY
from foedus.world.world import World

WEIGHT = 0.06  # hostility per remembered dispute
DECAY = 0.048  # per year
LAST_YEAR = 2010  # of the record
TABLE = "gml_dirdisp.parquet"
HEADER = ("state", "toward", "h0", "basis")


def hostility_record(data: str | Path, world: World) -> list[tuple[str, str, str, str]]:
    """Lines of `hostility.csv` of `world`: state, toward, H_0 with two decimals, basis (rivalry or disputes).

    `data` is the folder of the record. Raises BadInput if its table is not there.
    """
    memory = disputes_memory(data, world.cow)
    rival = np.zeros_like(memory, dtype=bool)
    for rivalry in world.rivalries:
        i, j = world.codes.index(rivalry.a), world.codes.index(rivalry.b)
        rival[i, j] = rival[j, i] = True
    hostility = np.maximum(np.where(rival, RIVALRY, 0.0), WEIGHT * memory)
    return [
        (world.codes[i], world.codes[j], f"{hostility[i, j]:.2f}", _basis(rival[i, j], WEIGHT * memory[i, j]))
        for i in range(world.n)
        for j in range(world.n)
        if round(hostility[i, j], 2) > 0.0
    ]


def disputes_memory(data: str | Path, cow: Sequence[int]) -> np.ndarray:
    """(n, n) number of past disputes between two originators, decayed to `LAST_YEAR`, symmetric.

    `cow` are the Correlates of War numbers of the n states.
    """
    import polars as pl  # only here: a world loads without it

    path = Path(data) / TABLE
    if not path.is_file():
        raise BadInput(f"No table '{TABLE}' in '{data}'. Give the folder of the record with --data DIR.")
    column = pl.col
    onsets = pl.read_parquet(path, columns=["ccode1", "ccode2", "year", "midonset", "orig1", "orig2"]).filter(
        (column("midonset") == 1) & (column("orig1") == 1) & (column("orig2") == 1) & (column("year") <= LAST_YEAR)
    )
    at = {number: index for index, number in enumerate(cow) if number}
    memory = np.zeros((len(cow), len(cow)))
    for first, second, year in onsets.select("ccode1", "ccode2", "year").iter_rows():
        if first in at and second in at:
            memory[at[first], at[second]] += math.exp(-DECAY * (LAST_YEAR - year))
    return memory


def _basis(rival: bool, remembered: float) -> str:
    return "rivalry" if rival and remembered < RIVALRY else "disputes"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description="H_0 per directed pair, from the record to 2010")
    parser.add_argument("--data", required=True, help=f"folder that holds {TABLE}")
    parser.add_argument("--world", default="asia-pacific-2023", help="embedded world")
    chosen = parser.parse_args(arguments)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(HEADER)
    lines.writerows(hostility_record(chosen.data, embedded(chosen.world)))


if __name__ == "__main__":
    main()
