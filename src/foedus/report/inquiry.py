"""From a question to its numbers: law, beliefs, simulated futures, differences, and the record of how it was made."""

from __future__ import annotations

import hashlib
import json
import platform
import shlex
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from foedus.architectures.architecture import STATUS_QUO, Architecture
from foedus.architectures.commitments import Commitments, commitments
from foedus.errors import BadInput
from foedus.model.params import PARAMETERS
from foedus.outcomes.compare import Results, compare
from foedus.outcomes.groups import Groups
from foedus.outcomes.measures import measures
from foedus.outcomes.membership import world_groups
from foedus.outcomes.pairs import Law
from foedus.outcomes.polarisation import law_outcomes
from foedus.report.cited import used
from foedus.report.messages import DEFAULT_YARDSTICK
from foedus.report.spec import Spec
from foedus.simulate.compiled import source_hash
from foedus.simulate.ensemble import simulate
from foedus.simulate.result import Ensemble, Plan
from foedus.sources import cite
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import values_of, with_forms
from foedus.theories.theory import Theory
from foedus.world.world import World

LIBRARIES = ("foedus", "numpy", "numba", "polars", "xarray")
Progress = Callable[[str, int, int], None]  # stage of messages.toml, done, in all (0: unknown)


@dataclass(frozen=True, eq=False)
class Question:
    """What is asked. `asked` holds the words of the caller that are no default, for the command that repeats it."""

    world: World
    architectures: tuple[Architecture, ...]
    theories: tuple[Theory, ...]
    plan: Plan
    asked: Mapping[str, Any]
    yardstick: str = DEFAULT_YARDSTICK
    discount: float = 0.0
    forms: tuple[str, ...] = ()  # as `foedus.theories.forms.checked_forms` gives them

    def beliefs(self) -> dict[str, np.recarray]:
        """Theory -> its draws, under the rival forms that are asked for."""
        drawn = {one.id: draw_parameters(one, self.plan.seed, self.plan.draws) for one in self.theories}
        return {name: with_forms(one, self.forms) for name, one in drawn.items()}


def answered(question: Question, tell: Progress) -> tuple[Results, Spec, Ensemble]:
    """Simulate, compare and describe. The status quo is added in front when it is not asked for."""
    plan, world = question.plan, question.world
    architectures = in_order(question.architectures)
    laws = {}
    for at, one in enumerate(architectures.values()):
        tell("law", at, len(architectures))
        laws[one.name] = commitments(world, one, world.year + plan.years)
    tell("theories", 0, 0)
    beliefs = question.beliefs()
    choices = free_choices(world, architectures, plan)
    ensemble = simulate(
        world, laws, beliefs, plan, lambda done, in_all: tell("simulate", done, in_all), options=choices
    )
    tell("outcomes", 0, 0)
    groups = {name: world_groups(world, one) for name, one in architectures.items()}
    results = replace(
        compare(ensemble, groups, rate=question.discount, law=_by_law(question, architectures, laws)),
        measures=measures(ensemble, groups, world.hostility_0, world.gdp_usd_bn, question.discount),
    )
    spec = described(question, architectures, groups, ensemble, results)
    cited = used(world, question.theories, laws)
    return results, replace(spec, provenance={**spec.provenance, "cited": cited}), ensemble


def free_choices(world: World, architectures: Mapping[str, Architecture], plan: Plan) -> dict[str, Any]:
    """What states may join of their own accord under each architecture; nothing where alignment is frozen."""
    from foedus.architectures.options import options

    if not plan.realign:
        return {}
    return {name: options(world, one, world.year + plan.years) for name, one in architectures.items()}


def _by_law(
    question: Question, architectures: Mapping[str, Architecture], laws: Mapping[str, Commitments]
) -> dict[tuple[str, int], Law]:
    """What the law alone says of every order at each horizon; the status quo in the region of the first design."""
    named = [one.design.region for one in architectures.values() if one.design.region in question.world.regions]
    usual = named[0] if named else ""
    orders = {name: (laws[name], one.design.region or usual) for name, one in architectures.items()}
    return law_outcomes(question.world, orders, question.plan.horizons)


def in_order(architectures: tuple[Architecture, ...]) -> dict[str, Architecture]:
    """By name, the status quo first. Raises BadInput when two have one name."""
    from foedus.architectures.load import architecture

    named: dict[str, Architecture] = {STATUS_QUO: architecture(STATUS_QUO)}
    for one in architectures:
        if one.name in named and one.name != STATUS_QUO:
            raise BadInput(f"Two architectures are called '{one.name}'. Give one of them another name.")
        named[one.name] = one
    return named


def described(
    question: Question,
    architectures: Mapping[str, Architecture],
    groups: Mapping[str, Groups],
    ensemble: Ensemble,
    results: Results,
) -> Spec:
    """The spec of a finished comparison."""
    world, plan = question.world, question.plan
    inside = {
        name: {group: part.members(group, world.codes) for group in part.names if not group.startswith("region-by")}
        for name, part in groups.items()
    }
    return Spec(
        world=world.name,
        title=world.title,
        year=world.year,
        seed=plan.seed,
        draws=plan.draws,
        streams=plan.streams,
        years=plan.years,
        horizons=plan.horizons,
        theories=ensemble.theories,
        architectures={name: architectures[name].title for name in ensemble.architectures},
        names=dict(zip(world.codes, world.names, strict=True)),
        groups=inside,
        weights=dict(results.weights),
        versions=versions(),
        provenance=_provenance(question, ensemble),
        command=command_line(question.asked),
        python=python_line(question.asked),
        yardstick=question.yardstick,
        sources=_sources(question, architectures),
        discount=question.discount,
        forms=question.forms,
        alignment="free" if plan.realign else "frozen",
    )


def _sources(question: Question, architectures: Mapping[str, Architecture]) -> dict[str, tuple[str, ...]]:
    """Architecture or theory -> its sources: as its file words them, or from the bibliography."""
    found = {name: one.source for name, one in architectures.items()}
    for one in question.theories:
        rows = [*one.beliefs.values(), *(row for variant in one.variants for row in variant.beliefs.values())]
        keys = dict.fromkeys(key for row in rows for key in row.source)
        found[one.id] = tuple(_cited(key) for key in keys)
    return found


def _cited(key: str) -> str:
    """'Jervis (1978), Cooperation under the Security Dilemma'."""
    source = cite(key)
    names = ", ".join(author.split(",")[0] for author in source.authors)
    return f"{names} ({source.year}), {source.title}. {source.where}".strip()


def versions() -> dict[str, str]:
    """Versions of what made the numbers; nothing is imported to find them."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def command_line(asked: Mapping[str, Any]) -> str:
    """The shell command that asks the same again."""
    words = ["foedus", "compare"]
    for key, value in asked.items():
        if key == "world":
            words.append(str(value))
        elif key == "architectures":
            words += [str(one) for one in value]
        else:
            told = ",".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
            words += ["-o" if key == "out" else f"--{key}", told]
    return shlex.join(words)


def python_line(asked: Mapping[str, Any]) -> str:
    """The Python line that asks the same again."""
    told = [f"{key}={list(value) if isinstance(value, tuple) else value!r}" for key, value in asked.items()]
    return f"foedus.compare({', '.join(told)})"


def _provenance(question: Question, ensemble: Ensemble) -> dict[str, Any]:
    """What the simulator says, with a hash of the world and of every theory's draws."""
    world = question.world
    told = dict(ensemble.provenance)
    told["model"] = source_hash()
    told["parameters"] = fingerprint([asdict(one) for one in PARAMETERS.values()])
    told["world"] = world_hash(world)
    told["theories"] = {name: fingerprint(drawn) for name, drawn in question.beliefs().items()}
    told["forms"] = values_of(question.forms)
    return told


def world_hash(world: World) -> str:
    """Hash of every figure of a world that a run reads."""
    figures = (world.gdp_usd_bn, world.arms_usd_bn, world.growth, world.democracy, world.nuclear, world.major)
    pairs = (world.distance_km, world.land, world.sea, world.sea_only, world.claim, world.hostility_0)
    return fingerprint(world.codes, *figures, *pairs, world.energy, world.supply, world.population_m)


def fingerprint(*parts: Any) -> str:
    """Sixteen hex digits of arrays and plain values."""
    seen = hashlib.sha256()
    for part in parts:
        whole = part.tobytes() if isinstance(part, np.ndarray) else json.dumps(part, default=str).encode()
        seen.update(whole)
    return seen.hexdigest()[:16]
