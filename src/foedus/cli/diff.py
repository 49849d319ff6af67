"""``foedus diff``: what changes in law between two architectures, files or dates. No simulation, no compiled code."""

from __future__ import annotations

import datetime
import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from foedus.architectures.architecture import STATUS_QUO, Architecture
from foedus.architectures.change import Change
from foedus.architectures.diff import Diff, default_day, diff, order_on
from foedus.architectures.load import find
from foedus.errors import BadDate, UnknownName, UnknownState
from foedus.treaties.library import library
from foedus.world.load import embedded, read_world
from foedus.world.load import names as world_names
from foedus.world.world import World

WIDTH = 100
MOVERS = 10
HELP = ("defence", "offence", "sanctions", "enforcement", "neutrality")
VERB = {"gained": "+", "lost": "-", "clear now": "^", "disputed now": "?"}


class UnknownRegion(UnknownName):
    """A region the world does not name."""

    kind = "region"


def command(
    before: Annotated[str, typer.Argument(help="an architecture, its YAML file, or a day (the law as it stood)")],
    after: Annotated[str, typer.Argument(help="the same, to compare with")],
    on: Annotated[
        str, typer.Option("--on", help="day of both laws, YYYY-MM-DD; default: 1 July when all edits act")
    ] = "",
    state: Annotated[str, typer.Option("--state", help="only the duties of and toward this state")] = "",
    region: Annotated[str, typer.Option("--region", help="region of the coverage")] = "",
    world: Annotated[str, typer.Option("--world", help="an embedded world or a folder")] = "asia-pacific-2023",
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON value")] = False,
) -> None:
    """Duties gained and lost, coverage per state, selectivity, distance and conflicts of duty, from the texts alone.

    Examples: foedus diff status-quo bloc-extension --state JPN;  foedus diff 2013-07-01 2024-07-01
    """
    here = embedded(world) if world in world_names() else read_world(world)
    if state and state not in here.codes:
        raise UnknownState(
            state, here.codes, f"the world {here.name}", f"List them with: foedus world show {here.name}"
        )
    if region and region not in here.regions:
        raise UnknownRegion(region, here.regions, f"the world {here.name}")
    found = _compared(here, before, after, on, region)
    if as_json:
        print(json.dumps(as_plain(found, here, state), indent=1))
    else:
        print("\n".join(_lines(found, here, state)))


def _compared(world: World, before: str, after: str, on: str, region: str) -> Diff:
    days = [_day(name) for name in (before, after)]
    plans = [find(STATUS_QUO) if day else find(name) for name, day in zip((before, after), days, strict=True)]
    usual = _needed_day(on) if on else default_day(world, *plans)
    chosen = region or _region(plans, world)
    one, other = (
        replace(order_on(world, plan, day or usual, library()), name=name)
        for plan, day, name in zip(plans, days, (before, after), strict=True)
    )
    return diff(world, one, other, chosen)


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
    changes = [one for one in found.changes if _concerns(one, state)]
    before, after = found.measures_before, found.measures_after
    return {
        "before": found.before,
        "after": found.after,
        "day_before": found.day_before.isoformat(),
        "day_after": found.day_after.isoformat(),
        "world": world.name,
        "region": found.region,
        "changes": [vars(one) for one in changes],
        "counts": [
            {"type": kind, "strength": strength, "change": change, "status": status, "pairs": pairs}
            for (kind, strength, change, status), pairs in sorted(_counts(changes).items())
        ],
        "coverage": [
            {
                "state": code,
                "before": float(before.coverage[n]),
                "after": float(after.coverage[n]),
                "difference": float(after.coverage[n] - before.coverage[n]),
                "before_by_hostility": float(before.coverage_by_hostility[n]),
                "after_by_hostility": float(after.coverage_by_hostility[n]),
            }
            for n, code in enumerate(found.inside)
            if not state or code == state
        ],
        "selectivity": {"before": before.selectivity, "after": after.selectivity},
        "distance": found.distance,
        "conflicts": {"before": before.conflicts, "after": after.conflicts},
        "cooperation_pairs": found.cooperation_pairs,
        "institution_pairs": found.institution_pairs,
    }


def _concerns(change: Change, state: str) -> bool:
    return not state or state in change.toward or state in change.bearers


def _counts(changes: Iterable[Change]) -> dict[tuple[str, str, str, str], int]:
    """Pairs (who owes, to whom) at home, by type, strength, change and status; each bearer once toward '*parties'."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for one in changes:
        if "home" in one.place:
            key = (one.type, one.strength, one.change, one.status)
            counts[key] = counts.get(key, 0) + one.pairs
    return counts


def _lines(found: Diff, world: World, state: str) -> list[str]:
    day = found.day_after.isoformat()
    if found.day_before != found.day_after:
        day = f"{found.day_before.isoformat()} and {day}"
    head = f"{found.before} -> {found.after}: the law of {day}, {world.n} states of {world.name}, no simulation"
    lines = [textwrap.fill(head, WIDTH, subsequent_indent="    ")]
    changes = [one for one in found.changes if _concerns(one, state)]
    lines += _summary(changes, world)
    if not changes:
        about = f" of or toward {state}" if state else ""
        lines += ["", f"No duty{about} changes."]
    for title, some in (
        ("Help and neutrality", [one for one in changes if one.type in HELP]),
        ("Restraint, consultation and the rest", [one for one in changes if one.type not in HELP]),
    ):
        if some:
            lines += ["", f"{title} (+ gained, - lost, ^ clear now, ? disputed now)"]
            for several in _merged(some):
                lines += _told(several, world, state)
    if changes:
        lines += ["", *_count_lines(changes)]
    return [*lines, "", *_measure_lines(found, state)]


def _summary(changes: Iterable[Change], world: World) -> list[str]:
    """Who is owed more or less help at home, and who owes more or less, in one line each."""
    help = [one for one in changes if one.type in ("defence", "offence") and "home" in one.place]
    lines = []
    for title, change, field in (
        ("Owed help by more states", "gained", "toward"),
        ("Owed help by fewer states", "lost", "toward"),
        ("Owe help to more states", "gained", "bearers"),
        ("Owe help to fewer states", "lost", "bearers"),
    ):
        named = {code for one in help if one.change == change for code in getattr(one, field)}
        if named:
            shown = " ".join(code for code in world.codes if code in named)
            text = f"{title} ({len(named)}): {shown if len(named) <= 14 else shown[:55] + ' ...'}"
            lines.append(_wrapped(text, 0))
    return lines


def _merged(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that differ in nothing but status and attackers, together."""
    groups: dict[Change, list[Change]] = {}
    for one in changes:
        groups.setdefault(replace(one, status="", against=()), []).append(one)
    return list(groups.values())


def _told(several: Sequence[Change], world: World, state: str) -> list[str]:
    one = several[0]
    head = f"{VERB[one.change]} {one.treaty} {one.article}: {one.type}, {one.strength}, {one.place}"
    head += f", if {' and '.join(one.needs.split())}" if one.needs else ""
    head += " (political text)" if one.binding == "political" else ""
    if one.toward == ("*parties",):
        text = f"among the parties: {_names(one.bearers, state)}"
    elif set(one.toward) <= set(one.bearers):
        others = [code for code in one.bearers if code not in one.toward]
        text = f"to {_names(one.toward, state)}: from each other"
        text += f" and from {_names(others, state)}" if others else ""
    else:
        text = f"to {_names(one.toward, state)} from {_names(one.bearers, state)}"
    against = "; ".join(f"{part.status} {_against(part, world)}" for part in several)
    return [_wrapped(head, 2), _wrapped(f"{text}; {against}", 6)]


def _against(one: Change, world: World) -> str:
    if one.type == "nonaggression" or not one.against:
        return ""
    if len(one.against) <= 5:
        return "against " + " ".join(one.against)
    return "against all" if len(one.against) >= world.n - 2 else f"against {len(one.against)} states"


def _names(codes: Sequence[str], state: str) -> str:
    if len(codes) <= 12:
        return " ".join(codes)
    first = [state] if state in codes else []
    shown = first + [code for code in codes if code != state][: 5 - len(first)]
    return f"{len(codes)} states ({' '.join(shown)} ...)"


def _wrapped(text: str, indent: int) -> str:
    text = " ".join(text.replace(" ;", ";").split()).rstrip("; ")
    return textwrap.fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def _count_lines(changes: Iterable[Change]) -> list[str]:
    counts = _counts(changes)
    lines = [
        "Pairs (who owes, to whom) on home territory",
        f"  {'type':<14}{'strength':<22}{'change':<14}{'clear':>7}{'disputed':>10}",
    ]
    for kind, strength, change in sorted({key[:3] for key in counts}):
        clear, disputed = (counts.get((kind, strength, change, status), 0) for status in ("clear", "disputed"))
        lines.append(f"  {kind:<14}{strength:<22}{change:<14}{clear:>7}{disputed:>10}")
    return lines


def _measure_lines(found: Diff, state: str) -> list[str]:
    before, after = found.measures_before, found.measures_after
    lines = [
        f"Coverage, {found.region} ({len(found.inside)} states), 0 to 1: the largest duty owed to a state that "
        "another of them attacks at home, mean over the others"
    ]
    moved = sorted(range(len(found.inside)), key=lambda n: (-abs(after.coverage[n] - before.coverage[n]), n))
    if state in found.inside:
        moved = [found.inside.index(state)]
    shown = [n for n in moved if state or abs(after.coverage[n] - before.coverage[n]) > 5e-4][:MOVERS]
    for n in shown:
        lines.append(
            f"  {found.inside[n]}  {before.coverage[n]:.3f} -> {after.coverage[n]:.3f}"
            f"   by hostility {before.coverage_by_hostility[n]:.3f} -> {after.coverage_by_hostility[n]:.3f}"
        )
    if not shown:
        lines.append("  no state moves by .001 or more")
    elif not state:
        rest = sum(abs(a - b) > 5e-4 for a, b in zip(after.coverage, before.coverage, strict=True)) - len(shown)
        lines.append(f"  {max(rest, 0)} more move by .001 or more; the other states stay")
    lines.append(f"Selectivity (Gini of coverage, 0: all alike): {before.selectivity:.3f} -> {after.selectivity:.3f}")
    lines.append(f"Distance of the two orders (0 the same, 1 nothing shared): {found.distance:.3f}")
    told = ", ".join(f"{name} {before.conflicts[name]} -> {after.conflicts[name]}" for name in after.conflicts)
    lines.append(f"Conflicts of duty (attacker, victim, third state): {told}")
    lines.append(
        f"Beside the law: cooperation differs for {found.cooperation_pairs} pairs, "
        f"depth of joint institutions for {found.institution_pairs}"
    )
    return [textwrap.fill(line, WIDTH, subsequent_indent="    ") for line in lines]
