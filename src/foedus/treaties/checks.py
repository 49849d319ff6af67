"""Checks that look across tables: does every state, word, class and area exist, and do dates run forward?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import nearest
from foedus.treaties.language.rules import BadException, flat
from foedus.treaties.yaml_file import YamlFile

if TYPE_CHECKING:
    from foedus.treaties.library import Library

Path = Sequence[Any]
BY_WORDS = ("any", "party", "nonparty")
STATE_LISTS = ("by_not", "supported_by", "not_supported_by", "initiator", "dyad", "duty_not", "duty_in", "carve_out")
FACT_LISTS = ("needs", "blocked_by", "disputed_if")
TAG_LISTS = ("tags", "any_tags", "not_tags")


@dataclass(frozen=True)
class Names:
    """All names a text may use."""

    states: Collection[str]
    classes: Collection[str]
    acts: Collection[str]
    targets: Collection[str]
    facts: Collection[str]
    tags: Collection[str]
    aliases: Mapping[str, str]  # codes of other files: TWN -> ROC

    @staticmethod
    def of(tables: Mapping[str, Any]) -> Names:
        """From the plain tables."""
        tokens = tables["tokens"]
        tags = {
            *tokens["tags"],
            *tables["areas"],
            *(tag for place in tables["places"].values() for tag in place["tags"]),
        }
        return Names(tables["states"], tables["classes"], tokens["acts"], tokens["targets"], tokens["facts"], tags, {})

    @staticmethod
    def from_library(library: Library) -> Names:
        """From a library in memory."""
        tokens = library.tokens
        tags = {*tokens.tags, *library.areas, *(tag for place in library.places.values() for tag in place.tags)}
        words = (tokens.acts, tokens.targets, tokens.facts)
        return Names(library.states, library.classes, *words, tags, library.aliases)


def lawful(plain: Any, aliases: Mapping[str, str]) -> Any:
    """Plain data with the codes of other files (TWN) turned into those of the law (ROC)."""
    if isinstance(plain, dict):
        return {aliases.get(key, key): lawful(value, aliases) for key, value in plain.items()}
    if isinstance(plain, list):
        return [lawful(value, aliases) for value in plain]
    return aliases.get(plain, plain) if isinstance(plain, str) else plain


def must_know(file: YamlFile, path: Path, name: Any, valid: Collection[str], kind: str) -> None:
    """Raise when `name`, which stands at `path`, is none of `valid`."""
    if isinstance(name, str) and name in valid:
        return
    near = nearest(str(name), valid)
    hint = "Did you mean " + " or ".join(f"'{one}'" for one in near) + "?" if near else _some(valid)
    raise file.wrong(path, f"no {kind} '{name}' is known ({len(valid)} are)", hint)


def _some(valid: Collection[str]) -> str:
    shown = sorted(valid)
    return ("Known: " if len(shown) <= 12 else "Known are for example: ") + ", ".join(shown[:12]) + "."


def in_order(file: YamlFile, path: Path, start: str | None, end: str | None, what: str) -> None:
    """Raise when `end` lies before `start` (ISO texts)."""
    if start and end and end < start:
        raise file.wrong(path, f"{what} ends on {end}, before it begins on {start}", "Put the dates in order.")


def check_treaty(plain: Mapping[str, Any], file: YamlFile, path: Path, names: Names) -> None:
    """Every state, word, class, area and date of one treaty."""
    start, end = plain["force"]
    in_order(file, [*path, "force"], start, end, f"the force of '{plain['id']}'")
    for k, row in enumerate(plain["parties"]):
        at = [*path, "parties", k]
        for place, state in _states_of_party(row):
            if state != "*":
                must_know(file, [*at, *place], state, names.states, "state")
        in_order(file, at, row["from"], row.get("to"), "a membership")
    for k, row in enumerate(plain.get("suspended") or ()):
        at = [*path, "suspended", k]
        for key in ("pair", "s"):
            for n, state in enumerate(row.get(key) or ()):
                must_know(file, [*at, key, n], state, names.states, "state")
        in_order(file, at, row["from"], row.get("to"), "a suspension")
    _check_cooperation(plain, file, path)
    seen: set[str] = set()
    for k, clause in enumerate(plain["clauses"]):
        at = [*path, "clauses", k]
        check_clause(clause, file, at, names)
        for name in (one["id"] for one in _compiled(clause, file, at, names)):
            if name in seen:
                raise file.wrong([*at, "id"], f"the clause id '{name}' stands twice", "Give each its own id.")
            seen.add(name)


def _compiled(rule: Mapping[str, Any], file: YamlFile, at: Path, names: Names) -> list[dict[str, Any]]:
    """The clauses that a rule with its exceptions stands for; every name in an exception is known."""
    for n, one in enumerate(rule.get("exceptions") or ()):
        here = [*at, "exceptions", n]
        for k, state in enumerate(one.get("for") or ()):
            must_know(file, [*here, "for", k], state, names.states, "state")
        for key in ("unless", "when"):
            if key in one:
                check_clause({"id": one["label"], "acts": (), **one[key]}, file, [*here, key], names)
    try:
        return flat(rule)
    except BadException as wrong:
        raise file.wrong([*at, "exceptions", wrong.number, "label"], wrong.found, wrong.todo) from None


def _check_cooperation(plain: Mapping[str, Any], file: YamlFile, path: Path) -> None:
    """A tier of cooperation is for texts that bind nobody in law, or that have no clause."""
    if plain.get("cooperation") and plain["clauses"] and plain["binding"] not in ("none", "political"):
        found = f"'{plain['id']}' has a tier of cooperation beside {len(plain['clauses'])} clauses that bind in law"
        todo = "Give 'cooperation' only where 'binding' is none or political, or where 'clauses' is empty."
        raise file.wrong([*path, "cooperation"], found, todo, on_key=True)


def _states_of_party(row: Mapping[str, Any]) -> Iterator[tuple[list[Any], str]]:
    for key in ("s", "never"):
        for n, state in enumerate(row.get(key) or ()):
            yield [key, n], state
    for key in ("late", "left"):
        for state in row.get(key) or ():
            yield [key, state], state


def check_clause(clause: Mapping[str, Any], file: YamlFile, at: Path, names: Names) -> None:
    """Every state, word, class, area and date of one clause."""
    for key, state in _states_of_clause(clause):
        must_know(file, [*at, *key], state, names.states, "state")
    by = clause.get("by", "any")
    if isinstance(by, str):
        must_know(file, [*at, "by"], by, [*BY_WORDS, *names.classes], "adversary")
    for n, act in enumerate(clause["acts"]):
        must_know(file, [*at, "acts", n], act, names.acts, "act")
    if clause.get("trigger"):
        must_know(file, [*at, "trigger"], clause["trigger"], names.acts, "act")
    for key in FACT_LISTS:
        for n, fact in enumerate(clause.get(key) or ()):
            must_know(file, [*at, key, n], fact, names.facts, "fact")
    for k, limb in enumerate(clause.get("where") or ()):
        _check_where(limb, file, [*at, "where", k], names)
    in_order(file, at, clause.get("from"), clause.get("until"), f"clause '{clause['id']}'")


def _states_of_clause(clause: Mapping[str, Any]) -> Iterator[tuple[list[Any], str]]:
    for key in (*STATE_LISTS, "by", "victim", "duty"):
        value = clause.get(key)
        if isinstance(value, list):
            yield from (([key, n], state) for n, state in enumerate(value))
    for key in ("hub", "bilateral_hub"):
        if clause.get(key):
            yield [key], clause[key]
    for k, pair in enumerate(clause.get("dyads") or ()):
        yield from ((["dyads", k, n], state) for n, state in enumerate(pair))
    for k, row in enumerate(clause.get("excluded_if") or ()):
        yield from ((["excluded_if", k, key], row[key]) for key in ("initiator", "opponent"))
    yield from ((["ends_for", state], state) for state in clause.get("ends_for") or ())


def _check_where(limb: Mapping[str, Any], file: YamlFile, at: Path, names: Names) -> None:
    words: Iterable[tuple[tuple[str, ...], Collection[str], str]] = (
        (("target",), names.targets, "target"),
        (TAG_LISTS, names.tags, "area (tag)"),
        (("sov", "adm"), names.states, "state"),
    )
    for keys, valid, kind in words:
        for key in keys:
            value = limb.get(key)
            for n, name in enumerate(value if isinstance(value, list) else ()):
                must_know(file, [*at, key, n], name, valid, kind)


def check_place(plain: Mapping[str, Any], file: YamlFile, at: Path, names: Names) -> None:
    """Every state and date of one place. A tag that no clause reads is allowed: it only describes."""
    for key in ("sov", "adm", "claimed_by"):
        value = plain.get(key)
        if isinstance(value, str):
            must_know(file, [*at, key], value, names.states, "state")
        for n, row in enumerate(value if isinstance(value, list) else ()):
            if isinstance(row, str):
                must_know(file, [*at, key, n], row, names.states, "state")
                continue
            must_know(file, [*at, key, n, "s"], row["s"], names.states, "state")
            in_order(file, [*at, key, n], row.get("from"), row.get("to"), "a period")
    for key in ("home_of", "sea_of"):
        if plain.get(key):
            must_know(file, [*at, key], plain[key], names.states, "state")


def check_classes(plain: Mapping[str, Any], file: YamlFile, names: Names) -> None:
    """Every state and date of the classes of adversary."""
    for name, one in plain.items():
        for k, row in enumerate(one["members"]):
            for n, state in enumerate(row["s"]):
                must_know(file, [name, "members", k, "s", n], state, names.states, "state")
            in_order(file, [name, "members", k], row["from"], row["to"], "a membership")
