"""One year, the laws in order; and the years of one history."""

from __future__ import annotations

from foedus.model.count import close_horizon, count_year, note_numbers, open_count
from foedus.model.crisis import disputes_of_the_year, expected_outcomes
from foedus.model.law import loop
from foedus.model.luck import EVENTS, SHOCK, event_key, normal_quantile, pair_uniform, stream_key
from foedus.model.onset import shock_next, shock_start
from foedus.model.perception import encircle, perceive
from foedus.model.situation import FINE, PERIOD, STATUS, YEAR
from foedus.model.start import take_stock, year_zero
from foedus.model.supply import declared_wars, supplies_of_the_year
from foedus.model.war import wars_go_on, wars_of_the_year
from foedus.model.yearend import arm, grow, remember


@loop
def step(luck, report, now, frame, tally):
    """One year under the law as it stands (order of MODEL section 0).

    Parameters
    ----------
    luck : (n, n)
        Log of the crisis luck of every pair this year.
    report : int
        Row of `tally.expected` to fill with this year's expected outcomes; -1 for none.
    """
    look_around(now, frame)  # 1-3
    live(luck, report, now, frame, tally)  # 4-9; 10 alignment is frozen here (`realign` frees it)


@loop
def look_around(now, frame):
    """What states see as a year begins: power, new ties, threats."""
    before = enter_law(now, frame)
    take_stock(now, frame)  # 1 power
    if before != now.clock[PERIOD]:
        encircle(before, now, frame)  # 3 perceptions: new ties
    perceive(now, frame)  # 2-3 coalitions, threats


@loop
def live(luck, report, now, frame, tally):
    """What happens in a year that has been looked at. Arguments as in `step`."""
    if report >= 0:
        expected_outcomes(report, now, frame, tally)
        note_numbers(tally.expected[report].sum(), now)
    disputes_of_the_year(luck, now, frame, tally)  # 4-6 issues, crises, joining, wars
    declared_wars(now, frame, tally)
    wars_of_the_year(now)
    supplies_of_the_year(now, frame, tally)
    count_year(now, frame, tally)
    grow(now, frame)  # 7 economy
    arm(now, frame)  # 8 arming
    remember(now, frame)  # 9 hostility
    wars_go_on(now)


@loop
def enter_law(now, frame):
    """Take the law of the year; arms set by an architecture change at once. Returns the law of the year before."""
    before = now.clock[PERIOD]
    period = frame.law.period[now.clock[YEAR]]
    now.clock[PERIOD] = period
    if period != before:
        for i in range(now.arms.shape[0]):
            now.arms[i] = now.arms[i] * frame.law.arms_factor[period, i] / frame.law.arms_factor[before, i]
    return before


@loop
def turn_year(key, year, now, frame):
    """Luck of the new year: its keys and its common shock (E9)."""
    now.clock[YEAR] = year
    for event in range(1, EVENTS):
        now.key[event] = event_key(key, year, event)
    normal = normal_quantile(pair_uniform(now.key[SHOCK], 0, 0))
    now.shock[0] = shock_next(now.shock[0], normal, frame.p)


@loop
def history(names, stream, luck, now, frame, tally):
    """The years of one stream of one draw, from year 0 to the last horizon or to the year in which it failed.

    Parameters
    ----------
    names : (seed, draw), uint64
    stream : int
    luck : (streams, years, n, n)
    """
    key = open_history(names, stream, now, frame, tally)
    for year in range(1, luck.shape[1] + 1):
        turn_year(key, year, now, frame)
        step(luck[stream, year - 1], report_of(stream, year, tally), now, frame, tally)
        close_year(stream, year, now, frame, tally)
        if now.clock[STATUS] != FINE:
            return


@loop
def open_history(names, stream, now, frame, tally):
    """Year 0 of one stream, its first shock, and empty totals. Returns the key of its luck."""
    key = stream_key(names[0], names[1], stream)
    year_zero(now, frame)
    now.shock[0] = shock_start(normal_quantile(pair_uniform(event_key(key, 0, SHOCK), 0, 0)), frame.p)
    open_count(tally)
    return key


@loop
def report_of(stream, year, tally):
    """Row of `tally.expected` that this year fills; -1 for none. The first stream alone reports."""
    if stream == 0:
        for report in range(tally.report_years.shape[0]):
            if tally.report_years[report] == year:
                return report
    return -1


@loop
def close_year(stream, year, now, frame, tally):
    """Write the totals if a horizon ends with this year."""
    for horizon in range(tally.horizons.shape[0]):
        if tally.horizons[horizon] == year:
            close_horizon(stream, horizon, now, frame, tally)


@loop
def histories(names, luck, now, frame, tally):
    """All streams of one draw under one architecture. Returns the first status that is not FINE, and its year."""
    status, year = FINE, 0
    for stream in range(luck.shape[0]):
        history(names, stream, luck, now, frame, tally)
        if status == FINE and now.clock[STATUS] != FINE:
            status, year = now.clock[STATUS], now.clock[YEAR]
    return status, year
