"""Conflicts of duty in words and as plain data: both promises, the rule that applies or "undecided"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from foedus.treaties.conflicts import AGGRESSOR, STANDS, UNDECIDED, Conflict, OneDuty, Promise
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.words import TYPE


def conflict_lines(library: Library, found: Sequence[Conflict], title: str = "") -> Iterator[str]:
    """All conflicts, states with the same pair of promises together."""
    if not found:
        return
    yield from ("", title or "Conflict of duties (reported, not resolved)")
    idle = [one for one in found if not one.engaged and one.rule == AGGRESSOR]
    yield from _idle(library, idle)
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for one in (one for one in found if one not in idle):
        grouped.setdefault((one.kind, one.first, one.second, one.rule, one.prior, one.why), []).append(one.state)
    for (kind, first, second, rule, prior, why), states in grouped.items():
        codes = " ".join(sorted(library.world_code(one) for one in states))
        sentence = f"{codes}: {_said(library, first)}; {_said(library, second)}"
        yield from wrapped(sentence, 2, 4)
        if rule == UNDECIDED:
            yield from wrapped(f"Kind: {kind}. Undecided: {why}.", 6, 2)
        else:
            yield from wrapped(f"Kind: {kind}. Rule that applies: {rule} (for {prior}): {why}.", 6, 2)


def _idle(library: Library, found: Sequence[Conflict]) -> Iterator[str]:
    """Pacts with one who is taken to have begun it, that nothing calls on: a line for each such partner."""
    partners: dict[str, dict[str, list[str]]] = {}
    for one in found:
        texts = partners.setdefault(one.second.toward, {}).setdefault(one.state, [])
        if one.second.treaty not in texts:
            texts.append(one.second.treaty)
    for partner, by_state in partners.items():
        code = library.world_code(partner)
        pacts = "; ".join(f"{library.world_code(state)} ({', '.join(texts)})" for state, texts in by_state.items())
        yield from wrapped(
            f"Help or measures against a partner, {code}, under a pact that stands beside: {pacts}.", 2, 4
        )
        said = f"Rule that applies: aggressor, since {code} is taken to have begun it and is not attacked."
        yield from wrapped(f"{said} The pairs stand in --json.", 6, 2)


def _said(library: Library, one: Promise) -> str:
    mark = "a pact that stands beside" if one.status == STANDS else one.status
    return f"{TYPE[one.type]} toward {library.world_code(one.toward)} ({one.treaty}, Art. {one.article}, {mark})"


def one_duty_lines(library: Library, found: Iterable[OneDuty]) -> Iterator[str]:
    """Duties under several instruments, which count once."""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for one in found:
        grouped.setdefault((one.type, one.toward, one.treaties), []).append(one.state)
    if grouped:
        yield from ("", "One duty under several instruments (all on record; it counts once)")
    for (kind, toward, treaties), states in grouped.items():
        codes = " ".join(sorted(library.world_code(one) for one in states))
        said = f"{codes}: {TYPE[kind]} toward {library.world_code(toward)} ({', '.join(treaties)})"
        yield from wrapped(said, 2, 4)


def plain_conflict(library: Library, one: Conflict) -> dict[str, Any]:
    """One conflict for JSON."""
    return {
        "state": library.world_code(one.state),
        "kind": one.kind,
        "first": _plain_promise(library, one.first),
        "second": _plain_promise(library, one.second),
        "rule": one.rule,
        "prior": one.prior,
        "why": one.why,
        "engaged": one.engaged,
    }


def _plain_promise(library: Library, one: Promise) -> dict[str, Any]:
    return {**asdict(one), "toward": library.world_code(one.toward)}


def plain_one_duty(library: Library, one: OneDuty) -> dict[str, Any]:
    """One duty under several instruments for JSON."""
    return {
        "state": library.world_code(one.state),
        "type": one.type,
        "toward": library.world_code(one.toward),
        "treaties": list(one.treaties),
    }
