"""Base rules with labelled exceptions, compiled into flat clauses (plain data in, plain data out).

A reservation or understanding is written beside the rule it limits. `unless`: the states in `for` are bound by the rule
only where these tests hold too; `then` is what they owe besides. `when`: where these tests hold, they owe `then` in
place of the rule. Two exceptions that can both apply to one state and say different things are an error, whatever
their order in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

Plain = Mapping[str, Any]
NEVER_BOTH = (("needs", "blocked_by"), ("blocked_by", "needs"))  # a fact that one asks for and the other forbids
LISTS = ("by", "victim", "initiator")  # two lists without a common state never hold together
MARKS = ("military", "limits", "binding", "readings", "note", "status")  # carried, never tested


class BadException(ValueError):
    """An exception that cannot stand; `number` is its place in the list."""

    def __init__(self, number: int, found: str, todo: str) -> None:
        super().__init__(f"{found}. {todo}")
        self.number, self.found, self.todo = number, found, todo


def flat(rule: Plain) -> list[dict[str, Any]]:
    """The clauses that a rule stands for; one without exceptions stands for itself. Raises BadException."""
    exceptions = rule.get("exceptions") or ()
    if not exceptions:
        return [dict(rule)]
    for number, one in enumerate(exceptions):
        _check(rule, number, one)
    for (_, one), (number, other) in combinations(enumerate(exceptions), 2):
        if _both_apply(one, other) and _says(one) != _says(other):
            found = f"exceptions '{one['label']}' and '{other['label']}' can both apply and say different things"
            raise BadException(number, found, "Let their tests exclude one another, or make them one.")
    base = {key: value for key, value in rule.items() if key != "exceptions"}
    named = list(dict.fromkeys(state for one in exceptions for state in one.get("for") or ()))
    rest = _without(base, named)
    bound = (_bound(base if "for" in one else rest, one) for one in exceptions)
    return [*_base(rest, exceptions), *(clause for some in bound for clause in some)]


def _check(rule: Plain, number: int, one: Plain) -> None:
    label = one["label"]
    if ("unless" in one) == ("when" in one):
        raise BadException(number, f"exception '{label}' has not exactly one of 'unless' and 'when'", "Give one.")
    if rule["duty"] in ("attacker", "initiator") or rule.get("trigger") or rule.get("victim") == "any":
        found = f"exception '{label}' stands beside a rule that no list of bearers can limit"
        raise BadException(number, found, "Write the clauses out one by one, with duty_in or from and until.")
    then = one.get("then")
    if then and "unless" in one and then["type"] == rule["type"]:
        found = f"exception '{label}' owes '{then['type']}' besides the rule, which gives the same type"
        raise BadException(number, found, "Use 'when', or another type: a weaker duty stands beside the rule.")
    if "when" in one and _opposite(one["when"]) is None:
        found = f"the opposite of 'when' in exception '{label}' cannot be written as a clause"
        raise BadException(number, found, "Use one fact in needs or blocked_by, or by as a list of states.")


def _base(base: dict[str, Any], exceptions: Sequence[Plain]) -> Iterator[dict[str, Any]]:
    """The rule for all whom no exception touches."""
    for_all = [one for one in exceptions if "for" not in one]
    for one in for_all:
        if "when" in one:
            base = _joined(base, _opposite(one["when"]) or {})
    if base["duty"] != [] and not any("unless" in one for one in for_all):
        yield base


def _bound(base: dict[str, Any], one: Plain) -> Iterator[dict[str, Any]]:
    """The rule as it binds the states of one exception, and what they owe in its place or besides."""
    mine: dict[str, Any] = {}
    if "for" in one:
        listed, free = base["duty"], base.get("duty_not") or ()
        mine = {"duty": [s for s in one["for"] if s not in free and (not isinstance(listed, list) or s in listed)]}
    named = {"id": f"{base['id']}_{one['label']}", "art": one["art"], **mine}
    own = {key: value for key, value in base.items() if key != "duty_not" or not mine}
    if "unless" in one:
        yield _settled(_joined(own, one["unless"]) | named)
    elif mine:
        yield _settled(_joined(own, _opposite(one["when"]) or {}) | named)
    if "then" in one:
        tests = _joined(own, one["when"]) if "when" in one else own
        owed = {key: value for key, value in tests.items() if key != "note"} | one["then"]
        yield _settled(owed | named | {"id": f"{named['id']}_then"})


def _joined(clause: Plain, more: Plain) -> dict[str, Any]:
    """`more` in place of the same keys of the clause; facts and places come on top."""
    added = {key: [*clause[key], *more[key]] for key in ("needs", "blocked_by", "disputed_if", "by_not")
             if key in clause and key in more}  # fmt: skip
    return {**clause, **more, **added}


def _settled(clause: dict[str, Any]) -> dict[str, Any]:
    """`status: clear` is what holds without the key."""
    return {key: value for key, value in clause.items() if (key, value) != ("status", "clear")}


def _without(clause: dict[str, Any], states: list[str]) -> dict[str, Any]:
    if isinstance(clause["duty"], list):
        return {**clause, "duty": [one for one in clause["duty"] if one not in states]}
    gone = list(dict.fromkeys([*(clause.get("duty_not") or ()), *states]))
    return {**clause, **({"duty_not": gone} if gone else {})}


def _opposite(when: Plain) -> dict[str, Any] | None:
    """The tests that hold exactly where `when` does not; None when no clause can say so."""
    tests = {key: value for key, value in when.items() if key not in MARKS}
    match tests:
        case {"needs": [one], **rest} if not rest:
            return {"blocked_by": [one]}
        case {"blocked_by": [one], **rest} if not rest:
            return {"needs": [one]}
        case {"by": list(states), **rest} if not rest:
            return {"by_not": states}
    return None


def _both_apply(one: Plain, other: Plain) -> bool:
    """Can two exceptions touch the same state on the same event?"""
    mine, yours = one.get("for"), other.get("for")
    if mine is not None and yours is not None and not set(mine) & set(yours):
        return False
    a, b = one.get("unless") or one["when"], other.get("unless") or other["when"]
    if any(set(a.get(key, ())) & set(b.get(against, ())) for key, against in NEVER_BOTH):
        return False
    lists = [(a.get(key), b.get(key)) for key in LISTS]
    if any(isinstance(x, list) and isinstance(y, list) and not set(x) & set(y) for x, y in lists):
        return False
    return not (_before(a, b) or _before(b, a))


def _before(one: Plain, other: Plain) -> bool:
    return bool(one.get("until") and other.get("from") and one["until"] < other["from"])


def _says(one: Plain) -> tuple[Any, ...]:
    return one.get("unless"), one.get("when"), one.get("then")
