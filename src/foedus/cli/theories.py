"""``foedus theories``: list, show and check the theories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.errors import BadInput, CheckFailed

app = typer.Typer(
    help="Theories: rival beliefs about the same parameters, each row with its source.", no_args_is_help=True
)

LATE = 5  # years at the end over which the drift of disputes is taken
DRAWS, QUICK = 320, 48
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]


@app.command("list")
def list_theories(
    write: Annotated[Path | None, typer.Option(help="Also write all cards there as a Markdown page.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the theories.

    Example: foedus theories list
    """
    from foedus.theories.load import theories

    rows = [
        {"id": one.id, "name": one.name, "rows": len(one.beliefs), "variants": [v.id for v in one.variants],
         "summary": one.summary}
        for one in theories().values()
    ]  # fmt: skip
    if write:
        write.write_text(cards_page(), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table("id", "rows", "what it says", box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        variants = " By name too: " + ", ".join(row["variants"]) + "." if row["variants"] else ""
        table.add_row(row["id"], str(row["rows"]), f"{row['name']}. {row['summary']}{variants}")
    Console(width=100, highlight=False, markup=False).print(table)


def cards_page() -> str:
    """All cards as the page docs/reference/theories.md."""
    from foedus.cli.theory_card import NOTE, as_page
    from foedus.theories.card import card
    from foedus.theories.load import theories

    head = ["# Theories", "", "Every card of the library, written by `foedus theories list --write`. " + NOTE]
    head += ["What each predicts before any treaty changes: [prior predictive](prior-predictive.md).", ""]
    return "\n".join([*head, *(as_page(card(one)) for one in theories().values())]).rstrip("\n") + "\n"


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Id of a theory or of a reading, or the path of a YAML file.")],
    every: Annotated[
        bool, typer.Option("--all", help="Also the parameters on which it says nothing of its own.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """The card of a theory: beliefs beside the prior without theory, figures, what would count against it.

    Example: foedus theories show deterrence
    """
    from foedus.cli.theory_card import as_text
    from foedus.theories.card import card
    from foedus.theories.load import theory

    told = card(theory(name), every)
    if as_json:
        typer.echo(json.dumps(told, indent=1))
        return
    reference = card(theory("no-theory"))["predictive"]
    typer.echo(as_text(told | {"file": name}, reference))


@app.command()
def check(  # noqa: PLR0913  (one parameter for each option of the command line)
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME|FILE]...", help="Ids or YAML files; all seven without.")
    ] = None,
    every: Annotated[bool, typer.Option("--readings", help="All seven and the readings that have a name.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help=f"{QUICK} draws: seconds, larger Monte Carlo error.")] = False,
    world: Annotated[str, typer.Option(help="World to simulate.")] = "asia-pacific-2023",
    draws: Annotated[int | None, typer.Option(min=2, help=f"Parameter draws a theory; {DRAWS} by default.")] = None,
    streams: Annotated[int, typer.Option(min=1, help="Histories a draw.")] = 1,
    years: Annotated[int, typer.Option(min=1, max=200)] = 20,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    write: Annotated[
        list[Path] | None, typer.Option(help="Also write the table there, as Markdown or .csv; may be repeated.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate the status quo under the theories and lay the result beside the record.

    A figure outside the record is marked * and told; exit code 1 when a figure is absurd (!). Example: foedus theories
    check ./mine.yaml --quick
    """
    from foedus.theories.check_text import as_rows, as_text, refused, verdict

    asked = _asked(names or [], every)
    amount = {"draws": draws or (QUICK if quick else DRAWS), "streams": streams, "years": years, "seed": seed}
    table = _predictive(asked, world, amount)
    if as_json:
        told = {"made": table.made, "world": world, "verdict": verdict(table)[0].rstrip(":."), "rows": as_rows(table)}
        typer.echo(json.dumps(told, indent=1))
    else:
        typer.echo(as_text(table))
    words = [*(["--readings"] if every else []), *(names or []), "--world", world]
    command = " ".join([*words, *(f"--{key} {value}" for key, value in amount.items())])
    for path in write or ():
        path.write_text(_written(path, table, asked, command), encoding="utf-8")
    if table.of("absurd"):
        raise CheckFailed(refused(table))


def _asked(names: list[str], every: bool) -> dict[str, Any]:
    """Theories by id. Raises BadInput when two have one id."""
    from foedus.theories.load import theories, theory, variants

    chosen = [theory(name) for name in names] or list(theories().values())
    chosen += list(variants().values()) if every else []
    found: dict[str, Any] = {}
    for one in chosen:
        if one.id in found:
            raise BadInput(f"Two theories are called '{one.id}'. Name each once, or give your file another 'id'.")
        found[one.id] = one
    return found


def _written(path: Path, table: Any, asked: Mapping[str, Any], command: str) -> str:
    """The table as CSV or as a page of the documents, with the command and the versions that made it."""
    from importlib.metadata import version

    from foedus.theories.check_text import as_markdown
    from foedus.theories.kept import as_table

    versions = ", ".join(f"{name} {version(name)}" for name in ("foedus", "numpy", "numba"))
    if path.suffix == ".csv":
        return as_table(table, asked, f"foedus theories check {command}; {versions}. {table.made}")
    head = f"# Prior predictive of every theory\n\nWritten by `foedus theories check {command}` with {versions}.\n"
    return f"{head}{PAGE}\n{as_markdown(table)}\n"


PAGE = """
Each theory's priors alone, before any treaty changes, beside the record of the same states. *Admissible* is the
declared range around the record: a figure outside it is marked `*`, told, and no reason to refuse a theory. *Possible*
is three times beyond the record in the rate, or in the odds for a share: a figure outside it by more than two Monte
Carlo standard errors is absurd, marked `!`, and the check exits 1. Why: `src/foedus/theories/figures.py`.
"""


def _predictive(asked: Mapping[str, Any], name: str, amount: dict[str, int]) -> Any:
    """Simulate the status quo of a world under some theories."""
    from foedus.architectures.commitments import commitments
    from foedus.architectures.load import architecture
    from foedus.cli.watch import Watch
    from foedus.simulate.ensemble import simulate
    from foedus.simulate.result import Plan
    from foedus.theories.check import Start, prior_predictive
    from foedus.theories.draws import draw_parameters
    from foedus.world.imputed import complete
    from foedus.world.load import embedded

    place, _ = complete(embedded(name))
    years = amount["years"]
    horizons = (years - LATE, years) if years > LATE else (years,)
    plan = Plan(amount["seed"], amount["draws"], amount["streams"], years, horizons)
    law = {"status-quo": commitments(place, architecture("status-quo"), place.year + plan.years)}
    parameters = {id: draw_parameters(one, plan.seed, plan.draws) for id, one in asked.items()}
    start = Start(100.0 * float(place.arms_usd_bn.sum() / place.gdp_usd_bn.sum()), float(place.hostility_0.sum()))
    with Watch() as progress:
        found = simulate(place, law, parameters, plan, lambda done, whole: progress.tell("simulate", done, whole))
    return prior_predictive(found, parameters, start, name)
