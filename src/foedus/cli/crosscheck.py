"""``foedus treaties crosscheck``: the collection against the ATOP data set. polars is imported when this runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from foedus.errors import BadInput, BadNumber
from foedus.treaties.library import library

WORLD = "asia-pacific-2023"


def command(
    data: Annotated[Path, typer.Option("--data", help="folder that holds the ATOP tables, e.g. ../shared/data")],
    from_year: Annotated[int, typer.Option("--from-year", help="first year compared")] = 0,
    to_year: Annotated[int, typer.Option("--to-year", help="last year compared")] = 9999,
    world: Annotated[str, typer.Option("--world", help="world whose states the list of what we lack is for")] = WORLD,
    page: Annotated[Path | None, typer.Option("--page", help="write the whole comparison as a Markdown page")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")] = False,
) -> None:
    """Our obligations against ATOP: per instrument, per dyad and year, each divergence with its reason.

    Example: foedus treaties crosscheck --data ../shared/data --page atop-agreement.md
    """
    for name, year in (("--from-year", from_year), ("--to-year", to_year)):
        if not 0 <= year <= 9999:
            raise BadNumber(name, year, "a year from 1 to 9999")
    if to_year < from_year:
        raise BadInput(f"--to-year {to_year} is before --from-year {from_year}. Exchange the two.")
    from foedus.treaties.atop import read_atop
    from foedus.treaties.atop_gaps import coverage
    from foedus.treaties.crosscheck import crosscheck
    from foedus.treaties.crosscheck_told import plain, short
    from foedus.world.load import embedded

    law = library()
    codes = [law.law_code(one) for one in embedded(world).codes]
    atop = read_atop(data)
    check = crosscheck(law, atop, from_year, to_year, _progress())
    if not check.instruments:
        raise BadInput(f"No ATOP number of our records is in the tables of '{data}'. Are these the ATOP 4.01 tables?")
    gaps = coverage(law, atop, codes)
    if page is not None:
        from foedus.cli import version
        from foedus.treaties.atop_page import page as lines

        made = (_said(data, from_year, to_year, world, page), version())
        try:
            page.write_text("\n".join(lines(law, atop, check, gaps, made)) + "\n", "utf-8", newline="\n")
        except OSError as error:
            raise BadInput(f"Cannot write '{page}': {error.strerror}. Name a file in a folder that exists.") from None
        print(f"Written: {page}", file=sys.stderr)
    if as_json:
        json.dump(plain(law, atop, check, gaps), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(short(check, gaps)))


def _progress() -> Callable[[int, int, str], None]:
    """Tell how far it is, on standard error: one line that is written over on a screen, ten lines in a log."""
    screen = sys.stderr.isatty()

    def tell(n: int, all_: int, what: str) -> None:
        if screen:
            print(f"\r{n} of {all_}: {what[:70]:<70}", end="\n" if n == all_ else "", file=sys.stderr, flush=True)
        elif n == all_ or n % max(all_ // 4, 1) == 0:
            print(f"{n} of {all_} instruments compared", file=sys.stderr)

    return tell


def _said(data: Path, from_year: int, to_year: int, world: str, page: Path) -> str:
    """The command as it was asked, for the page: folders outside are named as they were given."""
    words = ["foedus treaties crosscheck", f"--data {data}"]
    words += [f"--from-year {from_year}"] if from_year else []
    words += [f"--to-year {to_year}"] if to_year != 9999 else []
    words += [f"--world {world}"] if world != WORLD else []
    return " ".join([*words, f"--page {page.name}"])
