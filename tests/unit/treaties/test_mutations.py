"""Mutated files of law: a record or an error with words and an exit code of 2; never a traceback, never a hang.

``FOEDUS_MUTATIONS=50000`` before a release; the figures of the last such run are in the note of the release.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import FoedusError
from foedus.treaties.cases.answers import answer_case
from foedus.treaties.cases.case import CaseFile
from foedus.treaties.cases.reading import read_cases
from foedus.treaties.library import HERE, Library, library
from foedus.treaties.reading import read_treaty

MUTANTS = int(os.environ.get("FOEDUS_MUTATIONS", "2000"))
SLOWEST = 20.0  # seconds for one file; a hang, not a slow machine
CASES = Path(__file__).parents[2] / "cases"
CHARACTERS = [
    "",
    "x",
    ":",
    "[",
    "}",
    "\n",
    "- ",
    "'",
    '"',
    "null",
    "*a",
    "&a ",
    "!t ",
    "\t",
    "#",
    "é",
    "|",
    ">",
    "? ",
    "%",
    "\x00",
]
VALUES = [
    "[]", "{}", "null", "true", "-1", "1e400", "0x1F", "2020-02-30", "9999-12-31", "0001-01-01", "''", "[[[]]]",
    "{a: {b: c}}", "'*'", "any", "party", "victim", "disputed", "USA", "[USA, USA]", "XXX", "~", "1939-09-01T00:00:00Z",
    "*others", "12:30:45",
]  # fmt: skip
LINE = re.compile(r"^(?P<lead>\s*(?:- )?)(?P<key>[A-Za-z_]+):(?P<value>.*)$")


@lru_cache
def treaty_texts() -> list[str]:
    files = sorted((HERE / "texts").glob("*.yaml"), key=lambda one: (one.stat().st_size, one.name))
    texts = [one.read_text(encoding="utf-8") for one in files]
    return texts[: len(texts) // 2] + 20 * [one for one in texts if "exceptions:" in one]


@lru_cache
def case_texts() -> list[str]:
    """One case a file, from all case files."""
    found: list[str] = []
    for path in sorted(CASES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for part in re.split(r"^(?=- id: )", text[text.index("cases:\n") :], flags=re.M)[1:]:
            found.append("cases:\n" + part)
    text = (CASES / "open.yaml").read_text(encoding="utf-8")
    found.append(text[: text.index("- id: h06")])
    return found


def mutant(text: str, dice: random.Random) -> str:
    """The text with one to four things changed: letters, values, keys, lines."""
    for _ in range(dice.randint(1, 4)):
        text = dice.choice((_letters, _value, _key, _lines))(text, dice) or "a"
    return text


def _letters(text: str, dice: random.Random) -> str:
    where = dice.randrange(len(text))
    return text[:where] + dice.choice(CHARACTERS) + text[where + dice.choice((0, 1, 1, 5)) :]


def _value(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    k = dice.randrange(len(lines))
    found = LINE.match(lines[k])
    if found:
        other = LINE.match(dice.choice(lines))
        value = dice.choice([*VALUES, other["value"].strip() if other else "x"])
        lines[k] = f"{found['lead']}{found['key']}: {value}"
    else:
        words = re.findall(r"[A-Za-z_0-9-]+", lines[k]) or ["x"]
        lines[k] = lines[k].replace(dice.choice(words), dice.choice(VALUES), 1)
    return "\n".join(lines)


def _key(text: str, dice: random.Random) -> str:
    keys = re.findall(r"[A-Za-z_]+(?=:)", text) or ["x"]
    return text.replace(f"{dice.choice(keys)}:", f"{dice.choice(keys)}:", dice.choice((1, -1)))


def _lines(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    k = dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[k]
        case 1:
            lines.insert(k, dice.choice(lines))
        case 2:
            lines[k] = " " * dice.randint(1, 3) + lines[k]
        case _:
            lines[k] = lines[k].lstrip()
    return "\n".join(lines)


def read_mutant(text: str, path: Path, law: Library, read: Callable[[Path, Library], Any]) -> str:
    """'read' or 'refused'; anything else is an exception of its own."""
    path.write_text(text, encoding="utf-8", newline="")
    start, refused = time.monotonic(), None
    try:
        found = read(path, law)
        if isinstance(found, CaseFile):
            for one in found.cases:
                answer_case(one, found.libraries[one.id])
    except FoedusError as wrong:
        refused = wrong
    assert time.monotonic() - start < SLOWEST
    assert refused is None or (refused.exit_code == 2 and len(str(refused)) > 20)
    return "read" if refused is None else "refused"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("mutants")


@settings(max_examples=MUTANTS // 2)
@given(seed=st.integers(0, 2**63), n=st.integers(0, 10**6))
def test_a_mutated_treaty_is_a_treaty_or_is_refused(folder, seed, n):
    texts = treaty_texts()
    text = mutant(texts[n % len(texts)], random.Random(seed))
    assert read_mutant(text, folder / "treaty.yaml", library(), read_treaty) in ("read", "refused")


@settings(max_examples=MUTANTS // 2)
@given(seed=st.integers(0, 2**63), n=st.integers(0, 10**6))
def test_a_mutated_case_is_a_case_or_is_refused(folder, seed, n):
    texts = case_texts()
    text = mutant(texts[n % len(texts)], random.Random(seed))
    assert read_mutant(text, folder / "cases.yaml", library(), read_cases) in ("read", "refused")
