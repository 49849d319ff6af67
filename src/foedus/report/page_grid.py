"""The first screen of the page: architectures by groups, targeted and at war side by side, for each theory."""

from __future__ import annotations

import math

import numpy as np

from foedus.outcomes.compare import POOLED, Key
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.outcomes.groups import DISJOINT
from foedus.report.dotplot import picture, scale
from foedus.report.markup import Html, element, joined, text
from foedus.report.messages import named, say
from foedus.report.numbers import decimals, digits_of, in_100, signed
from foedus.report.rows import LESS, MORE, SAME, Row, Rows, headline_theory
from foedus.report.sentence import chance_of
from foedus.report.spec import Spec

ORDER = ("new-members", "old-members", "rivals", "left-out", "outside")


def columns(spec: Spec) -> tuple[str, ...]:
    """Groups that any architecture has, in the order of the grid; the region when none has any."""
    assert set(ORDER) == set(DISJOINT)
    found = tuple(name for name in ORDER if any(name in spec.groups.get(one, {}) for one in spec.edited))
    return found or ("region",)


def shown_theories(spec: Spec) -> tuple[str, ...]:
    """Theories that the page can switch to, the headline first."""
    return ((POOLED, *spec.theories)) if spec.carried else spec.theories


def scales(rows: Rows, spec: Spec) -> dict[str, float]:
    """Outcome -> half-width of its axis in shown units, the same in every picture of the page."""
    found = {}
    for name in HEADLINE:
        keys = [
            Key(theory, architecture, "group", group, name, horizon)
            for theory in shown_theories(spec)
            for architecture in spec.edited
            for group in columns(spec)
            for horizon in spec.horizons
        ]
        kept = [rows.dots(key) for key in keys if rows.row(key) is not None]
        found[name] = scale(np.array(kept)) if kept else 1.0
    return found


def grid(rows: Rows, spec: Spec, theory: str, horizon: int, widths: dict[str, float]) -> Html:
    """The grid of one theory and horizon as a table."""
    head = [element("th", text(say("page.architecture")), scope="col")]
    head += [element("th", _head(group, widths), scope="col") for group in columns(spec)]
    body = []
    for architecture in spec.edited:
        title = spec.architectures[architecture]
        label = [element("span", text(architecture), class_="name")]
        label += [element("span", text(title), class_="title")] if title and title != architecture else []
        cells = [
            element("td", _pair(rows, spec, Key(theory, architecture, "group", group, "", horizon), widths))
            for group in columns(spec)
        ]
        body.append(element("tr", element("th", *label, scope="row"), *cells))
    parts = (element("thead", element("tr", *head)), element("tbody", joined(body)))
    return element("div", element("table", *parts, class_="grid"), class_="scroll")


def views(rows: Rows, spec: Spec) -> tuple[Html, Html]:
    """All grids, one shown at a time, and the style rules that pair each with its two switches (no script)."""
    widths = scales(rows, spec)
    parts, rules = [], []
    for at, theory in enumerate(shown_theories(spec)):
        for span, horizon in enumerate(reversed(spec.horizons)):
            name = f"v{at}-{span}"
            parts.append(element("div", grid(rows, spec, theory, horizon, widths), class_="view", id=name))
            rules.append(f".foedus:has(#t{at}:checked):has(#h{span}:checked) #{name}{{display:block}}")
    rules.append("@supports not selector(:has(a)){#v0-0{display:block}}")
    return joined(parts), element("style", Html("".join(rules)))


def controls(spec: Spec) -> Html:
    """Switches for theory and horizon: radio buttons that the style rules of `views` read."""
    theories = [(f"t{at}", named("theory", theory)) for at, theory in enumerate(shown_theories(spec))]
    horizons = [
        (f"h{at}", say("page.first_years", years=horizon) if horizon > 1 else say("page.first_year"))
        for at, horizon in enumerate(reversed(spec.horizons))
    ]
    return element(
        "div",
        _choice(say("page.theory"), "theory", theories),
        _choice(say("page.horizon"), "horizon", horizons),
        class_="controls",
    )


def key_line() -> Html:
    """What colours and dots mean."""
    kinds = ((LESS, say("page.less")), (MORE, say("page.more")), ("grey", say("page.unclear")))
    spots = [element("span", element("i", class_=kind), text(word)) for kind, word in kinds]
    return element("div", *spots, element("span", text(say("page.dots"))), class_="key")


def _choice(title: str, name: str, choices: list[tuple[str, str]]) -> Html:
    buttons = []
    for at, (key, word) in enumerate(choices):
        buttons.append(element("input", type="radio", name=name, id=key, checked=at == 0))
        buttons.append(element("label", text(word), for_=key))
    return element("fieldset", element("legend", text(title)), *buttons)


def _head(group: str, widths: dict[str, float]) -> Html:
    """Group name above the two outcomes with the ends of their axes."""
    words = (say("page.targeted"), say("page.at_war"))
    halves = [
        element("div", text(word), element("br"), text(_ends(widths[name])), class_="what")
        for word, name in zip(words, HEADLINE, strict=True)
    ]
    return Html(element("span", text(named("group", group)), class_="group") + element("div", *halves, class_="pair"))


def _ends(width: float) -> str:
    return say("page.axis", low=f"−{width:g}", high=f"+{width:g}")


def _pair(rows: Rows, spec: Spec, key: Key, widths: dict[str, float]) -> Html:
    """Targeted and at war of one group, or 'no such states'."""
    halves = []
    for name in HEADLINE:
        at = key._replace(outcome=name)
        row = rows.shown(at)
        if row is None:
            return element("span", text(say("table.no_rows")), class_="none")
        drawn = picture(row, rows.dots(at), widths[name], label(row, at))
        number, chance = words(row, name)
        spans = (
            element("span", text(number), class_="value"),
            element("span", text(chance), class_="chance"),
        )
        halves.append(element("div", drawn, *spans))
    return element("div", *halves, class_="pair")


def words(row: Row, name: str) -> tuple[str, str]:
    """('−0.42', '71 in 100 fewer') of one row in shown units."""
    if row.verdict == SAME:
        return signed(0.0, decimals(name)), say("page.no_change")
    change = signed(row.difference, digits_of(row, name))
    if row.verdict not in (LESS, MORE):
        known = row.mean_verdict in (LESS, MORE)
        return change, say("page.no_chance" if known else "page.unclear")
    which = "page.more_in_100" if row.verdict == MORE else "page.less_in_100"
    return change, say(which, chance=in_100(chance_of(row)))


def label(row: Row, key: Key) -> str:
    """What a reader who cannot see the picture hears."""
    digits = digits_of(row, key.outcome)
    named_as = {
        "outcome": outcome(key.outcome).title,
        "group": named("group", key.name),
        "architecture": key.architecture,
        "difference": signed(row.difference, digits),
    }
    if math.isnan(row.p05):
        return say("page.dot_alt_withheld", **named_as, mcse=f"{row.mcse:.3f}")
    ends = {"low": signed(row.p05, digits), "high": signed(row.p95, digits)}
    return say("page.dot_alt", **named_as, **ends)


def static_grid(rows: Rows, spec: Spec) -> Html:
    """The grid of the headline, for a notebook."""
    return grid(rows, spec, headline_theory(spec), spec.horizons[-1], scales(rows, spec))
