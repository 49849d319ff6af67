"""The futures that a question about one claim needs: simulated as it names them, or as a run did."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from foedus.claims.assumptions import Assumptions, assumptions
from foedus.claims.claim import Claim
from foedus.claims.load import claim as find_claim
from foedus.claims.run import Futures, futures, plan_for
from foedus.errors import BadInput
from foedus.outcomes.pooling import pools
from foedus.simulate.result import Plan
from foedus.theories.load import ORDER
from foedus.theories.load import theory as find_theory
from foedus.theories.theory import Theory
from foedus.world import find as find_world
from foedus.world.world import World

WORLD = "asia-pacific-2023"
DRAWS = 256


@dataclass(frozen=True, eq=False)
class Question:
    """One claim, and how much is simulated to answer it. `run`: the folder whose settings were taken, or ''."""

    claim: Claim
    world: World
    theories: tuple[Theory, ...]
    plan: Plan
    run: str = ""

    def head(self) -> dict[str, Any]:
        """What names the question in JSON."""
        plan = self.plan
        made = {"world": self.world.name, "theories": [one.id for one in self.theories], "run": self.run or None}
        made |= {"draws": plan.draws, "streams": plan.streams, "years": plan.years, "seed": plan.seed}
        return {"name": self.claim.name, "mirror": self.claim.mirror, "text": self.claim.text, **made}

    def made(self) -> str:
        """How the answer was made, in a line."""
        plan = self.plan
        said = f"{self.world.name}, {len(self.theories)} theories x {plan.draws} draws x {plan.streams} streams"
        said += f" x {plan.years} years, seed {plan.seed}."
        return said + (f" Settings of {self.run}, the same luck." if self.run else "")


def asked(
    name: str,
    run: Path | None,
    theories: Sequence[str] | None,
    size: tuple[int | None, int | None, int | None],
    world: str | None,
) -> Question:
    """A question with what is not said filled in: from the run, else by default.

    size : draws, streams, seed

    Raises
    ------
    UnknownClaim, UnknownTheory, UnknownWorld, BadNumber, BadInput
    """
    claim = find_claim(name)
    kept = settings(run) if run is not None else {}
    draws, streams, seed = size
    plan = plan_for(
        [claim],
        draws if draws is not None else kept.get("draws", DRAWS),
        seed if seed is not None else kept.get("seed", 1),
        streams if streams is not None else kept.get("streams"),
    )
    place = world or claim.world or kept.get("world", WORLD)
    ids = theories or kept.get("theories") or ORDER
    return Question(claim, find_world(place), tuple(find_theory(one) for one in ids), plan, str(run or ""))


def settings(run: Path) -> dict[str, Any]:
    """World, theories, draws, streams and seed of a run folder."""
    file = run / "spec.json"
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {key: kept[key] for key in ("world", "theories", "draws", "streams", "seed")}
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(
            f"'{run}' is no run folder (it has no usable spec.json). Make one with: foedus compare -o {run}"
        ) from None


def simulated(question: Question, tell: Callable[[str, int, int], None]) -> Futures:
    """Simulate what the claim names."""
    return futures([question.claim], question.world, question.theories, question.plan, tell=tell)


def rows_of(question: Question, made: Futures, over: Sequence[str] | None) -> Assumptions:
    """Parameters and truths of every theory.

    Raises
    ------
    BadInput
        The law alone answers the claim, so no belief can flip it; or luck hides what the parameters do.
    """
    claim = question.claim
    if made.ensemble is None:
        raise BadInput(
            f"Claim '{claim.name}' is answered by the law alone: no belief enters, and none can flip it. "
            f"Ask for its answer: foedus claim {claim.name}"
        )
    found = made.judged(claim)
    truth = {one: found[one].truth[0] for one in made.ensemble.theories}
    if all(np.isnan(one).all() for one in truth.values()):
        streams = question.plan.streams
        raise BadInput(
            f"Claim '{claim.name}' has no answer draw by draw: with {streams} histories per draw luck hides what the "
            f"parameters do, or no draw has a case. Ask with more: --streams {max(8, 4 * streams)}"
        )
    return assumptions(made.ensemble.parameters, truth, over)


def pooled_of(theories: tuple[str, ...]) -> tuple[str, ...]:
    """The theories whose union is the assumption space: those that are pooled, or all where none is."""
    name, numbers = pools(theories)[-1]
    return tuple(theories[at] for at in numbers) if name not in theories else theories
