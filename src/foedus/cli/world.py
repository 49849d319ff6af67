"""``foedus world``: list, show and check worlds."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from typing import Annotated, Any

import typer

from foedus.world.cooperation import pair_cells
from foedus.world.imputed import complete
from foedus.world.load import embedded, names, read_world
from foedus.world.overview import overview, portrait
from foedus.world.world import World, position

app = typer.Typer(help="List, show and check worlds: the states of a region in one year.", rich_markup_mode=None)

WIDTH = 100
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]


@app.command("list")
def list_worlds(as_json: AsJson = False) -> None:
    """The embedded worlds. Example: foedus world list"""
    worlds = [embedded(name) for name in names()]
    if as_json:
        short = [{"name": one.name, "title": one.title, "year": one.year, "states": one.n} for one in worlds]
        _print_json({"worlds": short})
        return
    for one in worlds:
        print(f"{one.name}  {one.title}")
    print("Show one with: foedus world show " + worlds[0].name)


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="an embedded world, or a folder that holds one")],
    state: Annotated[str, typer.Option("--state", help="one state only, by its code")] = "",
    sources: Annotated[bool, typer.Option("--sources", help="each figure with its source")] = False,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="the cell of cooperation of every pair, with its line")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What a world holds, and what it does not know. Example: foedus world show asia-pacific-2023 --state JPN"""
    world = _find(name)
    if pairs:
        _print_pairs(world, state, as_json)
        return
    if as_json:
        told = portrait(world, state) if state else overview(world)
        if sources and not state:
            told["cell_sources"] = [vars(cell) for cell in world.cells]
        _print_json(told)
    elif state:
        _print_state(world, portrait(world, state))
    elif sources:
        _print_sources(world)
    else:
        _print_world(overview(world))


@app.command("check")
def check(
    folder: Annotated[str, typer.Argument(help="folder of CSV files; form: docs/reference/world-files.md")],
    as_json: AsJson = False,
) -> None:
    """Read a world of your own and say what stands in it, or where its first mistake is.

    Example: foedus world check my-world
    """
    world = read_world(folder)
    filled = complete(world)[1]
    known = sum(cell.value is not None for cell in world.cells)
    if as_json:
        told = {"name": world.name, "year": world.year, "states": world.n, "cells": len(world.cells), "known": known}
        _print_json(told | {"imputed_by_the_model": [vars(one) for one in filled]})
        return
    print(f"{world.name}: {world.n} states in {world.year}, {known} of {len(world.cells)} figures known.")
    print("No mistake found.")
    print(
        f"{len(world.rivalries)} rivalries, {len(world.claims)} claims, {len(world.institutions)} institutions, "
        f"{len(world.cooperation)} lines of cooperation, {len(world.regions)} regions."
    )
    _print_filled([vars(one) for one in filled])


def _print_pairs(world: World, state: str, as_json: bool) -> None:
    """One line per pair: tier, rule, the line of cooperation.csv that gives it, how it is known, source."""
    if state:
        position(world, state)
    cells = [one for one in pair_cells(world, str(world.year)) if not state or state in (one.a, one.b)]
    if as_json:
        _print_json({"name": world.name, "year": world.year, "pairs": [vars(one) for one in cells]})
        return
    for one in cells:
        given = one.ties[0] if one.ties else "no line"
        _wrapped(f"{one.a} {one.b}  {one.tier:<11} {one.rule:<4} {given:<6} {one.known:<7} ", one.source or "none")


def _find(name: str) -> World:
    from pathlib import Path

    return read_world(name) if name not in names() and Path(name).is_dir() else embedded(name)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _wrapped(head: str, text: str, indent: int = 2) -> None:
    """One entry: `head`, then `text` beside it, wrapped to the width of the page."""
    left = " " * indent + head
    print(textwrap.fill(text or "none", WIDTH, initial_indent=left, subsequent_indent=" " * len(left)))


def _print_world(told: dict[str, Any]) -> None:
    print(f"{told['name']}: {told['title']}")
    print(told["note"])
    print(f"\nStates ({len(told['states'])})")
    by_part: dict[str, list[str]] = {}
    for one in told["states"]:
        by_part.setdefault(one["subregion"], []).append(one["state"])
    for part, codes in by_part.items():
        _wrapped(f"{part:<20}", " ".join(codes))
    for mark, title in (("major", "Major powers"), ("nuclear", "Nuclear weapons")):
        _wrapped(f"{title:<20}", " ".join(one["state"] for one in told["states"] if one[mark]))
    print(f"\nFigures: {told['cells']} cells, {len(told['missing'])} missing; a missing one is never read as 0")
    for one in told["missing"]:
        print(f"  {one['state']} {one['field']:<18} {one['reason']}")
    _print_filled(told["imputed_by_the_model"])
    print(f"\nGeography: of {told['pairs']} pairs {told['by_land']} touch by land, {told['by_sea']} by sea (400 miles)")
    _print_rivals(told)
    _print_claims(told["claims"])
    _print_institutions(told["institutions"])
    _print_cooperation(told)
    print("\nRegions")
    for name, codes in told["regions"].items():
        _wrapped(f"{name:<20}", f"{len(codes)}: {' '.join(codes)}")
    print(f"\nMore: foedus world show {told['name']} --state JPN | --sources | --json")


def _print_filled(filled: list[dict[str, Any]]) -> None:
    if filled:
        print(f"The model would fill {len(filled)} of them in, each flagged:")
    for one in filled:
        _wrapped(f"{one['state']} {one['field']:<18} ", f"{one['value']:.4g}: {one['rule']}")


def _print_rivals(told: dict[str, Any]) -> None:
    rivals = told["rivalries"]
    coded = max((one["last_coded"] for one in rivals), default=0)
    print(
        f"\nStanding rivalries ({len(rivals)}"
        + (f"; coded up to {coded}, nothing after it is known)" if rivals else ")")
    )
    _wrapped("", ", ".join(f"{one['a']}-{one['b']} ({one['since']})" for one in rivals))
    print(
        f"  hostility at the start: {told['hostility_pairs']} directed pairs above 0, sum {told['hostility_sum']:.1f}"
    )


def _print_claims(claims: list[dict[str, Any]]) -> None:
    standing = [one for one in claims if one["status"] == "standing"]
    print(f"\nTerritorial claims ({len(claims)}; {len(standing)} standing): claimant > administrator, place")
    for salience in ("high", "medium", "low"):
        found = [
            f"{one['claimant']}>{one['administrator']} {one['place']}"
            for one in standing
            if one["salience"] == salience
        ]
        if found:
            _wrapped(f"{salience:<8}", f"{len(found)}: " + ", ".join(found))


def _print_institutions(bodies: list[dict[str, Any]]) -> None:
    counting = [one for one in bodies if one["counts"]]
    print(f"\nInclusive institutions that count ({len(counting)} of {len(bodies)} listed)")
    for one in counting:
        _wrapped(f"{one['id']:<18}{one['depth']:<14}", f"{len(one['members'])} members; {one['name']}")


def _print_cooperation(told: dict[str, Any]) -> None:
    tiers = {tier: count for tier, count in told["cooperation"].items() if tier != "none"}
    print(f"\nCooperation at the end of {told['year']}: {sum(tiers.values())} of {told['pairs']} pairs")
    _wrapped("", ", ".join(f"{tier} {count}" for tier, count in tiers.items()))


def _print_state(world: World, told: dict[str, Any]) -> None:
    print(f"{told['state']} {told['name']}, {told['subregion']}; capital {told['capital']}; world {world.name}")
    print("\nFigures")
    for cell in told["cells"]:
        _print_cell(cell)
    print("\nPlace")
    _wrapped("by land    ", " ".join(told["by_land"]))
    _wrapped("by sea     ", " ".join(told["by_sea"]))
    _wrapped("rivals     ", ", ".join(f"{one['a']}-{one['b']} ({one['since']})" for one in told["rivalries"]))
    hostile = [f"{code} {value:.2f}" for code, value in told["hostility_toward"].items()]
    _wrapped("hostility  ", ", ".join(hostile))
    for title, key, other in (("claims", "claims_made", "administrator"), ("claimed by", "claims_met", "claimant")):
        found = [f"{one['place']} ({one[other]}, {one['salience']})" for one in told[key]]
        _wrapped(f"{title:<11}", ", ".join(found))
    print("\nInstitutions (a star: inclusive and counts)")
    counting = told["institutions_that_count"]
    _wrapped("", ", ".join(one + ("*" if one in counting else "") for one in told["institutions"]))
    print("\nCooperation, highest tier with each partner")
    for tier, codes in told["partners"].items():
        _wrapped(f"{tier:<12}", " ".join(codes))


def _print_cell(cell: dict[str, Any], head: str = "") -> None:
    value = "missing" if cell["value"] is None else f"{cell['value']:,.7g}"
    flag = f" [{cell['flag']}]" if cell["flag"] else ""
    source = f"{cell['source'] or 'no source'}{flag}, {cell['year']}, {cell['known']}"
    _wrapped(f"{head}{cell['field']:<18} {value:>12}  ", source)


def _print_sources(world: World) -> None:
    print(f"{world.name}: each figure, its source [flag], its year and how it is known")
    for cell in world.cells:
        _print_cell(vars(cell), f"{cell.state} ")
    for title, rows in (
        ("claims", world.claims),
        ("memberships", [one for body in world.institutions for one in body.members]),
        ("cooperation", world.cooperation),
        ("energy", world.energy_cells),
        ("rivalries", world.rivalries),
    ):
        how = Counter(row.known for row in rows)
        print(f"{title}: {len(rows)} lines; " + ", ".join(f"{known} {count}" for known, count in sorted(how.items())))
    print("Sources of those lines: foedus world show NAME --state CODE --json, or the CSV files of the world.")
