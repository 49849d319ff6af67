"""``foedus sensitivity``: which parameters move the answer."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.watch import Watch
from foedus.errors import BadInput

if TYPE_CHECKING:
    from foedus.claims.claim import Claim
    from foedus.claims.sensitivity import Indices

Words = Annotated[list[str] | None, typer.Argument(metavar="[NAME] [RUN]", help="a claim, then a run folder")]
By = Annotated[str, typer.Option("--by", help="mark (data, weak, unidentified), section of the model, or parameter")]
Base = Annotated[int, typer.Option("--base", help="base points, a power of two; rows = base x (groups + 2)")]
Outcome = Annotated[str, typer.Option("--outcome", help="without a claim: of which outcome")]
Group = Annotated[str, typer.Option("--group", help="without a claim: of which group")]
Arch = Annotated[str, typer.Option("--architecture", help="without a claim: under which architecture")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")]


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    words: Words = None,
    by: By = "mark",
    base: Base = 32,
    outcome: Outcome = "targeted",
    group: Group = "new-members",
    architecture: Arch = "bloc-extension",
    horizon: Annotated[int, typer.Option("--horizon", help="without a claim: years")] = 20,
    theory: Annotated[str | None, typer.Option("--theory", help="of a RUN; default no-theory")] = None,
    streams: Annotated[int | None, typer.Option("--streams", help="histories per row; default 1")] = None,
    seed: Annotated[int, typer.Option("--seed", help="names the luck and the design")] = 1,
    world: Annotated[str | None, typer.Option("--world", help="default that of the claim")] = None,
    as_json: AsJson = False,
) -> None:
    """Which beliefs move the answer: Sobol indices by mark, section or parameter, with intervals.

    With a RUN its own draws are used (given data, no simulation); without one a design over the section priors is
    simulated. Rows that fail are counted, and left out with their blocks.

    Example: foedus sensitivity selective-security --by section --base 16
    """
    from foedus.claims.claim import told as claimed
    from foedus.claims.sensitivity import groups_by
    from foedus.outcomes.definitions import outcome as definition
    from foedus.report.sensitivity_told import payload, told

    name, run = split(words or [])
    claim = named(name) if name else asked_for(outcome, group, architecture, horizon)
    groups = groups_by(by)
    if run is not None:
        found, theory = from_run(claim, run, groups, theory)
    else:
        found = by_design(claim, groups, (base, seed, streams), world)
    title = f"{claim.name}: {claimed(claim)}"
    if as_json:
        head = {"name": claim.name, "text": claimed(claim), "by": by, "seed": seed, "theory": theory, "run": _text(run)}
        json.dump(payload(found, head), sys.stdout, ensure_ascii=False)
        print()
        return
    print(told(found, title, definition(claim.outcome).shown_unit, theory or ""))


def split(words: list[str]) -> tuple[str, Path | None]:
    """The claim and the run folder among the positional words: a folder is a run."""
    if len(words) > 2:
        raise BadInput(f"At most a claim and a run folder are taken, found {len(words)} words: {' '.join(words)}.")
    if len(words) == 1 and Path(words[0]).is_dir():
        return "", Path(words[0])
    return (words[0] if words else ""), (Path(words[1]) if len(words) == 2 else None)


def named(name: str) -> Claim:
    """The claim of a name."""
    from foedus.claims.load import claim

    return claim(name)


def asked_for(outcome: str, group: str, architecture: str, horizon: int) -> Claim:
    """What is asked without a claim: more of an outcome for a group, under an architecture."""
    from foedus.claims.claim import Claim
    from foedus.outcomes.definitions import outcome as definition

    kind = definition(outcome)
    return Claim("answer", "", "", (), "system" if kind.scope == "system" else group, outcome, "more", architecture,
                 horizon=horizon)  # fmt: skip


def from_run(claim: Claim, run: Path, groups: dict[str, str], asked: str | None) -> tuple[Indices, str]:
    """Indices from the draws that a run keeps."""
    from foedus.claims.sensitivity import given
    from foedus.report.run_draws import parameters_of, run_spec, theory_of, values_of

    spec = run_spec(run)
    theory = theory_of(spec, asked)
    values = values_of(claim, run, spec, theory)
    return given(parameters_of(spec, theory, list(groups)), values, groups), theory


def by_design(claim: Claim, groups: dict[str, str], size: tuple[int, int, int | None], world: str | None) -> Indices:
    """Indices of a design over the section priors, simulated. size : base points, seed, streams."""
    from foedus.claims.flip_run import WORLD
    from foedus.claims.sensitivity import analysed, design
    from foedus.claims.sensitivity_run import answers, beliefs_at, usable
    from foedus.report.sensitivity_told import cost, pace
    from foedus.world import find

    base, seed, streams = size
    beliefs = beliefs_at(design(groups, base, seed), list(groups))
    place = find(world or usable(claim).world or WORLD)
    typer.echo(cost(len(beliefs), len({claim.architecture, claim.against, "status-quo"}), claim.horizon), err=True)
    began = time.perf_counter()
    with Watch() as progress:

        def tell(stage: str, done: int, in_all: int) -> None:
            progress.tell(stage, done, in_all)
            if stage == "simulate" and (said := pace(time.perf_counter() - began, done, in_all)):
                typer.echo(said, err=True)

        found = answers(claim, place, beliefs, seed, streams, tell)
    for one in found.errors[:5]:
        typer.echo(f"A row failed: {one}", err=True)
    return analysed(found.values, groups, seed)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)
