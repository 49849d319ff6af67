"""The message catalogue: every word of an answer, read from messages.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from foedus.errors import UnknownName

DEFAULT_YARDSTICK = "phia"


class UnknownYardstick(UnknownName):
    """A probability yardstick that is not in the catalogue."""

    kind = "yardstick"


@cache
def catalogue() -> dict[str, dict]:
    """The whole catalogue by section."""
    return tomllib.loads(files("foedus.report").joinpath("messages.toml").read_text(encoding="utf-8"))


def say(key: str, **values: object) -> str:
    """The message 'section.name' with its blanks filled in."""
    section, name = key.split(".", 1)
    return catalogue()[section][name].format(**values)


def named(section: str, name: str) -> str:
    """The word for a group, theory or the like; a name that the catalogue lacks stays as it is."""
    return catalogue()[section].get(name, name)


def lines(section: str) -> list[str]:
    """All messages of a section but its title."""
    return [text for name, text in catalogue()[section].items() if name != "title"]


def year_word(years: int) -> str:
    """'year' or 'years'."""
    return say("answer.year") if years == 1 else say("answer.years")


def chance_word(chance: float, yardstick: str = DEFAULT_YARDSTICK) -> str:
    """The word of one declared yardstick for a chance from 0 to 1: 'is {word}'."""
    words = catalogue()["words"][checked_yardstick(yardstick)]
    return next(word for upper, word in words.items() if chance <= float(upper))


def checked_yardstick(name: str) -> str:
    """The name itself; UnknownYardstick with the nearest one when the catalogue lacks it."""
    words = catalogue()["words"]
    if name not in words:
        raise UnknownYardstick(name, words)
    return name
