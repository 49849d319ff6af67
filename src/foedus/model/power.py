"""Power and projection: what a state can bring to a place (E1)."""

from __future__ import annotations

from foedus.model.law import exp, law, log, log1p, maximum, where


@law
def arms_floored(arms_usd_bn, gdp_usd_bn, p):
    """Military spending, floored at a small share of the economy (E1a): Iceland spends nothing.

    Parameters
    ----------
    arms_usd_bn, gdp_usd_bn : float, bn USD a year
    p.arms_floor_share : share of GDP
    """
    return maximum(arms_usd_bn, p.arms_floor_share * gdp_usd_bn)


@law
def stock_start(arms_usd_bn, p):
    """Military stock that present spending just maintains (E1a): K_0 = M_0 / dK.

    Parameters
    ----------
    arms_usd_bn : float, bn USD a year
    p.stock_decay : dK, 1/year
    """
    return arms_usd_bn / p.stock_decay


@law
def stock_next(stock_usd_bn, arms_usd_bn, p):
    """Military stock of next year (E1a): K' = (1 - dK) K + M.

    Parameters
    ----------
    stock_usd_bn, arms_usd_bn : float, bn USD
    p.stock_decay : dK, 1/year
    """
    return (1.0 - p.stock_decay) * stock_usd_bn + arms_usd_bn


@law
def strength(stock_usd_bn, gdp_usd_bn, p):
    """Strength of a state from its arms and its economy (E1b): S = K**kap * Y**(1 - kap).

    Fixed indices of power predict hardly better than chance [CarrollKenkel2019]_, so kap is drawn.

    Parameters
    ----------
    stock_usd_bn, gdp_usd_bn : float, > 0, bn USD
    p.stock_weight : kap, 0 to 1
    """
    return exp(p.stock_weight * log(stock_usd_bn) + (1.0 - p.stock_weight) * log(gdp_usd_bn))


@law
def strength_by_form(stock_usd_bn, gdp_usd_bn, arms_usd_bn, population_m, p):
    """Strength under the form of power that is switched on (E1b), where `strength` is the default.

    0 `strength`; 1 spending of the year, M; 2 its stock, K; 3 GDP times GDP per head, Y**2 / N [Beckley2018]_. Every
    form is a product of powers, and a common factor of all states changes nothing.

    Parameters
    ----------
    stock_usd_bn, gdp_usd_bn, arms_usd_bn : float, > 0, bn USD
    population_m : float, > 0, million persons
    p.power_form : 0, 1, 2 or 3 (4, CINC, is refused before a run begins)
    """
    other = where(p.power_form == 3.0, gdp_usd_bn * gdp_usd_bn / population_m, strength(stock_usd_bn, gdp_usd_bn, p))
    return where(p.power_form == 1.0, arms_usd_bn, where(p.power_form == 2.0, stock_usd_bn, other))


@law
def arms_in_strength(p):
    """Elasticity of strength to arms under the form of power (E1b): kap; 1 where arms are all of it; 0 for GDP.

    Parameters
    ----------
    p.power_form, p.stock_weight : switch, kap
    """
    other = where(p.power_form == 3.0, 0.0, p.stock_weight)
    return where(p.power_form == 1.0, 1.0, where(p.power_form == 2.0, 1.0, other))


@law
def share(strength, total):
    """Share of all strength in the world of the run (E1b): s = S / SUM S."""
    return strength / total


@law
def distance_felt(distance_km, p):
    """Distance as it tells on strength and on issues (E1c, E9), in logs; 0 at home.

    Form 0: log(1 + D/d0), a power of distance. Form 1: D/scale, exponential decay, with the scale
    D*/log(1 + D*/d0), so that both forms agree at home and at D*; the exponential loses less before and more beyond.

    Parameters
    ----------
    distance_km : float, >= 0
    p.distance_form, p.distance_scale_km, p.distance_match_km : switch, d0 km, D* km
    """
    straight = distance_km * (log1p(p.distance_match_km / p.distance_scale_km) / p.distance_match_km)
    return where(p.distance_form == 1.0, straight, log1p(distance_km / p.distance_scale_km))


@law
def reach(distance_km, sea_only, cooperation, p):
    """Share of its strength that a state can bring to a place (E1c), the gradient of [Boulding1962]_.

        (1 + D/d0)**(-om) * (1 - sw * sea_only) * exp(w_P * c)

    `distance_felt` holds the rival form, exponential decay.
    Where only distance and the sea count (E8) pass cooperation = 0. At home it is 1.

    Parameters
    ----------
    distance_km : float, >= 0
    sea_only : 0 or 1
        1 if the two states lie on different components of land contiguity [Mearsheimer2001]_.
    cooperation : 0 to 1
        c_kx, cooperation of the sender with the state at the place.
    p.distance_loss, p.water_loss, p.access_projection : om, sw, w_P
    """
    gradient = p.access_projection * cooperation - p.distance_loss * distance_felt(distance_km, p)
    return (1.0 - p.water_loss * sea_only) * exp(gradient)


@law
def projection(strength, distance_km, sea_only, cooperation, p):
    """Strength that a state can bring to a place (E1c): P = S * reach, unit of `strength`.

    Parameters
    ----------
    strength : float, > 0
    distance_km, sea_only, cooperation : as in `reach`
    """
    return strength * reach(distance_km, sea_only, cooperation, p)


@law
def expected_growth(arms_usd_bn, stock_usd_bn, growth, p):
    """Growth of a state's strength that all expect (MODEL section 8): kap (M/K - dK) + (1 - kap) g.

    Parameters
    ----------
    arms_usd_bn, stock_usd_bn : float, > 0, bn USD
    growth : float, log change of GDP a year
    p.stock_weight, p.stock_decay, p.power_form : kap, dK, switch

    Under rival forms of power: 1 g (spending is expected to keep its share of the economy); 2 M/K - dK; 3 2 g (the
    population stays as it is).
    """
    arms = arms_usd_bn / stock_usd_bn - p.stock_decay
    mixed = p.stock_weight * arms + (1.0 - p.stock_weight) * growth
    other = where(p.power_form == 3.0, 2.0 * growth, mixed)
    return where(p.power_form == 1.0, growth, where(p.power_form == 2.0, arms, other))
