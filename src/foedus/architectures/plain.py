"""From checked plain data of an architecture file to edits. `load.py` has checked it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

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
    SuspendForFoundAggressor,
    Terminate,
)
from foedus.world.institutions import DEPTHS


def _day(plain: Mapping[str, Any], key: str = "from") -> datetime.date | None:
    return datetime.date.fromisoformat(plain[key]) if plain.get(key) else None


def edit_from(plain: Mapping[str, Any]) -> Edit:
    """One edit from the mapping of its keys."""
    states = tuple(plain.get("states") or plain.get("members") or ())
    match plain["op"]:
        case "add_party":
            return AddParty(plain["treaty"], states, _day(plain), _day(plain, "to"))
        case "add_clause":
            return AddClause(plain["treaty"], plain["clause"], _day(plain["clause"]))
        case "terminate":
            return Terminate(plain["treaty"], _day(plain, "date"))
        case "new_treaty":
            return NewTreaty(plain["body"], _body_day(plain["body"]))
        case "remove_party":
            return RemoveParty(plain["treaty"], states, _day(plain, "on"))
        case "set_institution":
            depth = plain["depth"]
            return SetInstitution(
                plain["name"], states, DEPTHS[depth] if depth in DEPTHS else float(depth), _day(plain)
            )
        case "set_cooperation":
            pairs = tuple((_several(a), _several(b)) for a, b in plain["pairs"])
            return SetCooperation(pairs, plain["tier"], _day(plain), plain.get("at_least", False))
        case "set_posture":
            return SetPosture(states, plain.get("pi"), plain.get("sg"), _day(plain))
        case "set_arms":
            return SetArms(states, plain["factor"], _day(plain))
    return SuspendForFoundAggressor(tuple(plain["treaties"]), _day(plain))


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _body_day(body: Mapping[str, Any]) -> datetime.date | None:
    force = body.get("force")
    return datetime.date.fromisoformat(force[0]) if force and force[0] else None
