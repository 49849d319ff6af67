"""The crossing years of a comparison in a few lines of text."""

from __future__ import annotations

import math

from foedus.outcomes.compare import Results
from foedus.outcomes.definitions import HEADLINE, outcome
from foedus.report.messages import say
from foedus.report.numbers import in_100
from foedus.report.rows import headline_theory, lead_groups
from foedus.report.spec import Spec
from foedus.report.tables import group_label


def time_lines(results: Results, spec: Spec) -> str:
    """For every architecture the groups a sentence speaks of, targeted and at war; '' where there is no such table."""
    table = results.measures.get("crossing")
    if table is None or not len(table["theory"]):
        return ""
    names = ("theory", "architecture", "group", "outcome")
    at = {key: row for row, key in enumerate(zip(*(table[name].tolist() for name in names), strict=True))}
    lines = [say("time.title", rate=f"{100 * spec.discount:g}")]
    for architecture in spec.edited:
        lines.append(architecture)
        for name in HEADLINE:
            for group in lead_groups(spec, architecture):
                row = at.get((headline_theory(spec), architecture, group, name))
                if row is not None:
                    found = _found({key: float(table[key][row]) for key in ("of_mean", "none", "years")})
                    label = group_label(spec, architecture, group)
                    lines.append(say("time.line", outcome=outcome(name).title, group=label, found=found))
    return "\n".join(lines)


def _found(row: dict[str, float]) -> str:
    """'no crossing in 20 years; no crossing in 97 of 100 draws'."""
    if math.isnan(row["of_mean"]):
        text = say("time.none", years=f"{row['years']:.0f}")
    else:
        text = say("time.mean", year=f"{row['of_mean']:.0f}")
    if math.isnan(row["none"]):
        return text + say("time.withheld")
    return text + say("time.draws", none=in_100(row["none"]))
