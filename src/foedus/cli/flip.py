"""``foedus flip``: what one would have to believe for a claim to reverse."""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.compare import names
from foedus.cli.watch import Watch
from foedus.report.tables import WIDTH

Run = Annotated[Path | None, typer.Argument(metavar="[RUN]", help="a run folder: its world, theories, draws, seed")]
Over = Annotated[str | None, typer.Option("--over", help="parameters, separated by commas; default all not fixed")]
Figure = Annotated[Path | None, typer.Option("--figure", help="write curves and tiles: SVG, PNG or PDF")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")]
Streams = Annotated[int | None, typer.Option("--streams", help="histories per draw; default what the outcome needs")]


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    name: Annotated[str, typer.Argument(metavar="NAME", help="a claim (foedus claims list), or a YAML file")],
    run: Run = None,
    over: Over = None,
    theories: Annotated[str | None, typer.Option("--theories", help="ids, by commas; default all seven")] = None,
    draws: Annotated[int | None, typer.Option("--draws", help="per theory; default 256, or those of RUN")] = None,
    streams: Streams = None,
    seed: Annotated[int | None, typer.Option("--seed", help="names the luck; default 1, or that of RUN")] = None,
    world: Annotated[str | None, typer.Option("--world", help="default that of the claim, or of RUN")] = None,
    figure: Figure = None,
    as_json: AsJson = False,
) -> None:
    """Where in assumption space a claim reverses: a box in words, checked on draws it was not fitted on.

    Example: foedus flip selective-security --over distinguishability,arms_reaction,duty_weight --draws 64
    """
    from foedus.claims.assumptions import chosen
    from foedus.claims.claim import told as claimed
    from foedus.claims.flip_answer import flip_answer
    from foedus.claims.flip_run import asked, pooled_of, rows_of, simulated
    from foedus.report.flip_figures import check_path, flip_figure
    from foedus.report.flip_told import payload, told

    parameters = None if over is None else chosen(names(over) or [])
    question = asked(name, run, names(theories), (draws, streams, seed), world)
    if figure is not None:
        check_path(figure)
    with Watch() as progress:
        rows = rows_of(question, simulated(question, progress.tell), parameters)
    answer = flip_answer(rows, pooled_of(rows.theories))
    title = f"{question.claim.name}: {claimed(question.claim)}"
    if figure is not None:
        flip_figure(answer, title, figure)
    if as_json:
        json.dump(payload(answer, question.head()), sys.stdout, ensure_ascii=False)
        print()
        return
    print(told(answer, textwrap.fill(title, WIDTH)))
    print("\n" + question.made())
