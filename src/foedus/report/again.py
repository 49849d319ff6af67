"""From the record of a run back to its beliefs and its law: one draw of it made ready to be played again."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.architectures.architecture import STATUS_QUO, Architecture
from foedus.architectures.commitments import commitments
from foedus.architectures.load import find
from foedus.errors import (
    BadInput,
    BadNumber,
    FoedusError,
    NotBuilt,
    UnknownArchitecture,
    UnknownName,
    UnknownState,
    UnknownTheory,
)
from foedus.report.inquiry import fingerprint, world_hash
from foedus.report.rows import lead_architecture
from foedus.report.spec import Spec
from foedus.simulate.replay import Replay
from foedus.simulate.result import Plan
from foedus.simulate.story import Story
from foedus.simulate.told_year import told
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import with_forms
from foedus.theories.load import theory as find_theory
from foedus.theories.theory import Theory
from foedus.world import find as find_world


@dataclass(frozen=True, eq=False)
class Again:
    """One draw of a run under one theory and one architecture, the status quo beside it.

    notes : what has changed since the run was made, one sentence each; with none the numbers are those of the run
    """

    replay: Replay
    theory: str
    architecture: str
    notes: tuple[str, ...]


def again(spec: Spec, theory: str | None, architecture: str | None, draw: int) -> Again:
    """Make one draw of a run ready.

    theory, architecture : by default the first theory that is pooled, and the architecture the sentence speaks of

    Raises
    ------
    UnknownTheory, UnknownArchitecture, BadNumber : what the run does not have
    BadInput : a file of the run is no longer there
    NotBuilt : the run lets states re-align
    """
    if spec.alignment != "frozen":
        raise NotBuilt("Playing a year again of a run in which states re-align", "Make the run without --realign.")
    theory = theory or next(iter((*spec.carried, *spec.theories)))
    architecture = architecture or lead_architecture(spec) or STATUS_QUO
    if theory not in spec.theories:
        raise UnknownTheory(theory, spec.theories, "this run")
    if architecture not in spec.architectures:
        raise UnknownArchitecture(architecture, spec.architectures, "this run")
    if not 0 <= draw < spec.draws:
        raise BadNumber("--draw", draw, f"a whole number from 0 to {spec.draws - 1}, as the run has {spec.draws} draws")
    words = _words(spec.command)
    world = find_world(_world_word(spec, words))
    orders = [_architecture(name, words) for name in dict.fromkeys((STATUS_QUO, architecture))]
    laws = {one.name: commitments(world, one, world.year + spec.years) for one in orders}
    beliefs = with_forms(draw_parameters(_theory(theory, words), spec.seed, spec.draws), spec.forms)
    plan = Plan(spec.seed, spec.draws, spec.streams, spec.years, tuple(spec.horizons))
    notes = _changes(spec, world, laws, {theory: beliefs})
    return Again(Replay(world, laws, beliefs[draw], plan, draw), theory, architecture, notes)


def explained(
    spec: Spec,
    state: str,
    year: int,
    architecture: str | None = None,
    theory: str | None = None,
    draw: int = 0,
    stream: int = 0,
) -> str:
    """The text of `foedus explain`."""
    from foedus.report.replay_told import told as words

    return words(*stories(again(spec, theory, architecture, draw), spec, state, year, stream))


def stories(
    made: Again, spec: Spec, state: str, year: int, stream: int = 0, pairs: int = 1
) -> tuple[Story, Story | None]:
    """The story of a state in a calendar year, and the same year under the status quo (None when it is that)."""
    check_asked(spec, state, year, stream, pairs)
    when = (stream, year - spec.year)
    story = told(made.replay, when, state, made.architecture, made.theory, max(pairs, 3))
    if made.architecture == STATUS_QUO:
        return story, None
    return story, told(made.replay, when, state, STATUS_QUO, made.theory, story.pairs)


def check_asked(spec: Spec, state: str, year: int, stream: int, pairs: int) -> None:
    """Raise UnknownState or BadNumber for what the run does not have."""
    if state not in spec.names:
        raise UnknownState(state, spec.names, "this run")
    if not spec.year < year <= spec.year + spec.years:
        raise BadNumber("--year", year, f"a simulated year of this run, {spec.year + 1} to {spec.year + spec.years}")
    if not 0 <= stream < spec.streams:
        raise BadNumber("--stream", stream, f"a whole number from 0 to {spec.streams - 1}, as the run has them")
    if not 0 <= pairs <= 5:
        raise BadNumber("--pairs", pairs, "a whole number from 0 to 5")


def _words(command: str) -> list[str]:
    """The words of the command of a run, lists of options taken apart."""
    words = shlex.split(command)[2:]
    return [part for word in words for part in ([word] if Path(word).exists() else word.split(","))]


def _world_word(spec: Spec, words: Sequence[str]) -> str:
    """The folder of the world where the command names one, else its name."""
    folders = [word for word in words if Path(word).is_dir() and (Path(word) / "states.csv").is_file()]
    return folders[0] if folders else spec.world


def _architecture(name: str, words: Sequence[str]) -> Architecture:
    """The architecture by its name, or from the file that the command of the run names."""
    return _named(name, words, find, "name", "architecture")


def _theory(name: str, words: Sequence[str]) -> Theory:
    """The theory by its id, or from the file that the command of the run names."""
    return _named(name, words, find_theory, "id", "theory")


def _named(name: str, words: Sequence[str], look_up: Callable[[str], Any], key: str, kind: str) -> Any:
    """What `look_up` finds in a file among the words whose `key` is `name`, else in the library."""
    for word in words:
        if word.endswith((".yaml", ".yml")) and Path(word).is_file():
            try:
                found = look_up(word)
            except FoedusError:
                continue  # the file of something else
            if getattr(found, key) == name:
                return found
    try:
        return look_up(name)
    except UnknownName:
        raise BadInput(_lost(kind, name)) from None


def _lost(kind: str, name: str) -> str:
    return (
        f"The run used the {kind} '{name}' from a file that is not found from here. "
        "Call from the folder in which the run was made, with the file in its place."
    )


def _changes(spec: Spec, world: Any, laws: Any, beliefs: Any) -> tuple[str, ...]:
    """What differs from the hashes that the run has written down."""
    kept, found = spec.provenance, []
    if kept.get("world", "") != world_hash(world):
        found.append(f"The world '{spec.world}' has changed since the run was made.")
    for name, one in laws.items():
        if kept.get("law", {}).get(name, "") != one.law_hash:
            found.append(f"The law of '{name}' has changed since the run was made.")
    for name, drawn in beliefs.items():
        if kept.get("theories", {}).get(name, "") != fingerprint(drawn):
            found.append(f"The beliefs of '{name}' have changed since the run was made.")
    return tuple(found)
