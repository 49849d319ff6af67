"""A history year by year, so that one year of it can be looked at: the same steps as `step.history`."""

from __future__ import annotations

from foedus.model.count import open_count
from foedus.model.law import loop
from foedus.model.luck import SHOCK, event_key, normal_quantile, pair_uniform, stream_key
from foedus.model.onset import shock_start
from foedus.model.start import year_zero
from foedus.model.step import step, turn_year


@loop
def opened(names, stream, now, frame, tally):
    """Set one stream of one draw to year 0, as `step.history` begins.

    Parameters
    ----------
    names : (seed, draw), uint64
    stream : int
    """
    key = stream_key(names[0], names[1], stream)
    year_zero(now, frame)
    now.shock[0] = shock_start(normal_quantile(pair_uniform(event_key(key, 0, SHOCK), 0, 0)), frame.p)
    open_count(tally)


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
