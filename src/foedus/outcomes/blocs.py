"""Blocs of a set of states: communities of their ties, how tied they are to each other, how frustrated the ties are.

Blocs are communities by modularity [Blondel2008]_ on the positive part of the ties. Connected components would not do:
one friendly tie across two camps would make them one.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

RESTARTS = 20
SEED = 20261
EXACT = 14  # states up to which every split into two camps is tried


def communities(ties: np.ndarray) -> tuple[np.ndarray, float]:
    """Bloc of every state, numbered by first member, and the modularity; the best of 20 restarts, seeds fixed.

    ties : (n, n) symmetric; negative ones count as none. States without a tie stand alone.
    """
    import networkx as nx

    n = len(ties)
    friendly = np.maximum(ties, 0.0)
    if not friendly.any():
        return np.arange(n), 0.0
    graph = nx.from_numpy_array(friendly)
    best, found = -np.inf, []
    for restart in range(RESTARTS):
        made = nx.community.louvain_communities(graph, weight="weight", resolution=1, seed=SEED + restart)
        reached = nx.community.modularity(graph, made, weight="weight", resolution=1)
        if reached > best + 1e-12:
            best, found = reached, made
    label = np.empty(n, dtype=np.int64)
    for number, members in enumerate(sorted(found, key=min)):
        label[list(members)] = number
    return label, float(best)


def shares_of(label: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """(blocs,) share of each bloc in all strength."""
    return np.bincount(label, weights=strength / strength.sum())


def cross_density(ties: np.ndarray, label: np.ndarray) -> np.ndarray:
    """(blocs, blocs) x_ab: mean positive tie between the states of two blocs, 0 to 1; the diagonal is 1."""
    member = np.eye(label.max() + 1)[label]  # (n, blocs)
    size = member.sum(axis=0)
    density = member.T @ np.clip(ties, 0.0, 1.0) @ member / np.outer(size, size)
    np.fill_diagonal(density, 1.0)
    return density


def polarisation(shares: np.ndarray, density: np.ndarray) -> float:
    """POL = 4 SUM_a SUM_{b != a} pi_a**2 pi_b (1 - x_ab), the measure of [EstebanRay1994]_ with alpha = 1.

    1 for two equal blocs without a tie between them, 0 for one bloc.
    """
    distance = 1.0 - density
    np.fill_diagonal(distance, 0.0)
    return float(4.0 * shares**2 @ distance @ shares)


def effective_number(shares: np.ndarray) -> float:
    """exp(entropy) of shares that sum to 1: k equal blocs are k."""
    some = shares[shares > 0.0]
    return float(np.exp(-(some * np.log(some)).sum()))


def frustration(ties: np.ndarray) -> tuple[float, bool]:
    """Smallest share of |W| that a split into two camps violates, and whether the search was exhaustive.

    A negative tie inside a camp and a positive one across camps are violated. Up to 14 states every split is tried;
    beyond, 64 starts (seed fixed, one from the leading eigenvector) are improved state by state and pair by pair until
    nothing helps, so that the number is an upper bound.
    """
    n = len(ties)
    if not ties.any():
        return 0.0, True
    if n <= EXACT:
        bits = np.arange(2 ** (n - 1))[:, None] >> np.arange(n) & 1
        sides = 1.0 - 2.0 * bits
        agreement = np.einsum("si,ij,sj->s", sides, ties, sides)
        return _violated(ties, sides[agreement.argmax()]), True
    rng = np.random.default_rng(SEED)
    starts = rng.choice([-1.0, 1.0], size=(63, n))
    leading = np.linalg.eigh(ties)[1][:, -1]
    ends = [_improved(ties, side) for side in [np.where(leading < 0.0, -1.0, 1.0), *starts]]
    return min(_violated(ties, side) for side in ends), False


def _violated(ties: np.ndarray, side: np.ndarray) -> float:
    """Share of |W| out of place when state i stands in camp side[i], +1 or -1."""
    return float(np.maximum(-np.outer(side, side) * ties, 0.0).sum() / np.abs(ties).sum())


def _improved(ties: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Camps after moving single states, then pairs, to the other one as long as less is out of place."""
    side = side.copy()
    pairs = list(combinations(range(len(ties)), 2))
    first, second = (np.array(one) for one in zip(*pairs, strict=True))
    while True:
        pull = side * (ties @ side)  # moving i changes s'Ws by -4 pull_i
        one = int(pull.argmin())
        if pull[one] < -1e-12:
            side[one] = -side[one]
            continue
        both = pull[first] + pull[second] - 2.0 * side[first] * side[second] * ties[first, second]
        two = int(both.argmin())
        if both[two] >= -1e-12:
            return side
        side[[first[two], second[two]]] *= -1.0
