"""The published JSON Schema of the files of law, made from the rows that check them and from the tables of words.

An editor that reads it completes keys and words and marks a mistake while one types. What a schema cannot say (dates in
order, ids given once, exceptions that exclude one another) is left to ``foedus treaties check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from foedus.errors import UnknownToken
from foedus.treaties.cases.load import CaseFileRow
from foedus.treaties.checks import BY_WORDS
from foedus.treaties.library import Library, library
from foedus.treaties.load import AreaRow, ClassRow, MissingRow, PlaceRow, Row, StateRow, TokensRow, TreatyRow

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TABLES: dict[str, type[Row]] = {  # files of one row per name
    "areas": AreaRow, "classes": ClassRow, "missing": MissingRow, "places": PlaceRow, "states": StateRow,
}  # fmt: skip
KINDS = ("treaty", "case", *TABLES, "tokens")
STATES = (
    "by_not", "supported_by", "not_supported_by", "initiator", "victim", "dyad", "dyads", "duty", "duty_not", "duty_in",
    "hub", "bilateral_hub", "opponent", "carve_out", "for", "pair", "never", "attacker", "with_attacker", "with_victim",
    "home_of", "sea_of", "continued_by", "claimed_by", "sov", "adm", "s", "state", "states", "except", "toward",
)  # fmt: skip
EVERYONE = {"s": "*", "state": "*others", "toward": "*parties"}
TESTED = {"tags", "any_tags", "not_tags"}
FREE = {("PlaceRow", "tags"), ("TokenRow", "by")}  # a place may have any tag; who supplies a token is told in words
BY_STATE = ("ends_for", "late", "left")  # mappings from a state


def json_schema(kind: str = "treaty", law: Library | None = None) -> dict[str, Any]:
    """The schema of a file of one kind (`KINDS`), its words those of `law` (the embedded library)."""
    if kind not in KINDS:
        raise UnknownToken(kind, KINDS, "kinds of file")
    words = _words(law or library())
    if kind in TABLES:
        schema = _rows(TABLES[kind], words)
        rows = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{TABLES[kind].__name__}"}}
        if kind == "states":
            rows = {"type": "object", "properties": {"states": rows}, "required": ["states"]}
        return {"$schema": DIALECT, "title": f"foedus {kind}.yaml", **rows, "$defs": schema}
    row = {"treaty": TreatyRow, "case": CaseFileRow, "tokens": TokensRow}[kind]
    titles = {"treaty": "foedus treaty", "case": "foedus cases", "tokens": "foedus tokens.yaml"}
    return {"$schema": DIALECT, "title": titles[kind], "$ref": f"#/$defs/{row.__name__}", "$defs": _rows(row, words)}


def _rows(row: type[Row], words: Mapping[str, list[str]]) -> dict[str, Any]:
    """Every row that a file of `row` may hold, with the words that its keys allow."""
    top = row.model_json_schema(by_alias=True)
    rows = {**top.pop("$defs", {}), row.__name__: top}
    for name, one in rows.items():
        for key, value in one.get("properties", {}).items():
            free = (name, key) in FREE
            if key in BY_STATE and name != "StateRow":
                value["propertyNames"] = {"enum": words["state"]}
            elif key in words and not free:
                one["properties"][key] = _limited(value, words[key])
            value.pop("title", None)
            _dated(value)
    return {name: rows[name] for name in sorted(rows)}


def _dated(value: Any) -> None:
    """Days are written as YYYY-MM-DD."""
    if isinstance(value, dict):
        if value.get("format") == "date":
            value["pattern"] = r"^\d{4}-\d{2}-\d{2}$"
        for one in value.values():
            _dated(one)
    elif isinstance(value, list):
        for one in value:
            _dated(one)


def _limited(value: dict[str, Any], words: list[str]) -> dict[str, Any]:
    """The same value with its free texts limited to `words`; what already names its words is left."""
    if "anyOf" in value:
        return {**value, "anyOf": [_limited(one, words) for one in value["anyOf"]]}
    if "items" in value:
        return {**value, "items": _limited(value["items"], words)}
    plain = value.get("type") == "string" and not {"enum", "const", "pattern", "format"} & set(value)
    return {**value, "enum": words} if plain else value


def _words(law: Library) -> dict[str, list[str]]:
    """The words that each key allows."""
    codes = sorted({*law.states, *law.aliases})
    words: dict[str, list[str]] = {key: codes for key in STATES}  # noqa: C420 - keys of its own type
    words |= {key: _with(words[key], [extra]) for key, extra in EVERYONE.items()}
    tokens = law.tokens
    tags = sorted({*tokens.tags, *(tag for place in law.places.values() for tag in place.tags)})
    words |= dict.fromkeys(TESTED, tags)
    words |= dict.fromkeys(("needs", "blocked_by", "disputed_if", "facts"), sorted(tokens.facts))
    words |= {"acts": sorted(tokens.acts), "trigger": sorted(tokens.acts), "target": sorted(tokens.targets)}
    words["by"] = _with(codes, [*BY_WORDS, *law.classes])
    return words


def _with(words: Iterable[str], more: Iterable[str]) -> list[str]:
    return sorted({*words, *more})
