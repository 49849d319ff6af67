"""Who wins a war over the target's territory (E5)."""

from __future__ import annotations

from foedus.model.law import exp, law, log, logistic


@law
def win_log_odds(attack, defence, p):
    """Log odds that the attacker's side wins (E5), the ratio contest of [Hirshleifer1989]_.

        m * (log B_O - log th - log B_D)

    Doubling all strength changes nothing; m = 0 is a coin toss.

    Parameters
    ----------
    attack, defence : float, > 0
        B[O] and B[D], strength brought to the fight, one unit.
    p.decisiveness, p.defence_advantage : m >= 0; th > 0, above 1 favours the defence [Jervis1978]_
    """
    return p.decisiveness * (log(attack) - log(defence) - log(p.defence_advantage))


@law
def win_chance(attack, defence, p):
    """Chance that the attacker's side wins (E5): B_O**m / (B_O**m + (th B_D)**m), taken in logs.

    Parameters
    ----------
    attack, defence : float, > 0
    """
    return logistic(win_log_odds(attack, defence, p))


@law
def estimate_error(normal, depth, p):
    """Error in one side's estimate of the log capability ratio (E12): s_p exp(-u_g g) z.

    Institutions that inform (u_g > 0) make it smaller; two such errors are mutual optimism [Fearon1995]_.

    Parameters
    ----------
    normal : float, standard normal
    depth : 0 to 1, g_ij
    p.capability_noise, p.doubt_institution : s_p (log), u_g
    """
    return p.capability_noise * exp(-p.doubt_institution * depth) * normal


@law
def win_odds_seen(attack, defence, error, p):
    """Log odds of the attacker as one side sees them: the log ratio of strength is off by `error` (E12).

    Parameters
    ----------
    attack, defence : float, > 0
        With that side's beliefs about joiners.
    error : float, log units, toward the attacker
    p.decisiveness : m
    """
    return win_log_odds(attack, defence, p) + p.decisiveness * error


@law
def win_chance_seen(attack, defence, error, p):
    """Chance that the attacker's side wins, as one side sees it (E5, E12). Arguments as in `win_odds_seen`."""
    return logistic(win_odds_seen(attack, defence, error, p))


@law
def win_chance_later(attack, defence, error, growth_gap, p):
    """Chance of the attacker's side h years on (E10, MODEL section 8), the window of [Powell2006]_.

    The log ratio moves by h times the principals' expected difference in growth, allies held fixed; `attack`
    and `defence` hold the commitments announced for that year. The same `error` as today's estimate, so
    that noise alone opens no window.

    Parameters
    ----------
    attack, defence : float, > 0
    error : float, log units
    growth_gap : float, 1/year
        Expected growth of the challenger's strength minus the target's.
    p.window_years : h, years
    """
    return win_chance_seen(attack, defence, error + p.window_years * growth_gap, p)
