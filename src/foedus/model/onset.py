"""How often an issue comes up between two states (E9).

log lam = level + static + moving. `level` is b0, solved once per draw so that the disputes of year 0 under
the status quo equal p.disputes_per_year_target; the static part is computed once per draw.
"""

from __future__ import annotations

from foedus.model.law import law, log, log1p, sqrt
from foedus.model.power import distance_felt


@law
def log_rate_static(land, sea, distance_km, claim, trade, joint_democracy, p):
    """Part of the log rate of issues that does not move (E9), 1/year in logs.

        b_l land + b_s sea - b_d log(1 + D/d0) + b_T terr - b_tr Tr - b_dem dem_i dem_j + c_era

    `distance_felt` holds log(1 + D/d0) and its rival, exponential decay.

    Contiguity [Bremer1992]_, territory [SeneseVasquez2008]_, democracy and trade [OnealRussett1997]_.

    Parameters
    ----------
    land, sea : 0 or 1
        Contiguous by land; by sea and not by land.
    distance_km : float, >= 0
    claim : 0 to 1
        terr_ij, i claims a place that j administers.
    trade : float, >= 0
        Trade over GDP of i, divided by two standard deviations, capped at 3; 0 where a world has none.
    joint_democracy : 0 to 1
        dem_i times dem_j.
    p.land_border, p.sea_border, p.distance_decay, p.claim_rate : b_l, b_s, b_d, b_T, log rate
    p.trade_peace, p.democratic_peace, p.era_rate : b_tr, b_dem, c_era
    """
    place = p.land_border * land + p.sea_border * sea - p.distance_decay * distance_felt(distance_km, p)
    ties = p.claim_rate * claim - p.trade_peace * trade - p.democratic_peace * joint_democracy
    return place + ties + p.era_rate


@law
def log_rate_moving(share, hostility, shock, p):
    """Part of the log rate of issues that moves with the years (E9): b_o log s_i + b_H log2(1 + H_ij) + nu.

    Parameters
    ----------
    share : float, > 0
        s_i, share of all strength, recomputed every year.
    hostility : float, >= 0, H_ij
    shock : float, log units, nu_t, common to all pairs
    p.initiator_power, p.rivalry_rate : b_o, b_H
    """
    return p.initiator_power * log(share) + p.rivalry_rate * log1p(hostility) / log(2.0) + shock


@law
def shock_start(normal, p):
    """First common shock, from its stationary law (E9): s_nu z.

    Parameters
    ----------
    normal : float, standard normal
    p.shock_sd : s_nu, log units, the stationary standard deviation
    """
    return p.shock_sd * normal


@law
def shock_next(shock, normal, p):
    """Common shock of next year (E9): rho nu + s_nu sqrt(1 - rho**2) z.

    Parameters
    ----------
    shock : float, log units
    normal : float, standard normal
    p.shock_persistence, p.shock_sd : rho (0 to 1), s_nu
    """
    return p.shock_persistence * shock + p.shock_sd * sqrt(1.0 - p.shock_persistence**2) * normal
