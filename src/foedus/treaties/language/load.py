"""The boundary: rows of the treaty language, from a date to a rule with its exceptions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _only_date(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10:
        return date.fromisoformat(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError(f"'{value}' is no date; write it as YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_only_date)]
Words = list[str]
Type = Literal[
    "defence", "offence", "neutrality", "nonaggression", "consultation", "sanctions", "enforcement", "right",
    "restriction", "domestic_policy",
]  # fmt: skip
Strength = Literal[
    "full_force", "all_means", "as_own_territory", "aid_assist", "guarantee", "guarantee_several", "guarantee_joint",
    "constitutional", "deemed_necessary", "limited_aid", "facilities", "mobilise", "economic_sanctions",
    "unsc_measures", "binding_measures_except_force", "assurance", "seek_unsc_action", "right_to_act",
    "prior_agreement", "consult", "political_consult", "domestic_consultation", "cooperate", "benevolent_neutrality",
    "strict_neutrality", "no_aid_to_aggressor", "abstain", "demilitarised",
]  # fmt: skip
Binding = Literal["legal", "political", "none", "domestic_law"]
Tier = Literal["none", "dialogue", "information", "exercises", "access", "basing", "integrated"]  # world.cooperation


class Row(BaseModel):
    """What every row shares: an unknown key is an error and no value is turned into another kind."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class WhereRow(Row):
    target: Words = []
    tags: Words = []
    any_tags: Words = []
    not_tags: Words = []
    sov: Literal["victim"] | Words | None = None
    adm: Literal["victim"] | Words | None = None
    sov_in_parties: bool = False
    until: Day | None = None


class ReadingRow(Row):
    who: str
    says: str
    source: str = ""


class ExclusionRow(Row):
    initiator: str
    opponent: str


class TermsRow(Row):
    """The tests of a clause, and the marks that go with them."""

    involvement: Literal["attacked", "at_war", "initiates"] = "attacked"
    trigger: str | None = None
    by: str | Words = "any"
    by_not: Words = []
    by_state: bool = False
    supported_by: Words = []
    not_supported_by: Words = []
    min_enemies: int | None = None
    max_enemies: int | None = None
    initiator: Words = []
    unprovoked: Literal["any", "direct", "aggressor_only", "implied"] | None = None
    victim: Literal["any"] | Words | None = None
    victim_party: bool = False
    dyad: Annotated[Words, Field(min_length=2, max_length=2)] | None = None
    dyads: list[Annotated[Words, Field(min_length=2, max_length=2)]] = []
    where: list[WhereRow] = []
    needs: Words = []
    blocked_by: Words = []
    request: bool = False
    disputed_if: Words = []
    excluded_if: list[ExclusionRow] = []
    intra: Literal["covered", "excluded", "disputed"] | None = None
    from_: Day | None = Field(None, alias="from")
    until: Day | None = None
    military: str | None = None
    limits: str | None = None
    binding: Binding | None = None
    readings: list[ReadingRow] = []
    note: str = ""


class ClauseRow(TermsRow):
    id: str
    art: str
    type: Type
    acts: Annotated[Words, Field(min_length=1)]
    duty: Literal["others", "parties", "attacker", "initiator"] | Words
    strength: Strength
    status: Literal["disputed", "disputed_form"] | None = None
    duty_not: Words = []
    duty_in: Words = []
    duty_any: bool = False
    hub: str | None = None
    bilateral_hub: str | None = None
    ends_for: dict[str, Day] = {}
    carve_out: Words = []
    date_slack: str | None = None


class ConditionRow(TermsRow):
    """What an exception sets in place of the tests of its rule; `status: clear` takes a doubt away."""

    acts: Words = []
    status: Literal["clear", "disputed", "disputed_form"] | None = None


class ThenRow(Row):
    """What is owed where the exception holds."""

    type: Type
    strength: Strength
    status: Literal["clear", "disputed", "disputed_form"] | None = None
    binding: Binding | None = None
    note: str = ""


class ExceptionRow(Row):
    label: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
    art: str
    for_: Annotated[Words, Field(min_length=1)] | None = Field(None, alias="for")
    unless: ConditionRow | None = None
    when: ConditionRow | None = None
    then: ThenRow | None = None


class RuleRow(ClauseRow):
    """A clause of a treaty file: a base rule with its labelled exceptions."""

    exceptions: list[ExceptionRow] = []
