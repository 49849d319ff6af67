"""``foedus table``: one outcome of a run as a table for another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from foedus.errors import BadInput, UnknownName
from foedus.outcomes.measures import NAMES as MEASURES
from foedus.report.messages import say

if TYPE_CHECKING:
    import polars as pl

Format = Literal["csv", "parquet", "dta", "md"]


class UnknownFormat(UnknownName):
    """A file format that is not written."""

    kind = "format"


def command(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="a folder that foedus compare -o wrote")],
    outcome: Annotated[str, typer.Argument(help="e.g. targeted, at-war, abandoned; or dilemma, gap, crossing")],
    by: Annotated[str, typer.Option("--by", help="of theory, group, state, horizon; separated by commas")] = "group",
    format_: Annotated[str, typer.Option("--format", help="csv, parquet, dta (Stata) or md")] = "csv",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="file; csv and md go to stdout without it")] = None,
) -> None:
    """One outcome of a run as a tidy table: estimate, low, high, mcse; or a measure with columns of its own.

    Example: foedus table run targeted --by theory,group --format md;  foedus table run dilemma
    """
    from foedus.study import open_run

    if format_ not in get_args(Format):
        raise UnknownFormat(format_, get_args(Format))
    whole = open_run(run)
    if outcome in MEASURES:
        made = whole.measure(outcome)
    else:
        made = whole.frame(outcome, by=[word.strip() for word in by.split(",") if word.strip()])
    if format_ in ("csv", "md"):
        text = made.write_csv() if format_ == "csv" else markdown(made)
        if out is None:
            sys.stdout.write(text)
            return
        out.write_text(text, encoding="utf-8", newline="\n")
    else:
        out = out or Path(f"{outcome}.{format_}")
        made.write_parquet(out) if format_ == "parquet" else stata(made, out)
    print(say("table.written", path=out), file=sys.stderr)


def markdown(frame: pl.DataFrame) -> str:
    """A Markdown table; what is withheld is an empty cell."""
    lines = ["| " + " | ".join(frame.columns) + " |", "|" + "---|" * len(frame.columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in frame.iter_rows()]
    return "\n".join(lines) + "\n"


def stata(frame: pl.DataFrame, out: Path) -> None:
    """A Stata file, by pandas. Raises BadInput when pandas is not installed."""
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise BadInput("Stata files need pandas, which is not installed. Install it, or use csv.") from None
    made = pd.DataFrame({name: frame[name].to_list() for name in frame.columns})
    for name in made.columns:
        if made[name].dtype != "int64" and not frame[name].dtype.is_float():
            made[name] = made[name].astype(object)
        elif frame[name].dtype.is_float():
            made[name] = made[name].astype("float64")
    made.to_stata(out, write_index=False, version=118)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)
