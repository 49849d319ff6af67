"""A fight and who joins it (E13), a war and what it costs (E14-E15)."""

from __future__ import annotations

from foedus.model.contest import chance_by_form, contest_unit
from foedus.model.duties import ANY, AT_SEA, CLAIMED, HELPS_INITIATOR, HELPS_TARGET, HOME, gather_realised
from foedus.model.duty import place_shares
from foedus.model.economy import battle_deaths, outcome_effect, war_loss, war_years
from foedus.model.joining import join_chain
from foedus.model.law import exp, loop
from foedus.model.luck import JOIN, LENGTH, PLACE, SEVERITY, TOKEN, WINNER, pair_uniform, third_uniform
from foedus.model.sides import TO_INITIATOR, TO_TARGET, offence_odds, tie_odds, true_odds
from foedus.model.situation import (
    ABANDONED,
    CALLED,
    DEATHS,
    ENTRAPPED,
    GREAT_WARS,
    HONOURED,
    INITIATOR,
    JOINED,
    LOSS_YEARS,
    MAJOR_CALLED,
    MAJOR_HONOURED,
    MET,
    MOST_WARS,
    OBLIGATION,
    OTHER,
    OWED_IT,
    PARTIES_FIGHT,
    PARTIES_WAR,
    PERIOD,
    STATUS,
    TOO_MANY_WARS,
    VICTIM,
    WARS,
    WARS_BEGUN,
    YEAR,
)  # fmt: skip

ROUNDS = 4  # of joining (MODEL section 6)
GREAT = 4  # great or nuclear powers in one war that make it a great war (O10)
OUT, WITH_TARGET, WITH_INITIATOR = 0, 1, 2


@loop
def place_of(event, now, frame):
    """Where this dispute is fought: at home, at sea or on a claimed place (section 22)."""
    i, j = event
    home, sea, _ = place_shares(1.0 if frame.ground.claim[i, j] > 0.0 else 0.0, frame.p)
    u = pair_uniform(now.key[PLACE], i, j)
    if u < home:
        return HOME
    return AT_SEA if u < home + sea else CLAIMED


@loop
def tokens_of(event, now, frame):
    """Bit mask of the tokens given in this event; one draw each, shared by all bearers."""
    i, j = event
    given = 0
    for t in range(frame.token.shape[0]):
        if third_uniform(now.key[TOKEN], i, j, t) < frame.token[t]:
            given = given | (1 << t)
    return given


@loop
def fight(event, is_war, now, frame, tally):
    """Up to four rounds of joining; a fight that is a war goes on, costs and is remembered."""
    war = now.clock[WARS]
    if war >= MOST_WARS:
        now.clock[STATUS] = TOO_MANY_WARS
        return
    duty, side = now.duty[4], now.side[war]
    gather_realised(place_of(event, now, frame), tokens_of(event, now, frame), event, now.clock[PERIOD], frame, duty)
    tie_odds(event, now.clock[PERIOD], now, frame)
    i, j = event
    side[:] = OUT
    side[j] = WITH_TARGET
    side[i] = WITH_INITIATOR
    for _ in range(ROUNDS):
        if join_round(event, is_war, side, now, frame, duty) == 0:
            break
    parties = 0.0
    for k in range(side.shape[0]):
        if side[k] != OUT:
            parties += 1.0
    if is_war == 0.0:
        tally.total[PARTIES_FIGHT] += parties
        return
    tally.total[PARTIES_WAR] += parties
    begin_war(event, parties, war, now, frame, tally)


@loop
def join_round(event, is_war, side, now, frame, duty):
    """One round of joining (E13); n counts the third parties that joined before this round. Returns how many join."""
    n = side.shape[0]
    before_d, before_o = -1, -1
    for k in range(n):
        if side[k] == WITH_TARGET:
            before_d += 1
        elif side[k] == WITH_INITIATOR:
            before_o += 1
    milder = 1.0 if is_war == 1.0 else frame.factor[2]
    chain = (exp(join_chain(before_d, frame.p)) * milder, exp(join_chain(before_o, frame.p)) * milder)
    joined = 0
    for k in range(n):
        if side[k] == OUT:
            choice = choice_of(k, event, chain, now, frame)
            if choice != OUT:
                side[k] = -choice  # counted from the next round on
                joined += 1
    for k in range(n):
        side[k] = abs(side[k])
    return joined


@loop
def choice_of(k, event, chain, now, frame):
    """What k does: one number decides in all rounds, low for the target, high for the initiator.

    The odds are those of a war (`sides`), times what the chain and a fight that is no war make of them.
    """
    i, j = event
    duty = now.duty[4]
    odds_d, odds_o = now.odds[TO_TARGET, k], now.odds[TO_INITIATOR, k]
    if duty[ANY, k] > 0.0:
        odds_d, odds_o = true_odds(k, j, now, frame, duty), offence_odds(k, now, frame, duty)
    odds_d, odds_o = odds_d * chain[0], odds_o * chain[1]
    total = 1.0 + odds_d + odds_o
    q_d, q_o = odds_d / total, odds_o / total
    u = third_uniform(now.key[JOIN], i, j, k)
    if u < q_d:
        return WITH_TARGET
    return WITH_INITIATOR if u > 1.0 - q_o else OUT


@loop
def begin_war(event, parties, war, now, frame, tally):
    """Enter a war in the list: its length, its routes, its losses, who kept a promise."""
    i, j = event
    n = now.strength.shape[0]
    side, route, duty, p = now.side[war], now.route[war], now.duty[4], frame.p
    now.clock[WARS] = war + 1
    now.left[war] = int(war_years(pair_uniform(now.key[LENGTH], i, j), p))
    tally.total[WARS_BEGUN] += 1.0
    tally.total[DEATHS] += battle_deaths(pair_uniform(now.key[SEVERITY], i, j), parties, p)
    for k in range(n):
        bound = duty[HELPS_TARGET, k] if side[k] == WITH_TARGET else duty[HELPS_INITIATOR, k]
        route[k] = OBLIGATION if bound > 0.0 else OTHER
        if k != i and k != j and duty[ANY, k] == 2.0 and duty[HELPS_TARGET, k] + duty[HELPS_INITIATOR, k] > 0.0:
            kept = 1.0 if side[k] != OUT and bound > 0.0 else 0.0
            tally.total[CALLED] += 1.0
            tally.total[HONOURED] += kept
            owed_to = j if duty[HELPS_TARGET, k] > 0.0 else i
            tally.bond_sum[owed_to, OWED_IT] += 1.0
            tally.bond_sum[owed_to, ABANDONED] += 1.0 - kept
            tally.total[MAJOR_CALLED] += frame.ground.major[k]
            tally.total[MAJOR_HONOURED] += frame.ground.major[k] * kept
        for other in range(n):
            if side[k] != OUT and side[other] == 3 - side[k]:
                now.fighting[k, other] = 1.0
                if now.warred[k, other] + now.disputed[k, other] == 0.0:
                    note_meeting(k, other, now)
                now.warred[k, other] = 1.0
    route[j], route[i] = VICTIM, INITIATOR
    if great_powers(side, frame) >= GREAT:
        tally.total[GREAT_WARS] += 1.0
    lay_losses(event, war, now, frame, tally)


@loop
def great_powers(side, frame):
    """How many great or nuclear powers are in a war."""
    count = 0
    for k in range(side.shape[0]):
        if side[k] != OUT and frame.ground.major[k] + frame.ground.nuclear[k] > 0.0:
            count += 1
    return count


@loop
def note_meeting(a, b, now):
    """Put an ordered pair on this year's list of pairs whose hostility something happened to."""
    met = now.clock[MET]
    now.met[met, 0], now.met[met, 1] = a, b
    now.clock[MET] = met + 1


@loop
def lay_losses(event, war, now, frame, tally):
    """Losses that fall due in the five years from the onset, and the effect of winning in the first (E15)."""
    i, j = event
    side, year, p = now.side[war], now.clock[YEAR], frame.p
    attack, defence = 0.0, 0.0
    for k in range(side.shape[0]):
        power = now.strength[k] * frame.reach[now.clock[PERIOD], j, k]
        if side[k] == WITH_TARGET:
            defence = defence + power
        elif side[k] == WITH_INITIATOR:
            attack = attack + power
    odds = chance_by_form(attack, defence, contest_unit(now.strength[i], now.strength[j]), p)
    wins = WITH_INITIATOR if pair_uniform(now.key[WINNER], i, j) < odds else WITH_TARGET
    for k in range(side.shape[0]):
        on_site = 1.0 if k == j else 0.0
        loss = war_loss(on_site, 1.0 if side[k] != OUT else 0.0, frame.ground.distance[k, j], 0.0, p)
        for later in range(LOSS_YEARS):
            now.due[year + later, k] += loss
            now.aside[year + later, k] += loss if side[k] == OUT else 0.0
        if side[k] != OUT:
            now.due[year, k] -= outcome_effect(1.0 if side[k] == wins else -1.0, p)
        if now.route[war, k] == OBLIGATION and side[k] != OUT:
            tally.bond_sum[k, JOINED] += 1.0
            chance = odds if side[k] == WITH_INITIATOR else 1.0 - odds
            tally.bond_sum[k, ENTRAPPED] += joined_at_a_loss(loss, 2.0 * chance - 1.0, frame.ground.distance[k, j], p)


@loop
def joined_at_a_loss(loss, outcome, distance_km, p):
    """1 when a state expects to lose more in a war that it joins than beside it (O8), at the moment of joining.

    `loss` is that of a belligerent in one year; the effect of the outcome falls due once. Both come from E15-E16.
    """
    joins = p.loss_years * loss - outcome_effect(outcome, p)
    stays = p.loss_years * war_loss(0.0, 0.0, distance_km, 0.0, p)
    return 1.0 if joins > stays else 0.0


@loop
def wars_of_the_year(now):
    """Set `route_now`, the route by which each state is at war this year: -1 at peace; the first of `ROUTES` counts."""
    now.route_now[:] = -1
    for war in range(now.clock[WARS]):
        if now.left[war] > 0:
            for k in range(now.route_now.shape[0]):
                if now.side[war, k] != OUT and (now.route_now[k] < 0 or now.route[war, k] < now.route_now[k]):
                    now.route_now[k] = now.route[war, k]


@loop
def wars_go_on(now):
    """End the year of every war, and mark who still fights whom."""
    going = False
    for war in range(now.clock[WARS]):
        if now.left[war] > 0:
            going = True
            now.left[war] -= 1
    if going:
        now.fighting[:, :] = 0.0
        for war in range(now.clock[WARS]):
            if now.left[war] > 0:
                mark_fighting(now.side[war], now)


@loop
def mark_fighting(side, now):
    """Mark the pairs on opposite sides of one war."""
    for k in range(side.shape[0]):
        for other in range(side.shape[0]):
            if side[k] != OUT and side[other] == 3 - side[k]:
                now.fighting[k, other] = 1.0
