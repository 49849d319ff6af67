"""An architecture as the YAML file that `architectures.load` reads: reading what is written gives the same record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from foedus.architectures.architecture import Architecture, Step
from foedus.architectures.edit import (
    AddClause,
    AddParty,
    Edit,
    NewTreaty,
    RemoveParty,
    SetArms,
    SetCooperation,
    SetInstitution,
    SetPosture,
    Terminate,
)

WIDTH = 110


def written(architecture: Architecture) -> str:
    """The text of a file that reads as `architecture`."""
    from io import StringIO

    from ruamel.yaml import YAML

    out = StringIO()
    writer = YAML()
    writer.width = WIDTH
    writer.dump(_plain(file_of(architecture)), out)
    return out.getvalue()


def file_of(architecture: Architecture) -> dict[str, Any]:
    """Keys and values of the file."""
    one = architecture
    found: dict[str, Any] = {"name": one.name, "kind": one.kind, "title": one.title, "note": one.note}
    design = {key: value for key, value in asdict(one.design).items() if value or key == "insiders"}
    found |= {"source": one.source, "design": design}
    if any(step.enter for step in one.steps):
        found["steps"] = [_step(step) for step in one.steps]
    elif one.steps:
        found["edits"] = [edit_of(edit) for step in one.steps for edit in step.edits]
    if one.tokens:
        found["tokens"] = one.tokens
    if one.sanctions:
        found["sanctions"] = True
    return found


def edit_of(edit: Edit) -> dict[str, Any]:
    """One edit as the mapping of its keys; the inverse of `plain.edit_from`."""
    match edit:
        case AddParty():
            made = {"op": "add_party", "treaty": edit.treaty, "states": edit.states, "from": edit.start, "to": edit.end}
        case AddClause():
            made = {"op": "add_clause", "treaty": edit.treaty, "clause": edit.clause}
        case Terminate():
            made = {"op": "terminate", "treaty": edit.treaty, "date": edit.on}
        case NewTreaty():
            made = {"op": "new_treaty", "body": edit.body}
        case RemoveParty():
            made = {"op": "remove_party", "treaty": edit.treaty, "states": edit.states, "on": edit.on}
        case SetInstitution():
            made = {"op": "set_institution", "name": edit.name, "members": edit.members, "depth": edit.depth}
            made["from"] = edit.start
        case SetCooperation():
            made = {"op": "set_cooperation", "pairs": edit.pairs, "tier": edit.tier, "from": edit.start}
            made["at_least"] = edit.at_least or None
        case SetPosture():
            made = {"op": "set_posture", "states": edit.states, "pi": edit.pi, "sg": edit.sg, "from": edit.start}
        case SetArms():
            made = {"op": "set_arms", "states": edit.states, "factor": edit.factor, "from": edit.start}
        case _:
            made = {"op": "suspend_for_found_aggressor", "treaties": edit.treaties, "from": edit.start}
    return {key: value for key, value in made.items() if value is not None}


def _step(step: Step) -> dict[str, Any]:
    found: dict[str, Any] = {"announce": step.announce, "enter": step.enter}
    if step.exit is not None:
        found["exit"] = step.exit
    return found | {"edits": [edit_of(edit) for edit in step.edits]}


def _plain(value: Any) -> Any:
    """Lists for tuples and plain dictionaries for mappings; dates as they are."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if not isinstance(value, datetime.date) else datetime.date(value.year, value.month, value.day)
