"""``foedus game``: which candidates would join a design, what is stable, and whether joining is a trap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from foedus.errors import BadGame

Words = Annotated[str, typer.Option("--candidates", help="states that choose, separated by commas; at most 7")]
Costs = Annotated[
    list[str] | None, typer.Option("--autonomy", help="STATE=x: cost of being in, % of GDP a year; may be repeated")
]


def command(  # noqa: PLR0913  (one parameter for each option of the command line)
    architecture: Annotated[str, typer.Argument(metavar="ARCH", help="a name of the library, or a YAML file")],
    candidates: Words,
    draws: Annotated[int, typer.Option("--draws", help="parameter vectors per theory")] = 256,
    streams: Annotated[int, typer.Option("--streams", help="histories per draw")] = 2,
    autonomy: Costs = None,
    horizon: Annotated[int, typer.Option("--horizon", help="years that count")] = 20,
    discount: Annotated[float, typer.Option("--discount", help="yearly rate, e.g. 0.03")] = 0.0,
    theories: Annotated[str | None, typer.Option("--theories", help="ids, separated by commas; default all")] = None,
    seed: Annotated[int, typer.Option("--seed", help="names the luck")] = 1,
    threads: Annotated[int | None, typer.Option("--threads", help="default: all cores; changes no number")] = None,
    world: Annotated[str, typer.Option("--world", help="an embedded world or a folder")] = "asia-pacific-2023",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="folder for game.json and the figure")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON value on stdout")] = False,
) -> None:
    """Every coalition of the candidates, simulated under the same luck: equilibria, paths, thresholds, the trap.

    Example: foedus game bloc-extension --candidates JPN,KOR --draws 64 --streams 8
    """
    from foedus.architectures.load import find as find_architecture
    from foedus.claims.game_answer import answer
    from foedus.claims.play import Terms, check_candidates, play
    from foedus.cli.compare import names
    from foedus.cli.watch import Watch
    from foedus.report.game_text import lines
    from foedus.report.run import check_folder
    from foedus.simulate.result import Plan
    from foedus.theories.load import ORDER
    from foedus.theories.load import theory as find_theory
    from foedus.world import find as find_world

    design, here = find_architecture(architecture), find_world(world)
    chosen = tuple(one.upper() for one in names(candidates) or ())
    terms = Terms(costs(autonomy or []), discount)
    check_candidates(design, chosen, terms.costs)
    if out is not None:
        check_folder(out)
    asked = [find_theory(name) for name in names(theories) or ORDER]
    plan = Plan(seed, draws, streams, horizon, (horizon,), threads, expected=False)
    with Watch() as progress:
        found = answer(play(here, design, chosen, asked, plan, terms, progress.tell))
    if out is not None:
        from foedus.report.game_figures import write_figures

        out.mkdir(parents=True, exist_ok=True)
        (out / "game.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        write_figures(out, found)
    print(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(lines(found)))


def costs(texts: list[str]) -> dict[str, float]:
    """'JPN=0.1' -> {'JPN': 0.1}."""
    found: dict[str, float] = {}
    for text in texts:
        name, _, value = text.partition("=")
        try:
            found[name.strip().upper()] = float(value)
        except ValueError:
            raise BadGame(f"--autonomy '{text}' is not understood. Write STATE=x, as in JPN=0.1.") from None
    return found
