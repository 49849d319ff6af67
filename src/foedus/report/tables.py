"""Text tables of at most 100 columns: groups by architecture, and the signs by theory."""

from __future__ import annotations

import math

from foedus.outcomes.compare import Key
from foedus.outcomes.definitions import HEADLINE
from foedus.report.construction import forced
from foedus.report.messages import lines, named, say, year_word
from foedus.report.numbers import decimals, digits_of, in_100, signed
from foedus.report.rows import LESS, MORE, SAME, Row, Rows, headline_theory, lead_groups, shown_groups
from foedus.report.sentence import agreement_kind, verdicts
from foedus.report.spec import Spec

WIDTH = 100
LABEL = 20
CELL = 38
MARKS = {LESS: "-", MORE: "+", SAME: "0"}
THEORY = 8


def group_table(rows: Rows, spec: Spec, theory: str | None = None, horizon: int | None = None) -> str:
    """Targeted and at war side by side for the groups of every architecture, one theory, one horizon."""
    theory, horizon = theory or headline_theory(spec), horizon or spec.horizons[-1]
    title = say("table.title", years=horizon, year_word=year_word(horizon), theory=named("theory", theory))
    head = _line("", [f"{say('table.targeted')}", say("table.at_war")])
    columns = f"{say('table.level'):>6}  {say('table.cell')}"
    text = [title, head, _line("", [columns, columns]), "-" * WIDTH]
    for architecture in spec.edited:
        text.append(architecture_line(spec, architecture))
        for group in shown_groups(spec, architecture):
            cells = [
                cell(rows.shown(Key(theory, architecture, "group", group, name, horizon)), name) for name in HEADLINE
            ]
            text.append(_line(f"  {group_label(spec, architecture, group)}", cells))
    return "\n".join([*text, say("table.legend")])


def architecture_line(spec: Spec, architecture: str) -> str:
    """'bloc-extension: North Atlantic duty for ...', cut to the width."""
    title = spec.architectures[architecture]
    text = architecture if title in ("", architecture) else f"{architecture}: {title}"
    return text if len(text) <= WIDTH else text[: WIDTH - 3].rstrip() + "..."


def group_label(spec: Spec, architecture: str, group: str) -> str:
    """'new members 4'."""
    count = len(spec.groups.get(architecture, {}).get(group, ()))
    name = named("group", group) if group != "region" else named("group", group).split(",")[0]
    return f"{name} {count}" if count else name


def cell(row: Row | None, name: str) -> str:
    """Level, difference, 90 % interval and chances in 100 of more; or the mean, its error and '(sign withheld)'."""
    if row is None:
        return say("table.no_rows")
    digits = decimals(name)
    if row.verdict == SAME:
        return f"{row.level:6.{digits}f}  {say('table.no_change')}"
    level, digits = f"{row.level:6.{digits}f}", digits_of(row, name)
    change = f"{level} {signed(row.difference, digits, '-'):>6}"
    if row.verdict not in (LESS, MORE):
        error = "" if math.isnan(row.mcse) else f"±{row.mcse:.{digits}f}"
        return f"{change} {error} {withheld(row)}"
    span = f"[{signed(row.p05, digits, '-')}, {signed(row.p95, digits, '-')}]"
    return f"{change} {span:>16} {in_100(row.p_sign):>4}"


def withheld(row: Row) -> str:
    """'(sign withheld)', or '(chance withheld)' where the mean has a sign and luck hides the spread."""
    return say("table.chance_withheld" if row.mean_verdict in (LESS, MORE) else "table.withheld")


def sign_table(rows: Rows, spec: Spec, horizon: int | None = None) -> str:
    """Sign of every theory's difference, targeted / at war, for the groups that the sentences speak of."""
    horizon = horizon or spec.horizons[-1]
    theories = spec.theories
    head = " ".join(f"{named('short', theory)[:THEORY]:<{THEORY}}" for theory in theories)
    head = f"{head} {say('table.agreement')}"
    text = [say("table.signs"), f"{'':<{LABEL + 4}}{head}".rstrip(), "-" * WIDTH]
    for architecture in spec.edited:
        text.append(architecture_line(spec, architecture))
        for group in lead_groups(spec, architecture):
            marks = [_marks(rows, Key(theory, architecture, "group", group, "", horizon)) for theory in theories]
            label = f"  {group_label(spec, architecture, group)}"
            found = _agreement(rows, spec, architecture, group, horizon)
            row = " ".join(f"{mark:<{THEORY}}" for mark in marks)
            text.append(f"{label:<{LABEL + 4}}{row} {found}".rstrip())
    return "\n".join([*text, say("table.signs_legend")])


def _marks(rows: Rows, key: Key) -> str:
    """'-/+*': targeted, at war, and whether a restriction gives the sign."""
    return "/".join(mark(rows, key._replace(outcome=name)) for name in HEADLINE)


def mark(rows: Rows, key: Key) -> str:
    """One sign: - + 0 or . (withheld); * behind it when the theory gives it."""
    row = rows.row(key)
    if row is None:
        return ""
    return MARKS.get(row.mean_verdict, ".") + ("*" if by_construction(row, key) else "")


def by_construction(row: Row, key: Key) -> str:
    """Why the theory gives this sign rather than finds it; '' when it does not."""
    given = forced(key.architecture, key.theory, key.outcome)
    if given is None:
        return ""
    holds = row.mean_verdict == LESS if given.effect == "less" else row.mean_verdict not in (LESS, MORE)
    return given.text if holds else ""


def agreement_word(rows: Rows, spec: Spec, key: Key) -> str:
    """'all one sign', 'signs differ' or 'open' over the pooled theories; the theory of `key` is not read."""
    found = list(verdicts(rows, spec, key.architecture, key.name, key.outcome, key.horizon).values())
    kind = agreement_kind(found)
    if set(found) == {SAME}:
        return say("table.same")
    return say({"agree": "table.agree", "disagree": "table.differ"}.get(kind, "table.open"))


def _agreement(rows: Rows, spec: Spec, architecture: str, group: str, horizon: int) -> str:
    """'differ/agree' for targeted and at war."""
    words = [agreement_word(rows, spec, Key("", architecture, "group", group, name, horizon)) for name in HEADLINE]
    return "/".join(words)


def notes(spec: Spec) -> list[str]:
    """What a reader must know before the numbers, one sentence each."""
    yardstick = say("yardstick.used", yardstick=named("yardstick", spec.yardstick))
    text = [
        say("notes.conditional"),
        say("notes.mcse"),
        say("notes.counted", streams=spec.streams),
        say("notes.equal"),
        say("notes.belief"),
        say("notes.claims"),
        say(f"notes.alignment_{spec.alignment}"),
    ]
    if spec.discount:
        text.insert(0, discount_note(spec))
    if spec.forms:
        text.insert(0, say("notes.forms", forms=", ".join(spec.forms)))
    left_out = f"{say('not_modelled.title')}: " + "; ".join(lines("not_modelled")) + "."
    return [*text, left_out, yardstick]


def discount_note(spec: Spec) -> str:
    """What is discounted, at which rate."""
    return say("notes.discount", rate=f"{100 * spec.discount:g}")


def _line(label: str, cells: list[str]) -> str:
    """One line of the group table, labels cut so that the width holds."""
    return f"{label[: LABEL + 2]:<{LABEL + 2}}" + " ".join(f"{text:<{CELL}}" for text in cells).rstrip()
