"""Whose finding? The same event read by several observers, run once each, rows side by side.

An observer sets who began the war, whether the victim provoked it, and which findings are made or denied. None of
these readings is the tool's; the first column is the question as asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from foedus.errors import BadInput, UnknownToken
from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.merge import merged
from foedus.treaties.obligations import Row, rows_only

AS_ASKED = "as asked"
KEYS = ("initiator", "provoked", "fact", "without")
PROVOKED: dict[str, bool | str] = {"false": False, "true": True, "disputed": "disputed"}


@dataclass(frozen=True)
class Observer:
    """One reading of the event. None leaves the question as it is; tokens are given or denied."""

    name: str
    initiator: tuple[str, ...] | None = None
    provoked: bool | str | None = None
    facts: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def read(self, event: Event) -> Event:
        """The event as this observer reads it."""
        return replace(
            event,
            initiator=event.initiator if self.initiator is None else self.initiator,
            provoked=event.provoked if self.provoked is None else self.provoked,
            facts=(event.facts | self.facts) - self.without,
        )


@dataclass(frozen=True)
class Seen:
    """One duty across observers: its status under each ("" where there is no row). `differs`: not all the same."""

    row: Row  # as it first arises; its own status is that of the first run that has it
    statuses: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.statuses)) > 1


@dataclass(frozen=True)
class SideBySide:
    """The runs of several observers over one event; `rows` in the order in which they first arise."""

    observers: tuple[Observer, ...]
    events: tuple[Event, ...]
    rows: tuple[Seen, ...]


def side_by_side(library: Library, event: Event, observers: Iterable[Observer]) -> SideBySide:
    """One run as asked and one per observer, rows compared."""
    every = (Observer(AS_ASKED), *observers)
    events = tuple(one.read(event) for one in every)
    found: dict[tuple[str, ...], tuple[Row, list[str]]] = {}
    for number, one in enumerate(events):
        for row in merged(rows_only(library, one)):
            key = (row.state, row.type, row.toward, row.strength, row.treaty)
            found.setdefault(key, (row, [""] * len(events)))[1][number] = row.status
    return SideBySide(every, events, tuple(Seen(row, tuple(statuses)) for row, statuses in found.values()))


def observer_from(text: str, library: Library) -> Observer:
    """An observer from NAME:initiator=PRK,provoked=true,fact=council_finding,without=request.

    Several initiators are joined by +. Words and states are checked against the library.
    """
    name, separator, rest = text.partition(":")
    if not separator or not name.strip():
        raise BadInput(f"--reading '{text}' has no name. Write NAME:initiator=X,provoked=true,fact=council_finding.")
    fields: dict[str, list[str]] = {}
    for part in (one.strip() for one in rest.split(",") if one.strip()):
        key, equals, value = part.partition("=")
        if not equals or key.strip() not in KEYS:
            raise UnknownToken(key.strip(), KEYS, f"--reading {name.strip()}", "Write it as key=value.")
        fields.setdefault(key.strip(), []).append(value.strip())
    if not fields:
        raise BadInput(f"--reading '{name.strip()}' sets nothing. Set one of: {', '.join(KEYS)}.")
    return _observer(name.strip(), fields, library)


def _observer(name: str, fields: Mapping[str, Sequence[str]], library: Library) -> Observer:
    states = [one for text in fields.get("initiator", ()) for one in text.split("+") if one.strip()]
    given = fields.get("provoked", (None,))[-1]
    if given is not None and given not in PROVOKED:
        raise UnknownToken(given, PROVOKED, f"--reading {name}")
    for word in (*fields.get("fact", ()), *fields.get("without", ())):
        if word not in library.tokens.facts:
            raise UnknownToken(word, library.tokens.facts, f"facts in --reading {name}")
    return Observer(
        name,
        tuple(library.law_code(one.strip().upper()) for one in states) or None,
        None if given is None else PROVOKED[given],
        frozenset(fields.get("fact", ())),
        frozenset(fields.get("without", ())),
    )
