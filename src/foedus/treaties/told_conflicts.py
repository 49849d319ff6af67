"""Conflicts of duty in words and as plain data: both promises, the rule that applies or "undecided"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from foedus.treaties.conflicts import AGAINST, STANDS, UNDECIDED, Conflict, OneDuty, Promise
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.words import TYPE


def conflict_lines(library: Library, found: Sequence[Conflict], title: str = "") -> Iterator[str]:
    """All conflicts, states with the same pair of promises together."""
    if not found:
        return
    yield from ("", title or "Conflict of duties (reported, not resolved)")
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for one in found:
        grouped.setdefault((one.kind, one.first, one.second, one.rule, one.prior, one.why), []).append(one.state)
    for (kind, first, second, rule, prior, why), states in grouped.items():
        codes = " ".join(sorted(library.world_code(one) for one in states))
        sentence = f"{codes}: {_said(library, first)}; {_said(library, second)}"
        yield from wrapped(sentence, 2, 4)
        if rule == UNDECIDED:
            yield from wrapped(f"Kind: {kind}. Undecided: {why}.", 6, 2)
        else:
            yield from wrapped(f"Kind: {kind}. Rule that applies: {rule} (for {prior}): {why}.", 6, 2)


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
        "standing_only": one.kind == AGAINST,
        "first": _plain_promise(library, one.first),
        "second": _plain_promise(library, one.second),
        "rule": one.rule,
        "prior": one.prior,
        "why": one.why,
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
