"""One instrument as a page a lawyer can read: names, dates, parties over time, clauses in words, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from foedus.treaties.explain import words_of
from foedus.treaties.library import Library
from foedus.treaties.told import wrapped
from foedus.treaties.treaty import Clause, Party, Treaty
from foedus.treaties.words import BINDING, STRENGTH, TYPE, VERIFIED

FAULT = {
    "any": "unless the ally began or provoked it",
    "direct": "unless the ally began or directly provoked it",
    "aggressor_only": "unless the ally began it",
    "implied": 'fault is implied by "attack": disputed if the ally began it',
}
BY = {"any": "anyone", "party": "a party", "nonparty": "a state that is no party"}


def day(value: date | None, otherwise: str) -> str:
    """A date, or what stands for none."""
    return value.isoformat() if value else otherwise


def treaty_page(library: Library, treaty: Treaty) -> Iterator[str]:
    """The page, line by line."""
    yield from wrapped(treaty.name)
    kinds = ", ".join(treaty.types) or "none"
    yield from wrapped(f"id {treaty.id}; {treaty.kind}; {BINDING[treaty.binding]}; obligations: {kinds}")
    start, end = treaty.force
    force = f"in force {day(start, 'never')}" + (f" to {end}" if end else (", no end recorded" if start else ""))
    yield from wrapped(f"Signed {day(treaty.signed, 'no date')}; {force}. Status: {treaty.status or 'not recorded'}.")
    if treaty.secret:
        yield from wrapped(f"Secret: {treaty.secret}.")
    yield from ("", "Parties over time (last day included)")
    yield from parties(library, treaty)
    for one in treaty.suspended:
        who = " and ".join(library.world_code(state) for state in (one.pair or one.states))
        effect = "nothing is owed between the two" if one.pair else "rows from or toward it are disputed"
        until = f" to {one.end}" if one.end else ""
        yield from wrapped(f"Suspended: {who} from {day(one.start, '?')}{until}: {effect}. {one.note}", 2, 4)
    yield from ("", "Articles, in our own words")
    yield from wrapped(treaty.articles, 2)
    yield from ("", "Clauses" if treaty.clauses else "Clauses: none, on purpose: it obliges nobody to help.")
    for clause in treaty.clauses:
        yield from clause_lines(library, treaty, clause)
    yield ""
    for title, text in (
        ("Scope", treaty.scope), ("Strength", treaty.strength), ("Qualifications", treaty.qualifications)
    ):  # fmt: skip
        if text and text != "none":
            yield from wrapped(f"{title}: {text}.", hang=2)
    yield from wrapped(f"How verified: {VERIFIED[treaty.verified]} ({treaty.verified}).", hang=2)
    yield "Sources"
    for source in treaty.source:
        yield from wrapped(f"- {source}", 2, 2)
    atop = treaty.atop
    said = f"record {atop.id}, coded {atop.coded}" if atop.id else "no record"
    yield from wrapped(f"ATOP 4.01: {said}. {atop.note}".rstrip(), hang=2)


def parties(library: Library, treaty: Treaty) -> Iterator[str]:
    """Parties with their dates, those of one period together."""
    if treaty.universal:
        states = {one.state for one in treaty.parties}
        yield from wrapped(
            f"Universal: every state that exists on the day, {len(states)} in this collection over time. Those that "
            "joined later than the start:", 2, 2
        )  # fmt: skip
    by_span: dict[tuple[date | None, date | None, str], list[Party]] = {}
    for one in treaty.parties:
        if not (treaty.universal and one.start == treaty.force[0] and one.end is None):
            by_span.setdefault((one.start, one.end, one.note), []).append(one)
    for (start, end, note), members in by_span.items():
        codes = " ".join(library.world_code(one.state) for one in members)
        span = f"{day(start, 'not bound')}" + (f" to {end}" if end else "")
        yield from wrapped(f"{span}: {codes}" + (f" ({note})" if note else ""), 2, 4)


def clause_lines(library: Library, treaty: Treaty, clause: Clause) -> Iterator[str]:
    """One clause in words, predicate by predicate."""
    span = f"; {day(clause.start, 'start')} to {day(clause.end, 'open')}" if clause.start or clause.end else ""
    status = {"disputed": "; DISPUTED", "disputed_form": "; form disputed"}.get(clause.status or "", "")
    yield from wrapped(f"Art. {clause.art} ({clause.id}): {TYPE[clause.type]}{status}{span}", 2, 4)
    for title, text in clause_words(library, treaty, clause):
        yield from wrapped(f"{title}: {text}", 6, 4)


def _codes(library: Library, states: Iterable[str]) -> str:
    return " ".join(library.world_code(one) for one in states)


def clause_words(library: Library, treaty: Treaty, clause: Clause) -> Iterator[tuple[str, str]]:
    """(title, words) of each predicate of a clause."""
    yield (
        "What",
        f"{STRENGTH[clause.strength]} [{clause.strength}]" + (f"; {BINDING[clause.binding]}" if clause.binding else ""),
    )
    yield "Who", _bearers(library, clause)
    if clause.victim == "any":
        yield "Toward", "the other parties; the event need not touch one of them"
    elif clause.duty != "attacker":
        who = _codes(library, clause.victim) if isinstance(clause.victim, tuple) else "any party"
        how = {"attacked": "is attacked", "at_war": "is at war, whoever began", "initiates": "begins the war"}
        outside = "" if clause.victim_party or not isinstance(clause.victim, tuple) else " (party or not)"
        yield "When", f"{who}{outside} {how[clause.involvement]}; acts: {', '.join(clause.acts)}"
    else:
        toward = "anyone" if clause.duty_any else "a party"
        yield "When", f"toward {_codes(library, clause.victim) if isinstance(clause.victim, tuple) else toward}"
    yield from _adversary(library, clause)
    if clause.unprovoked:
        yield "Fault", FAULT[clause.unprovoked]
    if clause.where:
        yield "Where", "; or ".join(words_of(limb) for limb in clause.where)
    pairs = (*((clause.dyad,) if clause.dyad else ()), *clause.dyads)
    if pairs:
        yield "Pairs", ", ".join("-".join(library.world_code(one) for one in pair) for pair in pairs)
    yield from _conditions(library, clause)
    for title, text in (
        ("Military form", clause.military), ("Limits", clause.limits), ("Note", clause.note)
    ):  # fmt: skip
        if text:
            yield title, text
    if clause.carve_out:
        yield "Carve-out", _codes(library, clause.carve_out)
    for one in clause.readings:
        yield "Reading", f"{one.who}: {one.says} ({one.source})"


def _bearers(library: Library, clause: Clause) -> str:
    words = {
        "others": "the other parties",
        "parties": "all parties",
        "attacker": "each attacker that is a party",
        "initiator": "the party that begins",
    }
    text = words[clause.duty] if isinstance(clause.duty, str) else _codes(library, clause.duty)
    text += f", of them only {_codes(library, clause.duty_in)}" if clause.duty_in else ""
    text += f", not {_codes(library, clause.duty_not)} (reservation)" if clause.duty_not else ""
    hub = clause.hub or clause.bilateral_hub
    text += f", only to or from {library.world_code(hub)}" if hub else ""
    for state, last in clause.ends_for.items():
        text += f"; ends for {library.world_code(state)} on {last}"
    return text


def _adversary(library: Library, clause: Clause) -> Iterator[tuple[str, str]]:
    by = BY.get(clause.by, "") if isinstance(clause.by, str) else _codes(library, clause.by)
    if not by and isinstance(clause.by, str):
        by = f"{library.classes[clause.by].means} [{clause.by}]"
    by += f", not {_codes(library, clause.by_not)}" if clause.by_not else ""
    by += ", a state" if clause.by_state else ""
    by += f", supported by {_codes(library, clause.supported_by)}" if clause.supported_by else ""
    by += f", not supported by {_codes(library, clause.not_supported_by)}" if clause.not_supported_by else ""
    if by != "anyone" and clause.duty != "attacker":
        yield "By", by
    if clause.intra:
        yield "Attack by a party", clause.intra
    if clause.min_enemies is not None or clause.max_enemies is not None:
        yield "Enemies", f"{clause.min_enemies or 1} to {clause.max_enemies or 'any number'}"


def _conditions(library: Library, clause: Clause) -> Iterator[tuple[str, str]]:
    facts = library.tokens.facts
    for title, words in (("Needs", clause.needs), ("Not if", clause.blocked_by), ("Disputed if", clause.disputed_if)):
        if words:
            yield title, "; ".join(f"{facts[word].means} [{word}]" for word in words)
    if clause.request:
        yield "Needs", "a request of the state attacked"
    for one in clause.excluded_if:
        began, against = library.world_code(one["initiator"]), library.world_code(one["opponent"])
        yield "Not if", f"{began} began and {against} is among the enemies"
