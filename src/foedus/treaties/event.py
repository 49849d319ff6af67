"""One event: who does what to whom, where and when, and the facts that a reader of the law needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ACTS = ("armed_attack",)
TARGET = ("territory",)


@dataclass(frozen=True)
class Event:
    """An act of `attacker` against `victim`. Codes are those of the law (ROC, not TWN).

    `attacker` is who does this act; `initiator` is who began the war and defaults to the attackers. Both are inputs,
    never verdicts. `place` None is no place: it fails every scope test. `provoked`: False, True or "disputed".
    """

    attacker: tuple[str, ...]
    victim: str
    place: str | None
    date: date
    target: tuple[str, ...] = TARGET
    acts: tuple[str, ...] = ACTS
    with_attacker: tuple[str, ...] = ()
    with_victim: tuple[str, ...] = ()
    initiator: tuple[str, ...] | str | None = None
    provoked: bool | str = False
    facts: frozenset[str] = frozenset()

    @property
    def initiators(self) -> tuple[str, ...]:
        """Who began the war: as given, else the attackers."""
        if self.initiator is None:
            return self.attacker
        return (self.initiator,) if isinstance(self.initiator, str) else tuple(self.initiator)

    @property
    def found(self) -> frozenset[str]:
        """The fact tokens that hold, with the one that `provoked: disputed` sets."""
        return self.facts | {"provocation_disputed"} if self.provoked == "disputed" else self.facts
