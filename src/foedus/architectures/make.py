"""A new architecture file: accessions, and scope articles widened by areas of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foedus.architectures.architecture import Architecture
from foedus.architectures.check import treaty_tags
from foedus.architectures.load import HERE
from foedus.errors import BadInput, UnknownName
from foedus.treaties.library import Library, library

ADMIT = re.compile(r"^(?P<treaty>[a-z0-9_]+):(?P<states>[A-Z]{3}(,[A-Z]{3})*)@(?P<year>\d{4})$")
WIDEN = re.compile(
    r"^(?P<treaty>[a-z0-9_]+):(?P<article>[^:@]+):(?P<areas>[a-z0-9_]+(,[a-z0-9_]+)*)(@(?P<year>\d{4}))?$"
)
FIRST_YEAR = 2024  # when a widening names no year and no accession does


class UnknownArea(UnknownName):
    """An area that no `where` of the treaty language reads."""

    kind = "area"


def made_file(start: Architecture, name: str, admit: Iterable[str], widen: Iterable[str]) -> str:
    """YAML text of `start` with accessions `TREATY:STATES@YEAR` and widenings `TREATY:ARTICLE:AREAS[@YEAR]`."""
    from io import StringIO

    from ruamel.yaml import YAML

    law = library()
    admissions = [_admission(law, one) for one in admit]
    year = admissions[0][2] if admissions else FIRST_YEAR
    widenings = [_widening(law, one, year) for one in widen]
    plain = _beginning(start, name, admissions, widenings)
    steps: dict[int, list[dict[str, Any]]] = {}
    for treaty, states, at in admissions:
        steps.setdefault(at, []).append({"op": "add_party", "treaty": treaty, "states": states})
    for treaty, clause, at in widenings:
        steps.setdefault(at, []).append({"op": "add_clause", "treaty": treaty, "clause": clause})
    plain["steps"] = [*plain.get("steps", []), *({"enter": at, "edits": steps[at]} for at in sorted(steps))]
    out = StringIO()
    writer = YAML()
    writer.width = 110
    writer.dump(plain, out)
    return out.getvalue()


def _beginning(start: Architecture, name: str, admissions: list, widenings: list) -> dict[str, Any]:
    """The file of `start`, with a name, title and design record that say what was added."""
    from ruamel.yaml import YAML

    path = HERE / f"{start.name}.yaml" if (HERE / f"{start.name}.yaml").is_file() else None
    if path is None:
        raise BadInput(
            f"'{start.name}' is no architecture of the library; begin with one of those, then edit the file."
        )
    plain = YAML(typ="safe").load(Path(path).read_text(encoding="utf-8"))
    treaties = list(dict.fromkeys(one[0] for one in (*admissions, *widenings)))
    told = [f"{', '.join(states)} join {treaty}" for treaty, states, _ in admissions]
    told += [f"Article {clause['art']} of {treaty}" for treaty, clause, _ in widenings]
    plain |= {
        "name": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "new",
        "kind": "user",
        "title": "; ".join(told),
        "note": f"Made from {start.name} by a command. A hypothesis.",
        "source": [f"{treaty} (treaties/texts)" for treaty in treaties],
    }
    joined = [state for _, states, _ in admissions for state in states]
    record = {
        "insiders": [*(f"@{treaty}" for treaty in treaties), *joined],
        "core": treaties[0],
        "direction": "outward",
        "finding": "each party for itself",
        "vote": "each state for itself",
        "means": f"those of {', '.join(treaties)}",
        "restraint": f"that of {', '.join(treaties)}",
        "exit": f"by the terms of {', '.join(treaties)}",
    }
    if start.design.insiders:
        record = {"insiders": list(dict.fromkeys([*plain["design"]["insiders"], *joined]))}
    plain["design"] |= record
    return plain


def _admission(law: Library, text: str) -> tuple[str, list[str], int]:
    found = ADMIT.match(text)
    if not found:
        raise BadInput(
            f"--admit '{text}' is not understood. Write TREATY:STATE,STATE@YEAR, as in nato_1949:JPN,KOR@2026."
        )
    states = found["states"].split(",")
    for state in states:
        law.law_code(state)
    return law.treaty(found["treaty"]).id, states, int(found["year"])


def _widening(law: Library, text: str, year: int) -> tuple[str, dict[str, Any], int]:
    """One more clause as strong as the treaty's own: territory that a party administers, and forces, in the areas."""
    found = WIDEN.match(text)
    if not found:
        raise BadInput(
            f"--widen '{text}' is not understood. Write TREATY:ARTICLE:AREA, as in nato_1949:6:west_pacific."
        )
    treaty, areas = law.treaty(found["treaty"]), found["areas"].split(",")
    for area in areas:
        if area not in treaty_tags(law):
            raise UnknownArea(area, treaty_tags(law), "the areas that treaties read")
    at = int(found["year"] or year)
    base = next((one for one in treaty.clauses if one.type == "defence" and one.end is None), None)
    if base is None:
        raise BadInput(f"'{treaty.id}' has no clause of defence in force that could be widened.")
    clause: dict[str, Any] = {
        "id": f"{base.id}_{areas[0]}_{at}",
        "art": f"{found['article']} (widened)",
        "type": "defence",
        "acts": ["armed_attack"],
        "where": [
            {"target": ["territory"], "any_tags": areas, "adm": "victim"},
            {"target": ["forces", "vessel", "aircraft"], "any_tags": list(areas)},
        ],
        "duty": "others",
        "strength": base.strength,
    }
    for key in ("unprovoked", "intra"):
        if getattr(base, key) is not None:
            clause[key] = getattr(base, key)
    return treaty.id, clause, at
