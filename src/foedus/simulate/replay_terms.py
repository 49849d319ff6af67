"""Numbers of one state in one year as sums of what each law gave; each part is the law with its other terms at none."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.model.arming import arms_next, arms_target, arms_wish, pledge_gap
from foedus.model.economy import energy_output, war_loss
from foedus.model.hostility import hostility_fade, hostility_next, hostility_push
from foedus.model.law import log
from foedus.model.luck import ARMS, HOSTILITY, pair_normal
from foedus.model.perception import CALM
from foedus.model.power import arms_floored, strength_by_form
from foedus.model.situation import LOSS_YEARS, PERIOD, QUARRELS, VICTIM, Situation
from foedus.model.threat import perceived_offence
from foedus.model.yearend import growth_of
from foedus.simulate.replay_year import Played
from foedus.simulate.story import Sum, Term

SHARE, LOGS, INDEX, GDP_SHARE, RIVALRY = "log share", "log units", "hostility units", "share of GDP", "rivalries"


def power_sums(i: int, year: Played) -> dict[str, Sum]:
    """Strength (E1b) and the change of the share of all strength since the year before."""
    now, p = year.seen, year.moment.frame.p
    gdp, stock, spent = year.moment.earlier
    before = year.moment.before
    people = year.moment.frame.ground.population[i]
    parts = _parts_of_strength((now.stock[i], now.gdp[i], now.arms[i], people), p)
    then = _parts_of_strength((stock[i], gdp[i], spent[i], people), p)
    moved = [Term(one.name, one.value - old.value) for one, old in zip(parts, then, strict=True)]
    moved.append(Term("all states", -float(np.log(now.strength.sum()) - np.log(before.strength.sum()))))
    change = float(np.log(now.share[i]) - np.log(before.share[i]))
    return {
        "strength": _sum("strength", "E1b", "log of strength", float(np.log(now.strength[i])), parts),
        "share": _sum("share", "E1b", SHARE, change, moved),
    }


def _parts_of_strength(given: tuple[float, float, float, float], p: Any) -> list[Term]:
    """Log strength by what it is made of; every form is a product of powers. Rival forms name two parts more."""
    names = ("stock", "economy", "spending", "population")[: 2 if p.power_form == 0.0 else 4]
    found = []
    for at, name in enumerate(names):
        alone = [1.0, 1.0, 1.0, 1.0]
        alone[at] = given[at]
        found.append(Term(name, float(log(strength_by_form(*alone, p=p)))))
    return found


def quarrels_of(i: int, now: Situation) -> list[tuple[int, int]]:
    """(place in the list, rival) of every quarrel of a state."""
    listed = now.quarrel[: int(now.clock[QUARRELS])]
    return [(int(q), int(listed[q, 1])) for q in np.flatnonzero(listed[:, 0] == i)]


def row_of(q: int, kind: str, year: Played) -> np.ndarray:
    """(n,) what each third state weighs in one quarrel, as partner of the rival or as helper."""
    frame, now = year.moment.frame, year.seen
    old = frame.pairs.shape[0]
    return getattr(frame, kind)[now.clock[PERIOD], :, q] if q < old else getattr(now, kind)[q - old]


def threat_sum(i: int, year: Played, codes: tuple[str, ...]) -> Sum:
    """Threats of all rivals (E7)."""
    parts = [Term(codes[j], float(year.seen.threat[i, j])) for _, j in quarrels_of(i, year.seen)]
    return _sum("threat", "E7", INDEX, float(year.seen.sums[3, i]), parts)


def rivals(i: int, year: Played, codes: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """What each threat is made of (E1c, E6, E7), by rival."""
    now, frame = year.seen, year.moment.frame
    period, found = now.clock[PERIOD], {}
    for q, j in quarrels_of(i, now):
        found[codes[j]] = {
            "hostility": float(now.hostility[i, j]),
            "reach": float(now.strength[j] * frame.reach[period, i, j] / now.strength[i]),
            "partners": float((row_of(q, "partner", year) * now.strength).sum() / now.strength[i]),
            "perceived": float(perceived_offence(frame.offensive[period, j], frame.clarity[period, j])),
            "encirclement": float(now.circled[q]),
            "threat": float(now.threat[i, j]),
        }
    return found


def help_sum(i: int, year: Played, codes: tuple[str, ...]) -> Sum:
    """Help that a state expects against those that threaten it (A of E17), by helper."""
    now, frame = year.seen, year.moment.frame
    n, own = now.strength.shape[0], quarrels_of(i, now)
    calm = CALM * (n - 1.0 - len(own))
    parts = calm * frame.anyone[now.clock[PERIOD], i] * now.strength
    weights = calm
    for q, j in own:
        weight = now.threat[i, j] + CALM
        parts = parts + weight * row_of(q, "helper", year) * now.strength
        weights += weight
    shares = parts / (weights * now.strength[i])
    terms = [Term(codes[k], float(shares[k])) for k in range(n) if k != i]
    return _sum("help", "E17", "own strength", float(now.help[i]), terms)


def loss_sum(i: int, year: Played, codes: tuple[str, ...]) -> Sum:
    """Losses that fall due this year, by war (E15-E16)."""
    now, frame, moment = year.fought, year.moment.frame, year.moment
    parts = []
    for war, onset in moment.onset.items():
        if war < year.wars and onset <= moment.year < onset + LOSS_YEARS:
            site = int(np.flatnonzero((now.route[war] == VICTIM) & (now.side[war] > 0))[0])
            fights = 1.0 if now.side[war, i] > 0 else 0.0
            on_site = 1.0 if i == site else 0.0
            loss = float(war_loss(on_site, fights, frame.ground.distance[i, site], 0.0, frame.p))
            parts.append(Term(f"war of year {onset} over {codes[site]}", loss))
    for event in year.events:
        if event.due is not None:
            name = f"war of year {moment.year} over {codes[event.target]}"
            parts.append(Term(name, float(event.due[i])))
    return _sum("loss", "E15", GDP_SHARE, float(now.due[moment.year, i]), parts)


def growth_sum(i: int, year: Played) -> Sum:
    """Change of the economy (E16)."""
    now, after, frame = year.fought, year.grown, year.moment.frame
    change = float(np.log(after.gdp[i]) - np.log(now.gdp[i]))
    parts = [Term("growth", float(growth_of(i, frame))), Term("loss", -float(now.due[year.moment.year, i]))]
    parts.append(Term("energy lost", -float(energy_output(now.short[i], frame.p))))
    return _sum("growth", "E16", LOGS, change, parts)


def arms_sum(i: int, year: Played) -> Sum:
    """Change of military spending (E17-E18)."""
    now, frame, moment = year.grown, year.moment.frame, year.moment
    p, period = frame.p, now.clock[PERIOD]
    arms, gdp, slow = now.arms[i], now.gdp[i], float(frame.p.arms_adjustment)
    at_war = 1.0 if now.route_now[i] >= 0 else 0.0
    gap = pledge_gap(arms, gdp, frame.law.pledge[period, i], p)
    wishes = {
        "threat": arms_wish(1.0, now.sums[3, i], 0.0, 0.0, 0.0, p),
        "free riding": arms_wish(1.0, 0.0, now.help[i], 0.0, 0.0, p),
        "pledge": arms_wish(1.0, 0.0, 0.0, gap, 0.0, p),
        "war": arms_wish(1.0, 0.0, 0.0, 0.0, at_war, p),
    }
    order = log(frame.law.arms_factor[period, i])
    income = arms_target(frame.base[i], arms_wish(gdp, 0.0, 0.0, 0.0, 0.0, p)) - log(arms) + order
    normal = pair_normal(now.key[ARMS], i, i)
    noise = p.arms_noise * normal
    target = arms_target(frame.base[i], arms_wish(gdp, now.sums[3, i], now.help[i], gap, at_war, p)) + order
    spent = arms_next(arms, target, normal, p)
    parts = [Term("set by the architecture", float(log(arms) - log(moment.before.arms[i])))]
    parts += [Term("income and own level", slow * float(income))]
    parts += [Term(name, slow * float(wish)) for name, wish in wishes.items()]
    parts += [Term("noise", float(noise)), Term("floor", float(log(arms_floored(spent, gdp, p)) - log(spent)))]
    change = float(np.log(year.armed.arms[i]) - np.log(moment.before.arms[i]))
    return _sum("arms", "E17-E18", LOGS, change, parts)


def hostility_sum(i: int, j: int, year: Played) -> Sum:
    """Change of the hostility of i toward j (E19)."""
    now, frame = year.fought, year.moment.frame
    p, period, ground = frame.p, now.clock[PERIOD], frame.ground
    h, start, none = now.hostility[i, j], ground.hostility[i, j], 0.0
    depth, allied = frame.law.depth[period, i, j], frame.law.allied[period, i, j]
    circled = next((now.circled[q] for q, other in quarrels_of(i, now) if other == j), 0.0)
    decay = hostility_fade(h, start, none, none, none, p)
    push = hostility_push(now.disputed[i, j], now.warred[i, j], circled, none, p)
    normal = pair_normal(now.key[HOSTILITY], i, j) if h > 0.0 else 0.0
    noise = p.hostility_noise * min(1.0, h) * normal
    fade = hostility_fade(h, start, depth, none, allied, p)
    parts = {
        "fading": decay,
        "institution": hostility_fade(h, start, depth, none, none, p) - decay,
        "alliance": hostility_fade(h, start, none, none, allied, p) - decay,
        "dispute": hostility_push(now.disputed[i, j], none, none, none, p),
        "war": hostility_push(none, now.warred[i, j], none, none, p),
        "encirclement": hostility_push(none, none, circled, none, p),
        "noise": noise,
        "bounds": hostility_next(h, fade, push, normal, p) - (h + fade + push + noise),
    }
    if h == 0.0 and start == 0.0 and push == 0.0:
        parts = {}
    change = float(year.done.hostility[i, j] - h)
    return _sum("hostility", "E19", RIVALRY, change, [Term(name, float(value)) for name, value in parts.items()])


def _sum(name: str, law: str, unit: str, total: float, parts: list[Term]) -> Sum:
    return Sum(name, law, unit, total, tuple(parts))
