"""The library of law: all instruments, places, states, classes and words, as one record.

The texts are YAML and slow to parse, so they are checked and written once into a plain JSON index, keyed by the hash
of the files: beside this module when a wheel is built, else in the user's cache.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from foedus.errors import UnknownName, UnknownPlace, UnknownState, UnknownTreaty
from foedus.treaties.areas import Area, area_from
from foedus.treaties.classes import AdversaryClass
from foedus.treaties.places import Place
from foedus.treaties.plain import class_from, place_from, state_from, tokens_from, treaty_from
from foedus.treaties.states import State
from foedus.treaties.tokens import Tokens
from foedus.treaties.treaty import Treaty

HERE = Path(__file__).parent
INDEX = "index.json"
FORMAT = 4  # raised when the shape of the index changes


@dataclass(frozen=True)
class Missing:
    """An instrument that exists and is not encoded here."""

    id: str
    name: str
    states: tuple[str, ...]
    since: date
    gist: str
    known: str


class UnknownClass(UnknownName):
    """A class of adversary that no list defines."""

    kind = "class of adversary"


@dataclass(frozen=True, eq=False)
class Library:
    """All law that a question is asked of. Edits give a new library; nothing is changed in place."""

    treaties: Mapping[str, Treaty]
    places: Mapping[str, Place]
    states: Mapping[str, State]
    classes: Mapping[str, AdversaryClass]
    tokens: Tokens
    aliases: Mapping[str, str]  # code of another file -> code of the law (TWN -> ROC)
    missing: tuple[Missing, ...] = ()
    areas: Mapping[str, Area] = field(default_factory=dict)

    def treaty(self, name: str) -> Treaty:
        """The treaty with id `name`."""
        if name not in self.treaties:
            raise UnknownTreaty(name, self.treaties, todo="List them with: foedus treaties list")
        return self.treaties[name]

    def place(self, name: str) -> Place:
        """The place with id `name`."""
        if name not in self.places:
            raise UnknownPlace(name, self.places, "the gazetteer")
        return self.places[name]

    def law_code(self, code: str) -> str:
        """The code the law uses for `code`: TWN gives ROC."""
        known = self.aliases.get(code, code)
        if known not in self.states:
            raise UnknownState(code, [*self.states, *self.aliases], "the table of codes")
        return known

    def world_code(self, code: str) -> str:
        """The code that worlds and commands print: ROC gives TWN."""
        alias = self.states[code].alias if code in self.states else ()
        return alias[0] if alias else code

    def in_class(self, name: str, state: str, day: date, parties: Set[str]) -> bool:
        """Is `state` in the class of adversary `name` on `day`, for a treaty with these `parties`?"""
        if name not in self.classes:
            raise UnknownClass(name, self.classes)
        kind = self.states[state].kind if state in self.states else "state"
        return self.classes[name].has(state, kind, day, parties)

    def parties_on(self, treaty: Treaty, day: date) -> frozenset[str]:
        """The states bound by `treaty` on `day`."""
        return treaty.parties_on(day)

    def with_treaty(self, treaty: Treaty) -> Library:
        """The library with `treaty` added, or put in place of the one with its id."""
        return replace(self, treaties={**self.treaties, treaty.id: treaty})

    def with_places(self, places: Mapping[str, Place]) -> Library:
        """The library with more places."""
        return replace(self, places={**self.places, **places})


def library_from(plain: Mapping[str, Any]) -> Library:
    """The library from checked plain data: keys treaties, places, states, classes, tokens."""
    states = {code: state_from(code, one) for code, one in plain["states"].items()}
    return Library(
        treaties={one["id"]: treaty_from(one, states) for one in plain["treaties"]},
        places={name: place_from(name, one) for name, one in plain["places"].items()},
        states=states,
        classes={name: class_from(name, one) for name, one in plain["classes"].items()},
        tokens=tokens_from(plain["tokens"]),
        aliases={alias: state.code for state in states.values() for alias in state.alias},
        missing=tuple(_missing(name, one) for name, one in plain["missing"].items()),
        areas={name: area_from(name, one) for name, one in plain["areas"].items()},
    )


def _missing(name: str, plain: Mapping[str, Any]) -> Missing:
    since = date.fromisoformat(plain["since"])
    return Missing(name, plain["name"], tuple(plain["states"]), since, plain["gist"], plain["known"])


def text_files() -> list[Path]:
    """The YAML files of the embedded library, in a fixed order."""
    tables = [HERE / f"{name}.yaml" for name in ("areas", "classes", "missing", "places", "states", "tokens")]
    return tables + sorted((HERE / "texts").glob("*.yaml"))


def texts_hash() -> str:
    """Hash of every embedded text and of the shape of the index."""
    seen = hashlib.blake2b(str(FORMAT).encode(), digest_size=12)
    for file in text_files():
        seen.update(file.name.encode() + b"\0" + file.read_bytes())
    return seen.hexdigest()


def build_index(target: Path | str) -> Path:
    """Check every text and write the index to `target` (a file, or a folder in which it is called index.json)."""
    from foedus.treaties.reading import read_texts

    path = Path(target)
    if path.is_dir():
        path = path / INDEX
    plain = {"hash": texts_hash(), **read_texts(HERE)}
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f"{path.name}.{os.getpid()}")
    passing.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    passing.replace(path)
    return path


@lru_cache(maxsize=1)
def library() -> Library:
    """The embedded library: from the index beside the package, else from the user's cache, else from the texts."""
    key = texts_hash()
    shipped = _read_index(HERE / INDEX, key)
    if shipped is not None:
        return library_from(shipped)
    import platformdirs

    cached = Path(platformdirs.user_cache_dir("foedus", appauthor=False)) / f"treaties-{key}.json"
    plain = _read_index(cached, key)
    if plain is None:
        plain = _built(cached)
    return library_from(plain)


def _read_index(path: Path, key: str) -> Mapping[str, Any] | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return plain if isinstance(plain, dict) and plain.get("hash") == key else None


def _built(path: Path) -> Mapping[str, Any]:
    try:
        build_index(path)
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:  # a cache that cannot be written costs time, not the answer
        from foedus.treaties.reading import read_texts

        return read_texts(HERE)
