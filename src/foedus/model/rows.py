"""The rows of duty of one event, put together from the parts of the law and the members of the day (E20)."""

from __future__ import annotations

from foedus.model.duties import weigh_row
from foedus.model.law import loop

ROLES = 4
PLACES = 3


@loop
def lay_event(i, j, to, at, moves, frame):
    """Write the rows of one event, or take those of an earlier attacker who meets the same. Returns what is free."""
    law, n = frame.law, moves.bond.shape[0]
    base = moves.laid_base[to - law.periods]
    for other in range(i * moves.foes[i]):
        if moves.foes[other] == 1 and meets_the_same(i, other, j, base, moves, frame):
            law.first[to, i * n + j], law.last[to, i * n + j] = (
                law.first[to, other * n + j],
                law.last[to, other * n + j],
            )
            return at
    after = write_rows(i, j, base, at, moves, frame)
    law.first[to, i * n + j], law.last[to, i * n + j] = at, after
    if after == at:
        law.first[to, i * n + j], law.last[to, i * n + j] = 0, 0
    return after


@loop
def meets_the_same(i, other, j, base, moves, frame):
    """Whether two attackers of j meet the same rows; neither would bear a duty itself (`mark_sharers`)."""
    parts, n = moves.parts, moves.bond.shape[0]
    one, two = i * n + j, other * n + j
    if parts.bare_last[base, one] != parts.bare_last[base, two]:  # 0 where there are no rows
        return False
    if (frame.ground.claim[i, j] > 0.0) != (frame.ground.claim[other, j] > 0.0):
        return False
    for s in range(moves.inside.shape[0]):
        edition = parts.edition[base, s]
        own, its = 2 * moves.inside[s, i] + moves.inside[s, j], 2 * moves.inside[s, other] + moves.inside[s, j]
        if parts.slot_last[edition, own, one] != parts.slot_last[edition, its, two]:  # 0 where there are no rows
            return False
    return True


@loop
def mark_sharers(j, base, moves):
    """Mark the attackers of j whose rows others may share: those who are no bearers of a duty in their own attack."""
    parts, n = moves.parts, moves.bond.shape[0]
    for i in range(n):
        shares = 0 if i == j or moves.bond[i, j] > 0 or bears_bare(i, j, base, moves) else 1
        for s in range(moves.inside.shape[0]):
            if moves.inside[s, i] == 1:
                edition, form = parts.edition[base, s], 2 + moves.inside[s, j]
                if parts.slot_last[edition, form, i * n + j] > parts.slot_first[edition, form, i * n + j]:
                    shares = 0
        moves.foes[i] = shares


@loop
def bears_bare(i, j, base, moves):
    """Whether i stands as a bearer in the bare rows of its own attack on j."""
    parts, n = moves.parts, moves.bond.shape[0]
    for r in range(parts.bare_first[base, i * n + j], parts.bare_last[base, i * n + j]):
        if parts.bearer[r] == i:
            return True
    return False


@loop
def write_rows(i, j, base, at, moves, frame):
    """Write the rows of the event "i attacks j" from row `at` on, by role, then bearer. Returns one past the last."""
    law, parts, n = frame.law, moves.parts, moves.bond.shape[0]
    pair, kinds = i * n + j, moves.scratch
    kinds[:, :, :] = -1
    gather_parts(parts.bare_first[base, pair], parts.bare_last[base, pair], -1, moves)
    for s in range(moves.inside.shape[0]):
        edition, form = parts.edition[base, s], 2 * moves.inside[s, i] + moves.inside[s, j]
        gather_parts(parts.slot_first[edition, form, pair], parts.slot_last[edition, form, pair], s, moves)
    for k in range(n):
        if moves.bond[j, k] == 1:
            for place in range(2):  # at home and at sea
                kinds[0, k, place] = parts.union[kinds[0, k, place] + 1, parts.pact + 1]
    for role in range(ROLES):
        for k in range(n):
            if k != i and k != j and max(kinds[role, k, 0], kinds[role, k, 1], kinds[role, k, 2]) >= 0:
                law.role[at], law.bearer[at] = role, k
                law.kind[at] = kinds[role, k]
                law.claimed[at] = 1.0 if frame.ground.claim[i, j] > 0.0 else 0.0
                weigh_row(at, moves.kinds, frame)
                at += 1
    return at


@loop
def gather_parts(first, last, s, moves):
    """Take rows of one part into `scratch`; of a slot `s` those of its members (-1: of all)."""
    parts, kinds = moves.parts, moves.scratch
    for r in range(first, last):
        k, role = parts.bearer[r], parts.role[r]
        if s < 0 or moves.inside[s, k] == 1:
            for place in range(PLACES):
                kinds[role, k, place] = parts.union[kinds[role, k, place] + 1, parts.kind[r, place] + 1]


@loop
def crowd_in(i, j, to, sets, law):
    """Count one attacker of j into the sets of rows that its attackers meet. Returns how many entries are used."""
    n = law.tier.shape[1]
    first, last = law.first[to, i * n + j], law.last[to, i * n + j]
    if i == j or first == last:
        return sets
    for c in range(law.crowd_start[to * n + j], sets):
        if law.crowd[c, 0] == first and law.crowd[c, 1] == last:
            law.crowd[c, 2] += 1
            return sets
    law.crowd[sets, 0], law.crowd[sets, 1], law.crowd[sets, 2] = first, last, 1
    return sets + 1
