"""``foedus theories``: list, show and check the theories."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.errors import CheckFailed

app = typer.Typer(
    help="Theories: rival beliefs about the same parameters, each row with its source.", no_args_is_help=True
)

LATE = 5  # years at the end over which the drift of disputes is taken
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
MEANING = {
    "D": "D: the record moves it.",
    "W": "W: the record nudges it; the prior matters.",
    "B": "B: a declared belief; no record can reward or punish it.",
    "fixed": "fixed: not drawn.",
}


@app.command("list")
def list_theories(as_json: AsJson = False) -> None:
    """List the theories.

    Example: foedus theories list
    """
    from foedus.theories.load import theories

    rows = [
        {"id": one.id, "name": one.name, "rows": len(one.beliefs), "variants": [v.id for v in one.variants],
         "summary": one.summary}
        for one in theories().values()
    ]  # fmt: skip
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    table = _table("id", "rows", "what it says")
    for row in rows:
        variants = " Variants: " + ", ".join(row["variants"]) + "." if row["variants"] else ""
        table.add_row(row["id"], str(row["rows"]), f"{row['name']}. {row['summary']}{variants}")
    _print(table)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Id of a theory, or the path of a YAML file.")],
    every: Annotated[
        bool, typer.Option("--all", help="Also the parameters on which it says nothing of its own.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what a theory believes, row by row, beside the prior without theory.

    Example: foedus theories show deterrence
    """
    from foedus.theories.load import theory

    one = theory(name)
    rows = _rows(one, every)
    if as_json:
        typer.echo(json.dumps({"id": one.id, "name": one.name, "summary": one.summary, "rows": rows}, indent=1))
        return
    typer.echo(textwrap.fill(f"{one.name} ({one.id}). {one.summary}", 100) + "\n")
    table = _table("parameter", "prior here", "without theory", "mark", "source and what it says")
    for row in rows:
        label = row["parameter"] + (f" [{row['variant']}]" if row["variant"] else "")
        table.add_row(label, row["prior"], row["section_prior"], row["mark"], row["says"])
    if rows:
        _print(table)
        typer.echo("\n" + "\n".join(MEANING[mark] for mark in MEANING if any(row["mark"] == mark for row in rows)))
    typer.echo(
        "\nSources argue the direction; the numbers are declared beliefs. What is not listed keeps its prior of\n"
        "the parameter table: foedus theories show no-theory --all."
    )


@app.command()
def check(
    world: Annotated[str, typer.Option(help="World to simulate.")] = "asia-pacific-2023",
    draws: Annotated[int, typer.Option(min=2, help="Parameter draws a theory.")] = 320,
    streams: Annotated[int, typer.Option(min=1, help="Histories a draw.")] = 1,
    years: Annotated[int, typer.Option(min=1, max=200)] = 20,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    write: Annotated[Path | None, typer.Option(help="Also write the table there as Markdown.")] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate the status quo under every theory and lay the result beside the record.

    Exit code 1 when a figure lies outside its declared range. Example: foedus theories check --draws 64
    """
    from foedus.theories.check import as_markdown, as_text, outside

    table = _predictive(world, {"draws": draws, "streams": streams, "years": years, "seed": seed})
    if as_json:
        rows = [{"theory": e.theory, "figure": e.figure.id, "value": e.value, "low": e.figure.low,
                 "high": e.figure.high, "record": e.figure.record, "admissible": e.admissible}
                for e in table.entries]  # fmt: skip
        typer.echo(json.dumps({"made": table.made, "rows": rows}, indent=1))
    else:
        typer.echo(as_text(table))
    if write:
        amount = f"--world {world} --draws {draws} --streams {streams} --years {years} --seed {seed}"
        write.write_text(_page(amount, as_markdown(table)), encoding="utf-8")
    wrong = outside(table)
    if wrong:
        said = ", ".join(f"{entry.theory} {entry.figure.id} {entry.value:.3g}" for entry in wrong[:5])
        raise CheckFailed(f"{len(wrong)} figures lie outside their declared ranges: {said}.")


def _page(amount: str, table: str) -> str:
    """The table as a page of the documents, with the command that wrote it."""
    from importlib.metadata import version

    made = f"Written by `foedus theories check {amount}`, foedus {version('foedus')}."
    return f"# Prior predictive of every theory\n\n{made}\n\n{table}\n"


def _predictive(name: str, amount: dict[str, int]) -> Any:
    """Simulate the status quo of a world under every theory of the library."""
    from foedus.architectures.commitments import commitments
    from foedus.architectures.load import architecture
    from foedus.cli.watch import Watch
    from foedus.simulate.ensemble import simulate
    from foedus.simulate.result import Plan
    from foedus.theories.check import Start, prior_predictive
    from foedus.theories.draws import draw_parameters
    from foedus.theories.load import theories
    from foedus.world.imputed import complete
    from foedus.world.load import embedded

    place, _ = complete(embedded(name))
    years = amount["years"]
    plan = Plan(horizons=(years - LATE, years) if years > LATE else (years,), **amount)
    law = {"status-quo": commitments(place, architecture("status-quo"), place.year + plan.years)}
    parameters = {one.id: draw_parameters(one, plan.seed, plan.draws) for one in theories().values()}
    start = Start(100.0 * float(place.arms_usd_bn.sum() / place.gdp_usd_bn.sum()), float(place.hostility_0.sum()))
    with Watch() as progress:
        found = simulate(place, law, parameters, plan, lambda done, whole: progress.tell("simulate", done, whole))
    return prior_predictive(found, parameters, start)


def _rows(one: Any, every: bool) -> list[dict[str, Any]]:
    """Beliefs of a theory as plain rows: common ones, those of each variant, and on wish all others."""
    from foedus.model.params import PARAMETERS
    from foedus.sources import cite

    held = [("", belief) for belief in one.beliefs.values()]
    held += [(variant.id, belief) for variant in one.variants for belief in variant.beliefs.values()]
    rows = []
    for variant, belief in held:
        row = PARAMETERS[belief.parameter]
        says = "; ".join(cite(key).short() for key in belief.source) + ": " + belief.note
        rows.append({"parameter": row.name, "symbol": row.symbol, "variant": variant, "prior": str(belief.prior),
                     "section_prior": row.prior, "mark": belief.mark, "source": list(belief.source),
                     "says": says})  # fmt: skip
    named = {belief.parameter for _, belief in held}
    for row in PARAMETERS.values() if every else ():
        if row.name not in named:
            rows.append({"parameter": row.name, "symbol": row.symbol, "variant": "", "prior": row.prior,
                         "section_prior": row.prior, "mark": row.mark, "source": list(row.sources),
                         "says": row.meaning})  # fmt: skip
    return rows


def _table(*titles: str) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for title in titles:
        table.add_column(title, overflow="fold", no_wrap=title in ("id", "prior here", "without theory"))
    return table


def _print(table: Any) -> None:
    from rich.console import Console

    Console(width=100, highlight=False, markup=False).print(table)
