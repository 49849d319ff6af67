"""Year 0: what is computed once per draw, and what is solved so that the model starts where the world stands."""

from __future__ import annotations

import numpy as np

from foedus.model.arming import arms_level
from foedus.model.crisis import challenge_game, resist_game
from foedus.model.duties import row_weights
from foedus.model.duty import label_weights
from foedus.model.joining import reliability
from foedus.model.law import exp, expm1, log, loop
from foedus.model.luck import RELIABILITY, event_key, normal_quantile, pair_uniform
from foedus.model.onset import log_rate_moving, log_rate_static
from foedus.model.perception import CIRCLE, HELPER, PARTNER, perceive, set_hostility, weigh_anyone, weigh_quarrel
from foedus.model.power import expected_growth, reach, share, stock_start, strength
from foedus.model.sides import fill_odds_factors
from foedus.model.situation import MET, PERIOD, QUARRELS, STATUS, WARS, YEAR
from foedus.model.yearend import growth_of, wish_of

CLOSE_SHARE = 0.9  # of the rate bound of year 0 is carried by the pairs that play the whole game of a report year
FAR_SHARE = 0.03  # of a target's rate comes from initiators for which the game of year 0 is taken in any law


@loop
def prepare(luck_key, kinds, now, frame):
    """Fill a frame for one draw, up to what `settle` solves. `luck_key` is the key of the draw's first stream."""
    fill_weights(luck_key, frame)
    row_weights(kinds, frame)
    fill_odds_factors(frame)
    fill_reach(frame)
    year_zero(now, frame)
    for period in range(frame.reach.shape[0]):
        weigh_anyone(period, now, frame)


@loop
def weigh_quarrels(period, now, frame):
    """Fill the rows of the quarrels of year 0 under one body of law; anew only where it makes a difference to them."""
    for q in range(frame.pairs.shape[0]):
        i, j = frame.pairs[q, 0], frame.pairs[q, 1]
        twin = frame.twin[period, i, j]
        if twin == period:
            weigh_quarrel((i, j), period, now, frame, now.row)
            frame.partner[period, :, q] = now.row[PARTNER]
            frame.helper[period, :, q] = now.row[HELPER]
            frame.circle[period, :, q] = now.row[CIRCLE]
        elif twin >= 0:
            frame.partner[period, :, q] = frame.partner[twin, :, q]
            frame.helper[period, :, q] = frame.helper[twin, :, q]
            frame.circle[period, :, q] = frame.circle[twin, :, q]
        else:
            frame.partner[period, :, q] = frame.shelf.partner[-1 - twin, :, q]
            frame.helper[period, :, q] = frame.shelf.helper[-1 - twin, :, q]
            frame.circle[period, :, q] = frame.shelf.circle[-1 - twin, :, q]


@loop
def fill_weights(luck_key, frame):
    """Weights of labels, reliability of states, posture under each body of law."""
    p, law = frame.p, frame.law
    group = 0
    for weight in label_weights(p):
        frame.label[group] = weight
        group += 1
    key = event_key(luck_key, 0, RELIABILITY)
    for k in range(frame.reliability.shape[0]):
        frame.reliability[k] = reliability(normal_quantile(pair_uniform(key, k, k)), p)
        for period in range(frame.offensive.shape[0]):
            share_set, clarity_set = law.offensive_share[period, k], law.distinguishability[period, k]
            frame.offensive[period, k] = share_set if share_set == share_set else p.offensive_share
            frame.clarity[period, k] = clarity_set if clarity_set == clarity_set else p.distinguishability


@loop
def fill_reach(frame):
    """What part of k's strength arrives at x (E1c), with access under each body of law and without; 1 at home.

    And what cooperation adds to the odds of joining. Access is a factor of reach, as its exponent is a sum.
    """
    p, ground = frame.p, frame.ground
    n = frame.plain.shape[0]
    for x in range(n):
        for k in range(n):
            frame.plain[x, k] = reach(ground.distance[k, x], ground.sea_only[k, x], 0.0, p) if x != k else 1.0
            for period in range(frame.reach.shape[0]):
                tier = frame.law.tier[period, k, x]
                frame.reach[period, x, k] = frame.plain[x, k] * (frame.tiers[1, tier] if x != k else 1.0)
                frame.pull[period, x, k] = frame.tiers[0, tier]


@loop
def year_zero(now, frame):
    """Set the situation to year 0: the world as it is, at peace with itself, under the law of that year."""
    ground, n = frame.ground, frame.plain.shape[0]
    now.clock[YEAR], now.clock[PERIOD], now.clock[WARS], now.clock[STATUS] = 0, frame.law.period[0], 0, 0
    now.clock[MET] = 0
    now.shock[0] = 0.0
    now.gdp[:] = ground.gdp
    now.arms[:] = ground.arms
    now.left[:] = 0
    for still in (now.fighting, now.disputed, now.warred, now.threat, now.due):
        still[:, :] = 0.0
    now.circled[:] = 0.0
    now.duty[:, :, :] = 0.0  # what it holds may be rows of another law
    now.listed[:, :] = 0
    now.clock[QUARRELS] = frame.pairs.shape[0]
    for i in range(n):
        now.stock[i] = stock_start(now.arms[i], frame.p)
        for j in range(n):
            now.hostility[i, j], now.received[j, i] = 0.0, 0.0
            now.hot[j, i], now.cool[j, i], now.known[i, j] = 1.0, frame.alone[i], frame.static[i, j]
            if ground.hostility[i, j] > 0.0:
                set_hostility((i, j), ground.hostility[i, j], now, frame)
    for q in range(frame.pairs.shape[0]):
        now.quarrel[q, 0], now.quarrel[q, 1] = frame.pairs[q, 0], frame.pairs[q, 1]
        now.listed[now.quarrel[q, 0], now.quarrel[q, 1]] = 1
    take_stock(now, frame)


@loop
def take_stock(now, frame):
    """Strength, shares and what follows from them for the year (E1b, own part of E9)."""
    p = frame.p
    total = 0.0
    for i in range(now.gdp.shape[0]):
        now.strength[i] = strength(now.stock[i], now.gdp[i], p)
        total = total + now.strength[i]
    for i in range(now.gdp.shape[0]):
        before = now.share[i]
        now.share[i] = share(now.strength[i], total)
        now.rising[i] = expected_growth(now.arms[i], now.stock[i], growth_of(i, frame), p)
        now.gaining[i] = log(now.share[i]) - log(before) if now.clock[YEAR] > 1 else now.rising[i]
        now.own[i] = log_rate_moving(now.share[i], 0.0, now.shock[0], p)


@loop
def settle(rates, now, frame):
    """Solve the level of arming (a0) and of issues (b0) in year 0 under the status quo, without noise.

    Call after `prepare` of the status quo's frame; fills `frame.base`, `frame.static` and `frame.close`, which the
    frames of the other architectures share, and the calm game of every pair. `rates` is a workspace of two rows of n * n numbers.
    """
    n = frame.plain.shape[0]
    ground, p = frame.ground, frame.p
    period = now.clock[PERIOD]
    weigh_quarrels(period, now, frame)
    perceive(now, frame)
    for i in range(n):
        frame.base[i] = arms_level(now.arms[i], wish_of(i, 0.0, now, frame))
        for j in range(n):
            joint = ground.democracy[i] * ground.democracy[j]
            frame.static[i, j] = log_rate_static(
                ground.land[i, j], ground.sea[i, j], ground.distance[i, j], ground.claim[i, j], 0.0, joint, p
            )
            set_hostility((i, j), now.hostility[i, j], now, frame)
    for i in range(n):
        for j in range(n):
            play_calmly(i, j, frame.tail[period], now, frame)
    count = 0
    for i in range(n):
        for j in range(n):
            if i != j:
                rates[0, count] = now.known[i, j] + now.own[i]
                rates[1, count] = frame.tail[period, 0, i, j]
                count += 1
    level = issue_level(rates, count, p.disputes_per_year_target)
    frame.static[:, :] = frame.static + level
    for i in range(n):
        for j in range(n):
            now.known[i, j] = now.known[i, j] + level
    set_close(now, frame)


@loop
def play_calmly(i, j, into, now, frame):
    """Put the game of one pair, without errors of belief or estimate, into (3, n, n): PC, PR, PF."""
    if i != j:
        into[0, i, j], into[2, i, j] = challenge_game((i, j), 0.0, now, frame)
        into[1, i, j] = resist_game((i, j), 0.0, now, frame)


@loop
def fill_tail(now, frame):
    """Fill the quarrels and `frame.tail`, the calm game of year 0, under each body of law.

    It is played only where the law makes a difference to the pair. Call after `settle` of the status quo.
    """
    kept = now.clock[PERIOD]
    for period in range(frame.tail.shape[0]):
        now.clock[PERIOD] = period
        weigh_quarrels(period, now, frame)
        perceive(now, frame)
        for i in range(frame.plain.shape[0]):
            for j in range(frame.plain.shape[0]):
                twin = frame.twin[period, i, j]
                if twin < 0:
                    frame.tail[period, :, i, j] = frame.shelf.tail[-1 - twin, :, i, j]
                elif twin < period:
                    frame.tail[period, :, i, j] = frame.tail[twin, :, i, j]
                elif now.known[i, j] + now.own[i] > frame.far[j]:
                    play_calmly(i, j, frame.tail[period], now, frame)
                else:
                    frame.tail[period, :, i, j] = frame.shelf.tail[0, :, i, j]
    now.clock[PERIOD] = kept


@loop
def issue_level(rates, count, target):
    """The b0 at which expected disputes of year 0 equal the target, by Newton's rule in logs."""
    level = -2.4
    for _ in range(60):
        total, slope = 0.0, 0.0
        for c in range(count):
            rate = exp(min(40.0, rates[0, c] + level)) * rates[1, c]
            total = total - expm1(-rate)
            slope = slope + rate * exp(-rate)
        change = (log(target) - log(total)) * total / slope
        level = level + max(-2.0, min(2.0, change))
        if abs(change) < 1e-13:
            break
    return level


@loop
def set_close(now, frame):
    """The log rate above which pairs carry CLOSE_SHARE of the rate bound of year 0; and, for each target, the rate
    above which its initiators carry all but FAR_SHARE of its own."""
    n = frame.plain.shape[0]
    rates = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            rates[j, i] = now.known[i, j] + now.own[i] if i != j else -np.inf
    frame.close[0] = rate_that_carries(CLOSE_SHARE, rates.ravel())
    for j in range(n):
        frame.far[j] = rate_that_carries(1.0 - FAR_SHARE, rates[j])


@loop
def rate_that_carries(part, log_rates):
    """The log rate such that the pairs at or above it carry this part of all rates; a hair below it, so that > holds."""
    falling = np.sort(log_rates)[::-1]
    total, running = 0.0, 0.0
    for log_rate in falling:
        total = total + exp(log_rate)
    for log_rate in falling:
        running = running + exp(log_rate)
        if running >= part * total:
            return log_rate - 1e-9
    return falling[-1]
