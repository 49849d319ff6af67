"""Which beliefs move an answer, in words: what `foedus sensitivity` prints, and its JSON."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from foedus.claims.assumptions import MARK_WORDS, number
from foedus.claims.sensitivity import DESIGN, Indices
from foedus.report.flip_told import folded, percent, plain

SHOWN = 12
AT = 0.05  # an index below this is not told from none in a table
HOW = {
    True: "By design: {rows} simulated rows over the section priors, all under one luck (95 % intervals by bootstrap).",
    False: "Given data: {rows} draws of theory '{theory}' in the run, no new simulation. Each parameter alone, a group "
    "as the sum of its members; luck and interactions are in the rest (95 % intervals by jackknife).",
}
LOST = "{failed} rows failed; {dropped} were left out with their blocks."
FLAT = "Nothing moves the answer: it is the same in every row."


def told(found: Indices, title: str, unit: str, theory: str = "") -> str:
    """Title, how it was made, the table, what was left out."""
    lines = folded(title) + folded(HOW[found.how == DESIGN].format(rows=found.rows, theory=theory))
    if found.failed:
        lines += folded(LOST.format(failed=found.failed, dropped=found.dropped))
    if found.spread == 0.0:
        return "\n".join([*lines, "", FLAT])
    lines += [f"Standard deviation of the answer: {number(found.spread)} {unit}.", ""]
    return "\n".join([*lines, *table(found), "", *folded(reading(found))])


def table(found: Indices, shown: int = SHOWN) -> list[str]:
    """The largest first: alone, and in all where that is known."""
    whole = found.how == DESIGN
    lines = [f"{'':<28} {'mark':<13} {'alone':>16}" + (f" {'in all':>16}" if whole else "")]
    order = ranked(found)
    for at in order[:shown]:
        mark = MARK_WORDS.get(found.marks[at], "")
        cells = _cell(found.first[at], found.first_error[at])
        cells += " " + _cell(found.total[at], found.total_error[at]) if whole else ""
        lines.append(f"{found.names[at]:<28} {mark:<13} {cells}")
    rest = 1.0 - float(np.sum(found.first))
    shown_rest = percent(rest) if -0.05 <= rest <= 1.05 else "not known"
    lines.append(f"{'interactions' if whole else 'luck and interactions':<28} {'':<13} {shown_rest:>9}")
    if len(order) > shown:
        lines.append(f"and {len(order) - shown} more (--json has all)")
    return lines


def ranked(found: Indices) -> list[int]:
    """Numbers of the groups, the largest first: by total index, by first-order index where none is known."""
    key = found.first if np.isnan(found.total).all() else found.total
    return np.argsort(-key, kind="stable").tolist()


def reading(found: Indices) -> str:
    """How wide the intervals are, and what they allow to say."""
    total, error = (found.first, found.first_error) if np.isnan(found.total).all() else (found.total, found.total_error)
    order = ranked(found)
    sure = [found.names[at] for at in order if total[at] - error[at] > AT]
    if not sure:
        return "No interval lies clear of zero: too few rows to say what moves the answer. Give more (--base, --draws)."
    return "Clear of zero: " + ", ".join(sure[:6]) + ("." if len(sure) <= 6 else f" and {len(sure) - 6} more.")


def payload(found: Indices, head: dict[str, Any]) -> dict[str, Any]:
    """What `foedus sensitivity --json` prints; nan becomes null."""
    rows = [
        {
            "name": name, "mark": found.marks[at] or None,
            "first": found.first[at], "first_ci95": found.first_error[at],
            "total": found.total[at], "total_ci95": found.total_error[at],
        }
        for at, name in enumerate(found.names)
    ]  # fmt: skip
    made = {"how": found.how, "rows": found.rows, "failed": found.failed, "dropped": found.dropped}
    return plain({**head, **made, "sd": found.spread, "indices": rows})


def cost(rows: int, orders: int, years: int) -> str:
    """What a design will simulate, said before it does."""
    return f"{rows} rows x {orders} orders x {years} years to simulate, each under the same luck."


def pace(seconds: float, done: int, rows: int) -> str:
    """How long the rest will take at the pace so far; '' while nothing is known."""
    if not done or done >= rows:
        return ""
    left = seconds / done * (rows - done)
    return f"about {left:.0f} s more" if left < 120 else f"about {left / 60:.0f} min more"


def _cell(value: float, error: float) -> str:
    """'37 % +- 4'."""
    spread = "-" if math.isnan(error) else f"{100 * error:.0f}"
    return f"{percent(value):>9} +- {spread:>3}"
