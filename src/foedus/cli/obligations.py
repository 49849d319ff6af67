"""``foedus obligations``: who is called to what when one state attacks another."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.errors import BadDate, BadInput, CheckFailed, UnknownToken
from foedus.treaties.event import ACTS, TARGET, Event
from foedus.treaties.library import Library, library

if TYPE_CHECKING:
    from foedus.treaties.cascade import Cascade

PROVOKED: dict[str, bool | str] = {"false": False, "true": True, "disputed": "disputed"}


def command(  # noqa: PLR0913
    attacker: Annotated[str, typer.Argument(help="who acts: a code, or several with commas (CHN or SUN,POL)")] = "",
    victim: Annotated[str, typer.Argument(help="who is attacked: a code")] = "",
    at: Annotated[str, typer.Option("--at", help="place of the gazetteer; default: the victim's home place")] = "",
    on: Annotated[str, typer.Option("--on", help="day, YYYY-MM-DD; default: today")] = "",
    target: Annotated[list[str] | None, typer.Option("--target", help="what is hit; default: territory")] = None,
    act: Annotated[list[str] | None, typer.Option("--act", help="what is done; default: armed_attack")] = None,
    fact: Annotated[list[str] | None, typer.Option("--fact", help="a finding or circumstance, e.g. request")] = None,
    initiator: Annotated[str, typer.Option("--initiator", help="who began the war; default: the attacker")] = "",
    provoked: Annotated[str, typer.Option("--provoked", help="false, true or disputed")] = "false",
    beside: Annotated[str, typer.Option("--with", help="states fighting beside the attacker")] = "",
    beside_victim: Annotated[str, typer.Option("--with-victim", help="states fighting beside the victim")] = "",
    architecture: Annotated[str, typer.Option("--architecture", help="an architecture to lay over the law")] = "",
    why: Annotated[str, typer.Option("--why", help="all reasons for one state")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="the chain behind each row")] = False,
    cascade: Annotated[bool, typer.Option("--cascade", help="what would follow if those called joined")] = False,
    join: Annotated[str, typer.Option("--join", help="with --cascade: clear, all, none, or USA,GBR=KOR")] = "clear",
    struck_at: Annotated[list[str] | None, typer.Option("--struck-at", help="with --cascade: USA=hawaii")] = None,
    cases: Annotated[str, typer.Option("--cases", help="a file of law cases instead of one event")] = "",
    check: Annotated[bool, typer.Option("--check", help="with --cases: compare with what they expect")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON value on stdout.")] = False,
) -> None:
    """Who is called to what, under which article, how firmly; who is not and why.

    Example: foedus obligations CHN PHL --at second_thomas_shoal --on 2026-03-01 --target vessel
    """
    law = library()
    if cases:
        _cases(law, cases, check, as_json)
        return
    day = _day(on)
    law = _under(law, architecture, day)
    sides = [_states(law, one) for one in (attacker, victim, beside, beside_victim, initiator)]
    event = _event(law, day, at, sides, (target, act, fact, provoked))
    course = _course(law, event, join, struck_at or []) if cascade else None
    _print(law, event, course, (law.law_code(why.strip().upper()) if why else None, explain, join, as_json))


def _event(
    law: Library,
    day: date,
    at: str,
    sides: list[tuple[str, ...]],
    words: tuple[list[str] | None, list[str] | None, list[str] | None, str],
) -> Event:
    """The event from what was typed: sides are attackers, victim, those beside each, initiators."""
    attackers, victims, beside, beside_victim, initiators = sides
    target, act, fact, provoked = words
    if not attackers or len(victims) != 1:
        raise BadInput("Two states are needed: who attacks and who is attacked. Example: foedus obligations CHN PHL")
    event = Event(
        attacker=attackers,
        victim=victims[0],
        place=_place(law, at, victims[0]),
        date=day,
        target=tuple(target or TARGET),
        acts=tuple(act or ACTS),
        with_attacker=beside,
        with_victim=beside_victim,
        initiator=initiators or None,
        provoked=_provoked(provoked),
        facts=frozenset(fact or ()),
    )
    _existing(law, event)
    return event


def _print(law: Library, event: Event, course: Cascade | None, how: tuple[str | None, bool, str, bool]) -> None:
    """The answer, and the cascade if there is one, as words or JSON."""
    why, explain, join, as_json = how
    told, lines = _answer(law, event, why, explain)
    if course is not None:
        from foedus.treaties.told_cascade import cascade_lines, plain_cascade

        told["cascade"] = plain_cascade(law, course)
        lines += cascade_lines(law, course, join)
    if as_json:
        json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(lines))


def _day(text: str) -> date:
    if not text:
        return date.today()
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate(text, "--on") from None


def _states(law: Library, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(law.law_code(one.strip().upper()) for one in text.split(",") if one.strip()))


def _place(law: Library, at: str, victim: str) -> str:
    from foedus.errors import UnknownState
    from foedus.treaties.places import home_place

    if at:
        return law.place(at).id
    try:
        return home_place(victim.strip().upper(), law)
    except UnknownState:
        raise BadInput(
            f"The gazetteer has no home place for '{victim}'. Say where with --at, for example --at kuwait."
        ) from None


def _provoked(text: str) -> bool | str:
    if text not in PROVOKED:
        raise UnknownToken(text, PROVOKED, "--provoked")
    return PROVOKED[text]


def _existing(law: Library, event: Event) -> None:
    """A state that does not exist on the day is a mistake in the question."""
    for code in (*event.attacker, event.victim, *event.with_attacker, *event.with_victim, *event.initiators):
        state = law.states[code]
        if not state.exists_on(event.date):
            spans = "; ".join(f"{start or 'before 1815'} to {end or 'today'}" for start, end in state.span)
            raise BadInput(
                f"'{code}' ({state.name}) does not exist on {event.date}; here it exists {spans}. "
                "Choose another day, or the code of the state of that time."
            )
    both = {*event.attacker, *event.with_attacker} & {event.victim, *event.with_victim}
    if both:
        raise BadInput(f"'{min(both)}' cannot stand on both sides at once. Name it once.")


def _under(law: Library, architecture: str, day: date) -> Library:
    if not architecture:
        return law
    from foedus.architectures.law import edited_library
    from foedus.architectures.load import find

    return edited_library(law, find(architecture), day)


def _answer(law: Library, event: Event, why: str | None, explain: bool) -> tuple[dict[str, Any], list[str]]:
    """The answer as plain data and as lines."""
    from foedus.treaties.obligations import evaluate
    from foedus.treaties.plain_answer import plain
    from foedus.treaties.told import Teller

    answer = evaluate(law, event, traced=True)
    return plain(law, answer, why, explain), Teller(law, answer).lines(explain, why)


def _course(law: Library, event: Event, join: str, struck_at: list[str]) -> Cascade:
    from foedus.treaties.cascade import cascade, policy_from

    places: dict[str, str] = {}
    for text in struck_at:
        state, separator, place = text.partition("=")
        if not separator:
            raise BadInput(f"--struck-at '{text}' names no place. Write it as STATE=place, for example USA=hawaii.")
        places[law.law_code(state.strip().upper())] = law.place(place.strip()).id
    return cascade(law, event, policy_from(law, join), places)


def _cases(law: Library, path: str, check: bool, as_json: bool) -> None:
    from foedus.treaties.cases.answers import answer_case, differences, plain_answer
    from foedus.treaties.cases.reading import read_cases

    file = read_cases(path, law)
    answers = [answer_case(case, file.libraries[case.id]) for case in file.cases]
    wrong = {one.case.id: differences(one, file.libraries[one.case.id]) for one in answers} if check else {}
    failed = {name: lines for name, lines in wrong.items() if lines}
    if as_json:
        told: dict[str, Any] = {"cases": [plain_answer(one) for one in answers]}
        if check:
            told["differences"] = failed
        json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for one in answers:
            mark = "" if not check else ("differs  " if one.case.id in failed else "as expected  ")
            called = len([row for row in one.rows if row.type in ("defence", "offence")])
            print(f"{one.case.id:<8} {mark}{one.case.title} ({one.case.date}): {called} rows of help")
            for line in failed.get(one.case.id, ()):
                print(f"         {line}")
    if failed:
        raise CheckFailed(f"{len(failed)} of {len(answers)} cases differ from what they expect: {', '.join(failed)}.")
    if check and not as_json:
        print(f"All {len(answers)} cases are answered as they expect.")
