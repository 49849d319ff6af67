"""What each state sees of the others in a year: threat, help, encirclement (E6-E8, A of E17).

Threat and encirclement exist only where there is hostility, so they are kept for the list of quarrels. How far k
counts for or against a state (the weights W_k and q of E7 and E17) is taken with the hostility of the year in which
the quarrel was listed (year 0 for most) and the law of the year, without errors of belief; strength and hostility
themselves move every year.
"""

from __future__ import annotations

from foedus.model.duties import HELPS_TARGET, gather, open_rows
from foedus.model.joining import join_tie
from foedus.model.law import exp, loop
from foedus.model.onset import log_rate_moving
from foedus.model.sides import (
    JOINS,
    PART,
    TO_INITIATOR,
    TO_TARGET,
    calm_odds,
    seen_sides,
    tie_odds,
    true_sides,
    weighted,
)  # fmt: skip
from foedus.model.situation import PERIOD, QUARRELS
from foedus.model.threat import encirclement, encircling_weight, partner_weight, perceived_offence, threat

CALM = 0.001  # weight of an attacker that threatens nothing, in the mean of E17
PARTNER, HELPER, CIRCLE = 0, 1, 2  # rows of a quarrel


@loop
def weigh_quarrel(event, period, now, frame, row):
    """Fill the three rows of the quarrel of i with j: j's partners, i's helpers, j's circle, each times its reach.

    Partners are taken as j, the attacker, sees them; helpers as they are.
    """
    i, j = event
    odds = now.odds
    weigh_partners(event, period, now, frame, row)
    weigh_circle(event, period, now, frame, row)
    true_sides((j, i), 0.0, period, now, frame, now.duty[0])
    for k in range(now.strength.shape[0]):
        row[HELPER, k] = odds[JOINS, k] * odds[PART, k] / now.strength[k]
    row[:, i], row[:, j] = 0.0, 0.0


@loop
def weigh_partners(event, period, now, frame, row):
    """Fill the row of j's partners, and gather the duties of the quarrel: for i (0 mean, 2 home) and for j (1 home)."""
    i, j = event
    odds, duty = now.odds, now.duty
    gather(frame.mean, (j, i), period, frame, duty[0])
    gather(frame.home, (i, j), period, frame, duty[1])
    gather(frame.home, (j, i), period, frame, duty[2])
    clarity = frame.clarity[period, j]
    seen_sides((j, i), 0.0, period, now, frame, duty[0])
    for k in range(now.strength.shape[0]):
        joins = odds[TO_INITIATOR, k] / (1.0 + odds[JOINS, k] + odds[TO_INITIATOR, k])
        weight = partner_weight(joins, duty[1, HELPS_TARGET, k], duty[2, HELPS_TARGET, k], clarity)
        row[PARTNER, k] = weight * frame.reach[period, i, k]
    row[PARTNER, i], row[PARTNER, j] = 0.0, 0.0


@loop
def weigh_circle(event, period, now, frame, row):
    """Fill the row of j's circle; the duties of the quarrel are gathered (`weigh_partners`)."""
    i, j = event
    tier, cooperation, duty = frame.law.tier, frame.cooperation, now.duty
    clarity = frame.clarity[period, j]
    for k in range(now.strength.shape[0]):
        c_j, c_i = cooperation[tier[period, k, j]], cooperation[tier[period, k, i]]
        circle = encircling_weight(duty[1, HELPS_TARGET, k], duty[2, HELPS_TARGET, k], c_j, c_i, clarity, frame.p)
        row[CIRCLE, k] = circle * frame.plain[i, k]


@loop
def weigh_anyone(period, now, frame):
    """Fill `frame.anyone`: help against an attacker without a quarrel, with the mean duty over all attackers."""
    n = now.strength.shape[0]
    law, sheltered = frame.law, now.duty[0]
    for i in range(n):
        open_rows((i, i), period, law, sheltered)  # no state attacks itself: this only clears
        sheltered[:, :] = 0.0
        for c in range(law.crowd_start[period * n + i], law.crowd_end[period * n + i]):
            for r in range(law.crowd[c, 0], law.crowd[c, 1]):
                if law.role[r] == HELPS_TARGET:
                    sheltered[HELPS_TARGET, law.bearer[r]] += law.crowd[c, 2] * frame.mean[r] / (n - 1.0)
        tie_odds((i, i), period, now, frame)
        for k in range(n):
            if k == i:
                frame.anyone[period, i, k] = 0.0
            else:
                frame.anyone[period, i, k] = chance_for_anyone(k, now, frame) * frame.reach[period, i, k]
        sheltered[:, :] = 0.0


@loop
def chance_for_anyone(k, now, frame):
    """Chance that k helps i against an attacker to whom k has no tie of its own.

    `now.odds` is that of the event (i, i): k's hostility to both cancels, and only i's neighbours count.
    """
    d, o = now.odds[TO_TARGET, k], now.odds[TO_INITIATOR, k]
    if now.duty[0, HELPS_TARGET, k] > 0.0:
        now.duty[0, HELPS_TARGET, k] = min(1.0, now.duty[0, HELPS_TARGET, k])
        d = calm_odds(k, now, frame, now.duty[0])[1]
    return d / (1.0 + d + o)


@loop
def list_quarrel(event, now, frame):
    """Begin to follow the hostility of a pair that had none."""
    i, j = event
    if now.listed[i, j] == 0:
        q = now.clock[QUARRELS]
        now.quarrel[q, 0], now.quarrel[q, 1] = i, j
        now.listed[i, j] = 1
        now.clock[QUARRELS] = q + 1
        weigh_listed(q, now, frame)


@loop
def weigh_listed(q, now, frame):
    """Weigh a quarrel that appeared during the run, under the law of the year; helpers as against anyone."""
    row, period = q - frame.pairs.shape[0], now.clock[PERIOD]
    i = now.quarrel[q, 0]
    weigh_partners((i, now.quarrel[q, 1]), period, now, frame, now.row)
    now.partner[row, :] = now.row[PARTNER]
    now.helper[row, :] = frame.anyone[period, i]


@loop
def sum_by_quarrel(table, strength, into):
    """Sums over states of weight times strength, for all quarrels of year 0 at once; `table` is (n, m)."""
    n = table.shape[0]
    into[:] = 0.0
    for k in range(0, n - 3, 4):
        add_four(table[k], table[k + 1], table[k + 2], table[k + 3], strength[k : k + 4], into)
    for k in range(n - n % 4, n):
        row, power = table[k], strength[k]
        for q in range(table.shape[1]):
            into[q] = into[q] + row[q] * power


@loop
def add_four(a, b, c, d, power, into):
    """Add four weighted rows at once: the running sums are read and written a quarter as often."""
    first, second, third, fourth = power[0], power[1], power[2], power[3]
    for q in range(into.shape[0]):
        into[q] = into[q] + (a[q] * first + b[q] * second) + (c[q] * third + d[q] * fourth)


@loop
def perceive(now, frame):
    """Threat of each rival (E7) and the help each state expects (A of E17), from this year's strength."""
    old, period = frame.pairs.shape[0], now.clock[PERIOD]
    helped, weights, listed, total = now.sums[0], now.sums[1], now.sums[2], now.sums[3]
    partners, helpers = now.drawn[0], now.drawn[1]
    now.sums[:, :] = 0.0
    sum_by_quarrel(frame.partner[period], now.strength, partners[:old])
    sum_by_quarrel(frame.helper[period], now.strength, helpers[:old])
    for q in range(old, now.clock[QUARRELS]):
        partners[q] = weighted(now.partner[q - old], now.strength)
        helpers[q] = weighted(now.helper[q - old], now.strength)
    for q in range(now.clock[QUARRELS]):
        i, j = now.quarrel[q, 0], now.quarrel[q, 1]
        reach = now.strength[j] * frame.reach[period, i, j] + partners[q]
        perceived = perceived_offence(frame.offensive[period, j], frame.clarity[period, j])
        now.threat[i, j] = threat(now.hostility[i, j], perceived, reach, now.strength[i])
        weight = now.threat[i, j] + CALM
        helped[i] += weight * helpers[q]
        weights[i] += weight
        listed[i] += 1.0
        total[i] += now.threat[i, j]
    add_calm_attackers(helped, weights, listed, now, frame)


@loop
def add_calm_attackers(helped, weights, listed, now, frame):
    """Complete the mean of E17 with the attackers that have no quarrel, and put it in units of own strength."""
    n = now.strength.shape[0]
    for i in range(n):
        calm = CALM * (n - 1.0 - listed[i])
        helped[i] += calm * weighted(frame.anyone[now.clock[PERIOD], i], now.strength)
        now.help[i] = helped[i] / ((weights[i] + calm) * now.strength[i])


@loop
def encircle(before, now, frame):
    """Encirclement of each state by each rival in the year in which the law changes from period `before` (E8)."""
    period, old, p = now.clock[PERIOD], frame.pairs.shape[0], frame.p
    after, earlier = now.drawn[0], now.drawn[1]
    sum_by_quarrel(frame.circle[period], now.strength, after[:old])
    sum_by_quarrel(frame.circle[before], now.strength, earlier[:old])
    for q in range(now.clock[QUARRELS]):
        i, j = now.quarrel[q, 0], now.quarrel[q, 1]
        if q >= old:
            earlier[q], after[q] = 0.0, 0.0
            now.helper[q - old, :] = frame.anyone[period, i]
            if frame.twin[before, i, j] != frame.twin[period, i, j]:  # else the law of the pair is the same
                weigh_quarrel((i, j), before, now, frame, now.row)
                earlier[q] = weighted(now.row[CIRCLE], now.strength)
                weigh_quarrel((i, j), period, now, frame, now.row)
                after[q] = weighted(now.row[CIRCLE], now.strength)
                weigh_listed(q, now, frame)
        rival = now.strength[j] * frame.plain[i, j]
        allied = frame.law.allied[period, i, j]
        now.circled[q] = encirclement(after[q], earlier[q], rival, now.hostility[i, j], allied, p)


@loop
def set_hostility(event, value, now, frame):
    """Set H_ij and what is kept from it: the log rate of issues, odds of joining."""
    i, j = event
    now.hostility[i, j] = value
    now.known[i, j] = frame.static[i, j] + log_rate_moving(1.0, value, 0.0, frame.p)
    now.hot[j, i] = exp(join_tie(0.0, 0.0, value, 0.0, 0.0, frame.p))
    now.cool[j, i] = frame.alone[i] / now.hot[j, i]  # hostility to a friend takes what hostility to a foe gives (E13)
