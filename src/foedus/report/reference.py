"""Two pages of the reference, written from their tables: parameters from params.csv, outcomes from outcomes.csv.

python -m foedus.report.reference parameters     prints one; a test holds the page equal to what is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from foedus.errors import UnknownName
from foedus.model.params import PARAMETERS, Parameter
from foedus.outcomes.definitions import Outcome, outcomes
from foedus.sources import bibliography, cite

MARKS = {
    "D": "data: the record can move it",
    "W": "weak: the record nudges it and the prior stays visible",
    "B": "unidentified: no data can move it; it is a declared belief",
    "fixed": "not drawn",
}
LAWS = {
    "E1": "Power and projection",
    "E4": "What others believe of a commitment",
    "E5": "Who wins",
    "E6": "Perception and threat",
    "E8": "Encirclement",
    "E9": "How often an issue comes up",
    "E10": "The crisis game: what is at stake",
    "E11": "The crisis game: choices",
    "E12": "From a dispute to a war",
    "E13": "Who joins",
    "E14": "Length and severity of wars",
    "E15": "Losses of war",
    "E16": "Economy and spillover",
    "E17": "Arming",
    "E18": "Arming: noise",
    "E19": "Hostility",
    "E20": "Alignment (read where it is free)",
    "section 22": "From law to number",
    "section 21": "Cooperation",
}


PARAMETERS_HEAD = """# Parameters

Every number of the model, from `src/foedus/model/params.csv`. A draw takes one value of each from its prior, cut at the
bounds; a theory replaces some priors (`foedus theories show NAME`) and nothing else. This page is what
`python -m foedus.report.reference parameters` prints; a test holds page and table equal.

Priors: N(mean, sd); N+ the same above 0; LN(median, sd of the log); Beta(a, b); U(low, high); fixed(value). How a
number is known:

""".splitlines()

OUTCOMES_HEAD = """# Outcomes

What a run reports, from `src/foedus/outcomes/outcomes.csv`. Every outcome has a level, a difference to the status quo
under the same luck, 50 % and 90 % intervals over beliefs, and the Monte Carlo standard error beside them. This page is
what `python -m foedus.report.reference outcomes` prints; a test holds page and table equal.

*Expected* outcomes are chances worked out along each simulated path; *counted* ones are counts of events over
histories. A *ratio* is that of all counts of all draws, with the standard error of a ratio; its interval is over the
draws that have a case, each alike, and is withheld where more than half have none. What is read from the *law* is the
same in every draw: duties stand at their mean weights, so that no belief and no luck moves it, and its chance of more
is 0, one half or 1. `targeted` and `at-war` are always shown side by side: an alliance can lower one and raise the
other.

With `foedus compare --discount r` a year t counts (1 + r)^(1 - t) in the outcomes that a run keeps by year: `targeted`,
`force-used` and `war-as-target` (between report years on a straight line), `loss`, `at-war` and `arms-burden`. The
column `discount` says where. The other outcomes stay plain.

Three tables have columns of their own (`foedus table RUN NAME`), over the longest horizon:

- `dilemma`: how often more effort for security comes with more targeting (`sdi`, with `se`), in which share of the
  draws effort rose (`share`; below a tenth, or 16 draws, nothing is said), and by how much targeting changes with
  effort (`eps`, median and 90 %: positive dilemma, negative deterrence). A row `pair` is a new member and its main
  adversary (the state of the largest hostility with it): the chance that both are targeted more. `region-by-gdp` is
  the mean of the states' indices, `share` the GDP that has one.
- `gap`: changes of members, of non-members in the region, and their difference, for `targeted`, `loss` and
  `arms-burden`; `selective` is the chance that members have less and non-members more, `reverse` the opposite.
- `crossing`: the first year from which the cumulative difference keeps the sign opposite to that of the first year with
  a difference; `none` is the share of draws without one. Where luck hides the spread between draws only the crossing
  of the mean stands.

`foedus diff A B --blocs` shows the blocs behind `polarisation`, `blocs`, `frustration` and `cohesion`, with the
diversity of the region. Read them beside the modularity of the division: near 0 almost everybody is tied to everybody,
and small changes of law can move a large state from one bloc to the other.

""".splitlines()


class UnknownPage(UnknownName):
    """A page that is not made from a table."""

    kind = "page"


def parameters_page() -> str:
    """Markdown of docs/reference/parameters.md: one table per law."""
    lines = [*PARAMETERS_HEAD, *(f"- **{mark}** {meaning}" for mark, meaning in MARKS.items())]
    titles = ("name", "symbol", "what it is", "unit", "prior", "bounds", "known", "source")
    for law, title in LAWS.items():
        rows = [one for one in PARAMETERS.values() if first_law(one) == law]
        lines += ["", f"## {title} ({law})" if law.startswith("E") else f"## {title}", ""]
        lines += table(titles, map(_cells, rows))
    return "\n".join(lines) + "\n"


def outcomes_page() -> str:
    """Markdown of docs/reference/outcomes.md: one line per outcome."""
    lines = list(OUTCOMES_HEAD)
    titles = ("id", "what it is", "kind", "unit in files", "shown as")
    for scope, title in (("state", "Of a state or a group"), ("system", "Of all states together")):
        rows = [one for one in outcomes().values() if one.scope == scope]
        lines += [f"## {title}", "", *table(titles, map(_row, rows)), ""]
    return "\n".join(lines)


def first_law(one: Parameter) -> str:
    """The section a parameter stands in: the first equation it enters ('E6-E8' -> 'E6')."""
    return one.law.split(",")[0].split("-")[0]


def table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Lines of a Markdown table."""
    lines = [titles, tuple("---" for _ in titles), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in lines]


def _cells(one: Parameter) -> tuple[str, ...]:
    known = bibliography()
    sources = "; ".join(cite(key).short() if key in known else key for key in one.sources)
    symbol = "" if one.symbol == "-" else one.symbol
    unit = "" if one.unit == "-" else one.unit
    bounds = f"{one.low:g} to {one.high:g}"
    return f"`{one.name}`", symbol, one.meaning, unit, one.prior, bounds, one.mark, sources


def _row(one: Outcome) -> tuple[str, ...]:
    return f"`{one.id}`", one.about, one.level, one.unit, one.shown_unit


PAGES = {"parameters": parameters_page, "outcomes": outcomes_page}


def page(name: str) -> str:
    """The text of one page; raises UnknownPage."""
    if name not in PAGES:
        raise UnknownPage(name, PAGES)
    return PAGES[name]()


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1]))
