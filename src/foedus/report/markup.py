"""Write HTML and SVG as nested text: escaping in one place, nothing fetched, nothing executed."""

from __future__ import annotations

from html import escape
from typing import NewType

Html = NewType("Html", str)
VOID = ("input", "meta", "br", "line", "path", "circle", "rect")


def text(value: object) -> Html:
    """Text with its special signs escaped."""
    return Html(escape(str(value), quote=False))


def element(name: str, /, *children: Html | str, **attributes: object) -> Html:
    """One element. Plain strings among the children are escaped; `class_` and `for_` lose their underscore.

    Other underscores in attribute names become hyphens. An attribute that is None or False is left out; True stands
    alone.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{said}>" if name in ("input", "meta", "br") else f"<{name}{said}/>")
    return Html(f"<{name}{said}>{''.join(children)}</{name}>")


def joined(parts: list[Html]) -> Html:
    """Elements one after the other."""
    return Html("\n".join(parts))


def paragraph(value: object, class_: str | None = None) -> Html:
    """A paragraph of plain text."""
    return element("p", text(value), class_=class_)


def items(values: list[str]) -> Html:
    """A bulleted list of plain text."""
    return element("ul", *[element("li", text(value)) for value in values])


def folded(title: str, *children: Html, open_: bool = False) -> Html:
    """A part that opens on a click, without a script."""
    return element("details", element("summary", text(title)), *children, open=open_)


def table(caption: str, head: list[str], rows: list[list[Html | str]], numbers_from: int = 1) -> Html:
    """A table with a caption; the first cell of a row is its header, cells from `numbers_from` on are numbers."""
    top = [element("th", text(word), scope="col", class_=_side(at, numbers_from)) for at, word in enumerate(head)]
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *[element("td", cell, class_=_side(at, numbers_from)) for at, cell in enumerate(row[1:], start=1)],
        )
        for row in rows
    ]
    parts = [element("caption", text(caption))] if caption else []
    parts += [element("thead", element("tr", *top)), element("tbody", joined(body))]
    return element("div", element("table", *parts), class_="scroll")


def _side(at: int, numbers_from: int) -> str | None:
    return "number" if at >= numbers_from else None


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
