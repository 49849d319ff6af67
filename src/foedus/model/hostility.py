"""How hostility between two states fades and grows (E19). Unit: one standing strategic rivalry."""

from __future__ import annotations

from foedus.model.law import law, maximum, minimum


@law
def hostility_fade(hostility, start, depth, trade, allied, p):
    """What time, institutions, trade and alliance take away in a year (E19), <= 0 for weights >= 0.

        -dH (H - chi H_0) - hI g H - hT Tr H - hAl [allied] H

    Parameters
    ----------
    hostility, start : float, >= 0
        H now and H_0; chi H_0 does not fade.
    depth, trade : float, g_ij (0 to 1) and Tr_ij
    allied : 0 or 1
    p.hostility_decay, p.hostility_core : dH (1/year), chi (0 to 1)
    p.institution_calming, p.trade_calming, p.alliance_calming : hI, hT, hAl (1/year)
    """
    rate = p.institution_calming * depth + p.trade_calming * trade + p.alliance_calming * allied
    return -p.hostility_decay * (hostility - p.hostility_core * start) - rate * hostility


@law
def hostility_push(dispute, war_begins, encirclement, surprise, p):
    """What the events of a year add (E19): hM MID + hW war + hE ENC + hA surprise.

    Parameters
    ----------
    dispute, war_begins : 0 or 1
        Between the two as originators, either direction.
    encirclement : float, log units, `threat.encirclement`
    surprise : float, threat growth above what i's own arming explains
    p.dispute_hostility, p.war_hostility, p.encirclement_hostility, p.surprise_hostility : hM, hW, hE, hA
    """
    events = p.dispute_hostility * dispute + p.war_hostility * war_begins
    return events + p.encirclement_hostility * encirclement + p.surprise_hostility * surprise


@law
def hostility_next(hostility, fade, push, normal, p):
    """Hostility of next year (E19), floor 0, cap 3; noise s_H min(1, H) z, none where H = 0.

    Parameters
    ----------
    hostility, fade, push : float
    normal : float, standard normal
    p.hostility_noise, p.hostility_cap : s_H, 3
    """
    noise = p.hostility_noise * minimum(1.0, hostility) * normal
    return minimum(p.hostility_cap, maximum(0.0, hostility + fade + push + noise))
