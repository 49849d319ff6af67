"""Reading the texts of law: the embedded ones, or a user's own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.treaties.areas import Area, area_from, treaty_tags
from foedus.treaties.checks import Names, check_classes, check_place, check_treaty, lawful, must_know
from foedus.treaties.load import AreaRow, ClassRow, MissingRow, PlaceRow, Row, StateRow, TokensRow, TreatyRow, validated
from foedus.treaties.plain import treaty_from
from foedus.treaties.treaty import Treaty
from foedus.treaties.yaml_file import YamlFile, read_yaml

if TYPE_CHECKING:
    from foedus.treaties.library import Library


def rows_of(file: YamlFile, row: type[Row], path: Sequence[Any] = ()) -> dict[str, Any]:
    """A mapping of names to rows, each checked against `row`."""
    value = file.data
    for part in path:
        value = value[part]
    if value is None:  # nothing but comments: an empty table
        return {}
    if not isinstance(value, dict):
        raise file.wrong(path, "a mapping of names to rows is needed here", "Write 'name: {key: value}'.")
    return {str(name): validated(row, file, [*path, name]) for name in value}


def read_texts(folder: Path) -> dict[str, Any]:
    """All embedded texts as checked plain data: states, classes, tokens, places, treaties."""
    tables: dict[str, Any] = {}
    files: dict[str, YamlFile] = {}
    rows: dict[str, tuple[type[Row], tuple[str, ...]]] = {
        "states": (StateRow, ("states",)),
        "classes": (ClassRow, ()),
        "places": (PlaceRow, ()),
        "missing": (MissingRow, ()),
        "areas": (AreaRow, ()),
    }
    for name, (row, path) in rows.items():
        files[name] = read_yaml(folder / f"{name}.yaml", f"{name}.yaml")
        tables[name] = rows_of(files[name], row, path)
    files["tokens"] = read_yaml(folder / "tokens.yaml", "tokens.yaml")
    tables["tokens"] = validated(TokensRow, files["tokens"])
    names = Names.of(tables)
    check_classes(tables["classes"], files["classes"], names)
    areas = {name: area_from(name, one) for name, one in tables["areas"].items()}
    for place, one in tables["places"].items():
        check_place(one, files["places"], [place], names)
        one["tags"] = with_geometry(one, areas, files["places"], [place])
    for code, one in tables["states"].items():
        if one.get("continued_by"):
            must_know(files["states"], ["states", code, "continued_by"], one["continued_by"], names.states, "state")
    for gap, one in tables["missing"].items():
        for n, state in enumerate(one["states"]):
            must_know(files["missing"], [gap, "states", n], state, names.states, "state")
    texts = [read_yaml(path, path.name) for path in sorted((folder / "texts").glob("*.yaml"))]
    tables["treaties"] = [checked_treaty(file, names) for file in texts]
    ids = [one["id"] for one in tables["treaties"]]
    for file, one in zip(texts, tables["treaties"], strict=True):
        for n, other in enumerate(one.get("without_prejudice") or ()):
            must_know(file, ["without_prejudice", n], other, ids, "instrument")
    return tables


def with_geometry(plain: dict[str, Any], areas: Mapping[str, Area], file: YamlFile, at: Sequence[Any]) -> list[str]:
    """The tags of a place with those that its point gives; one listed by hand that the point denies is a mistake."""
    found, never = treaty_tags(areas, plain)
    for n, tag in enumerate(plain["tags"]):
        if tag in never:
            said = f"the point {plain['lat']}, {plain['lon']} lies outside the area '{tag}'"
            raise file.wrong([*at, "tags", n], said, "Leave the tag out (geometry gives it) or correct the point.")
    return sorted({*plain["tags"], *found})


def checked_treaty(file: YamlFile, names: Names, path: Sequence[Any] = ()) -> dict[str, Any]:
    """Plain data of the treaty at `path` of `file`: keys, words, states, dates."""
    value = file.data
    for part in path:
        value = value[part]
    if not isinstance(value, dict):
        raise file.wrong(path, "a treaty record is needed here", "Write it as keys and values, beginning with 'id:'.")
    plain = lawful(validated(TreatyRow, file, path), names.aliases)
    check_treaty(plain, file, path, names)
    return plain


def read_treaty(path: Path | str, library: Library) -> Treaty:
    """One treaty from a user's YAML file, checked against the words and states of `library`."""
    file = read_yaml(path)
    return treaty_from(checked_treaty(file, Names.from_library(library)), library.states)
