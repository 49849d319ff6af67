"""One state in one simulated year, in words and columns: what each law gave, beside the status quo."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from foedus.report.messages import named
from foedus.report.tables import WIDTH
from foedus.simulate.story import Happened, Story, Sum

LABEL, CELL = 52, 16
MOST = 6  # parts shown of one sum; the rest is added up
HOSTILE = 4  # rivals told
SHOWN = 0.0005
WORDS = {
    "stock": "military stock", "economy": "economy", "spending": "spending of the year",
    "population": "population", "all states": "growth of all states together",
    "concession": "what the target may concede", "if resisted": "what a resisted challenge may bring",
    "quiet": "less the worth of leaving things", "base": "cost of challenging at all",
    "threat": "fear of the other's arms and allies", "window": "a window that closes", "parity": "parity of power",
    "free riding": "help expected from others", "income and own level": "income and own level",
    "war": "war", "pledge": "spending pledge", "noise": "chance", "floor": "floor",
    "level": "how common issues are", "shock": "common shock of the year", "power": "own share of power",
    "democracies": "both democracies", "fading": "time", "bounds": "floor and cap",
    "growth": "growth", "loss": "losses of wars", "cost": "cost of war",
}  # fmt: skip
ROUTE_WORDS = {"victim": " as the target", "initiator": " as the initiator", "obligation": " through a duty",
               "other": ", having joined without a duty"}  # fmt: skip
KINDS = {
    "dispute": "{a} begins a dispute with {b}; {b} does not resist",
    "resisted": "{a} begins a dispute with {b}; {b} resists, {a} backs down",
    "fight": "{a} begins a dispute with {b}; it comes to a fight {place}",
    "war": "{a} begins a dispute with {b}; it comes to a war {place}",
}
BLOCKS = (
    ("strength", "Strength, log"),
    ("share", "Change of its share of all strength, log"),
    ("threat", "Threat seen, by rival, hostility units"),
    ("help", "Help expected, by helper; own strength is 1"),
)
AFTER = (
    ("loss", "Loss due this year, share of GDP"),
    ("growth", "Change of the economy, log"),
    ("arms", "Change of military spending, log"),
)
PAIR = (
    ("rate", "Issues a year, log of the rate"),
    ("war", "Worth of war to the initiator, utils"),
    ("quiet", "Worth of leaving things as they are, utils"),
    ("challenge", "Challenging over leaving it, utils"),
    ("defence", "Strength with the target; it alone is 1"),
    ("attack", "Strength with the initiator, same unit"),
)


def told(story: Story, beside: Story | None, pairs: int = 1) -> str:
    """The whole text, at most 100 columns.

    beside : the same year under the status quo; None when `story` is that
    pairs : on each side, how many pairs are taken apart
    """
    parts = [head(story, beside), happened_lines(story, beside), chances(story, beside)]
    parts += [facts(story, beside)]
    parts += [block(title, story.sums[name], _beside(beside, name)) for name, title in BLOCKS]
    parts += [pair for name in _near(story, pairs) for pair in [pair_lines(name, story, beside)]]
    parts += [block(title, story.sums[name], _beside(beside, name)) for name, title in AFTER]
    parts += hostility(story, beside)
    parts.append(foot(story, beside))
    return "\n\n".join("\n".join(part) for part in parts if part)


def head(story: Story, beside: Story | None) -> list[str]:
    """Who, when, under what; the sentence; the columns."""
    against = " beside the status quo, with the same luck" if beside else ""
    first = f"{story.name} ({story.state}) in simulated year {story.year}: {story.architecture}{against}"
    second = f"Theory {named('theory', story.theory)}, draw {story.draw}, stream {story.stream}: one history of many."
    columns = ("this order", "status quo", "difference") if beside else ("status quo",)
    heads = "".join(f"{name:>{CELL}}" for name in columns)
    return [*_folded(first), second, *_folded(sentence(story, beside)), "", f"{'':<{LABEL}}{heads}", "-" * WIDTH]


def sentence(story: Story, beside: Story | None) -> str:
    """'In this year Japan stood a chance of 12.3 % of being targeted (status quo 11.0 %), most from CHN ...'."""
    chance = f"{100 * story.expected['targeted']:.1f} %"
    than = f" (status quo {100 * beside.expected['targeted']:.1f} %)" if beside else ""
    said = f"In this year the chance that {story.name} is targeted was {chance}{than}"
    near = sorted(story.targeted_by.items(), key=lambda one: -one[1])[:2]
    said += ", most of it from " + " and ".join(f"{code} ({100 * one:.1f} %)" for code, one in near) + "."
    if beside and (pair := story.pairs.get(f"{near[0][0]} {story.state}")):
        other = beside.pairs.get(f"{near[0][0]} {story.state}")
        if other and (moved := _largest(pair.sums["quiet"], other.sums["quiet"])):
            said += f" Of what keeps {near[0][0]} quiet the order changes most: {moved}."
    return said + (f" {story.name} is at war{ROUTE_WORDS[story.at_war]}." if story.at_war else "")


def _largest(one: Sum, other: Sum) -> str:
    """The part that differs most."""
    moved = {term.name: term.value - other.of(term.name) for term in one.terms}
    name = max(moved, key=lambda part: abs(moved[part]))
    return f"{word(name)} ({moved[name]:+.3f} utils)" if abs(moved[name]) >= 10 * SHOWN else ""


def happened_lines(story: Story, beside: Story | None) -> list[str]:
    """What came of the year, here and under the status quo."""
    lines = ["What happened"]
    for title, one in (("", story), ("Status quo: ", beside)):
        if one is None:
            continue
        for event in one.happened:
            lines += textwrap.wrap(
                title + event_words(event), WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
            )
        if not one.happened:
            lines.append(f"  {title}no dispute that concerned {story.state}.")
    return lines


def event_words(event: Happened) -> str:
    """One event in a sentence or two."""
    said = KINDS[event.kind].format(a=event.initiator, b=event.target, place=event.place)
    said += f" (chance {100 * event.chance:.1f} %, luck {event.luck:.3f} was below it)."
    for side, codes in ((event.target, event.with_target), (event.initiator, event.with_initiator)):
        if codes:
            said += f" With {side}: {', '.join(codes)}."
    for kept, words in ((True, "Called by a duty and came"), (False, "Called by a duty and stayed out")):
        codes = [one["state"] for one in event.called if one["kept"] is kept]
        if codes:
            more = f" and {len(codes) - 8} more" if len(codes) > 8 else ""
            said += f" {words}: {', '.join(codes[:8])}{more}."
    return said


def chances(story: Story, beside: Story | None) -> list[str]:
    """Chances of the year: in all, and the states they come from."""
    lines = ["Chances of this year, % (E9-E12)"]
    words = {"targeted": "targeted", "force_used": "force used against it", "war_as_target": "at war as target"}
    for name, label in words.items():
        lines.append(row(f"  {label}", 100 * story.expected[name], _of(beside, "expected", name, 100.0)))
    for title, table in (("dispute begun by {}", "targeted_by"), ("dispute begun with {}", "initiates")):
        here = getattr(story, table)
        for code in sorted(here, key=lambda one: -here[one])[:4]:
            lines.append(row("    " + title.format(code), 100 * here[code], _of(beside, table, code, 100.0)))
    return lines


def facts(story: Story, beside: Story | None) -> list[str]:
    """Economy, arms and share in the units of the world."""
    words = {"gdp": "economy, bn USD", "arms": "military spending, bn USD", "burden": "military spending, % of GDP",
             "stock": "military stock, bn USD", "share": "share of all strength, %",
             "allies": "states tied to it by a duty of aid"}  # fmt: skip
    return ["How it stands (E1)"] + [row(f"  {said}", story.facts[name], _of(beside, "facts", name)) for name, said in
                                     words.items()]  # fmt: skip


def block(title: str, one: Sum, other: Sum | None) -> list[str]:
    """A sum: its total and the parts that matter, largest first; '' where all is nothing."""
    names = dict.fromkeys([term.name for term in one.terms] + [term.name for term in (other.terms if other else ())])
    sizes = {name: max(abs(one.of(name)), abs(other.of(name)) if other else 0.0) for name in names}
    order = sorted((name for name in sizes if sizes[name] >= SHOWN), key=lambda name: -sizes[name])
    lines = [row(f"{title} ({one.law})", one.total, other.total if other else None, 3)]
    shown = order if len(order) <= MOST + 1 else order[:MOST]
    lines += [row(f"  {word(name)}", one.of(name), other.of(name) if other else None, 3) for name in shown]
    if rest := [name for name in names if name not in shown]:
        mine = sum(one.of(name) for name in rest)
        theirs = sum(other.of(name) for name in rest) if other else None
        if max(abs(mine), abs(theirs or 0.0)) >= SHOWN:
            lines.append(row(f"  {len(rest)} other parts", mine, theirs, 3))
    return lines


def pair_lines(name: str, story: Story, beside: Story | None) -> list[str]:
    """One initiator and one target, taken apart."""
    pair, other = story.pairs[name], beside.pairs.get(name) if beside else None
    lines = [f"{pair.initiator} towards {pair.target}, before anything happened"]
    words = {"dispute": "chance of a dispute this year, %", "challenge": "an issue becomes a challenge, %",
             "resist": "the challenge is resisted, %", "fight": "a resisted challenger fights, %",
             "win": "the initiator wins, as it sees it, %"}  # fmt: skip
    for key, label in words.items():
        there = 100 * other.numbers[key] if other else None
        lines.append(row(f"  {label}", 100 * pair.numbers[key], there))
    for key, title in PAIR:
        lines += ["  " + line for line in _narrow(block(title, pair.sums[key], other.sums[key] if other else None))]
    return lines


def hostility(story: Story, beside: Story | None) -> list[list[str]]:
    """Hostility that moved most, both directions."""
    found = {name: one for name, one in story.sums.items() if name.startswith("hostility ")}
    moved = sorted(found, key=lambda name: -max(abs(term.value) for term in found[name].terms or (_NONE,)))
    return [
        block(f"Change of hostility of {a} towards {b}", found[name], _beside(beside, name))
        for name in moved[:HOSTILE]
        for _, a, b in [name.split()]
    ]


def foot(story: Story, beside: Story | None) -> list[str]:
    """How far the retelling agrees with the run, and what it is good for."""
    gap = max(story.gap, beside.gap if beside else 0.0)
    said = f"Each part is a law of the model with its other terms at none; parts sum to the simulated number. The year \
retold agrees with the compiled run to {gap:.0e}. One history shows how the model works, not what will happen."
    return _folded(said)


def row(label: str, here: float, there: float | None = None, digits: int = 2) -> str:
    """Label, this order, the status quo, the difference."""
    cells = [_number(here, digits)]
    if there is not None:
        cells += [_number(there, digits), _difference(here - there, digits)]
    text = label if len(label) < LABEL else label[: LABEL - 4].rstrip() + "..."
    return f"{text:<{LABEL}}" + "".join(f"{cell:>{CELL}}" for cell in cells)


def word(name: str) -> str:
    """What a part is called."""
    return WORDS.get(name, name)


def payload(story: Story, beside: Story | None, head: Mapping[str, Any]) -> dict[str, Any]:
    """What `foedus explain --json` prints."""
    return {**head, "story": story.to_json(), "status_quo": beside.to_json() if beside else None}


class _Nothing:
    value = 0.0


_NONE = _Nothing()


def _near(story: Story, pairs: int) -> list[str]:
    """The nearest pairs on each side."""
    names = list(story.pairs)
    against = [name for name in names if name.endswith(story.state)][:pairs]
    return against + [name for name in names if name.startswith(story.state)][:pairs]


def _narrow(lines: Iterable[str]) -> list[str]:
    """Lines that shall be indented by two keep their columns."""
    return [line[: LABEL - 2] + line[LABEL:] for line in lines]


def _beside(beside: Story | None, name: str) -> Sum | None:
    return beside.sums.get(name) if beside else None


def _of(beside: Story | None, table: str, name: str, times: float = 1.0) -> float | None:
    return times * getattr(beside, table).get(name, 0.0) if beside else None


def _number(value: float, digits: int) -> str:
    shown = f"{value:,.{digits}f}" if abs(value) < 10_000 else f"{value:,.0f}"
    return shown.removeprefix("-") if float(shown.replace(",", "")) == 0 else shown


def _difference(value: float, digits: int) -> str:
    return "0" if abs(value) < 0.5 * 10**-digits else f"{value:+,.{digits}f}"


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)
