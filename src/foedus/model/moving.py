"""The moving part of the law (E20): memberships that states change of their own accord, and the law put together anew.

The arrays of a body of law are made a little longer than the architecture needs: behind its periods stand three more,
into which the law of a history is laid when it differs from the architecture's. All other loops read it by its number
like any period, so a history without re-alignment pays nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from foedus.model.law import loop

BUFFERS = 3  # the law before, the law of the year, the law that is announced
AS_THE_LAW_SAYS, JOINED, LEFT = 0, 1, -1  # values of Moves.moved


class Parts(NamedTuple):
    """The law of an architecture in parts: P periods, S slots, E editions, Q rows, K kinds."""

    period: np.ndarray  # (T+1,) int64 law of each year without moves
    announced: np.ndarray  # (T+1,) int64
    key: np.ndarray  # (S,) uint64 name of each slot, for luck
    member: np.ndarray  # (P, S, n) int64
    open: np.ndarray  # (P, S, n) int64
    consent: np.ndarray  # (S,) int64
    edition: np.ndarray  # (P, S) int64
    bare_first: np.ndarray  # (P, n * n) int64
    bare_last: np.ndarray  # (P, n * n) int64
    slot_first: np.ndarray  # (E, 4, n * n) int64, by 2 [attacker in] + [target in]
    slot_last: np.ndarray  # (E, 4, n * n) int64
    bearer: np.ndarray  # (Q,) int64
    role: np.ndarray  # (Q,) int64
    kind: np.ndarray  # (Q, 3) int64
    union: np.ndarray  # (K + 1, K + 1) int64, of two kinds counted from -1 (none)
    bare_allied: np.ndarray  # (P, n, n) int64
    slot_allied: np.ndarray  # (E, 2, n, n) int64
    bare_restraint: np.ndarray  # (P, n, n) int64
    slot_restraint: np.ndarray  # (E, 2, n, n) int64
    bare_pledge: np.ndarray  # (P, n) float64
    pledge: np.ndarray  # (S,) float64
    pact: int  # kind of a new bilateral pact, at home and at sea
    ideal: np.ndarray  # (n,) ideal points


class Moves(NamedTuple):
    """What moves within a history (written in place), and workspaces. Shared by all architectures of a thread."""

    parts: Parts
    level: np.ndarray  # (2,) s0 of accessions and of pacts, solved under the status quo
    moved: np.ndarray  # (S, n) int64: 0 as the law says, 1 joined, -1 left
    entry: np.ndarray  # (S, n) int64 year from which a free accession is in force
    pact: np.ndarray  # (n, n) int64 year from which a pact of a < b is in force, 0 none
    inside: np.ndarray  # (S, n) int64 membership of the law that is being laid or looked at
    bond: np.ndarray  # (n, n) int64 pacts of it, both ways
    laid: np.ndarray  # (BUFFERS, S, n) int64 membership of what each buffer holds
    laid_bond: np.ndarray  # (BUFFERS, n, n) int64
    laid_base: np.ndarray  # (BUFFERS,) int64 period it was laid over; -1 empty
    whole: np.ndarray  # (BUFFERS,) int64, 1 when everything that perception needs is worked out
    room: np.ndarray  # (BUFFERS + 2,) int64, where the rows of each buffer begin; then those of what might be
    kinds: np.ndarray  # (K + 1,) mean weight of each kind
    scratch: np.ndarray  # (ROLES, n, 3) int64 kinds of one event
    pool: np.ndarray  # (S, n) mean hostility of the members toward each state
    shared: np.ndarray  # (n, n) shared enmity of two states
    foes: np.ndarray  # (n,) int64 workspace: states hostile to one; whose rows others share
    rest: np.ndarray  # (S * n + n * n,) logits of all candidates without the level


@loop
def open_moves(moves, frame):
    """Take every move back: the law is the architecture's. Call before the first year of every stream."""
    moves.moved[:, :] = AS_THE_LAW_SAYS
    moves.entry[:, :] = 0
    moves.pact[:, :] = 0
    moves.laid_base[:] = -1
    frame.law.period[:] = moves.parts.period
    frame.law.announced[:] = moves.parts.announced


@loop
def look_up_members(base, year, moves):
    """Fill `inside` and `bond` over a period of the architecture in a year. Returns whether they differ from it."""
    parts, differ = moves.parts, False
    for s in range(moves.moved.shape[0]):
        for k in range(moves.moved.shape[1]):
            inside = parts.member[base, s, k]
            if moves.moved[s, k] == LEFT:
                inside = 0
            elif moves.moved[s, k] == JOINED and moves.entry[s, k] <= year:
                inside = 1
            moves.inside[s, k] = inside
            differ = differ or inside != parts.member[base, s, k]
    n = moves.pact.shape[0]
    for a in range(n):
        for b in range(a + 1, n):
            stands = 1 if 0 < moves.pact[a, b] <= year else 0
            moves.bond[a, b], moves.bond[b, a] = stands, stands
            differ = differ or stands == 1
    return differ


def parts_of(options: Any) -> Parts:
    """The arrays of `architectures.options` in the types that compiled loops expect."""
    floats = ("bare_pledge", "pledge", "ideal")
    made: dict[str, Any] = {}
    for name in Parts._fields:
        if name == "pact":
            made[name] = int(options.pact)
        elif name == "key":
            made[name] = np.ascontiguousarray(options.key, np.uint64)
        else:
            kind = np.float64 if name in floats else np.int64
            made[name] = np.ascontiguousarray(getattr(options, name), kind)
    return Parts(**made)
