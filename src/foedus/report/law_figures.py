"""Figures of the law: who is called in one event, and the course of a cascade. Matplotlib is imported when used.

Everything is laid out in inches on one plain surface, so that thirty states take more lines and nothing overlaps.
Clear is a filled mark, disputed an open one with a broken edge: the two are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.report.sheet import CHIP, GREY, LINE, Sheet, save
from foedus.treaties.cascade import Cascade
from foedus.treaties.cascade_steps import Step, happening_title, help_title, step_title, steps
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES, Answer, Row
from foedus.treaties.told import SECTIONS, Teller, groups, short_name
from foedus.treaties.words import STRENGTH

if TYPE_CHECKING:
    from foedus.treaties.event import Event

SOURCE = (
    "Source: treaty texts as encoded in foedus, each with its own source (foedus treaties show ID). Attacker and "
    "initiator are inputs of the question, not findings. A duty is no forecast."
)
WIDE, LEFT, CHIPS = 7.2, 0.15, 3.45  # inches: width of the sheet, its margin, where chips begin
INSTRUMENTS = 10  # instruments that are not triggered, told one by one
COLUMN, GAP = 3.3, 0.35  # inches: width of a round, room for the arrows between two


@dataclass(frozen=True)
class Band:
    """One line of the figure: words on the left, states on the right."""

    title: str
    note: str
    clear: tuple[str, ...]
    disputed: tuple[str, ...]


def called_figure(law: Library, answer: Answer, path: Path | str) -> None:
    """Write who is called to what, by strength and status, and who is not; SVG, PNG or PDF by the suffix of `path`."""
    save(called_sheet(law, answer), path)


def called_sheet(law: Library, answer: Answer) -> Sheet:
    """The sheet of `called_figure`."""
    teller = Teller(law, answer)
    sheet = Sheet(WIDE)
    _head(sheet, "Who is called, and who is not", teller.headline(), [*teller.place_line(), _given(law, answer.event)])
    for title, kinds in SECTIONS:
        some = bands(law, [row for row in answer.called if row.type in kinds])
        if some or title == SECTIONS[0][0]:
            _section(sheet, title, some)
    if answer.other:
        _section(sheet, "No duty: rights, powers, restrictions, domestic law", bands(law, answer.other))
    _section(sheet, "Not called to help", _silent(law, answer))
    _legend(sheet)
    sheet.text(SOURCE, LEFT, WIDE - LEFT, size=6.5, colour=GREY)
    return sheet


def cascade_figure(law: Library, course: Cascade, path: Path | str, policy: str = "") -> None:
    """Write the course of a cascade, rounds from left to right; SVG, PNG or PDF by the suffix of `path`."""
    save(cascade_sheet(law, course, policy), path)


def cascade_sheet(law: Library, course: Cascade, policy: str = "") -> Sheet:
    """The sheet of `cascade_figure`."""
    from foedus.treaties.told_cascade import endings

    first, root = course.events[0].event, steps(course)
    columns = _columns(root)
    sheet = Sheet(max(WIDE, 2 * LEFT + len(columns) * COLUMN + (len(columns) - 1) * GAP))
    joins = f" (policy: {policy})" if policy else ""
    headline = f"{first.date}: {happening_title(law, root.happenings[0])}, {', '.join(first.acts).replace('_', ' ')}"
    _head(sheet, f"What the law would say next, if those called joined{joins}", headline, [_given(law, first)])
    top, low, boxes = sheet.y + 0.1, sheet.y + 0.1, {}
    for number, column in enumerate(columns):
        sheet.y, x = top, LEFT + number * (COLUMN + GAP)
        sheet.text(f"Round {number}", x, x + COLUMN, size=8, bold=True)
        for one in column:
            boxes[id(one)] = (x, sheet.y + 0.16)
            _box(sheet, law, one, x)
            sheet.y += 0.16
        low = max(low, sheet.y)
    sheet.y = low
    for column in columns:
        for one in column:
            for each in one.below:
                sheet.arrow((boxes[id(one)][0] + COLUMN, boxes[id(one)][1]), boxes[id(each)], each.status == "disputed")
    for text in endings(law, course):
        sheet.text(text, LEFT, sheet.width - LEFT, size=7.5)
    _legend(sheet)
    sheet.text(SOURCE, LEFT, sheet.width - LEFT, size=6.5, colour=GREY)
    return sheet


def bands(law: Library, rows: Sequence[Row]) -> list[Band]:
    """Rows by strength and article; clear and disputed bearers of one duty stand in one band."""
    found: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for group in groups(rows):
        row = group.first
        toward = "the other parties" if row.toward == PARTIES else law.world_code(row.toward)
        key = (STRENGTH[row.strength], toward, row.treaty, row.article, row.binding)
        by_status = found.setdefault(key, {"clear": [], "disputed": []})
        by_status[row.status] += [law.world_code(one.state) for one in group.rows]
    made = []
    for (strength, toward, treaty, article, binding), states in found.items():
        clear = sorted(set(states["clear"]))
        disputed = sorted(set(states["disputed"]) - set(clear))
        note = f"{short_name(law.treaty(treaty).name)}, Art. {article}; toward {toward}"
        note += "; political text" if binding == "political" else ""
        made.append(Band(strength, note, tuple(clear), tuple(disputed)))
    return made


def _silent(law: Library, answer: Answer) -> list[Band]:
    """States that share an instrument and owe no help under it, by instrument; those that help under another, too."""
    helping = {row.state for row in answer.called if row.type in ("defence", "offence")}
    sides = {*answer.event.attacker, answer.event.victim}
    by_text: dict[str, dict[str, set[str]]] = {}
    for one in answer.not_called:
        if (
            one.treaty
            and one.type is None
            and one.state not in helping | sides
            and _near(law, one.treaty, answer.event)
        ):
            reasons = by_text.setdefault(one.treaty, {}).setdefault(" ".join(one.reasons), set())
            reasons.add(law.world_code(one.state))
    made = []
    for treaty, by_reason in sorted(by_text.items(), key=lambda item: -max(map(len, item[1].values()))):
        reasons = max(by_reason, key=lambda one: len(by_reason[one]))
        states = sorted({state for some in by_reason.values() for state in some})
        words = ", ".join(reasons.split()).replace("_", " ")
        made.append(Band(short_name(law.treaty(treaty).name), words, (), tuple(states)))
    if len(made) > INSTRUMENTS:
        made = [*made[:INSTRUMENTS], Band(f"and {len(made) - INSTRUMENTS} more instruments", "see --json", (), ())]
    linked = {state for some in by_text.values() for codes in some.values() for state in codes}
    linked |= {law.world_code(one) for one in helping | sides}
    rest = [one for one in law.states.values() if one.kind == "state" and one.exists_on(answer.event.date)]
    count = len([one for one in rest if law.world_code(one.code) not in linked])
    text = f"{count} other states of the {len(rest)} listed for that day share no instrument of help or talk with"
    return [*made, Band("No instrument", f"{text} {law.world_code(answer.event.victim)}", (), ())]


def _near(law: Library, name: str, event: Event) -> bool:
    """Does the instrument bind or protect the state attacked, ask for more than restraint, and not bind everybody?"""
    treaty = law.treaty(name)
    listed = any(isinstance(one.victim, tuple) and event.victim in one.victim for one in treaty.clauses)
    more = not treaty.clauses or any(one.type not in ("nonaggression", "restriction") for one in treaty.clauses)
    return more and not treaty.universal and (listed or event.victim in treaty.parties_on(event.date))


def _given(law: Library, event: Event) -> str:
    """What is taken as given."""
    began = " ".join(law.world_code(one) for one in event.initiators)
    provoked = {True: "provoked", "disputed": "provocation disputed"}.get(event.provoked, "not provoked")
    facts = ", ".join(sorted(event.facts)) or "none"
    return f"Taken as given: {began} began it; {provoked}; facts: {facts}; hit: {', '.join(event.target)}."


def _head(sheet: Sheet, title: str, headline: str, lines: Iterable[str]) -> None:
    right = sheet.width - LEFT
    sheet.text(title, LEFT, right, size=11, bold=True)
    sheet.text(headline, LEFT, right, size=8.5)
    for line in lines:
        sheet.text(" ".join(line.split()), LEFT, right, size=7.5, colour=GREY)
    sheet.y += 0.08


def _section(sheet: Sheet, title: str, some: Sequence[Band]) -> None:
    """A title and its bands; the titles on the left, the states as chips on the right."""
    sheet.y += 0.06
    sheet.rule()
    sheet.text(title if some else f"{title}: nobody", LEFT, WIDE - LEFT, size=9, bold=True)
    for band in some:
        top = sheet.y
        sheet.text(band.title, LEFT + 0.1, CHIPS - 0.1, size=7.5, bold=True)
        sheet.text(band.note, LEFT + 0.1, CHIPS - 0.1, size=6.5, colour=GREY)
        low, sheet.y = sheet.y, top
        quiet = title.startswith(("Not called", "No duty"))
        marks = [(code, "clear") for code in band.clear]
        marks += [(code, "quiet" if quiet else "disputed") for code in band.disputed]
        sheet.chips(marks, CHIPS, WIDE - LEFT)
        sheet.y = max(low, sheet.y) + 0.06


def _legend(sheet: Sheet) -> None:
    sheet.y += 0.06
    sheet.rule()
    top = sheet.y
    sheet.chips([("ABC", "clear"), ("ABC", "disputed")], LEFT, LEFT + 2 * CHIP + 0.08)
    low, sheet.y = sheet.y, top
    words = "filled: clear; open with a broken edge: disputed, by the text or by a step of the path it hangs on"
    sheet.text(words, LEFT + 2 * CHIP + 0.14, sheet.width - LEFT, size=7)
    sheet.y = max(low, sheet.y) + 0.03


def _columns(root: Step) -> list[list[Step]]:
    """The steps of every round, in the order of the tree."""
    columns: dict[int, list[Step]] = {}

    def walk(step: Step) -> None:
        columns.setdefault(step.round, []).append(step)
        for one in step.below:
            walk(one)

    walk(root)
    return [columns.get(number, []) for number in range(max(columns) + 1)]


def _box(sheet: Sheet, law: Library, step: Step, x: float) -> None:
    """One step: who joins, then each conditional event with the help that first arises there."""
    top, inner, right = sheet.y, x + 0.08, x + COLUMN - 0.08
    sheet.y += 0.05
    if step.states:
        sheet.text(step_title(law, step), inner, right, size=8, bold=True)
        marks = [(law.world_code(one), step.status if step.duty else "quiet") for one in step.states]
        sheet.chips(marks, inner, right)
    for one in step.happenings:
        sheet.y += 0.04
        sheet.text(happening_title(law, one), inner, right, size=7.5, bold=not step.states)
        for each in one.helps:
            sheet.dot(inner + 0.1, sheet.y + LINE * 0.45, each.status == "clear")
            sheet.text(help_title(law, each), inner + 0.2, right, size=7)
        if not one.helps:
            sheet.text("nobody is called to help", inner + 0.2, right, size=7, colour=GREY)
    if not step.happenings:
        sheet.text("calls nobody new to help", inner + 0.2, right, size=7, colour=GREY)
    sheet.y += 0.06
    sheet.frame(x, top, x + COLUMN, sheet.y, step.status == "disputed")
