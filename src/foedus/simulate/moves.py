"""Room for re-alignment (E20): a law with space behind its periods, and the moves of one thread."""

from __future__ import annotations

from typing import Any

import numpy as np

from foedus.errors import BadInput
from foedus.model.inputs import Law
from foedus.model.moving import BUFFERS, Moves, Parts, parts_of
from foedus.model.rows import ROLES

SMALL = 20  # states up to which there is room for every row that could be
OF_PERIODS = ("tier", "depth", "allied", "restraint", "offensive_share", "distinguishability", "arms_factor", "pledge")


def in_kinds_of(law: Law, options: Any) -> Law:
    """The same law with the kinds of duty numbered as in its options, which know all that can arise."""
    if options.static_kind.shape[0] != law.kind_start.shape[0] - 1:
        raise BadInput("The options of an architecture were made for other commitments. Make both anew.")
    number = np.append(options.static_kind, -1)
    kinds = options.kinds
    return law._replace(
        kind=np.ascontiguousarray(number[law.kind], np.int64),
        kind_start=np.ascontiguousarray(kinds.start, np.int64),
        alt_label=np.ascontiguousarray(kinds.label, np.int64),
        alt_disputed=np.ascontiguousarray(kinds.disputed, np.int64),
        alt_tokens=np.ascontiguousarray(kinds.tokens, np.int64),
        alt_blocked=np.ascontiguousarray(kinds.blocked, np.int64),
    )


def with_buffers(law: Law) -> Law:
    """A copy with room for the moving law: three more periods, and rows and crowds for each."""
    n, rows = law.tier.shape[1], law.rows + BUFFERS * rows_of_buffer(law.tier.shape[1]) + ROLES * law.tier.shape[1]
    sets = law.crowd.shape[0]
    starts = np.arange(BUFFERS * n) // n * n * n + sets
    longer: dict[str, Any] = {name: _longer(getattr(law, name), law.periods + BUFFERS) for name in OF_PERIODS}
    longer |= {name: _longer(getattr(law, name), law.periods + BUFFERS) for name in ("first", "last")}
    longer |= {name: _longer(getattr(law, name), rows) for name in ("bearer", "role", "kind", "claimed")}
    longer["crowd"] = _longer(law.crowd, sets + BUFFERS * n * n)
    longer["crowd_start"] = np.concatenate([law.crowd_start, starts])
    longer["crowd_end"] = np.concatenate([law.crowd_end, starts])
    return law._replace(period=law.period.copy(), announced=law.announced.copy(), **longer)


def rows_of_buffer(n: int) -> int:
    """How many rows one buffer holds; a law that needs more is reported as a failure."""
    return (ROLES if n <= SMALL else 1) * n**3


def moves_of(law: Law, options: Any, level: np.ndarray, kinds: np.ndarray) -> Moves:
    """The moves of one architecture; `level` is shared by all of a draw, `kinds` is the workspace of its frame."""
    parts: Parts = parts_of(options)
    slots, n = parts.key.shape[0], law.tier.shape[1]
    whole = {name: np.zeros((slots, n), np.int64) for name in ("moved", "entry", "inside")}
    room = law.rows + rows_of_buffer(n) * np.arange(BUFFERS + 1)
    return Moves(
        parts=parts,
        level=level,
        pact=np.zeros((n, n), np.int64),
        bond=np.zeros((n, n), np.int64),
        laid=np.zeros((BUFFERS, slots, n), np.int64),
        laid_bond=np.zeros((BUFFERS, n, n), np.int64),
        laid_base=np.full(BUFFERS, -1, np.int64),
        whole=np.zeros(BUFFERS, np.int64),
        room=np.ascontiguousarray(room, np.int64),
        kinds=kinds,
        scratch=np.zeros((ROLES, n, 3), np.int64),
        pool=np.zeros((slots, n)),
        shared=np.zeros((n, n)),
        foes=np.zeros(n, np.int64),
        rest=np.zeros(slots * n + n * n),
        **whole,
    )


def _longer(array: np.ndarray, length: int) -> np.ndarray:
    """A copy with zeros behind it."""
    made = np.zeros((length, *array.shape[1:]), array.dtype)
    made[: len(array)] = array
    return made
