"""``foedus claims``: the claims of the library, each with its mirror and the source that made it."""

from __future__ import annotations

import json
import shlex
import sys
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.claims.claim import Claim, told
from foedus.claims.load import claims, pair
from foedus.sources import cite

WIDTH = 100
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout and nothing else")]
app = typer.Typer(help="The claims of the library, each with its mirror and the source that made it.")


@app.command("list")
def list_claims(as_json: AsJson = False) -> None:
    """Every claim and its mirror, side by side. A claim is a hypothesis: foedus asserts none.

    Example: foedus claims list
    """
    if as_json:
        print(json.dumps({"claims": [_row(one) for one in claims().values()]}, ensure_ascii=False))
        return
    every = list(claims().values())
    wide = max(len(one.name) for one in every)
    print(f"{len(every)} claims in {len(every) // 2} pairs; who made one: foedus claims show NAME\n")
    for one in every[::2]:
        print(f"{one.name:<{wide}}  {one.mirror}")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="a claim of the library, or a YAML file")],
    as_json: AsJson = False,
) -> None:
    """One claim: its words, who made it, what is tested, and its mirror.

    Example: foedus claims show selective-security
    """
    both = pair(name)
    if as_json:
        print(json.dumps(_row(both[0]) | _fields(both[0]) | {"mirror_claim": _row(both[1])}, ensure_ascii=False))
        return
    for one, what in zip(both, ("claim", "mirror"), strict=True):
        print(f"{one.name} ({what})")
        print(wrapped(one.text))
        print(wrapped(f"tested: {told(one)}"))
        if one.quantifier:
            print(wrapped(f"quantifier: holds in {one.quantifier} admissible beliefs"))
        for key in one.source:
            print(wrapped(f"made by: {cite(key).full()}"))
        print()
    print(f"Ask it with: foedus claim {name}")


@app.command("answer")
def answer(
    folder: Annotated[Path, typer.Option("--out", "-o", help="folder for the answers, one JSON file a claim")],
    names: Annotated[list[str] | None, typer.Argument(help="claims; default: all of the library")] = None,
    draws: Annotated[int, typer.Option(min=2, help="beliefs per theory")] = 256,
    streams: Annotated[int | None, typer.Option(min=1, help="histories per draw; 1, or 8 if counted")] = None,
    seed: Annotated[int, typer.Option(min=0, help="names the luck")] = 1,
    quick: Annotated[bool, typer.Option("--quick", help="without the runs at no effect and in plain sight")] = False,
    page: Annotated[Path | None, typer.Option(help="write a table of all answers there, as Markdown")] = None,
) -> None:
    """Simulate all orders that claims name, once, and keep each answer as FOLDER/CLAIM.json.

    Example: foedus claims answer --draws 64 -o answers
    """
    from foedus.claims.many import answers
    from foedus.cli.watch import Watch
    from foedus.report.claims_page import claims_page

    wanted = names or [one.name for one in list(claims().values())[::2]]
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    with Watch() as progress:
        for name, one in answers(wanted, draws, seed, quick, progress.tell, streams):
            text = json.dumps(one.to_json(), ensure_ascii=False, indent=1) + "\n"
            (folder / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
            found.append(one)
    if page is not None:
        words = ["foedus", "claims", "answer", *(names or ()), "--draws", str(draws)]
        words += ["--streams", str(streams)] if streams else []
        words += ["--seed", str(seed), "-o", folder.name, "--page", page.name]
        page.write_text(claims_page(found, shlex.join(words)), encoding="utf-8", newline="\n")
        print(f"Written: {page}", file=sys.stderr)
    print(f"{len(found)} claims and their mirrors are answered in {folder}.")


def wrapped(text: str) -> str:
    """Text folded and set in by two."""
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _row(one: Claim) -> dict[str, Any]:
    source = "; ".join(cite(key).full() for key in one.source)
    return {"name": one.name, "mirror": one.mirror, "text": one.text, "source": source}


def _fields(one: Claim) -> dict[str, Any]:
    names = ("group", "than", "measure", "outcome", "direction", "size", "architecture", "against", "horizon")
    found = {name: getattr(one, name) for name in (*names, "discount", "quantifier", "turned", "world")}
    return found | {"tested": told(one), "keys": list(one.source)}
