"""An article in words: as text, as JSON (DESIGN 4.4) and as a page, with answers of claims where a folder has them."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import Any

from foedus.claims.article import Article, Part, Sentence
from foedus.claims.load import claims
from foedus.report.article_answers import Said
from foedus.sources import cite

WIDTH = 100
Answers = Mapping[str, Said]
READ = (
    "Motives and intentions are not computed. Simulated futures compare orders; they forecast no event. Chances are "
    "shares of admissible beliefs in which a claim holds."
)
UNASKED = "not answered here; simulate it with: foedus claim {name}"
OTHER = "The folder of answers does not hold it; simulate it with: foedus claim {name}"


def answer(sentence: Sentence, answers: Answers | None = None) -> str:
    """All that is answered of a sentence, part after part."""
    return " ".join(f"{part.kind}: {part_answer(part, answers)}" for part in sentence.parts)


def part_answer(part: Part, answers: Answers | None = None) -> str:
    """What one part says, with the answers of its claims after it."""
    return " ".join([part.says, *(claim_answer(name, answers) for name in part.claims)])


def claim_answer(name: str, answers: Answers | None = None) -> str:
    """The answer of a claim and the chance of its mirror, or the command that gives it."""
    if answers is None:
        return f"{name}: {UNASKED.format(name=name)}."
    if name not in answers:
        return f"{name}: {OTHER.format(name=name)}."
    found = answers[name]
    beside = "" if math.isnan(found.mirror) else f" Mirror {claims()[name].mirror}: {100 * found.mirror:.0f} of 100."
    return found.text + beside


def payload(article: Article, answers: Answers | None = None) -> dict[str, Any]:
    """What `foedus article show --json` prints."""
    return {
        "name": article.name,
        "title": article.title,
        "voice": article.voice,
        "source": list(article.source),
        "sentences": [_plain(one, answers) for one in article.sentences],
    }


def _plain(one: Sentence, answers: Answers | None) -> dict[str, Any]:
    return {
        "n": one.n,
        "kind": one.kind,
        "text": one.text,
        "answer": answer(one, answers),
        "command": one.commands[0] if one.commands else None,
        "mirror": one.mirror,
        "change": one.change,
        "source": list(one.source),
        "commands": list(one.commands),
        "parts": [_plain_part(part, answers) for part in one.parts],
    }


def _plain_part(part: Part, answers: Answers | None) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "says": part.says,
        "commands": list(part.commands),
        "facts": list(part.facts),
        "architectures": list(part.architectures),
        "claims": [_plain_claim(name, answers) for name in part.claims],
    }


def _plain_claim(name: str, answers: Answers | None) -> dict[str, Any]:
    one = claims()[name]
    found = (answers or {}).get(name)
    chance = None if found is None or math.isnan(found.chance) else found.chance
    return {"name": name, "mirror": one.mirror, "text": one.text, "chance": chance, "answered": found is not None}


def as_text(article: Article, answers: Answers | None = None) -> str:
    """The article for a terminal."""
    lines = [_wrapped(f"{article.title} ({article.name})"), _wrapped(f"{article.voice}; {article.published}", "  ")]
    lines += [_wrapped(article.note, "  "), ""]
    for one in article.sentences:
        lines += _sentence_lines(one, article, answers)
    return "\n".join([*lines, *_counted(article)])


def _sentence_lines(one: Sentence, article: Article, answers: Answers | None) -> list[str]:
    cited = "" if one.source == article.source else f" [{', '.join(cite(key).short() for key in one.source)}]"
    lines = [_wrapped(f"{one.n}. {one.text}{cited}", "", "   "), f"   kind: {one.kind}"]
    for part in one.parts:
        lines.append(_wrapped(f"{part.kind}: {part.says}", "   ", "     "))
        lines += [_wrapped(claim_answer(name, answers), "     - ", "       ") for name in part.claims]
        lines += [f"     $ {check.command}" for check in part.checks]
    lines.append(_wrapped(f"mirror: {one.mirror}", "   ", "     "))
    lines.append(_wrapped(f"what would change it: {one.change}", "   ", "     "))
    return [*lines, ""]


def _counted(article: Article) -> list[str]:
    kinds: dict[str, int] = {}
    for one in article.sentences:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    told = "; ".join(f"{kind} {number}" for kind, number in kinds.items())
    return [_wrapped(f"{len(article.sentences)} sentences: {told}.")]


def as_page(article: Article, answers: Answers | None = None, command: str = "") -> str:
    """The article as a Markdown page for the documents."""
    lines = [f"# {article.name}, sentence by sentence", "", _wrapped_page(f'"{article.title}"; {article.voice}.')]
    lines += [_wrapped_page(f"{article.published}. {article.note}"), ""]
    lines += [_wrapped_page(READ), ""]
    if command:
        lines += ["Written by:", "", "```bash", command, "```", "", *_made(answers or {})]
    for one in article.sentences:
        lines += _page_sentence(one, answers)
    return "\n".join([*lines, *_sources(article)]) + "\n"


def _page_sentence(one: Sentence, answers: Answers | None) -> list[str]:
    lines = [f"## {one.n}. {one.text}", "", f"Kind: **{one.kind}**. Source: {', '.join(one.source)}.", ""]
    for part in one.parts:
        lines.append(_wrapped_page(f"- *{part.kind}*: {part.says}", "  "))
        lines += [_wrapped_page(f"  - {claim_answer(name, answers)}", "    ") for name in part.claims]
        lines += [f"  - `{check.command}`" for check in part.checks]
    lines += [_wrapped_page(f"- *mirror*: {one.mirror}", "  ")]
    return [*lines, _wrapped_page(f"- *what would change it*: {one.change}", "  "), ""]


def _made(answers: Answers) -> list[str]:
    """Seed, draws and versions, once for all claims that share them."""
    ways: dict[str, list[str]] = {}
    for one in answers.values():
        versions = ", ".join(f"{name} {number}" for name, number in (one.made.get("versions") or {}).items())
        told = ", ".join(f"{key} {one.made[key]}" for key in ("world", "seed", "draws", "streams", "years")
                         if one.made.get(key) is not None)  # fmt: skip
        ways.setdefault(f"{told}; {versions}", []).append(one.name)
    return [line for way, names in ways.items() for line in (_wrapped_page(f"{len(names)} claims with {way}."), "")]


def _sources(article: Article) -> list[str]:
    keys = dict.fromkeys(key for one in article.sentences for key in one.source)
    return ["## Sources", "", *(_wrapped_page(f"- {key}: {cite(key).full()}", "  ") for key in keys)]


def _wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=first if rest is None else rest, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip


def _wrapped_page(text: str, rest: str = "") -> str:
    return textwrap.fill(text, 120, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False)
