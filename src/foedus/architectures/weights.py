"""One order at the means of the law weights: the arrays that law-only measures take."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from foedus.architectures.architecture import Architecture, dated_edits, started
from foedus.architectures.duties import DEFENCE, Alternatives, Duties, duties_of, role_of
from foedus.architectures.law import acting, apply_edits
from foedus.architectures.periods import REPEATS, claimed_places, declared_tokens, halting, reading_of
from foedus.architectures.settings import Settings, settings_on
from foedus.architectures.then import among, as_then, earlier_codes, present
from foedus.treaties import index
from foedus.treaties.arrays import LawArrays, law_arrays
from foedus.treaties.library import Library
from foedus.treaties.library import library as embedded_library
from foedus.world.world import World


@dataclass(frozen=True, eq=False)
class Order:
    """One side of a comparison: a law of one day, compiled, with what stands beside the law.

    `present` (n,) bool: exists on the day and is compared. `earlier`: world code -> code of the law of that day.
    """

    name: str
    day: datetime.date
    architecture: Architecture
    library: Library
    law: LawArrays
    settings: Settings
    present: np.ndarray
    earlier: dict[str, str]


@dataclass(frozen=True, eq=False)
class Weighed:
    """Duties of one order on home territory, for n states."""

    duty: np.ndarray  # (4, n, n, n) [role, i, j, k] mean weight, 0 to 1; roles as in Commitments
    restraint: np.ndarray  # (n, n) bool
    settled: np.ndarray  # (n, n, n) bool: one text gives both the help and the restraint of k, and orders them


def order_on(
    world: World,
    architecture: Architecture,
    day: datetime.date,
    library: Library | None = None,
    states: Collection[str] = (),
) -> Order:
    """The law of `day` under `architecture`. Edits without a schedule act from the first simulated year.

    A state of the world that does not exist on `day` owes nothing and is owed nothing; one that continues an earlier
    state (Russia the Soviet Union) is bound by what bound that one. `states` limits the comparison to some.
    """
    base = library or embedded_library()
    earlier = earlier_codes(base, world.codes, day)
    base = as_then(base, earlier)
    plan = started(architecture, world.year + 1)
    edits = tuple(dated_edits(acting(plan, day.year)))
    edited = apply_edits(base, edits)
    here = present(edited, world.codes, day)
    if states:
        here &= np.array([code in states for code in world.codes])
    law = among(law_arrays(edited, day, world.codes, claimed_places(world, edited)), here)
    known = {code: earlier[code] for code in world.codes if code in earlier}
    return Order(architecture.name, day, plan, edited, law, settings_on(world, edited, edits, day), here, known)


def weighed(order: Order) -> Weighed:
    """Mean weights of the duties of an order (MODEL section 22), home territory."""
    n, plan, seen = len(order.law.codes), order.architecture, Alternatives()
    reading = reading_of(plan)
    stopped = halting(plan, order.library, dated_edits(acting(plan, order.day.year)), order.day)
    duties = duties_of(order.law, replace(reading, halting=stopped), seen, REPEATS)
    chances = [_chance(name, plan) for name in reading.names]
    return Weighed(
        _dense(duties, n, _bit_weights(seen, chances)), duties.restraint, _settled(order.law, plan.sanctions)
    )


def _chance(token: str, architecture: Architecture) -> float:
    a, b = declared_tokens(architecture).get(token, (0.0, 0.0))
    return a / (a + b) if a else index.TOKEN_CHANCES[token]


def _bit_weights(seen: Alternatives, chances: list[float]) -> np.ndarray:
    """(m,) mean weight of every alternative, by its bit."""
    some = list(seen.bit)
    fields = [np.array([getattr(one, name) for one in some], dtype=np.int64) for name in ("label", "tokens", "blocked")]
    disputed = np.array([one.disputed for one in some], dtype=bool)
    return index.alternative_weights(fields[0], disputed, fields[1], fields[2], chances)


def _dense(duties: Duties, n: int, weights: np.ndarray) -> np.ndarray:
    dense = np.zeros((4, n * n, n))
    words, place = np.unique(duties.sets[:, 0], return_inverse=True)
    best = [max((w for bit, w in enumerate(weights) if int(word) >> bit & 1), default=0.0) for word in words]
    dense[duties.role, duties.pair, duties.bearer] = np.array(best)[place] if len(words) else 0.0
    return dense.reshape(4, n, n, n)


def _settled(law: LawArrays, sanctions: bool) -> np.ndarray:
    """Where k's help to j against i and k's promise not to attack i come from one text and from no other."""
    n = len(law.codes)
    number = np.zeros((2, n, n, n), dtype=np.int16)  # texts that give help [i, j, k]; texts that restrain k from i
    both = np.zeros((n, n, n), dtype=bool)
    by_text: dict[str, list[np.ndarray]] = {}
    for one in law.rows:
        restrains = one.by_attacker and one.binding == "legal" and one.treaty not in REPEATS and not one.everyone
        if restrains or role_of(one, sanctions) == DEFENCE:
            parts = by_text.setdefault(one.treaty, [np.zeros((n, n, n), dtype=bool), np.zeros((n, n), dtype=bool)])
            if restrains:
                parts[1] |= one.bearer.T > 0  # [i, k]
            else:
                parts[0] |= one.status(0) > 0
    for helps, spares in by_text.values():
        number[0] += helps
        number[1] += spares[:, None, :]
        both |= helps & spares[:, None, :]
    return both & (number[0] == 1) & (number[1] == 1)
