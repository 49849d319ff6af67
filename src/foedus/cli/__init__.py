"""The command ``foedus``: finds the one module that a command needs, imports it and nothing else.

Help lines stand in the table `COMMANDS`, so that ``foedus --help`` imports no command. A command module offers
``app`` (a `typer.Typer` with commands of its own) or ``command`` (one function). Exit codes: 0 answered, 1 a check
failed or the answer is no, 2 bad input or not built, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import Any, cast

from foedus.errors import FoedusError, NotBuilt, UnknownCommand

STOPPED = 130
BROKEN_PIPE = 141


@dataclass(frozen=True)
class Command:
    """One word after ``foedus``: its help line and where it is written (``module:attribute``; '' is not built)."""

    help: str
    target: str = ""
    instead: str = ""


LAW = "The law alone"
JOB = "The main job"
CLAIMS = "Claims and what they rest on"
RUNS = "Runs, results and documents"
HOUSE = "Data and house"

RUN_INSTEAD = "What works today: foedus compare -o RUN writes the answer, its tables and a page."
CLAIM_INSTEAD = "What works today: foedus compare shows each difference with its interval, by theory."
DATA_INSTEAD = "What works today: the embedded worlds (foedus world list)."

COMMANDS: dict[str, dict[str, Command]] = {
    LAW: {
        "world": Command("list, show and check worlds: the states of a region in one year", "foedus.cli.world:app"),
        "treaties": Command("list, show and check the treaties", "foedus.cli.treaties:app"),
        "obligations": Command("who is called to what when A attacks B", "foedus.cli.obligations:command"),
        "architectures": Command("list, show and check dated sets of edits", "foedus.cli.architectures:app"),
        "diff": Command("duties gained and lost between two architectures", "foedus.cli.diff:command"),
        "mirror": Command("the same design with the roles reversed", "foedus.cli.mirror:command"),
    },
    JOB: {
        "compare": Command("who becomes safer, who does not, under each theory", "foedus.cli.compare:command"),
        "table": Command("one outcome of a run as a table", "foedus.cli.table:command"),
        "theories": Command("list, show and check the theories", "foedus.cli.theories:app"),
    },
    CLAIMS: {
        "claims": Command("list and show claims with their mirrors", "foedus.cli.claims:app"),
        "claim": Command("the chance that a claim holds", "foedus.cli.claim:command"),
        "flip": Command("what one would have to believe for a claim to flip", "foedus.cli.flip:command"),
        "sensitivity": Command("which parameters move the answer", "foedus.cli.sensitivity:command"),
        "article": Command("the article, sentence by sentence", "foedus.cli.article:app"),
        "game": Command("who would join, and the trap", "foedus.cli.game:command"),
    },
    RUNS: {
        "sweep": Command("many runs from one plan", "", RUN_INSTEAD),
        "rerun": Command("one draw of a run again, in full", "foedus.cli.rerun:command"),
        "explain": Command("one state and year of a run, told", "foedus.cli.explain:command"),
        "deposit": Command("lay down forecasts before the fact", "", RUN_INSTEAD),
        "score": Command("score a deposit", "", RUN_INSTEAD),
        "report": Command("the report of a run", "", RUN_INSTEAD),
        "brief": Command("two pages for one state", "", RUN_INSTEAD),
        "replicate": Command("a folder that makes the run again", "", RUN_INSTEAD),
        "app": Command("the page, on this computer", "", RUN_INSTEAD),
    },
    HOUSE: {
        "data": Command("fetch, list and verify the record 1816 to 2024", "", DATA_INSTEAD),
        "panel": Command("the panel of dyads and years", "", DATA_INSTEAD),
        "calibrate": Command("fit the model to the record", "", DATA_INSTEAD),
        "backtest": Command("score the model on years it has not seen", "", DATA_INSTEAD),
        "doctor": Command("versions, folders and caches of this installation", "foedus.cli.doctor:command"),
    },
}

QUESTION = (
    "Who owes whom, under which article, and who becomes safer or less safe when that changes? "
    "Treaties you can run, six rival theories, and what you would have to believe."
)
EXAMPLE = "foedus obligations CHN PHL --at second_thomas_shoal --on 2026-03-01"


def every_command() -> dict[str, Command]:
    """All commands by name, built or not, in the order of the help."""
    return {name: command for group in COMMANDS.values() for name, command in group.items()}


def help_text() -> str:
    """What ``foedus --help`` prints; imports no command."""
    width = min(100, max(60, shutil.get_terminal_size((100, 24)).columns))
    lines = ["Usage: foedus COMMAND [ARGUMENTS]", "", *textwrap.wrap(QUESTION, width)]
    for title, group in COMMANDS.items():
        lines += ["", f"{title}:"]
        for name, command in group.items():
            lines.append(f"  {name:<14} {command.help}" + ("" if command.target else " (not built yet)"))
    lines += ["", "Options:", f"  {'--version':<14} print the version", f"  {'--help':<14} print this page", ""]
    lines += ["foedus COMMAND --help has an example for each command. To begin:", f"  {EXAMPLE}"]
    return "\n".join(lines)


def version() -> str:
    """The installed version, without importing the package's parts."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("foedus")
    except PackageNotFoundError:
        return "unknown (not installed)"


def find(name: str) -> Any:
    """The Typer command called ``name``; imports its module. Raises UnknownCommand or NotBuilt."""
    known = every_command()
    if name not in known:
        raise UnknownCommand(name, known, todo="List them with: foedus --help")
    command = known[name]
    if not command.target:
        raise NotBuilt(f"The command 'foedus {name}'", command.instead)
    module, attribute = command.target.split(":")
    try:
        part = getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as absent:
        if absent.name != module:
            raise
        raise NotBuilt(f"The command 'foedus {name}'", "See foedus --help for what works.") from None
    return _typer_command(part, name)


def _typer_command(part: Any, name: str) -> Any:
    import typer
    from typer.main import get_command

    if isinstance(part, typer.Typer):
        part.info.no_args_is_help = True
        app = part
    else:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name)(part)
    app._add_completion = False
    return get_command(app)


def run(arguments: list[str]) -> int:
    """Run one command line; the exit code. Errors of the tree are left to `main`."""
    first = arguments[0] if arguments else "--help"
    if first in ("--help", "-h", "help"):
        print(help_text())
        return 0
    if first in ("--version", "-V"):
        print(f"foedus {version()}")
        return 0
    command = find(first)
    import typer

    mistake = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "ClickException")
    usage_error = cast(type[Exception], mistake)  # its name is no public part of Typer
    try:
        code = command.main(args=arguments[1:], prog_name=f"foedus {first}", standalone_mode=False)
    except usage_error as wrong:
        getattr(wrong, "show")()  # noqa: B009
        return getattr(wrong, "exit_code", 2)
    except typer.Abort as stopped:
        raise KeyboardInterrupt from stopped
    return code if isinstance(code, int) and not isinstance(code, bool) else 0


def main(arguments: list[str] | None = None) -> int:
    """The entry point: runs the command line and returns its exit code."""
    try:
        code = run(sys.argv[1:] if arguments is None else arguments)
        if code == STOPPED:
            print("Stopped by Ctrl-C.", file=sys.stderr)
        sys.stdout.flush()
    except FoedusError as wrong:
        print(f"foedus: {wrong}", file=sys.stderr)
        return wrong.exit_code
    except KeyboardInterrupt:
        print("Stopped by Ctrl-C.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader (less, head) has closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code
