"""Lines of at most 100 signs."""

from __future__ import annotations

import textwrap

WIDTH = 100


def wrapped(text: str, indent: int = 0, hang: int = 0) -> list[str]:
    """Text as lines; `hang` is the further indent of the lines after the first."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
        break_long_words=False,
    )
