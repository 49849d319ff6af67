"""The run folder: written beside its place, moved there when complete, read back.

RUN/spec.json         question, versions, hashes, seed, command, groups
RUN/results.parquet   every row of the comparison; results.csv holds the same
RUN/dots.parquet      20 equally likely differences for each group row, in the order of results.parquet
RUN/draws.parquet     the difference of every draw, by theory, architecture, outcome, horizon and group
RUN/dilemma.parquet   measures that are no differences by group (foedus.outcomes.measures); also gap and crossing
RUN/answer.txt        sentence, tables, notes
RUN/figures/          grid and signs as PNG and PDF
RUN/page.html         one page, opens without a network
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np

from foedus.errors import BadInput
from foedus.outcomes.compare import COLUMNS, NUMBERS, Results
from foedus.outcomes.measures import NAMES as MEASURES
from foedus.report.figures import write_figures
from foedus.report.frames import columns_frame, draws_frame, measure_frame
from foedus.report.html import page
from foedus.report.rows import Rows
from foedus.report.sentence import answer
from foedus.report.spec import Spec, spec_from, spec_text
from foedus.report.tables import group_table, notes, sign_table

SPEC = "spec.json"
PAGE = "page.html"


def check_folder(folder: Path) -> None:
    """Raise BadInput unless `folder` is new, empty, or a run that may be replaced."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BadInput(f"'{folder}' is a file; -o wants a folder. Give another name.")
    if any(folder.iterdir()) and not (folder / SPEC).is_file():
        raise BadInput(f"'{folder}' holds files and is no run folder; nothing is overwritten. Give another folder.")


def write_run(folder: Path, results: Results, spec: Spec) -> Path:
    """Write a run to `folder` and return the path of its page. A run that stands there is replaced at the end.

    Whatever stops the writing (Ctrl-C too) leaves `folder` as it was.
    """
    folder = folder.absolute()
    check_folder(folder)
    part = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    part.mkdir(parents=True)
    try:
        _fill(part, results, spec)
        _move(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder / PAGE


def read_run(folder: Path) -> tuple[Results, Spec]:
    """Results and spec of a run folder. Draw values stay in draws.parquet."""
    import polars as pl

    if not (folder / SPEC).is_file():
        raise BadInput(f"'{folder}' is no run folder (it has no {SPEC}). Make one with: foedus compare -o {folder}")
    spec = spec_from((folder / SPEC).read_text(encoding="utf-8"), str(folder / SPEC))
    table = pl.read_parquet(folder / "results.parquet").with_columns(pl.col(NUMBERS).fill_null(np.nan))
    columns = {name: np.array(table[name].to_list()) for name in COLUMNS}
    dots = np.full((len(table), 20), np.nan, dtype=np.float32)
    dots[columns["kind"] == "group"] = pl.read_parquet(folder / "dots.parquet").to_numpy()
    names = tuple(spec.architectures)
    made = Results(spec.theories, names, spec.horizons, spec.weights, columns, dots, {}, _measures(folder))
    return made, spec


def _measures(folder: Path) -> dict[str, dict[str, np.ndarray]]:
    """The tables of measures that the folder holds; a run of an earlier version has none."""
    import polars as pl

    found = {}
    for name in (one for one in MEASURES if (folder / f"{one}.parquet").is_file()):
        table = pl.read_parquet(folder / f"{name}.parquet")
        table = table.with_columns(pl.col(pl.Float64).fill_null(np.nan))
        found[name] = {column: table[column].to_numpy() for column in table.columns}
    return found


def _fill(part: Path, results: Results, spec: Spec) -> None:
    """Write all files of a run into `part`."""
    import polars as pl

    rows = Rows(results)
    table = columns_frame(results)
    table.write_parquet(part / "results.parquet")
    table.with_columns(pl.col(NUMBERS).round_sig_figs(9)).write_csv(part / "results.csv")
    dots = results.dots[results.columns["kind"] == "group"]
    pl.DataFrame(dots, schema=[f"d{at:02d}" for at in range(dots.shape[1])]).write_parquet(part / "dots.parquet")
    draws_frame(results).write_parquet(part / "draws.parquet")
    for name in results.measures:
        measure_frame(results, name).write_parquet(part / f"{name}.parquet")
    text = [answer(rows, spec), group_table(rows, spec), sign_table(rows, spec), *notes(spec)]
    _write(part / "answer.txt", "\n\n".join(text) + "\n")
    write_figures(part / "figures", rows, spec)
    _write(part / PAGE, page(rows, spec))
    _write(part / SPEC, spec_text(spec))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _move(part: Path, folder: Path) -> None:
    """Put `part` in the place of `folder` in two renames; the old one goes last."""
    if not folder.exists():
        part.rename(folder)
        return
    old = folder.with_name(f".{folder.name}.old-{os.getpid()}")
    folder.rename(old)
    try:
        part.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
