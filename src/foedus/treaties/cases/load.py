"""The boundary of case files: rows checked key by key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from foedus.treaties.language.load import ClauseRow, Day, Row, Strength, Type, Words
from foedus.treaties.load import ROWS, PlaceRow, TreatyRow
from foedus.treaties.load import validated as checked
from foedus.treaties.yaml_file import YamlFile

Some = str | list[str]
Text = Annotated[str, BeforeValidator(lambda value: value if isinstance(value, (str, dict, list)) else str(value))]


class EventRow(Row):
    attacker: Some
    victim: str
    place: str | None = None
    target: Some = Field(default=["territory"])
    acts: Some = Field(default=["armed_attack"])
    with_attacker: Some = Field(default=[])
    with_victim: Some = Field(default=[])
    initiator: Some | None = None
    provoked: bool | Literal["disputed"] = False
    facts: Words = Field(default=[])
    date: Day | None = None


class ExpectedRow(Row):
    state: Some
    type: Type
    toward: str
    strength: Strength
    under: str
    status: Literal["clear", "disputed"] = "clear"
    except_: Words = Field([], alias="except")
    note: Text = ""


class ExpectedNotRow(Row):
    state: Some
    under: str | None
    reason: Text
    type: Type | None = None
    except_: Words = Field([], alias="except")
    note: Text = ""


class CaseRow(Row):
    id: str
    date: Day
    event: EventRow
    kind: Text = ""
    title: Text = ""
    given: Words = Field(default=[])
    expected: list[ExpectedRow] = Field(default=[])
    expected_not: list[ExpectedNotRow] = Field(default=[])
    actual: Text = ""
    note: Text = ""
    confidence: Text = ""
    source: list[Text] = Field(default=[])


class AddPartyRow(Row):
    op: Literal["add_party"]
    treaty: str
    states: Words
    from_: Day = Field(alias="from")
    to: Day | None = None
    note: Text = ""


class AddClauseRow(Row):
    op: Literal["add_clause"]
    treaty: str
    clause: ClauseRow
    note: Text = ""


class TerminateRow(Row):
    op: Literal["terminate"]
    treaty: str
    date: Day
    note: Text = ""


class NewTreatyRow(Row):
    op: Literal["new_treaty"]
    body: TreatyRow
    note: Text = ""


class RemovePartyRow(Row):
    op: Literal["remove_party"]
    treaty: str
    states: Words
    on: Day
    note: Text = ""


EditRow = Annotated[
    AddPartyRow | AddClauseRow | TerminateRow | NewTreatyRow | RemovePartyRow, Field(discriminator="op")
]


class ArchitectureRow(Row):
    edits: list[EditRow]
    note: Text = ""


class CaseFileRow(Row):
    cases: list[CaseRow]
    architectures: dict[str, ArchitectureRow] = Field(default={})
    places: dict[str, PlaceRow] = Field(default={})
    treaties: list[TreatyRow] = Field(default=[])


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
