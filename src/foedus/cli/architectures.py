"""``foedus architectures``: list, show, check and make dated sets of edits."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.architectures.architecture import Architecture
from foedus.architectures.edit import Edit, SetCooperation, day_of
from foedus.architectures.load import architecture, find, names, read_architecture
from foedus.architectures.make import made_file
from foedus.errors import BadInput

app = typer.Typer(help="List, show, check and make architectures: dated sets of edits.", rich_markup_mode=None)

WIDTH = 100
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]
PARTS = ("insiders", "core", "region", "direction", "finding", "vote", "means", "restraint", "exit", "rivals")


@app.command("list")
def list_architectures(as_json: AsJson = False) -> None:
    """The library: base architectures, then variants. Example: foedus architectures list"""
    found = [architecture(name) for name in (*names("base"), *names("variant"))]
    if as_json:
        short = [
            {"name": one.name, "kind": one.kind, "title": one.title, "first_year": one.first_year()} for one in found
        ]
        print(json.dumps({"architectures": short}, ensure_ascii=False, indent=1))
        return
    for kind in ("base", "variant"):
        print(f"{kind}:")
        for one in found:
            if one.kind == kind:
                _wrapped(f"{one.name:<28}", one.title)
    print("All are hypotheses, none is known to be planned. Show one with: foedus architectures show NAME")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="a name of the library, or a YAML file")], as_json: AsJson = False
) -> None:
    """Title, design record, steps and edits. Example: foedus architectures show two-blocs"""
    one = find(name)
    if as_json:
        print(json.dumps(as_plain(one), ensure_ascii=False, indent=1))
        return
    print(textwrap.fill(f"{one.name}: {one.title}", WIDTH))
    print(textwrap.fill(one.note, WIDTH))
    print("\nDesign record")
    for part in PARTS:
        value = getattr(one.design, part)
        _wrapped(f"{part:<10}", (" ".join(value) if isinstance(value, tuple) else value) or "none")
    for step in one.steps:
        when = f"announced {step.announce}, enters {step.enter}" if step.enter else "from the first simulated year"
        print(f"\nStep: {when}" + (f", ends {step.exit}" if step.exit else ""))
        for edit in step.edits:
            _wrapped("", edit_told(edit))
    if not one.steps:
        print("\nNo edit.")
    print("\nSources")
    for source in one.source:
        _wrapped("", source)


@app.command("check")
def check(file: Annotated[str, typer.Argument(help="a YAML file")], as_json: AsJson = False) -> None:
    """Read an architecture of your own, or say where its first mistake is.

    Example: foedus architectures check my-order.yaml
    """
    one = read_architecture(file)
    edits = [edit for step in one.steps for edit in step.edits]
    from foedus.architectures.architecture import dated_edits
    from foedus.architectures.law import apply_edits
    from foedus.treaties.library import library

    apply_edits(library(), dated_edits(one.steps))
    if as_json:
        print(json.dumps({"name": one.name, "steps": len(one.steps), "edits": len(edits)}))
        return
    print(f"{one.name}: {len(one.steps)} steps, {len(edits)} edits, first year {one.first_year() or 'of the run'}.")
    print("No mistake found.")


@app.command("new")
def new(
    out: Annotated[Path, typer.Argument(help="the YAML file to write; it must not exist")],
    start: Annotated[str, typer.Option("--from", help="architecture to begin with")] = "status-quo",
    admit: Annotated[list[str] | None, typer.Option("--admit", help="TREATY:STATE,STATE@YEAR; may be repeated")] = None,
    widen: Annotated[
        list[str] | None, typer.Option("--widen", help="TREATY:ARTICLE:AREA[,AREA]; may be repeated")
    ] = None,
) -> None:
    """Write an architecture to start from: accessions, and scope articles widened by areas of the gazetteer.

    Example: foedus architectures new a.yaml --from status-quo --admit nato_1949:JPN,KOR@2026
    --widen nato_1949:6:west_pacific
    """
    if not (admit or widen):
        raise BadInput("Nothing to write. Name at least one --admit TREATY:STATES@YEAR or --widen TREATY:ARTICLE:AREA.")
    if out.exists():
        raise BadInput(f"'{out}' exists already. Give a new name; nothing is overwritten.")
    text = made_file(find(start), out.stem, admit or [], widen or [])
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"Cannot write '{out}': {error.strerror}. Name a file in a folder that exists.") from None
    one = read_architecture(out)
    print(f"{out}: {one.title}")
    print("Read its design record and correct it. Next: foedus diff status-quo " + str(out))


def as_plain(one: Architecture) -> dict[str, Any]:
    """The JSON of an architecture; every edit carries the name of its operation as `op`."""
    plain = asdict(one)
    for step, told in zip(one.steps, plain["steps"], strict=True):
        for edit, fields in zip(step.edits, told["edits"], strict=True):
            fields["op"] = _operation(edit)
    return json.loads(json.dumps(plain, default=str))


def _operation(edit: Edit) -> str:
    name = type(edit).__name__
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


def edit_told(edit: Edit) -> str:
    """One line on one edit."""
    fields = {
        key: value for key, value in vars(edit).items() if key not in ("start", "on", "end") and value is not None
    }
    if "body" in fields:
        body = fields.pop("body")
        articles = "; ".join(f"{one['art']} {one['type']}, {one['strength']}" for one in body["clauses"])
        fields["text"] = f"{body['id']}, {body['name']}: {articles}"
    if "clause" in fields:
        clause = fields.pop("clause")
        fields["text"] = f"{clause['id']} (Art. {clause['art']}): {clause['type']}, {clause['strength']}"
    if isinstance(edit, SetCooperation):
        fields["pairs"] = "; ".join(f"{' '.join(a)} with {' '.join(b)}" for a, b in edit.pairs)
    words = ", ".join(
        f"{key} {' '.join(value) if isinstance(value, tuple) else value}" for key, value in fields.items()
    )
    day = day_of(edit)
    return f"{_operation(edit)}: {words}" + (f", {day}" if day else "")


def _wrapped(head: str, text: str) -> None:
    left = f"  {head}"
    print(textwrap.fill(text, WIDTH, initial_indent=left, subsequent_indent=" " * len(left) + ("" if head else "  ")))
