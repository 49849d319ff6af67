"""Treaties that states of the tiny world may join and leave, as the engine reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np

from tests.tiny import LIMITED, PLAIN, Alternative, Kind, Order, TinyCommitments, commitments, pact


@dataclass(frozen=True)
class Treaty:
    """A pact of mutual help against outsiders."""

    members: tuple[int, ...]
    open: tuple[int, ...] = ()
    consent: bool = False
    kind: Kind = PLAIN


def parted(n: int, treaties: Sequence[Treaty], years: int) -> tuple[TinyCommitments, SimpleNamespace]:
    """Commitments of a law that is these treaties and nothing else, and its parts."""
    duties = tuple(duty for one in treaties for duty in pact(n, one.members, one.kind))
    made = commitments([Order(n, duties)], [0] * (years + 1))
    new: Kind = (Alternative(2),)
    kinds = _closed({one.kind for one in treaties} | {new, PLAIN})
    number = {kind: at for at, kind in enumerate(kinds)}
    rows: list[tuple[int, int]] = []  # bearer, kind
    shape = (len(treaties), 4, n * n)
    first, last = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for s, one in enumerate(treaties):
        for j in range(n):
            start = len(rows)
            rows += [(k, number[_reduced(one.kind)]) for k in range(n) if k != j]
            for i in range(n):
                first[s, 1, i * n + j], last[s, 1, i * n + j] = start, len(rows)  # only outsiders are helped against
    union = np.full((len(kinds) + 1, len(kinds) + 1), -1, np.int64)
    for a, one in [(-1, ()), *enumerate(kinds)]:
        for b, other in [(-1, ()), *enumerate(kinds)]:
            union[a + 1, b + 1] = number.get(_reduced((*one, *other)), -1)
    member, may = np.zeros((1, len(treaties), n), bool), np.zeros((1, len(treaties), n), bool)
    allied = np.zeros((len(treaties), 2, n, n), bool)
    for s, one in enumerate(treaties):
        member[0, s, list(one.members)] = True
        may[0, s, list(one.open)] = True
        allied[s, 1] = any(a.label <= LIMITED and not a.disputed for a in one.kind)
    return made, SimpleNamespace(
        codes=made.codes, period=made.period, announced=made.announced_period,
        slots=tuple(f"treaty_{s}" for s in range(len(treaties))), key=np.arange(len(treaties), dtype=np.uint64) + 99,
        member=member, open=may, consent=np.array([one.consent for one in treaties], bool),
        edition=np.arange(len(treaties))[None, :], bare_first=np.zeros((1, n * n)), bare_last=np.zeros((1, n * n)),
        slot_first=first, slot_last=last, bearer=np.array([row[0] for row in rows], np.int64),
        role=np.zeros(len(rows)), kind=np.array([[row[1]] * 3 for row in rows], np.int64).reshape(-1, 3),
        kinds=_table(kinds), static_kind=_static(made, number), union=union,
        bare_allied=np.zeros((1, n, n)), slot_allied=allied, bare_restraint=np.zeros((1, n, n)),
        slot_restraint=np.zeros((len(treaties), 2, n, n)), bare_pledge=np.zeros((1, n)),
        pledge=np.zeros(len(treaties)), pact=number[new], ideal=np.zeros(n), openings=(),
    )  # fmt: skip


def _reduced(kind: Kind) -> Kind:
    """Each alternative once, in order; in these tests the stronger label covers the weaker."""
    best = min((one.label for one in kind), default=None)
    return () if best is None else (Alternative(best),)


def _closed(kinds: set[Kind]) -> list[Kind]:
    """All kinds, each reduced; with one alternative each they are closed under union."""
    return sorted({_reduced(kind) for kind in kinds})


def _table(kinds: list[Kind]) -> SimpleNamespace:
    flat = [one for kind in kinds for one in kind]
    return SimpleNamespace(
        start=np.cumsum([0, *(len(kind) for kind in kinds)]), label=np.array([one.label for one in flat]),
        disputed=np.array([one.disputed for one in flat]), tokens=np.array([one.tokens for one in flat]),
        blocked=np.array([one.blocked for one in flat]),
    )  # fmt: skip


def _static(made: TinyCommitments, number: dict[Kind, int]) -> np.ndarray:
    """The kinds of the commitments in the numbers of the parts."""
    return np.array([number[(Alternative(int(label)),)] for label in made.alt_label], np.int64)
