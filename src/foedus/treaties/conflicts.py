"""Duties that cannot both be kept: both rows, the priority rule that applies, or "undecided". Never resolved here.

The rules are tried in this order: a binding decision of the Security Council (Charter 103); a text that says it does
not affect the other; an aggressor clause, or a pledge not to aid an aggressor; later special text over earlier general
text. The first that speaks for one side is named; it is a hint for a lawyer, and both rows stay in the answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.obligations import Bound, Row, law_on
from foedus.treaties.treaty import HELP_TYPES, Clause, Treaty

UNDECIDED, AGGRESSOR = "undecided", "aggressor"
SUPPORT = HELP_TYPES | {"sanctions", "enforcement"}  # acts for one side, and so against the other
OUT = frozenset({"neutrality"})
STANDS = "stands beside"  # a promise in force between the two, whether or not anything calls on it
COUNCIL = "unsc_measures"  # the strength of measures that the Security Council has decided
PLEDGE = "no_aid_to_aggressor"
WEIGHT = ("defence", "offence", "neutrality", "nonaggression", "consultation")  # of promises to a partner
BOTH, APART, AGAINST = "help to both sides", "help to one side, staying out toward the other", "help against a partner"


@dataclass(frozen=True)
class Promise:
    """What one side of a conflict rests on: a row, or a standing clause between two parties."""

    type: str
    toward: str
    strength: str
    treaty: str
    clause: str
    article: str
    status: str


@dataclass(frozen=True)
class Conflict:
    """Two promises of one state. `prior` is the treaty with priority by `rule`, None where that is undecided.

    `engaged` False: the second is a pact with a partner who is taken to have begun it, so nothing calls on it.
    """

    state: str
    kind: str
    first: Promise
    second: Promise
    rule: str
    prior: str | None
    why: str
    engaged: bool = True


@dataclass(frozen=True)
class OneDuty:
    """The same duty under two or more instruments: all rows stay on record; it counts once."""

    state: str
    type: str
    toward: str
    treaties: tuple[str, ...]


@dataclass(frozen=True)
class Sides:
    """Who stands on which side: state -> 0 (the attackers') or 1 (the victims'), and who began."""

    of: Mapping[str, int]
    initiators: tuple[str, ...]
    day: date
    found: frozenset[str]


def sides_of(event: Event) -> Sides:
    """The two sides of one event."""
    attacking = dict.fromkeys((*event.attacker, *event.with_attacker), 0)
    return Sides(
        {**dict.fromkeys((event.victim, *event.with_victim), 1), **attacking}, event.initiators, event.date, event.found
    )


def sides_joined(event: Event, joined: Iterable[tuple[str, str]]) -> Sides:
    """The two sides once some states have joined: pairs of a joiner and the state beside which it stands."""
    first = sides_of(event)
    of = dict(first.of)
    for state, beside in joined:
        of.setdefault(state, of[beside])
    return replace(first, of=of)


def conflicts(library: Library, rows: Iterable[Row], sides: Sides) -> tuple[Conflict, ...]:
    """Every pair of opposed promises, each instrument pair of a state once; states in the order of the rows."""
    by_state: dict[str, list[Row]] = {}
    for row in rows:
        if row.toward in sides.of and row.type in SUPPORT | OUT:
            by_state.setdefault(row.state, []).append(row)
    found: dict[tuple[str, frozenset[tuple[str, str]]], Conflict] = {}
    for state, mine in by_state.items():
        for one in (*_opposed(library, state, mine, sides), *_partners(library, state, mine, sides)):
            helped = "" if one.kind == AGAINST else one.first.toward  # against a partner: whoever is helped
            pair = frozenset({(one.first.treaty, helped), (one.second.treaty, one.second.toward)})
            found.setdefault((state, pair), one)
    return tuple(found.values())


def one_duty(rows: Iterable[Row]) -> tuple[OneDuty, ...]:
    """Duties that a state owes under several instruments."""
    texts: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        known = texts.setdefault((row.state, row.type, row.toward), [])
        if row.treaty not in known:
            known.append(row.treaty)
    return tuple(OneDuty(*key, tuple(found)) for key, found in texts.items() if len(found) > 1 and key[1] in SUPPORT)


def _opposed(library: Library, state: str, rows: list[Row], sides: Sides) -> Iterator[Conflict]:
    """Rows toward the two sides of which at least one asks to act."""
    for number, one in enumerate(rows):
        for other in rows[number + 1 :]:
            if sides.of[one.toward] == sides.of[other.toward]:
                continue
            acting = {one.type, other.type} & SUPPORT
            if acting:
                first, second = (one, other) if one.type in SUPPORT else (other, one)
                kind = BOTH if second.type in SUPPORT else APART
                yield _judged(library, state, kind, (_of_row(first), _of_row(second)), sides)


def _partners(library: Library, state: str, rows: list[Row], sides: Sides) -> Iterator[Conflict]:
    """Help against a state with which the helper has a pact of its own, one that does not bind the state helped."""
    called = {(row.treaty, row.toward) for row in rows}
    for row in rows:
        if row.type not in SUPPORT:
            continue
        against = [one for one, side in sides.of.items() if side != sides.of[row.toward]]
        for treaty, clause, other in _pacts(library, state, against, sides):
            if (
                treaty.id != row.treaty
                and (treaty.id, other) not in called
                and row.toward not in treaty.parties_on(sides.day)
            ):
                promise = Promise(clause.type, other, clause.strength, treaty.id, clause.id, clause.art, STANDS)
                yield _judged(library, state, AGAINST, (_of_row(row), promise), sides)


def _pacts(library: Library, state: str, others: Collection[str], sides: Sides) -> Iterator[tuple[Treaty, Clause, str]]:
    """The weightiest promise of each pact between `state` and one of `others`.

    Texts that bind everybody, or nobody in law, make no partner. A bare promise not to attack does not stand in the
    way of help against one who began the war, for resisting it is no breach; a pact that also asks for talk or help is
    told.
    """
    for bound in law_on(library, sides.day):
        if bound.treaty.universal or state not in bound.parties:
            continue
        for other in others:
            if other not in bound.parties:
                continue
            named = [one for one in bound.clauses if _binds(bound, one) and _between(one, state, other)]
            bare = all(one.type == "nonaggression" for one in named) and other in sides.initiators
            if named and not bare:
                yield bound.treaty, min(named, key=lambda one: WEIGHT.index(one.type)), other


def _binds(bound: Bound, clause: Clause) -> bool:
    return (clause.binding or bound.treaty.binding) == "legal"


def _between(clause: Clause, state: str, other: str) -> bool:
    """Could `state` owe this clause to `other`?"""
    if clause.type not in WEIGHT or clause.victim == "any":
        return False
    bears = not isinstance(clause.duty, tuple) or state in clause.duty
    protects = not isinstance(clause.victim, tuple) or other in clause.victim
    hub = clause.hub or clause.bilateral_hub
    return bears and protects and state not in clause.duty_not and (not hub or hub in (state, other))


def _of_row(row: Row) -> Promise:
    return Promise(row.type, row.toward, row.strength, row.treaty, row.clause, row.article, row.status)


def _judged(library: Library, state: str, kind: str, two: tuple[Promise, Promise], sides: Sides) -> Conflict:
    first, second = two
    engaged = _engaged(library, second, sides)
    for rule, test in RULES:
        for one, other in ((first, second), (second, first)):
            why = test(library, one, other, sides)
            if why:
                return Conflict(state, kind, first, second, rule, one.treaty, why, engaged)
    return Conflict(state, kind, first, second, UNDECIDED, None, "no rule speaks for one of the two", engaged)


def _by_charter(library: Library, one: Promise, other: Promise, sides: Sides) -> str:
    if one.strength == COUNCIL and other.strength != COUNCIL:
        return "measures that the Security Council has decided prevail over other treaties"
    return ""


def _by_own_words(library: Library, one: Promise, other: Promise, sides: Sides) -> str:
    if one.treaty in library.treaty(other.treaty).without_prejudice:
        return f"{other.treaty} says that it does not affect {one.treaty}"
    return ""


def _by_aggressor(library: Library, one: Promise, other: Promise, sides: Sides) -> str:
    """Does `one` turn on who is the aggressor, while `other` would favour one who is taken to have begun it?"""
    if other.toward not in sides.initiators or one.toward in sides.initiators:
        return ""
    clause = library.treaty(one.treaty).clause(one.clause)
    if one.strength == PLEDGE:
        return f"{one.treaty} is a pledge not to aid an aggressor"
    organs = [word for word in clause.needs if library.tokens.facts[word].by == "organ" and word in sides.found]
    if organs:
        return f"{one.treaty} rests on a finding ({', '.join(organs)}) against one who is taken to have begun it"
    if clause.unprovoked in ("any", "direct", "aggressor_only"):
        return f"{one.treaty} has an aggressor clause, and {library.world_code(other.toward)} is taken to have begun it"
    began = library.world_code(other.toward)
    if not _engaged(library, other, sides):
        return f"{other.treaty} is not called on: {began} is not attacked, but taken to have begun it"
    return ""


def _engaged(library: Library, promise: Promise, sides: Sides) -> bool:
    """Could a standing promise be called on now? Not one that waits for an attack on a partner who began it."""
    if promise.status != STANDS or promise.toward not in sides.initiators:
        return True
    return library.treaty(promise.treaty).clause(promise.clause).involvement != "attacked"


def _by_later(library: Library, one: Promise, other: Promise, sides: Sides) -> str:
    """Later in time and narrower in its circle; one alone does not decide."""
    mine, theirs = library.treaty(one.treaty), library.treaty(other.treaty)
    if not mine.signed or not theirs.signed or mine.id == theirs.id:
        return ""
    narrower = len(mine.parties_on(sides.day)) < len(theirs.parties_on(sides.day))
    if mine.signed > theirs.signed and narrower:
        return f"{mine.id} ({mine.signed.year}) is later and narrower than {theirs.id} ({theirs.signed.year})"
    return ""


RULES = (
    ("Charter 103", _by_charter),
    ("does not affect", _by_own_words),
    (AGGRESSOR, _by_aggressor),
    ("later special text", _by_later),
)
