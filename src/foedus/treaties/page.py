"""One instrument as a page a lawyer can read: dates, parties over time, clauses in words, reservations, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foedus.treaties.clause_words import details, discretion, named, sentence
from foedus.treaties.library import Library
from foedus.treaties.lines import wrapped
from foedus.treaties.party_table import parties
from foedus.treaties.pledges import TYPES
from foedus.treaties.treaty import OTHER_TYPES, Clause, Treaty, holds
from foedus.treaties.words import BINDING, TYPE, VERIFIED

COLUMN = 14  # width of the titles
EXIT = re.compile(
    r"\bexit\b|\b(after|on|with) .*notice|\bnotice one year|year'?s?'? notice|year renewals?|\bindefinite|"
    r"^(?:[IVXL\d]+ )?(?:in force )?(?:for )?\w+ years?\b",
    re.IGNORECASE,
)
TIER = {
    "none": "none",
    "dialogue": "dialogue",
    "information": "sharing of information",
    "exercises": "common exercises",
    "access": "access of forces",
    "basing": "basing of forces",
    "integrated": "integrated command",
}


def treaty_page(library: Library, treaty: Treaty, day: date | None = None) -> Iterator[str]:
    """The page, line by line; with `day` as it stands on that day."""
    yield from wrapped(treaty.name)
    yield from _facts(library, treaty)
    if day is not None:
        yield from _as_of(treaty, day)
    yield from ("", "PARTIES" if day is None else f"PARTIES ON {day}")
    yield from parties(library, treaty, day)
    yield from _suspensions(library, treaty, day)
    yield from ("", "ARTICLES, in our own words")
    yield from wrapped(treaty.articles, 2)
    yield from ("", "CLAUSES" if treaty.clauses else "CLAUSES: none, on purpose.")
    if not treaty.clauses:
        yield from wrapped("It obliges nobody to help, to consult or to stay out. " + _cooperation(treaty), 2)
    for clause in treaty.clauses:
        yield from clause_lines(library, clause, treaty.binding, day)
    yield from _reservations(library, treaty)
    yield from _reach(treaty)
    yield from _sources(treaty)


def _line(title: str, text: str, indent: int = 2) -> Iterator[str]:
    """A title in its column and the text beside it."""
    yield from wrapped(f"{title:<{COLUMN}}{text}", indent, COLUMN)


def _facts(library: Library, treaty: Treaty) -> Iterator[str]:
    start, end = treaty.force
    force = "never in force" if start is None else f"from {start} " + (f"to {end}, the last day" if end else "on")
    kinds = ", ".join(TYPE.get(one, one) for one in dict.fromkeys(clause.type for clause in treaty.clauses))
    yield from _line("Id", treaty.id)
    yield from _line("Kind", f"{treaty.kind.replace('_', ' ')}, {BINDING[treaty.binding]}")
    yield from _line("Provides for", kinds or "no obligation")
    yield from _line("Signed", str(treaty.signed or "no day"))
    yield from _line("In force", force)
    if treaty.status:
        yield from _line("Status", treaty.status)
    yield from _line("Term and exit", "; ".join(exit_words(treaty)) or "the paraphrase of the articles names none")
    if treaty.secret:
        public = f"; public since {treaty.public}" if treaty.public else ""
        yield from _line("Secret", treaty.secret + public)
    if treaty.cooperation:
        yield from _line("Cooperation", f"{TIER[treaty.cooperation]} [{treaty.cooperation}]")
    if treaty.without_prejudice:
        others = (library.treaties[one].name if one in library.treaties else one for one in treaty.without_prejudice)
        yield from _line("Leaves alone", "; ".join(others))


def exit_words(treaty: Treaty) -> list[str]:
    """The parts of the paraphrase that speak of term, notice or exit."""
    return [part for part in re.split(r"[;.]\s+|[;.]$", treaty.articles) if EXIT.search(part)]


def _as_of(treaty: Treaty, day: date) -> Iterator[str]:
    members = len(treaty.parties_on(day))
    valid = sum(clause.valid_on(day) for clause in treaty.clauses)
    force = "in force" if treaty.in_force(day) else "not in force"
    said = f"{force}; {members} part{'y' if members == 1 else 'ies'}"
    said += f"; {valid} of {len(treaty.clauses)} clauses apply" if treaty.in_force(day) and treaty.clauses else ""
    yield from _line(f"On {day}", said)


def _suspensions(library: Library, treaty: Treaty, day: date | None) -> Iterator[str]:
    for one in treaty.suspended:
        if day is not None and not holds(day, one.start, one.end):
            continue
        who = named(library, one.pair or one.states)
        span = f"since {one.start}" + (f", to {one.end}" if one.end else "")
        effect = "nothing is owed between the two" if one.pair else "what is owed from or toward it is disputed"
        note = f" ({one.note})" if one.note else ""
        yield from wrapped(f"Suspended {span}: {who}; {effect}{note}.", 2, 2)


def clause_lines(library: Library, clause: Clause, binding: str, day: date | None = None) -> Iterator[str]:
    """One clause: its article, the sentence, and what limits it."""
    status = {"disputed": "; DISPUTED", "disputed_form": "; form disputed"}.get(clause.status or "", "")
    off = "; NOT ON THIS DAY" if day is not None and not clause.valid_on(day) else ""
    other = " (no duty)" if clause.type in OTHER_TYPES else ""
    art = clause.art if clause.art[:1].islower() else f"Art. {clause.art}"
    yield from wrapped(f"{art}: {TYPE[clause.type]}{other}{status}{off}  [{clause.id}]", 2, 2)
    yield from wrapped(sentence(library, clause, binding), 4)
    yield from _line("Strength", discretion(clause), 4)
    for title, text in details(library, clause):
        yield from _line(title if len(title) < COLUMN else f"{title}: ", text, 4)


def _cooperation(treaty: Treaty) -> str:
    if not treaty.cooperation:
        return ""
    return f"Cooperation: {TIER[treaty.cooperation]} [{treaty.cooperation}], a fact of practice and no duty."


def _reservations(library: Library, treaty: Treaty) -> Iterator[str]:
    """Who stands outside a clause, and what qualifies the whole."""
    found = [
        f"Art. {one.art}: {named(library, one.duty_not)} stands outside it" for one in treaty.clauses if one.duty_not
    ]
    found += [
        f"Art. {one.art}: not against {named(library, one.by_not, 'or')}" for one in treaty.clauses if one.by_not
    ]  # fmt: skip
    found += [treaty.qualifications] if treaty.qualifications not in ("", "none") else []
    yield from ("", "RESERVATIONS AND QUALIFICATIONS")
    for one in dict.fromkeys(found) or ["none recorded"]:
        yield from wrapped(f"- {one.rstrip('.')}", 2, 2)


def _reach(treaty: Treaty) -> Iterator[str]:
    lines = [(title, text.rstrip(".")) for title, text in (("Scope", treaty.scope), ("Strength", treaty.strength))]
    if any(text not in ("", "none") for _, text in lines):
        yield from ("", "SCOPE AND STRENGTH, in a line")
        for title, text in lines:
            if text not in ("", "none"):
                yield from _line(title, text)


def _sources(treaty: Treaty) -> Iterator[str]:
    yield from ("", "SOURCES")
    yield from _line("Verified", f"{VERIFIED[treaty.verified]} [{treaty.verified}]")
    for source in treaty.source:
        yield from wrapped(f"- {source}", 2, 2)
    yield from ("", "BESIDE ATOP 4.01")
    atop, note = treaty.atop, treaty.atop.note
    if atop.id is None:
        yield from wrapped("No record is matched" + (f" ({note})." if note else "."), 2)
        return
    yield from _line("ATOP", f"record {atop.id}, {letters(atop.coded)}")
    yield from _line("Heading", letters_of(treaty.types))
    yield from _line("Clauses", letters_of([clause.type for clause in treaty.clauses]))
    if note:
        yield from _line("Note", note)


def letters(coded: str | None) -> str:
    """D--AC as ATOP writes it, with the words."""
    if not coded:
        return "not coded"
    held = [kind for kind, letter in zip(TYPES, "DONAC", strict=True) if letter in coded]
    return f"{coded} ({', '.join(held) or 'none of the five types'})"


def letters_of(types: list[str] | tuple[str, ...]) -> str:
    """The same for types of ours; what is none of the five is left out."""
    return letters("".join(letter if kind in types else "-" for kind, letter in zip(TYPES, "DONAC", strict=True)))
