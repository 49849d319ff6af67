"""What a year hands to the next: economy, arms, hostility (E16-E19)."""

from __future__ import annotations

from foedus.model.arming import arms_coupling, arms_next, arms_target, arms_wish, pledge_gap
from foedus.model.economy import gdp_next
from foedus.model.hostility import hostility_fade, hostility_next, hostility_push
from foedus.model.law import log, loop
from foedus.model.luck import ARMS, HOSTILITY, normal_quantile, pair_normal, pair_uniform
from foedus.model.perception import list_quarrel, set_hostility
from foedus.model.power import arms_floored, stock_next
from foedus.model.sides import weighted
from foedus.model.situation import MET, PERIOD, QUARRELS, YEAR
from foedus.model.threat import perceived_offence


@loop
def growth_of(i, frame):
    """Real growth of one state's economy: the world's figure, else the draw's (MODEL section 8)."""
    growth = frame.ground.growth[i]
    return growth if growth == growth else frame.p.growth  # nan differs from itself


@loop
def grow(now, frame):
    """Economy of next year (E16). Trade reads 0, and so does energy where a world has none."""
    for i in range(now.gdp.shape[0]):
        loss = now.due[now.clock[YEAR], i]
        now.gdp[i] = gdp_next(now.gdp[i], growth_of(i, frame), loss, now.short[i], 0.0, 0.0, frame.p)


@loop
def wish_of(i, at_war, now, frame):
    """What moves the spending of one state (E17), with its threats of the year."""
    period = now.clock[PERIOD]
    gap = pledge_gap(now.arms[i], now.gdp[i], frame.law.pledge[period, i], frame.p)
    return arms_wish(now.gdp[i], now.sums[3, i], now.help[i], gap, at_war, frame.p)


@loop
def arm(now, frame):
    """Spending and stock of next year (E1a, E17-E18). `now.sums[3]` still holds the year's total threats."""
    period = now.clock[PERIOD]
    for i in range(now.arms.shape[0]):
        wish = wish_of(i, 1.0 if now.route_now[i] >= 0 else 0.0, now, frame)
        target = arms_target(frame.base[i], wish) + log(frame.law.arms_factor[period, i])
        now.stock[i] = stock_next(now.stock[i], now.arms[i], frame.p)
        spent = arms_next(now.arms[i], target, normal_quantile(pair_uniform(now.key[ARMS], i, i)), frame.p)
        now.arms[i] = arms_floored(spent, now.gdp[i], frame.p)


@loop
def remember(now, frame):
    """Hostility of next year (E19), for every pair that has or gets any."""
    for m in range(now.clock[MET]):
        list_quarrel((now.met[m, 0], now.met[m, 1]), now, frame)
    for q in range(now.clock[QUARRELS]):
        remember_pair(q, now, frame)
    for m in range(now.clock[MET]):
        i, j = now.met[m, 0], now.met[m, 1]
        now.disputed[i, j], now.warred[i, j] = 0.0, 0.0
    now.clock[MET] = 0


@loop
def remember_pair(q, now, frame):
    """Hostility of one pair next year; nothing moves where there is none and nothing happened."""
    i, j = now.quarrel[q, 0], now.quarrel[q, 1]
    law, period, p = frame.law, now.clock[PERIOD], frame.p
    hostility, start = now.hostility[i, j], frame.ground.hostility[i, j]
    push = hostility_push(now.disputed[i, j], now.warred[i, j], now.circled[q], 0.0, p)
    now.circled[q] = 0.0
    if hostility == 0.0 and start == 0.0 and push == 0.0:
        return
    fade = hostility_fade(hostility, start, law.depth[period, i, j], 0.0, law.allied[period, i, j], p)
    normal = pair_normal(now.key[HOSTILITY], i, j) if hostility > 0.0 else 0.0
    set_hostility((i, j), hostility_next(hostility, fade, push, normal, p), now, frame)


@loop
def race_factor(now, frame, steps):
    """Spectral radius of the arms race of this year (Jacobian of E18), by `steps` power iterations.

    A rival's partners move with its own spending as one block.
    """
    n = now.gdp.shape[0]
    here, there, pulls = now.row[0], now.row[1], now.circled
    for q in range(now.clock[QUARRELS]):
        pulls[q] = coupling_of(q, now, frame)
    here[:] = 1.0
    radius = 1.0
    for _ in range(steps):
        for i in range(n):
            there[i] = (1.0 - frame.p.arms_adjustment) * here[i]
        for q in range(now.clock[QUARRELS]):
            there[now.quarrel[q, 0]] += pulls[q] * here[now.quarrel[q, 1]]
        radius = 0.0
        for i in range(n):
            radius = max(radius, there[i])
        for i in range(n):
            here[i] = there[i] / radius
    pulls[:] = 0.0
    return radius


@loop
def coupling_of(q, now, frame):
    """How far one rival's spending pulls on a state's own (E18)."""
    i, j = now.quarrel[q, 0], now.quarrel[q, 1]
    old, period = frame.pairs.shape[0], now.clock[PERIOD]
    partners = 0.0
    if q < old:
        for k in range(now.strength.shape[0]):
            partners = partners + frame.partner[period, k, q] * now.strength[k]
    else:
        partners = weighted(now.partner[q - old], now.strength)
    rival = now.strength[j] * frame.reach[period, i, j]
    total = rival + partners
    perceived = perceived_offence(frame.offensive[period, j], frame.clarity[period, j])
    return arms_coupling(now.hostility[i, j], perceived, rival, total, now.strength[i], now.sums[3, i], frame.p)
