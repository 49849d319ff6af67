"""States that join, leave and found treaties of their own accord (E20), and the years of a history in which they do."""

from __future__ import annotations

import numpy as np

from foedus.model.alignment import accession_logit, tie_end
from foedus.model.foresight import BOUND, gain_of
from foedus.model.law import logistic, loop
from foedus.model.laying import law_of_year
from foedus.model.luck import ACCESSION, EXIT, PACT, pair_uniform
from foedus.model.moving import AS_THE_LAW_SAYS, JOINED, LEFT, look_up_members, open_moves
from foedus.model.situation import ACCESSIONS, COUNTER_PACTS, EXITS, FINE, PERIOD, QUARRELS, STATUS, YEAR
from foedus.model.step import close_year, live, look_around, open_history, report_of, turn_year
from foedus.model.tail import weigh_tail

NOBODY = -40.0  # level where there is no candidate at all


@loop
def free_history(names, stream, luck, now, moves, frame, tally):
    """The years of one stream with re-alignment; as `step.history` otherwise."""
    key = open_history(names, stream, now, frame, tally)
    open_moves(moves, frame)
    for year in range(1, luck.shape[1] + 1):
        turn_year(key, year, now, frame)
        law_of_year(year, frame.p.accession_lag, now, moves, frame)
        look_around(now, frame)
        report = report_of(stream, year, tally)
        if report >= 0 and now.clock[PERIOD] >= frame.law.periods:
            weigh_tail(moves.laid_base[now.clock[PERIOD] - frame.law.periods], now, frame)
        live(luck[stream, year - 1], report, now, frame, tally)
        realign(now, moves, frame, tally)  # 10
        close_year(stream, year, now, frame, tally)
        if now.clock[STATUS] != FINE:
            return


@loop
def free_histories(names, luck, now, moves, frame, tally):
    """All streams of one draw under one architecture. Returns the first status that is not FINE, and its year."""
    status, year = FINE, 0
    for stream in range(luck.shape[0]):
        free_history(names, stream, luck, now, moves, frame, tally)
        if status == FINE and now.clock[STATUS] != FINE:
            status, year = now.clock[STATUS], now.clock[YEAR]
    open_moves(moves, frame)
    return status, year


@loop
def realign(now, moves, frame, tally):
    """What states decide at the end of a year (E20): whom to join, what to leave, whom to ally with."""
    base = moves.parts.period[now.clock[YEAR]]
    survey(base, now, moves, frame)
    tally.total[EXITS] += leave(base, now, moves, frame)
    tally.total[ACCESSIONS] += join(base, now, moves, frame)
    tally.total[COUNTER_PACTS] += make_pacts(now, moves, frame)


@loop
def survey(base, now, moves, frame):
    """Fill who is in what, accessions under way included, how hostile each treaty is to whom, who shares enemies."""
    look_up_members(base, now.clock[YEAR] + 1 + int(frame.p.accession_lag), moves)
    moves.pool[:, :] = 0.0
    moves.shared[:, :] = 0.0
    for q in range(now.clock[QUARRELS]):
        i, j = now.quarrel[q, 0], now.quarrel[q, 1]
        for s in range(moves.inside.shape[0]):
            if moves.inside[s, i] == 1:
                moves.pool[s, j] += now.hostility[i, j]
    for s in range(moves.inside.shape[0]):
        members = max(1, moves.inside[s].sum())
        for j in range(moves.pool.shape[1]):
            moves.pool[s, j] = moves.pool[s, j] / members
    share_enemies(now, moves)


@loop
def share_enemies(now, moves):
    """Fill the enmity that two states a < b share: SUM over j of the smaller of theirs to j."""
    n = moves.foes.shape[0]
    for j in range(n):
        count = 0
        for a in range(n):
            if now.hostility[a, j] > 0.0:
                moves.foes[count] = a
                count += 1
        for second in range(count):
            b = moves.foes[second]
            for first in range(second):
                a = moves.foes[first]
                moves.shared[a, b] += min(now.hostility[a, j], now.hostility[b, j])


@loop
def may_join(k, s, base, now, moves, frame):
    """Whether k may accede to treaty s this year: open to it, not in, not on its way, and no member objects."""
    parts = moves.parts
    ahead = parts.announced[now.clock[YEAR]]
    if moves.inside[s, k] == 1 or parts.member[ahead, s, k] == 1:
        return False
    if parts.open[base, s, k] == 0 or moves.moved[s, k] == LEFT:
        return False
    others = 0
    for m in range(moves.inside.shape[1]):
        if moves.inside[s, m] == 1:
            others += 1
            if parts.consent[s] == 1 and max(now.hostility[k, m], now.hostility[m, k]) >= frame.p.accession_consent:
                return False
    return others > 0


@loop
def interest_in(k, s, now, moves, frame):
    """Logit of accession without level and foresight (E20). Autonomy, provocation and veto slack are not declared."""
    p, ground, parts, n = frame.p, frame.ground, moves.parts, moves.pool.shape[1]
    tier = frame.law.tier[now.clock[PERIOD]]
    enmity, ideal, near, ties, members, known = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(n):
        enmity = enmity + min(now.hostility[k, j], moves.pool[s, j])
        if moves.inside[s, j] == 1:
            members += 1.0
            if parts.ideal[j] == parts.ideal[j]:  # nan differs from itself
                ideal, known = ideal + parts.ideal[j], known + 1.0
            near = near + ground.land[k, j]
            ties = ties + frame.cooperation[tier[k, j]]
    members = max(1.0, members)
    gap = gap_of(parts.ideal[k], ideal / known if known > 0.0 else np.nan)
    return accession_logit(0.0, 0.0, enmity, -gap, near, ties / members, p)


@loop
def gap_of(one, other):
    """Gap of two ideal points; 0 where one is not known (states that do not vote in the United Nations)."""
    gap = abs(one - other)
    return gap if gap == gap else 0.0


@loop
def interest_in_pact(a, b, now, moves, frame):
    """The same of two states in a bilateral pact."""
    c = frame.cooperation[frame.law.tier[now.clock[PERIOD], a, b]]
    gap = gap_of(moves.parts.ideal[a], moves.parts.ideal[b])
    return accession_logit(0.0, 0.0, moves.shared[a, b], -gap, frame.ground.land[a, b], c, frame.p)


@loop
def may_ally(a, b, now, moves, frame):
    """Whether a and b may found a pact: they share an adversary, are not allied, and are no adversaries themselves."""
    if moves.shared[a, b] == 0.0 or moves.pact[a, b] > 0 or frame.law.allied[now.clock[PERIOD], a, b] > 0.0:
        return False
    return max(now.hostility[a, b], now.hostility[b, a]) < frame.p.accession_consent


@loop
def decides(u, logit, candidate, now, moves, frame):
    """Whether a candidate edit happens; foresight is worked out only where it can make the difference (exact)."""
    swing = abs(frame.p.accession_foresight) * BOUND
    if u >= logistic(logit + swing):
        return False
    if swing == 0.0 or u < logistic(logit - swing):
        return True
    return u < logistic(logit + frame.p.accession_foresight * gain_of(candidate, now, moves, frame))


@loop
def join(base, now, moves, frame):
    """Accessions decided this year; in force after the year in which they are announced. Returns how many."""
    joined = 0
    for s in range(moves.moved.shape[0]):
        for k in range(moves.moved.shape[1]):
            if may_join(k, s, base, now, moves, frame):
                logit = moves.level[0] + interest_in(k, s, now, moves, frame)
                u = pair_uniform(now.key[ACCESSION], k, moves.parts.key[s])
                if decides(u, logit, (k, s, -1), now, moves, frame):
                    moves.moved[s, k] = -JOINED * 2  # marked: it counts for others from next year on
                    joined += 1
    for s in range(moves.moved.shape[0]):
        for k in range(moves.moved.shape[1]):
            if moves.moved[s, k] == -JOINED * 2:
                moves.moved[s, k] = JOINED
                moves.entry[s, k] = now.clock[YEAR] + 1 + int(frame.p.accession_lag)
    return joined


@loop
def leave(base, now, moves, frame):
    """Ties that end this year: each of the two states of a tie leaves at half the rate. Returns how many are left."""
    left, chance = 0, tie_end(frame.p)
    for s in range(moves.moved.shape[0]):
        if moves.inside[s].sum() > 1:
            for k in range(moves.moved.shape[1]):
                in_force = moves.moved[s, k] == AS_THE_LAW_SAYS or moves.entry[s, k] <= now.clock[YEAR]
                if moves.inside[s, k] == 1 and in_force:
                    if pair_uniform(now.key[EXIT], k, moves.parts.key[s]) < chance:
                        moves.moved[s, k] = LEFT
                        left += 1
    n = moves.pact.shape[0]
    for a in range(n):
        for b in range(a + 1, n):
            if 0 < moves.pact[a, b] <= now.clock[YEAR]:
                if min(pair_uniform(now.key[EXIT], a, n + b), pair_uniform(now.key[EXIT], b, n + a)) < chance:
                    moves.pact[a, b] = 0
                    left += 1
    return left


@loop
def make_pacts(now, moves, frame):
    """Pacts founded this year by states that share an adversary. Returns how many."""
    made, n = 0, moves.pact.shape[0]
    for a in range(n):
        for b in range(a + 1, n):
            if may_ally(a, b, now, moves, frame):
                logit = moves.level[1] + interest_in_pact(a, b, now, moves, frame)
                if decides(pair_uniform(now.key[PACT], a, b), logit, (a, -1, b), now, moves, frame):
                    moves.pact[a, b] = now.clock[YEAR] + 1 + int(frame.p.accession_lag)
                    made += 1
    return made


@loop
def settle_moves(now, moves, frame):
    """Solve both levels in year 0 under the status quo (E20): expected accessions and pacts are those of the record.

    Foresight is left out here. Call after `fill_tail` of the status quo.
    """
    open_moves(moves, frame)
    n, p, base, count = moves.pact.shape[0], frame.p, moves.parts.period[0], 0
    survey(base, now, moves, frame)
    for s in range(moves.moved.shape[0]):
        for k in range(n):
            if may_join(k, s, base, now, moves, frame):
                moves.rest[count] = interest_in(k, s, now, moves, frame)
                count += 1
    moves.level[0] = level_for(p.accessions_per_state * n, count, moves.rest)
    count = 0
    for a in range(n):
        for b in range(a + 1, n):
            if may_ally(a, b, now, moves, frame):
                moves.rest[count] = interest_in_pact(a, b, now, moves, frame)
                count += 1
    moves.level[1] = level_for(p.pacts_per_state * n, count, moves.rest)


@loop
def level_for(target, count, rest):
    """The level at which the chances of all candidates add up to the target; even odds where they cannot."""
    if count == 0 or target <= 0.0:
        return NOBODY
    low, high = NOBODY, -NOBODY
    for _ in range(80):
        level, total = 0.5 * (low + high), 0.0
        for c in range(count):
            total = total + logistic(level + rest[c])
        if total < min(target, 0.5 * count):
            low = level
        else:
            high = level
    return 0.5 * (low + high)
