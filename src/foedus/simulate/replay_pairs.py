"""The issue and the crisis game between two states in one year, taken apart term by term (E3, E9-E12)."""

from __future__ import annotations

import numpy as np

from foedus.model.contest import estimate_error, odds_by_form
from foedus.model.crisis import backers, challenge_game, chance_later, in_the_eyes, resist_game
from foedus.model.duties import TOWARD_INITIATOR, gather
from foedus.model.escalation import (
    closing_window,
    cost_of_war,
    crisis_chance,
    fights_or_not,
    hazards,
    last_node_value,
    parity_pull,
    peace_value,
    stakes,
    status_quo_value,
    war_value_challenger,
)  # fmt: skip
from foedus.model.law import logistic
from foedus.model.luck import CAPABILITY, pair_normal
from foedus.model.onset import log_rate_moving, log_rate_static
from foedus.model.sides import JOINS, PART, TO_INITIATOR, seen_sides
from foedus.model.situation import PERIOD
from foedus.simulate.compiled import quiet_overflow
from foedus.simulate.replay_year import Played
from foedus.simulate.story import PairStory, Sum, Term

UTIL = "util"


def chances(event: tuple[int, int], year: Played) -> dict[str, float]:
    """Rate, PC, PR, PF and the chances of the year that i begins a dispute, a fight, a war with j (E12)."""
    i, j = event
    now, frame = year.seen, year.moment.frame
    with quiet_overflow():
        challenge, fights, backed = challenge_game(event, 1.0, now, frame)
        resists = resist_game(event, 1.0, backed, now, frame)
    rate = now.known[i, j] + now.own[i]
    crisis = fights_or_not(now.fighting[i, j], crisis_chance(rate, challenge))
    reciprocated, fought, war = hazards(crisis, resists, fights, frame.p)
    found = {"rate": np.exp(rate), "challenge": challenge, "resist": resists, "fight": fights, "dispute": crisis}
    found |= {"reciprocated": reciprocated, "fought": fought, "war": war, "fighting": now.fighting[i, j]}
    return {name: float(value) for name, value in found.items()}


def pair_story(event: tuple[int, int], year: Played, codes: tuple[str, ...]) -> PairStory:
    """Everything about one initiator and one target before anything happened."""
    i, j = event
    now, frame = year.seen, year.moment.frame
    found = chances(event, year)
    period, p = now.clock[PERIOD], frame.p
    with quiet_overflow():
        gather(frame.mean, event, period, frame, now.duty[0])
        defence, attack = seen_sides(event, 1.0, period, now, frame, now.duty[0])
        sides = _sides(event, year, (float(defence), float(attack)), codes)
        error = estimate_error(pair_normal(now.key[CAPABILITY], i, j), frame.law.depth[period, i, j], p)
        backed = backers(event, period, now, frame)
        odds, war, _, resists = in_the_eyes(event, attack, defence, error, backed, now, frame)
        later = chance_later(event, 1.0, attack, defence, error, now, frame)
    at_stake = stakes(frame.ground.claim[i, j], now.hostility[i, j], p)
    quiet = _quiet(event, year, float(odds), float(later))
    last = last_node_value(war, p)
    gain = (1.0 - resists) * p.concession_gain * at_stake
    parts = [Term("concession", float(gain)), Term("if resisted", float(resists * last))]
    parts += [Term("quiet", -quiet.total)]
    found |= {"win": float(logistic(odds)), "win_later": float(later), "error": float(error)}
    found |= {"win_equal": float(logistic(odds_by_form(1.0, 1.0, 0.0, 1.0, p))), "resist_seen": float(resists)}
    found |= {"stakes": float(at_stake), "backing": float(backed)}
    found["stakes_target"] = float(stakes(frame.ground.claim[j, i], now.hostility[j, i], p))
    challenging = float(gain + resists * last) - quiet.total
    sums = {"rate": _rate(event, year), "quiet": quiet, "war": _war(event, year, (attack, defence), (odds, backed))}
    sums |= {"challenge": Sum("challenge", "E11", UTIL, challenging, tuple(parts)), **sides}
    return PairStory(codes[i], codes[j], found, sums)


def _rate(event: tuple[int, int], year: Played) -> Sum:
    """Log rate of issues (E9)."""
    i, j = event
    now, frame = year.seen, year.moment.frame
    ground, p = frame.ground, frame.p
    given = (ground.land[i, j], ground.sea[i, j], ground.distance[i, j], ground.claim[i, j], 0.0,
             ground.democracy[i] * ground.democracy[j])  # fmt: skip
    era = log_rate_static(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, p)
    parts = {"level": frame.static[i, j] - log_rate_static(*given, p=p), "era": era}
    for at, name in enumerate(("land border", "sea border", "distance", "claim", "trade", "democracies")):
        alone = [0.0] * 6
        alone[at] = given[at]
        parts[name] = log_rate_static(*alone, p=p) - era
    parts["power"] = log_rate_moving(now.share[i], 0.0, 0.0, p)
    parts["hostility"] = log_rate_moving(1.0, now.hostility[i, j], 0.0, p)
    parts["shock"] = log_rate_moving(1.0, 0.0, now.shock[0], p)
    total = float(now.known[i, j] + now.own[i])
    return Sum("rate", "E9", "log rate", total, tuple(Term(name, float(value)) for name, value in parts.items()))


def _quiet(event: tuple[int, int], year: Played, odds: float, later: float) -> Sum:
    """Value of leaving things as they are (E10)."""
    i, j = event
    now, frame = year.seen, year.moment.frame
    p, law, period, none = frame.p, frame.law, now.clock[PERIOD], 0.0
    at_stake = stakes(frame.ground.claim[i, j], now.hostility[i, j], p)
    window = closing_window(logistic(odds), later, at_stake, p)
    parity = parity_pull(odds, now.gaining[i] - now.gaining[j], p)
    pair = i * now.strength.shape[0] + j
    rows = range(law.first[period, pair], law.last[period, pair])
    promised = max((frame.mean[r] for r in rows if law.role[r] == TOWARD_INITIATOR), default=0.0)
    ties = (law.depth[period, i, j], law.restraint[period, i, j], law.allied[period, i, j], promised)
    base = status_quo_value(none, none, none, none, p)
    parts = {"base": base, "threat": status_quo_value(now.threat[i, j], none, none, none, p) - base}
    parts |= {"window": -window, "parity": -parity}
    for at, name in enumerate(("institution", "non-aggression", "alliance", "neutrality of others")):
        alone = [0.0] * 4
        alone[at] = ties[at]
        parts[name] = peace_value(*alone, p=p)
    total = status_quo_value(now.threat[i, j], window, parity, peace_value(*ties, p=p), p)
    return Sum("quiet", "E10", UTIL, float(total), tuple(Term(name, float(value)) for name, value in parts.items()))


def _war(event: tuple[int, int], year: Played, sides: tuple[float, float], seen: tuple[float, float]) -> Sum:
    """Value of war to the initiator (E10)."""
    i, j = event
    frame, p = year.moment.frame, year.moment.frame.p
    attack, defence = sides
    both = frame.ground.nuclear[i] * frame.ground.nuclear[j]
    opposing = defence / (attack + defence)
    at_stake = stakes(frame.ground.claim[i, j], year.seen.hostility[i, j], p)
    win, base = logistic(seen[0]), cost_of_war(0.0, 0.0, 0.0, p)
    whole = cost_of_war(both, opposing, 0.0, p)
    parts = {
        "what winning brings": win * at_stake,
        "cost": -base,
        "both nuclear": base - cost_of_war(both, 0.0, 0.0, p),
        "strength of the other side": base - cost_of_war(0.0, opposing, 0.0, p),
        "backing": whole - cost_of_war(both, opposing, seen[1], p),
    }
    total = war_value_challenger(win, at_stake, cost_of_war(both, opposing, seen[1], p))
    return Sum("war", "E10", UTIL, float(total), tuple(Term(name, float(value)) for name, value in parts.items()))


def _sides(event: tuple[int, int], year: Played, totals: tuple[float, float], codes: tuple[str, ...]) -> dict[str, Sum]:
    """Who the initiator expects on each side (E3), in units of the target's strength; by state."""
    i, j = event
    now, frame = year.seen, year.moment.frame
    unit = float(now.strength[j])
    own = {"defence": (j, unit), "attack": (i, float(now.strength[i] * frame.reach[now.clock[PERIOD], j, i]))}
    found = {}
    for (name, (state, alone)), row, total in zip(own.items(), (JOINS, TO_INITIATOR), totals, strict=True):
        joins = now.odds[row] * now.odds[PART]
        parts = [Term(codes[state], alone / unit)]
        parts += [Term(codes[k], float(joins[k] / unit)) for k in range(len(codes)) if k not in event]
        found[name] = Sum(name, "E3", "strength of the target", total / unit, tuple(parts))
    return found
