"""``foedus article``: public positions sentence by sentence, each with its kind, its answer and its mirror."""

from __future__ import annotations

import json
import shlex
import sys
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from foedus.errors import BadInput

app = typer.Typer(
    help="Articles, sentence by sentence: what the law, the record and simulated futures can say, and what nobody can.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

WIDTH = 100
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")]


@app.command("list")
def list_articles(as_json: AsJson = False) -> None:
    """The articles of the library. Example: foedus article list"""
    from foedus.claims.articles.load import articles

    found = list(articles().values())
    if as_json:
        rows = [{"name": one.name, "title": one.title, "voice": one.voice, "published": one.published,
                 "sentences": len(one.sentences)} for one in found]  # fmt: skip
        print(json.dumps({"articles": rows}, ensure_ascii=False, indent=1))
        return
    for one in found:
        text = f"{len(one.sentences)} sentences. {one.title} ({one.published})"
        print(textwrap.fill(text, WIDTH, initial_indent=f"{one.name:<20}", subsequent_indent=" " * 20))
    print("Each is a source of hypotheses, none of facts. Show one with: foedus article show NAME")


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="an article of the library, or a YAML file")],
    answers: Annotated[
        Path | None, typer.Option(help="a folder of answers (foedus article answer) or a run of foedus compare")
    ] = None,
    page: Annotated[Path | None, typer.Option(help="write it there as a Markdown page")] = None,
    as_json: AsJson = False,
) -> None:
    """Every sentence with its kind, what answers it, its mirror, and what would change the answer.

    Example: foedus article show global-times-2023
    """
    from foedus.claims.articles.load import article
    from foedus.report.article_answers import read_answers
    from foedus.report.article_told import as_page, as_text, payload

    one = article(name)
    found = None if answers is None else read_answers(answers, one.claims)
    if page is not None:
        command = ["foedus", "article", "show", name, *(["--answers", answers.name] if answers else [])]
        _write(page, as_page(one, found, shlex.join([*command, "--page", page.name])))
        print(f"Written: {page}", file=sys.stderr)
        return
    print(json.dumps(payload(one, found), ensure_ascii=False, indent=1) if as_json else as_text(one, found))


@app.command("answer")
def answer(
    folder: Annotated[Path, typer.Option("--out", "-o", help="folder for the answers, one JSON file a claim")],
    names: Annotated[list[str] | None, typer.Argument(help="articles; default: all of the library")] = None,
    draws: Annotated[int, typer.Option(min=2, help="parameter draws a theory")] = 256,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    quick: Annotated[bool, typer.Option("--quick", help="without the runs at no effect and in plain sight")] = False,
    again: Annotated[bool, typer.Option("--again", help="also claims that the folder answers already")] = False,
) -> None:
    """Simulate every claim that articles name, and keep each answer as FOLDER/CLAIM.json.

    Claims on the same orders share their histories. A folder that is half done is gone on with.
    Example: foedus article answer global-times-2023 --draws 32 -o answers
    """
    from foedus.claims.articles.load import article, articles
    from foedus.claims.many import answers, together
    from foedus.cli.watch import Watch

    asked = [article(name) for name in names or articles()]
    wanted = tuple(dict.fromkeys(name for one in asked for name in one.claims))
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"'{folder}' is a file; -o wants a folder. Give another name.")
    folder.mkdir(parents=True, exist_ok=True)
    left = [name for name in wanted if again or not (folder / f"{name}.json").is_file()]
    groups = together(left)
    for number, group in enumerate(groups, 1):
        print(f"{number}/{len(groups)} {', '.join(group)}", file=sys.stderr)
        with Watch() as progress:
            for name, found in answers(group, draws, seed, quick, progress.tell):
                _write(folder / f"{name}.json", json.dumps(found.to_json(), ensure_ascii=False, indent=1) + "\n")
    print(f"{len(wanted)} claims are answered in {folder}. Show them with: foedus article show NAME --answers {folder}")


def _write(path: Path, text: str) -> None:
    """Write a whole file or none."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
    except OSError as wrong:
        raise BadInput(f"'{path}' cannot be written: {wrong.strerror}. Give another place.") from None
    part.replace(path)
