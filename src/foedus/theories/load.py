"""Read theories from YAML. Every mistake is named by file, line, column and the nearest valid name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from foedus.errors import BadFile, BadNumber, Place, UnknownTheory, nearest
from foedus.model.params import PARAMETERS, Parameter
from foedus.sources import bibliography
from foedus.theories.documents import mapping, place, place_of, plain
from foedus.theories.elicit import Elicited, Expert, fitted, mistake
from foedus.theories.priors import parse_prior, quantile
from foedus.theories.theory import Against, Belief, Card, Theory, Variant, readings

LIBRARY = Path(__file__).with_name("library")
ORDER = ("deterrence", "spiral", "institutions", "bargaining", "power", "steps-to-war", "no-theory")
QUANTILES = {"p01": 0.01, "p05": 0.05, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95,
             "p99": 0.99}  # fmt: skip

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Keys = Annotated[list[Text], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Expert(_Strict):
    name: Text
    weight: float = 1.0
    chips: list[float] = []
    p01: float | None = None
    p05: float | None = None
    p10: float | None = None
    p25: float | None = None
    p50: float | None = None
    p75: float | None = None
    p90: float | None = None
    p95: float | None = None
    p99: float | None = None


class _Elicited(_Strict):
    experts: Annotated[list[_Expert], Field(min_length=1)]
    bins: list[float] = []
    fit: str = ""


class _Row(_Strict):
    parameter: Text
    prior: Text | int | float | None = None
    elicited: _Elicited | None = None
    mark: Literal["D", "W", "B"]
    source: Keys
    note: Text


class _Against(_Strict):
    parameters: Keys
    words: Text
    source: Keys


class _Card(_Strict):
    held_by: list[Text] = []
    against: list[_Against] = []
    silent: list[Text] = []


class _Variant(_Strict):
    id: Id
    name: Text
    rows: list[_Row]
    card: _Card = _Card()


class _Theory(_Strict):
    id: Id
    name: Text
    summary: Text
    rows: list[_Row]
    variants: list[_Variant] = []
    card: _Card = _Card()


MODELS: dict[str, type[BaseModel]] = {
    "variants": _Variant, "rows": _Row, "elicited": _Elicited, "experts": _Expert, "card": _Card, "against": _Against,
}  # fmt: skip


@cache
def theories() -> Mapping[str, Theory]:
    """The theories of the library by id: six and ``no-theory``, always in the same order."""
    return {name: read_theory(LIBRARY / f"{name}.yaml") for name in ORDER}


@cache
def variants() -> Mapping[str, Theory]:
    """Readings of a theory of the library that can be asked for by name; they are no part of `ORDER`."""
    return {name: one for whole in theories().values() for name, one in readings(whole).items()}


def theory(name: str) -> Theory:
    """A theory of the library or a reading of one by id, or from a YAML file (a name with a dot or a slash in it).

    Raises
    ------
    UnknownTheory
        With the nearest id.
    BadFile
        The file has a mistake.
    """
    if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
        return read_theory(Path(name))
    if name in variants():
        return variants()[name]
    if name not in ORDER:
        raise UnknownTheory(name, (*ORDER, *variants()), "the library", "List them with 'foedus theories list'.")
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
    node = mapping(text, file, list(_Theory.model_fields))
    try:
        raw = _Theory.model_validate(plain(node))
    except ValidationError as wrong:
        raise _named(wrong, node, file) from None
    common = _beliefs(raw.rows, node["rows"], file)
    found = _variants(raw, node, common, file)
    if not (common or found or raw.id == "no-theory"):
        todo = "Give it a row, or use 'no-theory', which has none."
        raise BadFile(place(node, "rows", file), f"the theory '{raw.id}' says nothing of any parameter", todo)
    held = set(common).union(*(one.beliefs for one in found))
    card = _card(raw.card, node.get("card"), held, file)
    return Theory(raw.id, raw.name, " ".join(raw.summary.split()), common, found, card)


def _variants(raw: _Theory, node: Any, common: Mapping[str, Belief], file: str) -> tuple[Variant, ...]:
    """The readings of a theory; all of them speak of the same parameters, and of none that is a common row."""
    found: list[Variant] = []
    for number, one in enumerate(raw.variants):
        here = node["variants"][number]
        beliefs = _beliefs(one.rows, here["rows"], file)
        for index, row in enumerate(one.rows):
            if row.parameter in common:
                spot, todo = place(here["rows"][index], "parameter", file), "Move it into every variant or out of them."
                raise BadFile(spot, f"'{row.parameter}' is a common row too", todo)
        for other in found:
            if absent := sorted(set(beliefs) ^ set(other.beliefs)):
                lacking, having = (one.id, other.id) if absent[0] in other.beliefs else (other.id, one.id)
                todo = f"'{having}' has one. Give both a row, so that none falls back to the prior without theory."
                raise BadFile(place(here, "rows", file), f"'{lacking}' has no row for '{absent[0]}'", todo)
        card = _card(one.card, here.get("card"), set(common) | set(beliefs), file)
        found.append(Variant(one.id, one.name, beliefs, card))
    if len(found) == 1:
        raise BadFile(place(node, "variants", file), "one variant is none", "Give two or more, or put its rows above.")
    return tuple(found)


def _card(raw: _Card, node: Any, held: set[str], file: str) -> Card:
    """The card, its sources checked; what counts against a theory must bear on rows that it has."""
    _cited(raw.held_by, node["held_by"] if raw.held_by else None, file)
    found = []
    for one, here in zip(raw.against, node["against"] if raw.against else (), strict=True):
        for index, name in enumerate(one.parameters):
            if name not in held:
                near = nearest(name, held)
                todo = (f"Did you mean '{near[0]}'? " if near else "") + f"Give it a row for '{name}', or name another."
                said = f"the card judges '{name}', of which the theory has no row"
                raise BadFile(place(here["parameters"], index, file), said, todo)
        _cited(one.source, here["source"], file)
        found.append(Against(tuple(one.parameters), " ".join(one.words.split()), tuple(one.source)))
    return Card(tuple(raw.held_by), tuple(found), tuple(" ".join(one.split()) for one in raw.silent))


def _named(wrong: ValidationError, document: Any, file: str) -> BadFile:
    """The first mistake that pydantic found, at its place in the file."""
    mistakes = wrong.errors()
    found = next((one for one in mistakes if one["type"] == "extra_forbidden"), mistakes[0])
    steps = [step for step in found["loc"] if isinstance(step, int) or step not in ("str", "int", "float")]
    last = str(steps[-1]) if steps else ""
    parents = [MODELS[step] for step in steps[:-1] if isinstance(step, str) and step in MODELS]
    fields = list((parents[-1] if parents else _Theory).model_fields)
    spot = place_of(document, steps, file)
    if found["type"] == "extra_forbidden":
        near = nearest(last, fields)
        valid = "Valid keys: " + ", ".join(fields) + "."
        return BadFile(spot, f"unknown key '{last}'", f"Did you mean '{near[0]}'?" if near else valid)
    if found["type"] == "missing":
        return BadFile(spot, f"the key '{last}' is missing", "Add it.")
    return BadFile(spot, f"{found['input']!r} does not fit", found["msg"].rstrip(".") + ".")


def _beliefs(rows: list[_Row], nodes: Any, file: str) -> dict[str, Belief]:
    """Rows of a file as beliefs; every name, prior, mark and source is checked."""
    found: dict[str, Belief] = {}
    for row, node in zip(rows, nodes, strict=True):
        if row.parameter in found:
            todo = "Keep one of the two rows."
            raise BadFile(place(node, "parameter", file), f"'{row.parameter}' stands twice", todo)
        found[row.parameter] = _belief(row, node, file)
    return found


def _belief(row: _Row, node: Any, file: str) -> Belief:
    if row.parameter not in PARAMETERS:
        near = nearest(row.parameter, PARAMETERS)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        todo = hint + f"The {len(PARAMETERS)} names are in model/params.csv."
        raise BadFile(place(node, "parameter", file), f"no parameter '{row.parameter}'", todo)
    known = PARAMETERS[row.parameter]
    if (row.prior is None) == (row.elicited is None):
        todo = "Write 'prior', such as N(0,0.02), or 'elicited' with the judgements of experts."
        said = f"the row of '{known.name}' has " + ("no prior" if row.prior is None else "a prior and judgements")
        raise BadFile(place(node, "parameter", file), said, todo)
    key = "prior" if row.elicited is None else "elicited"
    try:
        prior, told = (parse_prior(str(row.prior)), "") if row.elicited is None else _judged(row, known, node, file)
        quantile(prior, np.array([0.5]), known.low, known.high)
    except BadNumber as wrong:
        raise BadFile(place(node, key, file), str(wrong).rstrip("."), f"Correct the {key} of '{known.name}'.") from None
    if known.mark not in ("fixed", row.mark):
        todo = f"params.csv marks '{known.name}' {known.mark}; a theory cannot change what the record can say."
        raise BadFile(place(node, "mark", file), f"mark '{row.mark}'", todo)
    _cited(row.source, node["source"], file)
    return Belief(known.name, prior, row.mark, tuple(row.source), " ".join(row.note.split()), told)


def _judged(row: _Row, known: Parameter, node: Any, file: str) -> tuple[Any, str]:
    """The prior from the judgements in a row, and how it was made."""
    assert row.elicited is not None
    experts = []
    for one in row.elicited.experts:
        values = {share: getattr(one, name) for name, share in QUANTILES.items() if getattr(one, name) is not None}
        experts.append(Expert(one.name, one.weight, tuple(one.chips), values or None))
    asked = Elicited(tuple(experts), tuple(row.elicited.bins), row.elicited.fit)
    if wrong := mistake(asked, known):
        raise BadFile(place_of(node, ("elicited", *wrong.steps), file), wrong.found, wrong.todo)
    found = fitted(asked, known)
    return found.prior, found.told(asked)


def _cited(keys: list[str], node: Any, file: str) -> None:
    for index, key in enumerate(keys):
        if key not in bibliography():
            near = nearest(key, bibliography())
            todo = f"Did you mean '{near[0]}'?" if near else "Cite a key of sources.bib."
            raise BadFile(place(node, index, file), f"no source '{key}'", todo)
