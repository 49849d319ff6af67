"""Who would stand with whom: expected coalitions as each side sees them (E2-E4).

Joining is a multinomial logit of a sum of terms (E13), so its odds are a product. What nearness, size, quarrels and
cooperation contribute is kept as factors, each the exponential of the law with all other terms at zero; only states
with a duty, and majors in a year with errors of belief, need the logit itself. A test holds the two forms equal.
"""

from __future__ import annotations

from foedus.model.coalition import belief, belief_spread, doubt, doubt_damping, hidden_commitment, signal
from foedus.model.duties import ANY, HELPS_INITIATOR, HELPS_TARGET, TOWARD_INITIATOR, TOWARD_TARGET
from foedus.model.joining import join_duty, join_intercept, join_tie
from foedus.model.law import clamp, exp, log, loop
from foedus.model.luck import COMMITMENT, DOUBT, SIGNAL, pair_normal, third_normal
from foedus.model.power import reach
from foedus.model.situation import TIERS, YEAR

TO_TARGET, TO_INITIATOR, PART, JOINS = 0, 1, 2, 3  # rows of Situation.odds
FOR_OWED, DAMPING, SPREAD, FOR_ODDS, LOG_ODDS = 5, 6, 7, 8, 9  # rows of Situation.memo; those before are of `calm_odds`


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
        frame.tiers[2, tier] = doubt_damping(0.0, 0.0, frame.cooperation[tier], p)


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
def scale_and_split(bias, strength, reach, odds):
    """Fill row JOINS with the odds toward the target times a bias, row PART with power there over 1 + all odds."""
    to_j, to_i, part, joins = odds[0], odds[1], odds[2], odds[3]
    for k in range(part.shape[0]):
        joins[k] = to_j[k] * bias
    for k in range(part.shape[0]):
        part[k] = strength[k] * reach[k] / (1.0 + joins[k] + to_i[k])


@loop
def seen_odds(k, event, unsure, period, now, frame, duty):
    """Odds that k joins the target of a war, in the eyes of the challenger, with its errors of this year.

    The laws `belief` and `doubt` of E4, with the parts that repeat from event to event kept in `now.memo`; `unsure`
    is the spread of the error by the institutions that the two sides share.
    """
    i, j = event
    p, owed, heard = frame.p, duty[HELPS_TARGET, k], 0.0
    if owed > 0.0:
        heard = commitments_of_year(k, j, now, frame)[0]
    memo = now.memo
    if memo[FOR_OWED, k] != owed:
        memo[FOR_OWED, k] = owed
        memo[DAMPING, k], memo[SPREAD, k] = doubt_damping(0.0, owed, 0.0, p), belief_spread(owed, p)
    if memo[FOR_ODDS, k] != now.odds[TO_TARGET, k]:
        memo[FOR_ODDS, k] = now.odds[TO_TARGET, k]
        memo[LOG_ODDS, k] = log(now.odds[TO_TARGET, k])
    spread = unsure * memo[DAMPING, k] * frame.tiers[2, frame.law.tier[period, k, j]]
    error = spread * third_normal(now.key[DOUBT], i, j, k)
    logit = memo[LOG_ODDS, k] + duty_logit(k, frame, duty) + owed * heard + error
    return exp(clamp((logit + p.belief_bias) / memo[SPREAD, k]))


@loop
def commitments_of_year(k, j, now, frame):
    """What others see of k's hidden commitment to j this year, and what it is (E4); drawn once a year."""
    if now.heard[0, j, k] != now.clock[YEAR]:
        now.heard[0, j, k] = now.clock[YEAR]
        now.heard[1, j, k] = signal(pair_normal(now.key[SIGNAL], k, j), frame.p)
        normal = pair_normal(now.key[COMMITMENT], k, j)
        now.heard[2, j, k] = hidden_commitment(now.heard[1, j, k], normal, frame.p)
    return now.heard[1, j, k], now.heard[2, j, k]


@loop
def true_odds(k, j, now, frame, duty):
    """The same as k and j know them: with the hidden commitment of the year, without bias or error."""
    added = duty_logit(k, frame, duty)
    if duty[HELPS_TARGET, k] > 0.0:
        added = added + duty[HELPS_TARGET, k] * commitments_of_year(k, j, now, frame)[1]
    return now.odds[TO_TARGET, k] * exp(clamp(added))


@loop
def calm_odds(k, now, frame, duty):
    """Both without any noise: in the eyes of a challenger, and in truth.

    Most initiators are nothing to k, so its odds of helping one target repeat: the last ones are kept in `now.memo`.
    """
    memo, odds, owed, promise = now.memo, now.odds[TO_TARGET, k], duty[HELPS_TARGET, k], duty[TOWARD_INITIATOR, k]
    if memo[0, k] != odds or memo[1, k] != owed or memo[2, k] != promise:
        added = duty_logit(k, frame, duty)
        memo[0, k], memo[1, k], memo[2, k] = odds, owed, promise
        memo[3, k] = exp(clamp(belief(log(odds) + added, owed, 0.0, 0.0, frame.p)))
        memo[4, k] = odds * exp(clamp(added))
    return memo[3, k], memo[4, k]


@loop
def duty_logit(k, frame, duty):
    """What the law adds to the logit that k joins the target (E13)."""
    promise, rel = duty[TOWARD_INITIATOR, k], frame.reliability[k]
    return join_duty(duty[HELPS_TARGET, k], promise, rel, frame.ground.post45, frame.p)


@loop
def offence_odds(k, now, frame, duty):
    """Odds that k joins the initiator of a war, law included."""
    odds, rel = now.odds[TO_INITIATOR, k], frame.reliability[k]
    owed, promise = duty[HELPS_INITIATOR, k], duty[TOWARD_TARGET, k]
    if owed + promise == 0.0:
        return odds
    return odds * exp(clamp(join_duty(owed, promise, rel, frame.ground.post45, frame.p)))


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

    `now.odds` keeps each state's odds (rows JOINS and TO_INITIATOR) and its power over 1 + their sum (row PART).
    """
    unsure = doubt(frame.law.depth[period, event[0], event[1]], 0.0, 0.0, frame.p)
    tie_odds(event, period, now, frame)
    scale_and_split(frame.factor[1], now.strength, frame.reach[period, event[1]], now.odds)
    for k in range(now.strength.shape[0]):
        if duty[ANY, k] + noise * frame.ground.major[k] > 0.0:
            if noise > 0.0:
                joins = seen_odds(k, event, unsure, period, now, frame, duty)
            else:
                joins = calm_odds(k, now, frame, duty)[0]
            set_part(k, joins, event, period, now, frame, duty)
    return sums_of_sides(event, period, now, frame)


@loop
def true_sides(event, noise, period, now, frame, duty):
    """(B[D], B[O]) of E3 as the target knows them. Arguments as in `seen_sides`."""
    tie_odds(event, period, now, frame)
    scale_and_split(1.0, now.strength, frame.reach[period, event[1]], now.odds)
    for k in range(now.strength.shape[0]):
        if duty[ANY, k] > 0.0:
            if noise > 0.0:
                joins = true_odds(k, event[1], now, frame, duty)
            else:
                joins = calm_odds(k, now, frame, duty)[1]
            set_part(k, joins, event, period, now, frame, duty)
    return sums_of_sides(event, period, now, frame)


@loop
def set_part(k, joins, event, period, now, frame, duty):
    """Take the odds of a state with a duty into the sums."""
    odds, to_i = now.odds, offence_odds(k, now, frame, duty)
    odds[JOINS, k], odds[TO_INITIATOR, k] = joins, to_i
    odds[PART, k] = now.strength[k] * frame.reach[period, event[1], k] / (1.0 + joins + to_i)


@loop
def sums_of_sides(event, period, now, frame):
    """Add the parts of the third parties to the two principals."""
    i, j = event
    part = now.odds[PART]
    part[i], part[j] = 0.0, 0.0
    helps_j, helps_i = weighted(now.odds[JOINS], part), weighted(now.odds[TO_INITIATOR], part)
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
