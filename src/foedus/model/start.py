"""Year 0: what is computed once per draw, and what is solved so that the model starts where the world stands."""

from __future__ import annotations

from foedus.model.arming import arms_level
from foedus.model.duties import fill_owed, row_weights
from foedus.model.duty import label_weights
from foedus.model.joining import reliability
from foedus.model.law import exp, expm1, log, loop
from foedus.model.luck import RELIABILITY, event_key, normal_quantile, pair_uniform
from foedus.model.onset import log_rate_moving, log_rate_static
from foedus.model.perception import perceive, set_hostility, weigh_anyone
from foedus.model.power import expected_growth, reach, share, stock_start, strength_by_form
from foedus.model.sides import fill_odds_factors
from foedus.model.situation import MET, PERIOD, QUARRELS, STATUS, WARS, YEAR
from foedus.model.tail import play_calmly, set_close, weigh_quarrels
from foedus.model.yearend import growth_of, wish_of


@loop
def prepare(luck_key, kinds, now, frame):
    """Fill a frame for one draw, up to what `settle` solves. `luck_key` is the key of the draw's first stream."""
    fill_weights(luck_key, frame)
    row_weights(kinds, frame)
    fill_owed(frame)
    fill_odds_factors(frame)
    fill_reach(frame)
    now.memo[:, :] = -1.0  # what it holds may be of another draw
    year_zero(now, frame)
    for period in range(frame.law.periods):
        weigh_anyone(period, now, frame)


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
        for period in range(frame.law.periods):
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
            for period in range(frame.law.periods):
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
    for still in (now.fighting, now.disputed, now.warred, now.threat, now.due, now.aside):
        still[:, :] = 0.0
    now.circled[:] = 0.0
    now.cut[:, :] = 0.0
    now.short[:] = 0.0
    now.duty[:, :, :] = 0.0  # what it holds may be rows of another law
    now.heard[0, :, :] = -1.0  # and this of another stream
    now.listed[:, :] = 0
    now.clock[QUARRELS] = frame.pairs.shape[0]
    for i in range(n):
        now.stock[i] = stock_start(now.arms[i], frame.p)
        for j in range(n):
            now.hostility[i, j] = 0.0
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
    p, people = frame.p, frame.ground.population
    total = 0.0
    for i in range(now.gdp.shape[0]):
        now.strength[i] = strength_by_form(now.stock[i], now.gdp[i], now.arms[i], people[i], p)
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
    frames of the other architectures share, and the calm game of every pair. `rates` is a workspace of two rows of
    n * n numbers.
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
    for j in range(n):
        for i in range(n):
            play_calmly(i, j, frame.tail[period], now, frame)
    count = 0
    for i in range(n):
        for j in range(n):
            if i != j:
                rates[0, count] = now.known[i, j] + now.own[i]
                rates[1, count] = frame.tail[period, 0, i, j]
                count += 1
    level = issue_level(rates, count, p.disputes_per_year_target * ground.pace)
    frame.static[:, :] = frame.static + level
    for i in range(n):
        for j in range(n):
            now.known[i, j] = now.known[i, j] + level
    set_close(now, frame)


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
