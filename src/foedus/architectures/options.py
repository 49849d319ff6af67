"""The law in parts that can be put together anew when states join and leave treaties of their own accord (E20).

A *slot* is a treaty of defence that holds in some period. The law of a period is taken apart into what stands without
the slots (bare) and what each slot says about an event when its attacker and its victim are parties or not, with every
state of the world a possible bearer. For any membership the law is then the bare rows with those of the slots, each
cut to its members; at the membership of the period that is the law of the period (a test holds it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from foedus.architectures.accession import Opening, opened
from foedus.architectures.architecture import Architecture, started
from foedus.architectures.duties import DEFENCE, GROUP_OF, LIMITED, Duties, Kinds, duties_of, role_of
from foedus.architectures.parts import KindTable, RowTable
from foedus.architectures.periods import REPEATS, Period, Source, Timetable, claimed_places, timetable
from foedus.architectures.settings import PLEDGES
from foedus.treaties.arrays import CLEAR, ClauseRows, LawArrays, law_arrays
from foedus.treaties.library import Library
from foedus.treaties.library import library as embedded_library
from foedus.treaties.masks import Members, adversary_matrix, ally_mask, suspensions
from foedus.treaties.treaty import Party, Treaty
from foedus.world.world import World

BY_TREATY = 4  # forms of a slot's rows: 2 [attacker is a party] + [victim is a party]


@dataclass(frozen=True, eq=False)
class Options:
    """What may move; n states, P periods, S slots, E editions of slots, K kinds, Q rows.

    Kinds are numbered from 0 in the table `kinds`, which holds all that can arise; `union[a + 1, b + 1]` is the kind of
    two together (0 stands for none, as -1 + 1), or -1 where that cannot arise.
    """

    codes: tuple[str, ...]
    period: np.ndarray  # (T + 1,) int64 law of each year, as in the commitments
    announced: np.ndarray  # (T + 1,) int64
    slots: tuple[str, ...]  # (S,) ids of treaties
    key: np.ndarray  # (S,) uint64, a number that belongs to the name of each, for luck
    member: np.ndarray  # (P, S, n) bool, who is a party
    open: np.ndarray  # (P, S, n) bool, who may be a party by the text
    consent: np.ndarray  # (S,) bool, whether members have to agree
    edition: np.ndarray  # (P, S) int64
    bare_first: np.ndarray  # (P, n * n) int64 rows without the slots
    bare_last: np.ndarray  # (P, n * n) int64
    slot_first: np.ndarray  # (E, 4, n * n) int64 rows of a slot, all states possible bearers
    slot_last: np.ndarray  # (E, 4, n * n) int64
    bearer: np.ndarray  # (Q,) int64
    role: np.ndarray  # (Q,) int64
    kind: np.ndarray  # (Q, 3) int64
    kinds: Kinds
    static_kind: np.ndarray  # (K of the commitments,) int64, the same kind here
    union: np.ndarray  # (K + 1, K + 1) int64
    bare_allied: np.ndarray  # (P, n, n) bool
    slot_allied: np.ndarray  # (E, 2, n, n) bool, by whether the protected state is a party
    bare_restraint: np.ndarray  # (P, n, n) bool
    slot_restraint: np.ndarray  # (E, 2, n, n) bool, the same
    bare_pledge: np.ndarray  # (P, n) float64
    pledge: np.ndarray  # (S,) float64, 1 for a treaty with a spending pledge
    pact: int  # kind of a new bilateral pact, at home and at sea
    ideal: np.ndarray  # (n,) ideal points
    openings: tuple[Opening, ...]  # of the slots that are open


def options(world: World, architecture: Architecture, last_year: int, library: Library | None = None) -> Options:
    """Take the law of `architecture` apart, for `world` and the years up to `last_year`."""
    library = library or embedded_library()
    table = timetable(world, architecture, last_year, library)
    return _Parts(world, started(architecture, world.year + 1), library, table).options()


def slots_of(laws: Iterable[LawArrays], sanctions: bool) -> tuple[str, ...]:
    """Ids of the treaties that owe aid clearly, at home, when asked at most, in some period."""
    found: set[str] = set()
    for law in laws:
        for one in law.rows:
            strong = role_of(one, sanctions) == DEFENCE and GROUP_OF[one.strength] <= LIMITED
            if strong and set(one.needs) <= {"request"} and (one.status(0) == CLEAR).any():
                found.add(one.treaty)
    return tuple(sorted(found))


class _Parts:
    """The work of `options`, with what its steps share."""

    def __init__(self, world: World, architecture: Architecture, library: Library, table: Timetable) -> None:
        self.world, self.table, self.n = world, table, world.n
        self.claims = claims = claimed_places(world, library)
        self.laws = [law_arrays(one.source.library, one.source.day, world.codes, claims) for one in table.periods]
        self.slots = slots_of(self.laws, table.reading.sanctions)
        opening = opened(architecture, table.periods[-1].source.library)
        self.openings = {name: opening[name] for name in self.slots if name in opening}
        self.possible = {name: self._possible(name) for name in self.slots}
        self.editions: list[_Edition] = []
        self.known: dict[bytes, int] = {}

    def options(self) -> Options:
        """All parts, numbered."""
        table, periods, n = self.table, self.table.periods, self.n
        bare = [self._bare(one, law) for one, law in zip(periods, self.laws, strict=True)]
        member = self._of_slots(lambda one, law, s: self._members(one.source, s), (n,)).astype(bool)
        pledged = np.array([1.0 if name in PLEDGES else 0.0 for name in self.slots])
        carried = (member * pledged[None, :, None]).max(axis=1, initial=0.0)
        return Options(
            codes=self.world.codes,
            period=np.array(table.period, np.int64),
            announced=np.array(table.announced, np.int64),
            slots=self.slots,
            key=np.array([_number(name) for name in self.slots], np.uint64),
            member=member,
            open=self._open(member),
            consent=np.array([s in self.openings and self.openings[s].consent for s in self.slots], bool),
            edition=self._of_slots(self._edition, ()).astype(np.int64),
            bare_allied=np.stack([one.allied for one in bare]),
            slot_allied=_stacked([one.allied for one in self.editions], n),
            bare_restraint=np.stack([one.restraint for one in bare]),
            slot_restraint=_stacked([one.restraint for one in self.editions], n),
            bare_pledge=np.stack([one.pledge for one in periods]) * (1.0 - carried),
            pledge=pledged,
            ideal=np.asarray(self.world.ideal_point, float),
            openings=tuple(self.openings.values()),
            **self._rows(bare),
        )

    def _of_slots(self, made: Callable[..., Any], shape: tuple[int, ...]) -> np.ndarray:
        """(P, S, *shape): `made` for every period and slot."""
        laws = zip(self.table.periods, self.laws, strict=True)
        found = np.array([[made(one, law, slot) for slot in self.slots] for one, law in laws])
        return found.reshape(len(self.laws), len(self.slots), *shape)

    def _rows(self, bare: list[Duties]) -> dict[str, Any]:
        """The rows of all parts in one table, and their kinds."""
        rows = RowTable(self.n)
        bare_at = [rows.add(one) for one in bare]
        slot_at = [[rows.add(one) for one in each.forms] for each in self.editions]
        at = np.array(slot_at, np.int64).reshape(len(slot_at), BY_TREATY, 2, self.n * self.n)
        kinds = KindTable(rows.sets(), [one.duties.sets for one in self.table.periods], self.table)
        return {
            "bare_first": np.stack([one[0] for one in bare_at]),
            "bare_last": np.stack([one[1] for one in bare_at]),
            "slot_first": np.ascontiguousarray(at[:, :, 0]),
            "slot_last": np.ascontiguousarray(at[:, :, 1]),
            "bearer": rows.column("bearer"),
            "role": rows.column("role"),
            "kind": kinds.number,
            "kinds": kinds.table,
            "static_kind": kinds.static,
            "union": kinds.union,
            "pact": kinds.pact,
        }

    def _bare(self, one: Period, law: LawArrays) -> Duties:
        """The duties of a period without the slots."""
        kept = tuple(row for row in law.rows if row.treaty not in self.slots)
        return self._read(replace(law, rows=kept), one.source)

    def _read(self, law: LawArrays, source: Source) -> Duties:
        reading = replace(self.table.reading, halting=source.halting)
        return duties_of(law, reading, self.table.alternatives, REPEATS)

    def _edition(self, one: Period, law: LawArrays, slot: str) -> int:
        """The number of what this slot says in this period; equal texts share one."""
        treaty = one.source.library.treaties.get(slot)
        forms: list[LawArrays] = [replace(law, rows=()) for _ in range(BY_TREATY)]
        if treaty is not None and treaty.in_force(one.source.day):
            forms = slot_forms(treaty, one.source, law, self.claims, self.possible[slot])
        name = hashlib.blake2b(repr(sorted(one.source.halting)).encode() + _content(forms), digest_size=16).digest()
        if name not in self.known:
            self.known[name] = len(self.editions)
            self.editions.append(_Edition([self._read(form, one.source) for form in forms]))
        return self.known[name]

    def _members(self, source: Source, slot: str) -> list[bool]:
        treaty = source.library.treaties.get(slot)
        if treaty is None or not treaty.in_force(source.day):
            return [False] * self.n
        parties = treaty.parties_on(source.day)
        return [source.library.law_code(code) in parties for code in self.world.codes]

    def _possible(self, slot: str) -> frozenset[str]:
        """Law codes of the states that are or may become parties in some period."""
        law = self.table.periods[0].source.library
        found: set[str] = set()
        for one in self.table.periods:
            members = zip(self.world.codes, self._members(one.source, slot), strict=True)
            found |= {code for code, inside in members if inside}
        if slot in self.openings:
            states = self.openings[slot].states
            found |= {code for code in self.world.codes if states is None or code in states}
        return frozenset(law.law_code(code) for code in found)

    def _open(self, member: np.ndarray) -> np.ndarray:
        """Whom the text admits, while the treaty has members."""
        may = np.zeros(member.shape, bool)
        for s, name in enumerate(self.slots):
            if name in self.openings:
                states = self.openings[name].states
                fits = np.array([states is None or code in states for code in self.world.codes])
                may[:, s] = fits & member[:, s].any(axis=1, keepdims=True)
        return may


class _Edition:
    """What one text of a slot says: rows in four forms, alliance and restraint."""

    def __init__(self, forms: list[Duties]) -> None:
        self.forms = forms
        self.allied = [forms[0].allied | forms[2].allied, forms[1].allied | forms[3].allied]
        self.restraint = [forms[0].restraint | forms[2].restraint, forms[1].restraint | forms[3].restraint]


def slot_forms(
    treaty: Treaty, source: Source, law: LawArrays, claims: Mapping[tuple[int, int], str], possible: frozenset[str]
) -> list[LawArrays]:
    """Rows of one treaty with all `possible` parties as bearers: for attackers out and in, victims out and in."""
    codes = law.codes
    states = tuple(source.library.law_code(code) for code in codes)
    everyone = tuple(Party(state, source.day, None) for state in sorted(possible))
    plain = tuple(replace(one, by="any", by_not=(), intra=None) for one in treaty.clauses)
    wide = replace(treaty, parties=everyone, clauses=plain)
    rows = law_arrays(source.library.with_treaty(wide), source.day, codes, claims, [treaty.id])
    inside = Members(source.library, source.day, states, possible, suspensions(treaty, source.day, states))
    forms: list[list[ClauseRows]] = [[] for _ in range(BY_TREATY)]
    for one in rows.rows:
        for form, made in enumerate(_in_forms(one, treaty, inside)):
            forms[form].append(made)
    return [replace(law, rows=tuple(form)) for form in forms]


def _in_forms(one: ClauseRows, treaty: Treaty, inside: Members) -> Iterator[ClauseRows]:
    """One clause in the four forms; `inside` has all possible parties."""
    clause, outside = treaty.clause(one.clause), replace(inside, parties=frozenset())
    listed = np.ones(len(inside.states), bool) if one.toward == "parties" else ally_mask(clause, one.toward, outside)
    stranger = adversary_matrix(clause, one.toward, outside)
    against = {
        (False, False): stranger,
        (False, True): stranger,
        (True, False): adversary_matrix(replace(clause, intra=None), one.toward, inside),
        (True, True): adversary_matrix(clause, one.toward, inside),
    }
    for form in range(BY_TREATY):
        attacker_in, victim_in = form >= 2, form % 2 == 1
        ally, other = (attacker_in, victim_in) if one.toward == "attacker" else (victim_in, attacker_in)
        bearer = one.bearer if ally else one.bearer * listed[None, :]
        yield replace(one, bearer=bearer, adversary=against[other, ally])


def _content(forms: list[LawArrays]) -> bytes:
    """Equal for equal rows."""
    seen = hashlib.blake2b(digest_size=16)
    for form in forms:
        for one in form.rows:
            told: tuple[Any, ...] = (one.treaty, one.clause, one.type, one.strength, one.binding, one.toward, one.apart)
            told += (one.by_attacker, one.everyone, one.needs, one.blocked, one.doubts, one.disputed)
            seen.update(repr(told).encode() + one.bearer.tobytes() + one.adversary.tobytes() + one.scope.tobytes())
    return seen.digest()


def _stacked(pairs: list[list[np.ndarray]], n: int) -> np.ndarray:
    return np.array(pairs, bool).reshape(len(pairs), 2, n, n)


def _number(name: str) -> int:
    """A number that belongs to a name for good."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")
