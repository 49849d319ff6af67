"""Third parties: stay out, join the target, join the initiator (E13), a multinomial logit.

A logit is a sum: intercept + ties + duty + duty * hidden commitment + chain. The first three change only
with the law or the year, so the loop keeps them.
"""

from __future__ import annotations

from foedus.model.law import clamp, exp, law, log1p, maximum


@law
def reliability(normal, p):
    """How far one state keeps its word, 1 = average of the era (E13): rel = exp(sd * z) [Gibler2008]_.

    Parameters
    ----------
    normal : float, standard normal
    p.reliability_spread : sd of log rel
    """
    return exp(p.reliability_spread * normal)


@law
def join_intercept(is_war, offence, post45, p):
    """Logit of joining with no tie at all (E13): j0 + c_post post45 + j_f [not a war] - j1 [initiator's side].

    c_post is taken times post45, which is 1 from 1946, so in every embedded world.

    Parameters
    ----------
    is_war, offence, post45 : 0 or 1
    p.join_base, p.join_post45, p.join_fight, p.join_offence : j0, c_post, j_f, j1
    """
    return p.join_base + p.join_post45 * post45 + p.join_fight * (1.0 - is_war) - p.join_offence * offence


@law
def join_tie(contiguity, major, foe_hostility, friend_hostility, cooperation, p):
    """What nearness, size, quarrels and cooperation add to joining one side (E13), logit.

        j_c contig + j_m major + j_H (H_k,foe - H_k,friend) + r_C c_k,friend

    For the target's side the friend is j and the foe i; for the initiator's side the other way round.

    Parameters
    ----------
    contiguity, major : 0 or 1
        Land contact with either principal; a major power.
    foe_hostility, friend_hostility : float, >= 0
    cooperation : 0 to 1, of k with the side it would help
    p.join_contiguity, p.join_major, p.join_hostility, p.cooperation_joining : j_c, j_m, j_H, r_C
    """
    place = p.join_contiguity * contiguity + p.join_major * major
    return place + p.join_hostility * (foe_hostility - friend_hostility) + p.cooperation_joining * cooperation


@law
def join_duty(duty, promise, reliability, post45, p):
    """What the law adds to joining one side (E13), logit.

        max(0, r_D + r_post post45) rel_k ob_k - r_N ob[N]_k

    Same weight on both sides (r_O = r_D). Honour rates: [BerkemeierFuhrmann2018]_, [LeedsLongMitchell2000]_.

    Parameters
    ----------
    duty : 0 to 1
        ob[D] for the target's side, ob[O] for the initiator's.
    promise : 0 to 1
        ob[N], k's promise toward the side it would fight.
    reliability : float, > 0, rel_k
    post45 : 0 or 1
    p.duty_weight, p.duty_weight_post45, p.promise_weight : r_D, r_post, r_N
    """
    weight = maximum(0.0, p.duty_weight + p.duty_weight_post45 * post45)
    return weight * reliability * duty - p.promise_weight * promise


@law
def join_circumstance(same_alignment, log_balance, cost, p):
    """Terms of E13 that are 0 unless fitted: general alignment, a losing side, a cost; logit.

        r_d2 [same alignment] - j_p max(0, -log balance if k joins) - j_cost cost

    Parameters
    ----------
    same_alignment : 0 or 1
    log_balance, cost : float
    p.join_alignment, p.join_balance, p.join_cost : r_d2, j_p, j_cost
    """
    return p.join_alignment * same_alignment - p.join_balance * maximum(0.0, -log_balance) - p.join_cost * cost


@law
def join_chain(already, p):
    """What those who joined before add (E13): j_ch log(1 + n), the chain gang of [ChristensenSnyder1990]_; logit.

    Parameters
    ----------
    already : number, >= 0
        Third parties already on that side; 0 in round 1.
    p.join_chain : j_ch
    """
    return p.join_chain * log1p(already)


@law
def join_chances(logit_defence, logit_offence):
    """Chances that k joins the target and that it joins the initiator (E2, E13): e^x / (1 + e^xD + e^xO).

    Parameters
    ----------
    logit_defence, logit_offence : float
        Held inside [-40, 40].
    """
    defence = exp(clamp(logit_defence))
    offence = exp(clamp(logit_offence))
    total = 1.0 + defence + offence
    return defence / total, offence / total
