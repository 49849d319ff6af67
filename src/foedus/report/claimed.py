"""Claims asked of a comparison that exists: one held in memory, or the draws that a run folder keeps."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from foedus.architectures.load import find
from foedus.claims.answer import Answer, answered, rests_on
from foedus.claims.ask import ask, versions
from foedus.claims.claim import Claim
from foedus.claims.evaluate import Judged, judged, truth_of
from foedus.claims.load import pair as find_pair
from foedus.errors import BadInput, NotInRun, UnknownTheory
from foedus.outcomes.contrast import moments
from foedus.outcomes.definitions import outcome
from foedus.outcomes.groups import Groups
from foedus.outcomes.membership import world_groups
from foedus.outcomes.pooling import pools
from foedus.report.run import read_run
from foedus.report.spec import Spec
from foedus.simulate.result import STATUS_QUO, Ensemble
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import with_forms
from foedus.theories.load import theory
from foedus.theories.theory import Theory
from foedus.world import find as find_world


class ShownAnswer(Answer):
    """An answer that a notebook shows in its static form."""

    def _repr_html_(self) -> str:
        from foedus.report.html import claim_fragment

        return claim_fragment(self)


def shown(found: Answer) -> ShownAnswer:
    """The same answer, with its notebook form."""
    return ShownAnswer(**{one.name: getattr(found, one.name) for one in fields(found)})


FROM_DRAWS = (
    "From the draws that the run keeps. At no effect, in plain sight and the nearest cases of the record are given "
    "where a claim is simulated (leave RUN out)."
)


def claim(name: str, run: str | Path | None = None, **words: Any) -> Answer:
    """The answer to a claim: simulated for it alone, or from the draws of a run folder.

    `words` are those of `foedus.claims.ask.ask` (world, theories, draws, seed, streams, quick, tell); none with `run`.

    Raises
    ------
    UnknownClaim, BadFile, NotInRun, BadInput
    """
    if run is None:
        return shown(ask(name, **words))
    if given := sorted(key for key, value in words.items() if value not in (None, False) and key != "tell"):
        raise BadInput(f"A run has its own {', '.join(given)}. Leave that out, or leave the run out to simulate.")
    return in_run(name, Path(run))


def in_run(name: str, folder: Path) -> Answer:
    """The answer to a claim from the draws of a run folder."""
    pair = find_pair(name)
    _, spec = read_run(folder)
    found, mirrored = (_stored(one, spec, folder) for one in pair)
    grounds = _grounds(found, spec)
    made = _made(pair[0], spec, str(folder))
    return shown(answered(pair, found, mirrored, made=made, notes=(FROM_DRAWS,), **grounds))


def in_comparison(name: str, spec: Spec, ensemble: Ensemble | None) -> Answer:
    """The answer to a claim in a comparison that still holds its histories."""
    if ensemble is None:
        raise BadInput(f"A run opened from disk keeps draws, not histories. Ask: foedus.claim({name!r}, run=FOLDER).")
    pair = find_pair(name)
    world = find_world(spec.world)
    names = {one.architecture for one in pair} | {one.against for one in pair}
    groups: dict[str, Groups] = {}
    for one in names & set(ensemble.architectures):
        groups[one] = world_groups(world, find(one))
    found, mirrored = (judged(one, ensemble, groups, None) for one in pair)
    grounds = {}
    if ensemble.parameters and (theories := _theories(spec)):
        grounds = rests_on(found, theories, ensemble.parameters, spec.seed)
    return shown(answered(pair, found, mirrored, made=_made(pair[0], spec, ""), **grounds))


def _stored(claim: Claim, spec: Spec, folder: Path) -> dict[str, Judged]:
    """Truth of a claim by theory and pooled, from draws.parquet."""
    _must_carry(claim, spec, folder)
    factor = outcome(claim.outcome).factor
    values = {one: _values(claim, one, folder, spec) for one in spec.theories}
    found = {}
    for name, several in pools(spec.theories):
        stacked = np.stack([values[spec.theories[at]] for at in several]) * factor
        seen = moments(stacked.mean(axis=0)[:, None])
        ties = stacked == claim.size
        truth = truth_of(stacked, ties, claim.size, claim.direction)
        error = float(np.sqrt(seen.variance[0] / stacked.shape[1]))
        found[name] = Judged(truth, stacked, float(stacked.mean()), error, 1.0, False)
    return found


def _must_carry(claim: Claim, spec: Spec, folder: Path) -> None:
    """Raise NotInRun, with the run that would do, unless the draws answer the claim."""
    orders = [name for name in (claim.architecture, claim.against) if name != STATUS_QUO]
    lacks = ""
    if missing := [name for name in orders if name not in spec.architectures]:
        lacks = f"it does not compare {' and '.join(missing)}"
    elif claim.horizon not in spec.horizons:
        lacks = f"it has the horizons {', '.join(map(str, spec.horizons))} and the claim looks at {claim.horizon} years"
    elif claim.world and claim.world != spec.world:
        lacks = f"it is of the world {spec.world}"
    elif outcome(claim.outcome).level != "expected" or claim.discount or claim.measure not in ("difference", "gap"):
        do = f"Simulate it: foedus claim {claim.name}"
        raise NotInRun(claim.outcome, "the draws of a run do not keep what this claim counts", do)
    elif empty := [one for one in claim.groups for name in orders if one not in spec.groups.get(name, {})]:
        lacks = f"it keeps no draws of {' and '.join(dict.fromkeys(empty))}"
    if lacks:
        words = ["foedus", "compare", claim.world or spec.world, *orders, "--horizon", str(claim.horizon)]
        do = f"Make one that does: {shlex.join([*words, '-o', 'RUN'])}; or leave RUN out: foedus claim {claim.name}"
        raise NotInRun(claim.outcome, f"{lacks} ({folder})", do)


def _values(claim: Claim, theory: str, folder: Path, spec: Spec) -> np.ndarray:
    """(draws,) value of a claim, in the unit of files: each order against the status quo, then one from the other."""
    total = np.zeros(spec.draws)
    for order, sign in ((claim.architecture, 1.0), (claim.against, -1.0)):
        if order == STATUS_QUO:
            continue
        total += sign * _draws(folder, (theory, order, claim.outcome, claim.group), claim.horizon, spec.draws)
        if claim.than:
            total -= sign * _draws(folder, (theory, order, claim.outcome, claim.than), claim.horizon, spec.draws)
    return total


def _draws(folder: Path, row: tuple[str, str, str, str], horizon: int, draws: int) -> np.ndarray:
    """(draws,) stored differences of one row."""
    import polars as pl

    keys = ("theory", "architecture", "outcome", "group")
    table = pl.scan_parquet(folder / "draws.parquet").filter(pl.col("horizon") == horizon)
    for key, value in zip(keys, row, strict=True):
        table = table.filter(pl.col(key) == value)
    found = table.sort("draw").select("difference").collect()["difference"].to_numpy()
    if len(found) != draws:
        raise NotInRun(row[2], f"'{folder}' keeps {len(found)} of {draws} draws of {row[3]}", "Simulate the claim.")
    return found.astype(np.float64)


def _grounds(found: Mapping[str, Judged], spec: Spec) -> dict[str, Any]:
    theories = _theories(spec)
    beliefs = {one.id: with_forms(draw_parameters(one, spec.seed, spec.draws), spec.forms) for one in theories}
    return rests_on(found, theories, beliefs, spec.seed) if theories else {}


def _theories(spec: Spec) -> list[Theory]:
    """The theories of a run; none where one of them is not of the library."""
    try:
        return [theory(one) for one in spec.theories]
    except UnknownTheory:
        return []


def _made(claim: Claim, spec: Spec, run: str) -> dict[str, Any]:
    command = shlex.join(["foedus", "claim", claim.name, run]) if run else ""
    python = f"foedus.claim({claim.name!r}, run={run!r})" if run else f"comparison.claim({claim.name!r})"
    found: dict[str, Any] = {"command": command, "python": python, "world": spec.world, "seed": spec.seed}
    found |= {"draws": spec.draws, "streams": spec.streams, "years": spec.years, "run": spec.command}
    return found | {"versions": versions()}
