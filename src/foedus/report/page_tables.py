"""The lower parts of the page: signs by theory, states, all numbers, groups, how it was made."""

from __future__ import annotations

import json
import math

from foedus.outcomes.compare import Key
from foedus.outcomes.definitions import HEADLINE, outcomes
from foedus.outcomes.groups import GROUPS, REGION, SYSTEM
from foedus.report.markup import Html, element, folded, joined, table, text
from foedus.report.messages import named, say
from foedus.report.numbers import decimals, digits_of, in_100, signed
from foedus.report.page_grid import ORDER
from foedus.report.rows import LESS, MORE, SAME, Row, Rows, headline_theory, lead_groups
from foedus.report.spec import Spec
from foedus.report.tables import agreement_word, by_construction, group_label, withheld

SIGNS = {LESS: "−", MORE: "+", SAME: "0"}


def sign_map(rows: Rows, spec: Spec) -> Html:
    """Theories across, architectures and groups down: two chips a cell, targeted then at war."""
    heads = [say("page.architecture"), say("page.group")]
    heads += [named("theory", theory) for theory in spec.theories] + [say("page.agreement")]
    top = element("thead", element("tr", *[element("th", text(word), scope="col") for word in heads]))
    body = []
    for architecture in spec.edited:
        for at, group in enumerate(lead_groups(spec, architecture)):
            key = Key("", architecture, "group", group, "", spec.horizons[-1])
            cells = [element("td", *_chips(rows, key._replace(theory=theory))) for theory in spec.theories]
            first = element("th", text(architecture if at == 0 else ""), scope="row")
            label = element("td", text(group_label(spec, architecture, group)))
            badges = element("td", *_badges(rows, spec, key))
            body.append(element("tr", first, label, *cells, badges, class_="first" if at == 0 else None))
    return element("div", element("table", top, element("tbody", joined(body)), class_="signs"), class_="scroll")


def _chips(rows: Rows, key: Key) -> list[Html]:
    """Two marks: − + 0 or · each, outlined where the theory gives the sign."""
    made = []
    for name in HEADLINE:
        at = key._replace(outcome=name)
        row = rows.row(at)
        if row is None:
            continue
        given = by_construction(row, at)
        kinds = ["chip", row.mean_verdict if row.mean_verdict in (LESS, MORE) else "", "given" if given else ""]
        sign = SIGNS.get(row.mean_verdict, "·")
        made.append(element("span", text(sign), class_=" ".join(filter(None, kinds)), title=given or None))
    return made


def _badges(rows: Rows, spec: Spec, key: Key) -> list[Html]:
    """'targeted: differ', 'at war: agree'."""
    made = []
    for name in HEADLINE:
        word = agreement_word(rows, spec, key._replace(outcome=name))
        made.append(element("span", text(f"{outcomes()[name].title}: {word}"), class_=f"badge {word}"))
    given = any(
        by_construction(row, at)
        for at in (key._replace(theory=theory, outcome=name) for theory in spec.theories for name in HEADLINE)
        if (row := rows.row(at)) is not None
    )
    if given:
        made.append(element("span", text(say("table.construction")), class_="badge given"))
    return [Html(" ".join(made))]


def state_tables(rows: Rows, spec: Spec) -> Html:
    """One folded table an architecture: every state with its base rate, largest change first, and the mean of all."""
    head = [say("page.state")]
    for name in HEADLINE:
        title = outcomes()[name].title
        head += [f"{title}, {word}" for word in (say("page.base"), say("page.change"), say("page.interval"))]
    parts = []
    for architecture in spec.edited:
        found = [(code, _pair(rows, spec, architecture, "state", code)) for code in spec.names]
        found.sort(key=lambda one: -one[1][0].difference)
        mean = _pair(rows, spec, architecture, "group", "region")
        lines: list[list[Html | str]] = [[text(say("page.world_mean")), *_numbers(mean)]] if mean else []
        lines += [[text(f"{spec.names[code]} ({code})"), *_numbers(pair)] for code, pair in found]
        title = say("page.states_of", architecture=architecture, count=len(found))
        parts.append(folded(title, table("", head, lines)))
    return joined(parts)


def _pair(rows: Rows, spec: Spec, architecture: str, kind: str, name: str) -> list[Row]:
    """Targeted and at war of one state or group, longest horizon, headline theory, shown units."""
    theory, horizon = headline_theory(spec), spec.horizons[-1]
    found = [rows.shown(Key(theory, architecture, kind, name, one, horizon)) for one in HEADLINE]
    return [row for row in found if row is not None]


def _numbers(pair: list[Row]) -> list[Html | str]:
    cells: list[Html | str] = []
    for row, name in zip(pair, HEADLINE, strict=True):
        base = row.level - row.difference
        cells += [
            text(f"{base:.{decimals(name)}f}"),
            text(signed(row.difference, digits_of(row, name))),
            text(interval(row, name)),
        ]
    return cells


def interval(row: Row, name: str) -> str:
    """'−0.9 to +0.2', or '(sign withheld)'."""
    if row.verdict == SAME:
        return say("page.no_change")
    if row.verdict not in (LESS, MORE):
        return withheld(row)
    digits = digits_of(row, name)
    return f"{signed(row.p05, digits)} to {signed(row.p95, digits)}"


def number_tables(rows: Rows, spec: Spec) -> Html:
    """One folded table an architecture: every outcome of every group with level, change, interval, chance, error."""
    head = [say("page.outcome"), say("page.group"), say("page.unit"), say("page.level"), say("page.change")]
    head += [say("page.interval"), say("page.chance"), say("page.mcse")]
    parts = []
    for architecture in spec.edited:
        lines: list[list[Html | str]] = []
        for name, what in outcomes().items():
            for group in (*GROUPS, *REGION, SYSTEM):
                key = Key(headline_theory(spec), architecture, "group", group, name, spec.horizons[-1])
                row = rows.shown(key)
                if row is not None:
                    words = [what.title, named("group", group), what.shown_unit]
                    lines.append([text(word) for word in [*words, *_full(row, name)]])
        parts.append(folded(architecture, table("", head, lines, numbers_from=3)))
    return joined(parts)


def _full(row: Row, name: str) -> list[str]:
    error = "" if math.isnan(row.mcse) else f"{row.mcse:.{digits_of(row, name) + 1}f}"
    known = row.verdict in (LESS, MORE)
    chance = in_100(row.p_sign) if known else ""
    return [
        "" if math.isnan(row.level) else f"{row.level:.{decimals(name)}f}",
        signed(row.difference, digits_of(row, name)),
        interval(row, name),
        chance,
        error,
    ]


def group_tables(spec: Spec) -> Html:
    """Which states are in which group, for each architecture."""
    parts = []
    for architecture in spec.edited:
        present = spec.groups.get(architecture, {})
        lines: list[list[Html | str]] = [
            [text(named("group", group)), text(", ".join(present[group])), text(named("meaning", group))]
            for group in ORDER
            if group in present
        ]
        head = [say("page.group"), say("page.states_title"), say("page.value")]
        parts.append(folded(architecture, table("", [head[0], "", ""], lines, numbers_from=9)))
    return joined(parts)


def made(spec: Spec) -> Html:
    """Command, Python line, seed, versions, hashes."""
    lines: list[list[Html | str]] = [
        [text(name), element("code", text(value))]
        for name, value in [
            ("command", spec.command),
            ("Python", spec.python),
            ("seed", spec.seed),
            ("draws", spec.draws),
            ("streams", spec.streams),
            ("years", spec.years),
            (say("page.versions"), ", ".join(f"{name} {number}" for name, number in spec.versions.items())),
            *((name, _short(value)) for name, value in spec.provenance.items() if name != "cited"),
        ]
        if value != ""
    ]
    return table("", [say("page.key"), say("page.value")], lines, numbers_from=9)


def outcome_list() -> Html:
    """What each outcome is, in one sentence."""
    lines: list[list[Html | str]] = [
        [text(what.title), text(what.about), text(what.level), text(what.source)] for what in outcomes().values()
    ]
    return table("", [say("page.outcome"), "", "", ""], lines, numbers_from=9)


def _short(value: object) -> str:
    """A provenance value on one line."""
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
