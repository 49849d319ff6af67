"""``foedus explain``: one state in one simulated year of a run, law by law."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.watch import Watch

Theory = Annotated[str | None, typer.Option("--theory", help="default the first of the run that is pooled")]
Order = Annotated[str | None, typer.Option("--architecture", help="default that of the run's first sentence")]
Stream = Annotated[int, typer.Option("--stream", help="which history of the draw")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")]


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    run: Annotated[Path, typer.Argument(metavar="RUN", help="a folder that foedus compare -o wrote")],
    state: Annotated[str, typer.Option("--state", help="its code, e.g. KOR")],
    year: Annotated[int, typer.Option("--year", help="a simulated calendar year of the run")],
    theory: Theory = None,
    architecture: Order = None,
    draw: Annotated[int, typer.Option("--draw", help="which draw of beliefs, from 0")] = 0,
    stream: Stream = 0,
    pairs: Annotated[int, typer.Option("--pairs", help="pairs taken apart on each side, 0 to 5")] = 1,
    as_json: AsJson = False,
) -> None:
    """Follow one state through one simulated year: which law gave what, beside the status quo with the same luck.

    Example: foedus explain run --state KOR --year 2031 --architecture bloc-extension
    """
    from foedus.report.again import again, check_asked, stories
    from foedus.report.replay_told import payload, told
    from foedus.study import open_run

    spec = open_run(run).spec
    check_asked(spec, state, year, stream, pairs)
    with Watch() as progress:
        progress.tell("law", 0, 0)
        made = again(spec, theory, architecture, draw)
        progress.tell("simulate", 0, 0)
        story, beside = stories(made, spec, state, year, stream, pairs)
    for note in made.notes:
        print(f"Note: {note}", file=sys.stderr)
    if as_json:
        head = {"world": spec.world, "seed": spec.seed, "run": spec.command, "notes": list(made.notes)}
        json.dump(payload(story, beside, head), sys.stdout, ensure_ascii=False)
        print()
        return
    print(told(story, beside, pairs))
