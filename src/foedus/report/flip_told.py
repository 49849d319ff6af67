"""Where a claim reverses, in words: what `foedus flip` prints, and its JSON."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np

from foedus.claims.assumptions import MARK_WORDS, joined, number, region_words
from foedus.claims.curves import Curve
from foedus.claims.flip import NOWHERE, OPEN, REVERSES, WEAKENS, Flip, Region
from foedus.claims.flip_answer import RECORD_CANNOT, RECORD_PARTLY, FlipAnswer, TheoryRow
from foedus.model.params import PARAMETERS
from foedus.report.messages import named
from foedus.report.tables import WIDTH

VERDICTS = {
    REVERSES: "It {to} more often than not {region}.",
    OPEN: "It {to} more often {region}; whether more often than not, these draws do not show.",
    WEAKENS: "It flips nowhere you declared possible. It comes nearest to that {region}.",
    NOWHERE: "It flips nowhere you declared possible: no region stood on draws that it was not fitted on.",
}
RECORD = {
    RECORD_CANNOT: "The record cannot decide this: no data can move {names} (marked unidentified).",
    RECORD_PARTLY: "The record decides this in part only: no data can move {names} (marked unidentified).",
}
BUNDLED = "Over several theories parameters move together, as the theories bundle them; within one they do not."


def told(answer: FlipAnswer, title: str) -> str:
    """The whole answer: sentence, check, theories, tree, curves, tiles. `title` says what is claimed."""
    parts = [[title, chance_line(answer)], region_lines(answer), tree_lines(answer)]
    parts += [theory_lines(answer), curve_lines(answer), tile_lines(answer)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def chance_line(answer: FlipAnswer) -> str:
    """In how much of assumption space the claim holds."""
    lost = sum(answer.rows.left_out.values())
    theories = len({int(one) for one in answer.rows.theory})
    said = f"It holds in {percent(answer.pooled.chance)} of the {answer.pooled.rows} assumptions drawn"
    said += f" (s.e. {error(answer.pooled.error)}; {theories} theor{'y' if theories == 1 else 'ies'},"
    said += f" {len(answer.rows.names)} parameters)."
    return said + (f" {lost} draws have no answer and are left out." if lost else "")


def sentence(found: Flip, names: Sequence[str]) -> str:
    """'It fails more often than not if rivals read arms as offensive (distinguishability < 0.35) and ...'."""
    region = region_words(found.box.parts[0], names) if found.box else ""
    return VERDICTS[found.verdict if found.box else NOWHERE].format(to=found.reverses_to, region=region)


def region_lines(answer: FlipAnswer) -> list[str]:
    """The sentence, its check on the other half, and what the record can say."""
    found, names = answer.pooled, answer.rows.names
    lines = folded(sentence(found, names))
    if found.box is None:
        return lines
    lines += check_lines(found.box, found)
    box, weak = found.box.parts[0], found.box.weak
    for at in box.restricted:
        mark = MARK_WORDS[PARAMETERS[names[at]].mark]
        lines.append(f"  {names[at]:<26} {limits(box.low[at], box.high[at]):<18} {mark:<13} {_quasi(weak[at])}")
    blind = [names[at] for at in box.restricted if PARAMETERS[names[at]].mark == "B"]
    if answer.record in RECORD:
        lines += folded(RECORD[answer.record].format(names=joined(blind)))
    return lines


def check_lines(region: Region, found: Flip) -> list[str]:
    """Density and coverage on the half of the draws it was fitted on, and on the other half."""
    lines = [f"  {'draws':<22} {'it ' + found.reverses_to + ' there':>16} {'of all such':>12} {'of all rows':>12}"]
    for name, one in (("fitted on", region.fitted), ("held out", region.held_out)):
        there = f"{percent(one.density)} (s.e. {error(one.error)})"
        lines.append(f"  {name:<22} {there:>16} {percent(one.coverage):>12} {percent(one.mass):>12}")
    return lines


def tree_lines(answer: FlipAnswer) -> list[str]:
    """What the tree says, in the same words."""
    found, names = answer.pooled, answer.rows.names
    if found.tree is None:
        return ["A tree finds no region either." if found.box is None else "A tree finds no such region."]
    ways = [region_words(part, names) for part in found.tree.parts]
    shown = {REVERSES: "shown", OPEN: "not shown to be most", WEAKENS: "not shown to be most"}
    state = shown.get(found.tree.verdict, "not borne out")
    lines = [f"A tree (second method; on the held-out draws {state}): it {found.reverses_to}"]
    for at, way in enumerate(ways):
        said = f"{'or ' if at else ''}{way}"
        lines += folded(said, "  ", "    ")
    return lines + check_lines(found.tree, found)


def theory_lines(answer: FlipAnswer) -> list[str]:
    """Every theory: how often the claim holds, how often in the region, and the theory's own region."""
    lines = [f"{'theory':<16} {'holds':>6} {'s.e.':>5}  {'in region':>9} {'holds there':>11}  its own region"]
    for row in answer.theories:
        own = "too few draws to look" if row.flip is None else _own(row.flip, answer.rows.names)
        cells = f"{percent(row.chance):>6} {error(row.error):>5}  {percent(row.inside):>9}"
        head = f"{named('short', row.theory):<16} {cells} {percent(row.chance_inside):>11}  "
        lines += folded(own, head, " " * len(head))
    if len(answer.theories) > 1:
        lines.append(BUNDLED)
    return lines


def curve_lines(answer: FlipAnswer) -> list[str]:
    """One parameter at a time: how often the claim holds at its low end, its middle and its high end."""
    head = f"{'one at a time':<26} {'mark':<13} {'low':>5} {'mid':>5} {'high':>5} {'alone':>6}  crosses one half at"
    lines = [head]
    for name, one in answer.curves.items():
        ends = [one.chance[0], one.chance[len(one.chance) // 2], one.chance[-1]]
        cells = " ".join(f"{percent(value):>5}" for value in ends)
        at = ", ".join(number(value) for value in one.crossings) or "nowhere"
        luck = " (may be luck)" if one.luck > 0.05 else ""
        mark = MARK_WORDS[PARAMETERS[name].mark]
        lines.append(f"{name:<26} {mark:<13} {cells} {percent(one.share):>6}  {at}{luck}")
    return lines


def tile_lines(answer: FlipAnswer) -> list[str]:
    """How often the claim holds over the two parameters that matter most, in percent."""
    if answer.tiles is None or answer.pair is None:
        return []
    rows, columns = answer.pair
    first, second = answer.tiles.edges
    lines = [f"How often it holds, in percent: {rows} down, {columns} across"]
    lines.append(" " * 14 + " ".join(f"{span(second, at):>13}" for at in range(len(second) - 1)))
    for at, line in enumerate(answer.tiles.chance):
        cells = " ".join(f"{'' if math.isnan(value) else f'{100 * value:.0f}':>13}" for value in line)
        lines.append(f"{span(first, at):>13} {cells}")
    return lines


def payload(answer: FlipAnswer, head: dict[str, Any]) -> dict[str, Any]:
    """What `foedus flip --json` prints; `head` names the claim and how it was made. nan becomes null."""
    names = answer.rows.names
    found = {
        **head,
        "chance": answer.pooled.chance,
        "mcse": answer.pooled.error,
        "rows": answer.pooled.rows,
        "left_out": dict(answer.rows.left_out),
        "parameters": list(names),
        **_flip(answer.pooled, names),
        "record": answer.record,
        "by_theory": {row.theory: _row(row, names) for row in answer.theories},
        "curves": [{"parameter": name, **_curve(one)} for name, one in answer.curves.items()],
        "tiles": None,
    }
    if answer.tiles is not None:
        edges = [edge.tolist() for edge in answer.tiles.edges]
        found["tiles"] = {"parameters": answer.pair, "edges": edges, "chance": answer.tiles.chance.tolist()}
    return plain(found)


def _flip(found: Flip, names: Sequence[str]) -> dict[str, Any]:
    return {
        "reverses_to": found.reverses_to,
        "verdict": found.verdict,
        "sentence": sentence(found, names),
        "box": _region(found.box, names),
        "tree": _region(found.tree, names),
    }


def _region(region: Region | None, names: Sequence[str]) -> dict[str, Any] | None:
    if region is None:
        return None
    parts = []
    for part in region.parts:
        limited = [
            {"parameter": names[at], "low": part.low[at], "high": part.high[at], "mark": PARAMETERS[names[at]].mark}
            for at in part.restricted
        ]
        parts.append({"limits": limited, "words": region_words(part, names)})
    if region.weak.size:
        for one, at in zip(parts[0]["limits"], region.parts[0].restricted, strict=True):
            one["quasi_p"] = region.weak[at].tolist()
    checks = {name: dict(vars(one)) for name, one in (("fitted", region.fitted), ("held_out", region.held_out))}
    return {"boxes": parts, "verdict": region.verdict, **checks}


def _row(row: TheoryRow, names: Sequence[str]) -> dict[str, Any]:
    found = {"chance": row.chance, "mcse": row.error, "rows": row.rows, "in_region": row.inside}
    found["chance_in_region"] = row.chance_inside
    return found | (_flip(row.flip, names) if row.flip else {"verdict": None})


def _curve(one: Curve) -> dict[str, Any]:
    arrays = {"at": one.centre.tolist(), "chance": one.chance.tolist(), "error": one.error.tolist()}
    return {**arrays, "crossings": list(one.crossings), "share": one.share, "luck": one.luck}


def _own(found: Flip, names: Sequence[str]) -> str:
    if found.box is None or found.verdict == NOWHERE:
        return "nowhere"
    box = found.box.parts[0]
    said = ", ".join(f"{names[at]} {limits(box.low[at], box.high[at])}" for at in box.restricted)
    shown = {REVERSES: f"{found.reverses_to}: ", OPEN: "not shown: ", WEAKENS: "nowhere; nearest "}
    return shown[found.verdict] + said


def _quasi(weak: np.ndarray) -> str:
    told = [f"{value:.1g}" for value in weak if not math.isnan(value)]
    return f"quasi-p {', '.join(told)}"


def folded(said: str, first: str = "", rest: str = "") -> list[str]:
    """Text folded at the width of the tables."""
    return textwrap.wrap(said, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def limits(low: float, high: float) -> str:
    """'< 0.35', '> 2', '0.1 to 0.3'."""
    if np.isfinite(low) and np.isfinite(high):
        return f"{number(low)} to {number(high)}"
    return f"< {number(high)}" if np.isfinite(high) else f"> {number(low)}"


def span(edges: np.ndarray, at: int) -> str:
    """'0.12..0.34'."""
    return f"{number(float(edges[at]))}..{number(float(edges[at + 1]))}"


def percent(share: float) -> str:
    """'37 %'; a dash for what is not known."""
    return "-" if math.isnan(share) else f"{100 * share:.0f} %"


def error(share: float) -> str:
    """A standard error in points."""
    return "-" if math.isnan(share) else f"{100 * share:.1f}"


def plain(value: Any) -> Any:
    """Numbers of NumPy as plain ones; nan and infinity as None, all the way down."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value
