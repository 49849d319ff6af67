"""What a result says about itself: question, names, groups, versions, hashes, the command that made it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from foedus.errors import BadFile, Place

FORMAT = 1


@dataclass(frozen=True)
class Spec:
    """All that a reader needs beside the numbers; written as spec.json.

    architectures : name -> title, the status quo first
    groups : architecture -> group -> codes of its states, empty groups left out
    names : code -> name of the state as the world lists it
    sources : architecture or theory -> what it rests on, as read in its file
    """

    world: str
    title: str
    year: int
    seed: int
    draws: int
    streams: int
    years: int
    horizons: tuple[int, ...]
    theories: tuple[str, ...]
    architectures: Mapping[str, str]
    names: Mapping[str, str]
    groups: Mapping[str, Mapping[str, tuple[str, ...]]]
    weights: Mapping[str, float]
    versions: Mapping[str, str] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)
    command: str = ""
    python: str = ""
    yardstick: str = "phia"
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    discount: float = 0.0
    alignment: str = "frozen"
    forms: tuple[str, ...] = ()  # rival forms of the model that were on, e.g. contest=difference

    @property
    def edited(self) -> tuple[str, ...]:
        """Architectures beside the status quo."""
        return tuple(self.architectures)[1:]

    @property
    def carried(self) -> tuple[str, ...]:
        """Theories that are pooled."""
        return tuple(name for name in self.theories if self.weights.get(name, 0) > 0)


def spec_text(spec: Spec) -> str:
    """The spec as JSON, the same text for the same spec."""
    return json.dumps({"format": FORMAT, **asdict(spec)}, indent=1, ensure_ascii=False, default=str) + "\n"


def spec_from(text: str, file: str) -> Spec:
    """The spec of a run folder; BadFile when it is not one."""
    try:
        read = json.loads(text)
        found = read.pop("format")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadFile(Place(file), "this is no spec of a run", "Give a folder that foedus compare -o wrote.") from None
    if found != FORMAT:
        raise BadFile(Place(file), f"format {found} is not {FORMAT}", "Make the run again with its command.")
    for name in ("horizons", "theories"):
        read[name] = tuple(read[name])
    read["forms"] = tuple(read.get("forms", ()))  # a run made before there were any has none
    groups = {arch: {group: tuple(codes) for group, codes in part.items()} for arch, part in read["groups"].items()}
    sources = {name: tuple(texts) for name, texts in read["sources"].items()}
    return Spec(**(read | {"groups": groups, "sources": sources}))
