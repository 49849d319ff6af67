"""What the reader gets of a history: running totals, written out at each horizon (MODEL section 13)."""

from __future__ import annotations

from foedus.model.economy import energy_output
from foedus.model.law import log, loop
from foedus.model.sides import weighted
from foedus.model.situation import (
    ARMS,
    ARMS_MULTIPLE,
    EFFORT,
    EXPLOSIVE,
    FINE,
    GDP,
    LOSS,
    NOT_A_NUMBER,
    PERIOD,
    RACE,
    SPILL,
    STATUS,
    SUM_HOSTILITY,
    YEAR,
)  # fmt: skip
from foedus.model.yearend import race_factor

RUNAWAY = 3.0  # a region whose arms burden or hostility has tripled is flagged as explosive (section 9)
RACE_STEPS = 40  # power iterations for the spectral radius


@loop
def open_count(tally):
    """Set the running totals of a stream to zero."""
    tally.war_sum[:, :] = 0.0
    tally.bond_sum[:, :] = 0.0
    tally.money[:, :] = 0.0
    tally.total[:] = 0.0


@loop
def count_year(now, frame, tally):
    """Add a year: who is at war by which route, losses that fall due, arms and economy; and whether all is a number."""
    year, period, everything = now.clock[YEAR], now.clock[PERIOD], 0.0
    share = 1.0 / tally.war_years.shape[0]
    for k in range(now.gdp.shape[0]):
        if now.route_now[k] >= 0:
            tally.war_sum[k, now.route_now[k]] += 1.0
        loss = now.due[year, k] + energy_output(now.short[k], frame.p)
        tally.money[LOSS, k] += loss
        tally.money[ARMS, k] += now.arms[k]
        tally.money[GDP, k] += now.gdp[k]
        tally.money[SPILL, k] += now.aside[year, k]
        tally.money[EFFORT, k] += log(now.arms[k] + weighted(frame.owed[period, k], now.arms))
        tally.path[year - 1, k, 0] += loss * share
        tally.path[year - 1, k, 1] += share if now.route_now[k] >= 0 else 0.0
        tally.path[year - 1, k, 2] += 100.0 * now.arms[k] / now.gdp[k] * share
        everything += now.gdp[k] + now.arms[k] + now.own[k] + now.help[k] + now.due[year, k]
    note_numbers(everything, now)


@loop
def note_numbers(total, now):
    """Mark a history as failed when a sum of its numbers is not finite."""
    if now.clock[STATUS] == FINE and not (total - total == 0.0):
        now.clock[STATUS] = NOT_A_NUMBER


@loop
def close_horizon(stream, horizon, now, frame, tally):
    """Write the totals of the first h years of one stream."""
    years = tally.horizons[horizon] * 1.0
    end_state(now, frame, tally)
    for k in range(now.gdp.shape[0]):
        for route in range(tally.war_sum.shape[1]):
            tally.war_years[stream, horizon, k, route] = int(tally.war_sum[k, route])
        for bond in range(tally.bond_sum.shape[1]):
            tally.bonds[stream, horizon, k, bond] = int(tally.bond_sum[k, bond])
        tally.loss[stream, horizon, k] = tally.money[LOSS, k] / years
        tally.arms[stream, horizon, k] = tally.money[ARMS, k] / years
        tally.gdp[stream, horizon, k] = tally.money[GDP, k] / years
        tally.spill[stream, horizon, k] = tally.money[SPILL, k] / years
        tally.effort[stream, horizon, k] = tally.money[EFFORT, k] / years
    for s in range(tally.system.shape[2]):
        tally.system[stream, horizon, s] = tally.total[s]


@loop
def end_state(now, frame, tally):
    """How a history stands at a horizon: hostility, arms, whether a race runs away; and whether all is a number."""
    hostility, start, arms, gdp, arms_0, gdp_0 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    ground = frame.ground
    for i in range(now.gdp.shape[0]):
        arms, gdp = arms + now.arms[i], gdp + now.gdp[i]
        arms_0, gdp_0 = arms_0 + ground.arms[i], gdp_0 + ground.gdp[i]
        for j in range(now.gdp.shape[0]):
            hostility, start = hostility + now.hostility[i, j], start + ground.hostility[i, j]
    multiple = arms / gdp / (arms_0 / gdp_0)
    race = race_factor(now, frame, RACE_STEPS)
    tally.total[SUM_HOSTILITY] = hostility
    tally.total[RACE] = race
    tally.total[ARMS_MULTIPLE] = multiple
    runaway = race >= 1.0 or multiple > RUNAWAY or hostility > RUNAWAY * start
    tally.total[EXPLOSIVE] = 1.0 if runaway else 0.0
    note_numbers(hostility + arms + gdp + race, now)
