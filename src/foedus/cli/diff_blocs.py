"""What ``foedus diff --blocs`` prints: how a region splits into blocs under two orders, by law alone."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

from foedus.architectures.weights import Order
from foedus.errors import BadInput
from foedus.world.world import World

if TYPE_CHECKING:
    from foedus.outcomes.polarisation import Structure

WIDTH = 100
WEAK = 0.1  # modularity below which a division says little
MEASURES = (
    ("polarisation", "polarisation (0 one bloc, 1 two equal closed blocs)"),
    ("effective_blocs", "effective number of blocs"),
    ("modularity", "modularity of the division (near 0: hardly one)"),
    ("frustration", "frustration (share of ties out of place in the best two camps)"),
    ("cohesion", "cohesion (share of the spread of ideal points between blocs)"),
    ("diversity", "diversity of the region, each state alike"),
    ("diversity_by_population", "diversity of the region, by population"),
)


def told_blocs(world: World, before: Order, after: Order, region: str, as_json: bool) -> str:
    """Text of at most 100 columns, or one JSON value.

    Raises
    ------
    BadInput
        A day before the year of the world: its hostility and strength are not those of that day.
    """
    from foedus.outcomes.polarisation import of_law

    for order in (before, after):
        if order.day.year < world.year:
            raise BadInput(
                f"Blocs rest on hostility and strength of {world.year}, the year of {world.name}; "
                f"{order.day.isoformat()} is earlier. Name two architectures or later days, or leave out --blocs."
            )
    named = region if region in world.regions else ""
    found = [of_law(world, order, named) for order in (before, after)]
    if as_json:
        return json.dumps({"before": _plain(before, found[0]), "after": _plain(after, found[1])}, indent=1)
    return "\n".join(_lines(world, (before, after), found))


def _plain(order: Order, found: Structure) -> dict:
    blocs = [_without_gaps(asdict(one)) for one in found.blocs]
    return {"order": order.name, "day": order.day.isoformat(), **_without_gaps(asdict(found)), "blocs": blocs}


def _without_gaps(told: dict) -> dict:
    """nan as None, as JSON has it."""
    return {name: None if value != value else value for name, value in told.items()}


def _lines(world: World, orders: tuple[Order, Order], found: list[Structure]) -> list[str]:
    one, other = found
    head = f"{orders[0].name} -> {orders[1].name}: blocs of {one.region} ({len(one.states)} states), by law alone"
    lines = [*textwrap.wrap(head, WIDTH), "", f"{'':<72}{'before':>12}{'after':>12}"]
    lines += [f"  {said:<70}{getattr(one, name):>12.3f}{getattr(other, name):>12.3f}" for name, said in MEASURES]
    for order, part in zip(orders, found, strict=True):
        lines += ["", f"Blocs under {order.name}, {order.day.isoformat()}: share of strength, states"]
        for bloc in part.blocs:
            text = f"{100 * bloc.share:5.1f} %  {' '.join(bloc.states)}"
            lines += textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent=" " * 11)
        if part.modularity < WEAK:
            text = "Modularity is near 0: almost everybody is tied to everybody, and who stands with whom says little."
            lines += textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="  ")
    exact = "every split tried" if one.frustration_exact else "found by search, an upper bound"
    lines += ["", *textwrap.wrap(
        f"Duties at their mean weights and joint institutions, less a third of hostility of {world.year}; blocs by "
        f"Louvain, the best of 20 restarts; frustration: {exact}. Diversity belongs to the region, not to an order.",
        WIDTH,
    )]  # fmt: skip
    return lines
