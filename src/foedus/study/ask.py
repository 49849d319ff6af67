"""The question of a comparison: names looked up, everything checked before anything runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from foedus.architectures.architecture import Architecture
from foedus.architectures.load import find
from foedus.architectures.load import names as library_names
from foedus.outcomes.time import checked_rate
from foedus.report.inquiry import Progress, Question, answered
from foedus.report.messages import DEFAULT_YARDSTICK, checked_yardstick
from foedus.simulate.result import Plan, checked_alignment
from foedus.study.comparison import Comparison
from foedus.study.defaults import DEFAULTS, WORLD
from foedus.theories.forms import check_switches, checked_forms, values_of
from foedus.theories.load import ORDER
from foedus.theories.load import theory as find_theory
from foedus.world import find as find_world
from foedus.world.load import names as world_names
from foedus.world.world import World


def is_world(name: str) -> bool:
    """Whether `name` names a world rather than an architecture."""
    return name in world_names() or (Path(name).is_dir() and (Path(name) / "states.csv").is_file())


def compare(  # noqa: PLR0913  (the one call that takes the whole question)
    world: World | str = WORLD,
    architectures: Sequence[str | Architecture] | None = None,
    theories: Sequence[str] | None = None,
    draws: int = 256,
    streams: int = 8,
    years: int = 20,
    seed: int = 1,
    horizon: int | Sequence[int] | None = None,
    out: str | Path | None = None,
    threads: int | None = None,
    yardstick: str = DEFAULT_YARDSTICK,
    discount: float = 0.0,
    alignment: str = "frozen",
    form: str | Sequence[str] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Simulate futures under each architecture and theory and compare them with the status quo.

    Parameters
    ----------
    world : World or name of one
    architectures : names, paths of YAML files, or records; by default the base architectures of the library
    theories : ids, or paths of YAML files; by default all six and `no-theory`
    draws, streams, years, seed : whole numbers
        Parameter vectors per theory, histories per draw, simulated years, and the name of the luck.
    horizon : years, one or several, up to `years` (the default)
    out : folder for the run; by default nothing is written
    threads : int, by default all cores
    yardstick : phia, icd203 or ipcc: where the probability words come from
    alignment : frozen, or free: states join, leave and found treaties of their own accord
    discount : yearly rate, 0 to 1; outcomes that are kept by year count year t (1 + discount)**(1 - t)
    form : rival forms of the model for all theories, e.g. 'contest=difference,distance=exponential,power=stock'
    progress : called with (stage, done, in all)

    Raises
    ------
    UnknownWorld, UnknownArchitecture, UnknownTheory, UnknownForm, NotInWorld, BadNumber, BadFile
        For what cannot be used.
    """
    words = {"world": world, "architectures": architectures, "theories": theories, "draws": draws, "streams": streams}
    words |= {"years": years, "seed": seed, "horizon": horizon, "out": out, "yardstick": yardstick}
    words |= {"discount": checked_rate(discount), "alignment": checked_alignment(alignment) or None}
    words |= {"form": checked_forms(form) or None}
    plan = Plan(seed, draws, streams, years, _horizons(horizon, years), threads, realign=bool(words["alignment"]))
    return _made(_question(words, plan), out, progress or _silent)


def _question(words: Mapping[str, Any], plan: Plan) -> Question:
    """Names looked up; what is unknown raises before anything runs."""
    world, orders = words["world"], words["architectures"]
    world = world if isinstance(world, World) else find_world(world)
    forms = words["form"] or ()
    check_switches(world, {name: np.array([value]) for name, value in values_of(forms).items()}, "--form")
    return Question(
        world=world,
        architectures=tuple(_architectures(library_names("base") if orders is None else _several(orders))),
        theories=tuple(find_theory(name) for name in _several(words["theories"] or ORDER)),
        plan=plan,
        asked=_asked(words),
        yardstick=checked_yardstick(words["yardstick"]),
        discount=words["discount"],
        forms=forms,
    )


def _made(question: Question, out: str | Path | None, tell: Progress) -> Comparison:
    """The comparison, saved if a folder is named; a folder that cannot be used raises before anything runs."""
    if out is not None:
        from foedus.report.run import check_folder

        check_folder(Path(out))
    made = Comparison(*answered(question, tell))
    if out is not None:
        tell("write", 0, 0)
        made.save(out)
    return made


def _architectures(orders: Sequence[str | Architecture]) -> Iterator[Architecture]:
    """Records of architectures that may be named."""
    for one in orders:
        yield one if isinstance(one, Architecture) else find(str(one))


def _several(names: Any) -> Sequence[Any]:
    """One name is a list of one."""
    return [names] if isinstance(names, (str, Architecture)) else names


def _asked(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a question that are no default, as plain values."""
    found: dict[str, Any] = {}
    for key, value in words.items():
        if value is None or value == DEFAULTS.get(key):
            continue
        if key in ("world", "out", "yardstick", "alignment"):
            found[key] = value.name if isinstance(value, World) else str(value)
        elif isinstance(value, (int, float)):
            found[key] = value
        else:
            found[key] = tuple(one.name if isinstance(one, Architecture) else one for one in _several(value))
    return found


def _horizons(horizon: int | Sequence[int] | None, years: int) -> tuple[int, ...]:
    """Increasing, each once; by default all years."""
    if horizon is None:
        return (years,)
    return (horizon,) if isinstance(horizon, int) else tuple(sorted(set(horizon)))


def _silent(stage: str, done: int, in_all: int) -> None:
    """Progress that nobody watches."""
