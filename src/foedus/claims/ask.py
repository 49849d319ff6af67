"""Ask a claim: simulate what it names, judge it and its mirror, and work out what the answer rests on."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from foedus.claims.answer import Answer, answered, rests_on
from foedus.claims.chance import Chance, chance
from foedus.claims.claim import Claim
from foedus.claims.load import pair as find_pair
from foedus.claims.run import NO_EFFECT, PLAIN_TO_SEE, Futures, Progress, futures, is_law, plan_for
from foedus.claims.support import Support, support
from foedus.errors import BadNumber
from foedus.outcomes.pooling import POOLED
from foedus.simulate.result import STATUS_QUO, Plan
from foedus.theories.load import ORDER
from foedus.theories.load import theory as find_theory
from foedus.theories.theory import Theory
from foedus.world import find as find_world
from foedus.world.world import World

WORLD = "asia-pacific-2023"
DRAWS, QUICK_DRAWS = 256, 32
VARIANT_SHARE = 4  # the runs at no effect and in plain sight take a quarter of the draws, but
FEWEST_VARIANT = 32


def ask(  # noqa: PLR0913  (the one call that takes the whole question)
    name: str,
    world: World | str | None = None,
    theories: Sequence[str] | None = None,
    draws: int | None = None,
    seed: int = 1,
    streams: int | None = None,
    quick: bool = False,
    tell: Progress | None = None,
) -> Answer:
    """The answer to a claim of the library, or of a YAML file, on histories simulated for it alone.

    Parameters
    ----------
    world : World or its name, by default that of the claim
    theories : ids or files, by default all
    draws : parameter vectors per theory, by default 256 (32 with `quick`)
    streams : histories per draw, by default 1 where all is expected and 8 where something is counted
    quick : without the runs at no effect and in plain sight, and without what the answer rests on

    Raises
    ------
    UnknownClaim, BadFile, UnknownWorld, UnknownTheory, EmptyGroup, UnknownState, BadNumber
    """
    pair = find_pair(name)
    number = (QUICK_DRAWS if quick else DRAWS) if draws is None else draws
    place = world if isinstance(world, World) else find_world(world or pair[0].world or WORLD)
    beliefs = [find_theory(one) for one in theories or ORDER]
    if not beliefs:
        raise BadNumber("theories", "empty", "at least one theory")
    plan = plan_for(pair, number, seed, streams)
    made = futures(pair, place, beliefs, plan, tell=tell)
    words = {"world": world, "theories": theories, "draws": draws, "seed": seed, "streams": streams, "quick": quick}
    more: dict[str, Any] = {"made": _made(name, place, plan, words), "support": support_of(made, pair[0])}
    if quick or is_law(pair[0]):
        return _answer(made, pair, beliefs, more, rests=False)
    short = replace(plan, draws=min(number, max(FEWEST_VARIANT, number // VARIANT_SHARE)))
    for key, changed in (("no_effect", NO_EFFECT), ("plain", PLAIN_TO_SEE)):
        more[key] = _variant(made, pair, beliefs, short, changed, tell)
    return _answer(made, pair, beliefs, more, rests=True)


def answer_from(made: Futures, pair: tuple[Claim, Claim], theories: Sequence[Theory], **more: Any) -> Answer:
    """The answer to a claim and its mirror from futures that carry both."""
    return _answer(made, pair, theories, {"support": support_of(made, pair[0]), **more}, rests=not is_law(pair[0]))


def support_of(made: Futures, claim: Claim) -> Support | None:
    """How near the record comes to the architecture of a claim (of `against` where that is the status quo)."""
    name = claim.architecture if claim.architecture != STATUS_QUO else claim.against
    return support(made.world, made.architectures[name], made.laws[name], made.groups[name])


def _answer(
    made: Futures, pair: tuple[Claim, Claim], theories: Sequence[Theory], more: Mapping[str, Any], rests: bool
) -> Answer:
    found, mirrored = made.judged(pair[0]), made.judged(pair[1])
    fields = dict(more)
    if rests and made.ensemble is not None and made.ensemble.parameters:
        fields |= rests_on(found, theories, made.ensemble.parameters, made.plan.seed)
    return answered(pair, found, mirrored, **fields)


def _variant(
    made: Futures, pair: tuple[Claim, Claim], theories: Sequence[Theory], plan: Plan, changed: Mapping[Any, float],
    tell: Progress | None,
) -> Chance:  # fmt: skip
    found = futures(pair, made.world, theories, plan, changed, tell, made).judged(pair[0])
    return chance(found.get(POOLED) or next(iter(found.values())))


def _made(name: str, world: World, plan: Plan, words: Mapping[str, Any]) -> dict[str, Any]:
    """Command, Python line, and what the numbers were made with."""
    asked = {key: value for key, value in words.items() if value not in (None, False) and (key, value) != ("seed", 1)}
    shown = {key: value.name if isinstance(value, World) else value for key, value in asked.items()}
    line = ["foedus", "claim", name]
    for key, value in shown.items():
        line += [f"--{key}"] if value is True else [f"--{key}", _word(value)]
    python = "".join(f", {key}={value!r}" for key, value in shown.items())
    found: dict[str, Any] = {"command": shlex.join(line), "python": f"foedus.claim({name!r}{python})"}
    found |= {"world": world.name, "seed": plan.seed, "draws": plan.draws, "streams": plan.streams}
    return found | {"years": plan.years, "versions": versions()}


def versions() -> dict[str, str]:
    """Versions of what made the numbers; nothing is imported to find them."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    found = {"python": platform.python_version()}
    for name in ("foedus", "numpy", "numba"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _word(value: Any) -> str:
    return ",".join(str(one) for one in value) if isinstance(value, (list, tuple)) else str(value)
