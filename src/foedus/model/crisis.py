"""From an issue to a dispute, a fight, a war (E9-E12), for one pair and for the whole year."""

from __future__ import annotations

from foedus.model.ceiling import challenge_ceiling, cost_floor, quiet_floor, window_ceiling
from foedus.model.contest import chance_later_by_form, contest_unit, estimate_error, odds_by_form
from foedus.model.duties import HELPS_TARGET, TOWARD_INITIATOR, gather
from foedus.model.escalation import (
    backing,
    challenge_chance,
    closing_window,
    cost_of_war,
    crisis_chance,
    fight_chance,
    fights_or_not,
    hazards,
    last_node_value,
    parity_pull,
    peace_value,
    resist_chance,
    stakes,
    status_quo_value,
    war_value_challenger,
    war_value_target,
)  # fmt: skip
from foedus.model.law import logistic, loop
from foedus.model.luck import CAPABILITY, COUNTER_CAPABILITY, CRISIS, FIGHT, RESIST, WAR, pair_normal, pair_uniform
from foedus.model.sides import seen_sides, true_sides
from foedus.model.situation import ALLIED_DISPUTES, DISPUTES, FIGHTS, PERIOD, RECIPROCATED, YEAR
from foedus.model.war import fight, note_meeting


@loop
def backers(event, period, now, frame):
    """Share of the challenger's force that its own allies would bring (E10): of those bound to it and not to j."""
    i, j = event
    law, n = frame.law, now.strength.shape[0]
    first, last = law.first[period, j * n + i], law.last[period, j * n + i]
    if first == last:
        return 0.0
    gather(frame.home, (i, j), period, frame, now.duty[1])
    help_i = 0.0
    for r in range(first, last):
        k = law.bearer[r]
        if law.role[r] == HELPS_TARGET and k != i and k != j:
            bound = frame.home[r] * (1.0 - now.duty[1, HELPS_TARGET, k])
            help_i = help_i + bound * now.strength[k] * frame.reach[period, j, k]
    return backing(help_i, now.strength[i] * frame.reach[period, j, i])


@loop
def in_the_eyes(event, attack, defence, error, backed, now, frame):
    """Log odds of i, its value of war, PF and PR (E10-E11), as one of the two sides sees them."""
    i, j = event
    p, ground = frame.p, frame.ground
    both_nuclear = ground.nuclear[i] * ground.nuclear[j]
    at_stake_j = stakes(ground.claim[j, i], now.hostility[j, i], p)
    odds = odds_by_form(attack, defence, error, contest_unit(now.strength[i], now.strength[j]), p)
    win = logistic(odds)
    opposing = defence / (attack + defence)
    cost_i = cost_of_war(both_nuclear, opposing, backed, p)
    cost_j = cost_of_war(both_nuclear, 1.0 - opposing, 0.0, p)
    war_i = war_value_challenger(win, stakes(ground.claim[i, j], now.hostility[i, j], p), cost_i)
    fights = fight_chance(war_i, p)
    return odds, war_i, fights, resist_chance(fights, war_value_target(win, at_stake_j, cost_j), at_stake_j, p)


@loop
def value_of_peace(event, now, frame):
    """Value of peace that i's ties with j give it, less what promises of neutrality by others take (I of E10)."""
    i, j = event
    law, period, promised = frame.law, now.clock[PERIOD], 0.0
    pair = i * now.strength.shape[0] + j
    for r in range(law.first[period, pair], law.last[period, pair]):
        if law.role[r] == TOWARD_INITIATOR:
            promised = max(promised, frame.mean[r])
    depth, restraint, allied = law.depth[period, i, j], law.restraint[period, i, j], law.allied[period, i, j]
    return peace_value(depth, restraint, allied, promised, frame.p)


@loop
def quiet_worth(event, odds, later, now, frame):
    """Value to i of leaving things as they are (E10); `later` is its chance to win h years on."""
    i, j = event
    p = frame.p
    at_stake = stakes(frame.ground.claim[i, j], now.hostility[i, j], p)
    window = closing_window(logistic(odds), later, at_stake, p)
    parity = parity_pull(odds, now.gaining[i] - now.gaining[j], p)
    return status_quo_value(now.threat[i, j], window, parity, value_of_peace(event, now, frame), p)


@loop
def most_likely(event, now, frame):
    """Largest chance that i challenges j, whatever it believes of coalitions: cheap, and never below PC."""
    i, j = event
    p, ground = frame.p, frame.ground
    at_stake = stakes(ground.claim[i, j], now.hostility[i, j], p)
    window = window_ceiling(now.rising[i] - now.rising[j], p)
    if frame.law.announced[now.clock[YEAR]] != now.clock[PERIOD]:
        window = 1.0
    peace = value_of_peace(event, now, frame)
    quiet = quiet_floor(now.threat[i, j], at_stake, now.gaining[i] - now.gaining[j], window, peace, p)
    return challenge_ceiling(at_stake, cost_floor(ground.nuclear[i] * ground.nuclear[j], p), quiet, p)


@loop
def chance_later(event, noise, attack, defence, error, now, frame):
    """Chance of i to win h years on: expected growth, and the law announced for then (E10, section 12).

    The calm game (`noise` 0) expects the law to stay as it is.
    """
    i, j = event
    period, announced = now.clock[PERIOD], frame.law.announced[now.clock[YEAR]]
    if announced != period and noise > 0.0:
        gather(frame.mean, event, announced, frame, now.duty[3])
        defence, attack = seen_sides(event, noise, announced, now, frame, now.duty[3])
    unit = contest_unit(now.strength[i], now.strength[j])
    return chance_later_by_form(attack, defence, error, now.rising[i] - now.rising[j], unit, frame.p)


@loop
def challenge_game(event, noise, now, frame):
    """Chance that i challenges (PC) and that it fights when resisted (PF), with its own beliefs (E11); its backing.

    `noise` is 1 with this year's errors of belief and estimate, 0 with none.
    """
    i, j = event
    p, period = frame.p, now.clock[PERIOD]
    gather(frame.mean, event, period, frame, now.duty[0])
    defence, attack = seen_sides(event, noise, period, now, frame, now.duty[0])
    error = 0.0
    if noise > 0.0:
        error = estimate_error(pair_normal(now.key[CAPABILITY], i, j), frame.law.depth[period, i, j], p)
    backed = backers(event, period, now, frame)
    odds, war_i, fights, resists = in_the_eyes(event, attack, defence, error, backed, now, frame)
    later = chance_later(event, noise, attack, defence, error, now, frame)
    at_stake = stakes(frame.ground.claim[i, j], now.hostility[i, j], p)
    quiet = quiet_worth(event, odds, later, now, frame)
    return challenge_chance(resists, last_node_value(war_i, p), at_stake, quiet, p), fights, backed


@loop
def resist_game(event, noise, backed, now, frame):
    """Chance that j resists (PR), with what it knows (E11). Call after `challenge_game`, which gives the backing."""
    i, j = event
    period = now.clock[PERIOD]
    defence, attack = true_sides(event, noise, period, now, frame, now.duty[0])
    error = 0.0
    if noise > 0.0:
        normal = pair_normal(now.key[COUNTER_CAPABILITY], i, j)
        error = estimate_error(normal, frame.law.depth[period, i, j], frame.p)
    return in_the_eyes(event, attack, defence, error, backed, now, frame)[3]


@loop
def disputes_of_the_year(luck, now, frame, tally):
    """Every pair whose luck could start a dispute is looked at, in fixed order (exact thinning).

    A dispute needs u < -expm1(-rate PC) <= rate, so pairs with log u >= log rate cannot have one.

    Parameters
    ----------
    luck : (n, n)
        Log of each pair's crisis luck this year.
    """
    n = now.strength.shape[0]
    for i in range(n):
        own = now.own[i]
        for j in range(n):
            if luck[i, j] < now.known[i, j] + own and i != j and now.fighting[i, j] == 0.0:
                one_issue((i, j), now, frame, tally)


@loop
def one_issue(event, now, frame, tally):
    """What becomes of one issue: nothing, a dispute, a fight, a war."""
    i, j = event
    luck, rate = pair_uniform(now.key[CRISIS], i, j), now.known[i, j] + now.own[i]
    if luck >= crisis_chance(rate, most_likely(event, now, frame)):
        return  # exact thinning once more: no belief could make this a dispute
    challenge, fights, backed = challenge_game(event, 1.0, now, frame)
    if luck < crisis_chance(rate, challenge):
        tally.total[DISPUTES] += 1.0
        tally.total[ALLIED_DISPUTES] += frame.law.allied[now.clock[PERIOD], i, j]
        note_dispute(event, now)
        if pair_uniform(now.key[RESIST], i, j) < resist_game(event, 1.0, backed, now, frame):
            tally.total[RECIPROCATED] += 1.0
            if pair_uniform(now.key[FIGHT], i, j) < fights:
                is_war = 1.0 if pair_uniform(now.key[WAR], i, j) < frame.p.war_share else 0.0
                tally.total[FIGHTS] += 1.0
                fight(event, is_war, now, frame, tally)


@loop
def note_dispute(event, now):
    """Remember that something happened between two states this year, in both directions."""
    i, j = event
    for a, b in ((i, j), (j, i)):
        if now.disputed[a, b] + now.warred[a, b] == 0.0:
            note_meeting(a, b, now)
        now.disputed[a, b] = 1.0


@loop
def expected_outcomes(report, now, frame, tally):
    """Chance of each state to be targeted, to see force used and to be at war as target (O1, O1f, O1w), this year.

    Expected values at this point of the path. Pairs with a rate above `frame.close` play the whole game of the year,
    errors of belief included; for the others the rate is the year's and the game is that of year 0 under the law of
    the year, without errors (`frame.tail`). A benchmark states what that costs in accuracy.
    """
    n, period = now.strength.shape[0], now.clock[PERIOD]
    keep = now.sums
    keep[0:3, :] = 1.0
    for j in range(n):
        for i in range(n):  # one target after the other: what is known of its allies is used again
            rate = now.known[i, j] + now.own[i]
            if i == j:
                continue
            if rate > frame.close[0]:
                challenge, fights, backed = challenge_game((i, j), 1.0, now, frame)
                resists = resist_game((i, j), 1.0, backed, now, frame)
            else:
                challenge, resists = frame.tail[period, 0, i, j], frame.tail[period, 1, i, j]
                fights = frame.tail[period, 2, i, j]
            crisis = fights_or_not(now.fighting[i, j], crisis_chance(rate, challenge))
            _, fought, war = hazards(crisis, resists, fights, frame.p)
            keep[0, j] = keep[0, j] * (1.0 - crisis)
            keep[1, j] = keep[1, j] * (1.0 - fought)
            keep[2, j] = keep[2, j] * (1.0 - war)
    for j in range(n):
        for outcome in range(3):
            tally.expected[report, j, outcome] = 1.0 - keep[outcome, j]
