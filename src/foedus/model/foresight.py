"""What a state expects to lose less if it joined (E20), one step ahead and in the calm game."""

from __future__ import annotations

from foedus.model.crisis import challenge_game, resist_game
from foedus.model.economy import war_loss
from foedus.model.escalation import crisis_chance, fights_or_not, hazards
from foedus.model.law import loop
from foedus.model.moving import BUFFERS, look_up_members
from foedus.model.rows import write_rows
from foedus.model.situation import PERIOD, YEAR

BOUND = 2.0  # gains beyond 2 % of GDP a year count as 2 (declared belief; lets most candidates be dismissed exactly)


@loop
def gain_of(candidate, now, moves, frame):
    """Fall of the yearly loss that the candidate expects as a target of its close adversaries, % of GDP.

    Parameters
    ----------
    candidate : (k, s, -1) accession of k to s; (a, -1, b) a pact, whose gain is the mean of both
    """
    k, s, b = candidate
    if s >= 0:
        gain = fall_of(k, candidate, now, moves, frame)
    else:
        gain = 0.5 * (fall_of(k, candidate, now, moves, frame) + fall_of(b, candidate, now, moves, frame))
    return min(BOUND, max(-BOUND, gain))


@loop
def fall_of(k, candidate, now, moves, frame):
    """The fall for one state. The law of the year stands meanwhile; afterwards everything is as before."""
    law, p, n = frame.law, frame.p, now.strength.shape[0]
    period, at, fall = now.clock[PERIOD], moves.room[BUFFERS], 0.0
    base = moves.parts.period[now.clock[YEAR]]
    lost = 100.0 * p.loss_years * war_loss(1.0, 1.0, 0.0, 0.0, p)
    for i in range(n):
        if i != k and now.known[i, k] + now.own[i] > frame.close[0] and now.fighting[i, k] == 0.0:
            pair = i * n + k
            first, last = law.first[period, pair], law.last[period, pair]
            as_it_is = war_chance(i, k, now, frame)
            look_up_members(base, now.clock[YEAR], moves)
            add(candidate, moves)
            now.duty[:, :, :] = 0.0  # the rows that it holds are overwritten
            law.first[period, pair], law.last[period, pair] = at, write_rows(i, k, base, at, moves, frame)
            fall = fall + as_it_is - war_chance(i, k, now, frame)
            law.first[period, pair], law.last[period, pair] = first, last
            now.duty[:, :, :] = 0.0
    look_up_members(base, now.clock[YEAR] + 1 + int(p.accession_lag), moves)
    return fall * lost


@loop
def add(candidate, moves):
    """Make the candidate edit in the membership that was looked up."""
    k, s, b = candidate
    if s >= 0:
        moves.inside[s, k] = 1
    else:
        moves.bond[k, b], moves.bond[b, k] = 1, 1


@loop
def war_chance(i, k, now, frame):
    """Chance in a year that i fights a war on k, without errors of belief or estimate."""
    challenge, fights, backed = challenge_game((i, k), 0.0, now, frame)
    resists = resist_game((i, k), 0.0, backed, now, frame)
    crisis = fights_or_not(now.fighting[i, k], crisis_chance(now.known[i, k] + now.own[i], challenge))
    return hazards(crisis, resists, fights, frame.p)[2]
