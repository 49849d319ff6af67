"""The card of a theory on a terminal, and as a section of a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from foedus.theories.figures import figure, spread, written
from foedus.theories.words import MEANING

WIDTH = 100
NOTE = (
    "Sources argue the direction; the numbers are declared beliefs, and a tight row is a restriction made for "
    "comparison. What is not listed keeps its prior of the parameter table: foedus theories show no-theory --all."
)
NO_RECORD = "No record here can show it: the row is unidentified."


def as_text(told: dict[str, Any], reference: dict[str, Any] | None) -> str:
    """The card in 100 columns; `reference` is that of the prior without theory, for its figures."""
    parts = ["\n".join(_head(told))]
    if told["rows"]:
        parts += [_belief_table(told["rows"]), "\n".join(_marks(told))]
    if told["predictive"]:
        parts.append("\n".join(_figures(told, reference)))
    else:
        todo = f"Before any treaty changes: not simulated yet. Run: foedus theories check {told.get('file') or 'FILE'}"
        parts.append(todo + " --quick")
    parts += ["\n".join(lines) for lines in (_against(told), _silent(told)) if lines]
    return "\n\n".join([*parts, _filled(NOTE)])


def as_page(told: dict[str, Any]) -> str:
    """The card as a section of a page: Markdown."""
    lines = [f"## {told['name']}", "", f"`{told['id']}`. {told['summary']}", ""]
    works = "; ".join(one["work"].rstrip(".") for one in told["held_by"])
    lines += [f"Argued by: {works}.", ""] if works else []
    if told["rows"]:
        lines += ["| parameter | known | prior | in words | without theory | restricts | source and what it says |",
                  "|---|---|---|---|---|---|---|"]  # fmt: skip
        for row in told["rows"]:
            cells = (_named(row), row["known"], f"`{row['prior']}`", row["words"], f"`{row['section_prior']}`",
                     row["restricts"], row["says"])  # fmt: skip
            lines.append("| " + " | ".join(cells) + " |")
        lines += ["", _counted(told), ""]
    last = {"What would count against it": list(_judged(told)), "What it does not say": told["silent"]}
    for title, found in last.items():
        lines += [f"{title}:", "", *(f"- {one}" for one in found), ""] if found else []
    return "\n".join(lines)


def _head(told: dict[str, Any]) -> Iterator[str]:
    yield _filled(f"{told['name']} ({told['id']}). {told['summary']}")
    if told["held_by"]:
        yield _filled("Argued by " + "; ".join(one["cited"] for one in told["held_by"]) + ".")
    if told["variants"]:
        yield _filled("Each reading is also a theory by name: " + ", ".join(told["variants"]) + ". In the pool of "
                      "theories they share one weight.")  # fmt: skip
    if told["part_of"]:
        yield _filled(f"Shares the weight of '{told['part_of']}' with its other readings.")


def _belief_table(rows: list[dict[str, Any]]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("parameter", width=24, overflow="fold")
    table.add_column("prior, and against the prior without", width=37, overflow="fold")
    table.add_column("source and what it says", overflow="fold")
    for row in rows:
        belief = f"{_written(row['prior'])}: {row['words']}"
        if row["restricts"] != "as without theory" or row["prior"] != row["section_prior"]:
            belief += f"\n{row['section_prior']} without: {row['restricts']}"
        else:
            belief += "\nas without theory"
        if row["elicited"]:
            belief += f"\n{row['elicited']}"
        name, _, variant = _named(row).partition(" ")
        table.add_row(f"{name}\n{row['known']}" + (f" {variant}" if variant else ""), belief, row["says"])
    console = Console(width=WIDTH, highlight=False, markup=False)
    with console.capture() as caught:
        console.print(table)
    return "\n".join(line.rstrip() for line in caught.get().strip("\n").split("\n")).strip("\n")


def _written(prior: str) -> str:
    """The prior; of a histogram, whose numbers fill lines, only how many bins it has."""
    return f"histogram of {prior.count(',', 0, prior.index(';'))} bins" if prior.startswith("histogram") else prior


def _named(row: dict[str, Any]) -> str:
    return row["parameter"] + (f" [{row['variant']}]" if row["variant"] else "")


def _marks(told: dict[str, Any]) -> list[str]:
    seen = {row["mark"] for row in told["rows"]}
    return [_filled(_counted(told)), *(f"  {MEANING[mark]}" for mark in MEANING if mark in seen)]


def _counted(told: dict[str, Any]) -> str:
    """'17 parameters: 4 data (24 %), 9 weak (53 %), 4 unidentified (24 %), by count of rows; ...'"""
    held = {name: one for name, one in told["marks"].items() if name != "note"}
    whole = sum(one["rows"] for one in held.values())
    said = ", ".join(f"{one['rows']} {name} ({100 * one['share']:.0f} %)" for name, one in held.items() if one["rows"])
    return f"{whole} parameters with a belief of its own: {said}, {told['marks']['note']}."


def _figures(told: dict[str, Any], reference: dict[str, Any] | None) -> Iterator[str]:
    """The prior predictive of the theory and of the reference beside the record."""
    yield "Before any treaty changes (priors alone, status quo), beside the record:"
    yield f"  {'':<30}{'record':>10}{'here':>10}{'s.e.':>8}{'no theory':>11}{'admissible':>14}"
    usual = {row["figure"]: row for row in (reference or {}).get("rows", [])}
    for row in told["predictive"]["rows"]:
        what = figure(row["figure"])
        cells = [_number(part, what.digits) for part in (row["value"], usual.get(what.id, {}).get("value"))]
        error = _number(row["mcse"], what.digits + 1)
        said = {"outside": "  outside", "absurd": "  absurd", "unseen": "  none seen"}
        yield (f"  {what.title:<30}{what.record:>10}{cells[0]:>10}{error:>8}{cells[1]:>11}"
               f"{spread(what.low, what.high, what.digits):>14}{said.get(row['verdict'], '')}")  # fmt: skip
    yield _filled(told["predictive"]["made"], "  ")
    if not told["predictive"]["current"]:
        yield "  Made with other priors than these. For the figures of today:"
        yield f"  foedus theories check {told['id']}"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else written(value, digits)


def _against(told: dict[str, Any]) -> list[str]:
    found = [_filled(f"- {line}", "  ", "    ") for line in _judged(told)]
    return ["What would count against it:", *found] if found else []


def _judged(told: dict[str, Any]) -> Iterator[str]:
    for one in told["against"]:
        rows = ", ".join(f"{name} ({mark})" for name, mark in one["parameters"].items())
        reading = f"[{one['variant']}] " if one["variant"] else ""
        none = "" if one["decidable"] else f" {NO_RECORD}"
        yield f"{reading}{one['words']} Bears on {rows}.{none} See {one['cited']}."


def _silent(told: dict[str, Any]) -> list[str]:
    found = [_filled(f"- {line}", "  ", "    ") for line in told["silent"]]
    return ["What it does not say:", *found] if found else []


def _filled(text: str, first: str = "", rest: str | None = None) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest,
                         break_on_hyphens=False)  # fmt: skip
