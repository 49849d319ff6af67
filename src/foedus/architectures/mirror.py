"""The same design with the roles reversed: each edit with every state, treaty and area put by its counterpart.

`mirrored(mirrored(a, roles), roles)` has exactly the edits of `a`. A treaty of the one camp that the other has no text
for is a pact of the role file: the turned design makes it first, and turning back takes it out again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus.architectures.architecture import Architecture, Design, Step, adds_treaties
from foedus.architectures.edit import (
    AddClause,
    AddParty,
    Edit,
    NewTreaty,
    RemoveParty,
    SetArms,
    SetCooperation,
    SetInstitution,
    SetPosture,
    SuspendForFoundAggressor,
    Terminate,
)
from foedus.architectures.roles.record import Roles
from foedus.errors import NoCounterpart

TAGS = ("tags", "any_tags", "not_tags")
CLASSES = ("by", "by_not", "supported_by", "not_supported_by")
STATES = ("s", "duty", "duty_not", "duty_in", "for", "victim", "sov", "adm", "hub", "bilateral_hub", "dyad", "dyads")
STATES += ("carve_out", "pair", "initiator", "opponent", "ends_for")
WORDS = ("victim", "others", "parties", "attacker", "initiator", "any", "*")  # stand where states do, and name none
BEFORE = "Roles reversed: "


@dataclass(frozen=True)
class Turn:
    """One design being turned: its roles, the treaties it makes itself, and where a mistake stands."""

    roles: Roles
    own: frozenset[str]
    where: str

    def state(self, name: str) -> str:
        """The counterpart of a state, or of @TREATY."""
        if name.startswith("@"):
            return "@" + self.treaty(name[1:])
        return self._found("state", name, self.roles.states, "states")

    def states(self, names: Sequence[str]) -> tuple[str, ...]:
        """Counterparts in the same order."""
        return tuple(self.state(name) for name in names)

    def treaty(self, name: str) -> str:
        """The counterpart of a treaty; one that the design makes keeps its id."""
        if name == "*" or name in self.own:
            return name
        return self._found("treaty", name, self.roles.treaties, "treaties")

    def areas(self, tags: Sequence[str]) -> list[str]:
        """Counterparts of areas: where a whole list of a camp stands in a row, the list of the other camp."""
        pairs = [pair for one, other in self.roles.areas for pair in ((one, other), (other, one))]
        found: list[str] = []
        at = 0
        while at < len(tags):
            for one, other in pairs:
                if tuple(tags[at : at + len(one)]) == one:
                    found += other
                    at += len(one)
                    break
            else:
                raise self._missing("area", tags[at], "areas")
        return found

    def words(self, value: Any, key: str = "") -> Any:
        """A clause, body or part of one, key by key; texts and dates stay."""
        if isinstance(value, Mapping):
            return {
                self._named(name) if key == "ends_for" else name: self.words(one, key if key == "ends_for" else name)
                for name, one in value.items()
            }
        if isinstance(value, (list, tuple)):
            if key in TAGS:
                return self.areas(value)
            return [self.words(one, key) for one in value]
        if isinstance(value, str) and key in (*STATES, *CLASSES):
            return self._named(value, classes=key in CLASSES)
        return value

    def _named(self, name: str, classes: bool = False) -> str:
        if name.startswith("@") or (len(name) == 3 and name.isupper()):
            return self.state(name)
        if classes and name in self.roles.classes:
            return self.roles.classes[name]
        if classes and name not in ("any", "party", "nonparty") and name not in WORDS:
            raise self._missing("class", name, "classes")
        return name

    def _found(self, kind: str, name: str, table: Mapping[str, str], key: str) -> str:
        if name not in table:
            raise self._missing(kind, name, key)
        return table[name]

    def _missing(self, kind: str, name: str, key: str) -> NoCounterpart:
        todo = f"Add a pair with it under '{key}:', or its name under 'same: {key}:' if its role is the same for both."
        return NoCounterpart(kind, name, self.roles.name, self.where, todo)


def mirrored(architecture: Architecture, roles: Roles) -> Architecture:
    """The design with the roles of `roles` reversed. Raises NoCounterpart for what the role file does not know."""
    own = frozenset(adds_treaties(architecture)) - frozenset(roles.pacts)
    kept = (step for step in architecture.steps if not _only_pacts(step, roles))
    steps = tuple(_step(step, roles, own, architecture.name) for step in kept)
    mark = f"-reversed-{roles.name}"
    back = architecture.name.endswith(mark)
    return replace(
        architecture,
        name=architecture.name.removesuffix(mark) if back else architecture.name + mark,
        title=toggled(architecture.title),
        design=_design(architecture.design, Turn(roles, own, f"design of '{architecture.name}'")),
        steps=_with_pacts(steps, architecture, roles, own),
    )


def base(architecture: Architecture, roles: Roles) -> Architecture:
    """What a reversed design starts from: the step with the pacts it has to make, and nothing else."""
    steps = tuple(step for step in architecture.steps if _only_pacts(step, roles))
    name = f"{architecture.name}-start"
    return replace(architecture, name=name, title="Only the pacts the reversed design has to make", steps=steps)


def pacts_made(architecture: Architecture, roles: Roles) -> tuple[str, ...]:
    """Pacts of the role file that a design makes."""
    return tuple(name for name in adds_treaties(architecture) if name in roles.pacts)


def toggled(text: str) -> str:
    """A text with the mark of a reversed design, or without it if it has it."""
    return text.removeprefix(BEFORE) if text.startswith(BEFORE) else BEFORE + text


def _step(step: Step, roles: Roles, own: frozenset[str], name: str) -> Step:
    turns = [Turn(roles, own, f"'{name}', edit {at} ({type(edit).__name__})") for at, edit in enumerate(step.edits, 1)]
    return replace(step, edits=tuple(_edit(edit, turn) for edit, turn in zip(step.edits, turns, strict=True)))


def _edit(edit: Edit, turn: Turn) -> Edit:
    match edit:
        case AddParty() | RemoveParty():
            return replace(edit, treaty=turn.treaty(edit.treaty), states=turn.states(edit.states))
        case AddClause():
            return replace(edit, treaty=turn.treaty(edit.treaty), clause=turn.words(edit.clause))
        case Terminate():
            return replace(edit, treaty=turn.treaty(edit.treaty))
        case NewTreaty():
            body = turn.words(edit.body)
            return replace(edit, body={**body, "name": toggled(body["name"])})
        case SetInstitution():
            name = turn.roles.institutions.get(edit.name, edit.name)
            return replace(edit, name=name, members=turn.states(edit.members))
        case SetCooperation():
            return replace(edit, pairs=tuple((turn.states(a), turn.states(b)) for a, b in edit.pairs))
        case SetPosture() | SetArms():
            return replace(edit, states=turn.states(edit.states))
        case SuspendForFoundAggressor():
            return replace(edit, treaties=tuple(turn.treaty(name) for name in edit.treaties))


def _design(design: Design, turn: Turn) -> Design:
    return replace(
        design,
        insiders=turn.states(design.insiders),
        rivals=turn.states(design.rivals),
        core=turn.treaty(design.core) if design.core else "",
    )


def _with_pacts(steps: tuple[Step, ...], before: Architecture, roles: Roles, own: frozenset[str]) -> tuple[Step, ...]:
    """The steps behind one that makes, in the year before, every pact that the turned design names."""
    named = [name for name in roles.pacts if roles.treaties[name] in _treaties(before) - own]
    edited = [step for step in steps if step.edits]
    if not named or not edited:
        return steps
    year = edited[0].enter and edited[0].enter - 1
    return (Step(year, year, None, tuple(pact_edit(roles, name) for name in named)), *steps)


def pact_edit(roles: Roles, name: str) -> NewTreaty:
    """The edit that makes a pact of the role file."""
    return NewTreaty(roles.pacts[name])


def _treaties(architecture: Architecture) -> set[str]:
    """Treaties that the edits and insiders of a design name."""
    found = {name[1:] for name in architecture.design.insiders if name.startswith("@")}
    for step in architecture.steps:
        for edit in step.edits:
            found |= {getattr(edit, "treaty", "")} | set(getattr(edit, "treaties", ()))
            found |= {name[1:] for name in named_in(edit) if name.startswith("@")}
    return found - {"", "*"}


def named_in(edit: Edit) -> tuple[str, ...]:
    """States and @TREATIES that an edit names where it says whom it is about."""
    if isinstance(edit, SetCooperation):
        return tuple(name for pair in edit.pairs for side in pair for name in side)
    if isinstance(edit, NewTreaty):
        return tuple(name for row in edit.body["parties"] for name in row["s"])
    return (*getattr(edit, "states", ()), *getattr(edit, "members", ()))


def _only_pacts(step: Step, roles: Roles) -> bool:
    """Whether a step does nothing but make pacts of the role file."""
    return bool(step.edits) and all(isinstance(one, NewTreaty) and one.body["id"] in roles.pacts for one in step.edits)
