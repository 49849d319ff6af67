"""``foedus mirror``: the same design with the roles reversed, by law alone or with what it does to either side."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from foedus.architectures.load import find as find_architecture
from foedus.architectures.mirror import mirrored
from foedus.architectures.roles.load import find as find_roles
from foedus.architectures.written import file_of, written
from foedus.cli.mirror_told import compared_lines, compared_plain, law_lines, law_plain
from foedus.errors import BadInput


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    architecture: Annotated[str, typer.Argument(metavar="ARCH", help="a name of the library, or a YAML file")],
    roles: Annotated[str, typer.Option("--roles", help="us-cn, us-ru, or a YAML file of roles")] = "us-cn",
    compare: Annotated[bool, typer.Option("--compare", help="simulate both designs")] = False,
    draws: Annotated[int, typer.Option("--draws", help="with --compare: parameter vectors per theory")] = 256,
    streams: Annotated[int, typer.Option("--streams", help="with --compare: histories per draw")] = 8,
    years: Annotated[int, typer.Option("--years", help="with --compare: simulated years")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="with --compare: names the luck")] = 1,
    theories: Annotated[str | None, typer.Option("--theories", help="with --compare: ids, separated by commas")] = None,
    threads: Annotated[int | None, typer.Option("--threads", help="with --compare: default all cores")] = None,
    world: Annotated[str, typer.Option("--world", help="an embedded world or a folder")] = "asia-pacific-2023",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="YAML file for the reversed design")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON value on stdout")] = False,
) -> None:
    """The same design made by the other side: what it changes in law, and with --compare whom it makes safer.

    Example: foedus mirror bloc-extension --roles us-cn;  foedus mirror bloc-extension --compare --draws 64
    """
    from foedus.world import find as find_world

    design, read, here = find_architecture(architecture), find_roles(roles), find_world(world)
    turned = mirrored(design, read)
    if out is not None:
        _write(out, written(replace(turned, kind="user")))
    plain = {"architecture": design.name, "roles": read.name, "reversed": file_of(turned), "reasons": read.reasons}
    if not compare:
        if as_json:
            _print(plain | {"law": law_plain(here, design, turned, read)})
        else:
            print("\n".join(law_lines(here, design, turned, read)))
        return
    from foedus.claims.both_sides import both_sides
    from foedus.cli.compare import names
    from foedus.cli.watch import Watch
    from foedus.simulate.result import Plan
    from foedus.theories.load import ORDER
    from foedus.theories.load import theory as find_theory

    asked = [find_theory(name) for name in names(theories) or ORDER]
    plan = Plan(seed, draws, streams, years, (years,), threads)
    with Watch() as progress:
        found = both_sides(here, design, read, asked, plan, progress.tell)
    if as_json:
        _print(plain | {"world": here.name, "year": here.year} | compared_plain(found))
    else:
        print("\n".join(compared_lines(found, read)))


def _write(out: Path, text: str) -> None:
    if out.exists():
        raise BadInput(f"'{out}' exists already. Give a new name; nothing is overwritten.")
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"Cannot write '{out}': {error.strerror}. Name a file in a folder that exists.") from None
    print(f"{out}: written. Check it with: foedus architectures check {out}", file=sys.stderr)


def _print(plain: dict) -> None:
    print(json.dumps(plain, ensure_ascii=False, default=_plain))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, (tuple, set, frozenset)) else str(value)
