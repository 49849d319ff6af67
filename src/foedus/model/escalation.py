"""The crisis game: challenge, resist, fight (E10-E12), in the strategic form of [Signorino1999]_."""

from __future__ import annotations

from foedus.model.law import exp, expm1, law, log, log1p, logistic, maximum, minimum, where


@law
def stakes(claim, hostility, p):
    """What is at stake for one side (E10): v = exp(v_T terr + v_H H), utils (1 with neither).

    Parameters
    ----------
    claim : 0 to 1, terr of that side against the other
    hostility : float, >= 0, H of that side toward the other
    p.claim_stakes, p.hostility_stakes : v_T, v_H
    """
    return exp(p.claim_stakes * claim + p.hostility_stakes * hostility)


@law
def backing(helpers, reach):
    """Share of the challenger's force that its own backers would bring (E10): b = help / (P_i->j + help).

    Parameters
    ----------
    helpers : float, >= 0
        SUM ob_ki (1 - ob_kj) P_k->j.
    reach : float, > 0
        P_i->j.
    """
    return helpers / (reach + helpers)


@law
def cost_of_war(both_nuclear, opposing_share, backed, p):
    """Cost of war to one side (E10), utils.

        cw (1 + nc nuc_i nuc_j + ca * opposing share) (1 - mh b)

    The backed challenger expects a cheaper war (moral hazard, [Snyder1984]_, [Benson2011]_); for the target
    pass backed = 0.

    Parameters
    ----------
    both_nuclear : 0 or 1
    opposing_share : 0 to 1
        Strength of the other side over both: B[D]/(B[O] + B[D]) for i, B[O]/(B[O] + B[D]) for j.
    backed : 0 to 1, `backing`
    p.war_cost, p.nuclear_cost, p.coalition_cost, p.moral_hazard : cw (util), nc, ca >= 0, mh
    """
    scale = 1.0 + p.nuclear_cost * both_nuclear + p.coalition_cost * opposing_share
    return p.war_cost * scale * (1.0 - p.moral_hazard * backed)


@law
def war_value_challenger(win, stakes, cost):
    """Value of war to the challenger (E10): p v - C, utils."""
    return win * stakes - cost


@law
def war_value_target(win, stakes, cost):
    """Value of war to the target (E10): -p v - C, utils; `win` is the challenger's chance."""
    return -win * stakes - cost


@law
def peace_value(depth, restraint, allied, neutrality, p):
    """Value of peace that ties give the challenger (E10): I_ij, utils.

        i_g g + i_r [i owes j non-aggression] + i_a [allied] + i_n max_k ob[N]_k

    Promises of outsiders to stay neutral toward i free its hands (i_n < 0, [Leeds2003]_).

    Parameters
    ----------
    depth : 0 to 1, g_ij
    restraint, allied : 0 or 1
    neutrality : 0 to 1, largest promise of a third state toward i
    p.institution_peace_value, p.promise_restraint, p.ally_peace_value, p.neutrality_freedom : i_g, i_r, i_a, i_n
    """
    shared = p.institution_peace_value * depth + p.promise_restraint * restraint
    return shared + p.ally_peace_value * allied + p.neutrality_freedom * neutrality


@law
def closing_window(win, win_later, stakes, p):
    """Pull to act before the odds get worse (E10): bet max(0, p_t - E p_t+h) v, utils [Powell2006]_.

    Parameters
    ----------
    win, win_later : 0 to 1
    stakes : float, utils
    p.preventive_motive : bet
    """
    return p.preventive_motive * maximum(0.0, win - win_later) * stakes


@law
def parity_pull(log_odds, growth_gap, p):
    """Pull of power transition (E10): pt exp(-(logit p)**2 / (2 w**2)) |growth_i - growth_j| / .03, utils.

    pt > 0: overtaking near parity is dangerous [OrganskiKugler1980]_; pt < 0: parity deters.

    Parameters
    ----------
    log_odds : float
        Logit of the challenger's chance to win.
    growth_gap : float, 1/year
        Growth of the challenger's strength share minus the target's; either sign.
    p.parity_danger, p.parity_width, p.growth_scale : pt, w, .03
    """
    nearness = exp(-minimum(40.0, log_odds**2 / (2.0 * p.parity_width**2)))
    return p.parity_danger * nearness * maximum(growth_gap, -growth_gap) / p.growth_scale


@law
def status_quo_value(threat, window, parity, peace, p):
    """Value to the challenger of leaving things as they are (E10), utils.

        sq - phi TH_ij - window - parity + peace

    Parameters
    ----------
    threat : float, >= 0, TH_ij
    window, parity, peace : float, utils
        `closing_window`, `parity_pull`, `peace_value`.
    p.quiet_value, p.fear : sq (util), phi (util per unit of threat) [Jervis1976]_
    """
    return p.quiet_value - p.fear * threat - window - parity + peace


@law
def fight_chance(war_value, p):
    """Chance that a resisted challenger fights (E11): PF = L(mu (U_i(war) + aud)).

    Quantal response [McKelveyPalfrey1998]_; backing down costs the audience cost of [Fearon1994]_.

    Parameters
    ----------
    war_value : float, utils, of the challenger
    p.precision, p.audience_cost : mu (1/util), aud (util)
    """
    return logistic(p.precision * (war_value + p.audience_cost))


@law
def last_node_value(war_value, p):
    """Value to the challenger of reaching the last choice (E11): the inclusive value V3, utils.

        V3 = log(exp(mu U_i(war)) + exp(-mu aud)) / mu

    Not PF * U(war) + (1 - PF) * U(back): that form has better defended targets challenged more.

    Parameters
    ----------
    war_value : float, utils, of the challenger
    p.precision, p.audience_cost : mu, aud
    """
    best = maximum(war_value, -p.audience_cost)
    worst = minimum(war_value, -p.audience_cost)
    return best + log1p(exp(-minimum(40.0, p.precision * (best - worst)))) / p.precision


@law
def resist_chance(fight, war_value, stakes, p):
    """Chance that the target resists (E11): PR = L(mu (PF U_j(war) + (1 - PF) rep + con_j v_ji)).

    Parameters
    ----------
    fight : 0 to 1
        PF as the target sees it.
    war_value : float, utils, of the target
    stakes : float, utils, v_ji
    p.precision, p.repute_gain, p.concession_loss : mu, rep (util), con_j
    """
    resisting = fight * war_value + (1.0 - fight) * p.repute_gain
    return logistic(p.precision * (resisting + p.concession_loss * stakes))


@law
def challenge_chance(resist, last_node, stakes, status_quo, p):
    """Chance that an issue becomes a challenge (E11): PC = L(mu ((1 - PR) con v + PR V3 - U_i(SQ))).

    Parameters
    ----------
    resist : 0 to 1
        PR as the challenger sees it.
    last_node, stakes, status_quo : float, utils
        `last_node_value`, v_ij, `status_quo_value`.
    p.precision, p.concession_gain : mu, con
    """
    challenging = (1.0 - resist) * p.concession_gain * stakes + resist * last_node
    return logistic(p.precision * (challenging - status_quo))


@law
def concession_margin(stakes, cost, p):
    """How far a concession beats war for the challenger (E11): con v - (v - C + log 2 / mu), utils; below 0 warn.

    Parameters
    ----------
    stakes, cost : float, utils
    p.concession_gain, p.precision : con, mu
    """
    return p.concession_gain * stakes - (stakes - cost + log(2.0) / p.precision)


@law
def crisis_chance(log_rate, challenge):
    """Chance in a year of at least one dispute that i begins against j (E12): h = -expm1(-lam PC).

    Parameters
    ----------
    log_rate : float
        Log of the yearly rate of issues; -inf (no rate) is allowed.
    challenge : 0 to 1, PC
    """
    return -expm1(-exp(minimum(40.0, log_rate)) * challenge)


@law
def hazards(crisis, resist, fight, p):
    """Chances in a year that a dispute is begun and goes further (E12).

    Returns reciprocated = h PR, fight = h PR PF (hostility level 4 or more), war = fight * w1 (1000 dead).
    PR is the target's with its own estimate, PF the challenger's.

    Parameters
    ----------
    crisis, resist, fight : 0 to 1, h, PR, PF
    p.war_share : w1, 0 to 1
    """
    reciprocated = crisis * resist
    fights = reciprocated * fight
    return reciprocated, fights, fights * p.war_share


@law
def fights_or_not(fighting_already, hazard):
    """A hazard inside a pair that already fights is 0 (MODEL section 7)."""
    return where(fighting_already > 0.0, 0.0, hazard)
