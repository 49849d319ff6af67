"""A YAML file as plain values, with the line and column of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from foedus.errors import BadFile, Place

Step = str | int


def mapping(text: str, file: str, keys: Sequence[str]) -> Any:
    """The document of a file, which must be a mapping; its parts know their lines.

    Raises
    ------
    BadFile
        The text is no YAML, or no mapping; `keys` are named as what it needs.
    """
    try:
        node = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        spot = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise BadFile(spot, f"this is no YAML ({wrong.problem})", "Check the indent, colons and quotes.") from None
    except YAMLError as wrong:
        raise BadFile(Place(file), f"this is no YAML ({wrong})", "Check the signs in it.") from None
    if not isinstance(node, dict):
        raise BadFile(Place(file, 1), "this is no theory", "It needs the keys " + ", ".join(keys) + ".")
    return node


def plain(node: Any) -> Any:
    """The same document in plain types, for pydantic."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def place(node: Any, key: Step, file: str) -> Place:
    """Where a key of a mapping (or an item of a list) stands."""
    named = isinstance(key, str)
    try:
        line, column = node.lc.value(key) if named else node.lc.item(key)
    except (AttributeError, KeyError, IndexError, TypeError):
        return Place(file, field=str(key))
    return Place(file, line + 1, column + 1, str(key) if named else "")


def place_of(node: Any, steps: Sequence[Step], file: str) -> Place:
    """Where the value at the end of some steps stands; the last of them that is in the file."""
    spot = Place(file, 1)
    for step in steps:
        present = isinstance(step, int) or (node is not None and step in node)
        spot = place(node, step, file) if present else Place(file, spot.line, spot.column, str(step))
        node = node[step] if present and node is not None else None
    return spot
