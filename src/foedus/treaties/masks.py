"""Who may bear a duty, and against whom: the two matrices of a compiled clause."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.treaties.treaty import Clause, Treaty, holds

CLEAR, DISPUTED = 1, 2


@dataclass(frozen=True, eq=False)
class Members:
    """One instrument on one day: states (law codes, n), who is a party, and which pairs are cut."""

    library: Any
    date: datetime.date
    states: tuple[str, ...]
    parties: frozenset[str]
    cut: np.ndarray  # (n, n) uint8 factor of [k, B]: 0 suspended pair, 1 free, 2 disputed

    def listed(self, some: Iterable[str]) -> np.ndarray:
        """(n,) bool: which states are in `some`."""
        wanted = frozenset(some)
        return np.array([state in wanted for state in self.states], dtype=bool)


def suspensions(treaty: Treaty, date: datetime.date, states: Sequence[str]) -> np.ndarray:
    """(n, n) uint8: 0 where a pair is suspended, 2 where one side has suspended ([k, k] is 2 then), else 1."""
    cut = np.ones((len(states), len(states)), dtype=np.uint8)
    number = {state: k for k, state in enumerate(states)}
    now = [one for one in treaty.suspended if holds(date, one.start, one.end)]
    for state in (state for one in now for state in one.states if state in number):
        cut[number[state], :] = DISPUTED
        cut[:, number[state]] = DISPUTED
    for a, b in (one.pair for one in now if one.pair):
        if a in number and b in number:
            cut[number[a], number[b]] = cut[number[b], number[a]] = 0
    return cut


def adversary_matrix(clause: Clause, role: str, who: Members) -> np.ndarray:
    """(n, n) uint8 [o, B]: may o be the adversary when B is the ally? 2 where the law is unsettled (intra)."""
    n = len(who.states)
    result = np.ones((n, n), dtype=np.uint8)
    if role == "parties":
        return result
    result *= _allowed_pairs(clause, who)
    if clause.duty == "attacker":
        return result
    alone = (clause.min_enemies or 1) <= 1 and (clause.max_enemies is None or clause.max_enemies >= 1)
    if not alone or clause.supported_by:
        return np.zeros((n, n), dtype=np.uint8)
    member = who.listed(who.parties)
    result *= _matching(clause.by, who, member)[:, None]
    result[who.listed(clause.by_not), :] = 0
    if clause.intra in ("excluded", "disputed") and not isinstance(clause.by, tuple):
        both = member[:, None] & member[None, :]
        result[both] *= 0 if clause.intra == "excluded" else DISPUTED
    if role == "attacker":
        for one in clause.excluded_if:
            result[np.ix_(who.listed([one["opponent"]]), who.listed([one["initiator"]]))] = 0
    return result


def _allowed_pairs(clause: Clause, who: Members) -> np.ndarray:
    """(n, n) uint8: 1 for the pairs of `dyad` and `dyads`, for all if there are none."""
    n, number = len(who.states), {state: k for k, state in enumerate(who.states)}
    pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
    allowed = np.zeros((n, n), dtype=np.uint8) if pairs else np.ones((n, n), dtype=np.uint8)
    for a, b in pairs:
        if a in number and b in number:
            allowed[number[a], number[b]] = allowed[number[b], number[a]] = 1
    return allowed


def _matching(by: str | tuple[str, ...], who: Members, member: np.ndarray) -> np.ndarray:
    """(n,) uint8: which states satisfy `by` on the day."""
    if by == "any":
        found = np.ones(len(who.states), dtype=bool)
    elif by == "party":
        found = member
    elif by == "nonparty":
        found = ~member
    elif isinstance(by, tuple):
        found = who.listed(by)
    else:
        found = np.array([who.library.in_class(by, one, who.date, who.parties) for one in who.states], dtype=bool)
    return found.astype(np.uint8)


def ally_mask(clause: Clause, role: str, who: Members) -> np.ndarray:
    """(n,) bool: which states may stand in the protected role B."""
    member, everyone = who.listed(who.parties), np.ones(len(who.states), dtype=bool)
    if role == "parties":
        return everyone
    if clause.duty == "attacker":
        named = who.listed(clause.victim) if isinstance(clause.victim, tuple) else member
        return everyone if clause.duty_any else named & member if clause.victim_party else named
    listed = isinstance(clause.victim, tuple) and clause.involvement == "attacked"
    must_be_party = clause.victim_party or not (listed or clause.dyad)
    ally = member if must_be_party else everyone
    if isinstance(clause.victim, tuple) and listed:
        ally = ally & who.listed(clause.victim)
    return ally & who.listed(clause.initiator) if clause.initiator else ally


def bearer_matrix(clause: Clause, role: str, who: Members) -> np.ndarray:
    """(n, n) uint8 [k, B]: may k owe the duty when B is the ally? 0 no, 1 clear, 2 disputed."""
    bound = who.listed(who.parties) & ~who.listed(clause.duty_not)
    if isinstance(clause.duty, tuple):
        bound &= who.listed(clause.duty)
    if clause.duty == "attacker" and clause.duty_in:
        bound &= who.listed(clause.duty_in)
    ended = who.listed(state for state, last in clause.ends_for.items() if who.date > last)
    result = (bound & ~ended)[:, None] & ally_mask(clause, role, who)[None, :]
    hub = clause.hub or clause.bilateral_hub
    at_hub = who.listed([hub] if hub else who.states)
    if role == "parties":  # the duty runs between the parties, no ally is tested
        return (result & at_hub[:, None]).astype(np.uint8) * np.diagonal(who.cut)[:, None]
    result &= ~ended[None, :]
    result &= at_hub[:, None] | at_hub[None, :]
    np.fill_diagonal(result, False)
    return result.astype(np.uint8) * who.cut
