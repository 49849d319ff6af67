"""``foedus treaties``: list, show, check, compare with ATOP, and print the schema of the files."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Annotated, Any

import typer

from foedus.cli import crosscheck
from foedus.errors import BadDate, UnknownToken, UnknownTreaty
from foedus.treaties.library import Library, library
from foedus.treaties.treaty import Treaty
from foedus.treaties.words import BINDING, TYPE

app = typer.Typer(help="List, show and check treaties, from 1373 to today.", rich_markup_mode=None)
app.command("crosscheck")(crosscheck.command)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]


@app.command("list")
def list_treaties(
    state: Annotated[list[str] | None, typer.Option("--state", help="a party; repeat it for parties in common")] = None,
    in_force: Annotated[str, typer.Option("--in-force", help="only those in force on this day, YYYY-MM-DD")] = "",
    type_: Annotated[str, typer.Option("--type", help="only those with a clause of this type, e.g. defence")] = "",
    binding: Annotated[str, typer.Option("--binding", help="legal, political, none or domestic_law")] = "",
    text: Annotated[str, typer.Option("--text", help="words that all stand in the record")] = "",
    missing: Annotated[bool, typer.Option("--missing", help="those that exist and are not encoded here")] = False,
    as_json: AsJson = False,
) -> None:
    """Instruments, one a line. Example: foedus treaties list --state JPN --state USA --in-force 2023-06-01"""
    from foedus.treaties import listing

    law = library()
    for word, valid, option in ((type_, TYPE, "--type"), (binding, BINDING, "--binding")):
        if word and word not in valid:
            raise UnknownToken(word, valid, option)
    codes = tuple(law.law_code(one.strip().upper()) for given in state or [] for one in given.split(","))
    day = _day(in_force, "--in-force")
    wanted = listing.Wanted(codes, day, type_, binding, tuple(text.lower().split()))
    if missing:
        gaps = listing.missing(law, wanted)
        told: dict[str, Any] = {"missing": [listing.plain_missing(law, one) for one in gaps]}
        lines = listing.missing_lines(law, gaps)
    else:
        found = listing.matching(law, wanted)
        told = {"treaties": [listing.plain(law, one, day) for one in found]}
        lines = listing.lines(law, found, day)
    print(json.dumps(told, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="id of an instrument, e.g. nato_1949")],
    on: Annotated[str, typer.Option("--on", help="as it stands on this day, YYYY-MM-DD")] = "",
    as_json: AsJson = False,
) -> None:
    """One instrument: dates, parties, clauses in words, sources. Example: foedus treaties show nato_1949"""
    law = library()
    treaty = _find(law, name)
    day = _day(on, "--on")
    if as_json:
        print(json.dumps(_plain(law, treaty, day), ensure_ascii=False, indent=1, default=str))
        return
    from foedus.treaties.page import treaty_page

    print("\n".join(treaty_page(law, treaty, day)))


def _find(law: Library, name: str) -> Treaty:
    """The treaty called `name`, or the only one whose id begins with it and a year: aukus gives aukus_2021."""
    begun = [one for one in law.treaties if one.startswith(f"{name}_")]
    if name not in law.treaties and len(begun) > 1:
        raise UnknownTreaty(name, law.treaties, todo="Meant may be: " + ", ".join(begun) + ".")
    return law.treaty(begun[0] if name not in law.treaties and begun else name)


def _plain(law: Library, treaty: Treaty, day: date | None) -> dict[str, Any]:
    """Everything the record holds, with each clause in words; with `day` what stands on it."""
    from foedus.treaties.clause_words import details, sentence
    from foedus.treaties.page import exit_words

    told = dataclasses.asdict(treaty)
    for one, clause in zip(told["clauses"], treaty.clauses, strict=True):
        limits = [[title, words] for title, words in details(law, clause)]
        one["in_words"] = {"sentence": sentence(law, clause, treaty.binding), "limits": limits}
    told["term_and_exit"] = exit_words(treaty)
    if day is not None:
        told["on"] = {
            "day": day,
            "in_force": treaty.in_force(day),
            "parties": sorted(law.world_code(one) for one in treaty.parties_on(day)),
            "clauses": [one.id for one in treaty.clauses if treaty.in_force(day) and one.valid_on(day)],
        }
    return told


@app.command("check")
def check(
    files: Annotated[list[str], typer.Argument(help="YAML files: a treaty each, law cases, or places")],
    as_json: AsJson = False,
) -> None:
    """Check files of treaties, cases or places: keys, words, states, dates. Example: foedus treaties check mine.yaml"""
    from foedus.treaties.check_file import check_file, said

    law = library()
    told = [check_file(file, law) for file in files]
    print(json.dumps({"checked": told}, ensure_ascii=False, indent=1) if as_json else "\n".join(map(said, told)))


@app.command("schema")
def schema(
    kind: Annotated[str, typer.Option("--kind", help="which file it is for: treaty, case, places, ...")] = "treaty",
) -> None:
    """The JSON Schema of a file, for an editor to complete and check. Example: foedus treaties schema --kind case"""
    from foedus.treaties.schema import json_schema

    print(json.dumps(json_schema(kind), ensure_ascii=False, indent=1))


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate(text, option) from None
