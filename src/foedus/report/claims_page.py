"""All claims of the library with their answers, as one Markdown page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from foedus.claims.answer import Answer
from foedus.claims.chance import Chance
from foedus.claims.claim import told
from foedus.outcomes.pooling import POOLED
from foedus.sources import cite

READ = """\
Each claim is a hypothesis with a source, and each has a mirror that ran with it; foedus asserts neither. A number is
the share, in 100, of admissible beliefs (parameter draws) in which the claim holds, exact ties counted one half, with
its Monte Carlo standard error. *Pooled* gives the theories equal weight. *No effect*: the same with all effects of
institutions and cooperation at nothing. *Plain*: defensive arms and pacts are told from offensive ones. *Belief* is the
part of the answer that rests on parameters which no record identifies. *withheld*: luck hides what the parameters do,
or too few draws have a case. These are comparisons of orders under declared beliefs, not forecasts.
"""
SHORT = {
    "deterrence": "det", "spiral": "spi", "institutions": "ins", "bargaining": "bar", "power": "pow",
    "steps-to-war": "stp", "no-theory": "none",
}  # fmt: skip


def claims_page(answers: Sequence[Answer], command: str) -> str:
    """The page: how to read it, one table, then every claim in words with its source."""
    made = answers[0].made
    size = f"{made.get('draws')} draws a theory, {made.get('streams')} histories a draw, {made.get('years')} years"
    versions = ", ".join(f"{name} {number}" for name, number in made.get("versions", {}).items())
    head = [
        "# The claims, answered",
        f"Written by `{command}`: world {made.get('world')}, seed {made.get('seed')}, {size}. {versions}.",
        READ.strip(),
    ]
    return "\n\n".join([*head, "\n".join(_table(answers)), "## In words", *(_words(one) for one in answers)]) + "\n"


def _table(answers: Sequence[Answer]) -> list[str]:
    theories = [name for name in answers[0].chances if name != POOLED]
    names = [SHORT.get(name, name) for name in theories]
    lines = ["| claim | pooled (s.e.) | mirror | " + " | ".join(names) + " | no effect | plain | belief |"]
    lines.append("|---|---:|---:|" + "---:|" * (len(names) + 3))
    for one in answers:
        cells = [f"{_number(one.headline)}{_error(one.headline)}", _number(one.mirrored)]
        cells += [_number(one.chances.get(name)) for name in theories]
        cells += [_number(one.no_effect), _number(one.plain), _share(one.shares.unidentified)]
        lines.append(f"| [{one.claim.name}](#{one.claim.name}) | " + " | ".join(cells) + " |")
    return lines


def _words(one: Answer) -> str:
    made_by = "; ".join(cite(key).full() for key in one.claim.source)
    mirror_by = "; ".join(cite(key).full() for key in one.mirror.source)
    parts = [
        f"({one.claim.name})=\n### {one.claim.name}",
        one.sentence(),
        f"- **Claim:** {one.claim.text}\n- **Mirror** (`{one.mirror.name}`): {one.mirror.text}\n"
        f"- **Tested:** {told(one.claim)}.\n- **Made by:** {made_by} **Mirror by:** {mirror_by}",
    ]
    return "\n\n".join(parts)


def _number(one: Chance | None) -> str:
    if one is None:
        return ""
    return "withheld" if math.isnan(one.chance) else f"{100 * one.chance:.0f}"


def _error(one: Chance) -> str:
    return "" if math.isnan(one.mcse) else f" ({100 * one.mcse:.1f})"


def _share(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{100 * value:.0f} %"
