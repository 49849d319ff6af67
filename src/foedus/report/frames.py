"""Rows of a comparison as tables: tidy frames, JSON, and the columns of a run folder. Polars is imported when used."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import NotInRun, UnknownName
from foedus.outcomes.compare import COLUMNS, NUMBERS, POOLED, Results
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.report.messages import say
from foedus.report.spec import Spec
from foedus.report.tables import notes

if TYPE_CHECKING:
    import polars as pl

BY = ("theory", "group", "state", "horizon")
STATES_IN_JSON = (*HEADLINE, "force-used", "loss", "arms-burden")
TIDY = ("level", "estimate", "low", "high", "p25", "p50", "p75", "p_sign", "mcse")


class UnknownColumn(UnknownName):
    """A word after `by` that is no column to group by."""

    kind = "column"


class UnknownMeasure(UnknownName):
    """A measure that a run does not hold."""

    kind = "measure"


def frame(results: Results, name: str, by: Sequence[str] = ("group",)) -> pl.DataFrame:
    """One outcome as a tidy frame, one row per architecture and value of `by`.

    `by` takes theory, group or state, and horizon. What is not named stays at the headline: the pooled theories, the
    longest horizon; without group and state the region. Columns: theory, architecture, group or state, horizon, unit,
    level, estimate (the difference to the status quo), low and high (5 and 95 %), p25, p50, p75, p_sign (chance that
    the difference is above 0), mcse. What is withheld is null.
    """
    import polars as pl

    outcome(name)
    if not (results.columns["outcome"] == name).any():
        lacks = "the world carries no energy cells" if name == "energy-price" else "it holds no row of it"
        raise NotInRun(name, lacks, f"In this run: {', '.join(dict.fromkeys(results.columns['outcome'].tolist()))}.")
    for word in by:
        if word not in BY:
            raise UnknownColumn(word, BY)
    kind = "state" if "state" in by else "group"
    columns = results.columns
    keep = (columns["outcome"] == name) & (columns["kind"] == kind)
    if "theory" not in by:
        keep &= columns["theory"] == (POOLED if POOLED in columns["theory"] else results.theories[0])
    if "horizon" not in by:
        keep &= columns["horizon"] == max(results.horizons)
    if "group" not in by and "state" not in by:
        keep &= np.isin(columns["name"], ("region", "system"))
    renamed = {"difference": "estimate", "p05": "low", "p95": "high"}
    shown = {label: columns[label][keep] for label in ("theory", "architecture")}
    shown |= {kind: columns["name"][keep], "horizon": columns["horizon"][keep], "unit": columns["unit"][keep]}
    shown |= {renamed.get(label, label): columns[label][keep] for label in NUMBERS}
    labels = ["theory", "architecture", kind, "horizon", "unit", *TIDY]
    return pl.DataFrame(shown).select(labels).with_columns(pl.col(TIDY).fill_nan(None))


def measure_frame(results: Results, name: str) -> pl.DataFrame:
    """The table of a measure (foedus.outcomes.measures); what is withheld is null. Raises UnknownMeasure."""
    import polars as pl

    if name not in results.measures:
        raise UnknownMeasure(name, results.measures, "this run")
    made = pl.DataFrame(dict(results.measures[name]))
    return made.with_columns(pl.col(column).fill_nan(None) for column in made.columns if made[column].dtype.is_float())


def columns_frame(results: Results) -> pl.DataFrame:
    """All rows as they stand in results.parquet."""
    import polars as pl

    made = pl.DataFrame({name: results.columns[name] for name in COLUMNS})
    return made.with_columns(pl.col(NUMBERS).fill_nan(None))


def draws_frame(results: Results) -> pl.DataFrame:
    """Draw differences of every group: horizon, outcome, architecture, theory, group, draw, difference (float32)."""
    import polars as pl

    parts = []
    for (horizon, name, architecture), (groups, values) in results.draws.items():
        if values.shape[2] == 0 or not values.any():
            continue
        theories, draws, width = values.shape
        part = {
            "theory": np.repeat(np.array(results.theories), draws * width),
            "group": np.tile(np.array(groups), theories * draws),
            "draw": np.tile(np.repeat(np.arange(draws, dtype=np.int32), width), theories),
            "difference": values.ravel(),
        }
        labels = [
            pl.lit(value).alias(label)
            for label, value in (("horizon", horizon), ("outcome", name), ("architecture", architecture))
        ]
        parts.append(pl.DataFrame(part).select(*labels, pl.all()).filter(pl.col("difference").is_not_nan()))
    return pl.concat(parts) if parts else pl.DataFrame()


def payload(results: Results, spec: Spec) -> dict[str, Any]:
    """What `foedus compare --json` prints (DESIGN section 4.2); withheld numbers are None."""
    columns = results.columns
    keep = (columns["kind"] == "group") | np.isin(columns["outcome"], STATES_IN_JSON)
    rows = zip(*(columns[name][keep].tolist() for name in COLUMNS), strict=True)
    return {
        "world": spec.world,
        "year": spec.year,
        "seed": spec.seed,
        "draws": spec.draws,
        "years": spec.years,
        "versions": dict(spec.versions),
        "weights": dict(spec.weights),
        "results": [_json_row(dict(zip(COLUMNS, row, strict=True))) for row in rows],
        "notes": [*notes(spec), say("notes.null_json")],
    }


def _json_row(row: dict[str, Any]) -> dict[str, Any]:
    """The order of DESIGN section 4.2, with either 'group' or 'state'."""
    labels = {"theory": row["theory"], "architecture": row["architecture"], row["kind"]: row["name"]}
    labels |= {"outcome": row["outcome"], "unit": row["unit"]}
    return labels | {name: _number(row[name]) for name in NUMBERS} | {
        "horizon": row["horizon"],
        "discount": row["discount"],
    }  # fmt: skip


def _number(value: float) -> float | None:
    """A number at nine digits, None where withheld."""
    return None if math.isnan(value) else float(f"{value:.9g}")
