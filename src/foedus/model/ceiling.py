"""Bounds on the crisis game that need no coalition, so that most issues can be dismissed exactly and at once."""

from __future__ import annotations

from foedus.model.escalation import last_node_value
from foedus.model.law import law, logistic, maximum, minimum, where


@law
def cost_floor(both_nuclear, p):
    """Least cost of war to a challenger, whatever the coalitions and its backers (from E10 with ca >= 0), utils.

        cw (1 + nc nuc_i nuc_j) (1 - max(0, mh))

    Parameters
    ----------
    both_nuclear : 0 or 1
    p.war_cost, p.nuclear_cost, p.moral_hazard : cw, nc, mh
    """
    return p.war_cost * (1.0 + p.nuclear_cost * both_nuclear) * (1.0 - maximum(0.0, p.moral_hazard))


@law
def quiet_floor(threat, stakes, growth_gap, window, peace, p):
    """Least value of leaving things as they are, whatever the chance to win (from E10), utils.

        sq - phi TH_ij - max(0, bet) window v - max(0, pt) |growth gap| / .03 + peace

    The pull of a window is at most bet * window * v and that of parity at most its value at even odds.

    Parameters
    ----------
    threat : float, >= 0, TH_ij
    stakes, peace : float, utils
    growth_gap : float, 1/year, of strength shares
    window : 0 to 1
        Most by which the chance to win can fall until h years on.
    p.quiet_value, p.fear, p.preventive_motive, p.parity_danger, p.growth_scale : sq, phi, bet, pt, .03
    """
    closing = maximum(0.0, p.preventive_motive) * window * stakes
    parity = maximum(0.0, p.parity_danger) * maximum(growth_gap, -growth_gap) / p.growth_scale
    return p.quiet_value - p.fear * threat - closing - parity + peace


@law
def window_ceiling(growth_gap, p):
    """Most by which the chance to win falls until h years on when only growth moves it (from E5, E10): m h gap / 4.

    A logistic has slope 1/4 at most; the fall is 1 at most. The log odds of the difference contest have no slope of
    their own, so there the bound is 1, and 0 where the odds rise.

    Parameters
    ----------
    growth_gap : float, 1/year
        Expected growth of the challenger's strength minus the target's.
    p.decisiveness, p.window_years, p.contest_form : m, h, switch
    """
    bound = minimum(1.0, 0.25 * p.decisiveness * p.window_years * maximum(0.0, -growth_gap))
    return where(p.contest_form == 1.0, where(growth_gap < 0.0, 1.0, 0.0), bound)


@law
def challenge_ceiling(stakes, cost, quiet, p):
    """Largest PC that any coalition and any belief allow (bound on E11): PC <= L(mu (max(con v, V3) - U(SQ))).

    Parameters
    ----------
    stakes, cost, quiet : float, utils
        v_ij, `cost_floor`, `quiet_floor`.
    p.precision, p.concession_gain : mu, con
    """
    best = maximum(p.concession_gain * stakes, last_node_value(stakes - cost, p))
    return logistic(p.precision * (best - quiet))
