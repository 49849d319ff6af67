"""The words an event may use: acts, targets, facts, and the areas that scope tests read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Token:
    """One word. `by`: who supplies it (user, organ, party, engine). `implies`: acts that also hold."""

    id: str
    means: str
    by: str = ""
    implies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tokens:
    """All words, by group."""

    acts: Mapping[str, Token]
    targets: Mapping[str, Token]
    facts: Mapping[str, Token]
    tags: Mapping[str, Token]

    def closure(self, acts: Iterable[str]) -> frozenset[str]:
        """`acts` with everything they imply, transitively; nothing else implies anything."""
        found: set[str] = set()
        waiting = list(acts)
        while waiting:
            act = waiting.pop()
            if act not in found:
                found.add(act)
                waiting.extend(self.acts[act].implies)
        return frozenset(found)
