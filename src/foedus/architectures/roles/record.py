"""A role file as a record: every state, treaty, area and class of one camp with its counterpart in the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Areas = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Roles:
    """A declared reading. Each mapping holds both directions, so that turning twice changes nothing.

    hubs : the two proposers
    states, treaties, classes, institutions : name -> counterpart, itself where a role is the same for both
    areas : pairs of lists of areas (tags); a list of the one camp stands for the whole list of the other
    pacts : treaty that no text has -> its body; the turned design has to make it first
    reasons : 'USA - CHN' -> why the one stands for the other
    """

    name: str
    title: str
    note: str
    source: tuple[str, ...]
    hubs: tuple[str, str]
    states: Mapping[str, str]
    treaties: Mapping[str, str]
    areas: tuple[Areas, ...]
    classes: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    pacts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
