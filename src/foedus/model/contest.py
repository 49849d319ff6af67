"""Who wins a war over the target's territory (E5)."""

from __future__ import annotations

from foedus.model.law import exp, law, log, logistic, where


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
def contest_unit(attacker, target):
    """Unit of the difference contest (E5): the mean strength of the two principals, at home, without allies.

    So doubling all strength still changes nothing, and an ally counts by its size beside the principals.

    Parameters
    ----------
    attacker, target : float, > 0, S_i and S_j
    """
    return 0.5 * (attacker + target)


@law
def difference_log_odds(attack, defence, unit, p):
    """Log odds that the attacker's side wins by the difference of strengths (E5, rival form) [Hirshleifer1989]_.

        m (B_O - th B_D) / unit

    Between equals the slope is m, as in the ratio contest; m = 0 is a coin toss.

    Parameters
    ----------
    attack, defence : float, > 0
    unit : float, > 0, `contest_unit`
    p.decisiveness, p.defence_advantage : m >= 0; th > 0
    """
    return p.decisiveness * (attack - p.defence_advantage * defence) / unit


@law
def odds_by_form(attack, defence, error, unit, p):
    """Log odds of the attacker under the form of contest that is switched on (E5, E12), as one side sees them.

    An error about the log ratio raises one side and lowers the other by half of it: in the ratio contest that is
    `win_odds_seen`, in the difference contest B_O exp(e/2) - th B_D exp(-e/2) over the unit.

    Parameters
    ----------
    attack, defence, unit : float, > 0
    error : float, log units, toward the attacker; 0 for the odds as they are
    p.contest_form : 0 ratio, 1 difference
    """
    half = exp(0.5 * error)
    apart = difference_log_odds(attack * half, defence / half, unit, p)
    return where(p.contest_form == 1.0, apart, win_odds_seen(attack, defence, error, p))


@law
def chance_by_form(attack, defence, unit, p):
    """Chance that the attacker's side wins under the form of contest (E5). Arguments as in `odds_by_form`."""
    return logistic(odds_by_form(attack, defence, 0.0, unit, p))


@law
def chance_later_by_form(attack, defence, error, growth_gap, unit, p):
    """Chance of the attacker's side h years on (E10, MODEL section 8), the window of [Powell2006]_.

    The log ratio moves by h times the principals' expected difference in growth, allies held fixed; `attack` and
    `defence` hold the commitments announced for that year. The same `error` as today's estimate, so that noise alone
    opens no window; the unit of the difference contest stays that of today.

    Parameters
    ----------
    attack, defence, error, unit : as in `odds_by_form`
    growth_gap : float, 1/year
        Expected growth of the challenger's strength minus the target's.
    p.window_years : h, years
    """
    return logistic(odds_by_form(attack, defence, error + p.window_years * growth_gap, unit, p))
