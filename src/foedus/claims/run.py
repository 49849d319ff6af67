"""Simulate what claims name, and nothing else: their architectures, years, and the streams their outcomes need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.commitments import Commitments, commitments
from foedus.architectures.load import find
from foedus.claims.claim import Claim
from foedus.claims.evaluate import Judged, Orders, judged, judged_by_law, weights_of
from foedus.errors import BadInput, BadNumber, NotInRun
from foedus.outcomes.definitions import outcome
from foedus.outcomes.groups import Groups
from foedus.outcomes.membership import world_groups
from foedus.outcomes.polarisation import law_outcomes
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import STATUS_QUO, Ensemble, Plan
from foedus.theories.draws import draw_parameters
from foedus.theories.theory import Theory
from foedus.world.world import World

COUNTED_STREAMS = 8
INSTITUTIONS = ("institution_peace_value", "promise_restraint", "institution_calming", "doubt_institution")
COOPERATION = ("access_projection", "doubt_cooperation", "cooperation_threat", "cooperation_joining", "stepping_stone")
NO_EFFECT: dict[str, float] = dict.fromkeys((*INSTITUTIONS, *COOPERATION), 0.0)  # they move nothing
PLAIN_TO_SEE = {"distinguishability": 1.0}  # defensive arms and pacts are told from offensive ones
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False)
class Futures:
    """Simulated histories with what claims on them need."""

    world: World
    ensemble: Ensemble | None  # None where every claim is read from the law: nothing was simulated
    groups: Mapping[str, Groups]
    law: Orders
    architectures: Mapping[str, Architecture]
    laws: Mapping[str, Commitments]
    theories: tuple[str, ...]
    plan: Plan

    def judged(self, claim: Claim) -> dict[str, Judged]:
        """Truth by theory and pooled (`foedus.claims.evaluate.judged`)."""
        if is_law(claim):
            return judged_by_law(claim, self.law, self.theories, self.plan.draws)
        if self.ensemble is None:
            raise NotInRun(claim.outcome, "nothing was simulated", f"Simulate it: foedus claim {claim.name}")
        return judged(claim, self.ensemble, self.groups, self.law)


def streams_for(claims: Sequence[Claim]) -> int:
    """Histories per draw: 8 where something is counted, 1 where all is expected or read from the law."""
    return COUNTED_STREAMS if any(_is_counted(one) for one in claims) else 1


def plan_for(claims: Sequence[Claim], draws: int, seed: int = 1, streams: int | None = None) -> Plan:
    """The smallest plan that carries all the claims."""
    horizons = tuple(sorted({one.horizon for one in claims}))
    return Plan(seed, draws, streams or streams_for(claims), horizons[-1], horizons)


def orders_of(claims: Sequence[Claim]) -> dict[str, Architecture]:
    """Every architecture the claims name, the status quo first, by name. BadInput when two files give one name."""
    found = {STATUS_QUO: find(STATUS_QUO)}
    for one in claims:
        for name in (one.architecture, one.against):
            made = find(name)
            if made.name in found and found[made.name] != made:
                raise BadInput(f"Two architectures are called '{made.name}'. Give one of them another name.")
            found[made.name] = made
    return found


def futures(
    claims: Sequence[Claim],
    world: World,
    theories: Sequence[Theory],
    plan: Plan,
    changed: Mapping[str, float] | None = None,
    tell: Progress | None = None,
    ready: Futures | None = None,
) -> Futures:
    """Simulate the architectures that `claims` name under `theories`.

    changed : parameter -> value it has in every draw (`NO_EFFECT`, `PLAIN_TO_SEE`)
    ready : futures of the same claims and years, whose bodies of law are used again
    """
    say = tell or _silent
    architectures = ready.architectures if ready else orders_of(claims)
    groups = ready.groups if ready else {name: world_groups(world, one) for name, one in architectures.items()}
    check_claims(claims, world, groups, plan)
    laws = ready.laws if ready else _laws(world, architectures, max(one.horizon for one in claims), say)
    names = tuple(one.id for one in theories)
    law = ready.law if ready else _by_law(claims, world, architectures, laws)
    if all(is_law(one) for one in claims):
        return Futures(world, None, groups, law, architectures, laws, names, plan)
    say("theories", 0, 0)
    beliefs = {one.id: with_values(draw_parameters(one, plan.seed, plan.draws), changed or {}) for one in theories}
    ensemble = simulate(world, laws, beliefs, plan, lambda done, in_all: say("simulate", done, in_all))
    return Futures(world, ensemble, groups, law, architectures, laws, names, plan)


def check_claims(claims: Sequence[Claim], world: World, groups: Mapping[str, Groups], plan: Plan) -> None:
    """Raise, before anything runs, unless every claim can be answered."""
    for one in claims:
        what = outcome(one.outcome)
        if what.level != "law" and one.horizon > plan.years:
            raise BadNumber("horizon", one.horizon, f"at most {plan.years}, the years of the run", one.name)
        if what.scope == "state":
            for name in one.groups:
                weights_of(one, name, groups, world.codes)


def with_values(draws: np.recarray, changed: Mapping[str, float]) -> np.recarray:
    """Draws in which some parameters have the same value everywhere."""
    made = draws.copy()
    for name, value in changed.items():
        made[name] = value
    return made


def _laws(world: World, architectures: Mapping[str, Architecture], years: int, say: Progress) -> dict[str, Commitments]:
    found = {}
    for at, (name, one) in enumerate(architectures.items()):
        say("law", at, len(architectures))
        found[name] = commitments(world, one, world.year + years)
    return found


def _by_law(
    claims: Sequence[Claim], world: World, architectures: Mapping[str, Architecture], laws: Mapping[str, Commitments]
) -> Orders:
    """What the law alone says, where a claim asks for it; the status quo in the region of the first design."""
    horizons = {one.horizon for one in claims if outcome(one.outcome).level == "law"}
    if not horizons:
        return {}
    named = [one.design.region for one in architectures.values() if one.design.region in world.regions]
    usual = named[0] if named else ""
    orders = {name: (laws[name], one.design.region or usual) for name, one in architectures.items()}
    return law_outcomes(world, orders, sorted(horizons))


def is_law(claim: Claim) -> bool:
    """Whether the claim is answered by the law alone."""
    return outcome(claim.outcome).level == "law"


def _is_counted(claim: Claim) -> bool:
    return outcome(claim.outcome).level in ("counted", "ratio") or claim.measure == "dilemma"


def _silent(stage: str, done: int, in_all: int) -> None:
    """Progress that nobody watches."""
