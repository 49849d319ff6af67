"""Read theories from YAML. Every mistake is named by file, line, column and the nearest valid name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from foedus.errors import BadFile, BadNumber, Place, UnknownTheory, nearest
from foedus.model.params import PARAMETERS
from foedus.sources import bibliography
from foedus.theories.priors import parse_prior, quantile
from foedus.theories.theory import Belief, Theory, Variant

LIBRARY = Path(__file__).with_name("library")
ORDER = ("deterrence", "spiral", "institutions", "bargaining", "power", "steps-to-war", "no-theory")

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Row(_Strict):
    parameter: Text
    prior: Text | int | float
    mark: Literal["D", "W", "B"]
    source: Annotated[list[Text], Field(min_length=1)]
    note: Text


class _Variant(_Strict):
    id: Id
    name: Text
    rows: list[_Row]


class _Theory(_Strict):
    id: Id
    name: Text
    summary: Text
    rows: list[_Row]
    variants: list[_Variant] = []


@cache
def theories() -> Mapping[str, Theory]:
    """The theories of the library by id: six and ``no-theory``, always in the same order."""
    return {name: read_theory(LIBRARY / f"{name}.yaml") for name in ORDER}


def theory(name: str) -> Theory:
    """A theory of the library by id, or from a path to a YAML file (a name with a dot or a slash in it).

    Raises
    ------
    UnknownTheory
        With the nearest id.
    BadFile
        The file has a mistake.
    """
    if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
        return read_theory(Path(name))
    if name not in ORDER:
        raise UnknownTheory(name, ORDER, "the library", "List them with 'foedus theories list'.")
    return theories()[name]


def read_theory(path: str | Path) -> Theory:
    """Read one YAML file; `BadFile` at the first mistake."""
    file = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        raise BadFile(Place(file), "the file cannot be read", "Check the path; a theory is a YAML file.") from None
    except UnicodeDecodeError as wrong:
        raise BadFile(Place(file), f"byte {wrong.start} is no UTF-8", "Save the file in UTF-8.") from None
    return parse_theory(text, file)


def parse_theory(text: str, file: str) -> Theory:
    """As `read_theory`, from the text of a file called `file`."""
    node = _yaml(text, file)
    try:
        raw = _Theory.model_validate(_plain(node))
    except ValidationError as wrong:
        raise _named(wrong, node, file) from None
    common = _beliefs(raw.rows, node["rows"], file)
    variants = []
    for number, one in enumerate(raw.variants):
        rows = node["variants"][number]["rows"]
        variants.append(Variant(one.id, one.name, _beliefs(one.rows, rows, file)))
        for index, row in enumerate(one.rows):
            if row.parameter in common:
                todo = "Move it into every variant or keep it out of them."
                raise BadFile(_place(rows[index], "parameter", file), f"'{row.parameter}' is a common row too", todo)
    if len(variants) == 1:
        raise BadFile(_place(node, "variants", file), "one variant is none", "Give two or more, or put its rows above.")
    return Theory(raw.id, raw.name, " ".join(raw.summary.split()), common, tuple(variants))


def _yaml(text: str, file: str) -> Any:
    """The YAML document with line numbers; a mapping."""
    try:
        node = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        spot = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise BadFile(spot, f"this is no YAML ({wrong.problem})", "Check the indent, colons and quotes.") from None
    except YAMLError as wrong:
        raise BadFile(Place(file), f"this is no YAML ({wrong})", "Check the signs in it.") from None
    if not isinstance(node, dict):
        raise BadFile(Place(file, 1), "this is no theory", "It needs the keys " + ", ".join(_Theory.model_fields) + ".")
    return node


def _plain(node: Any) -> Any:
    """The same document in plain types, for pydantic."""
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node


def _place(node: Any, key: str | int, file: str) -> Place:
    """Where a key of a mapping (or an item of a list) stands."""
    mapping = isinstance(key, str)
    try:
        line, column = node.lc.value(key) if mapping else node.lc.item(key)
    except (AttributeError, KeyError, IndexError, TypeError):
        return Place(file, field=str(key))
    return Place(file, line + 1, column + 1, str(key) if mapping else "")


def _named(wrong: ValidationError, document: Any, file: str) -> BadFile:
    """The first mistake that pydantic found, at its place in the file."""
    mistakes = wrong.errors()
    mistake = next((one for one in mistakes if one["type"] == "extra_forbidden"), mistakes[0])
    steps = [step for step in mistake["loc"] if isinstance(step, int) or step not in ("str", "int", "float")]
    model: type[BaseModel] = _Theory
    spot = Place(file, 1)
    here: Any = document
    for step in steps:
        if step == "variants":
            model = _Variant
        elif step == "rows":
            model = _Row
        present = isinstance(step, int) or (here is not None and step in here)
        spot = _place(here, step, file) if present else Place(file, spot.line, spot.column, str(step))
        here = here[step] if present and here is not None else None
    last = str(steps[-1]) if steps else ""
    fields = list(model.model_fields if last not in ("rows", "variants") else _Theory.model_fields)
    if mistake["type"] == "extra_forbidden":
        near = nearest(last, fields)
        return BadFile(spot, f"unknown key '{last}'", f"Did you mean '{near[0]}'?" if near else _valid(fields))
    if mistake["type"] == "missing":
        return BadFile(spot, f"the key '{last}' is missing", "Add it.")
    return BadFile(spot, f"{mistake['input']!r} does not fit", mistake["msg"].rstrip(".") + ".")


def _valid(fields: list[str]) -> str:
    return "Valid keys: " + ", ".join(fields) + "."


def _beliefs(rows: list[_Row], nodes: Any, file: str) -> dict[str, Belief]:
    """Rows of a file as beliefs; every name, prior, mark and source is checked."""
    found: dict[str, Belief] = {}
    for row, node in zip(rows, nodes, strict=True):
        if row.parameter in found:
            raise BadFile(
                _place(node, "parameter", file), f"'{row.parameter}' stands twice", "Keep one of the two rows."
            )
        found[row.parameter] = _belief(row, node, file)
    return found


def _belief(row: _Row, node: Any, file: str) -> Belief:
    if row.parameter not in PARAMETERS:
        near = nearest(row.parameter, PARAMETERS)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        todo = hint + f"The {len(PARAMETERS)} names are in model/params.csv."
        raise BadFile(_place(node, "parameter", file), f"no parameter '{row.parameter}'", todo)
    known = PARAMETERS[row.parameter]
    try:
        prior = parse_prior(str(row.prior))
        quantile(prior, np.array([0.5]), known.low, known.high)
    except BadNumber as wrong:
        raise BadFile(
            _place(node, "prior", file), str(wrong).rstrip("."), f"Correct the prior of '{known.name}'."
        ) from None
    if known.mark not in ("fixed", row.mark):
        todo = f"params.csv marks '{known.name}' {known.mark}; a theory cannot change what the record can say."
        raise BadFile(_place(node, "mark", file), f"mark '{row.mark}'", todo)
    for index, key in enumerate(row.source):
        if key not in bibliography():
            near = nearest(key, bibliography())
            todo = f"Did you mean '{near[0]}'?" if near else "Cite a key of sources.bib."
            raise BadFile(_place(node["source"], index, file), f"no source '{key}'", todo)
    return Belief(known.name, prior, row.mark, tuple(row.source), " ".join(row.note.split()))
