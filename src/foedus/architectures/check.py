"""Checks of an edit that look across tables: does every treaty and state exist, and do dates fit the step?"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from foedus.treaties.checks import Names, check_clause, check_treaty, must_know
from foedus.treaties.library import Library
from foedus.treaties.yaml_file import YamlFile

DATES = ("from", "date", "on")
CODES = ("states", "members")


def check_edit(
    file: YamlFile,
    at: Sequence[Any],
    law: Library,
    plain: Mapping[str, Any],
    shown: Mapping[str, str],
    enter: int = 0,
    created: Collection[str] = (),
) -> None:
    """Raise at the first unknown treaty or state, or date before the step enters. `shown` renames keys of the file."""
    treaties = [*law.treaties, *created]
    if "treaty" in plain:
        must_know(file, [*at, shown.get("treaty", "treaty")], plain["treaty"], treaties, "treaty")
    for n, name in enumerate(plain.get("treaties", ())):
        if name != "*":
            must_know(file, [*at, "treaties", n], name, treaties, "treaty")
    for key in CODES:
        for n, name in enumerate(plain.get(key, ())):
            check_state(file, [*at, shown.get(key, key), n], law, name, created)
    for n, pair in enumerate(plain.get("pairs", ())):
        for m, side in enumerate(pair):
            for k, name in enumerate([side] if isinstance(side, str) else side):
                check_state(file, [*at, "pairs", n, m] + ([] if isinstance(side, str) else [k]), law, name, created)
    _check_day(file, at, plain, enter)
    if "clause" in plain:
        check_clause(plain["clause"], file, [*at, "clause"], _names(law))
        _check_day(file, [*at, "clause"], plain["clause"], enter)
    if "body" in plain:
        _check_body(file, [*at, "body"], law, plain["body"], enter, created)


def check_state(file: YamlFile, at: Sequence[Any], law: Library, name: str, created: Collection[str] = ()) -> None:
    """A code of the law or of a world, or @TREATY for its parties."""
    if name.startswith("@"):
        must_know(file, at, name[1:], [*law.treaties, *created], "treaty")
    else:
        must_know(file, at, name, [*law.states, *law.aliases], "state")


def _names(law: Library) -> Names:
    return replace(Names.from_library(law), states={**law.states, **dict.fromkeys(law.aliases)})


def _check_day(file: YamlFile, at: Sequence[Any], plain: Mapping[str, Any], enter: int) -> None:
    for key in DATES:
        if plain.get(key) and enter:
            first = datetime.date(enter, 1, 1) - datetime.timedelta(days=0 if key == "from" else 1)
            if plain[key] < first.isoformat():
                raise file.wrong(
                    [*at, key], f"the edit is dated {plain[key]}, before its step enters in {enter}",
                    f"Date it {first.isoformat()} or later, leave the date out, or let the step enter earlier.",
                )  # fmt: skip


def _check_body(
    file: YamlFile, at: Sequence[Any], law: Library, body: Mapping[str, Any], enter: int, created: Collection[str]
) -> None:
    named = dict(body)
    named.setdefault("force", [None, None])
    rows = []
    for k, row in enumerate(body["parties"]):
        for n, name in enumerate(row["s"]):
            if name.startswith("@"):
                check_state(file, [*at, "parties", k, "s", n], law, name, created)
        rows.append({"from": None, **row, "s": [one for one in row["s"] if not one.startswith("@")]})
    check_treaty({**named, "parties": rows}, file, at, _names(law))
    if named["force"][0] and enter and named["force"][0] < f"{enter:04d}-01-01":
        raise file.wrong(
            [*at, "force"], f"the treaty is in force from {named['force'][0]}, before its step enters in {enter}",
            "Leave the dates out, or let the step enter earlier.",
        )  # fmt: skip


def treaty_tags(law: Library) -> tuple[str, ...]:
    """Areas (tags) that a clause may read."""
    return tuple(sorted(law.tokens.tags))
