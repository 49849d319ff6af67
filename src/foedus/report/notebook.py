"""The static form for a notebook, without script: theories, what the spread rests on, time, fold-outs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from foedus.claims.answer import Answer
from foedus.claims.shares import Shares, shares
from foedus.errors import FoedusError
from foedus.model.params import PARAMETERS
from foedus.outcomes.compare import Results
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.report.cited import TITLES, citations
from foedus.report.markup import Html, element, folded, items, joined, paragraph, text
from foedus.report.messages import lines, named, say
from foedus.report.page_tables import made, sign_map
from foedus.report.rows import Rows, lead_architecture, lead_groups
from foedus.report.spec import Spec
from foedus.report.tables import group_label, notes
from foedus.report.time_lines import time_lines
from foedus.theories.draws import draw_parameters
from foedus.theories.forms import with_forms
from foedus.theories.load import theory as find_theory

SUPPORT = (
    "The record holds no case of most of these designs. How far one lies outside it, and which cases come nearest, "
    "stands in the answer to a claim: foedus claim NAME (foedus claims list)."
)
BAR = "What the spread of {outcome} for {group} under {architecture} rests on, over the beliefs of all theories"
KNOWN = {
    "data": "data",
    "weak": "weakly identified",
    "unidentified": "unidentified",
    "unexplained": "luck, the rest",
}
MARKS = "By the marks of the parameters, as no posterior is part of this version: data {D}, weak {W}, unidentified {B}."
NOT_KEPT = "A run opened from disk keeps no beliefs with its draws; the bar is drawn where a comparison is made."


def below(spec: Spec, rows: Rows, results: Results | None) -> list[Html]:
    """What stands under the grid."""
    parts = [heading(say("page.signs_title")), sign_map(rows, spec), paragraph(say("page.signs_key"), "caption")]
    if results is not None:
        parts += _rests(spec, results)
        if told := time_lines(results, spec):
            first, *rest = told.splitlines()
            parts += [heading(first), element("pre", text("\n".join(rest)), class_="told")]
    return [*parts, *folds(spec)]


def heading(said: str) -> Html:
    """A heading inside the form."""
    return element("h3", text(said))


def folds(spec: Spec) -> list[Html]:
    """Fold-outs: read first, not modelled, support, what is cited, command."""
    cited = citations(spec)
    works = [
        folded(f"{title} ({len(cited.of(part))})", items(cited.of(part)))
        for part, title in TITLES.items()
        if cited.of(part)
    ]
    return [
        folded(say("notes.title"), items(notes(spec))),
        folded(say("not_modelled.title"), items(lines("not_modelled"))),
        folded("Support in the record", paragraph(SUPPORT)),
        folded("Cite", *works),
        folded(say("page.made_title"), made(spec)),
    ]


def _rests(spec: Spec, results: Results) -> list[Html]:
    """The bar of the lead architecture, its first group, each headline outcome."""
    architecture = lead_architecture(spec)
    groups = lead_groups(spec, architecture) if architecture else ()
    if not architecture or not groups:
        return []
    if not results.draws:
        return [heading("What the spread rests on"), paragraph(NOT_KEPT, "caption")]
    parts = [heading("What the spread rests on")]
    for name in HEADLINE:
        found = spread(spec, results, (architecture, groups[0], name))
        label = group_label(spec, architecture, groups[0])
        said = BAR.format(outcome=outcome(name).title.lower(), group=label, architecture=architecture)
        parts += [paragraph(said, "caption"), bar(found)]
    return [*parts, paragraph(_marks(spec), "caption")]


def _marks(spec: Spec) -> str:
    """How many parameters of each mark were drawn."""
    counts = {mark: sum(one.mark == mark for one in PARAMETERS.values()) for mark in ("D", "W", "B")}
    return MARKS.format(**counts)


def spread(spec: Spec, results: Results, what: tuple[str, str, str]) -> Shares:
    """Shares of the spread of (architecture, group, outcome) over draws of the pooled theories; nan where unknown."""
    architecture, group, name = what
    key = (spec.horizons[-1], name, architecture)
    if key not in results.draws:
        return Shares()
    names, values = results.draws[key]
    if group not in names:
        return Shares()
    carried = [at for at, one in enumerate(results.theories) if one in (spec.carried or spec.theories)]
    difference = np.asarray(values[carried, :, list(names).index(group)], float)
    if difference.ndim != 2 or not np.isfinite(difference).any():
        return Shares()
    beliefs = _beliefs(spec, [results.theories[at] for at in carried])
    return shares(difference, beliefs) if beliefs else Shares()


def _beliefs(spec: Spec, theories: Sequence[str]) -> list[np.recarray]:
    """The draws of each theory; none where one came from a file."""
    try:
        return [with_forms(draw_parameters(find_theory(name), spec.seed, spec.draws), spec.forms) for name in theories]
    except FoedusError:
        return []


def bar(found: Shares | Mapping[str, float]) -> Html:
    """Four parts of one bar, told in words and per cent."""
    values = dict(found) if isinstance(found, Mapping) else {name: getattr(found, name) for name in KNOWN}
    if any(math.isnan(values[name]) for name in KNOWN):
        return paragraph("Too few draws, or nothing varies: no shares are given.", "caption")
    parts, words, left = [], [], 0.0
    for name, label in KNOWN.items():
        share = max(0.0, values[name])
        parts.append(
            element("rect", class_=f"share {name}", x=f"{left:.2f}", y=0, width=f"{100 * share:.2f}", height=6)
        )
        swatch = element("i", class_=f"share {name}")
        words.append(element("span", swatch, text(f"{label} {100 * share:.0f} %")))
        left += 100 * share
    told = ", ".join(f"{label} {100 * max(0.0, values[name]):.0f} %" for name, label in KNOWN.items())
    drawn = element("svg", *parts, viewBox="0 0 100 6", role="img", aria_label=told, class_="bar",
                    preserveAspectRatio="none")  # fmt: skip
    return element("div", drawn, element("div", *words, class_="key"))


def claim_form(answer: Answer) -> Html:
    """An answer to a claim: its sentence, a chance for each theory, its grounds, fold-outs."""
    chances = [
        element(
            "tr",
            element("th", text(named("theory", name)), scope="row"),
            element("td", text("withheld" if math.isnan(one.chance) else f"{100 * one.chance:.0f}"), class_="number"),
            element("td", text("" if math.isnan(one.mcse) else f"{100 * one.mcse:.1f}"), class_="number"),
        )
        for name, one in answer.chances.items()
    ]
    head = element("tr", *[element("th", text(word)) for word in ("Theory", "chance that it holds, in 100", "s.e.")])
    parts = [paragraph(answer.sentence(), "lead"), paragraph(answer.claim.text)]
    parts += [element("table", element("thead", head), element("tbody", *chances), class_="chances")]
    mirrored = "withheld" if math.isnan(answer.mirrored.chance) else f"{100 * answer.mirrored.chance:.0f} in 100"
    parts += [paragraph(f"Its mirror, {answer.mirror.name}: {mirrored}. {answer.mirror.text}"), bar(answer.shares)]
    if answer.support is not None:
        cases = [f"{one.title} ({one.year}): {one.fate}" for one, _ in answer.support.nearest]
        parts.append(folded(f"Support in the record: {answer.support.score:.2f} of 1", items(cases)))
    parts.append(folded(say("not_modelled.title"), items(lines("not_modelled"))))
    if answer.notes:
        parts.append(folded(say("notes.title"), items(list(answer.notes))))
    told = [f"{key}: {value}" for key, value in answer.made.items()]
    return joined([*parts, folded(say("page.made_title"), items(told))])
