"""The boundary: role files checked key by key, with every mistake named by line and column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from foedus.architectures.check import check_edit
from foedus.architectures.load import IN_EDIT, BodyRow, Said
from foedus.architectures.roles.record import Roles
from foedus.errors import UnknownRoles
from foedus.treaties.checks import must_know
from foedus.treaties.language.load import Row
from foedus.treaties.library import Library, library
from foedus.treaties.load import validated
from foedus.treaties.yaml_file import YamlFile, read_yaml

HERE = Path(__file__).parent
Names = Annotated[list[Said], Field(min_length=1)]
Known = Callable[[Sequence[Any], str], None]  # raises when the name at this place is not known


class PairRow(Row):
    one: Said
    other: Said
    why: Said


class TreatyPairRow(PairRow):
    body: BodyRow | None = None


class AreaPairRow(Row):
    one: Names
    other: Names
    why: Said


class SameRow(Row):
    states: list[Said] = Field(default_factory=list)
    treaties: list[Said] = Field(default_factory=list)
    areas: list[Said] = Field(default_factory=list)
    classes: list[Said] = Field(default_factory=list)
    institutions: list[Said] = Field(default_factory=list)
    why: str = ""


class RolesRow(Row):
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Said
    note: Said
    source: Annotated[list[Said], Field(min_length=1)]
    states: Annotated[list[PairRow], Field(min_length=1)]
    treaties: list[TreatyPairRow] = Field(default_factory=list)
    areas: list[AreaPairRow] = Field(default_factory=list)
    classes: list[PairRow] = Field(default_factory=list)
    institutions: list[PairRow] = Field(default_factory=list)
    same: SameRow = Field(default_factory=SameRow)


ROWS = {**IN_EDIT, "states": PairRow, "treaties": TreatyPairRow, "areas": AreaPairRow, "same": SameRow}


def names() -> tuple[str, ...]:
    """Names of the role files of the library."""
    return tuple(sorted(path.stem for path in HERE.glob("*.yaml")))


def find(name: str) -> Roles:
    """Roles by their name in the library, or from a YAML file if `name` ends in .yaml or .yml."""
    return read_roles(name) if name.endswith((".yaml", ".yml")) else _embedded(name)


@lru_cache(maxsize=8)
def _embedded(name: str) -> Roles:
    if name not in names():
        raise UnknownRoles(name, names(), todo="Or name a YAML file of your own.")
    return read_roles(HERE / f"{name}.yaml", f"{name}.yaml")


def read_roles(path: Path | str, called: str = "", law: Library | None = None) -> Roles:
    """Roles from a YAML file. Raises BadFile with line and column at the first mistake."""
    file, law = read_yaml(path, called), law or library()
    if not isinstance(file.data, Mapping):
        raise file.wrong([], "a role file is needed here", "Write it as keys and values, beginning with 'name:'.")
    plain = validated(RolesRow, file, (), ROWS)
    pacts = {row["other"]: row["body"] for row in plain.get("treaties", ()) if row.get("body")}
    _check_bodies(file, law, plain)
    tags = {*law.tokens.tags, *law.areas, *(tag for place in law.places.values() for tag in place.tags)}
    return Roles(
        name=plain["name"],
        title=plain["title"],
        note=plain["note"],
        source=tuple(plain["source"]),
        hubs=(plain["states"][0]["one"], plain["states"][0]["other"]),
        states=_turned(file, plain, "states", {*law.states, *law.aliases}, "state"),
        treaties=_turned(file, plain, "treaties", {*law.treaties, *pacts}, "treaty"),
        areas=tuple(_areas(file, plain, tags)),
        classes=_turned(file, plain, "classes", law.classes, "class"),
        institutions=_turned(file, plain, "institutions", None, "institution"),
        pacts=pacts,
        reasons=dict(_reasons(plain)),
    )


def _turned(
    file: YamlFile, plain: Mapping[str, Any], key: str, valid: Collection[str] | None, kind: str
) -> dict[str, str]:
    """Both directions of the pairs below `key`, and what is the same for both camps; each name once."""
    found: dict[str, str] = {}
    spots = [
        ([key, k, end], row[end], row["other" if end == "one" else "one"])
        for k, row in enumerate(plain.get(key, ()))
        for end in ("one", "other")
    ]
    spots += [(["same", key, k], name, name) for k, name in enumerate(plain.get("same", {}).get(key, ()))]
    for at, name, counterpart in spots:
        if valid is not None:
            must_know(file, at, name, valid, kind)
        if name in found:
            raise file.wrong(at, f"the {kind} '{name}' has a role already", "Give each name one counterpart.")
        found[name] = counterpart
    return found


def _areas(file: YamlFile, plain: Mapping[str, Any], valid: Collection[str]) -> Iterator[Any]:
    seen: set[str] = set()
    rows = [(["areas", k], row["one"], row["other"]) for k, row in enumerate(plain.get("areas", ()))]
    rows += [(["same", "areas", k], [tag], [tag]) for k, tag in enumerate(plain.get("same", {}).get("areas", ()))]
    for at, one, other in rows:
        for tag in dict.fromkeys([*one, *other]):
            must_know(file, at, tag, valid, "area (tag)")
            if tag in seen:
                raise file.wrong(at, f"the area '{tag}' has a role already", "Name each area once.")
            seen.add(tag)
        yield tuple(one), tuple(other)


def _check_bodies(file: YamlFile, law: Library, plain: Mapping[str, Any]) -> None:
    for k, row in enumerate(plain.get("treaties", ())):
        if not row.get("body"):
            continue
        at, body = ["treaties", k, "body"], row["body"]
        if body["id"] != row["other"]:
            raise file.wrong([*at, "id"], f"the body '{body['id']}' is paired as '{row['other']}'", "Use one id.")
        if body["id"] in law.treaties:
            raise file.wrong([*at, "id"], f"the treaty '{body['id']}' exists", "Leave the body out, or rename it.")
        check_edit(file, ["treaties", k], law, {"body": body}, {})


def _reasons(plain: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("states", "treaties", "areas", "classes", "institutions"):
        for row in plain.get(key, ()):
            one, other = (" ".join(row[end]) if key == "areas" else row[end] for end in ("one", "other"))
            yield f"{one} - {other}", row["why"]
