"""Read articles from YAML. Every mistake is named by file, line, column and the nearest valid name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from foedus.claims.article import KINDS, LAW, NORMATIVE, OPEN, RECORD, SIMULATED, Article, Check, Fact, Part, Sentence
from foedus.claims.article import loaded as loaded_word
from foedus.claims.load import claims
from foedus.errors import BadFile, UnknownArticle, nearest
from foedus.sources import bibliography
from foedus.tables import Column, read_table
from foedus.treaties.yaml_file import YamlFile, parse_yaml, read_yaml

FOLDER = Path(__file__).parent
FACTS = FOLDER / "facts.csv"
FIRST = "global-times-2023"  # the article this project starts from
PLACE = re.compile(r"\{([^{}]*)\}")

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Some = Annotated[list[Text], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CheckRow(_Strict):
    command: Annotated[str, Field(pattern=r"^foedus \w")]
    shows: Some


class PartRow(_Strict):
    kind: Literal["law", "record", "simulated", "normative", "not computable"]
    says: Text
    checks: list[CheckRow] = []
    claims: list[Text] = []


class SentenceRow(_Strict):
    n: Annotated[int, Field(ge=1)]
    text: Text
    source: Some | None = None
    parts: Annotated[list[PartRow], Field(min_length=1)]
    mirror: Text
    change: Text


class ArticleRow(_Strict):
    name: Name
    title: Text
    voice: Text
    published: Text
    source: Some
    note: Text
    sentences: Annotated[list[SentenceRow], Field(min_length=1)]


MODELS = {"sentences": SentenceRow, "parts": PartRow, "checks": CheckRow}


@cache
def articles() -> Mapping[str, Article]:
    """All articles by name, the one the project starts from first."""
    found = [read_article(path, path.name) for path in sorted(FOLDER.glob("*.yaml"))]
    return {one.name: one for one in sorted(found, key=lambda one: (one.name != FIRST, one.name))}


def article(name: str) -> Article:
    """An article of the library by its name, or one of a file if `name` ends in .yaml or .yml.

    Raises
    ------
    UnknownArticle, BadFile
    """
    if str(name).endswith((".yaml", ".yml")):
        return read_article(Path(name))
    known = articles()
    if name not in known:
        raise UnknownArticle(name, known, "the library", "List them with: foedus article list")
    return known[name]


@cache
def facts() -> Mapping[str, Fact]:
    """Figures of the record by id."""
    columns = tuple(Column(name) for name in ("id", "value", "about", "source", "how"))
    rows = read_table(FACTS, columns).unique("id")
    return {row.text("id"): Fact(*(row.text(column.name) for column in columns)) for row in rows}


def read_article(path: Path, called: str = "") -> Article:
    """The article of a file; `BadFile` at the first mistake."""
    return _article(read_yaml(path, called))


def parse_article(text: str, file: str) -> Article:
    """As `read_article`, from the text of a file called `file`."""
    return _article(parse_yaml(text, file))


def _article(file: YamlFile) -> Article:
    if not isinstance(file.data, Mapping):
        raise file.wrong([], "an article is needed here", "Write it as keys and values, beginning with 'name:'.")
    try:
        row = ArticleRow.model_validate(file.data)
    except ValidationError as mistakes:
        raise _named(mistakes, file) from None
    _sources(file, ["source"], row.source)
    sentences = []
    for at, one in enumerate(row.sentences):
        if one.n != at + 1:
            raise file.wrong(["sentences", at, "n"], f"sentence {one.n} stands at place {at + 1}", f"Write {at + 1}.")
        sentences.append(_sentence(file, at, one, row.source))
    return Article(
        row.name, _line(row.title), _line(row.voice), row.published, tuple(row.source), _line(row.note),
        tuple(sentences),
    )  # fmt: skip


def _sentence(file: YamlFile, at: int, row: SentenceRow, usual: Sequence[str]) -> Sentence:
    here = ["sentences", at]
    source = row.source or usual
    _sources(file, [*here, "source"], source)
    kinds = [part.kind for part in row.parts]
    if len(set(kinds)) < len(kinds) or kinds != sorted(kinds, key=KINDS.index):
        raise file.wrong([*here, "parts"], f"the kinds are {', '.join(kinds)}", f"Each once, as in {', '.join(KINDS)}.")
    for key in ("text", "mirror", "change"):
        _neutral(file, [*here, key], getattr(row, key))
    parts = tuple(_part(file, [*here, "parts", number], part) for number, part in enumerate(row.parts))
    return Sentence(row.n, _line(row.text), tuple(source), parts, _line(row.mirror), _line(row.change))


def _part(file: YamlFile, at: list[Any], row: PartRow) -> Part:
    _neutral(file, [*at, "says"], row.says)
    quoted = tuple(dict.fromkeys(PLACE.findall(row.says)))
    for name in quoted:
        _known(file, [*at, "says"], name, facts(), "fact")
    for number, name in enumerate(row.claims):
        _known(file, [*at, "claims", number], name, claims(), "claim")
    needs = {LAW: row.checks, RECORD: quoted or row.checks, SIMULATED: row.claims}
    wanted = {LAW: "a command under 'checks'", RECORD: "a fact in braces or a command", SIMULATED: "a claim"}
    if row.kind in needs and not needs[row.kind]:
        raise file.wrong([*at, "says"], f"a part of kind '{row.kind}' without {wanted[row.kind]}", "Add one.")
    if row.kind == OPEN and (row.checks or row.claims or quoted):
        raise file.wrong([*at, "kind"], "a part that is not computable names what computes it", "Leave it out.")
    if row.claims and row.kind not in (SIMULATED, NORMATIVE):
        raise file.wrong([*at, "claims"], f"claims in a part of kind '{row.kind}'", "Make a part of kind 'simulated'.")
    checks = tuple(Check(_line(one.command), tuple(_line(shown) for shown in one.shows)) for one in row.checks)
    says = PLACE.sub(lambda hit: facts()[hit.group(1)].value, _line(row.says))
    return Part(row.kind, says, checks, quoted, tuple(row.claims), _orders(row.claims))


def _orders(names: Iterable[str]) -> tuple[str, ...]:
    """The architectures that the claims compare."""
    both = ((claims()[name].architecture, claims()[name].against) for name in names)
    return tuple(dict.fromkeys(one for pair in both for one in pair))


def _neutral(file: YamlFile, at: Sequence[Any], text: str) -> None:
    if word := loaded_word(text):
        raise file.wrong(at, f"'{word}' takes a side", "Say the same in neutral words.")


def _sources(file: YamlFile, at: Sequence[Any], keys: Sequence[str]) -> None:
    for number, key in enumerate(keys):
        _known(file, [*at, number], key, bibliography(), "source")


def _known(file: YamlFile, at: Sequence[Any], name: str, valid: Iterable[str], kind: str) -> None:
    if name not in set(valid):
        near = nearest(name, valid)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(sorted(valid)[:12])} ..."
        raise file.wrong(at, f"no {kind} '{name}' is known", hint)


def _named(mistakes: ValidationError, file: YamlFile) -> BadFile:
    """The first mistake that pydantic found, at its place in the file."""
    every = mistakes.errors()
    one = next((error for error in every if error["type"] == "extra_forbidden"), every[0])
    at = list(one["loc"])
    last = str(at[-1]) if at else ""
    if one["type"] == "extra_forbidden":
        model = next((MODELS[part] for part in reversed(at[:-1]) if part in MODELS), ArticleRow)
        near = nearest(last, model.model_fields)
        todo = f"Did you mean '{near[0]}'?" if near else "Valid keys: " + ", ".join(model.model_fields) + "."
        return file.wrong(at, f"unknown key '{last}'", todo, on_key=True)
    if one["type"] == "missing":
        return file.wrong(at, f"the key '{last}' is missing", "Add it.")
    return file.wrong(at, f"{one['input']!r} does not fit", one["msg"].rstrip(".") + ".")


def _line(text: str) -> str:
    return " ".join(text.split())
