"""Read claims from YAML: one file per pair. Every mistake is named by file, line, column and the nearest valid name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from foedus.architectures.load import names as architecture_names
from foedus.claims.claim import Claim, opposite, turned
from foedus.errors import BadFile, UnknownClaim, nearest
from foedus.outcomes.definitions import outcome, outcomes
from foedus.outcomes.groups import GROUPS, REGION, SYSTEM
from foedus.outcomes.time import TIMED
from foedus.simulate.result import STATUS_QUO
from foedus.sources import bibliography
from foedus.treaties.yaml_file import YamlFile, parse_yaml, read_yaml
from foedus.world.load import names as world_names

LIBRARY = Path(__file__).with_name("library")
GROUP_NAMES = (*GROUPS, *REGION, SYSTEM)

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Sources = Annotated[list[Text], Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _What(_Strict):
    """What may differ between a claim and a mirror with roles turned."""

    group: Text | None = None
    than: Text | None = None
    architecture: Text | None = None
    against: Text | None = None
    direction: Literal["more", "less"] | None = None


class MirrorRow(_What):
    name: Name
    text: Text
    source: Sources


class ClaimRow(_Strict):
    name: Name
    text: Text
    source: Sources
    group: Text
    outcome: Text
    direction: Literal["more", "less"]
    architecture: Text
    against: Text = STATUS_QUO
    horizon: Annotated[int, Field(ge=1, le=200)] = 20
    size: Annotated[float, Field(strict=False, allow_inf_nan=False)] = 0.0
    quantifier: Literal["all", "most", "some"] | None = None
    than: Text | None = None
    discount: Annotated[float, Field(ge=0, le=1, strict=False)] = 0.0
    measure: Literal["difference", "gap", "dilemma", "crossing"] = "difference"
    world: Text | None = None
    mirror: MirrorRow


@cache
def claims() -> Mapping[str, Claim]:
    """All claims of the library by name, each followed by its mirror, in the order of the files."""
    found: dict[str, Claim] = {}
    for path in sorted(LIBRARY.glob("*.yaml")):
        for one in read_claims(path, path.name):
            if one.name in found:
                raise read_yaml(path, path.name).wrong(["name"], f"'{one.name}' stands twice", "Give it another name.")
            found[one.name] = one
    return found


def names() -> tuple[str, ...]:
    """Names of the claims of the library, in its order."""
    return tuple(claims())


def claim(name: str) -> Claim:
    """A claim of the library by its name, or the first of a YAML file if `name` ends in .yaml or .yml.

    Raises
    ------
    UnknownClaim, BadFile
    """
    return pair(name)[0]


def pair(name: str) -> tuple[Claim, Claim]:
    """A claim and its mirror."""
    if str(name).endswith((".yaml", ".yml")):
        return read_claims(Path(name))
    known = claims()
    if name not in known:
        raise UnknownClaim(name, known, "the library", "List them with: foedus claims list")
    return known[name], known[known[name].mirror]


def read_claims(path: Path, called: str = "") -> tuple[Claim, Claim]:
    """The claim of a file and its mirror; `BadFile` at the first mistake."""
    return _pair(read_yaml(path, called))


def parse_claims(text: str, file: str) -> tuple[Claim, Claim]:
    """As `read_claims`, from the text of a file called `file`."""
    return _pair(parse_yaml(text, file))


def _pair(file: YamlFile) -> tuple[Claim, Claim]:
    if not isinstance(file.data, Mapping):
        raise file.wrong([], "a claim is needed here", "Write it as keys and values, beginning with 'name:'.")
    try:
        row = ClaimRow.model_validate(file.data)
    except ValidationError as mistakes:
        raise _named(mistakes, file) from None
    _check(file, row)
    first = Claim(
        name=row.name, mirror=row.mirror.name, text=_line(row.text), source=tuple(row.source), group=row.group,
        outcome=row.outcome, direction=row.direction, architecture=row.architecture, against=row.against,
        horizon=row.horizon, size=float(row.size), quantifier=row.quantifier or "", than=row.than or "",
        discount=float(row.discount), measure=row.measure, world=row.world or "",
    )  # fmt: skip
    return _with_mirror(file, first, row.mirror)


def _with_mirror(file: YamlFile, first: Claim, row: MirrorRow) -> tuple[Claim, Claim]:
    """The claim and its mirror: direction turned, or, where the mirror names roles, the same words of other roles."""
    changed = {key: value for key in _What.model_fields if (value := getattr(row, key)) is not None}
    text, source = _line(row.text), tuple(row.source)
    if not changed:
        return first, turned(first, row.name, text, source)
    if set(changed) == {"direction"}:
        found = f"a mirror's direction is always '{opposite(first.direction)}'"
        raise file.wrong(["mirror", "direction"], found, "Leave the key out, or name other roles too.", on_key=True)
    other = replace(first, name=row.name, mirror=first.name, text=text, source=source, turned="roles", **changed)
    return replace(first, turned="roles"), other


def _check(file: YamlFile, row: ClaimRow) -> None:
    """Names that are in no list, and keys that do not fit together."""
    what = _known(file, ["outcome"], row.outcome, outcomes(), "outcome")
    if row.mirror.name == row.name:
        raise file.wrong(["mirror", "name"], "the mirror has the name of the claim", "Give it a name of its own.")
    for at, one in (([], row), (["mirror"], row.mirror)):
        for key in ("architecture", "against"):
            if (value := getattr(one, key)) is not None and not value.endswith((".yaml", ".yml")):
                _known(file, [*at, key], value, architecture_names(), "architecture")
        for key in ("group", "than"):
            if (value := getattr(one, key)) is not None:
                _group(file, [*at, key], value)
        for number, key in enumerate(one.source):
            _known(file, [*at, "source", number], key, bibliography(), "source")
    if row.world is not None and "/" not in row.world:
        _known(file, ["world"], row.world, world_names(), "world")
    _fits(file, row, outcome(what).scope, outcome(what).level)


def _fits(file: YamlFile, row: ClaimRow, scope: str, level: str) -> None:
    """Keys that need one another, or exclude one another."""
    if row.architecture == row.against:
        raise file.wrong(["against"], f"'{row.against}' against itself", "Name two orders.")
    if (row.measure == "gap") != (row.than is not None):
        found = "a gap without the group it is taken to" if row.than is None else "'than' without 'measure: gap'"
        key = ["than"] if row.than is not None else ["measure"]
        raise file.wrong(key, found, "A gap is the change of 'group' minus that of 'than'; give both keys.")
    if (scope == "system") != (row.group == SYSTEM) and level != "law":
        fix = f"Write 'group: {SYSTEM}'." if scope == "system" else f"'{row.outcome}' belongs to states: name a group."
        raise file.wrong(["group"], f"group '{row.group}' and outcome '{row.outcome}' do not go together", fix)
    if level == "law" and row.measure != "difference":
        raise file.wrong(["measure"], f"'{row.outcome}' is read from the law", "Write 'measure: difference'.")
    if row.measure == "crossing" and (row.outcome not in TIMED or row.size):
        found = f"a crossing of '{row.outcome}'" if row.outcome not in TIMED else "a crossing with a size"
        raise file.wrong(["measure"], found, f"Crossings are of {', '.join(TIMED)}, without 'size'.")
    if row.measure == "dilemma" and row.outcome != "targeted":
        raise file.wrong(["outcome"], f"a dilemma of '{row.outcome}'", "The dilemma is of the outcome 'targeted'.")
    if row.discount and row.outcome not in TIMED:
        raise file.wrong(["discount"], f"'{row.outcome}' is not kept by year", f"Discounted are {', '.join(TIMED)}.")


def _group(file: YamlFile, at: Sequence[Any], name: str) -> None:
    if len(name) == 3 and name.isalpha() and name.isupper():
        return  # a state; the world knows whether it exists
    _known(file, at, name, GROUP_NAMES, "group")


def _known(file: YamlFile, at: Sequence[Any], name: str, valid: Any, kind: str) -> str:
    if name not in valid:
        near = nearest(name, valid)
        hint = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(sorted(valid)[:12])} ..."
        raise file.wrong(at, f"no {kind} '{name}' is known", hint)
    return name


def _named(mistakes: ValidationError, file: YamlFile) -> BadFile:
    """The first mistake that pydantic found, at its place in the file."""
    every = mistakes.errors()
    one = next((error for error in every if error["type"] == "extra_forbidden"), every[0])
    at = list(one["loc"])
    last = str(at[-1]) if at else ""
    fields = MirrorRow.model_fields if at[:1] == ["mirror"] and len(at) > 1 else ClaimRow.model_fields
    if one["type"] == "extra_forbidden":
        near = nearest(last, fields)
        todo = f"Did you mean '{near[0]}'?" if near else "Valid keys: " + ", ".join(fields) + "."
        return file.wrong(at, f"unknown key '{last}'", todo, on_key=True)
    if one["type"] == "missing":
        return file.wrong(at, f"the key '{last}' is missing", "Add it.")
    return file.wrong(at, f"{one['input']!r} does not fit", one["msg"].rstrip(".") + ".")


def _line(text: str) -> str:
    return " ".join(text.split())
