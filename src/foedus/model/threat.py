"""Perception: what arms and alliances look like from the other side (E6-E8)."""

from __future__ import annotations

from foedus.model.law import law, log, log1p, maximum, minimum


@law
def perceived_offence(offensive_share, distinguishability):
    """Share of a rival's effort that looks offensive (E6): sg pi + (1 - sg), after [Jervis1978]_.

    sg = 0: every arm looks offensive; sg = 1: the true share is seen. Both are those of the draw unless an
    architecture sets them.

    Parameters
    ----------
    offensive_share, distinguishability : 0 to 1
    """
    return distinguishability * offensive_share + (1.0 - distinguishability)


@law
def partner_weight(offence_chance, duty_to_rival, duty_to_self, distinguishability):
    """How far k counts as an attacker on j's side, seen by i (E7).

        W_k = 1 - (1 - q[O]_{k|ji}) (1 - (1 - sg) ob_kj (1 - ob_ki))

    With sg < 1 a partner bound to j and not to i counts even if its duty is to defend.

    Parameters
    ----------
    offence_chance, duty_to_rival, duty_to_self, distinguishability : 0 to 1
    """
    looks_bound = (1.0 - distinguishability) * duty_to_rival * (1.0 - duty_to_self)
    return 1.0 - (1.0 - offence_chance) * (1.0 - looks_bound)


@law
def threat(hostility, perceived, reach, own):
    """Threat of j to i (E7): TH_ij = H_ij log(1 + pi^ * reach / own), in hostility units.

    Parameters
    ----------
    hostility : float, >= 0
        H_ij, one standing rivalry = 1.
    perceived : 0 to 1
        pi^ of `perceived_offence`.
    reach, own : float, > 0
        P_j->i plus SUM W_k P_k->i; P_i->i. Unit of strength.
    """
    return hostility * log1p(perceived * reach / own)


@law
def encircling_weight(duty_to_rival, duty_to_self, cooperation_rival, cooperation_self, distinguishability, p):
    """How far k's ties count as encirclement of i by j (E8).

        (1 - sg) (ob_kj (1 - ob_ki) + w_E c_kj (1 - c_ki))

    Parameters
    ----------
    duty_to_rival, duty_to_self : 0 to 1, ob_kj and ob_ki
    cooperation_rival, cooperation_self : 0 to 1, c_kj and c_ki
    distinguishability : 0 to 1, sg
    p.cooperation_threat : w_E, sign free
    """
    duties = duty_to_rival * (1.0 - duty_to_self)
    ties = p.cooperation_threat * cooperation_rival * (1.0 - cooperation_self)
    return (1.0 - distinguishability) * (duties + ties)


@law
def encirclement(partners_now, partners_before, rival_reach, hostility, allied, p):
    """Encirclement of i by j in a year in which commitments change (E8), log units.

        max(0, log(thr_t / thr_t-1)) min(1, H_ij) (1 - allied),  thr = max(P, P + partners)

    Both thr take the strength of this year without the access term of E1c: only commitments differ.

    Parameters
    ----------
    partners_now, partners_before : float
        SUM of `encircling_weight` times P_k->i under the commitments of this year and of the last; unit of
        strength; may be negative, thr is floored at P_j->i.
    rival_reach : float, > 0
        P_j->i.
    hostility : float, >= 0, H_ij
    allied : 0 or 1, i and j
    p.encirclement_cap : largest value before gating, log units (a declared switch; default none)
    """
    now = maximum(rival_reach, rival_reach + partners_now)
    before = maximum(rival_reach, rival_reach + partners_before)
    rise = minimum(p.encirclement_cap, maximum(0.0, log(now) - log(before)))
    return rise * minimum(1.0, hostility) * (1.0 - allied)
