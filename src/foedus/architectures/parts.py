"""Numbers for the parts of the law: rows that events share, kinds of duty that any membership can make (E20)."""

from __future__ import annotations

import numpy as np

from foedus.architectures.duties import GROUP_OF, Alternative, Duties, kinds_of
from foedus.architectures.periods import Timetable

PACT = Alternative(GROUP_OF["deemed_necessary"], False, 0, 0)  # what a new bilateral pact promises (declared belief)


class RowTable:
    """Rows of many duties in one table; events with the same rows share them.

    No attacker bears a duty, so what it would owe as a bystander may stand in the rows: the reader leaves it out.
    """

    def __init__(self, n: int) -> None:
        self.n, self.size = n, 0
        self.known: dict[bytes, tuple[int, int]] = {}
        self.kept: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(self, one: Duties) -> tuple[np.ndarray, np.ndarray]:
        """First and one past the last row of every event, (n * n,) each."""
        n = self.n
        first, last = np.zeros((n, n), np.int64), np.zeros((n, n), np.int64)
        for j in np.unique(one.pair % n).tolist():
            mine = one.pair % n == j
            dense = np.zeros((n, 4, n, 3), np.uint64)
            dense[one.pair[mine] // n, one.role[mine], one.bearer[mine]] = one.sets[mine]
            for group, rows in _groups(dense, j):
                first[group, j], last[group, j] = self._keep(rows)
        return first.ravel(), last.ravel()

    def _keep(self, rows: np.ndarray) -> tuple[int, int]:
        """Where these rows (4, n, 3) stand in the table."""
        role, bearer = np.nonzero(rows.any(axis=2))
        if not len(role):
            return 0, 0
        name = rows.tobytes()
        if name not in self.known:
            self.known[name] = self.size, self.size + len(role)
            self.size += len(role)
            self.kept.append((bearer, role, rows[role, bearer]))
        return self.known[name]

    def column(self, name: str) -> np.ndarray:
        """(Q,) int64 bearers or roles."""
        at = ("bearer", "role").index(name)
        return np.concatenate([np.zeros(0, np.int64), *(one[at].astype(np.int64) for one in self.kept)])

    def sets(self) -> np.ndarray:
        """(Q, 3) uint64 alternatives as bits."""
        return np.concatenate([np.zeros((0, 3), np.uint64), *(one[2] for one in self.kept)])


def _groups(dense: np.ndarray, j: int) -> list[tuple[list[int], np.ndarray]]:
    """Attackers of j with the same rows, each attacker's own left open, and their rows (4, n, 3)."""
    n = len(dense)
    made: list[tuple[list[int], np.ndarray, np.ndarray]] = []  # attackers, rows, which bearers are known
    for i in range(n):
        if i == j:
            continue
        known = np.arange(n) != i
        for group, rows, sure in made:
            both = known & sure
            if (rows[:, both] == dense[i][:, both]).all():
                rows[:, ~sure & known] = dense[i][:, ~sure & known]
                sure |= known
                group.append(i)
                break
        else:
            made.append(([i], dense[i].copy(), known))
    return [(group, rows) for group, rows, _ in made]


class KindTable:
    """Kinds of everything that can arise, numbered; their unions."""

    def __init__(self, sets: np.ndarray, static: list[np.ndarray], table: Timetable) -> None:
        bits = table.alternatives.bit
        self.seen = table.alternatives
        pact = np.full((1, 3), table.alternatives.number(PACT, "new pact"), np.uint64)
        words = {int(word) for word in np.unique(sets)} | {int(word) for one in static for word in np.unique(one)}
        parts = sorted({int(word) for word in np.unique(sets)} | {1 << bits[PACT]} - {0})
        closed = self._closed(words | set(parts) | {0}, [one for one in parts if one])
        every = np.array(sorted(closed), np.uint64)
        number, self.table = kinds_of(np.stack([every] * 3, axis=1), table.alternatives)
        of = dict(zip(every.tolist(), number[:, 0].tolist(), strict=True))
        lookup = np.vectorize(of.__getitem__, otypes=[np.int64])
        self.number = lookup(sets) if len(sets) else np.zeros((0, 3), np.int64)
        self.pact = of[int(pact[0, 0])]
        whole, old = kinds_of(np.concatenate(static), table.alternatives)
        self.static = np.full(len(old.start) - 1, -1, np.int64)
        self.static[whole[whole >= 0]] = lookup(np.concatenate(static))[whole >= 0]
        count = len(self.table.start)
        self.union = np.full((count, count), -1, np.int64)
        for one in every.tolist():
            for other in every.tolist():
                if one | other in of:
                    self.union[of[one] + 1, of[other] + 1] = of[one | other]

    @staticmethod
    def _closed(words: set[int], parts: list[int]) -> set[int]:
        """The words and all their unions with parts."""
        found, waiting = set(words), list(words)
        while waiting:
            one = waiting.pop()
            for part in parts:
                if one | part not in found:
                    found.add(one | part)
                    waiting.append(one | part)
        return found
