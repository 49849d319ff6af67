"""``foedus claim``: the chance that a claim holds, by theory, beside its mirror, and what the answer rests on."""

from __future__ import annotations

import json
import math
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from foedus.claims.answer import Answer
from foedus.claims.chance import Chance
from foedus.claims.claim import told
from foedus.cli.compare import names
from foedus.cli.watch import Watch
from foedus.model.params import PARAMETERS
from foedus.outcomes.definitions import outcome
from foedus.outcomes.pooling import POOLED
from foedus.report.claimed import claim as asked
from foedus.sources import cite

WIDTH = 100
MARKS = {"D": "data", "W": "weak", "B": "unidentified"}
WITHHELD = {"luck": "withheld: luck hides it", "cases": "withheld: too few cases"}


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    name: Annotated[str, typer.Argument(help="a claim (foedus claims list), or a YAML file")],
    run: Annotated[Path | None, typer.Argument(metavar="[RUN]", help="a folder of foedus compare -o")] = None,
    draws: Annotated[int | None, typer.Option("--draws", help="beliefs per theory; default 256")] = None,
    theories: Annotated[str | None, typer.Option("--theories", help="ids, separated by commas; default all")] = None,
    world: Annotated[str | None, typer.Option("--world", help="by default that of the claim")] = None,
    seed: Annotated[int, typer.Option("--seed", help="names the luck")] = 1,
    streams: Annotated[int | None, typer.Option("--streams", help="histories per draw; 1, or 8 if counted")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="32 draws, no variants, no shares")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")] = False,
) -> None:
    """The chance that a claim holds: by theory, pooled, at no effect; its mirror; what the answer rests on.

    Without RUN only what the claim names is simulated. A claim is a hypothesis with a source; foedus asserts none.

    Example: foedus claim selective-security --draws 64
    """
    with Watch() as progress:
        words = {"world": world, "theories": names(theories), "draws": draws, "streams": streams, "quick": quick}
        more = {} if run is not None and seed == 1 else {"seed": seed}
        answer = asked(name, run, tell=progress.tell, **more, **words)
    if as_json:
        print(json.dumps(answer.to_json(), ensure_ascii=False))
        return
    print(told_in_full(answer))


def told_in_full(answer: Answer) -> str:
    """Sentence, what was tested, table, grounds, how it was made."""
    claim, mirror = answer.claim, answer.mirror
    head = [wrapped(answer.sentence()), "", wrapped(f"claim   {claim.text}"), wrapped(f"mirror  {mirror.text}")]
    head += [wrapped(f"tested  {told(claim)}")]
    head += [wrapped(f"made by {cite(key).full()}") for key in claim.source]
    parts = ["\n".join(head), table(answer), "\n".join(grounds(answer))]
    made = answer.made
    last = [wrapped(note) for note in answer.notes]
    last += [f"{made.get('draws')} draws per theory, {made.get('streams')} histories each, {made.get('years')} years"]
    last += [f"versions: {', '.join(f'{key} {value}' for key, value in made.get('versions', {}).items())}"]
    last += [f"{key}: {made[key]}" for key in ("command", "python") if made.get(key)]
    return "\n\n".join([*parts, "\n".join(last)])


def table(answer: Answer) -> str:
    """The chance by theory and pooled, with the claim's value; the mirror, quantifiers and variants below."""
    what = outcome(answer.claim.outcome)
    unit = "+1 turns, -1 stays" if answer.claim.measure == "crossing" else what.shown_unit
    lines = [f"{'in 100 beliefs':<28}{'holds':>9}{'s.e.':>7}{'mirror':>9}   mean value (s.e.), {unit}"]
    for name, one in answer.chances.items():
        lines.append(_line("pooled, equal weights" if name == POOLED else name, one))
    for name, one in (("no effect of institutions", answer.no_effect), ("all plain to see (sg = 1)", answer.plain)):
        if one is not None:
            lines.append(_line(name, one))
    lines.append("")
    if answer.claim.turned == "roles":
        lines.append(f"the mirror turns roles and has its own chance, pooled: {in_100(answer.mirrored.chance)}")
    said = "; ".join(f"in {name}: {value}" for name, value in answer.quantifiers.items())
    lines.append(f"holds {said} (admissible beliefs)")
    return "\n".join(lines)


def grounds(answer: Answer) -> list[str]:
    """What the answer rests on: shares, priors that move it, nearest cases of the record."""
    lines = []
    if answer.shares.known:
        one = answer.shares
        parts = (("data", one.data), ("weak", one.weak), ("unidentified", one.unidentified))
        said = ", ".join(f"{name} {100 * value:.0f} %" for name, value in parts)
        lines.append(wrapped(f"decided by parameters of these marks: {said}; not traced {100 * one.unexplained:.0f} %"))
    moving = [one for one in answer.sensitivity if not math.isnan(one.change) and one.name in PARAMETERS]
    if moving:
        said = ", ".join(f"{one.name} ({MARKS.get(one.mark, one.mark)}) {100 * one.change:+.1f}" for one in moving)
        lines.append(wrapped(f"a prior made twice as sharp moves the chance, in 100, by: {said}"))
    if answer.support is not None:
        far = "further than any case is from its nearest" if answer.support.beyond else "within the spread of the cases"
        lines.append(wrapped(f"support {answer.support.score:.2f}, {far}; distance to: {answer.support.named}"))
    if not lines:
        lines.append("what it rests on was not worked out")
    return lines


def in_100(share: float) -> str:
    """A chance in 100 beliefs; '-' where withheld."""
    return "-" if math.isnan(share) else f"{100 * share:.1f}"


def wrapped(text: str) -> str:
    """Text folded, the rest set in by eight."""
    return textwrap.fill(text, WIDTH, subsequent_indent="        ", break_on_hyphens=False)


def _line(name: str, one: Chance) -> str:
    mean = f"{one.mean:+.3g} ({one.mean_mcse:.2g})"
    other = "-" if math.isnan(one.chance) else f"{100 * (1.0 - one.chance):.1f}"
    withheld = f"  {WITHHELD[one.withheld]}" if one.withheld else ""
    return f"{name:<28}{in_100(one.chance):>9}{in_100(one.mcse):>7}{other:>9}   {mean}{withheld}"
