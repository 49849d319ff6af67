"""Laws written in a line and small runs in a made-up world, for tests of the engine.

All that tests know of the engine's workspaces stands here: `settled` is a draw made ready in plain Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from foedus.model.inputs import Law, ground, law
from foedus.model.luck import stream_key
from foedus.model.situation import PERIOD, SYSTEM
from foedus.model.step import turn_year
from foedus.simulate.compiled import kernels, quiet_overflow
from foedus.simulate.ensemble import simulate
from foedus.simulate.frames import RESULTS, Room, cooperation_values, empty_arrays, token_chances
from foedus.simulate.result import STATUS_QUO, Ensemble, Plan
from foedus.simulate.twins import both_twins
from foedus.theories.draws import draw_parameters
from foedus.theories.load import theory
from tests.tiny_world import TinyWorld, world

HELPS_TARGET, HELPS_INITIATOR, TOWARD_INITIATOR, TOWARD_TARGET = 0, 1, 2, 3
FULL, AID, CONSTITUTIONAL, LIMITED, SHORT, ASSURANCE = range(6)
TOKENS = ("request", "council_finding", "council_finding_veto")
REQUEST, FINDING, VETO = 1, 2, 4  # bits of TOKENS


class Alternative(NamedTuple):
    """One reading of a duty."""

    label: int = FULL
    disputed: bool = False
    tokens: int = 0
    blocked: int = 0


Kind = tuple[Alternative, ...]
PLAIN: Kind = (Alternative(),)


class Duty(NamedTuple):
    """What `bearer` owes when `attacker` attacks `victim`, at home, at sea and on a claimed place; None: nothing."""

    bearer: int
    attacker: int
    victim: int
    role: int = HELPS_TARGET
    home: Kind | None = PLAIN
    sea: Kind | None = PLAIN
    claimed: Kind | None = PLAIN


@dataclass(frozen=True, eq=False)
class Order:
    """One body of law among n states."""

    n: int
    duties: tuple[Duty, ...] = ()
    tier: np.ndarray | None = None
    depth: np.ndarray | None = None
    restraint: np.ndarray | None = None
    offensive_share: np.ndarray | None = None
    distinguishability: np.ndarray | None = None
    arms_factor: np.ndarray | None = None
    pledge: np.ndarray | None = None

    def of_pairs(self, name: str, kind: type = float) -> np.ndarray:
        found = getattr(self, name)
        return np.zeros((self.n, self.n), kind) if found is None else np.asarray(found, kind)

    def of_states(self, name: str, default: float) -> np.ndarray:
        found = getattr(self, name)
        return np.full(self.n, default) if found is None else np.asarray(found, float)


@dataclass(frozen=True, eq=False)
class TinyCommitments:
    """The arrays that `foedus.model.inputs.law` reads, by the contract of `Commitments`."""

    codes: tuple[str, ...]
    period: np.ndarray
    announced_period: np.ndarray
    start: np.ndarray
    bearer: np.ndarray
    role: np.ndarray
    kind: np.ndarray
    kind_start: np.ndarray
    alt_label: np.ndarray
    alt_disputed: np.ndarray
    alt_tokens: np.ndarray
    alt_blocked: np.ndarray
    tier: np.ndarray
    depth: np.ndarray
    restraint: np.ndarray
    allied: np.ndarray
    offensive_share: np.ndarray
    distinguishability: np.ndarray
    arms_factor: np.ndarray
    pledge: np.ndarray
    token_names: tuple[str, ...] = TOKENS
    declared_token: dict[str, tuple[float, float]] = field(default_factory=dict)
    law_hash: str = "tiny"


def pact(n: int, members: Sequence[int], kind: Kind = PLAIN) -> tuple[Duty, ...]:
    """Every member helps every other that an outsider attacks."""
    outside = [i for i in range(n) if i not in members]
    return tuple(
        Duty(k, i, j, HELPS_TARGET, kind, kind, kind) for i in outside for j in members for k in members if k != j
    )


def some_law(n: int = 6) -> Order:
    """A body of law with a bit of everything: a pact, a conditional duty, a promise, ties, an institution."""
    tier, depth, restraint = np.zeros((n, n), int), np.zeros((n, n)), np.zeros((n, n))
    tier[0, 2] = tier[2, 0] = 4
    tier[1, 3] = tier[3, 1] = 6
    depth[2, 3] = depth[3, 2] = 0.4
    restraint[1, 2] = 1.0
    asked: Kind = (Alternative(AID, tokens=REQUEST), Alternative(LIMITED, disputed=True))
    more = (
        Duty(2, 0, 1, home=asked, sea=None, claimed=asked),
        Duty(3, 0, 1, TOWARD_INITIATOR),
        Duty(2, 1, 0, TOWARD_TARGET, sea=None),
        Duty(3, 1, 0, HELPS_INITIATOR, home=(Alternative(CONSTITUTIONAL, blocked=FINDING),)),
    )
    return Order(n, pact(n, [1, n - 1]) + more, tier, depth, restraint)


def commitments(
    orders: Sequence[Order], period: Sequence[int], announced: Sequence[int] | None = None, codes: tuple[str, ...] = ()
) -> TinyCommitments:
    """Compile bodies of law; `period` says which holds in year 0, 1, ..."""
    n = orders[0].n
    kinds: dict[Kind, int] = {}
    rows: list[tuple[int, int, list[int]]] = []
    start = np.zeros((len(orders), n * n + 1), np.int64)
    for p, order in enumerate(orders):
        start[p, 0] = len(rows)
        for pair in range(n * n):
            own = [d for d in order.duties if d.attacker * n + d.victim == pair]
            for d in sorted(own, key=lambda one: (one.role, one.bearer)):
                places = [-1 if k is None else kinds.setdefault(k, len(kinds)) for k in (d.home, d.sea, d.claimed)]
                rows.append((d.bearer, d.role, places))
            start[p, pair + 1] = len(rows)
    alternatives = [one for kind in kinds for one in kind]
    return TinyCommitments(
        codes=codes or tuple(letter * 3 for letter in "ABCDEFGHIJ"[:n]),
        period=np.array(period),
        announced_period=np.array(period if announced is None else announced),
        start=start,
        bearer=np.array([row[0] for row in rows], np.int64),
        role=np.array([row[1] for row in rows], np.int8),
        kind=np.array([row[2] for row in rows], np.int16).reshape(len(rows), 3),
        kind_start=np.cumsum([0, *(len(kind) for kind in kinds)]),
        alt_label=np.array([one.label for one in alternatives], np.int8),
        alt_disputed=np.array([one.disputed for one in alternatives], bool),
        alt_tokens=np.array([one.tokens for one in alternatives], np.uint32),
        alt_blocked=np.array([one.blocked for one in alternatives], np.uint32),
        tier=np.stack([one.of_pairs("tier", int) for one in orders]),
        depth=np.stack([one.of_pairs("depth") for one in orders]),
        restraint=np.stack([one.of_pairs("restraint") for one in orders]),
        allied=np.stack([_allied(one) for one in orders]),
        offensive_share=np.stack([one.of_states("offensive_share", np.nan) for one in orders]),
        distinguishability=np.stack([one.of_states("distinguishability", np.nan) for one in orders]),
        arms_factor=np.stack([one.of_states("arms_factor", 1.0) for one in orders]),
        pledge=np.stack([one.of_states("pledge", 0.0) for one in orders]),
    )


def _allied(order: Order) -> np.ndarray:
    """A clear duty of limited aid or more to help at home, in either direction."""
    found = np.zeros((order.n, order.n), bool)
    for d in order.duties:
        if d.role == HELPS_TARGET and any(a.label <= LIMITED and not a.disputed for a in d.home or ()):
            found[d.bearer, d.victim] = found[d.victim, d.bearer] = True
    return found


def always(order: Order, years: int) -> TinyCommitments:
    """One body of law in all years."""
    return commitments([order], [0] * (years + 1))


def edited(old: Order, new: Order, years: int, enters: int = 1) -> TinyCommitments:
    """The old law up to year `enters` - 1, then the new."""
    return commitments([old, new], [int(year >= enters) for year in range(years + 1)])


def draws(count: int = 1, name: Any = "no-theory", seed: Any = 1, **changed: float) -> Any:
    """Parameters of a theory (an id) with some values set; three disputes a year, so that something happens."""
    found = draw_parameters(theory(name), seed, count)
    for parameter, value in {"disputes_per_year_target": 3.0, **changed}.items():
        found[parameter] = value
    return found


def run(
    architectures: dict[str, TinyCommitments],
    parameters: np.recarray | dict[str, np.recarray],
    where: TinyWorld | None = None,
    **plan: Any,
) -> Ensemble:
    """A small ensemble of one theory or some, in the tiny world; compiled."""
    many = parameters if isinstance(parameters, dict) else {"no-theory": parameters}
    n = next(iter(architectures.values())).start.shape[1]
    where = where or world(int(np.sqrt(n - 1)))
    count = min(len(one) for one in many.values())
    given = {"draws": count, "streams": 2, "years": 4, "horizons": (4,), "threads": 1} | plan
    return simulate(where, architectures, many, Plan(**given))


def assert_same(one: Ensemble, other: Ensemble, a: Any = ..., b: Any = ...) -> None:
    """Bit for bit equal results, of the parts that the two indices choose."""
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(one, name)[a], getattr(other, name)[b], err_msg=name)


def differs(one: Ensemble, a: int = 1, b: int = 0) -> bool:
    """Whether two architectures of an ensemble differ in any number."""
    return any((getattr(one, name)[:, a] != getattr(one, name)[:, b]).any() for name in RESULTS)


def plain(name: str) -> Any:
    """An entry point of the engine as plain Python."""
    entry = kernels()[name]
    return getattr(entry, "py_func", entry)


@dataclass(frozen=True, eq=False)
class Bench:
    """One draw made ready: a frame per architecture and the situation of year 0 under the last of them."""

    room: Room
    frames: list[Any]
    laws: list[Law]

    @property
    def now(self) -> Any:
        return self.room.now

    @property
    def frame(self) -> Any:
        return self.frames[-1]


def settled(
    p: Any, *architectures: TinyCommitments, where: TinyWorld | None = None, seed: int = 1, draw: int = 0
) -> Bench:
    """Year 0 of one draw, in plain Python: the first architecture is the status quo."""
    n = int(np.sqrt(architectures[0].start.shape[1] - 1))
    land = ground(where or world(n))
    laws = tuple(law(one, land.claim) for one in architectures)
    years = len(architectures[0].period) - 1
    tables = [both_twins(one, laws[0] if a else None) for a, one in enumerate(laws)]
    room = Room(land, laws, tables, Plan(draws=1, streams=1, years=years, horizons=(years,)))
    with quiet_overflow():
        first = stream_key(np.uint64(seed), np.uint64(draw), np.uint64(0))
        frames = []
        for a, made in enumerate(architectures):
            chances = token_chances(made.token_names, made.declared_token, p)
            frame = room.frames[a]._replace(p=p, token=chances, cooperation=cooperation_values(p))
            plain("prepare")(first, room.kinds[a], room.now, frame)
            if a == 0:
                plain("settle")(room.rates, room.now, frame)
            plain("fill_tail")(1 if a == 0 else 0, 1, room.now, frame)
            frames.append(frame)
    return Bench(room, frames, list(laws))


def turn(bench: Bench, year: int, seed: int = 1, draw: int = 0) -> None:
    """Give the situation the luck of a year, without a common shock."""
    with quiet_overflow():
        key = stream_key(np.uint64(seed), np.uint64(draw), np.uint64(0))
        turn_year(key, year, bench.now, bench.frame)
    bench.now.shock[0] = 0.0
    bench.now.clock[PERIOD] = bench.frame.law.period[year]


def tally(bench: Bench, **plan: Any) -> Any:
    """An empty tally that fits the bench's room, and the ensemble it writes to."""
    given = Plan(**({"draws": 1, "streams": 1, "years": 4, "horizons": (4,), "threads": 1} | plan))
    n = bench.frame.ground.gdp.shape[0]
    codes = tuple(letter * 3 for letter in "ABCDEFGHIJ"[:n])
    arrays: dict[str, Any] = dict(empty_arrays((1, 1, 1), n, given))
    empty = Ensemble(
        ("no-theory",), (STATUS_QUO,), codes, 2024, given.years, given.report_years, given.horizons, 1, 1,
        given.streams, system_names=SYSTEM, **arrays,
    )  # fmt: skip
    made = bench.room.tally(empty, (0, 0, 0))
    for name in ("war_sum", "bond_sum", "money", "total"):
        getattr(made, name)[...] = 0.0
    return made
