"""A game of who would join: every coalition of the candidates simulated under the same luck, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.commitments import Commitments, commitments
from foedus.architectures.joiners import joiners, restricted
from foedus.architectures.load import architecture as library_architecture
from foedus.claims.game import MOST, named
from foedus.claims.payoffs import Payoffs, payoffs, stacked
from foedus.errors import BadGame, BadNumber
from foedus.outcomes.pooling import pools
from foedus.outcomes.time import checked_rate
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import STATUS_QUO, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.theory import Theory
from foedus.world.world import World

ROOM = 400e6  # bytes of results held at once
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Terms:
    """What is declared about payoffs: autonomy costs of members (% of GDP a year) and a yearly discount rate."""

    costs: Mapping[str, float] = field(default_factory=dict)
    rate: float = 0.0


@dataclass(frozen=True, eq=False)
class Game:
    """Candidates of a design and their payoffs in every coalition, by theory and pooled."""

    architecture: str
    candidates: tuple[str, ...]
    staying: tuple[str, ...]  # states that the design brings in and that are no candidates
    costs: Mapping[str, float]
    rate: float
    plan: Plan
    payoffs: Mapping[str, Payoffs]  # theory, and the pool last

    def coalition(self, number: int) -> str:
        """'JPN KOR'."""
        return named(number, self.candidates)


def check_candidates(architecture: Architecture, candidates: Sequence[str], costs: Mapping[str, float]) -> None:
    """Raise BadGame or BadNumber unless the game can be played."""
    join = joiners(architecture)
    if not candidates:
        raise BadGame("No candidates are named. Name them: --candidates JPN,KOR")
    if len(candidates) > MOST:
        raise BadGame(
            f"{len(candidates)} candidates make {2 ** len(candidates):,} coalitions; at most {MOST} candidates "
            f"({2**MOST} coalitions) are played. Name the {MOST} whose choice you ask about."
        )
    if len(set(candidates)) < len(candidates):
        raise BadGame("A candidate is named twice. Name each once.")
    for one in candidates:
        if one not in join:
            known = (
                f"Those that join: {', '.join(join)}." if join else "Nobody joins it by name; choose another design."
            )
            raise BadGame(f"'{one}' does not join '{architecture.name}'. {known}")
    for name, cost in costs.items():
        if name not in candidates:
            raise BadGame(f"--autonomy {name}: '{name}' is no candidate. Candidates: {', '.join(candidates)}.")
        if not np.isfinite(cost):
            raise BadNumber("--autonomy", cost, "a finite number, % of GDP a year", name)


def play(
    world: World,
    architecture: Architecture,
    candidates: Sequence[str],
    theories: Sequence[Theory],
    plan: Plan,
    terms: Terms | None = None,
    tell: Progress | None = None,
) -> Game:
    """Simulate all coalitions and take their payoffs. Coalitions with the same law are simulated once."""
    say, terms = tell or _silent, terms or Terms()
    costs, rate = terms.costs, checked_rate(terms.rate)
    check_candidates(architecture, candidates, costs)
    laws, coalitions = _laws(world, architecture, candidates, plan.years, say)
    say("theories", 0, 0)
    beliefs = {one.id: draw_parameters(one, plan.seed, plan.draws) for one in theories}
    found: dict[str, Payoffs] = {}
    parts = _parts(list(beliefs), len(laws), len(world.codes), plan)
    for number, names in enumerate(parts):

        def told(done: int, in_all: int, number: int = number) -> None:
            say("simulate", number * in_all + done, in_all * len(parts))

        ensemble = simulate(world, laws, {name: beliefs[name] for name in names}, plan, told)
        for at, name in enumerate(ensemble.theories):
            found[name] = payoffs(ensemble, at, coalitions, candidates, costs, rate)
    for name, members in pools(tuple(found)):
        if name not in found:
            found[name] = stacked([found[tuple(beliefs)[one]] for one in members])
    staying = tuple(one for one in joiners(architecture) if one not in candidates)
    return Game(architecture.name, tuple(candidates), staying, costs, rate, plan, found)


def _laws(
    world: World, architecture: Architecture, candidates: Sequence[str], years: int, say: Progress
) -> tuple[dict[str, Commitments], list[str]]:
    """Distinct bodies of law by name, the status quo first, and which of them each coalition has."""
    last = world.year + years
    laws = {STATUS_QUO: commitments(world, library_architecture(STATUS_QUO), last)}
    by_hash = {laws[STATUS_QUO].law_hash: STATUS_QUO}
    coalitions, number = [], 2 ** len(candidates)
    for at in range(number):
        say("law", at, number)
        members = [name for k, name in enumerate(candidates) if at >> k & 1]
        made = commitments(world, restricted(architecture, candidates, members), last)
        name = by_hash.setdefault(made.law_hash, f"{architecture.name}:{named(at, candidates)}")
        laws.setdefault(name, made)
        coalitions.append(name)
    return laws, coalitions


def _parts(theories: Sequence[str], laws: int, states: int, plan: Plan) -> list[list[str]]:
    """Theories in groups whose results fit into `ROOM`."""
    horizons = len(plan.horizons)
    each = laws * plan.draws * states * (12 * plan.years + 40 * plan.streams * horizons + 12 * len(plan.report_years))
    several = max(1, int(ROOM // each))
    return [list(theories[at : at + several]) for at in range(0, len(theories), several)]


def _silent(stage: str, done: int, in_all: int) -> None:
    """Progress that nobody watches."""
