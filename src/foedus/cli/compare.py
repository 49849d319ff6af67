"""``foedus compare``: who becomes safer, who does not, under each theory."""

from __future__ import annotations

import json
import sys
import textwrap
import time
from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.watch import Watch
from foedus.errors import BadNumber
from foedus.report.messages import say
from foedus.report.tables import WIDTH, notes, sign_table
from foedus.report.time_lines import time_lines
from foedus.simulate.result import ALIGNMENTS
from foedus.study import WORLD, Comparison, compare, is_world

Words = Annotated[list[str] | None, typer.Argument(metavar="[WORLD] [ARCH]...", help="a world, then architectures")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="folder for the run; without it nothing is written")]
Theories = Annotated[str | None, typer.Option("--theories", help="ids, separated by commas; default all seven")]
Horizon = Annotated[str | None, typer.Option("--horizon", help="years, e.g. 1,5,20; default all years")]
FORM_HELP = "rival forms of the model: contest=difference, distance=exponential, power=spending|stock|gdp-per-head"
Form = Annotated[str | None, typer.Option("--form", help=FORM_HELP)]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")]


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    words: Words = None,
    out: Out = None,
    theories: Theories = None,
    draws: Annotated[int, typer.Option("--draws", help="parameter vectors per theory")] = 256,
    streams: Annotated[int, typer.Option("--streams", help="histories per draw")] = 8,
    years: Annotated[int, typer.Option("--years", help="simulated years")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="names the luck")] = 1,
    horizon: Horizon = None,
    threads: Annotated[int | None, typer.Option("--threads", help="default: all cores; changes no number")] = None,
    yardstick: Annotated[str, typer.Option("--yardstick", help="probability words: phia, icd203, ipcc")] = "phia",
    discount: Annotated[float, typer.Option("--discount", help="yearly rate, e.g. 0.03; early years count more")] = 0.0,
    alignment: Annotated[str, typer.Option("--alignment", help="frozen, free (states re-align), or both")] = "frozen",
    form: Form = None,
    as_json: AsJson = False,
) -> None:
    """Compare architectures with the status quo: one sentence, a table, notes; a run folder with -o.

    The first word is a WORLD if it names one. Without ARCH: the base architectures of the library. An ARCH is a name
    (foedus architectures list) or a YAML file.

    Example: foedus compare asia-pacific-2023 bloc-extension shared-security --draws 64 --horizon 5,20 -o run
    """
    world, architectures = split(words or [])
    asked = {"world": world, "architectures": architectures or None, "theories": names(theories), "draws": draws}
    asked |= {"streams": streams, "years": years, "seed": seed, "horizon": whole_numbers(horizon), "threads": threads}
    asked |= {"yardstick": yardstick, "discount": discount, "form": form or ()}
    blocks = {}
    for word in ALIGNMENTS if alignment == "both" else (alignment,):
        folder = out / word if out is not None and alignment == "both" else out
        began = time.perf_counter()
        with Watch() as progress:
            made = compare(**asked, alignment=word, out=folder, progress=progress.tell)
        blocks[word] = (made, folder, time.perf_counter() - began)
    if as_json:
        found = {word: block[0].to_json() for word, block in blocks.items()}
        json.dump(found if alignment == "both" else found[alignment], sys.stdout, ensure_ascii=False)
        print()
        return
    for word, block in blocks.items():
        if alignment == "both":
            print(say(f"alignment.{word}"), end="\n\n")
        print(told(*block))


def split(words: list[str]) -> tuple[str, list[str]]:
    """The world and the architectures among the positional words."""
    if words and is_world(words[0]):
        return words[0], words[1:]
    return WORLD, words


def names(text: str | None) -> list[str] | None:
    """'a,b' -> ['a', 'b']."""
    return [word.strip() for word in text.split(",") if word.strip()] if text else None


def whole_numbers(text: str | None) -> list[int] | None:
    """'1,5,20' -> [1, 5, 20]."""
    if text is None:
        return None
    try:
        return [int(word) for word in text.split(",")]
    except ValueError:
        raise BadNumber("--horizon", f"'{text}'", "whole numbers of years, separated by commas, e.g. 1,5,20") from None


def told(made: Comparison, out: Path | None, seconds: float) -> str:
    """All that a person reads: sentence first, then tables, notes and where the page lies."""
    spec = made.spec
    parts = [wrapped(made.sentence())]
    if spec.edited:
        parts += [made.table(theory=None, horizon=horizon) for horizon in spec.horizons]
        parts.append(sign_table(made.rows, spec))
        parts += [time_lines(made.results, spec)] if spec.discount else []
    parts.append("\n".join([say("notes.title"), *(wrapped(note, "- ", "  ") for note in notes(spec))]))
    runs = spec.draws * spec.streams * spec.years * len(spec.theories) * len(spec.architectures)
    last = [wrapped(say("table.time", seconds=f"{seconds:.0f}", runs=f"{runs:,}", states=len(spec.names)))]
    last += [say("table.command", command=spec.command), say("table.python", python=spec.python)]
    if out is not None:
        last += [say("table.folder", path=out), say("table.page", path=(out / "page.html").absolute())]
    return "\n\n".join([*parts, "\n".join(last)])


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Text folded at the width of the tables."""
    return textwrap.fill(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
