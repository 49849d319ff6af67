"""``foedus obligations``: who is called to what when one state attacks another."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Annotated, Any

import typer

from foedus.cli.question import Typed, day_from, question
from foedus.errors import CheckFailed
from foedus.treaties.library import Library, library


def command(  # noqa: PLR0913
    attacker: Annotated[str, typer.Argument(help="who acts: a code, or several with commas (CHN or SUN,POL)")] = "",
    victim: Annotated[str, typer.Argument(help="who is attacked: a code")] = "",
    at: Annotated[str, typer.Option("--at", help="place of the gazetteer; default: the victim's home place")] = "",
    lat: Annotated[float | None, typer.Option("--lat", help="with --lon: a point instead of a place, degrees")] = None,
    lon: Annotated[float | None, typer.Option("--lon", help="degrees east; west is negative")] = None,
    sov: Annotated[str, typer.Option("--sov", help="with --lat --lon: sovereign as treaty parties read it")] = "",
    adm: Annotated[str, typer.Option("--adm", help="with --lat --lon: who administers the point")] = "",
    on: Annotated[str, typer.Option("--on", help="day, YYYY-MM-DD; default: today")] = "",
    target: Annotated[list[str] | None, typer.Option("--target", help="what is hit; default: territory")] = None,
    act: Annotated[list[str] | None, typer.Option("--act", help="what is done; default: armed_attack")] = None,
    fact: Annotated[list[str] | None, typer.Option("--fact", help="a finding or circumstance, e.g. request")] = None,
    initiator: Annotated[str, typer.Option("--initiator", help="who began the war; default: the attacker")] = "",
    provoked: Annotated[str, typer.Option("--provoked", help="false (default), true or disputed")] = "",
    beside: Annotated[str, typer.Option("--with", help="states fighting beside the attacker")] = "",
    beside_victim: Annotated[str, typer.Option("--with-victim", help="states fighting beside the victim")] = "",
    architecture: Annotated[str, typer.Option("--architecture", help="an architecture to lay over the law")] = "",
    why: Annotated[str, typer.Option("--why", help="everything on one state")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="the chain behind each row")] = False,
    unknown: Annotated[bool, typer.Option("--what-if-unknown", help="facts not stated that would matter")] = False,
    reading: Annotated[
        list[str] | None, typer.Option("--reading", help="NAME:initiator=X,provoked=true,fact=Y")
    ] = None,
    figure: Annotated[str, typer.Option("--figure", help="also draw it: FILE.svg or FILE.png")] = "",
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
    from foedus.cli.law_answer import Asked, tell

    words = tuple(tuple(one or ()) for one in (target, act, fact))
    sides = (beside, beside_victim, initiator, provoked)
    typed = Typed(attacker, victim, on, at, lat, lon, sov, adm, *sides, *words)
    law, event = question(_under(law, architecture, day_from(on)), typed)
    policy, hit = (join, tuple(struck_at or ())) if cascade else (None, ())
    asked = Asked(
        stated=typed.stated,
        why=law.law_code(why.strip().upper()) if why else None,
        explain=explain,
        unknown=unknown,
        readings=tuple(reading or ()),
        policy=policy,
        struck_at=hit,
        figure=figure,
    )
    tell(law, event, asked, as_json)


def _under(law: Library, architecture: str, day: date) -> Library:
    if not architecture:
        return law
    from foedus.architectures.law import edited_library
    from foedus.architectures.load import find

    return edited_library(law, find(architecture), day)


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
