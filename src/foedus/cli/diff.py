"""``foedus diff``: what changes in law between two architectures, files or dates. No simulation, no compiled code."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from foedus.architectures.architecture import STATUS_QUO, Architecture
from foedus.architectures.diff import Diff, default_day, diff, order_on
from foedus.architectures.load import find
from foedus.architectures.weights import Order
from foedus.cli.diff_blocs import told_blocs
from foedus.cli.diff_told import counts_of, diff_lines
from foedus.errors import BadDate, BadInput, UnknownName, UnknownState
from foedus.treaties.library import library
from foedus.world.load import embedded, read_world
from foedus.world.load import names as world_names
from foedus.world.world import World


class UnknownRegion(UnknownName):
    """A region the world does not name."""

    kind = "region"


def command(  # noqa: PLR0913
    before: Annotated[str, typer.Argument(help="an architecture, its YAML file, or a day (the law as it stood)")],
    after: Annotated[str, typer.Argument(help="the same, to compare with")],
    on: Annotated[
        str, typer.Option("--on", help="day of both laws, YYYY-MM-DD; default: 1 July when all edits act")
    ] = "",
    state: Annotated[str, typer.Option("--state", help="only the duties of and toward this state")] = "",
    region: Annotated[str, typer.Option("--region", help="region of the coverage")] = "",
    world: Annotated[str, typer.Option("--world", help="an embedded world or a folder")] = "asia-pacific-2023",
    states: Annotated[str, typer.Option("--states", help="compare among these states alone: JPN,KOR,CHN")] = "",
    full: Annotated[bool, typer.Option("--full", help="every change, not a table of instruments")] = False,
    blocs: Annotated[bool, typer.Option("--blocs", help="only how the region splits into blocs under each")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON value")] = False,
) -> None:
    """Duties gained and lost, coverage per state, selectivity, distance and conflicts of duty, from the texts alone.

    Examples: foedus diff status-quo bloc-extension --state JPN;  foedus diff 1955-12-31 2023-06-30
    """
    here = embedded(world) if world in world_names() else read_world(world)
    if state and state not in here.codes:
        raise UnknownState(
            state, here.codes, f"the world {here.name}", f"List them with: foedus world show {here.name}"
        )
    if region and region not in here.regions:
        raise UnknownRegion(region, here.regions, f"the world {here.name}")
    some = _states(states, here)
    if blocs:
        print(told_blocs(here, *_orders(here, (before, after), on, region, some), as_json))
        return
    found = _compared(here, (before, after), on, region, some)
    if as_json:
        print(json.dumps(as_plain(found, here, state), indent=1))
    else:
        print("\n".join(diff_lines(found, here, state, full)))


def _states(text: str, world: World) -> tuple[str, ...]:
    """The states named with --states, each once; two at least."""
    found = tuple(dict.fromkeys(one.strip().upper() for one in text.split(",") if one.strip()))
    for code in found:
        if code not in world.codes:
            todo = f"List them with: foedus world show {world.name}"
            raise UnknownState(code, world.codes, f"the world {world.name}", todo)
    if len(found) == 1:
        raise BadInput("--states names one state. Name two or more, or use --state for the duties of one.")
    return found


def _compared(world: World, names: tuple[str, str], on: str, region: str, states: tuple[str, ...]) -> Diff:
    return diff(world, *_orders(world, names, on, region, states))


def _orders(
    world: World, names: tuple[str, str], on: str, region: str, states: tuple[str, ...]
) -> tuple[Order, Order, str]:
    """Both orders and the region."""
    before, after = names
    days = [_day(name) for name in (before, after)]
    plans = [find(STATUS_QUO) if day else find(name) for name, day in zip((before, after), days, strict=True)]
    usual = _needed_day(on) if on else default_day(world, *plans)
    chosen = region or ("" if states else _region(plans, world))
    one, other = (
        replace(order_on(world, plan, day or usual, library(), states), name=name)
        for plan, day, name in zip(plans, days, (before, after), strict=True)
    )
    return one, other, chosen


def _region(plans: Sequence[Architecture], world: World) -> str:
    named = [plan.design.region for plan in reversed(plans) if plan.design.region in world.regions]
    return named[0] if named else "world"


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text[:4].isdigit() else None
    except ValueError:
        raise BadDate(text) from None


def _needed_day(text: str) -> datetime.date:
    day = _day(text)
    if day is None:
        raise BadDate(text, "--on")
    return day


def as_plain(found: Diff, world: World, state: str = "") -> dict[str, Any]:
    """The JSON of a diff; keys are those of the records of `foedus.architectures.diff`."""
    changes = [one for one in found.changes if not state or state in one.toward or state in one.bearers]
    before, after = found.measures_before, found.measures_after
    return {
        "before": found.before,
        "after": found.after,
        "day_before": found.day_before.isoformat(),
        "day_after": found.day_after.isoformat(),
        "world": world.name,
        "region": found.region,
        "absent": {
            side: [code for code, here in zip(world.codes, present, strict=True) if not here]
            for side, present in (("before", found.present_before), ("after", found.present_after))
        },
        "earlier": {"before": found.earlier_before, "after": found.earlier_after},
        "changes": [vars(one) for one in changes],
        "counts": [
            {"type": kind, "strength": strength, "change": change, "status": status, "pairs": pairs}
            for (kind, strength, change, status), pairs in sorted(counts_of(changes).items())
        ],
        "coverage": [_covered(found, world, n) for n, code in enumerate(found.inside) if not state or code == state],
        "mean_coverage": {"before": before.mean, "after": after.mean},
        "selectivity": {"before": before.selectivity, "after": after.selectivity},
        "distance": found.distance,
        "distance_common": found.distance_common,
        "distance_region": found.distance_region,
        "conflicts": {"before": before.conflicts, "after": after.conflicts},
        "cooperation_pairs": found.cooperation_pairs,
        "institution_pairs": found.institution_pairs,
    }


def _covered(found: Diff, world: World, n: int) -> dict[str, Any]:
    """One state of the region: how well it is covered, by whom, against how many; null where it does not exist."""
    sides = {"before": found.measures_before, "after": found.measures_after}
    told: dict[str, Any] = {"state": found.inside[n]}
    for side, one in sides.items():
        told[side] = _number(one.coverage[n])
        told[f"{side}_by_hostility"] = _number(one.coverage_by_hostility[n])
        told[f"{side}_attackers"] = int(one.attackers[n])
        told[f"{side}_by"] = {world.codes[k]: int(one.helpers[n, k]) for k in one.helpers[n].nonzero()[0]}
    moved = _number(sides["after"].coverage[n] - sides["before"].coverage[n])
    told["difference"] = moved
    return told


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
