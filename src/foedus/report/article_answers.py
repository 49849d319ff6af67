"""Answers of claims read from a folder, so that an article can be shown with them.

Two kinds of folder are read: one of `NAME.json`, as `foedus article answer -o FOLDER` writes them (each the same as
`foedus claim NAME --json` prints), and a run of `foedus compare -o RUN`, whose draws answer some claims (as
`foedus claim NAME RUN` does). What a folder cannot answer is left out, never guessed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foedus.errors import BadFile, BadInput, NotInRun, Place
from foedus.report.claimed import in_run

DRAWS = "draws.parquet"
SPEC = "spec.json"
MADE = ("world", "seed", "draws", "streams", "years", "versions")


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
        made = {key: read[key] for key in MADE if key in read}
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
    found = {}
    for name in names:
        try:
            one = in_run(name, folder)
        except NotInRun:
            continue  # it says so where it is shown, with the command that answers
        made = {key: one.made[key] for key in MADE if key in one.made}
        chance, command = one.headline, str(one.made["command"])
        found[name] = Said(name, chance.chance, chance.mcse, one.mirrored.chance, one.sentence(), command, made)
    return found
