"""War and the economy: length, severity, losses, growth (E14-E16)."""

from __future__ import annotations

from foedus.model.law import exp, law, log1p, maximum, minimum, where


@law
def war_years(uniform, p):
    """Calendar years a war lasts, from the record of 95 interstate wars (E14) [SarkeesWayman2010]_.

    43 last 1, 32 last 2, 7 last 3, 4 last 4, 3 last 5; 6 longer: 6 to 10, all alike.

    Parameters
    ----------
    uniform : float, in [0, 1)
    p.wars_lasting_1, p.wars_lasting_2, p.wars_lasting_3 : counts of wars
    p.wars_lasting_4, p.wars_lasting_5, p.wars_lasting_longer : counts of wars
    """
    two = p.wars_lasting_1 + p.wars_lasting_2
    four = two + p.wars_lasting_3 + p.wars_lasting_4
    five = four + p.wars_lasting_5
    rank = uniform * (five + p.wars_lasting_longer)
    longer = 5.0 * (rank - five) / p.wars_lasting_longer
    years = where(rank < p.wars_lasting_1, 1.0, where(rank < two, 2.0, where(rank < two + p.wars_lasting_3, 3.0, 4.0)))
    years = where(rank < four, years, 5.0)
    years = where(rank < five, years, 6.0)
    extra = where(longer < 1.0, 0.0, where(longer < 2.0, 1.0, where(longer < 3.0, 2.0, where(longer < 4.0, 3.0, 4.0))))
    return years + extra


@law
def battle_deaths(uniform, parties, p):
    """Battle deaths of a war, for the report only (E14): the Pareto tail of [Clauset2018]_.

        X = 7061 (1 - u)**(-1/(alpha - 1)) * parties / 2

    alpha is read as the exponent of the density, as in the source; the tail alone is drawn, and a cap keeps
    single draws finite. "Scaled by coalition size" is read as parties over two.

    Parameters
    ----------
    uniform : float, in [0, 1)
    parties : number, >= 2
        States at war on both sides.
    p.severity_exponent, p.severity_floor, p.severity_cap : alpha > 1, deaths, deaths
    """
    tail = p.severity_floor * exp(minimum(40.0, -log1p(-uniform) / (p.severity_exponent - 1.0)))
    return minimum(p.severity_cap, tail * parties / 2.0)


@law
def war_loss(on_site, belligerent, distance_km, trade, p):
    """Loss of GDP in a year from one war, for the five years from its onset (E15-E16), share of GDP.

        site L_site/5;  belligerent off site L_bel/5;  others L_n/5 exp(-D/ell) (1 + xi Tr)

    Each state takes one of the three [FederleEtAl2024]_.

    Parameters
    ----------
    on_site, belligerent : 0 or 1
    distance_km : float, >= 0, to the site
    trade : float, >= 0, with the site; 0 where a world has none
    p.site_loss, p.belligerent_loss, p.neighbour_loss, p.loss_years, p.spread_km, p.trade_spread : shares, years, km, xi
    """
    near = p.neighbour_loss * exp(-distance_km / p.spread_km) * (1.0 + p.trade_spread * trade)
    fighting = where(belligerent > 0.0, p.belligerent_loss, near)
    return where(on_site > 0.0, p.site_loss, fighting) / p.loss_years


@law
def outcome_effect(outcome, p):
    """Once, in the year a war is decided (E15): the winner gains, the loser loses the same; log GDP.

    Parameters
    ----------
    outcome : +1 won, -1 lost, 0 neither
    p.winner_gain : share of GDP
    """
    return p.winner_gain * outcome


@law
def gdp_next(gdp_usd_bn, growth, loss, energy_lost, trade_cut, outcome, p):
    """Economy of next year, bn USD (E16): log Y' = log Y + g - losses - e_E En - decoup cut + outcome.

    Parameters
    ----------
    gdp_usd_bn : float, > 0
    growth : float, log change a year
    loss : float, share of GDP, SUM of `war_loss`
    energy_lost, trade_cut : 0 to 1
        Share of energy imports lost; of trade cut between blocs. 0 where a world has none.
    outcome : float, `outcome_effect`
    p.energy_loss, p.decoupling : e_E, decoup
    """
    change = growth - loss - p.energy_loss * energy_lost - p.decoupling * trade_cut + outcome
    return gdp_usd_bn * exp(change)


@law
def cut_off(share, p):
    """Share of energy lost when its supplier becomes a principal of a war (E16).

    Parameters
    ----------
    share : 0 to 1, of the supplier in a state's imports or in the world's supply
    p.supply_cut : 0 to 1, part of the supplier's sales that is lost
    """
    return share * p.supply_cut


@law
def energy_output(energy_lost, p):
    """Loss of GDP from energy imports lost (E16), share of GDP, once.

    Parameters
    ----------
    energy_lost : 0 to 1, share of energy imports newly lost
    p.energy_loss : e_E
    """
    return p.energy_loss * energy_lost


@law
def energy_price(supply_lost, p):
    """Rise of the log price of energy (E16): share of world supply lost over the elasticity.

    Parameters
    ----------
    supply_lost : 0 to 1
    p.supply_elasticity : no unit
    """
    return maximum(0.0, supply_lost) / p.supply_elasticity
