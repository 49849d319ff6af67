"""Answers of claims read from a folder, so that an article can be shown with them.

Two kinds of folder are read: one of `NAME.json`, as `foedus article answer -o FOLDER` writes them (each the same as
`foedus claim NAME --json` prints), and a run of `foedus compare -o RUN`, whose draws answer claims on one group, or on
the gap of two, against the status quo. What a folder cannot answer is left out, never guessed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from foedus.claims.chance import chance
from foedus.claims.claim import Claim
from foedus.claims.evaluate import Judged, truth_of
from foedus.claims.load import claims
from foedus.claims.sentence import sentence
from foedus.claims.shares import Shares
from foedus.errors import BadFile, BadInput, Place
from foedus.outcomes.definitions import outcome
from foedus.outcomes.pooling import POOLED, pools
from foedus.simulate.result import NO_THEORY, STATUS_QUO

DRAWS = "draws.parquet"
SPEC = "spec.json"


@dataclass(frozen=True)
class Said:
    """What a folder says of one claim: its chance (nan where withheld), the sentence, how it was made."""

    name: str
    chance: float
    mcse: float
    mirror: float  # chance of the mirror; nan where the folder does not hold it
    text: str
    command: str
    made: Mapping[str, Any] = field(default_factory=dict)  # seed, draws, streams, years, versions


def read_answers(folder: Path, names: Iterable[str]) -> dict[str, Said]:
    """Name of a claim -> what `folder` says of it.

    Raises
    ------
    BadInput
        It is neither kind of folder.
    """
    wanted = tuple(dict.fromkeys(names))
    if not folder.is_dir():
        raise BadInput(f"'{folder}' is no folder. Make one with: foedus article answer -o {folder}")
    found = _from_json(folder, wanted)
    if (folder / SPEC).is_file() and (folder / DRAWS).is_file():
        found |= _from_run(folder, [name for name in wanted if name not in found])
    elif not found:
        raise BadInput(
            f"'{folder}' holds no answer to a claim and is no run. Make one with: foedus article answer -o {folder}"
        )
    return found


def _from_json(folder: Path, names: Iterable[str]) -> dict[str, Said]:
    found = {}
    for name in names:
        path = folder / f"{name}.json"
        if path.is_file():
            found[name] = _said(path, name)
    return found


def _said(path: Path, name: str) -> Said:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        if read["name"] != name:
            raise BadFile(Place(str(path)), f"the answer is to '{read['name']}'", "Name the file as the claim.")
        made = {key: read[key] for key in ("world", "seed", "draws", "streams", "years", "versions") if key in read}
        return Said(
            name, _float(read["chance"]), _float(read.get("mcse")), _float(read["mirror"]["chance"]),
            str(read["sentence"]), str(read.get("command", f"foedus claim {name}")), made,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        todo = f"Make it again with: foedus claim {name} --json > {path.name}"
        raise BadFile(Place(str(path)), "this is no answer to a claim", todo) from None


def _float(value: Any) -> float:
    return math.nan if value is None else float(value)


def _from_run(folder: Path, names: Iterable[str]) -> dict[str, Said]:
    """Claims that the draws of a comparison answer."""
    import polars as pl

    spec = json.loads((folder / SPEC).read_text(encoding="utf-8"))
    table = pl.read_parquet(folder / DRAWS)
    made = {key: spec.get(key) for key in ("world", "seed", "draws", "streams", "years", "versions")}
    theories = tuple(spec.get("theories", ()))
    found = {}
    for name in names:
        claim = claims()[name]
        values = _values(table, claim, theories, int(spec["draws"]))
        if values is not None and claim.world in ("", spec["world"]):
            found[name] = _judged(claim, values, theories, str(spec.get("command", "foedus compare")), made)
    return found


def _values(table: Any, claim: Claim, theories: tuple[str, ...], draws: int) -> np.ndarray | None:
    """(theories, draws) values of the claim in the shown unit; None where the run does not hold them."""
    if claim.measure not in ("difference", "gap") or claim.discount or claim.against != STATUS_QUO:
        return None
    parts = []
    for group in claim.groups:
        some = table.filter(
            (table["outcome"] == claim.outcome) & (table["architecture"] == claim.architecture)
            & (table["horizon"] == claim.horizon) & (table["group"] == group)
        )  # fmt: skip
        if some.height == 0:
            return None
        values = np.full((len(theories), draws), np.nan)
        at = {name: number for number, name in enumerate(theories)}
        values[[at[name] for name in some["theory"].to_list()], some["draw"].to_numpy()] = some["difference"].to_numpy()
        parts.append(values * outcome(claim.outcome).factor)
    return parts[0] - parts[1] if claim.than else parts[0]


def _judged(claim: Claim, values: np.ndarray, theories: tuple[str, ...], command: str, made: Mapping[str, Any]) -> Said:
    chances = {}
    for name, several in pools(theories):
        some = values[several]
        known = ~np.isnan(some)
        mean = float(some[known].mean()) if known.any() else math.nan
        truth = truth_of(some, some == claim.size, claim.size, claim.direction)
        chances[name] = chance(Judged(truth, some, mean, math.nan, float(known.mean()), hidden=not known.any()))
    lead = chances.get(POOLED) or next(iter(chances.values()))
    by_theory = {name: one for name, one in chances.items() if name not in (POOLED, NO_THEORY)}
    law = outcome(claim.outcome).level == "law"
    text = sentence(claim, (lead, by_theory), Shares(), {}, by_law=law)
    mirror = 1.0 - lead.chance if claim.turned == "direction" else math.nan
    return Said(claim.name, lead.chance, lead.mcse, mirror, text, command, made)
