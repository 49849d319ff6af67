"""The answer of the law to one question: as words, as JSON, as a figure, with what was asked beside it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.errors import BadInput
from foedus.treaties.event import Event
from foedus.treaties.library import Library
from foedus.treaties.obligations import Answer, evaluate, rows_only
from foedus.treaties.plain_answer import plain
from foedus.treaties.told import Teller

if TYPE_CHECKING:
    from foedus.treaties.cascade import Cascade


@dataclass(frozen=True)
class Asked:
    """What is asked beside the answer. `stated`: facts the question states; `policy` None: no cascade."""

    stated: frozenset[str] = frozenset()
    why: str | None = None
    explain: bool = False
    unknown: bool = False
    readings: tuple[str, ...] = ()
    policy: str | None = None
    struck_at: tuple[str, ...] = ()
    figure: str = ""

    @property
    def beside_only(self) -> bool:
        """Is only the table of readings or of unknown facts asked for, not the answer itself?"""
        return bool(self.unknown or self.readings) and not (self.explain or self.why or self.policy)


def tell(law: Library, event: Event, asked: Asked, as_json: bool) -> None:
    """Print the answer; draw it where that is asked."""
    answer = evaluate(law, event, traced=True)
    told = plain(law, answer, asked.why, asked.explain) if as_json else {}
    teller = Teller(law, answer)
    lines = [] if as_json else teller.head() if asked.beside_only else teller.lines(asked.explain, asked.why)
    if asked.readings:
        _readings(law, event, asked.readings, told, lines)
    if asked.unknown:
        _unknown(law, event, asked.stated, told, lines)
    course = _course(law, event, asked.policy, asked.struck_at) if asked.policy is not None else None
    if course is not None:
        _cascade(law, event, course, str(asked.policy), told, lines)
    if asked.figure:
        _draw(law, answer, course, asked)
    if as_json:
        json.dump(told, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(lines))


def _readings(law: Library, event: Event, texts: tuple[str, ...], told: dict[str, Any], lines: list[str]) -> None:
    from foedus.treaties.observers import observer_from, side_by_side
    from foedus.treaties.told_observers import observer_lines, plain_observers

    seen = side_by_side(law, event, [observer_from(one, law) for one in texts])
    told["observers"] = plain_observers(law, seen)
    lines += observer_lines(law, seen)


def _unknown(law: Library, event: Event, stated: frozenset[str], told: dict[str, Any], lines: list[str]) -> None:
    from foedus.treaties.told_unknown import plain_unknown, unknown_lines
    from foedus.treaties.unknown import unknowns

    found = unknowns(law, event, stated)
    told["unknown"] = [plain_unknown(law, one) for one in found]
    lines += unknown_lines(law, found)


def _cascade(law: Library, event: Event, course: Cascade, policy: str, told: dict[str, Any], lines: list[str]) -> None:
    from foedus.treaties.conflicts import conflicts, sides_joined, sides_of
    from foedus.treaties.told_cascade import cascade_lines, plain_cascade
    from foedus.treaties.told_conflicts import conflict_lines, plain_conflict

    sides = sides_joined(event, ((one.state, one.beside) for one in course.joined))
    rows = [replace(one.row, status=one.status) for one in course.rows]
    known = {(one.state, one.second.treaty) for one in conflicts(law, rows_only(law, event), sides_of(event))}
    found = [one for one in conflicts(law, rows, sides) if (one.state, one.second.treaty) not in known]
    told["cascade"] = {**plain_cascade(law, course), "conflicts_of_duty": [plain_conflict(law, one) for one in found]}
    lines += cascade_lines(law, course, policy)
    lines += conflict_lines(law, found, "Further conflicts of duty in the cascade (reported, not resolved)")


def _course(law: Library, event: Event, join: str, struck_at: tuple[str, ...]) -> Cascade:
    from foedus.treaties.cascade import cascade, policy_from

    places: dict[str, str] = {}
    for text in struck_at:
        state, separator, place = text.partition("=")
        if not separator:
            raise BadInput(f"--struck-at '{text}' names no place. Write it as STATE=place, for example USA=hawaii.")
        places[law.law_code(state.strip().upper())] = law.place(place.strip()).id
    return cascade(law, event, policy_from(law, join), places)


def _draw(law: Library, answer: Answer, course: Cascade | None, asked: Asked) -> None:
    """The cascade where there is one, else who is called."""
    from foedus.report.law_figures import called_figure, cascade_figure

    if course is None:
        called_figure(law, answer, asked.figure)
    else:
        cascade_figure(law, course, asked.figure, asked.policy or "")
