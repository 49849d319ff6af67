"""``foedus rerun``: one draw of a run again, year by year."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.explain import Order, Theory
from foedus.cli.watch import Watch
from foedus.errors import UnknownState


def command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="a folder that foedus compare -o wrote")],
    draw: Annotated[int, typer.Option("--draw", help="which draw of beliefs, from 0")],
    theory: Theory = None,
    architecture: Order = None,
    state: Annotated[str | None, typer.Option("--state", help="years of one state, e.g. KOR; default all")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object, with beliefs and every stream")] = False,
) -> None:
    """Make one draw of a run again: its beliefs, its luck, a table by year beside the status quo.

    Example: foedus rerun run --draw 17 --theory spiral --architecture bloc-extension
    """
    from foedus.report.again import again
    from foedus.report.rerun_told import payload, told
    from foedus.study import open_run

    spec = open_run(run).spec
    if state is not None and state not in spec.names:
        raise UnknownState(state, spec.names, "this run")
    with Watch() as progress:
        progress.tell("law", 0, 0)
        made = again(spec, theory, architecture, draw)
        progress.tell("simulate", 0, 0)
        names = tuple(made.replay.frames)
        found = {name: made.replay.whole(name) for name in names}
    for note in made.notes:
        print(f"Note: {note}", file=sys.stderr)
    if as_json:
        json.dump(payload(spec, made, found), sys.stdout, ensure_ascii=False)
        print()
        return
    print(told(spec, made, found, state))
