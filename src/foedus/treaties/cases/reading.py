"""Reading a case file: local places and treaties, architectures as edits, cases as records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from foedus.treaties import edits
from foedus.treaties.cases.case import OTHERS, Case, CaseFile, Expected, ExpectedNot
from foedus.treaties.cases.load import case_rows
from foedus.treaties.checks import Names, check_clause, check_place, check_treaty, lawful, must_know
from foedus.treaties.event import ACTS, TARGET, Event
from foedus.treaties.library import Library
from foedus.treaties.obligations import PARTIES
from foedus.treaties.plain import clause_from, day, place_from, treaty_from
from foedus.treaties.yaml_file import YamlFile, read_yaml


def read_cases(path: Path | str, library: Library) -> CaseFile:
    """All cases of a file, each with the library (with its own edits) it is asked of."""
    file = read_yaml(path)
    plain = case_rows(file)
    for key in ("architectures", "places", "treaties"):
        if key in plain:
            plain[key] = lawful(plain[key], library.aliases)
    base = _with_local(library, plain, file)
    designs = {
        name: _edited(base, one["edits"], file, ["architectures", name, "edits"])
        for name, one in plain.get("architectures", {}).items()
    }
    words = set(_words(plain))
    cases: list[Case] = []
    libraries: dict[str, Library] = {}
    for k, row in enumerate(plain["cases"]):
        at = ["cases", k]
        if row["id"] in libraries:
            raise file.wrong([*at, "id"], f"the case id '{row['id']}' stands twice", "Give each case its own id.")
        for n, name in enumerate(row.get("given", ())):
            must_know(file, [*at, "given", n], name, list(designs), "architecture of this file")
        law = base
        for name in row.get("given", ()):
            law = _edited(law, plain["architectures"][name]["edits"], file, ["architectures", name, "edits"])
        libraries[row["id"]] = law
        cases.append(replace(_case(row, law, file, at), named=frozenset(words & set(law.treaties))))
    return CaseFile(file.name, tuple(cases), libraries)


def _words(plain: Any) -> Iterator[str]:
    """Every word of the file in the form of an id, wherever it stands."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield from _words([key, value])
    elif isinstance(plain, list):
        for one in plain:
            yield from _words(one)
    elif isinstance(plain, str):
        yield from re.findall(r"[a-z0-9_]+", plain)


def _with_local(library: Library, plain: Mapping[str, Any], file: YamlFile) -> Library:
    names = Names.from_library(library)
    for name, one in plain.get("places", {}).items():
        check_place(one, file, ["places", name], names)
    law = library.with_places({name: place_from(name, one) for name, one in plain.get("places", {}).items()})
    for k, one in enumerate(plain.get("treaties", ())):
        check_treaty(one, file, ["treaties", k], names)
        law = law.with_treaty(treaty_from(one, law.states))
    return law


def _edited(library: Library, rows: list[dict[str, Any]], file: YamlFile, at: list[Any]) -> Library:
    names = Names.from_library(library)
    for k, row in enumerate(rows):
        here = [*at, k]
        if "treaty" in row:
            must_know(file, [*here, "treaty"], row["treaty"], list(library.treaties), "treaty")
        for n, state in enumerate(row.get("states", ())):
            must_know(file, [*here, "states", n], state, [*names.states, *library.aliases], "state")
        match row["op"]:
            case "add_party":
                library = edits.add_party(library, row["treaty"], row["states"], _date(row["from"]), day(row.get("to")))
            case "add_clause":
                check_clause(row["clause"], file, [*here, "clause"], names)
                library = edits.add_clause(library, row["treaty"], clause_from(row["clause"]))
            case "terminate":
                library = edits.terminate(library, row["treaty"], _date(row["date"]))
            case "remove_party":
                library = edits.remove_party(library, row["treaty"], row["states"], _date(row["on"]))
            case _:
                check_treaty(row["body"], file, [*here, "body"], names)
                library = edits.new_treaty(library, treaty_from(row["body"], library.states))
    return library


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _some(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


class _Codes:
    """Turns the codes of one case into those of the law and remembers which the case used."""

    def __init__(self, library: Library, file: YamlFile, at: list[Any]) -> None:
        self.library, self.file, self.at = library, file, at
        self.back: dict[str, str] = {}

    def state(self, code: str, *path: Any) -> str:
        if code in (OTHERS, PARTIES):
            return code
        valid = [*self.library.states, *self.library.aliases]
        must_know(self.file, [*self.at, *path], code, valid, "state")
        law = self.library.law_code(code)
        if law != code:
            self.back[law] = code
        return law

    def states(self, value: Any, *path: Any) -> tuple[str, ...]:
        return tuple(self.state(one, *path, n) for n, one in enumerate(_some(value)))


def _case(row: Mapping[str, Any], law: Library, file: YamlFile, at: list[Any]) -> Case:
    codes = _Codes(law, file, at)
    event = _event(row, law, file, at, codes)
    expected = tuple(_expected(one, law, codes, k) for k, one in enumerate(row.get("expected", ())))
    absent = tuple(_absent(one, law, codes, k) for k, one in enumerate(row.get("expected_not", ())))
    return Case(
        row["id"],
        row.get("kind", ""),
        row.get("title", ""),
        event.date,
        event,
        tuple(row.get("given", ())),
        expected,
        absent,
        codes.back,
        row.get("actual", ""),
        row.get("note", ""),
        row.get("confidence", ""),
        tuple(row.get("source", ())),
    )


def _event(row: Mapping[str, Any], law: Library, file: YamlFile, at: list[Any], codes: _Codes) -> Event:
    plain = row["event"]
    tokens = law.tokens
    for key, valid, kind in (
        ("acts", tokens.acts, "act"), ("target", tokens.targets, "target"), ("facts", tokens.facts, "fact")
    ):  # fmt: skip
        for n, word in enumerate(_some(plain.get(key))):
            must_know(file, [*at, "event", key, n], word, valid, kind)
    if plain.get("place") is not None:
        must_know(file, [*at, "event", "place"], plain["place"], law.places, "place")
    event = Event(
        attacker=codes.states(plain["attacker"], "event", "attacker"),
        victim=codes.state(plain["victim"], "event", "victim"),
        place=plain.get("place"),
        date=_date(plain.get("date") or row["date"]),
        target=_some(plain["target"]) if "target" in plain else TARGET,
        acts=_some(plain["acts"]) if "acts" in plain else ACTS,
        with_attacker=codes.states(plain.get("with_attacker"), "event", "with_attacker"),
        with_victim=codes.states(plain.get("with_victim"), "event", "with_victim"),
        provoked=plain.get("provoked", False),
        facts=frozenset(plain.get("facts", ())),
    )
    if not event.attacker:
        raise file.wrong([*at, "event", "attacker"], "nobody attacks", "Name at least one attacker.")
    if plain.get("initiator") is None:
        return event
    return replace(event, initiator=codes.states(plain["initiator"], "event", "initiator"))


def _expected(row: Mapping[str, Any], law: Library, codes: _Codes, k: int) -> Expected:
    must_know(codes.file, [*codes.at, "expected", k, "under"], row["under"], law.treaties, "treaty")
    return Expected(
        codes.states(row["state"], "expected", k, "state"),
        row["type"],
        codes.state(row["toward"], "expected", k, "toward"),
        row["strength"],
        row["under"],
        row.get("status", "clear"),
        codes.states(row.get("except"), "expected", k, "except"),
    )


def _absent(row: Mapping[str, Any], law: Library, codes: _Codes, k: int) -> ExpectedNot:
    if row["under"] is not None:
        must_know(codes.file, [*codes.at, "expected_not", k, "under"], row["under"], law.treaties, "treaty")
    return ExpectedNot(
        codes.states(row["state"], "expected_not", k, "state"),
        row["under"],
        row["reason"],
        row.get("type"),
        codes.states(row.get("except"), "expected_not", k, "except"),
    )
