"""``foedus explain``: one state in one simulated year of a run, law by law."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.watch import Watch
from foedus.errors import BadNumber, UnknownState

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
    from foedus.report.again import again
    from foedus.report.replay_told import payload
    from foedus.report.replay_told import told as text
    from foedus.simulate.result import STATUS_QUO
    from foedus.simulate.told_year import told
    from foedus.study import open_run

    spec = open_run(run).spec
    if state not in spec.names:
        raise UnknownState(state, spec.names, "this run")
    if not spec.year < year <= spec.year + spec.years:
        raise BadNumber("--year", year, f"a simulated year of this run, {spec.year + 1} to {spec.year + spec.years}")
    if not 0 <= stream < spec.streams:
        raise BadNumber("--stream", stream, f"a whole number from 0 to {spec.streams - 1}, as the run has them")
    if not 0 <= pairs <= 5:
        raise BadNumber("--pairs", pairs, "a whole number from 0 to 5")
    with Watch() as progress:
        progress.tell("law", 0, 0)
        made = again(spec, theory, architecture, draw)
        progress.tell("simulate", 0, 0)
        when, beside = (stream, year - spec.year), None
        story = told(made.replay, when, state, made.architecture, made.theory, max(pairs, 3))
        if made.architecture != STATUS_QUO:
            beside = told(made.replay, when, state, STATUS_QUO, made.theory, story.pairs)
    for note in made.notes:
        print(f"Note: {note}", file=sys.stderr)
    if as_json:
        head = {"world": spec.world, "seed": spec.seed, "run": spec.command, "notes": list(made.notes)}
        json.dump(payload(story, beside, head), sys.stdout, ensure_ascii=False)
        print()
        return
    print(text(story, beside, pairs))
