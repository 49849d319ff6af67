"""Rival forms of the model, by words: 'contest=difference' sets the switch `contest_form` of params.csv to 1.

A switch is no belief: it holds for every draw of every theory alike, and each result says which was on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from foedus.errors import BadNumber, NotInWorld, UnknownForm
from foedus.model.params import parameter

FORMS: Mapping[str, tuple[str, ...]] = {  # name of a form -> its words, the default first; a word's place is the level
    "contest": ("ratio", "difference"),
    "distance": ("power", "exponential"),
    "power": ("mix", "spending", "stock", "gdp-per-head", "cinc"),
}
CINC = FORMS["power"].index("cinc")


def switch(form: str) -> str:
    """The parameter that switches a form."""
    return f"{form}_form"


def checked_forms(words: str | Iterable[str] | None) -> tuple[str, ...]:
    """Forms that are not the default, each once, in the order of `FORMS`.

    Parameters
    ----------
    words : 'contest=difference,power=stock', or its parts

    Raises
    ------
    UnknownForm
        No such form, or it has no such word.
    """
    parts = words.split(",") if isinstance(words, str) else list(words or ())
    chosen: dict[str, str] = {}
    for part in (one.strip() for one in parts):
        name, _, word = part.partition("=")
        if name not in FORMS:
            raise UnknownForm(name, FORMS, "--form NAME=WORD")
        if word not in FORMS[name]:
            raise UnknownForm(word, FORMS[name], f"--form {name}=")
        if chosen.setdefault(name, word) != word:
            raise UnknownForm(f"{name}={word}", [f"{name}={chosen[name]}"], "--form, which sets it already")
    return tuple(f"{name}={chosen[name]}" for name in FORMS if chosen.get(name, FORMS[name][0]) != FORMS[name][0])


def values_of(forms: Iterable[str]) -> dict[str, float]:
    """Parameter -> level of the forms that `checked_forms` gives."""
    pairs = (one.partition("=") for one in forms)
    return {switch(name): float(FORMS[name].index(word)) for name, _, word in pairs}


def with_forms(drawn: np.recarray, forms: Iterable[str]) -> np.recarray:
    """Draws of a theory under rival forms; the same array where there are none."""
    values = values_of(forms)
    if not values:
        return drawn
    made = drawn.copy()
    for name, value in values.items():
        made[name] = value
    return made


def check_switches(world: Any, levels: Mapping[str, np.ndarray], where: str) -> None:
    """Raise unless every switch of `levels` (parameter -> values) has a level that this world can be run with.

    Raises
    ------
    BadNumber
        A level that is no whole number of the table.
    NotInWorld
        Strength by CINC in a world that carries no CINC.
    """
    for form, words in FORMS.items():
        if switch(form) not in levels:
            continue
        values = np.atleast_1d(levels[switch(form)])
        row = parameter(switch(form))
        bad = values[(values != np.floor(values)) | (values < row.low) | (values > row.high)]
        if bad.size:
            told = ", ".join(f"{level} {word}" for level, word in enumerate(words))
            raise BadNumber(row.name, bad[0], f"one of: {told}", where)
        if form == "power" and (values == CINC).any():
            todo = "Take --form power=stock, power=spending or power=gdp-per-head."
            raise NotInWorld("the index CINC, which the form of strength 'cinc' needs,", str(world.name), todo)
