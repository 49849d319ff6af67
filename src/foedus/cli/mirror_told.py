"""A design and its reverse in words and plain data: the law of both, and what both do to the proposers."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from foedus.architectures.architecture import Architecture
from foedus.architectures.diff import Diff, default_day, diff, order_on
from foedus.architectures.load import architecture as library_architecture
from foedus.architectures.mirror import base, pacts_made
from foedus.architectures.roles.record import Roles
from foedus.cli.architectures import edit_told
from foedus.world.world import World

if TYPE_CHECKING:
    from foedus.claims.both_sides import BothSides, Row

WIDTH = 100
POOLED = "equal-weighted"
FIGURES = ("as asked", "reversed")
SHOWN = (("targeted", "targeted", 100.0), ("at-war", "at war", 100.0), ("arms-burden", "arms", 1.0))


def diffs(world: World, design: Architecture, turned: Architecture, roles: Roles) -> dict[str, Diff]:
    """Each design against its own start, by law."""
    status_quo = library_architecture("status-quo")
    day = default_day(world, design, turned)
    region = design.design.region if design.design.region in world.regions else ""
    pairs = {"as asked": (status_quo, design), "reversed": (base(turned, roles), turned)}
    return {
        name: diff(world, order_on(world, before, day), order_on(world, after, day), region)
        for name, (before, after) in pairs.items()
    }


def law_plain(world: World, design: Architecture, turned: Architecture, roles: Roles) -> dict[str, Any]:
    """The law of both designs as plain data."""
    return {name: _figures(found, roles) for name, found in diffs(world, design, turned, roles).items()}


def _figures(found: Diff, roles: Roles) -> dict[str, Any]:
    helps = [one for one in found.changes if one.type == "defence"]
    cover = {
        hub: [float(part.coverage[found.inside.index(hub)]) for part in (found.measures_before, found.measures_after)]
        for hub in roles.hubs
        if hub in found.inside
    }
    return {
        "day": found.day_after.isoformat(),
        "defence_gained": sum(one.pairs for one in helps if one.change == "gained"),
        "defence_lost": sum(one.pairs for one in helps if one.change == "lost"),
        "coverage": cover,
        "coverage_mean": [found.measures_before.mean, found.measures_after.mean],
        "selectivity": [found.measures_before.selectivity, found.measures_after.selectivity],
        "distance": found.distance,
    }


def law_lines(world: World, design: Architecture, turned: Architecture, roles: Roles) -> list[str]:
    """What the reversed design is, and how far both change the law."""
    lines = [*_filled(f"{turned.name}: {turned.title}"), *_filled(f"Roles {roles.name}: {roles.title}. {roles.note}")]
    for step in turned.steps:
        lines += ["", f"Enters {step.enter}:" if step.enter else "From the first simulated year:"]
        for edit in step.edits:
            lines += _filled(edit_told(edit), 2)
    figures = law_plain(world, design, turned, roles)
    if not figures:
        return lines
    lines += [
        "",
        f"The law of {figures['reversed']['day']}, no simulation",
        f"{'':<34}{'as asked':>16}{'reversed':>16}",
    ]
    rows: list[tuple[str, list[str]]] = [
        ("pairs that gain a duty of defence", [f"{figures[name]['defence_gained']}" for name in FIGURES]),
        ("pairs that lose one", [f"{figures[name]['defence_lost']}" for name in FIGURES]),
        *(
            (f"coverage of {hub}", [_step(figures[name]["coverage"].get(hub)) for name in FIGURES])
            for hub in roles.hubs
        ),
        ("coverage of the region, mean", [_step(figures[name]["coverage_mean"]) for name in FIGURES]),
        ("selectivity", [_step(figures[name]["selectivity"]) for name in FIGURES]),
        ("distance of the two orders", [f"{figures[name]['distance']:.3f}" for name in FIGURES]),
    ]
    lines += [f"{title:<34}{one:>16}{other:>16}" for title, (one, other) in rows]
    lines += ["", *_filled(_start_told(turned, roles)), "What it does: add --compare."]
    return lines


def _start_told(turned: Architecture, roles: Roles) -> str:
    made = pacts_made(turned, roles)
    if not made:
        return "Each design is compared with the status quo."
    return (
        "The design asked about is compared with the status quo, the reversed one with the status quo and "
        f"{', '.join(made)}, which it has to make first because no text of that side is its counterpart."
    )


def compared_plain(found: BothSides) -> dict[str, Any]:
    """Plan and rows; what is withheld is null."""
    rows = [
        {
            key: (None if isinstance(value, float) and math.isnan(value) else value)
            for key, value in row._asdict().items()
        }
        for row in found.rows
    ]
    plan = {
        "seed": found.plan.seed,
        "draws": found.plan.draws,
        "streams": found.plan.streams,
        "years": found.plan.years,
    }
    return plan | {"hubs": list(found.hubs), "others": list(found.others), "rows": rows}


def compared_lines(found: BothSides, roles: Roles) -> list[str]:
    """Targeted, at war and arms for the proposers and the others, both designs, pooled and by theory."""
    plan = found.plan
    head = f"{found.design.name} made by either side (roles {roles.name}), mean of {plan.years} years"
    lines = [*_filled(head), *_filled(_start_told(found.reversed, roles))]
    by = {(row.theory, row.design, row.who, row.outcome): row for row in found.rows}
    designs = list(dict.fromkeys(row.design for row in found.rows))
    whole = POOLED if any(row.theory == POOLED for row in found.rows) else found.theories[0]
    lines += ["", *(line for hub in found.hubs for line in _filled(_answer(by, whole, hub, found)))]
    lines += ["", _theory(whole), f"  {'':<18}" + "".join(f"{title:>26}" for _, title, _ in SHOWN)]
    for who in dict.fromkeys(row.who for row in found.rows):
        for design in designs:
            cells = [_cell(by[whole, design, who, name], factor) for name, _, factor in SHOWN]
            lines.append(f"  {who:<7}{design:<11}" + "".join(f"{cell:>26}" for cell in cells))
    heads = "".join(f"{f'{hub} {design}':>20}" for hub in found.hubs for design in FIGURES)
    lines += ["", f"{'targeted, by theory':<20}{heads}"]
    for theory in found.theories:
        rows = [by[theory, design, hub, "targeted"] for hub in found.hubs for design in FIGURES]
        lines.append(f"{theory:<20}" + "".join(f"{_short(row):>20}" for row in rows))
    return [*lines, "", *_filled(_legend(found))]


def _answer(by: dict, theory: str, hub: str, found: BothSides) -> str:
    """'When CHN makes it, USA is targeted more often (+0.13 points a year, 80 chances in 100).'"""
    makers = dict(zip(found.hubs, reversed(FIGURES), strict=True))  # the design that the other side makes
    other = next(one for one in found.hubs if one != hub)
    row = by[theory, makers[hub], hub, "targeted"]
    points = f"{100 * row.difference:+.2f} points a year"
    if row.difference == 0.0 and row.mcse == 0.0:
        return f"When {other} makes it, how often {hub} is targeted does not change."
    if math.isnan(row.p_sign):
        return f"When {other} makes it, whether {hub} is targeted more or less often cannot be told ({points})."
    more = row.p_sign >= 0.5
    chance = 100 * (row.p_sign if more else 1.0 - row.p_sign)
    word = "more" if more else "less"
    return f"When {other} makes it, {hub} is targeted {word} often in {chance:.0f} of 100 draws of belief ({points})."


def _short(row: Row) -> str:
    """Mean and chances in 100 of more."""
    sign = "?" if math.isnan(row.p_sign) else f"{100 * row.p_sign:.0f}"
    return f"{100 * row.difference:+.2f}  {sign:>3}"


def _theory(name: str) -> str:
    return "all theories, equal weight" if name == POOLED else name


def _cell(row: Row, factor: float) -> str:
    """'+0.41 [-0.10, 0.90] 80', or the mean with its error and '?'."""
    mean = f"{factor * row.difference:+.2f}"
    if row.difference == 0.0 and row.mcse == 0.0:
        return "no change"
    if math.isnan(row.p05):
        return f"{mean} (mcse {factor * row.mcse:.2f})" + ("" if abs(row.difference) >= 2 * row.mcse else " ?")
    sign = "?" if math.isnan(row.p_sign) else f"{100 * row.p_sign:.0f}"
    return f"{mean} [{factor * row.p05:.2f}, {factor * row.p95:.2f}] {sign}"


def _legend(found: BothSides) -> str:
    others = f"{len(found.others)} other states of the region, each alike"
    return (
        "Differences: targeted in % a year, at war in % of years, arms in % of GDP; [5 %, 95 %] and chances in 100 of "
        f"more, '?' a sign within two Monte Carlo errors; mcse alone where luck outweighs beliefs. others: {others}. "
        "start: what the pacts alone do to the status quo. A hypothesis about beliefs, not a forecast."
    )


def _step(pair: list[float] | None) -> str:
    return "not in region" if pair is None else f"{pair[0]:.3f} > {pair[1]:.3f}"


def _filled(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + (2 if indent else 0))
    )
