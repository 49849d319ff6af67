"""Territorial claims as one matrix."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from foedus.world.dates import as_date, stands
from foedus.world.world import Claim

SALIENCE = {"high": 1.0, "medium": 0.6, "low": 0.3}  # MODEL section 0


def claim_matrix(codes: Sequence[str], claims: Sequence[Claim], date: datetime.date | str) -> np.ndarray:
    """(n, n) float: `[i, j]` is the weight of the most salient claim of i on a place j administers.

    Only claims that stand on `date` count ('2023' means 31 December 2023); no claim is 0.
    """
    day = as_date(date)
    at = {code: index for index, code in enumerate(codes)}
    weight = np.zeros((len(codes), len(codes)))
    for claim in claims:
        if stands(claim.since, claim.until, day):
            pair = at[claim.claimant], at[claim.administrator]
            weight[pair] = max(weight[pair], SALIENCE[claim.salience])
    return weight
