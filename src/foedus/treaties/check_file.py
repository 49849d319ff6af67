"""A user's own file of law: which kind it is, and all its mistakes with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from foedus.errors import BadInput
from foedus.treaties.checks import Names, check_place
from foedus.treaties.library import Library
from foedus.treaties.load import PlaceRow
from foedus.treaties.plain import treaty_from
from foedus.treaties.reading import checked_treaty, rows_of, with_geometry
from foedus.treaties.yaml_file import YamlFile, read_yaml

KINDS = ("treaty", "cases", "places")


def kind_of(file: YamlFile) -> str:
    """What a file holds, by its keys: `cases:`, a gazetteer of names with `sov`, `adm`, `tags`, or else a treaty."""
    data = file.data
    if isinstance(data, dict) and "cases" in data:
        return "cases"
    rows = list(data.values()) if isinstance(data, dict) else []
    if rows and all(isinstance(one, dict) for one in rows) and any({"sov", "adm"} & one.keys() for one in rows):
        return "places"
    return "treaty"


def check_file(path: str, library: Library) -> dict[str, Any]:
    """Check one file against the words, states and places of `library`; what it holds, in numbers."""
    if Path(path).is_dir():
        raise BadInput(f"'{path}' is a folder. Name the YAML files in it, for example {path}/*.yaml.")
    file = read_yaml(path)
    kind = kind_of(file)
    told: dict[str, Any] = {"file": path, "kind": kind}
    if kind == "cases":
        from foedus.treaties.cases.reading import read_cases

        return {**told, "cases": len(read_cases(path, library).cases)}
    names = Names.from_library(library)
    if kind == "places":
        rows = rows_of(file, PlaceRow)
        for name, one in rows.items():
            check_place(one, file, [name], names)
            with_geometry(one, library.areas, file, [name])
        return {**told, "places": len(rows)}
    treaty = treaty_from(checked_treaty(file, names), library.states)
    return {**told, "id": treaty.id, "clauses": len(treaty.clauses), "parties": len(treaty.parties)}


def said(told: dict[str, Any]) -> str:
    """The same as one line."""
    if told["kind"] == "treaty":
        held = f"'{told['id']}' is sound ({told['clauses']} clauses, {told['parties']} memberships)"
    else:
        count = told[told["kind"]]
        word = told["kind"] if count != 1 else told["kind"][:-1]
        held = f"{count} {word}, all sound" if count != 1 else f"1 {word}, sound"
    return f"{told['file']}: {held}."
