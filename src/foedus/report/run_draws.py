"""Draws that a run folder keeps: the value of a claim in each, beside the parameters of the same draw."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from foedus.claims.claim import Claim
from foedus.claims.sensitivity_run import usable
from foedus.errors import BadInput, UnknownArchitecture, UnknownTheory
from foedus.outcomes.definitions import outcome
from foedus.report.spec import Spec, spec_from
from foedus.simulate.result import NO_THEORY, STATUS_QUO
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import with_forms
from foedus.theories.load import theory as find_theory


def run_spec(folder: Path) -> Spec:
    """The spec of a run folder; BadInput when it is none."""
    file = folder / "spec.json"
    if not file.is_file():
        raise BadInput(f"'{folder}' is no run folder (it has no spec.json). Make one with: foedus compare -o {folder}")
    return spec_from(file.read_text(encoding="utf-8"), str(file))


def theory_of(spec: Spec, asked: str | None) -> str:
    """The theory whose draws are read: the one asked for, else the section priors, else the first."""
    if asked is None:
        return NO_THEORY if NO_THEORY in spec.theories else spec.theories[0]
    if asked not in spec.theories:
        raise UnknownTheory(asked, spec.theories, "this run")
    return asked


def values_of(claim: Claim, folder: Path, spec: Spec, theory: str) -> np.ndarray:
    """Value of the claim in every draw, (draws,) in the shown unit; nan where the run withholds it.

    Raises
    ------
    UnknownArchitecture, BadInput (what the claim names is not among the draws that were kept)
    """
    usable(claim)
    if claim.against != STATUS_QUO:
        raise BadInput(f"A run keeps differences to {STATUS_QUO}, claim '{claim.name}' is against '{claim.against}'.")
    if claim.architecture not in spec.architectures:
        raise UnknownArchitecture(claim.architecture, spec.architectures, "this run")
    parts = [_difference(claim, folder, spec.draws, theory, group) for group in claim.groups]
    return outcome(claim.outcome).factor * (parts[0] - parts[1] if claim.than else parts[0])


def parameters_of(spec: Spec, theory: str, names: Sequence[str]) -> np.ndarray:
    """Parameters of the draws of a run, (draws, len(names)), drawn again.

    Raises
    ------
    BadInput
        The theory has changed since the run: its draws have another hash.
    """
    drawn = with_forms(draw_parameters(find_theory(theory), spec.seed, spec.draws), spec.forms)
    kept = spec.provenance.get("theories", {}).get(theory)
    if kept is not None and kept != hashlib.sha256(drawn.tobytes()).hexdigest()[:16]:
        raise BadInput(f"Theory '{theory}' has changed since this run was made. Make it again: {spec.command}")
    return np.stack([drawn[name] for name in names], axis=1)


def _difference(claim: Claim, folder: Path, draws: int, theory: str, group: str) -> np.ndarray:
    import polars as pl

    table = pl.scan_parquet(folder / "draws.parquet")
    wanted = {"theory": theory, "architecture": claim.architecture, "outcome": claim.outcome, "group": group}
    for column, value in wanted.items():
        table = table.filter(pl.col(column) == value)
    rows = table.filter(pl.col("horizon") == claim.horizon).select("draw", "difference").collect()
    if not len(rows):
        what = f"'{claim.outcome}' of '{group}' over {claim.horizon} years under '{claim.architecture}'"
        raise BadInput(f"'{folder}' keeps no draws of {what}. Simulate it: leave RUN out.")
    found = np.full(draws, np.nan)
    found[rows["draw"].to_numpy()] = rows["difference"].to_numpy()
    return found
