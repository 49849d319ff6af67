"""The law as an architecture makes it: edits applied to the library, a new library each time.

The law of a year is what is in force on 1 July of that year; an edit dated D acts in the first year whose 1 July is
D or later (MODEL section 24).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from foedus.architectures.architecture import Architecture, Step, dated_edits
from foedus.architectures.edit import LAW_EDITS, AddClause, AddParty, Edit, NewTreaty, RemoveParty, Terminate, day_of
from foedus.treaties import edits
from foedus.treaties.library import Library
from foedus.treaties.plain import clause_from, treaty_from
from foedus.treaties.treaty import Treaty

ONE_DAY = datetime.timedelta(days=1)
WINDOW = 5  # years ahead that states look (h of E10)


def law_day(year: int) -> datetime.date:
    """The day whose law is the law of `year`."""
    return datetime.date(year, 7, 1)


def edited_library(library: Library, architecture: Architecture, date: datetime.date) -> Library:
    """The library with the edits that `architecture` has made by `date`; with none it is `library` itself."""
    return apply_edits(library, dated_edits(acting(architecture, date.year)))


def acting(architecture: Architecture, year: int) -> tuple[Step, ...]:
    """The steps whose edits stand on 1 July of `year`."""
    return tuple(step for step in architecture.steps if step.acts_in(year))


def announced_edits(architecture: Architecture, year: int, window: int = WINDOW) -> tuple[Edit, ...]:
    """Edits that states know in `year` to stand `window` years later, entered and announced ones alike."""
    then = law_day(year + window)
    known = (one for one in architecture.steps if one.announce <= year and one.acts_in(year + window))
    return tuple(edit for edit in dated_edits(tuple(known)) if (day_of(edit) or then) <= then)


def apply_edits(library: Library, some: Iterable[Edit], latest: datetime.date | None = None) -> Library:
    """Apply dated edits in order. With `latest` an edit dated later is read as of that day (what is announced)."""
    for edit in some:
        if isinstance(edit, LAW_EDITS):
            library = _edited(library, edit, latest)
    return library


def _edited(library: Library, edit: Any, latest: datetime.date | None) -> Library:
    if isinstance(edit, NewTreaty):
        return edits.new_treaty(library, new_treaty(library, edit, latest))
    if isinstance(edit, AddParty):
        start = _earlier(edit.start, latest)
        treaty = library.treaty(edit.treaty)
        bound = treaty.parties_on(start) if treaty.in_force(start) else frozenset()
        states = [one for one in named_states(library, edit.states, start) if one not in bound]
        return edits.add_party(library, edit.treaty, states, start, edit.end)
    if isinstance(edit, AddClause):
        clause = clause_from(law_codes(library, edit.clause))
        return edits.add_clause(library, edit.treaty, replace(clause, start=_earlier(edit.start, latest)))
    last = _earlier(edit.on, None if latest is None else latest - ONE_DAY)
    if isinstance(edit, Terminate):
        return edits.terminate(library, edit.treaty, last)
    return edits.remove_party(library, edit.treaty, named_states(library, edit.states, last), last)


def new_treaty(library: Library, edit: NewTreaty, latest: datetime.date | None = None) -> Treaty:
    """The record of a new instrument; dates left out are the day of the edit."""
    body = law_codes(library, edit.body)
    start = edit.start
    usual: dict[str, Any] = {"kind": "treaty", "articles": "", "verified": "memory", "source": []}
    body = {**usual, "signed": start, "force": [start, None], **body}
    rows = []
    for row in body["parties"]:
        row = {"from": start, "to": None, **row}
        names = [row["s"]] if isinstance(row["s"], str) else row["s"]
        rows.append({**row, "s": list(names) if "*" in names else list(named_states(library, names, start))})
    body["parties"] = rows
    made = treaty_from(body, library.states)
    if latest is None:
        return made
    return replace(
        made,
        force=(_earlier(made.force[0], latest), made.force[1]),
        parties=tuple(replace(one, start=_earlier(one.start, latest)) for one in made.parties),
        clauses=tuple(replace(one, start=one.start and _earlier(one.start, latest)) for one in made.clauses),
    )


def named_states(library: Library, names: Iterable[str], day: datetime.date | None) -> tuple[str, ...]:
    """Law codes of `names`, each once; `@treaty` is replaced by the parties of that treaty on `day`."""
    found: dict[str, None] = {}
    for name in names:
        if name.startswith("@"):
            treaty = library.treaty(name[1:])
            found.update(dict.fromkeys(sorted(treaty.parties_on(day or datetime.date.max))))
        else:
            found[library.law_code(name)] = None
    return tuple(found)


def law_codes(library: Library, plain: Any) -> Any:
    """Plain data with the codes of worlds replaced by those of the law (TWN by ROC)."""
    if isinstance(plain, Mapping):
        return {key: law_codes(library, value) for key, value in plain.items()}
    if isinstance(plain, (list, tuple)):
        return [law_codes(library, value) for value in plain]
    return library.aliases.get(plain, plain) if isinstance(plain, str) else plain


def late(some: Iterable[Edit], day: datetime.date) -> bool:
    """Whether some edit of the law acts only after `day`."""
    ends = (Terminate, RemoveParty)
    return any((day_of(edit) or day) > (day - ONE_DAY if isinstance(edit, ends) else day) for edit in some)


def _earlier(day: datetime.date | None, latest: datetime.date | None) -> Any:
    return day if latest is None or (day is not None and day <= latest) else latest


def change_days(library: Library, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Days in (first, last] on which some dated part of the library begins, or is over for the first time."""
    days: set[datetime.date] = set()

    def span(start: datetime.date | None, end: datetime.date | None) -> None:
        days.update(one for one in (start, end and end < datetime.date.max and end + ONE_DAY) if one)

    for treaty in library.treaties.values():
        span(*treaty.force)
        for dated in (*treaty.parties, *treaty.suspended, *treaty.clauses):
            span(dated.start, dated.end)
        for clause in treaty.clauses:
            for limb in clause.where:
                span(None, limb.until)
            for gone in clause.ends_for.values():
                span(None, gone)
    for named in library.classes.values():
        for member in named.members:
            span(member.start, member.end)
    for place in library.places.values():
        for holder in (*place.sov, *place.adm):
            span(holder.start, holder.end)
    return sorted(day for day in days if first < day <= last)
