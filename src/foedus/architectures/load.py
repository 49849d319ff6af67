"""The boundary: architecture files checked key by key, with every mistake named by line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from foedus.architectures.architecture import BASE_TOKENS, STATUS_QUO, Architecture, Design, Step
from foedus.architectures.check import check_edit
from foedus.architectures.edit import Edit, NewTreaty
from foedus.architectures.plain import edit_from
from foedus.errors import UnknownArchitecture, nearest
from foedus.treaties.checks import must_know
from foedus.treaties.language.load import ClauseRow, Day, Row
from foedus.treaties.library import Library, library
from foedus.treaties.load import ROWS, PartyRow, TreatyRow, validated
from foedus.treaties.yaml_file import YamlFile, read_yaml

HERE = Path(__file__).parent / "library"
YEARS = Field(ge=1816, le=2200)


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("a part of the design record is blank; say it in words, or say why there is none")
    return value.strip()


Said = Annotated[str, AfterValidator(_said)]
States = Annotated[list[str], Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, strict=False)]
Beta = Annotated[list[Positive], Field(min_length=2, max_length=2)]
Share = Annotated[float, Field(ge=0, le=1, strict=False)]


class DesignRow(Row):
    insiders: list[str]
    region: Said
    direction: Literal["inward", "outward", "none"]
    finding: Said
    vote: Literal["accused not voting", "accused may veto", "each state for itself", "none"]
    means: Said
    restraint: Said
    exit: Said
    core: str = ""
    rivals: list[str] = Field(default_factory=list)


class StepRow(Row):
    enter: Annotated[int, YEARS]
    edits: list[dict[str, Any]]
    announce: Annotated[int, YEARS] | None = None
    exit: Annotated[int, YEARS] | None = None


class ArchitectureRow(Row):
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Said
    note: Said
    source: Annotated[list[Said], Field(min_length=1)]
    design: DesignRow
    kind: Literal["base", "variant", "user"] = "user"
    steps: list[StepRow] = Field(default_factory=list)
    edits: list[dict[str, Any]] = Field(default_factory=list)
    tokens: dict[str, Beta] = Field(default_factory=dict)
    sanctions: bool = False


class BodyPartyRow(PartyRow):
    from_: Day | None = Field(None, alias="from")


class BodyRow(TreatyRow):
    kind: str = "treaty"
    signed: Day | None = None
    force: Annotated[list[Day | None], Field(min_length=2, max_length=2)] | None = None
    parties: Annotated[list[BodyPartyRow], Field(min_length=1)]
    articles: str = "hypothetical"
    verified: Literal["text_seen", "summary_seen", "coded_seen", "memory"] = "memory"
    source: list[str] = Field(default_factory=lambda: ["hypothetical"])


class _Op(Row):
    op: str


class AddPartyRow(_Op):
    treaty: str
    states: States
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class AddClauseRow(_Op):
    treaty: str
    clause: ClauseRow


class TerminateRow(_Op):
    treaty: str
    date: Day | None = None


class NewTreatyRow(_Op):
    body: BodyRow


class RemovePartyRow(_Op):
    treaty: str
    states: States
    on: Day | None = None


class SetInstitutionRow(_Op):
    name: str
    members: States
    depth: Share | Literal["dialogue", "forum", "notification", "inspection"]
    from_: Day | None = Field(None, alias="from")


class SetCooperationRow(_Op):
    pairs: Annotated[list[Annotated[list[str | list[str]], Field(min_length=2, max_length=2)]], Field(min_length=1)]
    tier: Literal["none", "dialogue", "information", "exercises", "access", "basing", "integrated"]
    at_least: bool = False
    from_: Day | None = Field(None, alias="from")


class SetPostureRow(_Op):
    states: States
    pi: Share | None = None
    sg: Share | None = None
    from_: Day | None = Field(None, alias="from")


class SetArmsRow(_Op):
    states: States
    factor: Annotated[float, Field(gt=0, le=10, strict=False)]
    from_: Day | None = Field(None, alias="from")


class SuspendRow(_Op):
    treaties: States
    from_: Day | None = Field(None, alias="from")


OPS: dict[str, type[_Op]] = {
    "add_party": AddPartyRow,
    "add_clause": AddClauseRow,
    "terminate": TerminateRow,
    "new_treaty": NewTreatyRow,
    "remove_party": RemovePartyRow,
    "set_institution": SetInstitutionRow,
    "set_cooperation": SetCooperationRow,
    "set_posture": SetPostureRow,
    "set_arms": SetArmsRow,
    "suspend_for_found_aggressor": SuspendRow,
}
IN_EDIT = {**ROWS, "body": BodyRow, "parties": BodyPartyRow}
NESTED = {"design": DesignRow, "steps": StepRow}


def names(kind: str | None = None) -> tuple[str, ...]:
    """Names of the architectures of the library, the status quo first; `kind` base or variant.

    Those that name states of another embedded world alone stand in a folder of its name (`names_for`).
    """
    found = sorted(path.stem for path in HERE.glob("*.yaml"))
    if kind is not None:
        found = [name for name in found if architecture(name).kind == kind]
    return tuple(sorted(found, key=lambda name: (name != STATUS_QUO, name)))


def names_for(world: str) -> tuple[str, ...]:
    """Names of the architectures of the library that are made for one embedded world and no other."""
    return tuple(sorted(path.stem for path in (HERE / world).glob("*.yaml")))


@lru_cache(maxsize=64)
def architecture(name: str) -> Architecture:
    """The architecture of the library with this name, those of other worlds included."""
    path = next((one for one in HERE.rglob("*.yaml") if one.stem == name), HERE / "none")
    if "/" in name or not path.is_file():
        known = [one.stem for one in HERE.rglob("*.yaml")]
        raise UnknownArchitecture(name, known, todo="List them with: foedus architectures list")
    return read_architecture(path, f"{name}.yaml")


def find(name: str) -> Architecture:
    """An architecture by its name in the library, or from a YAML file if `name` ends in .yaml or .yml."""
    return read_architecture(name) if name.endswith((".yaml", ".yml")) else architecture(name)


def read_architecture(path: Path | str, called: str = "", law: Library | None = None) -> Architecture:
    """One architecture from a YAML file. Raises BadFile with line and column at the first mistake."""
    return _architecture(read_yaml(path, called), law or library())


def _architecture(file: YamlFile, law: Library) -> Architecture:
    if not isinstance(file.data, Mapping):
        raise file.wrong([], "an architecture is needed here", "Write it as keys and values, beginning with 'name:'.")
    plain = validated(ArchitectureRow, file, (), NESTED)
    if "steps" in plain and "edits" in plain:
        raise file.wrong(["edits"], "'edits' and 'steps' stand side by side", "Put the edits into a step.", on_key=True)
    created: set[str] = set()
    steps = [_step(file, law, ["steps", k], one, created) for k, one in enumerate(plain.get("steps", ()))]
    if plain.get("edits"):
        steps.append(Step(0, 0, None, _edits(file, law, ["edits"], 0, created)))
    for name in plain.get("tokens", {}):
        if name in BASE_TOKENS:
            todo = "Its chance is a parameter of the model, the same in every architecture; leave it out."
            raise file.wrong(
                ["tokens", name], f"the token '{name}' is not for an architecture to set", todo, on_key=True
            )
        must_know(file, ["tokens", name], name, law.tokens.facts, "fact")
    return Architecture(
        name=plain["name"],
        title=plain["title"],
        note=plain["note"],
        source=tuple(plain["source"]),
        design=_design(file, law, plain["design"], steps),
        steps=tuple(steps),
        tokens={name: (float(a), float(b)) for name, (a, b) in plain.get("tokens", {}).items()},
        sanctions=plain.get("sanctions", False),
        kind=plain.get("kind", "user"),
    )


def _design(file: YamlFile, law: Library, plain: Mapping[str, Any], steps: Sequence[Step]) -> Design:
    made = [str(edit.body["id"]) for step in steps for edit in step.edits if isinstance(edit, NewTreaty)]
    if steps and not plain["insiders"]:
        raise file.wrong(["design", "insiders"], "no insiders are named", "Name the states inside, or @TREATY.")
    check_edit(file, ["design"], law, {"states": plain["insiders"]}, {"states": "insiders"}, 0, made)
    check_edit(file, ["design"], law, {"states": plain.get("rivals", ())}, {"states": "rivals"}, 0, made)
    if plain.get("core"):
        check_edit(file, ["design"], law, {"treaty": plain["core"]}, {"treaty": "core"}, 0, made)
    lists = {key: tuple(plain.get(key, ())) for key in ("insiders", "rivals")}
    return Design(**{"core": "", **plain, **lists})


def _step(file: YamlFile, law: Library, at: Sequence[Any], plain: Mapping[str, Any], created: set[str]) -> Step:
    enter, leave = plain["enter"], plain.get("exit")
    announce = plain.get("announce", enter)
    if announce > enter:
        raise file.wrong([*at, "announce"], f"announced in {announce}, after it enters in {enter}", "Order the years.")
    if leave is not None and leave <= enter:
        raise file.wrong([*at, "exit"], f"the step ends in {leave} and begins in {enter}", "End it later.")
    return Step(announce, enter, leave, _edits(file, law, [*at, "edits"], enter, created))


def _edits(file: YamlFile, law: Library, at: Sequence[Any], enter: int, created: set[str]) -> tuple[Edit, ...]:
    """Edits of one step; `created` gathers the treaties made so far, which later edits may name."""
    value: Any = file.data
    for part in at:
        value = value[part]
    made: list[Edit] = []
    for k, raw in enumerate(value):
        spot = [*at, k]
        if "op" not in raw:
            raise file.wrong(spot, "the key 'op' is missing", "Say what the edit does: " + ", ".join(OPS) + ".")
        if raw["op"] not in OPS:
            near = nearest(str(raw["op"]), OPS)
            todo = f"Did you mean '{near[0]}'?" if near else "Operations: " + ", ".join(OPS) + "."
            raise file.wrong([*spot, "op"], f"no operation '{raw['op']}' is known", todo)
        plain = validated(OPS[raw["op"]], file, spot, IN_EDIT)
        check_edit(file, spot, law, plain, {}, enter, created)
        made.append(edit_from(plain))
        if plain["op"] == "new_treaty":
            created.add(plain["body"]["id"])
    return tuple(made)
