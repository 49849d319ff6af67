"""Who would stand with whom: expected coalitions as each side sees them (E2-E4).

Joining is a multinomial logit of a sum of terms (E13), so its odds are a product. What nearness, size, quarrels and
cooperation contribute is kept as factors, each the exponential of the law with all other terms at zero; only states
with a duty, and majors in a year with errors of belief, need the logit itself. A test holds the two forms equal.
"""

from __future__ import annotations

from foedus.model.coalition import belief, doubt, hidden_commitment, signal
from foedus.model.duties import ANY, HELPS_INITIATOR, HELPS_TARGET, TOWARD_INITIATOR, TOWARD_TARGET
from foedus.model.joining import join_duty, join_intercept, join_tie
from foedus.model.law import clamp, exp, log, loop
from foedus.model.luck import COMMITMENT, DOUBT, SIGNAL, pair_normal, third_normal
from foedus.model.power import reach
from foedus.model.situation import TIERS, TURN

TO_TARGET, TO_INITIATOR, POWER, SEEN_D, SEEN_O = 0, 1, 2, 3, 4  # rows of Situation.odds


@loop
def fill_odds_factors(frame):
    """Fill the factors that do not move: joining odds of a state alone, of a land border, of each tier; access by tier."""
    p, post45 = frame.p, frame.ground.post45
    frame.factor[0] = exp(join_tie(1.0, 0.0, 0.0, 0.0, 0.0, p)) - 1.0  # what a land border adds to the factor 1
    frame.factor[1] = exp(p.belief_bias)
    frame.factor[2] = exp(join_intercept(0.0, 0.0, post45, p) - join_intercept(1.0, 0.0, post45, p))  # a fight, no war
    for k in range(frame.alone.shape[1]):
        size = join_tie(0.0, frame.ground.major[k], 0.0, 0.0, 0.0, p)
        frame.alone[0, k] = exp(join_intercept(1.0, 0.0, post45, p) + size)
        frame.alone[1, k] = exp(join_intercept(1.0, 1.0, post45, p) + size)
    for tier in range(TIERS):
        frame.tiers[0, tier] = exp(join_tie(0.0, 0.0, 0.0, 0.0, frame.cooperation[tier], p))
        frame.tiers[1, tier] = reach(0.0, 0.0, frame.cooperation[tier], p)


@loop
def tie_odds(event, period, now, frame):
    """Fill the odds that each k joins the target and the initiator of a war, duties aside, and its power there."""
    i, j = event
    odds, n = now.odds, now.strength.shape[0]
    land_i, land_j = frame.ground.land[i], frame.ground.land[j]
    foe, friend, foe_j, friend_i = now.hot[i], now.cold[j], now.hot[j], now.cold[i]
    pull_j, pull_i, reach = frame.pull[period, j], frame.pull[period, i], frame.reach[period, j]
    for k in range(n):
        near = 1.0 + frame.factor[0] * max(land_i[k], land_j[k])
        odds[0, k] = frame.alone[0, k] * near * foe[k] * friend[k] * pull_j[k]
        odds[1, k] = frame.alone[1, k] * near * foe_j[k] * friend_i[k] * pull_i[k]
        odds[2, k] = now.strength[k] * reach[k]
    odds[2, i], odds[2, j] = 0.0, 0.0


@loop
def helper_logits(k, event, is_war, period, now, frame, duty):
    """Logits that k joins the target and the initiator (E13), before others have and without hidden commitment."""
    i, j = event
    p, ground, law = frame.p, frame.ground, frame.law
    near = max(ground.land[i, k], ground.land[j, k])
    foe, friend = now.received[i, k], now.received[j, k]
    with_j = frame.cooperation[law.tier[period, k, j]]
    with_i = frame.cooperation[law.tier[period, k, i]]
    rel = frame.reliability[k]
    x_d = join_intercept(is_war, 0.0, ground.post45, p) + join_tie(near, ground.major[k], foe, friend, with_j, p)
    x_o = join_intercept(is_war, 1.0, ground.post45, p) + join_tie(near, ground.major[k], friend, foe, with_i, p)
    x_d = x_d + join_duty(duty[HELPS_TARGET, k], duty[TOWARD_INITIATOR, k], rel, ground.post45, p)
    x_o = x_o + join_duty(duty[HELPS_INITIATOR, k], duty[TOWARD_TARGET, k], rel, ground.post45, p)
    return x_d, x_o


@loop
def resolve(k, j, now, frame):
    """Draw, once a year, what k knows of its own will to help j and what others hear of it (E4)."""
    if now.resolved[j, k] != now.clock[TURN]:
        now.resolved[j, k] = now.clock[TURN]
        hidden = hidden_commitment(pair_normal(now.key[COMMITMENT], k, j), frame.p)
        now.hidden[j, k] = hidden
        now.heard[j, k] = signal(hidden, pair_normal(now.key[SIGNAL], k, j), frame.p)


@loop
def bound_odds(k, frame, now, duty):
    """What the law adds to the logit of joining the target, and k's odds of joining the initiator, law included."""
    p, post45, rel = frame.p, frame.ground.post45, frame.reliability[k]
    owed = join_duty(duty[HELPS_TARGET, k], duty[TOWARD_INITIATOR, k], rel, post45, p)
    odds_o = now.odds[TO_INITIATOR, k]
    if duty[HELPS_INITIATOR, k] + duty[TOWARD_TARGET, k] > 0.0:
        odds_o = odds_o * exp(join_duty(duty[HELPS_INITIATOR, k], duty[TOWARD_TARGET, k], rel, post45, p))
    return owed, odds_o


@loop
def seen_odds(k, event, noise, period, now, frame, duty):
    """Odds that k joins the target and the initiator of a war, in the eyes of the challenger."""
    i, j = event
    p = frame.p
    added, odds_o = bound_odds(k, frame, now, duty)
    owed, heard, error = duty[HELPS_TARGET, k], 0.0, 0.0
    if noise > 0.0:
        if owed > 0.0:
            resolve(k, j, now, frame)
            heard = now.heard[j, k]
        with_j = frame.cooperation[frame.law.tier[period, k, j]]
        error = doubt(frame.law.depth[period, i, j], owed, with_j, p) * third_normal(now.key[DOUBT], i, j, k)
    return exp(clamp(belief(log(now.odds[TO_TARGET, k]) + added, owed, heard, error, p))), odds_o


@loop
def true_odds(k, event, noise, now, frame, duty):
    """The same as k and j know them: with the hidden commitment, without bias or error."""
    j = event[1]
    added, odds_o = bound_odds(k, frame, now, duty)
    if noise > 0.0 and duty[HELPS_TARGET, k] > 0.0:
        resolve(k, j, now, frame)
        added = added + duty[HELPS_TARGET, k] * now.hidden[j, k]
    return now.odds[TO_TARGET, k] * exp(clamp(added)), odds_o


@loop
def seen_sides(event, noise, period, now, frame, duty):
    """(B[D], B[O]) of E3 in the eyes of the challenger, unit of strength.

        B[D] = P_j->j + SUM q[D] P_k->j ;  B[O] = P_i->j + SUM q[O] P_k->j

    Parameters
    ----------
    event : (i, j)
    noise : 1 with the errors of belief of this year (for states with a duty and for majors), 0 without any
    period : the body of law
    duty : (5, n), gathered mean weights of this event

    `now.odds[SEEN_D]` and `[SEEN_O]` keep each state's part.
    """
    i, j = event
    tie_odds(event, period, now, frame)
    odds, bias = now.odds, frame.factor[1]
    for k in range(now.strength.shape[0]):
        d, o = odds[0, k] * bias, odds[1, k]
        share = odds[2, k] / (1.0 + d + o)
        odds[3, k] = d * share
        odds[4, k] = o * share
    for k in range(now.strength.shape[0]):
        if (duty[ANY, k] > 0.0 or noise * frame.ground.major[k] > 0.0) and odds[POWER, k] > 0.0:
            d, o = seen_odds(k, event, noise, period, now, frame, duty)
            share = odds[POWER, k] / (1.0 + d + o)
            odds[SEEN_D, k], odds[SEEN_O, k] = d * share, o * share
    helps_j, helps_i = total_of(odds[SEEN_D]), total_of(odds[SEEN_O])
    return now.strength[j] + helps_j, now.strength[i] * frame.reach[period, j, i] + helps_i


@loop
def true_sides(event, noise, period, now, frame, duty):
    """(B[D], B[O]) of E3 as the target knows them. Arguments as in `seen_sides`."""
    i, j = event
    tie_odds(event, period, now, frame)
    odds = now.odds
    for k in range(now.strength.shape[0]):
        share = odds[2, k] / (1.0 + odds[0, k] + odds[1, k])
        odds[3, k] = odds[0, k] * share
        odds[4, k] = odds[1, k] * share
    for k in range(now.strength.shape[0]):
        if duty[ANY, k] > 0.0 and odds[POWER, k] > 0.0:
            d, o = true_odds(k, event, noise, now, frame, duty)
            share = odds[POWER, k] / (1.0 + d + o)
            odds[SEEN_D, k], odds[SEEN_O, k] = d * share, o * share
    helps_j, helps_i = total_of(odds[SEEN_D]), total_of(odds[SEEN_O])
    return now.strength[j] + helps_j, now.strength[i] * frame.reach[period, j, i] + helps_i


@loop
def total_of(row):
    """Sum of a row, in four strands (the order is fixed, so the result is too)."""
    n = row.shape[0]
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    for q in range(n // 4):
        a, b, c, d = a + row[4 * q], b + row[4 * q + 1], c + row[4 * q + 2], d + row[4 * q + 3]
    for rest in range(n - n % 4, n):
        a = a + row[rest]
    return (a + b) + (c + d)


@loop
def weighted(row, strength):
    """Sum of strength times weight over states, in four strands."""
    n = row.shape[0]
    a, b, c, d = 0.0, 0.0, 0.0, 0.0
    for q in range(n // 4):
        k = 4 * q
        a, b = a + row[k] * strength[k], b + row[k + 1] * strength[k + 1]
        c, d = c + row[k + 2] * strength[k + 2], d + row[k + 3] * strength[k + 3]
    for rest in range(n - n % 4, n):
        a = a + row[rest] * strength[rest]
    return (a + b) + (c + d)
