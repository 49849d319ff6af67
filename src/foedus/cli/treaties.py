"""``foedus treaties``: list, show and check instruments."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.cli import crosscheck
from foedus.errors import BadDate, BadInput, UnknownToken
from foedus.treaties.library import Library, library
from foedus.treaties.treaty import Treaty
from foedus.treaties.words import TYPE

app = typer.Typer(help="List, show and check treaties: 118 instruments from 1373 to 2025.", rich_markup_mode=None)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]

app.command("crosscheck")(crosscheck.command)


@app.command("list")
def list_treaties(
    state: Annotated[str, typer.Option("--state", help="only those this state is or was a party to")] = "",
    in_force: Annotated[str, typer.Option("--in-force", help="only those in force on this day, YYYY-MM-DD")] = "",
    type_: Annotated[str, typer.Option("--type", help="only those with a clause of this type, e.g. defence")] = "",
    as_json: AsJson = False,
) -> None:
    """Instruments, one a line. Example: foedus treaties list --state JPN --in-force 2023-06-01 --type defence"""
    law = library()
    code = law.law_code(state.strip().upper()) if state else ""
    day = _day(in_force) if in_force else None
    if type_ and type_ not in TYPE:
        raise UnknownToken(type_, TYPE, "--type")
    found = [one for one in law.treaties.values() if _fits(one, code, day, type_)]
    if as_json:
        print(json.dumps({"treaties": [_short(one, law, day) for one in found]}, ensure_ascii=False, indent=1))
        return
    for one in found:
        start, end = one.force
        span = f"{start or 'never'} to {end or 'open'}"
        kinds = ", ".join(dict.fromkeys(clause.type for clause in one.clauses)) or "no clause"
        print(f"{one.id:<30} {span:<24} {kinds}"[:100])
    print(f"{len(found)} of {len(law.treaties)} instruments. Show one with: foedus treaties show ID")


def _fits(treaty: Treaty, state: str, day: date | None, kind: str) -> bool:
    if day is not None and not treaty.in_force(day):
        return False
    if state:
        members = treaty.parties_on(day) if day is not None else {one.state for one in treaty.parties}
        if state not in members:
            return False
    return not kind or any(one.type == kind and (day is None or one.valid_on(day)) for one in treaty.clauses)


def _short(treaty: Treaty, law: Library, day: date | None) -> dict[str, Any]:
    members = treaty.parties_on(day) if day is not None else {one.state for one in treaty.parties}
    start, end = treaty.force
    return {
        "id": treaty.id,
        "name": treaty.name,
        "binding": treaty.binding,
        "from": str(start) if start else None,
        "to": str(end) if end else None,
        "parties": sorted(law.world_code(one) for one in members),
        "clauses": [{"id": one.id, "article": one.art, "type": one.type} for one in treaty.clauses],
        "verified": treaty.verified,
    }


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="id of an instrument, e.g. nato_1949")], as_json: AsJson = False
) -> None:
    """One instrument: dates, parties, clauses in words, sources. Example: foedus treaties show nato_1949"""
    law = library()
    treaty = law.treaty(name)
    if as_json:
        print(json.dumps(_plain(treaty), ensure_ascii=False, indent=1, default=str))
        return
    from foedus.treaties.page import treaty_page

    print("\n".join(treaty_page(law, treaty)))


def _plain(treaty: Treaty) -> dict[str, Any]:
    return dataclasses.asdict(treaty)


@app.command("check")
def check(
    files: Annotated[list[str], typer.Argument(help="YAML files of one treaty each")], as_json: AsJson = False
) -> None:
    """Check treaty files: keys, words, states, dates. Example: foedus treaties check my_treaty.yaml"""
    from foedus.treaties.reading import read_treaty

    law = library()
    told: list[dict[str, Any]] = []
    for file in files:
        if Path(file).is_dir():
            raise BadInput(f"'{file}' is a folder. Name the YAML files in it, for example {file}/*.yaml.")
        treaty = read_treaty(file, law)
        told.append({"file": file, "id": treaty.id, "clauses": len(treaty.clauses), "parties": len(treaty.parties)})
    if as_json:
        print(json.dumps({"checked": told}, ensure_ascii=False, indent=1))
        return
    for one in told:
        print(f"{one['file']}: '{one['id']}' is sound ({one['clauses']} clauses, {one['parties']} memberships).")


def _day(text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate(text, "--in-force") from None
