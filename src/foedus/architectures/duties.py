"""From compiled clauses to what the simulator reads: rows of duty and a table of kinds.

A kind is a set of alternatives; its weight is the largest over them of label weight x (chance that a disputed
reading is taken) x (chance of the tokens it needs) x (chance that no blocking token falls). MODEL section 22.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from foedus.errors import BadInput
from foedus.treaties.arrays import CLEAR, DISPUTED, ClauseRows, LawArrays
from foedus.treaties.grid import Grid

LABEL_GROUPS = ("full", "aid", "constitutional", "limited", "short_of_war", "assurance")
GROUP_OF = {
    label: group
    for group, labels in enumerate(
        (
            ("full_force", "all_means", "as_own_territory"),
            ("aid_assist", "guarantee", "guarantee_several", "guarantee_joint"),
            ("constitutional", "deemed_necessary"),
            ("limited_aid", "facilities", "mobilise"),
            ("economic_sanctions", "unsc_measures", "binding_measures_except_force"),
            ("assurance", "seek_unsc_action", "right_to_act", "prior_agreement"),
        )
    )
    for label in labels
}
LIMITED = 3  # the last group that makes two states allied
OMISSIONS = frozenset({"benevolent_neutrality", "strict_neutrality", "no_aid_to_aggressor", "abstain"})
DEFENCE, OFFENCE, NO_HARM_TO_ATTACKER, NO_HARM_TO_VICTIM = range(4)
MEASURES = frozenset({"sanctions", "enforcement"})
ORGANS = {"organ_decision": "council_finding", "unsc_decision": "council_finding_veto"}  # a permanent member may veto
MOST = 63  # alternatives in one set of commitments: they are bits of a signed 64-bit word


@dataclass(frozen=True, order=True)
class Alternative:
    """One way in which a duty can be owed: strength group, disputed or not, tokens needed, tokens that block."""

    label: int
    disputed: bool
    tokens: int
    blocked: int

    def covers(self, other: Alternative) -> bool:
        """Whether this one weighs at least as much as `other` in every draw."""
        return (
            self.label <= other.label
            and self.disputed <= other.disputed
            and self.tokens & other.tokens == self.tokens
            and self.blocked & other.blocked == self.blocked
        )


@dataclass(frozen=True, eq=False)
class Reading:
    """How the tokens of clauses are read: names, and what an organ's finding stands for in given treaties."""

    names: tuple[str, ...]
    finding: Mapping[str, str]  # treaty -> token that council_finding stands for
    halting: frozenset[str]  # treaties that may not be invoked for a found aggressor
    halted_by: str  # the finding that halts them
    sanctions: bool

    def mask(self, treaty: str, tokens: Iterable[str]) -> int:
        """Bit mask over `names`."""
        bits = 0
        for token in tokens:
            name = self.finding.get(treaty, token) if token == "council_finding" else ORGANS.get(token, token)
            if name not in self.names:
                raise BadInput(
                    f"The chance of the token '{name}' ({treaty}) is not known. Declare it in the architecture, "
                    f"for example  tokens: {{{name}: [2, 5]}}  (a Beta prior)."
                )
            bits |= 1 << self.names.index(name)
        return bits


def role_of(one: ClauseRows, sanctions: bool = False) -> int | None:
    """0 helps the victim, 1 helps the attacker, 2 and 3 promises not to harm attacker or victim, None no ob."""
    helps = one.type in ("defence", "offence") or (sanctions and one.type in MEASURES)
    if one.binding != "legal" or one.toward == "parties" or one.by_attacker:
        return None
    if one.type == "neutrality" or (one.strength in OMISSIONS and helps):
        return NO_HARM_TO_VICTIM if one.toward == "victim" else NO_HARM_TO_ATTACKER
    if not helps or one.strength not in GROUP_OF:
        return None
    return DEFENCE if one.toward == "victim" else OFFENCE


def alternative_of(one: ClauseRows, role: int, reading: Reading, disputed: bool) -> Alternative:
    """The alternative that rows of this clause give."""
    needs = list(one.needs)
    if one.strength == "guarantee_joint" and "all_guarantors_act" not in needs:
        needs.append("all_guarantors_act")
    blocked = list(one.blocked)
    mask = reading.mask(one.treaty, blocked)
    if role in (OFFENCE, NO_HARM_TO_ATTACKER) and one.treaty in reading.halting:
        mask |= 1 << reading.names.index(reading.halted_by)
    label = GROUP_OF[one.strength] if role in (DEFENCE, OFFENCE) else 0
    return Alternative(label, disputed, reading.mask(one.treaty, needs), mask)


class Alternatives:
    """The alternatives seen so far, each with its bit. Grows while laws are read, then is only looked at."""

    def __init__(self) -> None:
        self.bit: dict[Alternative, int] = {}
        self.sources: dict[Alternative, set[str]] = {}

    def number(self, one: Alternative, source: str) -> np.uint64:
        """The bit of `one`, as a mask."""
        if one not in self.bit:
            if len(self.bit) == MOST:
                raise BadInput(f"More than {MOST} different forms of duty in one architecture; simplify its clauses.")
            self.bit[one] = len(self.bit)
        self.sources.setdefault(one, set()).add(source)
        return np.uint64(1 << self.bit[one])


@dataclass(frozen=True, eq=False)
class Duties:
    """Rows of one law: ordered by attacker, victim, role, bearer. `sets` are bits over the alternatives."""

    pair: np.ndarray  # (r,) int64 i * n + j
    role: np.ndarray  # (r,) int8
    bearer: np.ndarray  # (r,) int64
    sets: np.ndarray  # (r, 3) uint64 for home, sea, claimed
    allied: np.ndarray  # (n, n) bool
    restraint: np.ndarray  # (n, n) bool

    def key(self) -> bytes:
        """Equal for equal content, among duties read with the same alternatives."""
        return b"".join(
            one.tobytes() for one in (self.pair, self.role, self.bearer, self.sets, self.allied, self.restraint)
        )


def duties_of(law: LawArrays, reading: Reading, seen: Alternatives, plain_restraint: frozenset[str]) -> Duties:
    """Rows of duty of one law. Instruments in `plain_restraint` repeat what all owe to all and give no restraint."""
    n = len(law.codes)
    grids: dict[int, np.ndarray] = {}
    allied, restraint = np.zeros((n, n), dtype=bool), np.zeros((n, n), dtype=bool)
    for one in law.rows:
        role = role_of(one, reading.sanctions)
        if role is None:
            if one.by_attacker and one.binding == "legal" and one.treaty not in plain_restraint and not one.everyone:
                restraint |= (one.bearer == CLEAR) & (one.adversary == CLEAR) & (not one.disputed)
            continue
        grid = grids.setdefault(role, np.zeros((3, n, n, n), dtype=np.uint64))
        _mark(grid, one, role, law.grid, (reading, seen))
        if role == DEFENCE and GROUP_OF[one.strength] <= LIMITED and set(one.needs) <= {"request"}:
            allied |= (one.status(0) == CLEAR).any(axis=0).T
    pair, role_rows, bearer, sets = _rows(grids, n)
    np.fill_diagonal(restraint, False)
    return Duties(pair, role_rows, bearer, sets, allied | allied.T, restraint)


def _mark(grid: np.ndarray, one: ClauseRows, role: int, places: Grid, readers: tuple[Reading, Alternatives]) -> None:
    source, (reading, seen) = f"{one.treaty}:{one.clause}", readers
    for c in range(3):
        status = one.status(c)
        if one.doubts:
            status[(status == CLEAR) & places.doubted(one.doubts, c)[:, :, None]] = DISPUTED
        for value in (CLEAR, DISPUTED):
            hit = status == value
            if hit.any():
                bit = seen.number(alternative_of(one, role, reading, value == DISPUTED), source)
                grid[c][hit] |= bit


def _rows(grids: Mapping[int, np.ndarray], n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    pairs, roles, bearers, sets = [], [], [], []
    for role in sorted(grids):
        i, j, k = np.nonzero(grids[role].any(axis=0))
        third = (k != i) & (k != j)  # attacker and victim are no third parties
        i, j, k = i[third], j[third], k[third]
        pairs.append(i * n + j)
        roles.append(np.full(len(i), role, dtype=np.int8))
        bearers.append(k)
        sets.append(grids[role][:, i, j, k].T)
    if not pairs:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty.astype(np.int8), empty, np.zeros((0, 3), dtype=np.uint64)
    pair, role_rows = np.concatenate(pairs), np.concatenate(roles)
    bearer, marks = np.concatenate(bearers), np.concatenate(sets)
    order = np.lexsort((bearer, role_rows, pair))
    return pair[order], role_rows[order], bearer[order].astype(np.int64), np.ascontiguousarray(marks[order])


@dataclass(frozen=True, eq=False)
class Kinds:
    """The table of kinds: alternatives of kind q are start[q] : start[q + 1]."""

    start: np.ndarray  # (K + 1,) int64
    label: np.ndarray  # (M,) int8
    disputed: np.ndarray  # (M,) bool
    tokens: np.ndarray  # (M,) uint32
    blocked: np.ndarray  # (M,) uint32
    treaties: tuple[tuple[str, ...], ...]  # (K,) clauses that give them, for people


def kinds_of(sets: np.ndarray, seen: Alternatives) -> tuple[np.ndarray, Kinds]:
    """Number the sets: (R, 3) int16 kinds, -1 for no duty, and the table. Covered alternatives are dropped."""
    words, place = np.unique(sets, return_inverse=True)
    lists: list[tuple[Alternative, ...]] = []
    sources: list[set[str]] = []
    number = np.full(len(words), -1, dtype=np.int16)
    index: dict[tuple[Alternative, ...], int] = {}
    chosen = {int(word): _reduced(int(word), seen) for word in words if word}
    for kind, alternatives in enumerate(sorted(set(chosen.values()))):
        index[alternatives] = kind
        lists.append(alternatives)
        sources.append(set())
    for at, word in enumerate(words):
        if word:
            number[at] = index[chosen[int(word)]]
            for one, bit in seen.bit.items():
                if int(word) >> bit & 1:
                    sources[number[at]] |= seen.sources[one]
    flat = [one for alternatives in lists for one in alternatives]
    table = Kinds(
        np.concatenate([[0], np.cumsum([len(one) for one in lists], dtype=np.int64)]).astype(np.int64),
        np.array([one.label for one in flat], dtype=np.int8),
        np.array([one.disputed for one in flat], dtype=bool),
        np.array([one.tokens for one in flat], dtype=np.uint32),
        np.array([one.blocked for one in flat], dtype=np.uint32),
        tuple(tuple(sorted(one)) for one in sources),
    )
    return number[place.reshape(sets.shape)], table


def _reduced(word: int, seen: Alternatives) -> tuple[Alternative, ...]:
    """The alternatives of a set, without those that another one of the set covers."""
    inside = sorted(one for one, bit in seen.bit.items() if word >> bit & 1)
    return tuple(one for one in inside if not any(other != one and other.covers(one) for other in inside))
