"""Which pairs meet the same law under two bodies of law, so that what was worked out for one serves for the other."""

from __future__ import annotations

import hashlib

import numpy as np

from foedus.model.inputs import Law


def twins(law: Law, status_quo: Law | None, whole: bool = True) -> np.ndarray:
    """Where the calm game of each ordered pair under each body of law stands already.

    Equal means: the same duties in both directions, the same cooperation of every third state with both, the same
    institution, restraint, alliance and posture.

    Parameters
    ----------
    law : of an architecture, P bodies of law
    status_quo : None for the status quo itself
    whole : False leaves out what the two owe each other as a pair (institution, restraint, alliance), so that only
        coalitions are compared

    Returns
    -------
    (P, n, n) int64: p itself, to be worked out; q < p, that of period q; -1 - q, period q of the status quo.
    """
    periods, n = law.tier.shape[0], law.tier.shape[1]
    seen: list[dict[bytes, int]] = [{} for _ in range(n * n)]
    if status_quo is not None:
        for period in range(status_quo.tier.shape[0]):
            for pair, name in enumerate(_pair_names(status_quo, period, whole)):
                seen[pair].setdefault(name, -1 - period)
    found = np.zeros((periods, n, n), np.int64)
    for period in range(periods):
        for pair, name in enumerate(_pair_names(law, period, whole)):
            found[period, pair // n, pair % n] = seen[pair].setdefault(name, period)
    return found


def both_twins(law: Law, status_quo: Law | None) -> tuple[np.ndarray, np.ndarray]:
    """`twins` of all that the law says, and of coalitions alone."""
    return twins(law, status_quo), twins(law, status_quo, whole=False)


def _pair_names(law: Law, period: int, whole: bool) -> list[bytes]:
    """One name per ordered pair for all that the law says about it in one period."""
    n = law.tier.shape[1]
    rows = _row_names(law, period)
    ties = [law.tier[period, :, x].tobytes() for x in range(n)]
    posture = [law.offensive_share[period, x].tobytes() + law.distinguishability[period, x].tobytes() for x in range(n)]
    state = [hashlib.blake2b(t + p, digest_size=16).digest() for t, p in zip(ties, posture, strict=True)]
    both = np.stack([law.depth[period], law.restraint[period], law.allied[period]], axis=-1)
    names = []
    for pair in range(n * n):
        i, j = divmod(pair, n)
        own = both[i, j].tobytes() if whole else b""
        names.append(rows[pair] + rows[j * n + i] + state[i] + state[j] + own)
    return names


def _row_names(law: Law, period: int) -> list[bytes]:
    """The duty rows of every event by content: bearer, role and, per place class, the alternatives of the kind."""
    contents = [_kind_content(law, kind) for kind in range(law.kind_start.shape[0] - 1)]
    codes = np.array([int.from_bytes(hashlib.blake2b(c, digest_size=7).digest(), "little") for c in contents] + [0])
    table = np.column_stack([law.bearer, law.role, codes[law.kind]])  # -1 is the last: no duty
    known: dict[tuple[int, int], bytes] = {}
    names = []
    for first, last in zip(law.first[period].tolist(), law.last[period].tolist(), strict=True):
        if (first, last) not in known:
            content = table[first:last].tobytes()
            known[first, last] = hashlib.blake2b(content, digest_size=16).digest() if last > first else b""
        names.append(known[first, last])
    return names


def _kind_content(law: Law, kind: int) -> bytes:
    """A kind by content, so that the tables of two architectures can be compared."""
    members = slice(law.kind_start[kind], law.kind_start[kind + 1])
    parts = (law.alt_label, law.alt_disputed, law.alt_tokens, law.alt_blocked)
    return b";".join(part[members].tobytes() for part in parts)
