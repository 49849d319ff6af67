"""The boundary: rows of YAML files of law, checked key by key and turned into plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from foedus.errors import BadFile, nearest
from foedus.treaties.language.load import (
    Binding,
    ClauseRow,
    ConditionRow,
    Day,
    ExceptionRow,
    ExclusionRow,
    ReadingRow,
    Row,
    RuleRow,
    ThenRow,
    Tier,
    WhereRow,
    Words,
)
from foedus.treaties.yaml_file import YamlFile


class PartyRow(Row):
    s: Annotated[Words, Field(min_length=1)]
    from_: Day | None = Field(alias="from")
    to: Day | None = None
    note: str = ""
    late: dict[str, Day] = Field(default={})
    left: dict[str, Day] = Field(default={})
    never: Words = Field(default=[])


class SuspendedRow(Row):
    pair: Annotated[Words, Field(min_length=2, max_length=2)] = Field(default=[])
    s: Words = Field(default=[])
    from_: Day = Field(alias="from")
    to: Day | None = None
    note: str = ""


class AtopRow(Row):
    id: int | None = None
    coded: str | None = None
    note: str | None = None


class TreatyRow(Row):
    id: str
    name: str
    kind: str
    binding: Binding
    types: list[str]
    signed: Day | None
    force: Annotated[list[Day | None], Field(min_length=2, max_length=2)]
    parties: Annotated[list[PartyRow], Field(min_length=1)]
    articles: str
    clauses: list[RuleRow]
    verified: Literal["text_seen", "summary_seen", "coded_seen", "memory"]
    source: Annotated[list[str], Field(min_length=1)]
    atop: AtopRow = AtopRow()
    suspended: list[SuspendedRow] = Field(default=[])
    scope: str = ""
    strength: str = ""
    qualifications: str = ""
    secret: str = ""
    status: str = ""
    cooperation: Tier | None = None
    public: Day | None = None
    without_prejudice: list[str] | None = None


Ring = Annotated[list[Annotated[list[float], Field(min_length=2, max_length=2)]], Field(min_length=3)]


class HolderRow(Row):
    s: str | None
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class PlaceRow(Row):
    sov: str | list[HolderRow] | None
    adm: str | list[HolderRow] | None
    tags: Words
    name: str = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    note: str = ""
    home_of: str | None = None
    sea_of: str | None = None
    claimed_by: list[HolderRow | str] = Field(default=[])
    part_of: str | None = None
    reach_km: Annotated[float, Field(gt=0, le=1000)] | None = None
    extent: Ring | None = None


class AreaRow(Row):
    means: str
    drawn_by: Literal["treaty", "declared"]
    article: str = ""
    rings: list[Ring] = Field(default=[])
    north_of: float | None = None
    south_of: float | None = None
    only: Words = Field(default=[])
    without: Words = Field(default=[])
    states: list[HolderRow] = Field(default=[])
    sea_nm: float | None = None
    source: Annotated[list[str], Field(min_length=1)]


class StateRow(Row):
    name: str
    kind: Literal["state", "non_state", "placeholder"]
    span: list[Annotated[list[Day | None], Field(min_length=2, max_length=2)]]
    alias: Words = Field(default=[])
    continued_by: str | None = None


class ClassMemberRow(Row):
    s: Words
    from_: Day | None = Field(alias="from")
    to: Day | None
    note: str = ""


class ClassRow(Row):
    means: str
    source: list[str]
    members: list[ClassMemberRow]
    complement: bool = False
    nonparty: bool = False


class MissingRow(Row):
    name: str
    states: Words
    since: Day
    gist: str
    known: str


class TokenRow(Row):
    means: str
    by: str = ""
    implies: Words = Field(default=[])


class TokensRow(Row):
    acts: dict[str, TokenRow]
    targets: dict[str, TokenRow]
    facts: dict[str, TokenRow]
    tags: dict[str, TokenRow]


ROWS: dict[str, type[Row]] = {
    "clauses": RuleRow,
    "exceptions": ExceptionRow,
    "unless": ConditionRow,
    "when": ConditionRow,
    "then": ThenRow,
    "clause": ClauseRow,
    "where": WhereRow,
    "parties": PartyRow,
    "suspended": SuspendedRow,
    "atop": AtopRow,
    "sov": HolderRow,
    "adm": HolderRow,
    "claimed_by": HolderRow,
    "readings": ReadingRow,
    "excluded_if": ExclusionRow,
    "members": ClassMemberRow,
}


def validated(row: type[Row], file: YamlFile, path: Sequence[Any] = (), rows: Mapping[str, type[Row]] = ROWS) -> Any:
    """Plain data of the value at `path`, checked against `row`; the first mistake is raised with its place."""
    value = file.data
    for part in path:
        value = value[part]
    try:
        checked = row.model_validate(value)
    except ValidationError as error:
        raise _mistake(error, file, path, row, rows) from None
    return checked.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _mistake(
    error: ValidationError, file: YamlFile, path: Sequence[Any], row: type[Row], rows: Mapping[str, type[Row]]
) -> BadFile:
    every = error.errors(include_url=False, include_context=True)
    unknown = [one for one in every if one["type"] == "extra_forbidden"]
    first = (unknown or every)[0]
    where = [*path, *first["loc"]]
    if first["type"] == "extra_forbidden":
        key = str(first["loc"][-1])
        above = next((rows[part] for part in reversed(where[:-1]) if isinstance(part, str) and part in rows), row)
        valid = [field.alias or name for name, field in above.model_fields.items()]
        near = nearest(key, valid)
        todo = f"Did you mean '{near[0]}'?" if near else "Allowed keys: " + ", ".join(valid) + "."
        return file.wrong(where, f"unknown key '{key}'", todo, on_key=True)
    if first["type"] == "missing":
        return file.wrong(where[:-1], f"the key '{where[-1]}' is missing", "Add it.")
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "literal_error":
        words = str(first.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
        expected = [word.strip("' ") for word in words.split(",")]
        near = nearest(str(first["input"]), expected)
        hint = f"Did you mean '{near[0]}'?" if near else "Allowed: " + ", ".join(expected) + "."
        return file.wrong(where, f"'{first['input']}' is not a word allowed here", hint)
    shown = str(first["input"])[:60]
    return file.wrong(where, f"'{shown}' does not fit: {message[0].lower()}{message[1:]}", "Correct the value.")
