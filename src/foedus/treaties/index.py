"""Measures of the law alone, without simulation (MODEL section 25): coverage, selectivity, distance, conflicts.

All functions take plain arrays. `help[i, j, k]` is the weight, 0 to 1, of k's duty to help j when i attacks j.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# Means of the priors of MODEL section 22, in the order full, aid, constitutional, limited, short of war, assurance.
STEPS = (1.0, 9.0 / 10.5, 9.0 / 11.0, 3.0 / 6.0, 2.0 / 6.0, 1.5 / 9.5)
LABEL_WEIGHTS = np.cumprod(STEPS)
DISPUTED_SHARE = 0.5
TOKEN_CHANCES = {  # means of the priors of MODEL section 22
    "request": 9.0 / 10.0,
    "council_finding": 2.0 / 7.0,
    "council_finding_veto": 1.0 / 10.0,
    "all_guarantors_act": 0.5,  # no prior is given; one half is declared
}


def alternative_weights(
    label: np.ndarray, disputed: np.ndarray, tokens: np.ndarray, blocked: np.ndarray, chances: Sequence[float]
) -> np.ndarray:
    """(M,) mean weight of each form of duty: label weight x one half if disputed x chances of its tokens."""
    weight = LABEL_WEIGHTS[label] * np.where(disputed, DISPUTED_SHARE, 1.0)
    for bit, chance in enumerate(chances):
        weight = weight * np.where(tokens >> bit & 1, chance, 1.0) * np.where(blocked >> bit & 1, 1.0 - chance, 1.0)
    return weight


def coverage(help: np.ndarray, inside: Sequence[int], stakes: np.ndarray | None = None) -> np.ndarray:
    """(len(inside),) how well each state of the region is covered, 0 to 1.

    The mean over the other states j of the region of the largest duty that anybody owes to i when j attacks i;
    with `stakes` (n, n) each attacker counts by stakes[j, i] (0 where all stakes are 0).
    """
    region = np.asarray(inside, dtype=np.intp)
    best = help.max(axis=2)[np.ix_(region, region)]  # [attacker, victim]
    weight = np.ones_like(best) if stakes is None else stakes[np.ix_(region, region)].copy()
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=0)
    return np.divide((best * weight).sum(axis=0), total, out=np.zeros(len(region)), where=total > 0)


def attackers_met(help: np.ndarray, inside: Sequence[int]) -> np.ndarray:
    """(len(inside),) against how many of the other states of the region somebody owes help, at whatever weight."""
    region = np.asarray(inside, dtype=np.intp)
    return (help.max(axis=2)[np.ix_(region, region)] > 0.0).sum(axis=0)


def helpers(help: np.ndarray, inside: Sequence[int]) -> np.ndarray:
    """(len(inside), n) against how many attackers of the region k owes help to each state of the region."""
    region = np.asarray(inside, dtype=np.intp)
    return (help[np.ix_(region, region)] > 0.0).sum(axis=0)


def gini(values: np.ndarray) -> float:
    """Gini coefficient of values >= 0; 0 when all are alike, none included."""
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    n, total = len(ordered), ordered.sum()
    if n == 0 or total <= 0.0 or ordered[0] == ordered[-1]:
        return 0.0
    return float((2.0 * np.arange(1, n + 1) - n - 1) @ ordered / (n * total))


def selectivity(help: np.ndarray, inside: Sequence[int]) -> float:
    """Gini coefficient of coverage over the region: 0 covers all alike, towards 1 covers few."""
    return gini(coverage(help, inside))


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """1 - SUM min / SUM max of two arrays of duties of the same shape; 0 for equal ones, two empty ones included."""
    most = np.maximum(one, other).sum()
    return 0.0 if most <= 0.0 else float(1.0 - np.minimum(one, other).sum() / most)


def conflicts(
    to_victim: np.ndarray, to_attacker: np.ndarray, spares_attacker: np.ndarray, spares_victim: np.ndarray,
    restraint: np.ndarray, settled: np.ndarray | None = None,
) -> dict[str, int]:  # fmt: skip
    """Number of cases (attacker i, victim j, third state k) in which duties of k pull two ways.

    All but `restraint` are (n, n, n) [i, j, k]; `restraint[k, i]` is k's promise not to attack i. A case is counted
    under each heading it meets: `help-both` (help owed to both sides), `help-and-neutrality` (help owed to one, a
    promise of neutrality or of no aid to the other), `help-and-restraint` (help owed against a state that k has
    promised not to attack; not where one text gives both and so orders them itself, `settled` (n, n, n)). The count
    says nothing about which duty prevails.
    """
    n = len(restraint)
    helps_j, helps_i = to_victim > 0.0, to_attacker > 0.0
    spared_i = np.broadcast_to(restraint.T[:, None, :], (n, n, n))
    spared_j = np.broadcast_to(restraint.T[None, :, :], (n, n, n))
    free = True if settled is None else ~settled
    return {
        "help-both": int((helps_j & helps_i).sum()),
        "help-and-neutrality": int((helps_j & (spares_attacker > 0.0) | helps_i & (spares_victim > 0.0)).sum()),
        "help-and-restraint": int(((helps_j & spared_i | helps_i & spared_j) & free).sum()),
    }
