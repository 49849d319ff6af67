"""Answer many claims at once: those that compare the same orders over the same years share their histories.

Each answer is the one that `foedus claim NAME` gives with the same draws, seed and streams.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from foedus.claims.answer import Answer
from foedus.claims.ask import FEWEST_VARIANT, VARIANT_SHARE, WORLD, answer_from, versions
from foedus.claims.chance import Chance, chance
from foedus.claims.claim import Claim
from foedus.claims.load import pair
from foedus.claims.run import NO_EFFECT, PLAIN_TO_SEE, Futures, Progress, futures, is_law, plan_for
from foedus.outcomes.pooling import POOLED
from foedus.simulate.result import Plan
from foedus.theories.load import ORDER, theory
from foedus.theories.theory import Theory
from foedus.world import find as find_world

Pair = tuple[Claim, Claim]
MOST_VARIANT = 128  # draws of the runs at no effect and in plain sight of many claims at once
VARIANTS = (("no_effect", NO_EFFECT), ("plain", PLAIN_TO_SEE))


def together(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Names of claims in groups that share their histories: one world, the same orders, the same years."""
    found: dict[Any, list[str]] = {}
    for name in dict.fromkeys(names):
        both = pair(name)
        orders = frozenset(order for one in both for order in (one.architecture, one.against))
        found.setdefault((both[0].world, orders, both[0].horizon), []).append(name)
    return [tuple(group) for group in found.values()]


def answers(
    names: Iterable[str],
    draws: int,
    seed: int = 1,
    quick: bool = False,
    tell: Progress | None = None,
    streams: int | None = None,
) -> Iterator[tuple[str, Answer]]:
    """Name and answer of every claim, in turn, from one simulation of all the orders that they name.

    `names` are claims on one world: one group of `together`, or all of the library.
    """
    pairs = [pair(name) for name in names]
    every = [one for both in pairs for one in both]
    place = find_world(every[0].world or WORLD)
    beliefs = [theory(one) for one in ORDER]
    plan = plan_for(every, draws, seed, streams)
    made = futures(every, place, beliefs, plan, tell=tell)
    moved: dict[str, Futures] = {}
    if not quick and made.ensemble is not None:
        short = replace(plan, draws=min(draws, max(FEWEST_VARIANT, min(MOST_VARIANT, draws // VARIANT_SHARE))))
        for key, changed in VARIANTS:
            moved[key] = futures(every, place, beliefs, short, changed, tell, made)
    for both in pairs:
        yield both[0].name, _answer(made, both, beliefs, {} if is_law(both[0]) else moved)


def _answer(made: Futures, both: Pair, beliefs: list[Theory], moved: dict[str, Futures]) -> Answer:
    more = {key: _pooled(one, both[0]) for key, one in moved.items()}
    found = answer_from(made, both, beliefs, **more)
    return replace(found, made=_made(both[0], made.world.name, made.plan))


def _pooled(made: Futures, claim: Claim) -> Chance:
    found = made.judged(claim)
    return chance(found.get(POOLED) or next(iter(found.values())))


def _made(claim: Claim, world: str, plan: Plan) -> dict[str, Any]:
    """The command and Python line that give the same answer, and what the numbers were made with."""
    words = {"draws": plan.draws, "streams": plan.streams} | ({"seed": plan.seed} if plan.seed != 1 else {})
    line = ["foedus", "claim", claim.name, *(part for key, value in words.items() for part in (f"--{key}", str(value)))]
    python = "".join(f", {key}={value}" for key, value in words.items())
    found: dict[str, Any] = {"command": shlex.join(line), "python": f"foedus.claim({claim.name!r}{python})"}
    found |= {"world": world, "seed": plan.seed, "draws": plan.draws, "streams": plan.streams}
    return found | {"years": plan.years, "versions": versions()}
