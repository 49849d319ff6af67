"""Who joins a design, and the design with some of them only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from foedus.architectures.architecture import Architecture, Step
from foedus.architectures.edit import AddParty, Edit, NewTreaty, SetCooperation, SetInstitution


def joiners(architecture: Architecture) -> tuple[str, ...]:
    """States that a design brings in by name: acceding states, parties of a new treaty, members of an institution."""
    found: dict[str, None] = {}
    for step in architecture.steps:
        for edit in step.edits:
            found.update(dict.fromkeys(name for name in _bound(edit) if not name.startswith("@") and name != "*"))
    return tuple(found)


def restricted(architecture: Architecture, candidates: Iterable[str], members: Iterable[str]) -> Architecture:
    """The design with those `candidates` that are `members`, the others left out.

    A candidate that stays out is taken out of the accessions, of the parties, duties and institutions of what is new,
    and of the cooperation that follows accession. Every other edit stays. If nobody joins at all, nothing is left:
    the design does not come about.
    """
    out = frozenset(candidates) - frozenset(members)
    if out >= set(joiners(architecture)):
        return replace(architecture, steps=())
    design = replace(architecture.design, insiders=_kept(architecture.design.insiders, out))
    return replace(architecture, design=design, steps=tuple(_step(step, out) for step in architecture.steps))


def _bound(edit: Edit) -> tuple[str, ...]:
    if isinstance(edit, AddParty):
        return edit.states
    if isinstance(edit, NewTreaty):
        return tuple(name for row in edit.body["parties"] for name in row["s"])
    return edit.members if isinstance(edit, SetInstitution) else ()


def _kept(names: Sequence[str], out: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in out)


def _step(step: Step, out: frozenset[str]) -> Step:
    return replace(step, edits=tuple(made for edit in step.edits if (made := _without(edit, out)) is not None))


def _without(edit: Edit, out: frozenset[str]) -> Edit | None:
    """The edit without some states; None when nothing is left of it."""
    if isinstance(edit, AddParty):
        states = _kept(edit.states, out)
        return replace(edit, states=states) if states else None
    if isinstance(edit, NewTreaty):
        body = _body(edit.body, out)
        return replace(edit, body=body) if body["parties"] else None
    if isinstance(edit, SetInstitution):
        members = _kept(edit.members, out)
        many = len(members) > 1 or "".join(members[:1]).startswith("@")
        return replace(edit, members=members) if many else None
    if isinstance(edit, SetCooperation):
        pairs = tuple((_kept(one, out), _kept(other, out)) for one, other in edit.pairs)
        pairs = tuple(pair for pair in pairs if pair[0] and pair[1])
        return replace(edit, pairs=pairs) if pairs else None
    return edit


def _body(body: Mapping[str, Any], out: frozenset[str]) -> dict[str, Any]:
    """A new treaty without some parties; a clause whose named bearers have all gone falls."""
    rows = [{**row, "s": list(_kept(row["s"], out))} for row in body["parties"]]
    clauses = []
    for clause in body["clauses"]:
        if isinstance(clause["duty"], (list, tuple)):
            bearers = list(_kept(clause["duty"], out))
            if not bearers:
                continue
            clause = {**clause, "duty": bearers}
        clauses.append(clause)
    return {**body, "parties": [row for row in rows if row["s"]], "clauses": clauses}
