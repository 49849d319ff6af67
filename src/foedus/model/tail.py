"""The calm game: chances of year 0 under each body of law, without errors of belief or estimate.

In a report year the pairs that carry most of the rate play the whole game of the year (`crisis.expected_outcomes`). For
the others the rate is the year's and the game is this one, worked out anew where the law makes a difference to a pair.
Under a law that moves within a history, initiators that hardly count take the change that the others show.
"""

from __future__ import annotations

import numpy as np

from foedus.model.crisis import challenge_game, resist_game
from foedus.model.escalation import peace_value
from foedus.model.law import exp, log, logistic, loop
from foedus.model.perception import CIRCLE, HELPER, PARTNER, perceive, weigh_quarrel
from foedus.model.situation import PERIOD

CLOSE_SHARE = 0.8  # of all rates of year 0 is carried by the pairs that play the whole game of a report year
TINY = 1e-300  # keeps a quotient of chances finite
FAR_SHARE = 0.15  # of a target's rate comes from initiators that take the change which the others show


@loop
def weigh_quarrels(period, now, frame):
    """Fill the rows of the quarrels of year 0 under one body of law; anew only where it makes a difference to them."""
    for q in range(frame.pairs.shape[0]):
        i, j = frame.pairs[q, 0], frame.pairs[q, 1]
        twin = frame.kin[period, i, j]
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
def play_calmly(i, j, into, now, frame):
    """Put the game of one pair, without errors of belief or estimate, into (3, n, n): PC, PR, PF."""
    if i != j:
        into[0, i, j], into[2, i, j], backed = challenge_game((i, j), 0.0, now, frame)
        into[1, i, j] = resist_game((i, j), 0.0, backed, now, frame)


@loop
def fill_tail(first, wanted, now, frame):
    """Fill the quarrels and `frame.tail` under each body of law from period `first` on.

    Call after `settle` of the status quo, whose year 0 that has filled: there `first` is 1. Where no expected outcome
    is `wanted` (0), the quarrels alone.
    """
    kept, n = now.clock[PERIOD], frame.plain.shape[0]
    for period in range(first, frame.law.periods):
        now.clock[PERIOD] = period
        weigh_quarrels(period, now, frame)
        if wanted == 0:
            continue
        perceive(now, frame)
        for j in range(n):
            for i in range(n):
                twin = frame.twin[period, i, j]
                if twin < 0:
                    frame.tail[period, :, i, j] = frame.shelf.tail[-1 - twin, :, i, j]
                elif twin < period:
                    frame.tail[period, :, i, j] = frame.tail[twin, :, i, j]
                elif frame.kin[period, i, j] == period:
                    play_calmly(i, j, frame.tail[period], now, frame)
                else:
                    move_peace(i, j, period, frame)
    now.clock[PERIOD] = kept


@loop
def move_peace(i, j, period, frame):
    """The calm game of a pair whose coalitions are known: only its value of peace has changed.

    That moves the logit of PC and nothing else (E11).
    """
    law, tail, kin = frame.law, frame.tail, frame.kin[period, i, j]
    peace = peace_value(law.depth[period, i, j], law.restraint[period, i, j], law.allied[period, i, j], 0.0, frame.p)
    if kin >= 0:
        tail[period, :, i, j] = tail[kin, :, i, j]
        before = peace_value(law.depth[kin, i, j], law.restraint[kin, i, j], law.allied[kin, i, j], 0.0, frame.p)
    else:
        shelf, at = frame.shelf, -1 - kin
        tail[period, :, i, j] = shelf.tail[at, :, i, j]
        before = peace_value(shelf.depth[at, i, j], shelf.restraint[at, i, j], shelf.allied[at, i, j], 0.0, frame.p)
    if peace != before:
        challenge = tail[period, 0, i, j]
        odds = log(max(challenge, TINY) / max(1.0 - challenge, TINY))
        tail[period, 0, i, j] = logistic(odds - frame.p.precision * (peace - before))


@loop
def weigh_tail(base, now, frame):
    """Fill `frame.tail` of the year's moving law: that of the period it was laid over, times what its changes make.

    For each pair whose law has changed the calm game is played under both, in the situation of the year; far initiators
    take the change that the others show.
    """
    period, n = now.clock[PERIOD], frame.plain.shape[0]
    for j in range(n):
        new, old = now.sums[0], now.sums[1]
        new[:3], old[:3] = 0.0, 0.0
        for i in range(n):
            rate = now.known[i, j] + now.own[i]
            if frame.twin[period, i, j] == period and i != j and rate > frame.far[j]:
                play_calmly(i, j, frame.tail[period], now, frame)
                now.clock[PERIOD] = base
                before = calm_chances(i, j, now, frame)
                now.clock[PERIOD] = period
                for chance in range(3):
                    after = frame.tail[period, chance, i, j]
                    new[chance] += exp(rate) * after
                    old[chance] += exp(rate) * before[chance]
                    scaled = frame.tail[base, chance, i, j] * after / max(before[chance], TINY)
                    frame.tail[period, chance, i, j] = min(1.0, scaled)
        for i in range(n):
            far = now.known[i, j] + now.own[i] <= frame.far[j]
            changed = frame.twin[period, i, j] == period
            for chance in range(3):
                if not changed or far:
                    change = new[chance] / old[chance] if changed and old[chance] > 0.0 else 1.0
                    frame.tail[period, chance, i, j] = min(1.0, frame.tail[base, chance, i, j] * change)


@loop
def calm_chances(i, j, now, frame):
    """PC, PR, PF of one pair under the law of the situation's period, without errors of belief or estimate."""
    challenge, fights, backed = challenge_game((i, j), 0.0, now, frame)
    return challenge, resist_game((i, j), 0.0, backed, now, frame), fights


@loop
def set_close(now, frame):
    """Set the rates of year 0 that tell close pairs from others (CLOSE_SHARE), and far initiators (FAR_SHARE)."""
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
    """The log rate such that the pairs above it carry this part of all rates: a hair below that of the last of them."""
    falling = np.sort(log_rates)[::-1]
    total, running = 0.0, 0.0
    for log_rate in falling:
        total = total + exp(log_rate)
    for log_rate in falling:
        running = running + exp(log_rate)
        if running >= part * total:
            return log_rate - 1e-9
    return falling[-1]
