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
from foedus.model.situation import TIERS

TO_TARGET, TO_INITIATOR, PART = 0, 1, 2  # rows of Situation.odds


@loop
def fill_odds_factors(frame):
    """Fill the factors that do not move: odds of a state alone, of a land border, of each tier; access by tier."""
    p, post45 = frame.p, frame.ground.post45
    frame.factor[0] = exp(join_tie(1.0, 0.0, 0.0, 0.0, 0.0, p)) - 1.0  # what a land border adds to the factor 1
    frame.factor[1] = exp(p.belief_bias)
    frame.factor[2] = exp(join_intercept(0.0, 0.0, post45, p) - join_intercept(1.0, 0.0, post45, p))  # a fight, no war
    frame.factor[3] = exp(join_intercept(1.0, 1.0, post45, p) - join_intercept(1.0, 0.0, post45, p))  # initiator's side
    for k in range(frame.alone.shape[0]):
        size = join_tie(0.0, frame.ground.major[k], 0.0, 0.0, 0.0, p)
        frame.alone[k] = exp(join_intercept(1.0, 0.0, post45, p) + size)
    for tier in range(TIERS):
        frame.tiers[0, tier] = exp(join_tie(0.0, 0.0, 0.0, 0.0, frame.cooperation[tier], p))
        frame.tiers[1, tier] = reach(0.0, 0.0, frame.cooperation[tier], p)


@loop
def tie_odds(event, period, now, frame):
    """Fill the odds that each k joins the target and the initiator of a war, duties aside.

    Short loops over few arrays each: so they are compiled to vector code.
    """
    i, j = event
    to_j, to_i = now.odds[0], now.odds[1]
    multiply(now.hot[i], now.cool[j], frame.pull[period, j], to_j)
    multiply(now.hot[j], now.cool[i], frame.pull[period, i], to_i)
    for k in range(to_i.shape[0]):
        to_i[k] = to_i[k] * frame.factor[3]
    near = 1.0 + frame.factor[0]
    for x in range(2):
        state = event[x]
        for b in range(frame.borders[state, 0]):
            k = frame.borders[state, 1 + b]
            if x == 0 or frame.ground.land[i, k] == 0.0:
                to_j[k] = to_j[k] * near
                to_i[k] = to_i[k] * near


@loop
def multiply(a, b, c, into):
    """into = a b c, element by element."""
    for k in range(into.shape[0]):
        into[k] = a[k] * b[k] * c[k]


@loop
def split_power(bias, strength, reach, odds):
    """Fill odds[2] with each state's power at the place over 1 + the sum of its odds."""
    to_j, to_i, part = odds[0], odds[1], odds[2]
    for k in range(part.shape[0]):
        part[k] = strength[k] * reach[k] / (1.0 + bias * to_j[k] + to_i[k])


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
            heard = signal(pair_normal(now.key[SIGNAL], k, j), p)
        with_j = frame.cooperation[frame.law.tier[period, k, j]]
        error = doubt(frame.law.depth[period, i, j], owed, with_j, p) * third_normal(now.key[DOUBT], i, j, k)
    return exp(clamp(belief(log(now.odds[TO_TARGET, k]) + added, owed, heard, error, p))), odds_o


@loop
def true_odds(k, event, noise, now, frame, duty):
    """The same as k and j know them: with the hidden commitment, without bias or error."""
    j = event[1]
    added, odds_o = bound_odds(k, frame, now, duty)
    if noise > 0.0 and duty[HELPS_TARGET, k] > 0.0:
        heard = signal(pair_normal(now.key[SIGNAL], k, j), frame.p)
        hidden = hidden_commitment(heard, pair_normal(now.key[COMMITMENT], k, j), frame.p)
        added = added + duty[HELPS_TARGET, k] * hidden
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
    duty : (5, n + 1), gathered mean weights of this event

    `now.odds` keeps each state's odds and, in row PART, its power over 1 + their sum.
    """
    j = event[1]
    odds, reach, bias = now.odds, frame.reach[period, j], frame.factor[1]
    tie_odds(event, period, now, frame)
    for k in range(now.strength.shape[0]):
        odds[TO_TARGET, k] = odds[TO_TARGET, k] * bias
    split_power(1.0, now.strength, reach, odds)
    for k in range(now.strength.shape[0]):
        if duty[ANY, k] + noise * frame.ground.major[k] > 0.0:
            odds[TO_TARGET, k] = odds[TO_TARGET, k] / bias
            d, o = seen_odds(k, event, noise, period, now, frame, duty)
            odds[TO_TARGET, k], odds[TO_INITIATOR, k] = d, o
            odds[PART, k] = now.strength[k] * reach[k] / (1.0 + d + o)
    return sums_of_sides(event, period, now, frame)


@loop
def true_sides(event, noise, period, now, frame, duty):
    """(B[D], B[O]) of E3 as the target knows them. Arguments as in `seen_sides`."""
    odds, reach = now.odds, frame.reach[period, event[1]]
    tie_odds(event, period, now, frame)
    split_power(1.0, now.strength, reach, odds)
    for k in range(now.strength.shape[0]):
        if duty[ANY, k] > 0.0:
            d, o = true_odds(k, event, noise, now, frame, duty)
            odds[TO_TARGET, k], odds[TO_INITIATOR, k] = d, o
            odds[PART, k] = now.strength[k] * reach[k] / (1.0 + d + o)
    return sums_of_sides(event, period, now, frame)


@loop
def sums_of_sides(event, period, now, frame):
    """Add the parts of the third parties to the two principals."""
    i, j = event
    part = now.odds[PART]
    part[i], part[j] = 0.0, 0.0
    helps_j, helps_i = weighted(now.odds[TO_TARGET], part), weighted(now.odds[TO_INITIATOR], part)
    return now.strength[j] + helps_j, now.strength[i] * frame.reach[period, j, i] + helps_i


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
