"""The log of every pair's crisis luck for one draw, made once and met by every theory and architecture."""

from __future__ import annotations

from foedus.model.law import log, loop
from foedus.model.luck import CRISIS, event_key, pair_uniform, stream_key


@loop
def luck_table(names, table):
    """Fill `table` (streams, years, n, n) with log u of the event CRISIS.

    Parameters
    ----------
    names : (seed, draw), uint64
    """
    streams, years, n, _ = table.shape
    for stream in range(streams):
        key = stream_key(names[0], names[1], stream)
        for year in range(years):
            event = event_key(key, year + 1, CRISIS)
            for i in range(n):
                for j in range(n):
                    table[stream, year, i, j] = log(pair_uniform(event, i, j))
