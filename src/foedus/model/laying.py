"""The law of a year of a history in which states re-align (E20): looked up, or laid anew into a buffer."""

from __future__ import annotations

from foedus.model.duties import fill_owed_in
from foedus.model.law import loop
from foedus.model.moving import BUFFERS, look_up_members
from foedus.model.perception import CIRCLE, HELPER, PARTNER, weigh_anyone, weigh_quarrel
from foedus.model.rows import ROLES, crowd_in, lay_event, mark_sharers
from foedus.model.situation import STATUS, TOO_MANY_ROWS


@loop
def law_of_year(year, lag, now, moves, frame):
    """Write which law holds this year and which is announced, laid anew where memberships have changed."""
    law, parts = frame.law, moves.parts
    before = law.period[year - 1] if year > 1 else parts.period[0]
    held = law_for(parts.period[year], year, (before, before), now, moves, frame)
    if held >= law.periods and moves.whole[held - law.periods] == 0:
        complete(held - law.periods, now, moves, frame)
    law.period[year] = held
    law.announced[year] = law_for(parts.announced[year], year + int(lag), (before, held), now, moves, frame)


@loop
def law_for(base, year, keep, now, moves, frame):
    """The number of the law over period `base` with the moves in force in `year`; `keep` is not overwritten."""
    if not look_up_members(base, year, moves):
        return base
    periods, free = frame.law.periods, -1
    for b in range(BUFFERS):
        if moves.laid_base[b] == base and same_members(b, moves):
            return periods + b
    for b in range(BUFFERS):
        if periods + b != keep[0] and periods + b != keep[1]:
            free = b
    lay(free, base, now, moves, frame)
    return periods + free


@loop
def same_members(b, moves):
    """Whether a buffer holds the law of the members that were looked up."""
    for s in range(moves.inside.shape[0]):
        for k in range(moves.inside.shape[1]):
            if moves.laid[b, s, k] != moves.inside[s, k]:
                return False
    n = moves.bond.shape[0]
    for a in range(n):
        for c in range(n):
            if moves.laid_bond[b, a, c] != moves.bond[a, c]:
                return False
    return True


@loop
def lay(b, base, now, moves, frame):
    """Put the law of the members that were looked up into a buffer: rows, ties, posture. `complete` does the rest."""
    law, n = frame.law, moves.bond.shape[0]
    to = law.periods + b
    now.duty[:, :, :] = 0.0  # what it holds may be rows that are overwritten now
    moves.laid[b] = moves.inside
    moves.laid_bond[b] = moves.bond
    moves.laid_base[b], moves.whole[b] = base, 0
    copy_period(base, to, law.tier)
    for table in (law.depth, frame.reach, frame.pull):
        copy_period(base, to, table)
    for row in (law.offensive_share, law.distinguishability, law.arms_factor, frame.offensive, frame.clarity):
        row[to] = row[base]
    lay_ties(base, to, moves, frame)
    at, sets = moves.room[b], law.crowd_start[to * n]
    for j in range(n):
        law.crowd_start[to * n + j] = sets
        mark_sharers(j, base, moves)
        for i in range(n):
            pair = i * n + j
            law.first[to, pair], law.last[to, pair] = law.first[base, pair], law.last[base, pair]
            if i != j and touched(i, j, base, moves):
                at = lay_event(i, j, to, at, moves, frame)
            if at + ROLES * n > moves.room[b + 1]:
                now.clock[STATUS] = TOO_MANY_ROWS
                at = moves.room[b]
            sets = crowd_in(i, j, to, sets, law)
        law.crowd_end[to * n + j] = sets


@loop
def copy_period(base, to, table):
    """Copy one period of a table (periods, n, n)."""
    for i in range(table.shape[1]):
        for j in range(table.shape[2]):
            table[to, i, j] = table[base, i, j]


@loop
def lay_ties(base, to, moves, frame):
    """Who is allied with whom, who has promised restraint, who has pledged to spend."""
    law, parts, n = frame.law, moves.parts, moves.bond.shape[0]
    for i in range(n):
        law.pledge[to, i] = parts.bare_pledge[base, i]
        for j in range(n):
            law.allied[to, i, j] = 1.0 if parts.bare_allied[base, i, j] + moves.bond[i, j] > 0 else 0.0
            law.restraint[to, i, j] = 1.0 * parts.bare_restraint[base, i, j]
    for s in range(moves.inside.shape[0]):
        edition, inside = parts.edition[base, s], moves.inside[s]
        for i in range(n):
            if inside[i] == 0:
                continue
            law.pledge[to, i] = max(law.pledge[to, i], parts.pledge[s])
            for j in range(n):
                if parts.slot_allied[edition, inside[j], i, j] == 1:
                    law.allied[to, i, j], law.allied[to, j, i] = 1.0, 1.0
                if parts.slot_restraint[edition, inside[j], i, j] == 1:
                    law.restraint[to, i, j] = 1.0


@loop
def touched(i, j, base, moves):
    """Whether the event "i attacks j" may have other rows than in the period that the law is laid over."""
    parts, n = moves.parts, moves.bond.shape[0]
    for k in range(n):
        if moves.bond[j, k] == 1:
            return True
    for s in range(moves.inside.shape[0]):
        if slot_moved(s, base, moves):
            edition, pair = parts.edition[base, s], i * n + j
            now_in = 2 * moves.inside[s, i] + moves.inside[s, j]
            then_in = 2 * parts.member[base, s, i] + parts.member[base, s, j]
            some = parts.slot_last[edition, now_in, pair] > parts.slot_first[edition, now_in, pair]
            if some or parts.slot_last[edition, then_in, pair] > parts.slot_first[edition, then_in, pair]:
                return True
    return False


@loop
def slot_moved(s, base, moves):
    """Whether the members of a slot are others than in the period."""
    for k in range(moves.inside.shape[1]):
        if moves.inside[s, k] != moves.parts.member[base, s, k]:
            return True
    return False


@loop
def complete(b, now, moves, frame):
    """Work out what perception needs under the law of a buffer, anew for the pairs whose law has changed."""
    law, base = frame.law, moves.laid_base[b]
    to = law.periods + b
    moves.whole[b] = 1
    fill_owed_in(to, frame)
    weigh_anyone(to, now, frame)
    n = now.strength.shape[0]
    for i in range(n):
        for j in range(n):
            frame.twin[to, i, j] = to if has_new_law(i, j, base, to, law) else frame.twin[base, i, j]
    for table in (frame.partner, frame.helper, frame.circle):
        copy_period(base, to, table)
    for q in range(frame.pairs.shape[0]):
        i, j = frame.pairs[q, 0], frame.pairs[q, 1]
        if frame.twin[to, i, j] == to:
            weigh_quarrel((i, j), to, now, frame, now.row)
            frame.partner[to, :, q] = now.row[PARTNER]
            frame.helper[to, :, q] = now.row[HELPER]
            frame.circle[to, :, q] = now.row[CIRCLE]


@loop
def has_new_law(i, j, base, to, law):
    """Whether the law between two states, or of third states toward them, differs between two periods."""
    n = law.tier.shape[1]
    for pair in (i * n + j, j * n + i):
        if law.first[to, pair] != law.first[base, pair] or law.last[to, pair] != law.last[base, pair]:
            return True
    same = law.allied[to, i, j] == law.allied[base, i, j] and law.restraint[to, i, j] == law.restraint[base, i, j]
    return not same
