"""From checked plain data (what the YAML files and the JSON index hold) to records.

Plain data is trusted here: `load.py` has checked it. Keys are those of the files; dates are ISO texts or dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from foedus.treaties.classes import AdversaryClass, Member
from foedus.treaties.language.rules import flat
from foedus.treaties.places import Holder, Place
from foedus.treaties.states import State
from foedus.treaties.tokens import Token, Tokens
from foedus.treaties.treaty import Atop, Clause, Party, Reading, Suspension, Treaty, Where

Plain = Mapping[str, Any]
RENAMED = {"from": "start", "until": "end"}
LISTS = frozenset(
    {
        "acts", "by_not", "supported_by", "not_supported_by", "initiator", "dyad", "needs", "blocked_by",
        "disputed_if", "duty_not", "duty_in", "carve_out",
    }
)  # fmt: skip


def day(value: Any) -> date | None:
    """A date from ISO text; None stays None."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def listed(value: Any) -> Any:
    """A list becomes a tuple, a word stays a word."""
    return tuple(value) if isinstance(value, list) else value


def where_from(plain: Plain) -> Where:
    """One limb of a scope."""
    fields = {key: listed(value) for key, value in plain.items()}
    if "until" in fields:
        fields["until"] = day(fields["until"])
    return Where(**fields)


def clause_from(plain: Plain) -> Clause:
    """One clause."""
    fields: dict[str, Any] = {}
    for key, value in plain.items():
        if key in LISTS:
            fields[key] = (value,) if isinstance(value, str) else tuple(value)
        elif key in RENAMED:
            fields[RENAMED[key]] = day(value)
        else:
            fields[key] = listed(value)
    if "where" in fields:
        fields["where"] = tuple(where_from(one) for one in fields["where"])
    if "dyads" in fields:
        fields["dyads"] = tuple(tuple(pair) for pair in fields["dyads"])
    if "ends_for" in fields:
        fields["ends_for"] = {state: day(last) for state, last in fields["ends_for"].items()}
    if "readings" in fields:
        fields["readings"] = tuple(Reading(**one) for one in fields["readings"])
    return Clause(**fields)


def parties_from(rows: Iterable[Plain], states: Mapping[str, State]) -> tuple[Party, ...]:
    """Parties one by one; '*' becomes every state over the days it exists, less `late`, `left` and `never`."""
    parties: list[Party] = []
    for row in rows:
        start, end, note = day(row["from"]), day(row.get("to")), row.get("note", "")
        for state in [row["s"]] if isinstance(row["s"], str) else row["s"]:
            if state != "*":
                parties.append(Party(state, start, end, note))
            elif start is not None:
                parties.extend(_everyone(row, start, end, states))
    return tuple(parties)


def _everyone(row: Plain, start: date, end: date | None, states: Mapping[str, State]) -> Iterable[Party]:
    late, left, never = row.get("late") or {}, row.get("left") or {}, row.get("never") or ()
    for state in states.values():
        if state.kind != "state" or state.code in never:
            continue
        for born, gone in state.span:
            first = max(one for one in (start, born, day(late.get(state.code))) if one is not None)
            ends = [one for one in (end, gone, day(left.get(state.code))) if one is not None]
            last = min(ends) if ends else None
            if last is None or first <= last:
                yield Party(state.code, first, last)


def _suspension(plain: Plain) -> Suspension:
    return Suspension(
        tuple(plain.get("pair") or ()),
        tuple(plain.get("s") or ()),
        day(plain.get("from")),
        day(plain.get("to")),
        plain.get("note", ""),
    )


def treaty_from(plain: Plain, states: Mapping[str, State]) -> Treaty:
    """One treaty, its parties one by one."""
    fields = dict(plain)
    rows = fields["parties"]
    fields["universal"] = any("*" in row["s"] for row in rows)
    fields["parties"] = parties_from(rows, states)
    fields["signed"], fields["public"] = day(fields.get("signed")), day(fields.get("public"))
    start, end = fields["force"]
    fields["force"] = (day(start), day(end))
    fields["types"] = tuple(fields["types"])
    fields["source"] = tuple(fields["source"])
    fields["without_prejudice"] = tuple(fields.get("without_prejudice") or ())
    fields["clauses"] = tuple(clause_from(one) for rule in fields["clauses"] for one in flat(rule))
    fields["suspended"] = tuple(_suspension(one) for one in fields.get("suspended") or ())
    atop = fields.get("atop") or {}
    fields["atop"] = Atop(atop.get("id"), atop.get("coded"), atop.get("note") or "")
    return Treaty(**fields)


def _holders(value: Any) -> tuple[Holder, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (Holder(value),)
    rows = ({"s": one} if isinstance(one, str) else one for one in value)
    return tuple(Holder(one["s"], day(one.get("from")), day(one.get("to"))) for one in rows)


def place_from(name: str, plain: Plain) -> Place:
    """One place of the gazetteer."""
    fields = dict(plain)
    fields["sov"], fields["adm"] = _holders(plain.get("sov")), _holders(plain.get("adm"))
    fields["tags"] = frozenset(plain["tags"])
    fields["claimed_by"] = _holders(plain.get("claimed_by"))
    fields["extent"] = tuple((lat, lon) for lat, lon in plain.get("extent") or ())
    return Place(id=name, **fields)


def state_from(code: str, plain: Plain) -> State:
    """One entry of the table of codes."""
    span = tuple((day(start), day(end)) for start, end in plain["span"])
    return State(code, plain["name"], plain["kind"], span, tuple(plain.get("alias") or ()), plain.get("continued_by"))


def class_from(name: str, plain: Plain) -> AdversaryClass:
    """One class of adversary."""
    members = tuple(
        Member(tuple(one["s"]), day(one.get("from")), day(one.get("to")), one.get("note", ""))
        for one in plain["members"]
    )
    return AdversaryClass(
        name,
        plain["means"],
        members,
        tuple(plain["source"]),
        bool(plain.get("complement")),
        bool(plain.get("nonparty")),
    )


def tokens_from(plain: Plain) -> Tokens:
    """The words an event may use."""

    def group(name: str) -> dict[str, Token]:
        return {
            word: Token(word, one["means"], one.get("by", ""), tuple(one.get("implies") or ()))
            for word, one in plain[name].items()
        }

    return Tokens(group("acts"), group("targets"), group("facts"), group("tags"))
