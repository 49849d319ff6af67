"""From rows of law to numbers: what a label, a disputed reading and a token weigh (MODEL section 22).

A *kind* is a set of alternative duties that one bearer owes in one event; its weight is the largest alternative that
holds. Tokens (a request, a finding) are drawn once per event and shared by all bearers.
"""

from __future__ import annotations

from foedus.model.duty import duty_weight, place_shares
from foedus.model.law import loop

HELPS_TARGET, HELPS_INITIATOR, TOWARD_INITIATOR, TOWARD_TARGET = 0, 1, 2, 3  # roles of a duty row
ANY = 4  # row of a gathered duty: 0 none, 1 some, 2 a clear one of limited aid or more (realised duties only)
LIMITED = 3  # strength group of limited aid; groups before it are stronger
HOME, AT_SEA, CLAIMED = 0, 1, 2  # place classes


@loop
def kind_weight(kind, given, frame):
    """Weight of a kind, 0 to 1, when the tokens in the bit mask `given` hold."""
    law = frame.law
    best = 0.0
    for a in range(law.kind_start[kind], law.kind_start[kind + 1]):
        needed = law.alt_tokens[a]
        if (needed & given) == needed and (law.alt_blocked[a] & given) == 0:
            best = max(best, duty_weight(frame.label[law.alt_label[a]], law.alt_disputed[a], 1.0, frame.p))
    return best


@loop
def mean_kind_weight(kind, frame):
    """Expected weight of a kind over all ways its tokens can fall, each independent."""
    tokens = frame.token.shape[0]
    total = 0.0
    for given in range(1 << tokens):
        chance = 1.0
        for t in range(tokens):
            chance = chance * (frame.token[t] if (given >> t) & 1 else 1.0 - frame.token[t])
        if chance > 0.0:
            total = total + chance * kind_weight(kind, given, frame)
    return total


@loop
def row_weights(kinds, frame):
    """Fill `frame.mean` and `frame.home`: each duty row over the place classes of section 22, and at home.

    `kinds` is a workspace of K + 1 numbers; its last entry stays 0 and stands for "no duty".
    """
    law = frame.law
    none = kinds.shape[0] - 1
    for kind in range(none):
        kinds[kind] = mean_kind_weight(kind, frame)
    kinds[none] = 0.0
    for r in range(law.rows):
        weigh_row(r, kinds, frame)


@loop
def weigh_row(r, kinds, frame):
    """Fill the weights of one duty row from those of the kinds."""
    law = frame.law
    home, sea, claimed = place_shares(law.claimed[r], frame.p)
    at_home = kinds[law.kind[r, HOME]]  # index -1 is the last entry: no duty
    at_sea, at_claim = kinds[law.kind[r, AT_SEA]], kinds[law.kind[r, CLAIMED]]
    frame.home[r] = at_home
    frame.mean[r] = home * at_home + claimed * at_claim + sea * at_sea


@loop
def fill_owed(frame):
    """Fill `frame.owed`: what each state owes each other when that is attacked at home, at most over attackers."""
    for period in range(frame.law.periods):
        fill_owed_in(period, frame)


@loop
def fill_owed_in(period, frame):
    """The same for one body of law."""
    law, n, owed = frame.law, frame.ground.gdp.shape[0], frame.owed[period]
    owed[:, :] = 0.0
    for j in range(n):
        for c in range(law.crowd_start[period * n + j], law.crowd_end[period * n + j]):
            for r in range(law.crowd[c, 0], law.crowd[c, 1]):
                if law.role[r] == HELPS_TARGET and frame.home[r] > owed[j, law.bearer[r]]:
                    owed[j, law.bearer[r]] = frame.home[r]


@loop
def gather(weights, event, period, frame, duty):
    """Spread the duty rows of the event "i attacks j" over `duty`; the largest counts.

    `duty` is (5, n + 1): four roles and ANY, by state. Its last column remembers the rows that it holds, so that they
    and nothing else are cleared the next time.
    """
    law = frame.law
    if holds_rows(event, period, law, duty):
        return
    first, last = open_rows(event, period, law, duty)
    for r in range(first, last):
        if weights[r] > duty[law.role[r], law.bearer[r]]:
            duty[law.role[r], law.bearer[r]] = weights[r]
            duty[ANY, law.bearer[r]] = 1.0


@loop
def holds_rows(event, period, law, duty):
    """Whether `duty` holds the rows of the event already. Each of the five workspaces serves one kind of weight."""
    last_column = duty.shape[1] - 1
    pair = event[0] * last_column + event[1]
    return duty[0, last_column] == law.first[period, pair] and duty[1, last_column] == law.last[period, pair]


@loop
def open_rows(event, period, law, duty):
    """Clear what `duty` holds and say which rows of law belong to the event; `duty` will hold these."""
    last_column = duty.shape[1] - 1
    for r in range(int(duty[0, last_column]), int(duty[1, last_column])):
        duty[law.role[r], law.bearer[r]] = 0.0
        duty[ANY, law.bearer[r]] = 0.0
    i, j = event
    pair = i * last_column + j
    first, last = law.first[period, pair], law.last[period, pair]
    duty[0, last_column], duty[1, last_column] = first, last
    return first, last


@loop
def gather_realised(place, given, event, period, frame, duty):
    """The same for one event that happens: at one place class, with the tokens that were given."""
    law = frame.law
    first, last = open_rows(event, period, law, duty)
    for r in range(first, last):
        kind = law.kind[r, place]
        if kind >= 0:
            weight = kind_weight(kind, given, frame)
            if weight > duty[law.role[r], law.bearer[r]]:
                duty[law.role[r], law.bearer[r]] = weight
                duty[ANY, law.bearer[r]] = max(duty[ANY, law.bearer[r]], 2.0 if binds(kind, given, law) else 1.0)


@loop
def binds(kind, given, law):
    """Whether an alternative holds that is clear and of limited aid or more, which is what history counts as a pact."""
    for a in range(law.kind_start[kind], law.kind_start[kind + 1]):
        needed = law.alt_tokens[a]
        held = (needed & given) == needed and (law.alt_blocked[a] & given) == 0
        if held and law.alt_disputed[a] == 0 and law.alt_label[a] <= LIMITED:
            return True
    return False
