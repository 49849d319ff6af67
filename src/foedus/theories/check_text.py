"""The prior predictive table as text, as a page, as plain rows, and what it says in words."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable
from typing import Any

from foedus.theories.check import Entry, Predictive
from foedus.theories.figures import FIGURES, WORLD, spread, written

MOST = 5  # figures named in a refusal
ACROSS = 7  # theories side by side in 100 columns
SIGN = {"fits": "", "outside": "*", "absurd": "!", "unseen": "", "unjudged": ""}
SHORT = {
    "deterrence": "deter", "spiral": "spiral", "institutions": "instit", "bargaining": "barg", "power": "power",
    "steps-to-war": "steps", "no-theory": "none", "power-transition": "trans", "balance-of-power": "bal",
}  # fmt: skip


def as_text(table: Predictive) -> str:
    """The table for a terminal, 100 columns; * outside the record, ! absurd; then what that means."""
    parts = [table.theories[at : at + ACROSS] for at in range(0, len(table.theories), ACROSS)]
    blocks = ["\n".join(_lines(table, part, _aligned, False)) for part in parts]
    said = [textwrap.fill(line, 100, subsequent_indent="    ") for line in verdict(table)]
    return "\n\n".join([*blocks, "\n".join([table.made, *said])])


def as_markdown(table: Predictive) -> str:
    """The table for the documentation, with the possible range."""
    lines = _lines(table, table.theories, lambda cells: "| " + " | ".join(cell.strip() for cell in cells) + " |", True)
    lines.insert(1, "|---|" + "---:|" * (3 + len(table.theories)))
    said = verdict(table)
    return "\n".join([*lines, "", table.made, "", said[0], *(f"- {line.strip()}" for line in said[1:])])


def as_rows(table: Predictive) -> list[dict[str, Any]]:
    """One plain row per figure and theory; null where there is no number."""
    return [
        {"theory": one.theory, "figure": one.figure.id, "value": _number(one.value), "mcse": _number(one.mcse),
         "record": one.figure.record, "low": one.figure.low, "high": one.figure.high,
         "possible": [_number(end) for end in one.figure.possible], "verdict": one.verdict,
         "admissible": one.admissible}
        for one in table.entries
    ]  # fmt: skip


def verdict(table: Predictive) -> list[str]:
    """One line with the answer, and one for each figure outside the record, the absurd ones first."""
    wrong, far = table.of("absurd"), table.of("outside")
    counted = len(table.of("absurd", "outside", "fits"))
    first = f"{len(wrong)} of {counted} figures are absurd (!), {len(far)} lie outside the record (*)"
    if not wrong:
        first = f"No figure is absurd; {len(far)} of {counted} lie outside the record (*)"
    if not (wrong or far):
        first = f"All {counted} figures lie within the range of the record"
    if table.world != WORLD:
        first += f"; amounts of '{table.world}' are not judged, the record is that of '{WORLD}'"
    nothing = [f"{one.theory}: {one.figure.title.strip()}: nothing to count; use more draws" for one in _unseen(table)]
    return [first + ("." if not (wrong or far) else ":"), *(f"  {_told(one)}" for one in (*wrong, *far)),
            *(f"  {line}." for line in nothing)]  # fmt: skip


def refused(table: Predictive) -> str:
    """Why the theories of a table are refused: by which figure and out of which range."""
    wrong = table.of("absurd")
    names = ", ".join(dict.fromkeys(f"'{one.theory}'" for one in wrong))
    told = [
        f"{one.theory}: {one.figure.title.strip()} {written(one.value, one.figure.digits + 1)}, "
        f"possible {spread(*one.figure.possible, one.figure.digits)}"
        for one in wrong
    ]
    more = f"; and {len(wrong) - MOST} more" if len(wrong) > MOST else ""
    return f"Refused as absurd before any treaty changes: {names}. {'; '.join(told[:MOST])}{more}."


def _unseen(table: Predictive) -> tuple[Entry, ...]:
    return table.of("unseen")


def _told(one: Entry) -> str:
    """'spiral: duties honoured in wars .12 (s.e. .01); record .22-.75, admissible .12-.80, possible .09-.90.'"""
    what, more = one.figure, one.figure.digits + 1
    beside = f"record {what.record}, " if what.record else ""
    line = f"{one.theory}: {what.title.strip()} {written(one.value, more)} (s.e. {written(one.mcse, more)}); {beside}"
    line += f"admissible {spread(what.low, what.high, what.digits)}, possible {spread(*what.possible, what.digits)}"
    return line + (f": {what.why}." if one.verdict == "absurd" else ".")


def _lines(
    table: Predictive, theories: tuple[str, ...], line: Callable[[list[str]], str], with_possible: bool
) -> list[str]:
    found = {(entry.figure.id, entry.theory): entry for entry in table.entries}
    head = ["", "record", "admissible", *(["possible"] if with_possible else [])]
    lines = [line([*head, *(SHORT.get(name, name[:6]) for name in theories)])]
    for figure in FIGURES:
        ranges = [spread(figure.low, figure.high, figure.digits)]
        if with_possible:
            ranges.append(spread(*figure.possible, figure.digits))
        entries = [found[figure.id, name] for name in theories]
        shown = [written(one.value, figure.digits) + SIGN[one.verdict] for one in entries]
        lines.append(line([figure.title, figure.record, *ranges, *shown]))
    return lines


def _aligned(cells: list[str]) -> str:
    return f"{cells[0]:<28}{cells[1]:>8}{cells[2]:>12}" + "".join(f"{cell:>7}" for cell in cells[3:])


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
