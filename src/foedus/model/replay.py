"""A history year by year after `step.open_history`, so that one year of it can be looked at."""

from __future__ import annotations

from foedus.model.law import loop
from foedus.model.luck import stream_key
from foedus.model.step import step, turn_year


@loop
def advanced(names, when, luck, now, frame, tally):
    """Play one year.

    Parameters
    ----------
    names : (seed, draw), uint64
    when : (stream, year, report), int
        The year counts from 1; `report` is the row of `tally.expected` to fill, -1 for none.
    luck : (n, n)
        Log of the crisis luck of every pair this year.
    """
    stream, year, report = when
    turn_year(stream_key(names[0], names[1], stream), year, now, frame)
    step(luck, report, now, frame, tally)
