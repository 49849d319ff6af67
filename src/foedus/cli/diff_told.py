"""A diff of two orders in words: what is compared, what changes, who is covered, and what each number means."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from foedus.architectures.change import Change
from foedus.architectures.diff import Diff, Measures
from foedus.world.world import World

WIDTH = 100
MOVERS = 10  # states told one by one
TOLD = 14  # changes told one by one; more are told in a table, unless all are asked for
NAMED = 14  # states named in a line
HELP = ("defence", "offence", "sanctions", "enforcement", "neutrality")
VERB = {"gained": "+", "lost": "-", "clear now": "^", "disputed now": "?"}
NOTICED = 5e-4


def diff_lines(found: Diff, world: World, state: str = "", full: bool = False) -> list[str]:
    """The whole diff. `state`: its duties and cover alone; `full`: every change instead of a table."""
    changes = [one for one in found.changes if not state or state in one.toward or state in one.bearers]
    lines = [*_head(found, world), *_summary(changes, world)]
    if not changes:
        about = f" of or toward {state}" if state else ""
        lines += ["", f"No duty{about} changes."]
    elif full or state or len(_merged(changes)) <= TOLD:
        for title, some in (
            ("Help and neutrality", [one for one in changes if one.type in HELP]),
            ("Restraint, consultation and the rest", [one for one in changes if one.type not in HELP]),
        ):
            if some:
                lines += ["", f"{title} (+ gained, - lost, ^ clear now, ? disputed now)"]
                for several in _merged(some):
                    lines += _told(several, world, state)
    else:
        lines += ["", *_table(changes)]
    if changes and (full or state):
        lines += ["", *_count_lines(changes)]
    return [*lines, "", *_cover_lines(found, world, state), "", *_number_lines(found)]


def _head(found: Diff, world: World) -> list[str]:
    day = found.day_after.isoformat()
    if found.day_before != found.day_after:
        day = f"{found.day_before.isoformat()} and {day}"
    compared = sum(one or other for one, other in zip(found.present_before, found.present_after, strict=True))
    states = f"{compared} states of {world.name}"
    lines = _filled(f"{found.before} -> {found.after}: the law of {day}, {states}, no simulation")
    for when, present, earlier in (
        (found.day_before, found.present_before, found.earlier_before),
        (found.day_after, found.present_after, found.earlier_after),
    ):
        then = [code for code, here in zip(world.codes, present, strict=True) if here]
        if len(then) < compared:
            text = f"On {when.isoformat()} {len(then)} of them exist"
            text += f" ({', '.join(f'{new} as {old}' for new, old in earlier.items())})" if earlier else ""
            lines += _filled(f"{text}; the others owe nothing and are owed nothing.", 2)
    return lines


def _summary(changes: Iterable[Change], world: World) -> list[str]:
    """Who is owed more or less help at home, and who owes more or less, in one line each."""
    help = [one for one in changes if one.type in ("defence", "offence") and "home" in one.place]
    lines = []
    for title, change, field in (
        ("Owed help by more states", "gained", "toward"),
        ("Owed help by fewer states", "lost", "toward"),
        ("Owe help to more states", "gained", "bearers"),
        ("Owe help to fewer states", "lost", "bearers"),
    ):
        named = {code for one in help if one.change == change for code in getattr(one, field)}
        if named:
            lines += _filled(f"{title} ({len(named)}): {_few([code for code in world.codes if code in named])}")
    return lines


def _few(codes: Sequence[str]) -> str:
    return " ".join(codes) if len(codes) <= NAMED else f"{' '.join(codes[:NAMED])} ..."


def _merged(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes that differ in nothing but status and attackers, together."""
    groups: dict[Change, list[Change]] = {}
    for one in changes:
        groups.setdefault(replace(one, status="", against=()), []).append(one)
    return list(groups.values())


def _table(changes: Iterable[Change]) -> list[str]:
    """One line for each instrument of help, one for each other type: pairs gained, lost and changed at home."""
    help: dict[tuple[str, str, str], dict[str, int]] = {}
    rest: dict[str, tuple[set[str], dict[str, int]]] = {}
    for one in changes:
        if "home" not in one.place:
            continue
        if one.type in HELP and one.type != "enforcement":
            pairs = help.setdefault((one.treaty, one.type, one.strength), {})
        else:
            names, pairs = rest.setdefault(one.type, (set(), {}))
            names.add(one.treaty)
        key = f"{one.change} {one.status}" if one.change in ("gained", "lost") else one.change
        pairs[key] = pairs.get(key, 0) + one.pairs
    lines = [
        "Pairs (who owes, to whom) on home territory. Every change: --full, --state XXX or --json",
        f"  {'':<58}{'gained':>12}{'lost':>15}",
        f"  {'instruments of help':<58}{'clear  disp.':>12}{'clear  disp.':>15}{'moved':>8}",
    ]
    for (treaty, kind, strength), pairs in sorted(help.items()):
        word = "" if kind == "defence" else f"{kind} "
        lines.append(_row(f"{treaty} ({word}{strength})", pairs))
    lines += [
        _row(f"{kind}: {len(names)} instrument{'s' * (len(names) > 1)}", pairs)
        for kind, (names, pairs) in sorted(rest.items())
    ]
    return [
        *lines,
        *_filled(
            "disp.: disputed (a pair may be clear against some attackers and disputed against others); "
            "moved: from clear to disputed, or back, against some attacker",
            2,
        ),
    ]


def _row(title: str, pairs: dict[str, int]) -> str:
    cells = [pairs.get(f"{change} {status}", 0) for change in ("gained", "lost") for status in ("clear", "disputed")]
    moved = pairs.get("clear now", 0) + pairs.get("disputed now", 0)
    shown = ["" if one == 0 else str(one) for one in (*cells, moved)]
    return f"  {title:<57}{shown[0]:>6}{shown[1]:>7}{shown[2]:>8}{shown[3]:>7}{shown[4]:>8}".rstrip()


def _told(several: Sequence[Change], world: World, state: str) -> list[str]:
    one = several[0]
    head = f"{VERB[one.change]} {one.treaty} {one.article}: {one.type}, {one.strength}, {one.place}"
    head += f", if {' and '.join(one.needs.split())}" if one.needs else ""
    head += " (political text)" if one.binding == "political" else ""
    if one.toward == ("*parties",):
        text = f"among the parties: {_names(one.bearers, state)}"
    elif set(one.toward) <= set(one.bearers):
        others = [code for code in one.bearers if code not in one.toward]
        text = f"to {_names(one.toward, state)}: from each other"
        text += f" and from {_names(others, state)}" if others else ""
    else:
        text = f"to {_names(one.toward, state)} from {_names(one.bearers, state)}"
    against = "; ".join(f"{part.status} {_against(part, world)}" for part in several)
    return [_wrapped(head, 2), _wrapped(f"{text}; {against}", 6)]


def _against(one: Change, world: World) -> str:
    if one.type == "nonaggression" or not one.against:
        return ""
    if len(one.against) <= 5:
        return "against " + " ".join(one.against)
    return "against all" if len(one.against) >= world.n - 2 else f"against {len(one.against)} states"


def _names(codes: Sequence[str], state: str) -> str:
    if len(codes) <= 12:
        return " ".join(codes)
    first = [state] if state in codes else []
    shown = first + [code for code in codes if code != state][: 5 - len(first)]
    return f"{len(codes)} states ({' '.join(shown)} ...)"


def _wrapped(text: str, indent: int) -> str:
    text = " ".join(text.replace(" ;", ";").split()).rstrip("; ")
    return textwrap.fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def counts_of(changes: Iterable[Change]) -> dict[tuple[str, str, str, str], int]:
    """Pairs (who owes, to whom) at home, by type, strength, change and status; each bearer once toward '*parties'."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for one in changes:
        if "home" in one.place:
            key = (one.type, one.strength, one.change, one.status)
            counts[key] = counts.get(key, 0) + one.pairs
    return counts


def _count_lines(changes: Iterable[Change]) -> list[str]:
    counts = counts_of(changes)
    lines = [
        "Pairs (who owes, to whom) on home territory",
        f"  {'type':<14}{'strength':<22}{'change':<14}{'clear':>7}{'disputed':>10}",
    ]
    for kind, strength, change in sorted({key[:3] for key in counts}):
        clear, disputed = (counts.get((kind, strength, change, status), 0) for status in ("clear", "disputed"))
        lines.append(f"  {kind:<14}{strength:<22}{change:<14}{clear:>7}{disputed:>10}")
    return lines


def _cover_lines(found: Diff, world: World, state: str) -> list[str]:
    """Who is covered when another state of the region attacks it at home: how well, by whom, and who is not."""
    before, after = found.measures_before, found.measures_after
    name = "states named" if len(found.inside) < world.n and found.region == "world" else found.region
    lines = _filled(
        f"Cover, {name} ({len(found.inside)} states): the largest duty owed to a state that another of them attacks at "
        "home, mean over the others, 0 to 1; and by whom (against how many of the others)"
    )
    moved = sorted(range(len(found.inside)), key=lambda n: (-_change(before, after, n), n))
    shown = [n for n in moved if _change(before, after, n) > NOTICED]
    told = [found.inside.index(state)] if state in found.inside else shown[:MOVERS]
    for n in told:
        text = f"{found.inside[n]}  {_share(before.coverage[n])} -> {_share(after.coverage[n])}   "
        lines += _filled(text + f"before {_by(before, n, world)}; after {_by(after, n, world)}", 2)
    if not told:
        lines.append("  no cover moves by .001 or more")
    elif not state and len(shown) > len(told):
        lines.append(f"  {len(shown) - len(told)} more move by .001 or more: --json")
    if not state:
        sides = [_covered(one, found.inside) for one in (before, after)]
        for when, one in (("Before", sides[0]), ("After", sides[1])) if sides[0] != sides[1] else (("", sides[0]),):
            lines += _filled(f"{when}: {one}" if when else f"Before and after: {one}", 2)
    return lines


def _covered(one: Measures, inside: Sequence[str]) -> str:
    """States of the region that are owed help against every other one, against some, against none."""
    there = [n for n in range(len(inside)) if not math.isnan(one.coverage[n])]
    parts = {
        "owed help against every attacker": [inside[n] for n in there if one.attackers[n] == one.possible > 0],
        "against some": [inside[n] for n in there if 0 < one.attackers[n] < one.possible],
        "against none": [inside[n] for n in there if one.attackers[n] == 0],
    }
    told = "; ".join(f"{who} {len(codes)}: {' '.join(codes) or 'none'}" for who, codes in parts.items())
    return told.replace(": none", "") if there else "no state of the region exists"


def _change(before: Measures, after: Measures, n: int) -> float:
    """How far the cover of a state moves; by all of it, if it exists on one day alone."""
    one, other = before.coverage[n], after.coverage[n]
    return abs((0.0 if math.isnan(other) else float(other)) - (0.0 if math.isnan(one) else float(one)))


def _share(value: float) -> str:
    return "no state" if math.isnan(value) else f"{value:.3f}"


def _by(one: Measures, n: int, world: World) -> str:
    """Who owes it help: codes with the number of attackers, or how many there are."""
    by = {world.codes[k]: int(one.helpers[n, k]) for k in one.helpers[n].nonzero()[0]}
    if not by:
        return "nobody"
    named = sorted(by, key=lambda code: (-by[code], code))
    shown = " ".join(f"{code} ({by[code]})" for code in named[:3])
    return shown if len(by) <= 3 else f"{len(by)} states ({shown} ...)"


def _number_lines(found: Diff) -> list[str]:
    """Each measure for both sides, and what it means."""
    before, after = found.measures_before, found.measures_after
    lines = [f"{'In numbers, at the means of the law weights':<72}{'before':>12}{'after':>12}"]

    def line(title: str, one: float, other: float, digits: int = 3) -> None:
        lines.append(f"  {title:<70}{one:>12.{digits}f}{other:>12.{digits}f}")

    line("coverage, mean of the region (0 nobody is covered, 1 all, fully)", before.mean, after.mean)
    line("selectivity, Gini of coverage (0 all alike, near 1 a few alone)", before.selectivity, after.selectivity)
    for key, said in (
        ("help-both", "conflicts: help owed to both sides"),
        ("help-and-neutrality", "conflicts: help to one side, staying out promised to the other"),
        ("help-and-restraint", "conflicts: help against a state promised not to be attacked"),
    ):
        line(said, before.conflicts[key], after.conflicts[key], 0)
    lines += _filled("A conflict is counted for each attacker, victim and third state; which duty prevails is open.", 2)
    text = (
        f"Distance of the two orders: {found.distance:.3f} (0 the same duties of help and neutrality, 1 none in common)"
    )
    if found.present_before != found.present_after:
        text += f"; among the states that exist on both days {found.distance_common:.3f}"
    if len(found.inside) < sum(
        one or other for one, other in zip(found.present_before, found.present_after, strict=True)
    ):
        text += f"; among those of {found.region} {found.distance_region:.3f}"
    lines += _filled(text, 2)
    beside = f"Beside the law: cooperation differs for {found.cooperation_pairs} pairs, "
    return [*lines, *_filled(beside + f"depth of joint institutions for {found.institution_pairs}")]


def _filled(text: str, indent: int = 0) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4), break_on_hyphens=False
    )
