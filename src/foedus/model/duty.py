"""From the words of a treaty to a number in [0, 1] (MODEL section 22)."""

from __future__ import annotations

from foedus.model.law import law


@law
def label_weights(p):
    """Weights of the six groups of strength labels, falling in every draw.

    full force = 1; then each group is the one above times a share: aid and assistance, constitutional
    processes, limited aid, measures short of war, assurance.

    Parameters
    ----------
    p.weight_aid_factor, p.weight_constitutional_factor, p.weight_limited_factor : 0 to 1
    p.weight_short_factor, p.weight_assurance_factor : 0 to 1
    """
    aid = p.weight_aid_factor
    constitutional = aid * p.weight_constitutional_factor
    limited = constitutional * p.weight_limited_factor
    short = limited * p.weight_short_factor
    return 1.0, aid, constitutional, limited, short, short * p.weight_assurance_factor


@law
def duty_weight(label_weight, disputed, tokens, p):
    """Strength of one duty: label weight, times the chance that a disputed reading binds, times its tokens.

    Parameters
    ----------
    label_weight : 0 to 1
    disputed : 0 or 1
    tokens : 0 to 1
        Product over the findings or requests the clause needs: their chances (expectation) or 0/1 (event).
    p.disputed_binding : 0 to 1
    """
    return label_weight * (1.0 - disputed * (1.0 - p.disputed_binding)) * tokens


@law
def place_shares(claimed, p):
    """Chances that a dispute falls at home, at sea and on a claimed place.

    Parameters
    ----------
    claimed : 0 or 1
        1 if i claims a place that j administers; that place takes half of the home share.
    p.home_share, p.claimed_share : 0 to 1
    """
    taken = p.home_share * p.claimed_share * claimed
    return p.home_share - taken, 1.0 - p.home_share, taken
