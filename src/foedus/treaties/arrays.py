"""Clauses compiled to arrays: who owes what when i attacks j, for every i, j and place class at once.

One event family: `attackers = {i}`, `victim = j`, act armed_attack, initiator the attacker, not provoked, state
attackers, nobody beside either side. For this family the language of treaties (4.4 and 5 of its specification)
factors into a bearer matrix, an adversary matrix and a place grid, so a date costs a few hundred small products
instead of a Python evaluation per event. Tokens that a clause needs stay open: a row names them and does not fail.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import NotBuilt
from foedus.treaties.grid import Grid, place_grid, where_mask
from foedus.treaties.masks import Members, adversary_matrix, bearer_matrix, suspensions
from foedus.treaties.treaty import HELP_TYPES, Clause, Treaty

NO, CLEAR, DISPUTED = 0, 1, 2
ACTS = frozenset({"armed_attack", "aggression", "armed_aggression", "threat", "threat_of_force"})


@dataclass(frozen=True, eq=False)
class ClauseRows:
    """One clause in one role. Row (k, event i attacks j at c) = bearer[k, B] x adversary[o, B] x scope[c, i, j]."""

    treaty: str
    article: str
    clause: str
    type: str
    strength: str
    binding: str
    toward: str  # "victim" (B = j), "attacker" (B = i) or "parties" (the duty runs between the parties)
    bearer: np.ndarray  # (n, n) uint8 [k, B]: 0 no, 1 clear, 2 disputed
    adversary: np.ndarray  # (n, n) uint8 [o, B]
    scope: np.ndarray  # (3, n, n) bool [c, i, j]
    apart: bool  # the bearer may not be the adversary
    by_attacker: bool  # the bearer is the attacker (restraint)
    everyone: bool  # restraint toward all states, parties or not
    needs: tuple[str, ...]  # tokens that must all be given
    blocked: tuple[str, ...]  # tokens that each stop the row
    doubts: tuple[str, ...]  # tokens that each make it disputed
    disputed: bool

    def status(self, c: int) -> np.ndarray:
        """(n, n, n) uint8 [i, j, k]: status of k's row in place class c, every needed token given."""
        bearer, adversary = self.bearer.T, self.adversary
        if self.toward == "attacker":  # B = i, o = j
            rows = bearer[:, None, :] * np.minimum(adversary.T, 1)[:, :, None]
            doubt = (bearer[:, None, :] == DISPUTED) | (adversary.T == DISPUTED)[:, :, None]
        else:  # B = j, o = i
            rows = bearer[None, :, :] * np.minimum(adversary, 1)[:, :, None]
            doubt = (bearer[None, :, :] == DISPUTED) | (adversary == DISPUTED)[:, :, None]
        holds = (rows > 0) & self.scope[c][:, :, None]
        n = len(bearer)
        each = np.arange(n)
        if self.by_attacker:
            holds &= np.eye(n, dtype=bool)[:, None, :]
        elif self.apart and self.toward == "attacker":
            holds[:, each, each] = False
        elif self.apart:
            holds[each, :, each] = False
        holds[each, each, :] = False
        return np.where(holds, np.where(doubt | self.disputed, DISPUTED, CLEAR), NO).astype(np.uint8)

    def bearers(self, i: int, j: int, c: int) -> np.ndarray:
        """(n,) uint8: the same for one event."""
        ally, enemy = (i, j) if self.toward == "attacker" else (j, i)
        against = self.adversary[enemy, ally]
        if i == j or not against or not self.scope[c, i, j]:
            return np.zeros(len(self.bearer), dtype=np.uint8)
        bound = self.bearer[:, ally]
        status = np.where((bound == DISPUTED) | (against == DISPUTED) | self.disputed, DISPUTED, CLEAR)
        holds = bound > 0
        if self.by_attacker:
            holds &= np.arange(len(bound)) == i
        elif self.apart:
            holds[enemy] = False
        return np.where(holds, status, NO).astype(np.uint8)

    def of_events(self, i: np.ndarray, j: np.ndarray, c: np.ndarray) -> np.ndarray:
        """(m, n) uint8: status of each state's row in m events (attacker, victim, place class), needed tokens given."""
        ally, enemy = (i, j) if self.toward == "attacker" else (j, i)
        against = self.adversary[enemy, ally]
        met = (i != j) & (against > 0) & self.scope[c, i, j]
        status = np.zeros((len(i), len(self.bearer)), dtype=np.uint8)
        some = np.flatnonzero(met)
        if not len(some):
            return status
        bound = self.bearer[:, ally[some]].T
        doubt = (bound == DISPUTED) | (against[some] == DISPUTED)[:, None] | self.disputed
        holds = bound > 0
        each = np.arange(len(some))
        if self.by_attacker:
            holds &= np.arange(len(self.bearer))[None, :] == i[some][:, None]
        elif self.apart:
            holds[each, enemy[some]] = False
        status[some] = np.where(holds, np.where(doubt, DISPUTED, CLEAR), NO)
        return status


@dataclass(frozen=True, eq=False)
class LawArrays:
    """The law of one day for n states: clauses that can give a row in the event family."""

    date: datetime.date
    codes: tuple[str, ...]
    grid: Grid
    rows: tuple[ClauseRows, ...]

    def event(self, i: int, j: int, c: int, tokens: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
        """Rows (state, type, toward, strength, treaty, clause, status) of one event with these tokens given."""
        given = frozenset(tokens)
        for one in self.rows:
            if not given.issuperset(one.needs) or given.intersection(one.blocked):
                continue
            status = one.bearers(i, j, c)
            toward = {"victim": self.codes[j], "attacker": self.codes[i], "parties": "*parties"}[one.toward]
            for k in np.flatnonzero(status):
                doubt = status[k] == DISPUTED or bool(given.intersection(one.doubts))
                word = "disputed" if doubt else "clear"
                yield (self.codes[k], one.type, toward, one.strength, one.treaty, one.clause, word)


def law_arrays(
    library: Any,
    date: datetime.date,
    codes: Sequence[str],
    claims: Mapping[tuple[int, int], str] | None = None,
    treaties: Iterable[str] | None = None,
) -> LawArrays:
    """Compile the law of `date` for the states `codes` (world codes, n).

    `claims` maps (i, j) to the place of i's strongest claim on what j administers; `treaties` limits the instruments.
    """
    states = tuple(library.law_code(code) for code in codes)
    grid = place_grid(library, date, states, claims or {})
    wanted = library.treaties if treaties is None else set(treaties)
    rows: list[ClauseRows] = []
    for treaty in library.treaties.values():
        if treaty.id in wanted and treaty.clauses and treaty.in_force(date):
            rows.extend(_treaty_rows(library, treaty, date, states, grid))
    return LawArrays(date, tuple(codes), grid, tuple(rows))


def _treaty_rows(
    library: Any, treaty: Treaty, date: datetime.date, states: tuple[str, ...], grid: Grid
) -> Iterator[ClauseRows]:
    parties = treaty.parties_on(date)
    who = Members(library, date, states, parties, suspensions(treaty, date, states))
    for clause in treaty.clauses:
        if clause.valid_on(date) and ACTS.intersection(clause.acts):
            for role in _roles(clause):
                one = _clause_rows(treaty, clause, role, who, grid)
                if one.bearer.any() and one.adversary.any() and one.scope.any():
                    yield one


def _roles(clause: Clause) -> tuple[str, ...]:
    """In which role a party is the ally: victim, attacker, or nobody (a region or an event triggers)."""
    if clause.trigger and clause.trigger not in ACTS:
        return ()
    if clause.trigger or clause.duty == "initiator":
        raise NotBuilt(f"A compiled form of clause '{clause.id}' (trigger, or duty of the initiator)")
    if clause.victim == "any" and clause.duty != "attacker":
        return ("parties",)
    if clause.duty == "attacker" or clause.involvement == "attacked":
        return ("victim",)
    return ("victim", "attacker") if clause.involvement == "at_war" else ("attacker",)


def _clause_rows(treaty: Treaty, clause: Clause, role: str, who: Members, grid: Grid) -> ClauseRows:
    n = len(who.states)
    i, j = np.indices((n, n))
    ally = i if role == "attacker" else j
    everywhere = clause.duty == "attacker"
    scope = np.ones(grid.place.shape, dtype=bool) if everywhere else where_mask(clause, grid, ally, who)
    return ClauseRows(
        treaty=treaty.id,
        article=clause.art,
        clause=clause.id,
        type=clause.type,
        strength=clause.strength,
        binding=clause.binding or treaty.binding,
        toward=role,
        bearer=bearer_matrix(clause, role, who),
        adversary=adversary_matrix(clause, role, who),
        scope=scope,
        apart=role != "parties"
        and (clause.duty == "others" or (isinstance(clause.duty, tuple) and clause.type in HELP_TYPES)),
        by_attacker=everywhere,
        everyone=clause.duty_any,
        needs=clause.needs + (("request",) if clause.request else ()),
        blocked=clause.blocked_by,
        doubts=clause.disputed_if,
        disputed=clause.status == "disputed",
    )
