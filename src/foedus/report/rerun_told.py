"""One draw of a run by year: what its histories hold on average, beside the status quo; and all of it as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.model.situation import SYSTEM
from foedus.report.again import Again
from foedus.report.messages import named
from foedus.report.spec import Spec
from foedus.report.tables import WIDTH
from foedus.simulate.frames import totals_of
from foedus.simulate.result import EXPECTED, PATH_NAMES, ROUTES

CELLS = ("at war, %", "loss, % of GDP", "arms, % of GDP")
WANTED = ("disputes", "fights", "wars", "parties_war", "hostility", "race")


def told(spec: Spec, made: Again, found: Mapping[str, Mapping[str, np.ndarray]], state: str | None) -> str:
    """Head, years side by side, totals at the longest horizon, beliefs that lie furthest out."""
    codes = tuple(made.replay.world.codes)
    who = spec.names[state] if state else f"mean of {len(codes)} states"
    head = [f"Draw {made.replay.draw}, theory {named('theory', made.theory)}: {who}"]
    several = "One history" if spec.streams == 1 else f"Mean of {spec.streams} histories"
    head += [f"{several} under each order, with the same luck."]
    return "\n\n".join(["\n".join(head), by_year(spec, found, codes, state), totals(spec, found)])


def by_year(
    spec: Spec, found: Mapping[str, Mapping[str, np.ndarray]], codes: tuple[str, ...], state: str | None
) -> str:
    """One line a year."""
    order = ("at-war", "loss", "arms-burden")
    scale = {"at-war": 100.0, "loss": 100.0, "arms-burden": 1.0}
    lines = [
        f"{'':<6}" + "".join(f"{name[:44]:^46}" for name in found),
        f"{'year':<6}" + "".join("".join(f"{cell:>15}" for cell in CELLS) + " " for _ in found),
        "-" * min(WIDTH, 6 + 46 * len(found)),
    ]
    for at in range(spec.years):
        line = f"{spec.year + 1 + at:<6}"
        for results in found.values():
            values = results["path"][at]
            one = values[codes.index(state)] if state else values.mean(axis=0)
            line += "".join(f"{scale[name] * one[PATH_NAMES.index(name)]:>15.3f}" for name in order) + " "
        lines.append(line.rstrip())
    return "\n".join(lines)


def totals(spec: Spec, found: Mapping[str, Mapping[str, np.ndarray]]) -> str:
    """Counts of the whole horizon, mean of the histories."""
    years = spec.horizons[-1]
    lines = [f"All states together, first {years} years" + "".join(f"{name[:20]:>22}" for name in found)]
    words = {"parties_war": "states in wars", "hostility": "hostility at the end", "race": "growth of arms races"}
    for name in WANTED:
        label = words.get(name, name)
        values = [results["system"][:, -1, SYSTEM.index(name)].mean() for results in found.values()]
        lines.append(f"  {label:<{len(lines[0]) - 22 * len(values) - 2}}" + "".join(f"{one:>22.2f}" for one in values))
    return "\n".join(lines)


def payload(spec: Spec, made: Again, found: Mapping[str, Mapping[str, np.ndarray]]) -> dict[str, Any]:
    """Beliefs, chances of the report years, counts of every stream, the path of every state."""
    belief = next(iter(made.replay.frames.values())).p
    beliefs = {name: float(belief[name]) for name in belief.dtype.names}
    orders = {name: _order(results) for name, results in found.items()}
    return {
        "world": spec.world,
        "seed": spec.seed,
        "draw": made.replay.draw,
        "theory": made.theory,
        "first_year": spec.year + 1,
        "states": list(made.replay.world.codes),
        "report_years": [spec.year + year for year in made.replay.plan.report_years],
        "horizons": list(spec.horizons),
        "expected_names": list(EXPECTED),
        "routes": list(ROUTES),
        "path_names": list(PATH_NAMES),
        "system_names": list(totals_of(made.replay.world)),
        "beliefs": beliefs,
        "orders": orders,
        "notes": list(made.notes),
    }


def _order(results: Mapping[str, np.ndarray]) -> dict[str, Any]:
    names = ("expected", "war_years", "path", "system")
    return {name: np.asarray(results[name], float).round(9).tolist() for name in names}
