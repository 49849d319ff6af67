"""The boundary of case files: rows checked key by key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from foedus.treaties.load import ROWS, ClauseRow, Day, PlaceRow, Row, Strength, TreatyRow, Type, Words
from foedus.treaties.load import validated as checked
from foedus.treaties.yaml_file import YamlFile

Some = str | list[str]


class EventRow(Row):
    attacker: Some
    victim: str
    place: str | None = None
    target: Some = Field(default=["territory"])
    acts: Some = Field(default=["armed_attack"])
    with_attacker: Some = []
    with_victim: Some = []
    initiator: Some | None = None
    provoked: bool | Literal["disputed"] = False
    facts: Words = []
    date: Day | None = None


class ExpectedRow(Row):
    state: Some
    type: Type
    toward: str
    strength: Strength
    under: str
    status: Literal["clear", "disputed"] = "clear"
    except_: Words = Field([], alias="except")
    note: str = ""


class ExpectedNotRow(Row):
    state: Some
    under: str | None
    reason: str
    type: Type | None = None
    except_: Words = Field([], alias="except")
    note: str = ""


class CaseRow(Row):
    id: str
    date: Day
    event: EventRow
    kind: str = ""
    title: str = ""
    given: Words = []
    expected: list[ExpectedRow] = []
    expected_not: list[ExpectedNotRow] = []
    actual: str = ""
    note: str = ""
    confidence: str = ""
    source: list[str] = []


class AddPartyRow(Row):
    op: Literal["add_party"]
    treaty: str
    states: Words
    from_: Day = Field(alias="from")
    to: Day | None = None
    note: str = ""


class AddClauseRow(Row):
    op: Literal["add_clause"]
    treaty: str
    clause: ClauseRow
    note: str = ""


class TerminateRow(Row):
    op: Literal["terminate"]
    treaty: str
    date: Day
    note: str = ""


class NewTreatyRow(Row):
    op: Literal["new_treaty"]
    body: TreatyRow
    note: str = ""


class RemovePartyRow(Row):
    op: Literal["remove_party"]
    treaty: str
    states: Words
    on: Day
    note: str = ""


EditRow = Annotated[
    AddPartyRow | AddClauseRow | TerminateRow | NewTreatyRow | RemovePartyRow, Field(discriminator="op")
]


class ArchitectureRow(Row):
    edits: list[EditRow]
    note: str = ""


class CaseFileRow(Row):
    cases: list[CaseRow]
    architectures: dict[str, ArchitectureRow] = {}
    places: dict[str, PlaceRow] = {}
    treaties: list[TreatyRow] = []


CASE_ROWS: dict[str, type[Row]] = {
    **ROWS,
    "cases": CaseRow,
    "event": EventRow,
    "expected": ExpectedRow,
    "expected_not": ExpectedNotRow,
    "body": TreatyRow,
    "treaties": TreatyRow,
    "places": PlaceRow,
    "architectures": ArchitectureRow,
    "add_party": AddPartyRow,
    "add_clause": AddClauseRow,
    "terminate": TerminateRow,
    "new_treaty": NewTreatyRow,
    "remove_party": RemovePartyRow,
}


def case_rows(file: YamlFile) -> dict[str, Any]:
    """The whole file as plain data, checked; the first mistake is raised with its place."""
    return checked(CaseFileRow, file, (), CASE_ROWS)
