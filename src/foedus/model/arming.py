"""Arming: Richardson's race in logs, with burden sharing (E17-E18)."""

from __future__ import annotations

from foedus.model.law import exp, law, log, log1p, maximum
from foedus.model.power import arms_in_strength


@law
def pledge_gap(arms_usd_bn, gdp_usd_bn, pledged, p):
    """How far spending falls short of an alliance's pledge (E17): Obl = max(0, log(.02 Y / M)), log units.

    Parameters
    ----------
    arms_usd_bn, gdp_usd_bn : float, > 0, bn USD
    pledged : 0 or 1
        Member of an alliance with such a pledge.
    p.pledge_share : .02 of GDP
    """
    return pledged * maximum(0.0, log(p.pledge_share * gdp_usd_bn) - log(arms_usd_bn))


@law
def arms_wish(gdp_usd_bn, threat, help_ratio, pledge, at_war, p):
    """What moves desired spending (E17) without the state's own level a0, log units.

        aY log Y + aT log(1 + TH) - aF log(1 + A) + aO Obl + (aW/aL) war

    Reaction to threat [NordhausOnealRussett2012]_; free riding [OlsonZeckhauser1966]_. aW is per year,
    hence over aL.

    Parameters
    ----------
    gdp_usd_bn : float, > 0, bn USD
    threat : float, >= 0
        TH_i, sum over the others.
    help_ratio : float, >= 0
        A_i, expected help over own strength.
    pledge : float, `pledge_gap`
    at_war : 0 or 1
    p.arms_income, p.arms_reaction, p.free_riding, p.arms_pledge, p.arms_war, p.arms_adjustment : aY, aT, aF, aO, aW, aL
    """
    reaction = p.arms_reaction * log1p(threat) - p.free_riding * log1p(help_ratio)
    spending = p.arms_pledge * pledge + p.arms_war / p.arms_adjustment * at_war
    return p.arms_income * log(gdp_usd_bn) + reaction + spending


@law
def arms_level(arms_usd_bn, wish):
    """A state's own level (E17): a0 such that desired equals actual spending in year 0, log units.

    `wish` is `arms_wish` of year 0 under the status quo, not at war.
    """
    return log(arms_usd_bn) - wish


@law
def arms_target(level, wish):
    """Desired spending in logs (E17): log M* = a0 + wish."""
    return level + wish


@law
def arms_next(arms_usd_bn, log_target, normal, p):
    """Spending of next year, bn USD (E18): log M' = (1 - aL) log M + aL log M* + s_M z [Richardson1960]_.

    Parameters
    ----------
    arms_usd_bn : float, > 0
    log_target : float, `arms_target`
    normal : float, standard normal
    p.arms_adjustment, p.arms_noise : aL (1/year), s_M
    """
    return exp((1.0 - p.arms_adjustment) * log(arms_usd_bn) + p.arms_adjustment * log_target + p.arms_noise * normal)


@law
def arms_coupling(hostility, perceived, rival_reach, total_reach, own, threat, p):
    """Response of i's spending to the stock of j (E18), an element off the diagonal of the Jacobian.

        aL aT kap dlog(1 + TH_i)/dlog P_j,   dTH_ij/dlog P_j = H pi^ P_j->i / (P_i->i + pi^ reach)

    The diagonal is 1 - aL. The calming effect of i's own stock is left out, so the spectral radius is an
    upper estimate.

    Parameters
    ----------
    hostility, perceived : float, H_ij and pi^_ij
    rival_reach, total_reach, own : float, > 0
        P_j->i; with its partners; P_i->i.
    threat : float, >= 0, TH_i
    p.arms_adjustment, p.arms_reaction : aL, aT; kap is `arms_in_strength`
    """
    slope = hostility * perceived * rival_reach / (own + perceived * total_reach)
    return p.arms_adjustment * p.arms_reaction * arms_in_strength(p) * slope / (1.0 + threat)
