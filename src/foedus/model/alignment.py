"""Who enters and leaves a treaty (E20): laws of one candidate; `realign` has the loops."""

from __future__ import annotations

from foedus.model.law import law, log1p, sqrt


@law
def accession_logit(level, gain, shared_enmity, affinity, neighbours_in, cooperation, p):
    """Logit that a state accedes to a treaty in a year (E20), without its burdens.

        s0 + s1 (-dLoss) + s2 log(1 + SUM_j min(H_kj, H_Tj)) + s3 affinity + s6 n + s_C c_kT

    Enemies of enemies [MaozEtAl2007]_; alliances form among many at once [FordhamPoast2016]_.

    Parameters
    ----------
    level : float
        s0, solved so that the accession rate equals the record.
    gain : float
        Fall of k's expected yearly loss, % of GDP.
    shared_enmity : float, >= 0, SUM over j of the smaller hostility of k and of the members
    affinity : float, <= 0, minus the gap of ideal points
    neighbours_in : number, >= 0
    cooperation : 0 to 1, c_kT
    p.accession_foresight, p.shared_enemy, p.accession_affinity : s1, s2, s3
    p.accession_neighbours, p.stepping_stone : s6, s_C
    """
    interest = p.accession_foresight * gain + p.shared_enemy * log1p(shared_enmity) + p.accession_affinity * affinity
    return level + interest + p.accession_neighbours * neighbours_in + p.stepping_stone * cooperation


@law
def accession_burden(autonomy_cost, provocation, veto_slack, p):
    """What speaks against accession (E20), logit: -s4 autonomy cost - s5 provocation + s7 veto slack.

    All three are 0 unless declared.

    Parameters
    ----------
    autonomy_cost, provocation, veto_slack : float
    p.accession_autonomy, p.accession_provocation, p.accession_veto : s4, s5, s7
    """
    costs = p.accession_autonomy * autonomy_cost + p.accession_provocation * provocation
    return p.accession_veto * veto_slack - costs


@law
def tie_end(p):
    """Chance in a year that one of the two states of a tie ends it (E20): 1 - sqrt(1 - rate).

    A tie of two ends when either leaves, so that ties end at the rate of the record.

    Parameters
    ----------
    p.exit_rate : 1/year
    """
    return 1.0 - sqrt(1.0 - p.exit_rate)
