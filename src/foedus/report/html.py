"""One self-contained page: opens from disk, fetches nothing, runs no script, follows light and dark."""

from __future__ import annotations

from importlib.resources import files

from foedus.claims.answer import Answer
from foedus.outcomes.compare import Results
from foedus.report.markup import Html, element, folded, items, joined, paragraph, text
from foedus.report.messages import lines, named, say
from foedus.report.notebook import below, claim_form
from foedus.report.page_grid import controls, key_line, static_grid, views
from foedus.report.page_tables import (
    group_tables,
    made,
    number_tables,
    outcome_list,
    sign_map,
    state_tables,
)
from foedus.report.rows import Rows, lead_architecture
from foedus.report.sentence import agreements, answer, change, pooling
from foedus.report.spec import Spec
from foedus.report.tables import discount_note

NO_NETWORK = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(rows: Rows, spec: Spec) -> str:
    """The whole page as one text."""
    title = f"foedus: {say('page.title')} {_world(spec)}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=NO_NETWORK),
        element("title", text(title)),
        style(),
    )
    skip = element("a", text(say("page.skip")), href="#results", class_="skip")
    main = element("main", _first_screen(rows, spec), _details(rows, spec), _about(spec), id="results")
    body = element("body", skip, _strap(spec), main, _foot(spec), class_="foedus")
    return "<!DOCTYPE html>\n" + element("html", head, body, lang="en") + "\n"


def fragment(rows: Rows, spec: Spec, results: Results | None = None) -> str:
    """The static form for a notebook: the sentence, the grid of the headline and what it rests on; no script."""
    if not spec.edited:
        return element("div", style(), paragraph(answer(rows, spec), "lead"), class_="foedus")
    parts = [key_line(), static_grid(rows, spec), *below(spec, rows, results)]
    return element("div", style(), *_sentences(rows, spec), *parts, class_="foedus")


def claim_fragment(found: Answer) -> str:
    """The static form of an answer to a claim."""
    return element("div", style(), claim_form(found), class_="foedus")


def style() -> Html:
    """The style sheet, inside the page."""
    sheet = files("foedus.report").joinpath("page.css").read_text(encoding="utf-8")
    return element("style", Html(sheet))


def _strap(spec: Spec) -> Html:
    left = element("span", element("strong", text("foedus")), text(_world(spec)))
    right = element("span", text(say("page.conditional")), class_="mark")
    return element("header", element("div", left, right, class_="strap"))


def _world(spec: Spec) -> str:
    """The world's title, which may name its year itself."""
    title = say("page.strap", world=spec.title)
    return title if str(spec.year) in title else f"{title}, {spec.year}"


def _sentences(rows: Rows, spec: Spec) -> list[Html]:
    """The lead sentence large, where the theories stand and what the record cannot decide below."""
    architecture, horizon = lead_architecture(spec), spec.horizons[-1]
    if architecture is None:
        return [paragraph(answer(rows, spec), "lead")]
    rest = [*agreements(rows, spec, architecture, horizon)] if len(spec.carried) > 1 else []
    return [
        paragraph(change(rows, spec, architecture, horizon), "lead"),
        paragraph(" ".join(rest)),
        paragraph(f"{say('answer.record')} {pooling(spec)}", "rest"),
    ]


def _first_screen(rows: Rows, spec: Spec) -> Html:
    parts: list[Html] = [element("h1", text(say("page.title"))), *_sentences(rows, spec)]
    if spec.edited:
        shown, rules = views(rows, spec)
        parts += [
            element("h2", text(say("page.grid_title"))),
            paragraph(say("page.grid_caption"), "caption"),
            controls(spec),
            key_line(),
            rules,
            shown,
            element("h2", text(say("page.signs_title"))),
            paragraph(say("page.signs_caption"), "caption"),
            sign_map(rows, spec),
            paragraph(say("page.signs_key"), "caption"),
        ]
    return joined(parts)


def _details(rows: Rows, spec: Spec) -> Html:
    if not spec.edited:
        return Html("")
    told = [folded(architecture, paragraph(answer(rows, spec, architecture))) for architecture in spec.edited]
    parts = [element("h2", text(say("page.sentences_title"))), *told]
    for name, body in (
        ("states", state_tables(rows, spec)),
        ("numbers", number_tables(rows, spec)),
        ("who", group_tables(spec)),
    ):
        parts += [
            element("h2", text(say(f"page.{name}_title"))),
            paragraph(say(f"page.{name}_caption"), "caption"),
            body,
        ]
    return joined(parts)


def _about(spec: Spec) -> Html:
    """What to read first, what is not modelled, how it was made, sources."""
    yardstick = say("yardstick.used", yardstick=named("yardstick", spec.yardstick))
    first = [say(f"notes.{name}") for name in ("conditional", "mcse", "equal", "belief", "claims")]
    first = [discount_note(spec), *first] if spec.discount else first
    first += [say("notes.counted", streams=spec.streams), yardstick]
    left = element("section", element("h2", text(say("notes.title"))), items(first))
    right = element("section", element("h2", text(say("not_modelled.title"))), items(lines("not_modelled")))
    return joined(
        [
            element("div", left, right, class_="columns"),
            element("h2", text(say("page.outcomes_title"))),
            outcome_list(),
            element("h2", text(say("page.made_title"))),
            made(spec),
            element("h2", text(say("page.sources_title"))),
            items(lines("sources")),
            *[folded(name, items(list(texts))) for name, texts in spec.sources.items() if texts],
        ]
    )


def _foot(spec: Spec) -> Html:
    return element("footer", paragraph(f"{say('notes.conditional')} {say('notes.claims')}"))
